import HTML
import Language

/// One lesson as it was used somewhere: harm first, then what was taken, changed, what happened, and what is told to the next.
enum AdaptationPages {
    /// A small form that was refused.
    struct Retry: Sendable {
        var result = ""
        var happened = ""
        var because = ""
        var invalid: Invalid?
    }

    static func show(_ view: AdaptationView, for visit: Visit, retry: Retry = .init()) -> Page {
        let adaptation = view.adaptation
        let took = adaptation.words("took")
        return Page(
            "\(took?.body ?? "…")", in: view.place,
            """
            <p class="eyebrow">\(say: "Used here")</p><h1>\(AdaptationParts.words(took))</h1>\(Records.label(adaptation.item))\
            \(if: adaptation.result == .harm, "<p class=\"turn\"><b>\(say: "It did harm here.")</b></p>")\
            <p>\(say: AdaptationParts.standing(adaptation)).</p>\(from(view))
            \(section("changed", Phrase("What was changed"), adaptation))\(section("happened", Phrase("What happened"), adaptation))\
            \(section("tell", Phrase("What they would tell the next"), adaptation))\(rest(adaptation))
            <p class="soft">\(say: Parts(Phrase("\("day", adaptation.item.day)"), view.who.map { "<bdi>\($0)</bdi>" as Markup }, "<bdi>\(view.place.name)</bdi>" as Markup))</p>\
            \(desk(view, visit, retry))\(children(view))\
            \(PathStrip.draw(Stops.around(view.trail, here: .init(look: .now, title: Phrase("Used here, \("day", adaptation.item.day)"), day: adaptation.item.day, stage: .outcome))))\
            \(Records.foot(onward: adaptation.item, for: visit))
            """)
    }

    private static func from(_ view: AdaptationView) -> Markup {
        guard let origin = view.origin else {
            return "<p class=\"soft\">\(say: "It was taken from something that is not open to you.")</p>"
        }
        return """
            <p>\(say: "Taken from:") <a href="\(Href.to(origin.item))">\(AdaptationParts.words(origin.text))</a> \
            <a href="/insights/\(view.adaptation.root)/lineage">\(say: "All that was made of it")</a></p>
            """
    }

    private static func section(_ field: String, _ title: Phrase, _ adaptation: Adaptation) -> Markup {
        guard let text = adaptation.words(field) else { return "" }
        return "<section><h2>\(say: title)</h2>\(Records.words(text))</section>"
    }

    /// What is told beyond the four fields, folded.
    private static func rest(_ adaptation: Adaptation) -> Markup {
        let texts: [(Phrase, Text?)] = [
            (Phrase("For whom and where, here"), adaptation.words("here")), (Phrase("Why it was changed"), adaptation.words("why")),
            (Phrase("How it was tested"), adaptation.words("how")), (Phrase("What shows it"), adaptation.words("evidence")),
        ]
        var facts: [Phrase] = []
        if !adaptation.changes.isEmpty {
            let all = Adaptation.Change.allCases.filter { adaptation.changes.contains($0) }.map(\.words)
            facts.append(Phrase("Changed: \("what", Listed(all))."))
        }
        if let core = adaptation.core { facts.append(Phrase("What matters most was kept: \("answer", core.words).")) }
        if !adaptation.deciders.isEmpty {
            let all = Adaptation.Decider.allCases.filter { adaptation.deciders.contains($0) }.map(\.words)
            facts.append(Phrase("Decided by: \("who", Listed(all))."))
        }
        if let stage = adaptation.stage { facts.append(Phrase("When: \("stage", stage.words).")) }
        if let planned = adaptation.isPlanned {
            facts.append(planned ? Phrase("It was planned.") : Phrase("It was done in answer to something."))
        }
        let said = texts.compactMap { title, text in text.map { (title, $0) } }
        guard !facts.isEmpty || !said.isEmpty else { return "" }
        return """
            <details><summary>\(say: "More about it")</summary>\(if: !facts.isEmpty, "<ul>\(each: facts, { "<li>\(say: $0)</li>" })</ul>")\
            \(each: said, { "<p class=\"soft\">\(say: $0.0)</p>\(Records.words($0.1))" })</details>
            """
    }

    /// For whoever wrote it and the people of the place where it is used.
    private static func desk(_ view: AdaptationView, _ visit: Visit, _ retry: Retry) -> Markup {
        let adaptation = view.adaptation
        guard visit.reader.may(.promise, in: view.place.id) else { return "" }
        let may = Lifecycle.of(.adaptation)
        func button(_ act: String, _ words: Phrase) -> Markup {
            guard may.step(act, from: adaptation.item.state) != nil else { return "" }
            return Form.button("/adaptations/\(adaptation.id)/step", words, version: adaptation.item.version, hidden: [("do", act)])
        }
        return """
            <section aria-labelledby="desk"><h2 id="desk">\(say: "What next?")</h2>\
            \(if: may.step("test", from: adaptation.item.state) != nil, result(adaptation, retry))
            <div class="row">\(button("keep", Phrase("We keep it")))\(button("drop", Phrase("We drop it")))</div>
            <p class="go"><a href="/adaptations/\(adaptation.id)/more">\(say: "Say more, or in other words")</a></p>\
            \(if: adaptation.item.author.person == visit.reader.person || visit.reader.may(.decide, in: view.place.id), withdrawal(adaptation, retry))</section>
            """
    }

