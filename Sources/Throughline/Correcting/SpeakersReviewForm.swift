import HTML
import Language

/// What a speaker meets: what was written down from their words, their words, and one form. No account, nothing kept on the phone.
enum SpeakersReviewForm {
    /// `key` names the speaker in the form; empty where the address does.
    static func show(
        _ review: SpeakersReview, in place: Place, action: Href, key: [(String, String)] = [], on today: Day, for visit: Visit,
        back: Markup = "", draft: ReviewDraft? = nil, invalid: Invalid? = nil
    ) -> Page {
        let isOpen = review.isOpen(on: today)
        let draft = draft ?? ReviewDraft(review)
        var page = Page(
            "\(say: "Is this what you meant?")", in: place,
            """
            <h1>\(say: "Is this what you meant?")</h1>\
            <p>\(say: "The \("team", place.team) team wrote down what it learned, from your words too. You read it before others do.")</p>\
            \(if: isOpen, "<p class=\"soft\">\(say: "You can answer until \("day", review.round.until), and change it until then. If you say nothing, nothing is counted.")</p>")\
            \(if: !isOpen, "<p class=\"turn\">\(say: "The time to answer ended on \("day", review.round.until).")</p>")\
            <section aria-labelledby="own"><h2 id="own">\(say: "Your words")</h2>\(words(review.voice))</section>\
            \(if: !isOpen, "\(each: review.claims, { claim($0, review, visit) })")\
            \(if: isOpen, form(review, action, key, draft, invalid, visit))\(Corrections.own(review.corrections))\(back)
            """)
        page.secret = true
        page.tabs = false
        return page
    }

    private static func words(_ voice: Voice) -> Markup {
        voice.text.map(Records.words) ?? "<p>\(say: "A recording or a photo")</p>"
    }

    private static func form(
        _ review: SpeakersReview, _ action: Href, _ key: [(String, String)], _ draft: ReviewDraft, _ invalid: Invalid?, _ visit: Visit
    ) -> Markup {
        Form.post(
            action, forgotten: true,
            """
            \(each: key, { Form.hidden($0.0, $0.1) })\(Form.hidden("send", "yes"))\(each: review.claims, { one in
                "\(claim(one, review, visit))\(if: one.mayBeAnswered, fields(one, draft, invalid))"
            })<div class="row"><button>\(say: "Send")</button></div>
            """)
    }

    private static func fields(_ claim: SpeakersReview.Claim, _ draft: ReviewDraft, _ invalid: Invalid?) -> Markup {
        let (answer, words) = (ReviewDraft.answerField(claim.id), ReviewDraft.wordsField(claim.id))
        return """
            \(Form.circles(answer, Phrase("Is it right?"), value: draft.answers[claim.id] ?? "", options: RoundAnswer.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: invalid?[answer]))\
            \(Form.area(words, Phrase("If not quite: what did you mean?"), value: draft.words[claim.id] ?? "", hint: Phrase("In any language. It stands beside the sentence once the team has looked at it."), problem: invalid?[words]))
            """
    }

    private static func claim(_ claim: SpeakersReview.Claim, _ review: SpeakersReview, _ visit: Visit) -> Markup {
        guard !claim.isGone else {
            return "<section class=\"turn\"><p class=\"soft\">\(say: "One sentence was taken back since.")</p></section>"
        }
        return """
            <section class="turn"><h2 class="eyebrow">\(say: "What was written down")</h2>\(Records.words(claim.claim))\
            \(Records.brought(claim.claim, from: claim.item.language))\
            \(if: claim.claim.language.primary != visit.language.primary, "<p class=\"soft\">\(say: "Nobody has translated it yet. This is how it was written, in \("language", claim.claim.language).")</p>")\
            \(claim.limits.map { "<p>\(say: "For whom, where, when:") <span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span></p>" as Markup })\
            \(if: claim.answer == .leave, "<p>\(say: "You did not want to be in this. It does not rest on your words any more.")</p>")\
            \(if: claim.answer != nil && claim.answer != .leave && !review.isOpen(on: visit.now.day(in: .utc)), said(claim.answer))</section>
            """
    }

    private static func said(_ answer: RoundAnswer?) -> Markup {
        guard let answer else { return "" }
        return "<p class=\"soft\">\(say: "You said: \("answer", answer.words)")</p>"
    }

    /// On the page of one's own words: that something waits, and the way to it.
    static func invitation(_ review: SpeakersReview?, action: Href, key: [(String, String)], on today: Day) -> Markup {
        guard let review, review.isOpen(on: today) else { return "" }
        return """
            <section class="turn" aria-labelledby="review"><h2 id="review">\(say: "Is this what you meant?")</h2>\
            <p>\(say: "The team wrote down what it learned, from your words too. You can put it right before others read it, until \("day", review.round.until).")</p>\
            \(Form.button(action, review.isAnswered ? Phrase("Read it again, or change your answer") : Phrase("Read it and answer"), quiet: review.isAnswered, hidden: key))</section>
            """
    }

    /// Behind a letter's link, when the words are not there any more.
    static func gone() -> Page {
        var page = Page(
            "\(say: "Is this what you meant?")", in: nil,
            "<h1>\(say: "Is this what you meant?")</h1><p>\(say: "There is nothing to answer here any more.")</p>")
        page.secret = true
        page.tabs = false
        return page
    }
}
