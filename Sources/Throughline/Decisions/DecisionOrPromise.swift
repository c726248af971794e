import HTML
import Language

/// Writing down a decision, or a promise: two things, each on a page of its own.
enum DecisionOrPromise {
    /// What somebody else decided is written down on a page of its own, since the one it is written for has to hear of it.
    static func decision(_ around: DecidingAround, for visit: Visit, _ draft: DecisionDraft = .init(), invalid: Invalid? = nil) -> Page {
        let id = around.question.id
        return page(
            Phrase("What was decided"), around,
            """
            \(if: draft.isOnBehalf, "<p class=\"soft\">\(say: "They get a link to confirm it, without an account. Until then pages say that it is not confirmed yet.")</p>")\
            \(fields(around, draft, visit, invalid))
            \(if: !draft.isOnBehalf, "<p class=\"go\"><a href=\"\(new("decisions", id, onBehalf: true))\">\(say: "You write it down for somebody else")</a></p>")
            """)
    }

    static func promise(_ around: DecidingAround, for visit: Visit, _ draft: PromiseDraft = .init(), invalid: Invalid? = nil) -> Page {
        let all = showsAll(visit) ? nil : new("commitments", around.question.id).with(query: "sources", "all")
        return page(
            Phrase("A promise"), around,
            """
            \(PromiseForm.draw(around, draft, all: all, for: visit, invalid: invalid))
            """)
    }

    private static func new(_ what: String, _ question: ID<Item>, onBehalf: Bool = false) -> Href {
        let page = Href("/questions/\(question)/\(what)/new")
        return onBehalf ? page.with(query: "for", "another") : page
    }

    /// Every record it may come from, for who wants to see them all.
    private static func showsAll(_ visit: Visit) -> Bool { visit[query: "sources"] == "all" }

    private static func page(_ title: Phrase, _ around: DecidingAround, _ body: Markup) -> Page {
        let question = around.question.text
        return Page(
            "\(say: title)", in: around.place,
            """
            <p class="eyebrow"><a href="\(Href.to(around.question.item))" lang="\(question.language)" dir="auto">\(question.body)</a></p>
            <h1>\(say: title)</h1>\(body)
            """)
    }

    private static func fields(_ around: DecidingAround, _ draft: DecisionDraft, _ visit: Visit, _ invalid: Invalid?) -> Markup {
        let all = showsAll(visit) ? nil : new("decisions", around.question.id, onBehalf: draft.isOnBehalf).with(query: "sources", "all")
        return Form.post(
            "/questions/\(around.question.id)/decisions",
            """
            \(Form.area("what", Phrase("What changes?"), value: draft.what, hint: Phrase("One sentence. Keeping something deliberately counts too."), problem: invalid?["what"]))
            \(Form.choice("type", Phrase("What kind of change?"), value: draft.type, options: DecisionType.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
            \(Form.line("decided_by", Phrase("Who decides?"), value: draft.decidedBy, hint: Phrase("A person, a group or a role."), problem: invalid?["decided_by"]))\(if: draft.isOnBehalf, behalf(around, draft, visit, invalid))
            \(Form.choice("level", Phrase("At which level?"), value: draft.level, options: DecisionLevel.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
            \(Form.line("decided_on", Phrase("When was it decided?"), value: draft.decidedOn, type: "date", problem: invalid?["decided_on"]))
            \(Form.area("why", Phrase("Why?"), value: draft.why, problem: invalid?["why"]))
            \(OpeningFields.draw(draft.opening, in: around.place, sources: around.insights, all: all, invalid: invalid))
            \(expected(draft, invalid))
            <div class="row"><button>\(say: "Write it down")</button></div>\(instead(of: .decision, for: visit))
            """)
    }

    /// The button to the other form, which takes along what was typed; and what was typed there before, to be found again.
    static func instead(of kind: Kind, for visit: Visit) -> Markup {
        let isPromise = kind == .promise
        let others = isPromise ? DecisionDraft.names : PromiseDraft.names
        return """
            \(each: visit.fields.pairs.filter { others.contains($0.name) && !$0.value.isEmpty }, { Form.hidden($0.name, $0.value) })\
            <div class="row"><button class="quiet" name="instead" value="yes">\(say: isPromise ? Phrase("A decision instead") : Phrase("A promise instead"))</button></div>
            """
    }

    enum Kind { case decision, promise }

    private static func expected(_ draft: DecisionDraft, _ invalid: Invalid?) -> Markup {
        let isOpen =
            !draft.expected.isEmpty || !draft.checkOn.isEmpty || invalid?["check_on"] != nil || invalid?["expected"] != nil
            || draft.isProposed || !draft.options.isEmpty || !draft.trigger.isEmpty || !draft.loop.isEmpty || invalid?["options"] != nil
        return """
            <details\(flag: "open", isOpen)><summary>\(say: "What it should do, and when you look again")</summary>
            \(Form.area("expected", Phrase("What should it do?"), value: draft.expected, problem: invalid?["expected"]))
            \(Form.line("check_on", Phrase("When do you look again?"), value: draft.checkOn, type: "date", problem: invalid?["check_on"]))
            \(if: !draft.isOnBehalf, RegisterFacts.fields(draft, invalid))
            \(if: !draft.isOnBehalf, Form.tick("proposed", Phrase("It is proposed, not decided yet."), on: draft.isProposed))
            </details>
            """
    }

    /// Where the one who decides is asked to confirm it; until then it is only proposed.
    private static func behalf(_ around: DecidingAround, _ draft: DecisionDraft, _ visit: Visit, _ invalid: Invalid?) -> Markup {
        """
        \(Form.hidden("on_behalf", "yes"))\
        \(if: visit.sendsMail || !draft.deciderMail.isEmpty, Form.line("decider_mail", Phrase("Their mail address"), value: draft.deciderMail, type: "email", problem: invalid?["decider_mail"]))
        \(Form.choice("decider_language", Phrase("In which language do they read?"), value: draft.deciderLanguage, options: around.place.languages.map { ($0.description, "\($0.endonym)") }))
        """
    }
}
