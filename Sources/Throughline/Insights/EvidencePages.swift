import HTML
import Language

/// Putting voices beside something learned: how they stand to it, why, and what joins them.
enum EvidencePages {
    /// What the page needs besides the draft.
    struct Around: Sendable {
        let insight: Insight
        /// The version of the insight it was drawn from.
        var version: Int
        let place: Place
        let voices: [Voice]
        let older: Href?
        /// One piece that stands there already is being changed.
        let changing: ID<Item>?
        /// Some of these words are less open than what they would stand beside.
        let mayClose: Bool
    }

    static func form(_ draft: EvidenceDraft, _ around: Around, invalid: Invalid? = nil) -> Page {
        let title: Phrase = around.changing == nil ? Phrase("Add evidence") : Phrase("Change how it stands")
        guard !around.voices.isEmpty else {
            return Page(
                "\(say: title)", in: around.place,
                """
                <h1>\(say: title)</h1>\(Records.words(around.insight.claim))
                \(Records.empty(Phrase("Every answer to the question stands beside it already."), do: (.to(around.insight.item), Phrase("Back"))))
                """)
        }
        return Page(
            "\(say: title)", in: around.place,
            """
            <h1>\(say: title)</h1>\(Records.words(around.insight.claim))\(Form.post("/insights/\(around.insight.id)/evidence", """
                \(if: around.changing != nil, Form.hidden("_version", "\(around.version)") + Form.hidden("changing", around.changing?.description ?? ""))
                \(VoiceTicks.draw(around.voices, ticked: draft.voices, problem: invalid?["voices"]))
                \(if: around.older != nil, "<p><a href=\"\(around.older ?? "/")\">\(say: "Older ones")</a></p>")
                \(stand(draft, invalid))\(joins(draft, invalid))
                \(if: around.mayClose, Form.tick("stays_open", Phrase("Keep it as open as it is: I have read the quotes and nobody is put at risk"), on: draft.staysOpen)
                    + "<p class=\"hint\">\(say: "Otherwise it closes to the people who may see the new words.")</p>")
                <div class="row"><button>\(say: around.changing == nil ? Phrase("Add it") : Phrase("Save"))</button><a class="button quiet" href="\(Href.to(around.insight.item))">\(say: "Back")</a></div>
                """))
            """)
    }

    private static func stand(_ draft: EvidenceDraft, _ invalid: Invalid?) -> Markup {
        Form.circles(
            "relation", Phrase("How do these words stand to it?"), value: draft.relation,
            options: Relation.ofEvidence.map { ($0.rawValue, "\(say: $0.evidenceWords)") }, problem: invalid?["relation"])
            + Form.line("why", Phrase("Why? One sentence"), value: draft.why, problem: invalid?["why"])
            + Form.circles(
                "kind", Phrase("Who or what is speaking?"), value: draft.kind,
                options: SourceKind.asked.map { ($0.rawValue, "\(say: $0.words)") })
    }

    /// What makes several voices one source, asked so that a full room does not look like a full country.
    private static func joins(_ draft: EvidenceDraft, _ invalid: Invalid?) -> Markup {
        let fields = ["event", "organisation", "document", "context"]
        let isOpen = fields.contains { invalid?[$0] != nil } || !(draft.event + draft.organisation + draft.document + draft.context).isEmpty
        return """
            <details\(flag: "open", isOpen)><summary>\(say: "Were they said together?")</summary>
            \(Form.line("event", Phrase("At which meeting?"), value: draft.event, hint: Phrase("People of one organisation at one meeting count as one source."), problem: invalid?["event"]))
            \(Form.line("organisation", Phrase("From which organisation?"), value: draft.organisation, problem: invalid?["organisation"]))
            \(Form.line("document", Phrase("From which document?"), value: draft.document, problem: invalid?["document"]))
            \(Form.line("context", Phrase("About which country or region?"), value: draft.context, problem: invalid?["context"]))
            </details>
            """
    }

    /// A race was lost while one piece was changed: how it stands now, and what was typed, to be sent again.
    static func raced(_ draft: EvidenceDraft, _ around: Around, now entry: StandingEvidence, typed: [(name: String, value: String)]) -> Page
    {
        let evidence = entry.evidence
        let (kind, wanted) = (SourceKind(rawValue: draft.kind), Relation(rawValue: draft.relation))
        return TwoTexts.page(
            [
                .init(
                    Phrase("How do these words stand to it?"), theirs: "\(say: evidence.relation.evidenceWords)",
                    mine: "\(say: wanted?.evidenceWords ?? "…")", differs: wanted != evidence.relation),
                .init(Phrase("Why? One sentence"), theirs: entry.why ?? "", mine: draft.why),
                .init(
                    Phrase("Who or what is speaking?"), theirs: "\(say: evidence.kind.words)", mine: "\(say: kind?.words ?? "…")",
                    differs: kind != evidence.kind),
                .init(Phrase("At which meeting?"), theirs: evidence.event ?? "", mine: draft.event),
                .init(Phrase("From which organisation?"), theirs: evidence.organisation ?? "", mine: draft.organisation),
                .init(Phrase("From which document?"), theirs: evidence.document ?? "", mine: draft.document),
                .init(Phrase("About which country or region?"), theirs: evidence.context ?? "", mine: draft.context),
            ], in: around.place, action: "/insights/\(around.insight.id)/evidence", back: .to(around.insight.item),
            version: around.insight.item.version, typed: typed)
    }
}
