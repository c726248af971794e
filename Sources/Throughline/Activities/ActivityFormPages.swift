import HTML
import Language

/// The form of an activity, or of the next session of a journey.
enum ActivityFormPages {
    /// What it is planned beside: a question, or a journey.
    struct Beside: Sendable {
        let item: Item
        let text: Text?
        let place: Place
        var isJourney: Bool { item.kind == .journey }
        var action: Href { isJourney ? "/journeys/\(item.id)/sessions" : "/questions/\(item.id)/activities" }
    }

    static func new(_ beside: Beside, _ draft: ActivityDraft, invalid: Invalid? = nil) -> Page {
        let title = beside.isJourney ? Phrase("A session") : Phrase("Something to do to find out")
        return Page(
            "\(say: title)", in: beside.place,
            """
            <p class="eyebrow"><a href="\(Href.to(beside.item))" dir="auto">\(beside.text?.body ?? "…")</a></p><h1>\(say: title)</h1>\
            \(Form.post(beside.action, "\(fields(draft, isSession: beside.isJourney, invalid))<div class=\"row\"><button>\(say: "Plan it")</button></div>"))
            """)
    }

    static func change(_ view: ActivityView, _ draft: ActivityDraft, seen version: Int, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "Change the plan")", in: view.place,
            """
            <p class="eyebrow"><a href="\(Href.to(view.activity.item))" dir="auto">\(view.activity.words("purpose"))</a></p><h1>\(say: "Change the plan")</h1>\
            \(Form.post("/activities/\(view.activity.id)/wording", "\(Form.hidden("_version", "\(version)"))\(fields(draft, isSession: view.activity.kind == .session, invalid))<div class=\"row\"><button>\(say: "Save")</button></div>"))
            """)
    }

    static func raced(_ view: ActivityView, _ draft: ActivityDraft, typed: [(name: String, value: String)]) -> Page {
        let theirs = ActivityDraft(view.activity)
        let isOpen = [.planned, .running].contains(view.activity.state)
        return TwoTexts.page(
            [
                .init(Phrase("What is it for?"), theirs: theirs.purpose, mine: draft.purpose),
                .init(Phrase("On which day?"), theirs: theirs.on, mine: draft.on),
                .init(Phrase("Who leads it?"), theirs: theirs.lead, mine: draft.lead),
                .init(Phrase("How?"), theirs: theirs.method, mine: draft.method),
                .init(Phrase("How many people are asked?"), theirs: theirs.asked, mine: draft.asked),
                .init(Phrase("Minutes each"), theirs: theirs.minutes, mine: draft.minutes),
                .init(Phrase("Cost"), theirs: theirs.cost + " " + theirs.currency, mine: draft.cost + " " + draft.currency),
                .init(Phrase("What there is for it"), theirs: theirs.have, mine: draft.have),
                .init(Phrase("What is still needed"), theirs: theirs.needed, mine: draft.needed),
            ], in: view.place, action: isOpen ? "/activities/\(view.activity.id)/wording" : nil, back: .to(view.activity.item),
            version: view.activity.item.version, typed: typed)
    }

    private static func fields(_ draft: ActivityDraft, isSession: Bool, _ invalid: Invalid?) -> Markup {
        let isFolded =
            draft.method.isEmpty && draft.asked.isEmpty && draft.cost.isEmpty && draft.have.isEmpty && draft.needed.isEmpty
            && invalid?["asked"] == nil && invalid?["minutes"] == nil && invalid?["cost"] == nil
        let kinds: [(value: String, words: Markup)] = [("", "–")] + Activity.Kind.choices.map { ($0.rawValue, "\(say: $0.words)") }
        return """
            \(if: !isSession, Form.choice("kind", Phrase("What do you do?"), value: draft.kind, options: kinds, problem: invalid?["kind"]))
            \(Form.area("purpose", Phrase("What is it for?"), value: draft.purpose, problem: invalid?["purpose"]))
            \(Form.line("on", Phrase("On which day?"), value: draft.on, type: "date", problem: invalid?["on"]))
            \(Form.line("lead", Phrase("Who leads it?"), value: draft.lead, problem: invalid?["lead"]))
            <details\(flag: "open", !isFolded)><summary>\(say: "How, what it costs, and whose time it takes")</summary>\
            \(Form.line("method", Phrase("How?"), value: draft.method, problem: invalid?["method"]))
            \(Form.line("asked", Phrase("How many people are asked?"), value: draft.asked, type: "number", problem: invalid?["asked"]))
            \(Form.line("minutes", Phrase("Minutes each"), value: draft.minutes, type: "number", problem: invalid?["minutes"]))
            \(Form.line("cost", Phrase("Cost"), value: draft.cost, type: "number", problem: invalid?["cost"]))
            \(Form.line("currency", Phrase("Currency"), value: draft.currency, problem: invalid?["currency"]))
            \(Form.line("have", Phrase("What there is for it"), value: draft.have, problem: invalid?["have"]))
            \(Form.line("needed", Phrase("What is still needed"), value: draft.needed, problem: invalid?["needed"]))</details>
            """
    }
}