    private static func result(_ adaptation: Adaptation, _ retry: Retry) -> Markup {
        Form.post(
            "/adaptations/\(adaptation.id)/result",
            """
            \(Form.hidden("_version", "\(adaptation.item.version)"))
            \(Form.circles("result", Phrase("How did it go?"), value: retry.result.nonEmpty ?? adaptation.result?.rawValue ?? "", options: Adaptation.Result.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: retry.invalid?["result"]))
            \(Form.area("happened", Phrase("What happened?"), value: retry.happened.nonEmpty ?? adaptation.words("happened")?.body ?? "", problem: retry.invalid?["happened"]))
            <div class="row"><button>\(say: "Save")</button></div>
            """)
    }

    private static func withdrawal(_ adaptation: Adaptation, _ retry: Retry) -> Markup {
        """
        <details\(flag: "open", retry.invalid?["because"] != nil)><summary>\(say: "Take it back")</summary>\(Form.post("/adaptations/\(adaptation.id)/withdrawal", """
            \(Form.hidden("_version", "\(adaptation.item.version)"))\(Form.area("because", Phrase("Why is it taken back?"), value: retry.because, problem: retry.invalid?["because"]))
            <div class="row"><button class="quiet">\(say: "Take it back")</button></div>
            """))</details>
        """
    }

    private static func children(_ view: AdaptationView) -> Markup {
        let link: Markup =
            view.isUsed
            ? "<p class=\"go\"><a href=\"/records/\(view.adaptation.id)/using\">\(say: "We used this")</a></p>" : ""
        guard !view.children.isEmpty else { return link }
        return """
            <section aria-labelledby="made"><h2 id="made">\(say: "What others made of it")</h2><ul class="list">\(each: view.children, {
                "<li>\(AdaptationParts.line($0))</li>"
            })</ul></section>\(link)
            """
    }

    static func raced(_ view: AdaptationView, _ draft: MoreDraft, typed: [(name: String, value: String)]) -> Page {
        let standing = MoreDraft(view.adaptation)
        let lines = MoreDraft.fields.map { field in
            TwoTexts.Line(MorePage.title(field), theirs: standing.words[field] ?? "", mine: draft.words[field] ?? "")
        }
        return TwoTexts.page(
            lines, in: view.place, action: view.adaptation.item.state == "withdrawn" ? nil : "/adaptations/\(view.adaptation.id)/more",
            back: .to(view.adaptation.item), version: view.adaptation.item.version, typed: typed)
    }
}

/// The rest of what can be told, and the four fields in other words.
enum MorePage {
    static func form(_ view: AdaptationView, _ draft: MoreDraft, seen version: Int, invalid: Invalid? = nil) -> Page {
        let adaptation = view.adaptation
        return Page(
            "\(say: "Say more, or in other words")", in: view.place,
            """
            <p class="eyebrow"><a href="\(Href.to(adaptation.item))">\(AdaptationParts.words(adaptation.words("took")))</a></p>\
            <h1>\(say: "Say more, or in other words")</h1>\(Form.post("/adaptations/\(adaptation.id)/more", """
                \(Form.hidden("_version", "\(version)"))\(each: MoreDraft.fields, { field in
                    Form.area(field, title(field), value: draft.words[field] ?? "", problem: invalid?[field])
                })
                \(Form.ticks("changes", Phrase("What was changed?"), chosen: draft.changes, options: Adaptation.Change.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
                \(Form.choice("core", Phrase("Was what matters most in it kept?"), value: draft.core, options: none + Adaptation.Core.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
                \(Form.ticks("deciders", Phrase("Who decided?"), chosen: draft.deciders, options: Adaptation.Decider.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
                \(Form.choice("stage", Phrase("When was it changed?"), value: draft.stage, options: none + Adaptation.Stage.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
                \(Form.choice("planned", Phrase("Was it planned?"), value: draft.planned, options: none + [("yes", "\(say: "yes")"), ("no", "\(say: "no, in answer to something")")]))
                <div class="row"><button>\(say: "Save")</button><a class="button quiet" href="\(Href.to(adaptation.item))">\(say: "Back")</a></div>
                """))
            """)
    }

    private static let none: [(value: String, words: Markup)] = [("", "–")]

    static func title(_ field: String) -> Phrase {
        switch field {
        case "took": Phrase("What did you take from it?")
        case "changed": Phrase("What did you change?")
        case "happened": Phrase("What happened?")
        case "tell": Phrase("What would you tell the next?")
        case "here": Phrase("For whom and where is it, here?")
        case "why": Phrase("Why did you change it?")
        case "how": Phrase("How did you test it?")
        default: Phrase("What shows it?")
        }
    }
}
