import HTML
import Language

/// A decision with what it came from, what happened, and what it led to.
enum DecisionPages {
    /// A small form that was refused: which one, what was typed, what was wrong.
    struct Retry: Sendable {
        var words = ""
        var result = ""
        var again = ""
        var invalid: Invalid?
    }

    static func show(_ view: DecisionView, for visit: Visit, retry: Retry = .init(), copy: String? = nil) -> Page {
        let decision = view.decision
        let what = decision.words("what")
        let title: Markup = what.map { "<span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span>" } ?? "…"
        return Page(
            "\(what?.body ?? "…")", in: view.place,
            """
            <p class="eyebrow">\(say: state(decision))</p><h1>\(title)</h1>\(what.map { Records.brought($0, from: decision.item.language) })\(Records.label(decision.item))
            <p>\(say: Phrase("Decided by \("name", Records.who(decision.decidedBy)), \("day", decision.decidedOn)."))\
            \(if: decision.level != nil, " <span class=\"soft\">\(say: Phrase("At the level of \("level", decision.level?.words ?? "")."))</span>")</p>\
            \(confirmation(view))\(facts(decision))\(happened(decision))\(askNext(view, visit))\(desk(view, visit, retry))\
            \(if: copy != nil, toCopy(copy ?? ""))\(path(view))\(Records.foot(onward: decision.item, for: visit))
            """)
    }

    /// A step that comes with words.
    enum Said: String, Sendable {
        case apply, check, reverse

        var form: (path: String, field: String, does: Phrase, asks: Phrase) {
            switch self {
            case .apply: ("applying", "happened", Phrase("It is in use now"), Phrase("What happened?"))
            case .check: ("checking", "found", Phrase("Look at it again"), Phrase("What happened?"))
            case .reverse: ("reversing", "because", Phrase("Take it back"), Phrase("Why is it taken back?"))
            }
        }
    }

    /// Somebody took a step while these words were written: where it stands now, and the words, to be sent all the same while they can be.
    static func raced(_ said: Said, _ view: DecisionView, typed: [(name: String, value: String)]) -> Page {
        let (decision, form) = (view.decision, said.form)
        let words = typed.first { $0.name == form.field }?.value ?? ""
        let standing = decision.words(said == .reverse ? "because" : "happened")?.body ?? ""
        let isOpen = Lifecycle.of(.decision).step(said.rawValue, from: decision.item.state) != nil
        return TwoTexts.page(
            [
                .init(Phrase("What became of it"), theirs: "\(say: state(decision))", mine: "\(say: form.does)", differs: true),
                .init(form.asks, theirs: standing, mine: words),
            ], in: view.place, action: isOpen ? "/decisions/\(decision.id)/\(form.path)" : nil, back: .to(decision.item),
            version: decision.item.version, typed: typed)
    }

    static func state(_ decision: Decision) -> Phrase {
        switch decision.item.state {
        case "proposed": decision.isOnBehalf ? Phrase("A decision, not confirmed yet") : Phrase("Proposed, not decided yet")
        case "applied": Phrase("Decided and in use")
        case "checked": Phrase("Decided, in use and looked at again")
        case "kept": Phrase("Decided and kept")
        case "reversed": Phrase("Decided, then taken back")
        default: Phrase("Decided")
        }
    }

    /// Who wrote it down and who said yes, so that nobody takes one for the other.
    private static func confirmation(_ view: DecisionView) -> Markup {
        let decision = view.decision
        guard decision.isOnBehalf else { return "" }
        let writer = decision.writer ?? view.place.team
        if let day = decision.confirmedOn {
            return
                "<p class=\"soft\">\(say: Phrase("Written by \("writer", writer), confirmed by \("name", Records.who(decision.decidedBy)) on \("day", day)."))</p>"
        }
        return """
            <p>\(say: Phrase("Written by \("writer", writer) for \("name", Records.who(decision.decidedBy)). Not confirmed yet."))</p>\
            \(if: view.asked?.reply == .denied, "<p>\(say: Phrase("\("name", Records.who(decision.decidedBy)) says that this is not what was decided:"))</p><blockquote dir=\"auto\">\(view.asked?.because ?? "")</blockquote>")
            """
    }

    private static func facts(_ decision: Decision) -> Markup {
        """
        \(if: decision.type != nil, "<p class=\"soft\">\(say: Phrase("The change: \("kind", decision.type?.words ?? "")"))\(RegisterFacts.short(decision))</p>")\
        \(if: decision.startsOn != nil, "<p>\(say: Phrase("It holds from \("day", decision.startsOn ?? decision.decidedOn)."))</p>")\
        \(section(Phrase("Why"), decision.words("why")))\(section(Phrase("What else was possible"), decision.words("options")))\
        \(section(Phrase("What it should do"), decision.words("expected")))\
        \(if: decision.checkOn != nil && decision.checkedOn == nil, "<p class=\"soft\">\(say: Phrase("To be looked at again on \("day", decision.checkOn ?? decision.decidedOn)."))</p>")
        """
    }

