import Database
import Language

/// Reads one need with what it led to, and for the team what might have answered it.
struct NeedReading {
    let tx: any Connection
    let visit: Visit

    /// So many of the newest are offered as an answer.
    static let most = 20

    func view(_ need: LearningNeed, in place: Place) throws -> NeedView {
        let led = try items(
            """
            SELECT \(SQL.itemColumns) FROM links l JOIN items i ON i.id = l.to_id
            WHERE l.from_id = \(need.id) AND l.relation = 'led_to' AND \(Visibility.anywhere(for: visit.reader, at: visit.now))
            ORDER BY l.day DESC, i.id DESC LIMIT 1
            """)
        let isOpen = ["raised", "parked"].contains(need.item.state)
        let answers =
            isOpen && visit.reader.may(.ask, in: place.id)
            ? try items(
                """
                SELECT \(SQL.itemColumns) FROM items i WHERE i.kind IN ('insight', 'question') AND i.state IN ('shared', 'checked', 'told')
                    AND \(Visibility.inSpace(place.id, for: visit.reader, at: visit.now)) ORDER BY i.id DESC LIMIT \(Self.most)
                """) : []
        return NeedView(need: need, place: place, led: led.first, answers: answers)
    }

    private func items(_ sql: SQL) throws -> [(item: Item, text: Text?)] {
        let items = try tx.run(sql).map(Item.init)
        let texts = try TextStore(tx).all(of: items.map(\.id), for: visit.language)
        return items.map { ($0, texts[$0.id]?[$0.kind.headline]) }
    }
}
