import Database
import Language

/// The day a record speaks of, where that is another than the day it was written down: when it was decided, when people were told,
/// since when something is different.
struct OwnDays {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// By record; one that is not here speaks of the day it was written down.
    func of(_ items: [Item]) throws -> [ID<Item>: Day] {
        let ids = items.filter { [.decision, .telling, .outcome].contains($0.kind) }.map(\.id)
        guard !ids.isEmpty else { return [:] }
        let rows = try tx.run(
            """
            SELECT id, decided_on AS day FROM decisions WHERE id IN \(list: ids)
            UNION ALL SELECT id, told_on AS day FROM tellings WHERE id IN \(list: ids) AND told_on IS NOT NULL
            UNION ALL SELECT id, since AS day FROM outcomes WHERE id IN \(list: ids)
            """)
        return try Dictionary(rows.map { (try $0.id("id"), try $0.day("day")) }) { first, _ in first }
    }
}
