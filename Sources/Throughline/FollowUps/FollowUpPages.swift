import HTML
import Language

/// What somebody meets behind the link: what they promised, four questions at most, thanks. No account, nothing kept on the phone.
enum FollowUpPages {
    struct Asked: Sendable {
        let followUp: FollowUp
        let promise: Commitment
        let place: Place
        let token: String
    }

    static func show(_ asked: Asked, _ draft: FollowUpDraft = .init(), invalid: Invalid? = nil) -> Page {
        let followUp = asked.followUp
        guard followUp.mayBeAnswered else { return over(asked) }
        return page(
            Phrase("How does it go?"), asked,
            """
            <p>\(say: FollowUpLetter.since(followUp))</p>\(what(asked))\(form(asked, draft, invalid))\(foot(asked))
            """)
    }

    private static func what(_ asked: Asked) -> Markup {
        asked.promise.words("what").map { Records.words($0) } ?? ""
    }

    private static func form(_ asked: Asked, _ draft: FollowUpDraft, _ invalid: Invalid?) -> Markup {
        Form.post(
            "/follow-ups/\(asked.token)", forgotten: true,
            """
            \(each: asked.followUp.questions, { field($0, draft, invalid) })
            <div class="row"><button>\(say: "Send")</button></div>
            """)
    }

    private static func field(_ question: FollowUp.Question, _ draft: FollowUpDraft, _ invalid: Invalid?) -> Markup {
        switch question {
        case .whom:
            Form.line(
                "whom", Phrase("With whom did you talk again since, and about what?"), value: draft.whom,
                hint: Phrase("For the team only. A role is enough."), problem: invalid?["whom"])
        case .stays:
            Form.circles(
                "stays", Phrase("Are you still with it?"), value: draft.stays,
                options: Engaged.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: invalid?["stays"])
        case .came:
            """
            \(Form.circles("came", Phrase("What came of it?"), value: draft.came, options: FollowUp.Came.allCases.map { ($0.rawValue, "\(say: $0.words)") }))\
            \(Form.area("what", Phrase("In a sentence, if something did"), value: draft.what, problem: invalid?["what"]))
            """
        case .hindered:
            Form.ticks(
                "hindered", Phrase("What is in the way?"), chosen: draft.hindered,
                options: LapseReason.allCases.map { ($0.rawValue, "\(say: $0.words)") })
        case .help:
            Form.area("help", Phrase("What would help?"), value: draft.help, hint: Phrase("For the team only."), problem: invalid?["help"])
        }
    }

    private static func foot(_ asked: Asked) -> Markup {
        "<p class=\"soft\">\(say: "What came of it is read by everybody who may read the promise.") <a href=\"/follow-ups/\(asked.token)/no-more\">\(say: "No more of these letters")</a></p>"
    }

    private static func over(_ asked: Asked) -> Page {
        let followUp = asked.followUp
        let words: Phrase =
            switch followUp.state {
            case .answered:
                Phrase("You answered on \("day", followUp.answeredOn ?? followUp.due). It stands beside your promise.")
            case .skipped where followUp.because == .refused: Phrase("You are not asked any more how it goes.")
            default: Phrase("Nothing is asked here now.")
            }
        let again: Markup =
            followUp.because == .refused
            ? "<div class=\"row\">\(Form.button("/follow-ups/\(asked.token)/again", Phrase("Ask me again after all")))</div>" : ""
        return page(
            followUp.state == .answered ? Phrase("Thank you") : Phrase("How does it go?"), asked,
            "<p>\(say: words)</p>\(what(asked))\(again)\(if: followUp.state == .answered, foot(asked))")
    }

    static func noMore(_ asked: Asked) -> Page {
        page(
            Phrase("No more of these letters"), asked,
            """
            <p>\(say: "You are not asked again how your promises go, by any place. The promises stay as they are.")</p>\
            <div class="row">\(Form.button("/follow-ups/\(asked.token)/no-more", Phrase("No more of these"), quiet: false))</div>
            """)
    }

    private static func page(_ title: Phrase, _ asked: Asked, _ body: Markup) -> Page {
        var page = Page("\(say: title)", in: asked.place, "<h1>\(say: title)</h1>\(body)")
        page.secret = true
        page.tabs = false
        return page
    }

    /// For the team: who is asked when, and what all of them answered.
    static func list(_ entries: [(followUp: FollowUp, promise: Commitment)], _ figures: FollowFigures, in place: Place) -> Page {
        Page(
            "\(say: "How promises go")", in: place,
            """
            <h1>\(say: "How promises go")</h1>\(FollowUpParts.figures(figures, from: 1))\
            \(if: figures.spared > 0, "<p>\(say: Phrase.counted(figures.spared, one: "\("n", figures.spared) time nobody was asked, because they had been asked \("most", PersonAsk.most) times in 90 days.", other: "\("n", figures.spared) times nobody was asked, because they had been asked \("most", PersonAsk.most) times in 90 days."))</p>")\
            \(Records.list(entries, ordered: Phrase("The newest day first."), empty: Phrase("Nobody is to be asked in the next weeks.")) { entry in
                """
                <a href="\(Href.to(entry.promise.item))" lang="\(entry.promise.words("what")?.language ?? "und")" dir="auto">\(entry.promise.words("what")?.body ?? "…")</a><br>\
                <span class="soft"><bdi>\(say: Records.who(entry.promise.who))</bdi>. \(say: FollowUpParts.standing(entry.followUp))</span>
                """
            })
            """
        ).secretly
    }
}