    private static func happened(_ decision: Decision) -> Markup {
        """
        \(section(Phrase("What happened"), decision.words("happened")))\
        \(if: decision.appliedOn != nil, "<p class=\"soft\">\(say: Phrase("In use since \("day", decision.appliedOn ?? decision.decidedOn)."))</p>")\
        \(if: decision.result != nil, "<p>\(say: Phrase("Looked at on \("day", decision.checkedOn ?? decision.decidedOn). \("result", decision.result?.words ?? "")"))</p>")\
        \(section(Phrase("Why it was taken back"), decision.words("because")))
        """
    }

    private static func section(_ title: Phrase, _ text: Text?) -> Markup {
        guard let text else { return "" }
        return "<section><h2>\(say: title)</h2>\(Records.words(text))</section>"
    }

    /// Where it did not work as hoped, a new question is the next step of the path.
    private static func askNext(_ view: DecisionView, _ visit: Visit) -> Markup {
        guard let result = view.decision.result, [.partly, .no, .harm].contains(result), visit.reader.may(.ask, in: view.place.id) else {
            return ""
        }
        let href = view.place.path("asking").with(query: "from", view.decision.id.description)
        return """
            <p>\(say: "It did not do what it should. What would you like to understand now?") <a class="button quiet" href="\(href)">\(say: "Ask about it")</a></p>
            """
    }

    private static func path(_ view: DecisionView) -> Markup {
        let decision = view.decision
        let day = Stops.order(decision.decidedOn, writtenOn: decision.item.day)
        return PathStrip.draw(
            Stops.around(
                view.trail,
                here: .init(
                    look: .now,
                    title: decision.isConfirmed
                        ? Phrase("This decision, \("day", decision.decidedOn)") : Phrase("This decision, not confirmed yet"),
                    day: day, stage: .decision)))
    }

    private static func toCopy(_ text: String) -> Markup {
        """
        <section><h2>\(say: "Ask them to confirm it")</h2><p class="soft">\(say: "Mail is not set up here. Copy this and bring it to them yourself; the links are for them alone.")</p>
        <pre dir="auto">\(text)</pre></section>
        """
    }

    /// What the team may do next, each a small form of its own.
    private static func desk(_ view: DecisionView, _ visit: Visit, _ retry: Retry) -> Markup {
        guard visit.reader.may(.decide, in: view.place.id) else { return "" }
        let decision = view.decision
        let acts: Markup
        switch decision.item.state {
        case "proposed":
            acts =
                decision.isOnBehalf
                ? ""
                : Form.button("/decisions/\(decision.id)/deciding", Phrase("It is decided"), quiet: false, version: decision.item.version)
        case "decided": acts = "\(applying(decision, retry))\(reversing(decision, retry))"
        case "applied": acts = "\(checking(decision, retry))\(reversing(decision, retry))"
        case "checked":
            acts = """
                \(if: decision.result == .tooEarly, checking(decision, retry))\
                <div class="row">\(Form.button("/decisions/\(decision.id)/keeping", Phrase("Keep it"), quiet: false, version: decision.item.version))</div>\
                \(reversing(decision, retry))
                """
        default: acts = ""
        }
        guard !acts.isEmpty else { return "" }
        return "<section aria-labelledby=\"team\"><h2 id=\"team\">\(say: "For the team")</h2>\(acts)</section>"
    }

    private static func applying(_ decision: Decision, _ retry: Retry) -> Markup {
        folded(
            Phrase("It is in use now"), open: retry.invalid?["happened"] != nil, "/decisions/\(decision.id)/applying", decision,
            """
            \(Form.area("happened", Phrase("What happened?"), value: retry.invalid?["happened"] == nil ? "" : retry.words, hint: Phrase("For example: 9 of 12 clubs run it."), problem: retry.invalid?["happened"]))
            <div class="row"><button>\(say: "Save")</button></div>
            """)
    }

    private static func checking(_ decision: Decision, _ retry: Retry) -> Markup {
        let failed = ["found", "result", "again_on"].contains { retry.invalid?[$0] != nil }
        return folded(
            Phrase("Look at it again"), open: failed, "/decisions/\(decision.id)/checking", decision,
            """
            \(Form.circles("result", Phrase("Did it work?"), value: retry.result, options: DecisionResult.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: retry.invalid?["result"]))
            \(Form.area("found", Phrase("What happened?"), value: failed ? retry.words : decision.words("happened")?.body ?? "", problem: retry.invalid?["found"]))
            \(Form.line("again_on", Phrase("If it is too early: when do you look again?"), value: retry.again, type: "date", problem: retry.invalid?["again_on"]))
            <div class="row"><button>\(say: "Save")</button></div>
            """)
    }

    private static func reversing(_ decision: Decision, _ retry: Retry) -> Markup {
        let problem = retry.invalid?["because"]
        return folded(
            Phrase("Take it back"), open: problem != nil, "/decisions/\(decision.id)/reversing", decision,
            """
            \(Form.area("because", Phrase("Why is it taken back?"), value: problem == nil ? "" : retry.words, problem: problem))
            <div class="row"><button class="quiet">\(say: "Take the decision back")</button></div>
            """)
    }

    private static func folded(_ summary: Phrase, open: Bool, _ action: Href, _ decision: Decision, _ fields: Markup) -> Markup {
        """
        <details\(flag: "open", open)><summary>\(say: summary)</summary>\(Form.post(action, "\(Form.hidden("_version", "\(decision.item.version)"))\(fields)"))</details>
        """
    }
}
