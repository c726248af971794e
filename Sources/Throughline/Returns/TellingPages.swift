import HTML
import Language

/// Telling people what became of their words: what is owed, the drafted text, and how it went.
enum TellingPages {
    /// Everything the page of one telling-back needs.
    struct Desk: Sendable {
        let place: Place
        let question: Question
        let duty: Duty
        let draft: TellingDraft
        /// The prepared telling's version; 0 while there is none.
        var version: Int
        /// The people and meetings it goes through, as its listeners named them.
        let through: [String]
        /// Who else could do it.
        let colleagues: [(id: ID<Person>, name: String)]
        /// Whether this house can send mail.
        let hasMail: Bool
        /// It is the last that is owed on a question people can still answer.
        let closes: Bool
    }

    /// What is owed on one question, by language and door.
    static func duties(_ duties: [Duty], _ question: Question, in place: Place, mayRepeat: Bool) -> Page {
        Page(
            "\(say: "Tell back")", in: place,
            """
            <p class="eyebrow">\(say: "Tell back")</p><h1 lang="\(question.text.language)" dir="auto">\(question.text.body)</h1>
            \(Records.list(duties, ordered: Phrase("The nearest date first."), empty: Phrase("Nobody waits to be told.")) { duty in entry(duty) })
            \(if: mayRepeat, again(question))
            <p><a href="\(Href.to(question.item))">\(say: "Back to the question")</a></p>
            """)
    }

    private static func again(_ question: Question) -> Markup {
        """
        <section><h2>\(say: "Something new happened?")</h2><p class="soft">\(say: "You can tell them once more. By mail only those hear who allowed to be written to again: the other addresses were forgotten.")</p>
        \(Form.button("/questions/\(question.id)/telling", Phrase("Tell them again")))</section>
        """
    }

    private static func entry(_ duty: Duty) -> Markup {
        switch duty.state {
        case "owed":
            """
            <b>\(say: TellingTitles.whom(duty))</b><br><span class="soft">\(say: TellingTitles.when(duty))</span>
            <div class="row"><a class="button quiet" href="/duties/\(duty.id)/telling">\(say: "Read and send")</a></div>
            """
        case "not_done":
            "<b>\(say: TellingTitles.whom(duty))</b><br>\(say: "Not done, because:") <span dir=\"auto\">\(duty.because ?? "")</span>"
        default: "<b>\(say: TellingTitles.whom(duty))</b><br><span class=\"soft\">\(say: "Told")</span>"
        }
    }

    /// One telling-back: the draft to read, and one button.
    static func write(_ desk: Desk, invalid: Invalid? = nil, closing: Invalid? = nil) -> Page {
        let duty = desk.duty
        return Page(
            "\(say: "Tell back")", in: desk.place,
            """
            <p class="eyebrow" lang="\(desk.question.text.language)" dir="auto">\(desk.question.text.body)</p><h1>\(say: TellingTitles.tell(duty))</h1>
            <p class="soft">\(say: TellingTitles.when(duty))</p>\(through(desk))
            \(Form.post("/duties/\(duty.id)/telling", """
                \(Form.hidden("_version", "\(desk.version)"))
                \(Form.area("text", Phrase("What they will hear"), value: desk.draft.text, hint: Phrase("Five short lines, drafted from the record. Change what you like; what people said stays as they said it."), problem: invalid?["text"], rows: 8))
                \(opens(desk.draft, desk.place, invalid))\(if: duty.door != .mail, counts(desk.draft, duty, desk.place, invalid))
                \(if: desk.closes, last(desk.draft))<div class="row">\(buttons(desk))</div>
                """))
            \(otherwise(desk, closing))
            """)
    }

