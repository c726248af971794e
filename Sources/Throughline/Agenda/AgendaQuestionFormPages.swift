import HTML
import Language

/// Wording a question from needs, changing what stands on the agenda, weighing it, planning its use.
enum AgendaQuestionFormPages {
    static func new(
        _ draft: AgendaQuestionDraft, from needs: [LearningNeed], in place: Place, existing: Question? = nil, invalid: Invalid? = nil
    ) -> Page {
        Page(
            "\(say: "A question for the agenda")", in: place,
            """
            <h1>\(say: "A question for the agenda")</h1>\
            \(if: !needs.isEmpty, "<p>\(say: "It comes from what these people want to learn. They are told how it is worded, and may object.")</p><ul class=\"list\">\(each: needs, { need in "<li><span dir=\"auto\">\(need.text.body)</span><br><span class=\"soft\">\(say: Parts(Records.who(need.asker), need.relation.words))</span></li>" })</ul>")
            \(Form.post(existing.map { "/questions/\($0.id)/agenda" as Href } ?? place.agenda("questions"), """
                \(each: needs, { Form.hidden("need", $0.id.description) })\(fields(draft, invalid, fixed: existing != nil))
                <div class="row"><button>\(say: "Put it on the agenda")</button></div>
                """))
            """)
    }

    static func change(_ draft: AgendaQuestionDraft, _ view: AgendaQuestionView, seen version: Int, invalid: Invalid? = nil) -> Page {
        let facet = view.facet
        return page(
            Phrase("Change what it says"), view,
            """
            \(if: !facet.isAdopted && !view.needs.isEmpty, "<p class=\"soft\">\(say: "If you word it anew, those it came from are told again, and have \("n", AgendaQuestion.objecting) days to object.")</p>")
            \(Form.post("/questions/\(facet.id)/agenda/plan", """
                \(Form.hidden("_version", "\(version)"))\(fields(draft, invalid, fixed: facet.isAdopted))
                \(Form.line("owner", Phrase("Who looks after it?"), value: draft.owner, hint: Phrase("Somebody of this place, by name."), problem: invalid?["owner"]))
                \(Form.line("review_on", Phrase("When is it looked at again?"), value: draft.reviewOn, type: "date", problem: invalid?["review_on"]))
                <div class="row"><button>\(say: "Save")</button></div>
                """))
            """)
    }

    static func raced(_ draft: AgendaQuestionDraft, _ view: AgendaQuestionView, typed: [(name: String, value: String)]) -> Page {
        let now = AgendaQuestionDraft(view.facet)
        return TwoTexts.page(
            [
                .init(Phrase("The question"), theirs: now.text, mine: draft.text),
                .init(Phrase("Why does it matter?"), theirs: now.why, mine: draft.why),
                .init(Phrase("Which decision does it help?"), theirs: now.decision, mine: draft.decision),
                .init(Phrase("When is that decided?"), theirs: now.decisionBy, mine: draft.decisionBy),
                .init(Phrase("Who looks after it?"), theirs: now.owner, mine: draft.owner),
                .init(Phrase("When is it looked at again?"), theirs: now.reviewOn, mine: draft.reviewOn),
            ], in: view.place, action: "/questions/\(view.facet.id)/agenda/plan", back: "/questions/\(view.facet.id)/agenda",
            version: view.facet.version, typed: typed)
    }

    static func weigh(_ draft: PriorityDraft, _ view: AgendaQuestionView, seen version: Int, invalid: Invalid? = nil) -> Page {
        let scale: [(value: String, words: Markup)] = [
            ("", "…"), ("0", "\(say: "0: none")"), ("1", "\(say: "1: a little")"), ("2", "\(say: "2: much")"),
            ("3", "\(say: "3: very much")"),
        ]
        let labels = [
            Phrase("How much hangs on the decision?"), Phrase("How much is at stake for the people it concerns?"),
            Phrase("How little do we know?"), Phrase("How well can it be answered?"),
        ]
        return page(
            Phrase("Weigh it"), view,
            """
            <p class="soft">\(say: "The priority is 2 × decision + 2 × stakes + not knowing + can be answered, from 0 to \("n", Priority.most).")</p>
            \(Form.post("/questions/\(view.facet.id)/agenda/priority", """
                \(Form.hidden("_version", "\(version)"))\(each: Array(labels.enumerated()), { place, label in
                    Form.choice(PriorityDraft.fields[place], label, value: draft.parts[place], options: scale, problem: invalid?[PriorityDraft.fields[place]])
                })
                <details\(flag: "open", !draft.override.isEmpty || invalid?["override"] != nil)><summary>\(say: "Set it by hand")</summary>
                \(Form.line("override", Phrase("The priority instead"), value: draft.override, type: "number", problem: invalid?["override"]))
                \(Form.line("because", Phrase("Why?"), value: draft.because, problem: invalid?["because"]))</details>
                <div class="row"><button>\(say: "Save")</button></div>
                """))
            """)
    }

