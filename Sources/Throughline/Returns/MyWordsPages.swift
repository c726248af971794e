import HTML
import Language

/// What became of my words: the door for a code, the path of one's own words, and what a speaker may do with them.
enum MyWordsPages {
    /// Every wrong code gets this same page, whatever was wrong with it.
    static func door(typed: String = "", isWrong: Bool = false) -> Page {
        let problem: Phrase? = isWrong ? Phrase("We find nothing under these words. Check them, one by one; their order counts.") : nil
        return secret(
            Page(
                "\(say: "What became of my words")", in: nil,
                """
                <h1>\(say: "What became of my words")</h1>
                \(Form.post("/my-words", forgotten: true, """
                \(Form.line("code", Phrase("Your five words, or your digits"), value: typed, hint: Phrase("Capital letters, accents and commas do not matter. The first four letters of each word are enough."), problem: problem, autocomplete: "off", direction: .ltr))
                <div class="row"><button>\(say: "Show it")</button></div>
                """))
                <p class="soft">\(say: "Nothing of this stays on the phone. Close the page when you are done.")</p>
                <p class="go"><a href="/my-words/lost">\(say: "I have lost my code")</a></p><p class="go"><a href="/discreet">\(say: "Be discreet on this device")</a></p>
                """))
    }

    static func show(
        _ view: MyWords, done: Phrase? = nil, on today: Day, appeal: AppealDraft = .init(), invalid: Invalid? = nil
    ) -> Page {
        if case .takenBack(let day) = view.fate { return gone(view, Phrase("You took these words back on \("day", day).")) }
        if case .ended(let day) = view.fate { return gone(view, ended(day)) }
        if case .removed(let day) = view.fate {
            return gone(view, Phrase("Two moderators removed these words, and on \("day", day) they were erased."))
        }
        return secret(
            Page(
                "\(say: "What became of my words")", in: view.place,
                """
                <p class="eyebrow">\(say: "What became of my words")</p>
                <h1 lang="\(view.question.text.language)" dir="auto">\(view.question.text.body)</h1>
                \(if: done != nil, "<p class=\"turn\" role=\"status\">\(say: done ?? "")</p>")\(fate(view))\(SpeakersReviewForm.invitation(view.review, action: "/my-words/review", key: key(view), on: today))\(lasts(view))\(locked(view))\(each: view.moderation, { ModerationNotice.draw($0, on: today, appealing: view.hasSecond ? ("/my-words/appeal", key(view)) : nil, draft: appeal, invalid: invalid) })\(alone(view, on: today))
                \(PathStrip.list(MyWordsPath.stops(view)))\(Corrections.own(view.corrections))
                <div class="row">\(acts(view))</div>\(allowing(view, on: today, invalid, isOpen: done != nil))
                """))
    }

    private static func allowing(_ view: MyWords, on today: Day, _ invalid: Invalid?, isOpen: Bool) -> Markup {
        guard ["ready", "held"].contains(view.voice.item.state) else { return "" }
        return ConsentChoice.section(
            ConsentStanding(view.voice, view.agreed, in: view.place, on: today), key: key(view), in: view.place, isOpen: isOpen,
            invalid: invalid)
    }

