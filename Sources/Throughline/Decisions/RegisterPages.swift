import HTML
import Language

struct RegisterView: Sendable {
    let place: Place
    let quarter: Quarter
    /// The oldest first.
    let decisions: [Decision]
    let today: Day
}

/// What was decided in three months, on one page to print: also what was deliberately kept as it is.
enum RegisterPages {
    static func show(_ view: RegisterView) -> Page {
        let quarter = view.quarter
        let changed = view.decisions.filter { $0.type != .keep }
        let kept = view.decisions.filter { $0.type == .keep }
        return Page(
            "\(say: "Decisions")", in: view.place,
            """
            <h1>\(say: "What was decided")</h1><p>\(say: Phrase("\("from", quarter.first) to \("until", quarter.last)"))</p>
            <p class="row screen"><a class="button quiet" href="\(link(view, quarter.before))">\(say: "The three months before")</a>\
            \(if: quarter.next.first <= view.today, "<a class=\"button quiet\" href=\"\(link(view, quarter.next))\">\(say: "The three months after")</a>")</p>
            <p class="soft">\(say: count(view.decisions))</p>
            <section aria-labelledby="changed"><h2 id="changed">\(say: "Changed")</h2>\(Records.list(
                changed, ordered: changed.count > 1 ? Phrase("The oldest first.") : nil, empty: Phrase("Nothing was decided in these months."), entry))</section>
            <section aria-labelledby="kept"><h2 id="kept">\(say: "Deliberately not changed")</h2>\(Records.list(
                kept, empty: Phrase("Nothing was kept deliberately."), entry))</section>
            """)
    }

    private static func link(_ view: RegisterView, _ quarter: Quarter) -> Href {
        view.place.path("register").with(query: "of", quarter.text)
    }

    /// How many changed only what is done, and how many what was believed.
    private static func count(_ decisions: [Decision]) -> Phrase {
        let believed = decisions.count { $0.loop == .assumption }
        let all = Phrase.counted(decisions.count, one: "\("n", decisions.count) decision.", other: "\("n", decisions.count) decisions.")
        return believed == 0
            ? all
            : Phrase(
                "\("all", all) \("believed", Phrase.counted(believed, one: "\("n", believed) changed what we believed.", other: "\("n", believed) changed what we believed."))"
            )
    }

    private static func entry(_ decision: Decision) -> Markup {
        """
        <a href="\(Href.to(decision.item))"><b>\(words(decision.words("what")))</b></a><br>\
        <span class="soft">\(say: DecisionPages.state(decision)). \(say: Phrase("Decided by \("name", Records.who(decision.decidedBy)), \("day", decision.decidedOn)."))\
        \(if: decision.level != nil, " \(say: Phrase("At the level of \("level", decision.level?.words ?? "")."))")\
        \(if: decision.type != nil, " \(say: Phrase("The change: \("kind", decision.type?.words ?? "")"))")\(RegisterFacts.short(decision))</span>\
        \(line(Phrase("Why:"), decision.words("why")))\(line(Phrase("What else was possible:"), decision.words("options")))\
        \(line(Phrase("What it should do:"), decision.words("expected")))\
        \(if: decision.checkOn != nil && decision.checkedOn == nil, "<br>\(say: Phrase("To be looked at again on \("day", decision.checkOn ?? decision.decidedOn)."))")\
        \(if: decision.result != nil, "<br>\(say: Phrase("Looked at on \("day", decision.checkedOn ?? decision.decidedOn). \("result", decision.result?.words ?? "")"))")\
        \(line(Phrase("What happened:"), decision.words("happened")))
        """
    }

    private static func line(_ title: Phrase, _ text: Text?) -> Markup {
        guard let text else { return "" }
        return "<br><span class=\"soft\">\(say: title)</span> \(words(text))"
    }

    private static func words(_ text: Text?) -> Markup {
        text.map { "<span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span>" } ?? "…"
    }
}

/// What set a decision off and how deep it goes, in one line.
enum RegisterFacts {
    static func short(_ decision: Decision) -> Markup {
        guard decision.trigger != nil || decision.loop != nil else { return "" }
        return """
            <br>\(if: decision.trigger != nil, "\(say: Phrase("What set it off: \("what", decision.trigger?.words ?? "").")) ")\
            \(if: decision.loop != nil, "\(say: decision.loop?.words ?? "")")
            """
    }

    /// The fields of the form, folded away with what it should do.
    static func fields(_ draft: DecisionDraft, _ invalid: Invalid?) -> Markup {
        """
        \(Form.area("options", Phrase("What else was possible?"), value: draft.options, problem: invalid?["options"]))
        \(Form.choice("came_from", Phrase("What set it off?"), value: draft.trigger, options: [("", "…")] + DecisionTrigger.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
        \(Form.circles("changes", Phrase("How deep does it go?"), value: draft.loop, options: LearningLoop.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
        """
    }
}
