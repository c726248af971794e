import Database
import Language

/// On PostgreSQL a row carries the number of the transaction that wrote it, and its place in the file tells what was written before it.
/// Both would put unnamed answers in order within their day. So the rows of the last days are written once more in one transaction, and
/// then each table is laid down anew in the order of its key, whose last 74 bits are random.
struct PostgresRewriting {
    let db: any Database
    let today: Day

    /// Days back: yesterday, and one more for a night that was missed. Earlier rows have been through it.
    static let days = 3

    func run() async throws {
        let since = today + -Self.days
        try await db.write { tx in
            try tx.run("SET LOCAL statement_timeout = 0")
            for statement in Self.touching(since) { try tx.run(statement) }
        }
        for table in Self.tables {
            try await db.writeByLocks { tx in
                try tx.run("SET LOCAL statement_timeout = 0")
                try tx.run(SQL(verbatim: "CLUSTER \(table) USING \(table)_pkey"))
            }
        }
    }

    /// Every table with a row about an unnamed voice, and those that lost words in the day.
    static let tables = [
        "items", "texts", "links", "voices", "receipts", "files", "votes", "replies", "evidence", "tellings", "duties", "tallies", "audit",
        "audit_reasons", "nonces", "ledger", "jobs",
    ]

    private static func touching(_ since: Day) -> [SQL] {
        let recent: SQL = "(SELECT i.id FROM items i WHERE i.day >= \(since))"
        return [
            "UPDATE items SET day = day WHERE day >= \(since)",
            "UPDATE texts SET made_on = made_on WHERE made_on >= \(since) OR item_id IN \(recent)",
            "UPDATE links SET day = day WHERE day >= \(since)",
            "UPDATE voices SET people = people WHERE id IN \(recent)",
            "UPDATE receipts SET day = day WHERE day >= \(since)",
            "UPDATE files SET size = size WHERE item_id IN \(recent)",
            "UPDATE votes SET day = day WHERE day >= \(since)",
            "UPDATE replies SET day = day WHERE day >= \(since)",
            "UPDATE evidence SET day = day WHERE day >= \(since)",
            "UPDATE duties SET people = people",
            "UPDATE tallies SET n = n",
            "UPDATE audit SET day = day WHERE day >= \(since)",
            "UPDATE nonces SET day = day",
            "UPDATE ledger SET day = day WHERE day >= \(since)",
        ]
    }
}
