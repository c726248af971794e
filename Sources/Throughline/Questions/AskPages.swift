import HTML
import Language

/// Asking: one sentence and one day are enough; the rest is folded away until it helps somebody.
enum AskPages {
    /// What the page needs besides the draft.
    struct Around: Sendable {
        let place: Place
        /// What people here were asked in a year.
        var asked: AskRegister?
        /// Who asks and for how long is settled once people were asked.
        var isAsked = false
        let earlier: [(question: Question, answers: Int)]
        /// A question that is being changed, with the version it was read at.
        var changing: (id: ID<Item>, version: Int)?
        /// Those that were on the page already when the asker pressed the button.
        var shown: Set<String> = []
        /// Mail is set up here.
        let sendsMail: Bool
        /// Somebody is named who answers for the place; until then nothing opens.
        var isAnsweredFor = true

        /// An earlier question the asker has not been shown yet: it is worth a look before another one is opened.
        var isNews: Bool { earlier.contains { !shown.contains($0.question.id.description) } }
    }

    /// `stops` is the page that says first what was asked before.
    static func form(_ draft: QuestionDraft, _ around: Around, stops: Bool = false, invalid: Invalid? = nil) -> Page {
        let title: Markup = around.changing == nil ? "\(say: "Ask")" : "\(say: "Change the question")"
        return Page(
            title, in: around.place,
            """
            <h1>\(title)</h1>\(if: !around.isAnsweredFor, unanswered(around.place))\(around.asked.map { register($0, around.place) } ?? "")\(Form.post(action(around), """
                \(version(around))\(Form.hidden("from", draft.from))\(Form.hidden("shown", around.earlier.map(\.question.id.description).joined(separator: " ")))
                \(Form.area("text", Phrase("Your question"), value: draft.text, hint: Phrase("One sentence. People answer in their own language."), problem: invalid?["text"]))
                \(earlier(around, stops))
                \(Form.line("hear_by", Phrase("When will people hear what came of it?"), value: draft.hearBy, type: "date", hint: Phrase("They see this date. Keep it near."), problem: invalid?["hear_by"]))
                \(purpose(draft, around, invalid))\(doors(draft, around, invalid))\(promise(draft, invalid))
                \(if: stops, "<p>\(say: "Something like this was asked before. If yours is another question, open it.")</p>")
                <div class="row">\(buttons(around, stops))</div>
                """))
            """)
    }

    /// Said before anything is typed.
    private static func unanswered(_ place: Place) -> Markup {
        """
        <p class="turn">\(say: Refusal.Obstacle.nobodyAnswersWords) <a href="\(place.path("about"))">\(say: "Who answers for this place")</a></p>
        """
    }

    /// So that nobody is asked too often, by whomever.
    private static func register(_ register: AskRegister, _ place: Place) -> Markup {
        """
        <p\(if: register.asks < AskRegister.many && register.overdue == 0, " class=\"soft\"")><a href="\(place.path("asked"))">\(say: AskingWords.counted(register))</a></p>
        """
    }

    private static func action(_ around: Around) -> Href {
        if let changing = around.changing { "/questions/\(changing.id)/wording" } else { around.place.path("questions") }
    }

    private static func version(_ around: Around) -> Markup {
        around.changing.map { Form.hidden("_version", "\($0.version)") } ?? ""
    }

    private static func buttons(_ around: Around, _ stops: Bool) -> Markup {
        guard around.changing == nil else { return "<button>\(say: "Save")</button>" }
        return """
            <button name="do" value="open">\(say: stops ? Phrase("Open it all the same") : Phrase("Open the question"))</button>
            <button class="quiet" name="do" value="draft">\(say: "Save for later")</button>
            """
    }

    /// Up to three earlier questions, so that nobody is asked twice.
    private static func earlier(_ around: Around, _ stops: Bool) -> Markup {
        guard !around.earlier.isEmpty else { return "" }
        let words: Markup =
            stops
            ? "<strong>\(note: Phrase("Something like this was asked before."), on: "earlier", called: Phrase("Look at it"))</strong>"
            : "\(say: "Asked before:")"
        return "<p id=\"earlier\" class=\"soft\">\(words)</p><ul class=\"list\">\(each: around.earlier, asked)</ul>"
    }

    private static func asked(_ entry: (question: Question, answers: Int)) -> Markup {
        let (question, n) = entry
        let count = Phrase.counted(n, one: "\("n", n) answer", other: "\("n", n) answers")
        return """
            <li><a href="\(Href.to(question.item))" lang="\(question.text.language)" dir="auto">\(question.text.body)</a> \
            <span class="soft">\(say: Parts(count, question.item.state == "told" ? Phrase("told back") : nil))</span></li>
            """
    }

