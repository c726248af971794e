import HTML
import Language

/// Putting voices beside something learned: how they stand to it, why, and what joins them.
enum EvidencePages {
    /// What the page needs besides the draft.
    struct Around: Sendable {
        let insight: Insight
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
                \(if: around.changing != nil, Form.hidden("_version", "\(around.insight.item.version)") + Form.hidden("changing", around.changing?.description ?? ""))
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
                options: SourceKind.allCases.map { ($0.rawValue, "\(say: $0.words)") })
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
    static func conflict(_ draft: EvidenceDraft, _ around: Around, now entry: StandingEvidence) -> Page {
        Page(
            "\(say: "Somebody was faster")", in: around.place,
            """
            <h1>\(say: "Somebody was faster")</h1><p>\(say: "This record changed while you were writing. Nothing of yours is lost.")</p>
            <section><h2>\(say: "As it stands now")</h2><p>\(say: entry.evidence.relation.evidenceWords)</p><blockquote dir="auto">\(entry.why ?? "")</blockquote></section>
            <section><h2>\(say: "As you wrote it")</h2><p>\(say: Relation(rawValue: draft.relation)?.evidenceWords ?? "…")</p><blockquote dir="auto">\(draft.why)</blockquote></section>
            \(Form.post("/insights/\(around.insight.id)/evidence", """
                \(Form.hidden("_version", "\(around.insight.item.version)"))\(Form.hidden("changing", around.changing?.description ?? ""))\(each: kept(draft), { Form.hidden($0.0, $0.1) })
                <div class="row"><button>\(say: "Use my text")</button><a class="button quiet" href="\(Href.to(around.insight.item))">\(say: "Keep theirs")</a></div>
                """))
            """)
    }

    private static func kept(_ draft: EvidenceDraft) -> [(String, String)] {
        [
            ("relation", draft.relation), ("why", draft.why), ("kind", draft.kind), ("event", draft.event),
            ("organisation", draft.organisation),
            ("document", draft.document), ("context", draft.context), ("stays_open", draft.staysOpen ? "yes" : ""),
        ] + draft.voices.sorted().map { ("voices", $0) }
    }
}
