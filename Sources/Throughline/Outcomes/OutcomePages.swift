import HTML
import Language

/// One change: what is said of it, what witnesses say, what it came from.
enum OutcomePages {
    static func show(_ view: OutcomeView, for visit: Visit, witness: WitnessDraft = .init(), invalid: Invalid? = nil) -> Page {
        let outcome = view.outcome
        let isTeam = visit.reader.may(.learn, in: view.place.id)
        return Page(
            "\(outcome.words("what")?.body ?? "…")", in: view.place,
            """
            <p class="eyebrow">\(say: outcome.item.state == "draft" ? Phrase("What changed, a draft for the team") : Phrase("What changed"))</p>\
            <h1>\(words(outcome.words("what")))</h1>\(Records.label(outcome.item))
            <p><b>\(say: "Who does it differently:")</b> \(words(outcome.words("who")))<br>\
            <b>\(say: "Since when and where:")</b> \(say: Parts(Phrase("\("day", outcome.since)"), words(outcome.words("place"))))</p>
            <p class="soft">\(say: kind(outcome))</p>
            \(section(Phrase("Why it matters"), outcome.words("significance")))\(section(Phrase("What we had to do with it"), outcome.words("contribution")))\
            \(section(Phrase("Who and what else helped"), outcome.words("others")))\
            \(DocumentList.draw(view.documents, beside: outcome.item, for: visit))\(WitnessParts.said(view, isTeam: isTeam))\(if: isTeam, desk(view, visit, witness, invalid))\(path(view))
            <p class="go"><a href="/questions/\(outcome.question)/pathway">\(say: "From what we learned to what changed")</a></p>\(Records.foot(onward: outcome.item, for: visit))
            """)
    }

    static func kind(_ outcome: Outcome) -> Phrase {
        outcome.isIntended
            ? Phrase("Intended, \("direction", outcome.direction.words).")
            : Phrase("Not intended, \("direction", outcome.direction.words).")
    }

    static func words(_ text: Text?) -> Markup {
        text.map { "<span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span>" } ?? "…"
    }

    private static func section(_ title: Phrase, _ text: Text?) -> Markup {
        guard let text else { return "" }
        return "<section><h2>\(say: title)</h2>\(Records.words(text))</section>"
    }

    private static func path(_ view: OutcomeView) -> Markup {
        let outcome = view.outcome
        return PathStrip.draw(
            Stops.around(
                view.trail,
                here: .init(
                    look: .now, title: Phrase("This change, since \("day", outcome.since)"),
                    day: Stops.order(outcome.since, writtenOn: outcome.item.day), stage: .outcome)))
    }

    private static func desk(_ view: OutcomeView, _ visit: Visit, _ draft: WitnessDraft, _ invalid: Invalid?) -> Markup {
        let outcome = view.outcome
        guard outcome.item.state != "withdrawn" else { return "" }
        return """
            <section aria-labelledby="team"><h2 id="team">\(say: "For the team")</h2>\
            \(if: outcome.item.state == "draft", "<div class=\"row\">\(Form.button("/outcomes/\(outcome.id)/sharing", Phrase("It is specific enough: share it"), quiet: false, version: outcome.item.version))</div>")
            <p class="go"><a href="/outcomes/\(outcome.id)/wording">\(say: "Say it in other words")</a></p>
            \(WitnessParts.ask(view, draft, invalid, sendsMail: visit.sendsMail))\(joining(view))
            <details\(flag: "open", invalid?["because"] != nil)><summary>\(say: "Take it back")</summary>\(Form.post("/outcomes/\(outcome.id)/withdrawal", """
                \(Form.hidden("_version", "\(outcome.item.version)"))\(Form.area("because", Phrase("Why is it taken back?"), value: invalid?["because"] == nil ? "" : visit.fields["because"], problem: invalid?["because"]))
                <div class="row"><button class="quiet">\(say: "Take the change back")</button></div>
                """))</details></section>
            """
    }

    /// How one thing before it stands to it: each link with its own confidence.
    private static func joining(_ view: OutcomeView) -> Markup {
        guard !view.around.sources.isEmpty else { return "" }
        return """
            <details><summary>\(say: "What it came from, and how sure we are")</summary>\(Form.post("/outcomes/\(view.outcome.id)/joining", """
                \(Form.choice("source", Phrase("What came before it?"), value: "", options: view.around.sources.map { ($0.item.id.description, "\($0.text?.body ?? "…")") }))
                \(Self.link(how: Contribution.How.helped.rawValue, sure: Contribution.Sure.medium.rawValue))
                <div class="row"><button class="quiet">\(say: "Join them")</button></div>
                """))</details>
            """
    }

    static func link(how: String, sure: String) -> Markup {
        """
        \(Form.choice("how", Phrase("How does it stand to the change?"), value: how, options: Contribution.How.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
        \(Form.choice("sure", Phrase("How sure are you?"), value: sure, options: Contribution.Sure.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
        """
    }

    static func list(_ view: OutcomeListView) -> Page {
        let all = view.outcomes
        return Page(
            "\(say: "What changed")", in: view.place,
            """
            <h1>\(say: "What changed")</h1>\(if: !all.isEmpty, "<p>\(say: counts(view))</p>")
            \(Records.list(all, ordered: all.count > 1 ? Phrase("The newest first.") : nil, empty: Phrase("Nobody has written down a change yet. It begins at a question: who does what differently now?")) { outcome in
                """
                <a href="\(Href.to(outcome.item))">\(words(outcome.words("what")))</a><br><span class="soft">\(say: Parts(words(outcome.words("who")), Phrase("since \("day", outcome.since)"))). \
                \(say: kind(outcome)) \(say: WitnessParts.summary(view.views[outcome.id] ?? []))\(if: outcome.item.state == "draft", " \(say: "A draft for the team.")")</span>
                """
            })
            """)
    }

    /// Also what went wrong and what nobody meant: only success harvested is no harvest.
    private static func counts(_ view: OutcomeListView) -> Phrase {
        let all = view.outcomes
        func n(_ direction: Outcome.Direction) -> Int { all.count { $0.direction == direction } }
        let confirmed = all.count { !(view.views[$0.id] ?? []).filter(\.confirms).isEmpty }
        return Phrase(
            "For the better: \("better", n(.positive)), for the worse: \("worse", n(.negative)), both: \("both", n(.mixed)). Not intended: \("unintended", all.count { !$0.isIntended }). Confirmed by somebody from outside: \("confirmed", confirmed) of \("all", all.count)."
        )
    }
}
