import HTML
import Language

/// What does not fit together: beside what was learned, and the form that says why.
enum ContradictionPages {
    /// Under the evidence. What nobody has looked into yet is offered to the team.
    static func under(_ view: InsightView, for visit: Visit) -> Markup {
        let isTeam = visit.reader.may(.learn, in: view.place.id)
        let known = Set(view.contradictions.map(\.other.id))
        let open = isTeam ? view.cards.filter { $0.evidence.relation == .contradicts && !known.contains($0.voice.id) } : []
        guard !view.contradictions.isEmpty || !open.isEmpty else { return "" }
        return """
            <section aria-labelledby="differs"><h2 id="differs">\(say: "Where it does not fit")</h2>\
            \(if: !view.contradictions.isEmpty, "<ul class=\"list\">\(each: view.contradictions, { "<li>\(entry($0, on: view.insight.id, isTeam))</li>" })</ul>")\
            \(each: Array(open.prefix(5)), { "<p class=\"go\"><a href=\"\(form(view.insight.id, $0.voice.id))\">\(say: "Why does this differ?")</a><br><span class=\"soft\"\(attribute: "lang", $0.voice.text?.language.description) dir=\"auto\">\(beginning($0.voice))</span></p>" })</section>
            """
    }

    private static func beginning(_ voice: Voice) -> String {
        let words = voice.text?.body ?? "…"
        return words.count > 80 ? words.prefix(79) + "…" : words
    }

    private static func entry(_ standing: StandingContradiction, on insight: ID<Item>, _ isTeam: Bool) -> Markup {
        let it = standing.contradiction
        return """
            \(words(standing))<p><b>\(say: it.explanation.words)</b>\(spoken(it.why))</p>\
            \(it.settledOn.map { "<p>\(say: Phrase("Looked into, and settled on \("day", $0):"))\(spoken(it.found))</p>" as Markup } ?? next(it))\
            \(if: isTeam, "<p class=\"go\"><a href=\"\(form(it.insight, it.against))\">\(say: it.settledOn == nil ? Phrase("What was found, or what is checked next") : Phrase("Change"))</a></p>")
            """
    }

    private static func words(_ standing: StandingContradiction) -> Markup {
        guard let words = standing.words else {
            return "<p><a href=\"\(Href.to(standing.other))\">\(say: "A recording or a photo")</a></p>"
        }
        return """
            <blockquote lang="\(words.language)" dir="auto"><a href="\(Href.to(standing.other))">\(words.body)</a></blockquote>
            """
    }

    private static func next(_ it: Contradiction) -> Markup {
        guard let day = it.nextOn else { return "" }
        return "<p>\(say: Phrase("To be checked by \("day", day):"))\(spoken(it.check))</p>"
    }

    private static func spoken(_ text: Text?) -> Markup {
        text.map { " <span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span>" } ?? ""
    }

    static func form(_ insight: ID<Item>, _ against: ID<Item>) -> Href {
        Href("/insights/\(insight)/differences/new").with(query: "with", against.description)
    }

    /// What the form needs besides the draft. Without another side it asks for one first.
    struct Around: Sendable {
        let insight: Insight
        let place: Place
        var other: (item: Item, words: Text?)?
        var candidates: [Insight] = []
        /// 0 where nobody has written anything yet.
        var version = 0
    }

    static func new(_ draft: ContradictionDraft, _ around: Around, invalid: Invalid? = nil) -> Page {
        let back = Href.to(around.insight.item)
        return Page(
            "\(say: "Where it does not fit")", in: around.place,
            """
            <h1>\(say: "Where it does not fit")</h1>\(Records.words(around.insight.claim))\
            \(if: around.other == nil && around.candidates.isEmpty && invalid == nil, Records.empty(Phrase("Nothing else was learned and shared here yet."), do: (back, Phrase("Back"))), else: Form.post("/insights/\(around.insight.id)/differences", """
                \(Form.hidden("_version", "\(around.version)"))\(side(draft, around, invalid))
                \(Form.circles("explanation", Phrase("Why do they differ?"), value: draft.explanation, options: Explanation.allCases.map { ($0.rawValue, "\(say: $0.words)") }, problem: invalid?["explanation"]))
                \(Form.area("why", Phrase("In your words"), value: draft.why, problem: invalid?["why"]))
                \(Form.area("check", Phrase("What would tell?"), value: draft.check, hint: Phrase("Whom you ask, or what you look at. It comes back to the team on its day."), problem: invalid?["check"]))
                \(Form.line("next_on", Phrase("By when?"), value: draft.nextOn, type: "date", problem: invalid?["next_on"]))
                \(if: around.version > 0 || !draft.found.isEmpty, Form.area("found", Phrase("What was found?"), value: draft.found, hint: Phrase("With this it is settled. Both sides stay where they are."), problem: invalid?["found"]))
                <div class="row"><button>\(say: "Save")</button><a class="button quiet" href="\(back)">\(say: "Back")</a></div>
                """))
            """)
    }

    private static func side(_ draft: ContradictionDraft, _ around: Around, _ invalid: Invalid?) -> Markup {
        if let other = around.other {
            return """
                \(Form.hidden("against", other.item.id.description))<p class="soft">\(say: "And this:")</p>\(other.words.map(Records.words) ?? "<p>\(say: "A recording or a photo")</p>")
                """
        }
        return Form.choice(
            "against", Phrase("What else was learned that says otherwise?"), value: draft.against,
            options: [("", "–")] + around.candidates.map { ($0.id.description, "\($0.claim.body)") }, problem: invalid?["against"])
    }

    static func raced(_ draft: ContradictionDraft, now: Contradiction, _ around: Around, typed: [(name: String, value: String)]) -> Page {
        let mine = Explanation(rawValue: draft.explanation)
        return TwoTexts.page(
            [
                .init(
                    Phrase("Why do they differ?"), theirs: "\(say: now.explanation.words)", mine: "\(say: mine?.words ?? "…")",
                    differs: mine != now.explanation),
                .init(Phrase("In your words"), theirs: now.why?.body ?? "", mine: draft.why),
                .init(Phrase("What would tell?"), theirs: now.check?.body ?? "", mine: draft.check),
                .init(Phrase("By when?"), theirs: now.nextOn?.text ?? "", mine: draft.nextOn),
                .init(Phrase("What was found?"), theirs: now.found?.body ?? "", mine: draft.found),
            ], in: around.place, action: "/insights/\(now.insight)/differences", back: .to(around.insight.item), version: now.version,
            typed: typed)
    }
}