    private static func fate(_ view: MyWords) -> Markup {
        switch view.fate {
        // What moderators did is said where it can be objected to.
        case .rejected where view.moderation.contains(where: { $0.deed == .reject && $0.state == .stands }): ""
        case .rejected(let because):
            "<p>\(say: "The team did not keep this answer. Nobody else can read it.")\(if: because != nil, " \(say: "Their reason:") <span dir=\"auto\">\(because ?? "")</span>")</p>"
        case .waiting where view.voice.openness == .safety:
            "<p class=\"soft\">\(say: "So far only the safety lead of \("team", view.place.team) has read it.")</p>"
        case .waiting: "<p class=\"soft\">\(say: "So far only the \("team", view.place.team) team has read it.")</p>"
        case .counted, .takenBack, .outOfSight, .removed, .ended: ""
        }
    }

    /// Where one person alone reads such answers, nobody is promised who looks again.
    private static func alone(_ view: MyWords, on today: Day) -> Markup {
        guard !view.hasSecond, view.moderation.contains(where: { $0.mayBeAppealed(on: today) }) else { return "" }
        return """
            <p>\(say: "Only one person reads such answers here, so nobody else can look again.") \
            <a href="\(view.place.path("stewards"))">\(say: "Tell the stewards in confidence")</a></p>
            """
    }

    private static func ended(_ day: Day) -> Phrase { Phrase("These words ended on \("day", day), as had been said, and were erased.") }

    private static func locked(_ view: MyWords) -> Markup {
        guard view.voice.text?.isLocked == true else { return "" }
        return "<p>\(say: "This place keeps its words locked: only its people can open them. You can still take yours back.")</p>"
    }

    /// What could cost somebody dearly does not stay for ever, and its speaker knows until when.
    private static func lasts(_ view: MyWords) -> Markup {
        guard let day = view.voice.item.endsOn else { return "" }
        return
            "<p class=\"soft\">\(say: "These words end on \("day", day), and are erased then. The safety lead may keep them longer, and has to say why.")</p>"
    }

    private static func acts(_ view: MyWords) -> Markup {
        let hidden = key(view)
        let back: Markup = Form.button("/my-words/taking-back", Phrase("Take my words back"), hidden: hidden)
        switch view.fate {
        case .rejected, .outOfSight: return "\(back)\(copying(view))"
        default: break
        }
        // Nobody is asked whether words are right that they cannot read here.
        if view.voice.text?.isLocked == true { return "\(back)\(copying(view))" }
        return """
            \(Form.button("/my-words/right", Phrase("That's right"), quiet: view.reply == .right, hidden: hidden))\
            \(Form.button("/my-words/correction", Phrase("Not what I meant"), hidden: hidden))\(back)\(Form.button("/my-words/paper", Phrase("On paper"), hidden: hidden))\(copying(view))
            """
    }

    /// Said first: on a phone others use, a file is read by others.
    private static func copying(_ view: MyWords) -> Markup {
        """
        <details><summary>\(say: "Save a copy")</summary>\
        <p>\(say: "A file with your words and what became of them. It stays on this phone until you delete it.")</p>\
        \(Form.button("/my-words/copy", Phrase("Save the file"), hidden: key(view)))</details>
        """
    }

    /// What can be done without the code, and what cannot; said where codes are asked for.
    static func lost() -> Page {
        var page = Page(
            "\(say: "Your code is lost")", in: nil,
            """
            <h1>\(say: "Your code is lost")</h1>\
            <p>\(say: "Nobody can find it for you, and nobody can give you another one. We keep no list that leads from an answer to its code or to you; that is what keeps you safe.")</p>\
            <h2>\(say: "What you can still do")</h2>\
            <ul><li>\(say: "Look for it: the slip of paper, a photo of it, whoever helped you to write. Four letters of each word are enough.")</li>\
            <li>\(say: "Were you signed in when you spoke? Then your words stand under what you gave.") <a href="/me/data">\(say: "What I gave")</a></li>\
            <li>\(say: "Read what became of everybody’s answers on the page of the question. You need no code for that.")</li>\
            <li>\(say: "Answer the question again, and keep the new code.")</li></ul>\
            <h2>\(say: "What we cannot do")</h2>\
            <ul><li>\(say: "Take your words back: anybody could say that they are theirs.")</li>\
            <li>\(say: "If they put somebody in danger, tell the team which answer it is. They can take it off every page without knowing whose it was.")</li></ul>\
            <p class="go"><a href="/my-words">\(say: "I have a code")</a></p>
            """)
        page.secret = true
        return page
    }

    /// What names the voice in a form: the page it stands on, or for somebody signed in the voice itself.
    static func key(_ view: MyWords) -> [(String, String)] {
        view.slip.map { [("slip", $0)] } ?? [("voice", view.voice.id.description)]
    }

    private static func keyed(_ view: MyWords) -> Markup { "\(each: key(view), { Form.hidden($0.0, $0.1) })" }

    /// What was written down from their words, to put right before others read it.
    static func review(_ view: MyWords, _ review: SpeakersReview, for visit: Visit, draft: ReviewDraft? = nil, invalid: Invalid? = nil)
        -> Page
    {
        SpeakersReviewForm.show(
            review, in: view.place, action: "/my-words/review", key: key(view), on: visit.now.day(in: .utc), for: visit,
            back: Form.button(back(view), Phrase("Back"), hidden: key(view)), draft: draft, invalid: invalid)
    }

    /// One box for what was meant.
    static func correction(_ view: MyWords, for visit: Visit, draft: CorrectionDraft = .init(), invalid: Invalid? = nil) -> Page {
        let claim = view.became.learned.last?.claim
        return secret(
            Page(
                "\(say: "Not what I meant")", in: view.place,
                """
                <h1>\(say: "Not what I meant")</h1>
                \(if: claim != nil, "<p class=\"soft\">\(say: "What we wrote:")</p>\(claim.map(Records.words) ?? "")")
                \(view.place.help.draw(for: visit))\(Form.post("/my-words/correction", forgotten: true, """
                \(keyed(view))\(Form.area("text", Phrase("What did you mean?"), value: draft.text, hint: Phrase("In any language. It stands beside what we wrote once the team has looked at it."), problem: invalid?["text"]))
                <div class="row"><button>\(say: "Send")</button></div>
                """))
                \(Form.button(back(view), Phrase("Back"), hidden: key(view)))
                """))
    }

    private static func back(_ view: MyWords) -> Href { "/my-words" }

    /// Says what will happen and what cannot be called back, before anything does.
    static func takingBack(_ view: MyWords, told: [Telling]) -> Page {
        let sources = view.became.learned.filter { $0.own != nil }
        return secret(
            Page(
                "\(say: "Take my words back")", in: view.place,
                """
                <h1>\(say: "Take my words back?")</h1>\(view.voice.text.map(Records.words) ?? "")
                <ul><li>\(say: "They are gone from every page at once, and from our disk in the coming night.")</li>
                <li>\(say: "We count anew without them. Pages say that an answer was taken back, never whose.")</li>
                \(if: !sources.isEmpty, "<li>\(say: Phrase.counted(sources.count, one: "One thing we learned rests on them too; it will be checked again.", other: "\("n", sources.count) things we learned rest on them too; they will be checked again."))</li>")
                \(each: told, { "<li>\(say: quoted($0, from: view.fewest))</li>" })
                <li>\(say: "Copies others made on paper or in a chat cannot be called back. Backups are cleaned when they are used.")</li>
                <li>\(say: "Nobody tells you anything more about this. Your code will only say that you took your words back.")</li></ul>
                \(Form.post("/my-words/taking-back", """
                \(keyed(view))\(Form.hidden("sure", "yes"))<div class="row"><button>\(say: "Take my words back")</button></div>
                """))
                \(Form.button(back(view), Phrase("Keep them"), hidden: key(view)))
                """))
    }

    private static func quoted(_ telling: Telling, from fewest: Int) -> Phrase {
        let day = telling.toldOn ?? telling.item.day
        guard telling.told >= fewest else {
            return Phrase(
                "They were quoted when people were told, \("way", telling.door.how), on \("day", day). What was said or sent cannot be called back."
            )
        }
        return Phrase(
            "They were quoted when \("n", telling.told) people were told, \("way", telling.door.how), on \("day", day). What was said or sent cannot be called back."
        )
    }

    private static func gone(_ view: MyWords, _ words: Phrase) -> Page {
        secret(
            Page(
                "\(say: "What became of my words")", in: view.place,
                """
                <h1>\(say: "What became of my words")</h1><p>\(say: words)</p>
                """))
    }

    /// Everything an account said, for itself.
    static func own(_ voices: [MyWords.Own], places: [Place]) -> Page {
        let list = Records.list(
            voices, ordered: Phrase("The newest day first."), empty: Phrase("Nothing said under your account yet."), ownOne)
        return secret(Page("\(say: "My words")", in: nil, "<h1>\(say: "My words")</h1>\(list)\(WayBack.to(places))"))
    }

    private static func ownOne(_ entry: MyWords.Own) -> Markup {
        if let day = entry.ended { return "\(say: ended(day))" }
        if let day = entry.takenBack { return "\(say: "You took these words back on \("day", day).")" }
        let asked = entry.question?.text
        return """
            \(entry.voice.text.map(Records.words) ?? "")<p class="soft">\(say: Parts(
                "<span lang=\"\(asked?.language ?? "und")\" dir=\"auto\">\(asked?.body ?? "")</span>" as Markup, Phrase("\("day", entry.voice.item.day)")))</p>
            <p class="go"><a href="/me/words/\(entry.voice.id)">\(say: "What became of it")</a></p>
            """
    }

    static func secret(_ page: Page) -> Page {
        var page = page
        page.secret = true
        page.inAnotherLanguage = "/my-words"
        return page
    }
}
