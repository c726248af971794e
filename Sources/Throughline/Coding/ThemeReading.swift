import Database
import Language

extension CodingReading {
    /// What stands along a theme: passages with one of its codes, the newest of them, and what was learned from the voices they stand in.
    func thread(_ id: ID<Theme>, in space: ID<Space>) throws -> ThemeThread {
        let theme = try ThemeStore(tx).find(id, in: space)
        guard !theme.codes.isEmpty else { return ThemeThread(theme: theme, stops: [], isCut: false) }
        let codes = theme.codes.sorted { $0.description < $1.description }
        let rows = try tx.run(
            """
            SELECT c.voice_id, MIN(c.id) AS id FROM \(coded(in: space)) AND c.code_id IN \(list: codes)
            GROUP BY c.voice_id ORDER BY c.voice_id DESC LIMIT \(ThemeThread.most + 1)
            """)
        let shown: [ID<Item>] = try rows.prefix(ThemeThread.most).map { try $0.id("voice_id") }
        let names = try Dictionary(
            grouping: tx.run(
                """
                SELECT DISTINCT c.voice_id, h.name FROM \(coded(in: space)) AND c.code_id IN \(list: codes) AND c.voice_id IN \(list: shown)
                """
            ).map { (try $0.id("voice_id") as ID<Item>, try $0.text("name")) }, by: \.0)
        let passages = try Dictionary(
            self.passages(rows.prefix(ThemeThread.most).map { try $0.id("id") }).map { ($0.voice.id, $0) },
            uniquingKeysWith: { first, _ in first })
        let said = shown.compactMap { voice -> ThreadStop? in
            guard let passage = passages[voice] else { return nil }
            return ThreadStop(
                item: passage.voice.item, day: passage.voice.item.day, place: passage.voice.place?.settled.nonEmpty,
                text: Text(body: passage.words, language: passage.voice.item.language, origin: "author"),
                codes: (names[voice] ?? []).map(\.1).sorted())
        }
        let stops = said + (try learned(from: shown))
        return ThemeThread(
            theme: theme, stops: stops.sorted { ($0.day, $0.item.id.description) < ($1.day, $1.item.id.description) },
            isCut: rows.count > shown.count)
    }

    /// What was learned from these voices, as far as this reader may read it.
    private func learned(from voices: [ID<Item>]) throws -> [ThreadStop] {
        guard !voices.isEmpty else { return [] }
        let ids: [ID<Item>] = try tx.run(
            """
            SELECT DISTINCT l.to_id AS id FROM links l JOIN items i ON i.id = l.to_id WHERE l.from_id IN \(list: voices)
                AND l.relation IN \(list: Relation.ofEvidence.map(\.rawValue)) AND i.kind = 'insight' ORDER BY l.to_id LIMIT 100
            """
        ).map { try $0.id("id") }
        return try InsightStore(tx).all(ids, for: reader, in: language, at: now).values.map {
            ThreadStop(item: $0.item, day: $0.item.day, place: nil, text: $0.claim)
        }
    }
}
