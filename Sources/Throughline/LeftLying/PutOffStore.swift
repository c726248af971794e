import Database
import Language

/// Owns the table `put_off`: what lies may lie until a day, for a reason that stands beside it.
struct PutOffStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    func put(_ item: Item, until day: Day, because: String, in language: LanguageTag, by act: Act) throws {
        try tx.run(
            """
            INSERT INTO put_off (item_id, until, put_on) VALUES (\(item.id), \(day), \(act.day))
            ON CONFLICT (item_id) DO UPDATE SET until = excluded.until, put_on = excluded.put_on
            """)
        try TextStore(tx).write(because, of: item.id, field: "put_off", in: language, on: act.day)
        try AuditStore(tx).record(
            item.kind.rawValue + ".put_off", item: item.id, space: item.space, by: act, unnamed: act.by == nil)
    }

    /// Until when each of some records may lie.
    func all(of items: [ID<Item>]) throws -> [ID<Item>: Day] {
        guard !items.isEmpty else { return [:] }
        let rows = try tx.run("SELECT item_id, until FROM put_off WHERE item_id IN \(list: items)")
        return try Dictionary(rows.map { (try $0.id("item_id"), try $0.day("until")) }) { first, _ in first }
    }
}