    private static func purpose(_ draft: QuestionDraft, _ around: Around, _ invalid: Invalid?) -> Markup {
        let opened =
            invalid?["decision"] != nil || invalid?["decision_by"] != nil || invalid?["decider_mail"] != nil || invalid?["minutes"] != nil
            || invalid?["for_organisation"] != nil || !draft.decision.isEmpty
            || !draft.decider.isEmpty || !draft.reader.isEmpty
        return """
            <details\(flag: "open", opened)><summary>\(say: "Why are you asking?")</summary>
            \(Form.circles("purpose", Phrase("We ask"), value: draft.purpose, options: reasons.map { ($0.0.rawValue, "\(say: $0.1)") }))
            \(if: !around.isAsked, whoAsks(draft, invalid))
            \(Form.line("reader", Phrase("Who reads the answers?"), value: draft.reader, problem: invalid?["reader"]))
            \(Form.line("decision", Phrase("What will be decided?"), value: draft.decision, problem: invalid?["decision"]))
            \(Form.line("decision_by", Phrase("When is it decided?"), value: draft.decisionBy, type: "date", problem: invalid?["decision_by"]))
            \(Form.line("decider", Phrase("Who decides?"), value: draft.decider, problem: invalid?["decider"]))
            \(if: around.sendsMail || !draft.deciderMail.isEmpty, Form.line("decider_mail", Phrase("Their mail address"), value: draft.deciderMail, type: "email", hint: Phrase("They get three lines by mail when there is something to decide."), problem: invalid?["decider_mail"]))
            </details>
            """
    }

    private static func whoAsks(_ draft: QuestionDraft, _ invalid: Invalid?) -> Markup {
        """
        \(Form.line("for_organisation", Phrase("For another organisation?"), value: draft.ask.organisation, problem: invalid?["for_organisation"]))
        \(Form.line("minutes", Phrase("Minutes it takes"), value: draft.ask.minutes, type: "number", problem: invalid?["minutes"]))
        """
    }

    private static let reasons: [(Reason, Phrase)] = [
        (.understand, Phrase("to understand: a named person reads every answer")),
        (.decide, Phrase("to decide something, by a date")),
        (.find, Phrase("to find someone who knows: only I see the answers")),
        (.research, Phrase("for research, on terms agreed first")),
    ]

    private static let doors: [(Door, Phrase)] = [
        (.here, Phrase("Here, on this page")), (.mail, Phrase("By mail")), (.chat, Phrase("By chat")),
        (.meeting, Phrase("At a meeting")), (.radio, Phrase("On the radio")), (.paper, Phrase("On paper")),
    ]

    private static func doors(_ draft: QuestionDraft, _ around: Around, _ invalid: Invalid?) -> Markup {
        let offered = doors.filter { $0.0 != .mail || around.sendsMail || draft.doors.contains(Door.mail.rawValue) }
        return """
            <details\(flag: "open", invalid?["where_else"] != nil)><summary>\(say: "How will people hear?")</summary>
            \(Form.ticks("doors", Phrase("They hear"), chosen: draft.doors, options: offered.map { ($0.0.rawValue, "\(say: $0.1)") }))
            \(Form.line("where_else", Phrase("Somewhere else?"), value: draft.whereElse, problem: invalid?["where_else"]))
            </details>
            """
    }

    private static func promise(_ draft: QuestionDraft, _ invalid: Invalid?) -> Markup {
        """
        <details\(flag: "open", invalid?["promise_ask"] != nil || invalid?["promise_complain"] != nil)><summary>\(say: "What we promise")</summary>
        \(Form.area("promise_ask", Phrase("What we ask, and who pays"), value: draft.promiseAsk, problem: invalid?["promise_ask"]))
        \(Form.area("promise_complain", Phrase("How to complain"), value: draft.promiseComplain, problem: invalid?["promise_complain"]))
        </details>
        """
    }

    /// A race was lost: both texts, side by side, and the choice.
    static func raced(_ draft: QuestionDraft, theirs: Question, in place: Place, typed: [(name: String, value: String)]) -> Page {
        let now = QuestionDraft(theirs)
        return TwoTexts.page(
            [
                .init(Phrase("Your question"), theirs: now.text, mine: draft.text),
                .init(Phrase("When will people hear what came of it?"), theirs: now.hearBy, mine: draft.hearBy),
                .init(Phrase("We ask"), theirs: reason(now), mine: reason(draft), differs: now.purpose != draft.purpose),
                .init(Phrase("Who reads the answers?"), theirs: now.reader, mine: draft.reader),
                .init(Phrase("What will be decided?"), theirs: now.decision, mine: draft.decision),
                .init(Phrase("When is it decided?"), theirs: now.decisionBy, mine: draft.decisionBy),
                .init(Phrase("Who decides?"), theirs: now.decider, mine: draft.decider),
                .init(Phrase("Their mail address"), theirs: now.deciderMail, mine: draft.deciderMail),
                .init(Phrase("They hear"), theirs: ways(now), mine: ways(draft), differs: now.doors != draft.doors),
                .init(Phrase("Somewhere else?"), theirs: now.whereElse, mine: draft.whereElse),
                .init(Phrase("What we ask, and who pays"), theirs: now.promiseAsk, mine: draft.promiseAsk),
                .init(Phrase("How to complain"), theirs: now.promiseComplain, mine: draft.promiseComplain),
            ], in: place, action: "/questions/\(theirs.id)/wording", back: .to(theirs.item), version: theirs.item.version, typed: typed)
    }

    private static func reason(_ draft: QuestionDraft) -> Markup {
        "\(say: reasons.first { $0.0.rawValue == draft.purpose }?.1 ?? "…")"
    }

    private static func ways(_ draft: QuestionDraft) -> Markup {
        "<ul>\(each: doors.filter { draft.doors.contains($0.0.rawValue) }, { "<li>\(say: $0.1)</li>" })</ul>"
    }
}
