import Database
import Language

/// The day a record speaks of, where that is another than the day it was written down: when it was decided, when people were told.
struct OwnDays {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// By record; one that is not here speaks of the day it was written down.
    func of(_ items: [Item]) throws -> [ID<Item>: Day] {
        let ids = items.filter { $0.kind == .decision || $0.kind == .telling }.map(\.id)
        guard !ids.isEmpty else { return [:] }
        let rows = try tx.run(
            """
            SELECT id, decided_on AS day FROM decisions WHERE id IN \(list: ids)
            UNION ALL SELECT id, told_on AS day FROM tellings WHERE id IN \(list: ids) AND told_on IS NOT NULL
            """)
        return try Dictionary(rows.map { (try $0.id("id"), try $0.day("day")) }) { first, _ in first }
    }
}
