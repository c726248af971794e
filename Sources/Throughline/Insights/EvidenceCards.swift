import HTML
import Language

/// The evidence in two groups: what supports it, and what does not. A card a reader may not read is not there at all.
enum EvidenceCards {
    static func draw(_ view: InsightView, for visit: Visit) -> Markup {
        let mayChange = visit.reader.may(.learn, in: view.place.id)
        let (supporting, other) = (
            view.cards.filter { $0.evidence.relation == .supports }, view.cards.filter { $0.evidence.relation != .supports }
        )
        return group("supports", Phrase("What supports it"), supporting, empty: Phrase("No words to show."), view, mayChange)
            + group(
                "against", Phrase("What speaks against it, or sets limits"), other, empty: Phrase("Nothing so far."), view, mayChange)
    }

    private static func group(
        _ id: String, _ title: Phrase, _ cards: [InsightView.Card], empty: Phrase, _ view: InsightView, _ mayChange: Bool
    ) -> Markup {
        """
        <section aria-labelledby="\(id)"><h2 id="\(id)">\(say: title)</h2>\(Records.list(
            Array(cards.prefix(open)), ordered: cards.count > 1 ? Phrase("The newest day first.") : nil, empty: empty) { card($0, view, mayChange) })\
        \(if: cards.count > open, more(cards.dropFirst(open).map { card($0, view, mayChange) }))</section>
        """
    }

    /// Cards that stand open in each group; the others open on request.
    private static let open = 5

    private static func more(_ cards: [Markup]) -> Markup {
        """
        <details><summary>\(say: Phrase.counted(cards.count, one: "\("n", cards.count) more", other: "\("n", cards.count) more"))</summary>\
        <ul class="list">\(each: cards, { "<li>\($0)</li>" })</ul></details>
        """
    }

    private static func card(_ card: InsightView.Card, _ view: InsightView, _ mayChange: Bool) -> Markup {
        let place = card.voice.place ?? card.evidence.context
        return """
            \(if: card.evidence.relation != .supports, "<b>\(say: card.evidence.relation.evidenceWords)</b>")\(quote(card.voice))\(Records.label(card.voice.item))\
            <p class="soft">\(say: Parts(
                card.evidence.kind.words, card.voice.name.map { Phrase("\("name", $0)") }, card.voice.isGroup ? Phrase("a group of \("n", card.voice.people)") : nil, place.map(VoiceCard.where),
                Phrase("\("day", card.voice.item.day)")))</p>\
            \(if: card.why != nil, "<p dir=\"auto\">\(card.why ?? "")</p>")\
            \(if: mayChange, "<p class=\"go\"><a href=\"/insights/\(view.insight.id)/evidence/new?voice=\(card.voice.id)\">\(say: "Change")</a></p>")
            """
    }

    private static func quote(_ voice: Voice) -> Markup {
        voice.text.map(Records.words) ?? "<p><a href=\"\(Href.to(voice.item))\">\(say: "A recording or a photo")</a></p>"
    }
}

/// Voices to tick: as many as one page shows.
enum VoiceTicks {
    static func draw(_ voices: [Voice], ticked: Set<String>, problem: Phrase?) -> Markup {
        Form.ticks(
            "voices", Phrase("Whose words does it rest on?"), chosen: ticked,
            options: voices.map { ($0.id.description, "\(words($0))<br><small>\(say: VoiceCard.source($0))</small>") }, problem: problem)
    }

    private static func words(_ voice: Voice) -> Markup {
        guard let text = voice.text else { return "\(say: "A recording or a photo")" }
        return "<span lang=\"\(text.language)\" dir=\"auto\">\(text.body)</span>"
    }
}
