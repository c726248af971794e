import Database
import Language

/// Reads the pathway of a question in a fixed number of queries, seeing only what the reader may.
struct PathwayReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    private static let columns: [Kind: Pathway.Column] = [
        .insight: .learned, .decision: .decided, .commitment: .promised, .outcome: .changed,
    ]

    func pathway(_ id: ID<Item>) throws -> Pathway {
        let question = try QuestionStore(tx).find(id, for: reader, in: language, at: now)
        let items = try tx.run(
            """
            SELECT \(SQL.itemColumns) FROM links l JOIN items i ON i.id = l.from_id
            WHERE l.to_id = \(id) AND l.relation = 'cites' AND i.kind IN ('insight', 'decision', 'commitment', 'outcome')
                AND i.state NOT IN ('note', 'withdrawn', 'proposed') AND \(Visibility.anywhere(for: reader, at: now)) ORDER BY i.id LIMIT 90
            """
        ).map(Item.init)
        let texts = try TextStore(tx).all(of: items.map(\.id), for: language)
        let days = try OwnDays(tx).of(items)
        let nodes = items.compactMap { item in
            Self.columns[item.kind].map {
                Pathway.Node(item: item, text: texts[item.id]?[item.kind.headline], day: days[item.id] ?? item.day, column: $0)
            }
        }.sorted { ($0.column.rawValue, $0.day, $0.item.id.description) < ($1.column.rawValue, $1.day, $1.item.id.description) }
        return Pathway(
            question: question, place: try PlaceStore(tx).find(question.item.space), nodes: nodes, joins: try joins(nodes.map(\.item.id)))
    }

    private func joins(_ ids: [ID<Item>]) throws -> [Pathway.Join] {
        guard !ids.isEmpty else { return [] }
        let said = try OutcomeStore(tx).contributions(to: ids)
        let rows = try tx.run(
            """
            SELECT from_id, to_id FROM links WHERE from_id IN \(list: ids) AND to_id IN \(list: ids) AND relation = 'led_to'
            ORDER BY from_id, to_id
            """)
        return try rows.map { row in
            let (from, to): (ID<Item>, ID<Item>) = (try row.id("from_id"), try row.id("to_id"))
            let known = said.first { $0.source == from && $0.outcome == to }
            return Pathway.Join(from: from, to: to, how: known?.how ?? .ledTo, sure: known?.sure)
        }
    }
}