    private static func through(_ desk: Desk) -> Markup {
        guard !desk.through.isEmpty else { return "" }
        return "<p>\(say: "It goes through:")</p><ul>\(each: desk.through, { "<li dir=\"auto\">\($0)</li>" })</ul>"
    }

    private static func opens(_ draft: TellingDraft, _ place: Place, _ invalid: Invalid?) -> Markup {
        Form.circles(
            "openness", Phrase("Who may read it here?"), value: draft.openness,
            options: [Openness.circle, .everyone].map { ($0.rawValue, "\(say: OpennessChoice.words($0, team: place.team))") },
            problem: invalid?["openness"])
    }

    private static func counts(_ draft: TellingDraft, _ duty: Duty, _ place: Place, _ invalid: Invalid?) -> Markup {
        let people = duty.people
        let failed = ["told", "unreachable", "in_language"].contains { invalid?[$0] != nil }
        return """
            <details\(flag: "open", failed)><summary>\(say: "How it reached them, and whom it did not")</summary>
            \(ReturnsPages.delivery(duty, draft.delivery, languages: [place.language], invalid))
            \(Form.line("told", Phrase("How many heard it?"), value: draft.told.nonEmpty ?? String(people), type: "number", problem: invalid?["told"]))
            \(Form.line("unreachable", Phrase("How many could not be reached?"), value: draft.unreachable.nonEmpty ?? "0", type: "number", problem: invalid?["unreachable"]))
            </details>
            """
    }

    /// Said above the button, with the way out: telling early need not cost later answers.
    private static func last(_ draft: TellingDraft) -> Markup {
        """
        <p>\(say: "Nobody else waits to be told, so this closes the question: nobody can answer it any more.")</p>\
        \(Form.tick("keeps_open", Phrase("Keep it open for more answers"), on: draft.keepsOpen))
        """
    }

    private static func buttons(_ desk: Desk) -> Markup {
        let copy: Markup = "<button class=\"quiet\" name=\"do\" value=\"chat\">\(say: "Copy for chat")</button>"
        switch desk.duty.door {
        case .mail where !desk.hasMail:
            return copy + "<p class=\"soft\">\(say: "This house cannot send mail yet. Its operator can set it up.")</p>"
        case .mail:
            let n = desk.duty.people
            let words = Phrase.counted(n, one: "Send \("n", n) mail", other: "Send \("n", n) mails")
            return "<button name=\"do\" value=\"told\">\(say: words)</button>" + copy
        case .chat:
            return
                "<button name=\"do\" value=\"chat\">\(say: "Copy for chat")</button><button class=\"quiet\" name=\"do\" value=\"told\">\(say: "Told")</button>"
        default: return "<button name=\"do\" value=\"told\">\(say: "Told")</button>" + copy
        }
    }

    /// What else may be done with a duty: not at all and why, later once, or by somebody else.
    private static func otherwise(_ desk: Desk, _ invalid: Invalid?) -> Markup {
        let duty = desk.duty
        return """
            <details\(flag: "open", invalid != nil)><summary>\(say: "Not now, or not by me")</summary>
            \(Form.post("/duties/\(duty.id)/lapse", """
                \(Form.line("because", Phrase("Not done, because"), value: "", hint: Phrase("Everyone who asks reads this reason."), problem: invalid?["because"]))
                <div class="row"><button class="quiet">\(say: "It will not be told")</button></div>
                """))
            \(if: !duty.wasPostponed, Form.post("/duties/\(duty.id)/postponing", """
                \(Form.line("day", Phrase("Tell them by"), value: (duty.due + 7).text, type: "date", hint: Phrase("Once, and by a month at most."), problem: invalid?["day"]))
                <div class="row"><button class="quiet">\(say: "Postpone")</button></div>
                """))
            \(if: !desk.colleagues.isEmpty, Form.post("/duties/\(duty.id)/handing", """
                \(Form.hidden("_owner", duty.owner?.description ?? ""))
                \(Form.choice("to", Phrase("Hand it to"), value: duty.owner?.description ?? "", options: desk.colleagues.map { ($0.id.description, "\($0.name)") }))
                <div class="row"><button class="quiet">\(say: "Hand on")</button></div>
                """))
            </details>
            """
    }

    /// The text to hold and copy, with one short link; afterwards the same page takes how many heard it.
    static func chat(
        _ telling: Telling, _ duty: Duty?, in place: Place, address: String, closes: Bool, invalid: Invalid? = nil,
        draft: TellingDraft = .init()
    ) -> Page {
        Page(
            "\(say: "Copy for chat")", in: place,
            """
            <h1>\(say: "Copy for chat")</h1><p class="soft">\(say: "Hold the text, copy it, paste it into your group.")</p>
            <pre lang="\(telling.language)" dir="auto">\(telling.text?.body ?? "")

            \(address)</pre>
            \(if: duty != nil, Form.post("/tellings/\(telling.id)/told", """
                \(Form.hidden("_version", "\(telling.item.version)"))\(duty.map { counts(draft, $0, place, invalid) } ?? "")
                \(if: closes, last(draft))<div class="row"><button>\(say: "Told")</button><a class="button quiet" href="/duties/\(telling.duty)/telling">\(say: "Back")</a></div>
                """))\(if: duty != nil, ReturnsPages.checking(telling))
            """)
    }

    /// Two people wrote at once: both texts, and the choice.
    static func raced(_ desk: Desk, theirs: Telling, typed: [(name: String, value: String)]) -> Page {
        TwoTexts.page(
            [.init(Phrase("What they will hear"), theirs: theirs.text?.body ?? "", mine: desk.draft.text)], in: desk.place,
            action: "/duties/\(desk.duty.id)/telling", back: "/duties/\(desk.duty.id)/telling", version: theirs.item.version,
            typed: typed.filter { $0.name != "do" } + [("do", "save")])
    }

    /// Somebody else told it, or closed it, while a reason was written why it will not be told.
    static func tooLate(_ because: String, _ duty: Duty, in place: Place, back: Href) -> Page {
        TwoTexts.page(
            [
                .init(
                    Phrase("Not done, because"), theirs: duty.state == "not_done" ? "\(duty.because ?? "")" : "\(say: "Told")",
                    mine: "\(because)", differs: true)
            ], in: place, action: nil, back: back, version: 0, typed: [])
    }
}