    static func use(_ draft: UsePlanDraft, _ view: AgendaQuestionView, seen version: Int, invalid: Invalid? = nil) -> Page {
        page(
            Phrase("Plan how the answer is used"), view,
            Form.post(
                "/questions/\(view.facet.id)/agenda/use",
                """
                \(Form.hidden("_version", "\(version)"))\(each: UsePlan.Field.allCases, { field in
                    Form.line(field.rawValue, field.label, value: draft.texts[field] ?? "", hint: field.hint, problem: invalid?[field.rawValue])
                })
                \(Form.line("use_on", Phrase("When do they need it?"), value: draft.on, type: "date", problem: invalid?["use_on"]))
                \(Form.choice("use_status", Phrase("How far is it?"), value: draft.status, options: UsePlan.Status.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
                \(Form.line("because", Phrase("If it was not used: why?"), value: draft.because, problem: invalid?["because"]))
                <div class="row"><button>\(say: "Save")</button></div>
                """))
    }

    static func racedUse(_ draft: UsePlanDraft, _ view: AgendaQuestionView, typed: [(name: String, value: String)]) -> Page {
        let now = UsePlanDraft(view.facet)
        return TwoTexts.page(
            UsePlan.Field.allCases.map { TwoTexts.Line($0.label, theirs: now.texts[$0] ?? "", mine: draft.texts[$0] ?? "") }
                + [TwoTexts.Line(Phrase("When do they need it?"), theirs: now.on, mine: draft.on)], in: view.place,
            action: "/questions/\(view.facet.id)/agenda/use", back: "/questions/\(view.facet.id)/agenda", version: view.facet.version,
            typed: typed)
    }

    private static func page(_ title: Phrase, _ view: AgendaQuestionView, _ body: Markup) -> Page {
        let question = view.facet.question
        return Page(
            "\(say: title)", in: view.place,
            """
            <p class="eyebrow"><a href="/questions/\(question.id)/agenda" lang="\(question.text.language)" dir="auto">\(question.text.body)</a></p>\
            <h1>\(say: title)</h1>\(body)
            """)
    }

    /// `fixed`: its words were adopted, or put to people, and change elsewhere.
    private static func fields(_ draft: AgendaQuestionDraft, _ invalid: Invalid?, fixed: Bool) -> Markup {
        """
        \(if: fixed, "\(Form.hidden("text", draft.text))<blockquote dir=\"auto\">\(draft.text)</blockquote>", else: Form.area("text", Phrase("The question"), value: draft.text, hint: Phrase("One question for all of them."), problem: invalid?["text"]))
        \(Form.choice("kind", Phrase("What kind of question is it?"), value: draft.kind, options: [("", "…")] + AgendaQuestion.Kind.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: invalid?["kind"]))
        \(Form.choice("set_by", Phrase("Who sets it?"), value: draft.setBy, options: [("", "…")] + SetBy.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: invalid?["set_by"]))
        \(Form.area("why", Phrase("Why does it matter?"), value: draft.why, problem: invalid?["why"]))
        \(Form.line("decision", Phrase("Which decision does it help?"), value: draft.decision, hint: Phrase("It can wait, but nothing is adopted without."), problem: invalid?["decision"]))
        \(Form.line("decision_by", Phrase("When is that decided?"), value: draft.decisionBy, type: "date", problem: invalid?["decision_by"]))
        """
    }
}
