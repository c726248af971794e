import Database
import Language

/// On PostgreSQL a row carries the number of the transaction that wrote it, and its place in the file tells what was written before it.
/// Both would put unnamed answers in order within their day. So the rows of the last days are written once more, all of a table in one
/// transaction, and then each table is laid down anew in the order of its key, whose last 74 bits are random.
///
/// Each table has a transaction of its own that takes row locks as it goes: answers that come in meanwhile wait for one table at most,
/// and cannot keep this from ending.
struct PostgresRewriting {
    let db: any Database
    let today: Day

    /// Days back: yesterday, and one more for a night that was missed. Earlier rows have been through it.
    static let days = 3

    /// Which rows of a table are written once more.
    private enum Rows {
        case all
        /// Those whose day, in this column, is one of the last.
        case recent(String)
        /// Those of items of the last days, by this column.
        case ofRecentItems(String)
        /// These, and those of older items that something was said about lately, in another table.
        case ofRecentItemsAnd(String, said: String)
    }

    /// Every table with rows about unnamed voices, with a column to write over itself.
    private static let tables: [(name: String, column: String, rows: Rows)] = [
        ("items", "day", .recent("day")), ("texts", "made_on", .ofRecentItems("item_id")), ("links", "day", .recent("day")),
        ("voices", "people", .ofRecentItemsAnd("id", said: "consents")), ("receipts", "day", .recent("day")),
        ("files", "size", .ofRecentItemsAnd("item_id", said: "faces")),
        ("votes", "day", .recent("day")), ("replies", "day", .recent("day")), ("evidence", "day", .recent("day")),
        ("duties", "people", .all),
        ("tallies", "n", .all), ("audit", "day", .recent("day")), ("nonces", "day", .all), ("ledger", "day", .recent("day")),
        ("tellings", "people", .ofRecentItems("id")), ("turnouts", "people", .all), ("statements", "number", .ofRecentItems("id")),
        ("polls", "votes", .all), ("flags", "day", .recent("day")), ("moderation_acts", "day", .all), ("slips", "day", .all),
        ("written_down", "spoken_in", .ofRecentItems("voice_id")), ("sealed_talks", "day", .all), ("consents", "day", .recent("day")),
        ("faces", "day", .recent("day")), ("sealed_letters", "day", .recent("day")), ("late_redactions", "day", .recent("day")),
        ("captures", "form", .ofRecentItems("voice_id")), ("capture_parts", "length", .ofRecentItems("voice_id")),
        ("capture_choices", "value", .ofRecentItems("voice_id")), ("fault_notes", "body", .ofRecentItems("voice_id")),
        ("fault_readers", "person_id", .ofRecentItems("voice_id")), ("commitments", "due", .ofRecentItems("id")),
        ("codings", "day", .recent("day")), ("coding_reads", "day", .recent("day")), ("offers_declined", "day", .recent("day")),
        ("correction_asks", "day", .recent("day")), ("correction_answers", "day", .recent("day")),
        ("adaptations", "changes", .ofRecentItems("id")), ("report_quotes", "named", .all),
    ]

    /// The names of the tables above, so that a test can ask whether one is missing.
    static var names: Set<String> { Set(tables.map(\.name)) }

    /// Tables from which rows are removed: their dead rows may hold words, though none of their rows is unnamed.
    private static let emptied = Schema.retention.filter { table, retention in
        switch retention {
        case .withItem, .emptied, .with, .until, .days: !tables.contains { $0.name == table }
        case .always, .owner: ["jobs", "people"].contains(table)
        }
    }.map(\.key).sorted()

    func run() async throws {
        let since = today + -Self.days
        for table in Self.tables {
            try await db.writeByLocks { tx in
                try tx.run("SET LOCAL statement_timeout = 0")
                try tx.run(Self.writingOver(table, since))
            }
        }
        for table in Self.tables.map(\.name) + Self.emptied {
            try await db.writeByLocks { tx in
                try tx.run("SET LOCAL statement_timeout = 0")
                try tx.run(SQL(verbatim: "CLUSTER \(table) USING \(table)_pkey"))
            }
        }
    }

    private static func writingOver(_ table: (name: String, column: String, rows: Rows), _ since: Day) -> SQL {
        let (name, column) = (table.name, table.column)
        let start = SQL(verbatim: "UPDATE \(name) SET \(column) = \(column)")
        switch table.rows {
        case .all: return start
        case .recent(let day): return start + SQL(verbatim: " WHERE \(day) >= ") + "\(since)"
        case .ofRecentItemsAnd(let id, let other):
            let lately = SQL(verbatim: " OR \(id) IN (SELECT s.item_id FROM \(other) s WHERE s.day >= ") + "\(since))"
            return writingOver((name, column, .ofRecentItems(id)), since) + lately
        case .ofRecentItems(let id): return start + SQL(verbatim: " WHERE \(id) IN (SELECT i.id FROM items i WHERE i.day >= ") + "\(since))"
        }
    }
}
