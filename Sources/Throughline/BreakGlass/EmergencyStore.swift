import Database
import Language

/// Owns the table `emergencies`.
struct EmergencyStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// One wish waits for a record and a person; the same one again is that one.
    func ask(for item: Item, because reason: String, by act: Act) throws -> ID<Emergency> {
        let standing = try tx.run(
            """
            SELECT id FROM emergencies WHERE space_id = \(item.space) AND until > \(act.now) AND item_id = \(item.id) AND by_id = \(act.by)
                AND ended_on IS NULL
            """)
        if let row = standing.first { return try row.id("id") }
        let id: ID<Emergency> = act.id()
        try tx.run(
            """
            INSERT INTO emergencies (id, space_id, item_id, reason, by_id, second_id, asked_on, until, ended_by, ended_on)
            VALUES (\(id), \(item.space), \(item.id), \(reason), \(act.by), NULL, \(act.day), \(Emergency.end(from: act.now)), NULL, NULL)
            """)
        try AuditStore(tx).record("emergency.ask", item: nil, space: item.space, by: act, unnamed: false)
        return id
    }

    func find(_ id: ID<Emergency>) throws -> Emergency {
        guard let row = try tx.run("\(Self.select) WHERE id = \(id)").first else { throw Refusal.notFound }
        return try Emergency(row)
    }

    /// Those that can still be opened, are open, or ended not long ago; the last to end first.
    func recent(in space: ID<Space>, since: Moment) throws -> [Emergency] {
        try tx.run("\(Self.select) WHERE space_id = \(space) AND until > \(since) ORDER BY until DESC, id DESC LIMIT 100").map(
            Emergency.init)
    }

    /// A second person agrees; of two who do at once one finds it done.
    func open(_ emergency: Emergency, by act: Act) throws {
        let changed = try tx.change(
            """
            UPDATE emergencies SET second_id = \(act.by), until = \(Emergency.end(from: act.now))
            WHERE id = \(emergency.id) AND second_id IS NULL AND ended_on IS NULL AND until > \(act.now)
            """)
        guard changed == 1, let reader = emergency.by else { throw Refusal.conflict }
        try LineStore(tx).grant(emergency.item, to: reader, until: Emergency.end(from: act.now), by: act)
        try AuditStore(tx).record("emergency.open", item: nil, space: emergency.space, by: act, unnamed: false)
    }

    /// Over at once, whether it was open or only wished.
    func end(_ emergency: Emergency, by act: Act) throws {
        let changed = try tx.change(
            """
            UPDATE emergencies SET ended_by = \(act.by), ended_on = \(act.day) WHERE id = \(emergency.id) AND ended_on IS NULL AND until > \(act.now)
            """)
        guard changed == 1 else { throw Refusal.conflict }
        if let reader = emergency.by { try LineStore(tx).endForNow(emergency.item, of: reader) }
        try AuditStore(tx).record("emergency.end", item: nil, space: emergency.space, by: act, unnamed: false)
    }

    /// Somebody is gone for good; what they wished is over.
    func forget(_ person: ID<Person>) throws {
        try tx.run("UPDATE emergencies SET until = 0, by_id = NULL, reason = '' WHERE by_id = \(person)")
        try tx.run("UPDATE emergencies SET second_id = 'gone' WHERE second_id = \(person)")
        try tx.run("UPDATE emergencies SET ended_by = NULL WHERE ended_by = \(person)")
    }

    private static let select: SQL =
        "SELECT id, space_id, item_id, reason, by_id, second_id, asked_on, until, ended_by, ended_on FROM emergencies"
}

extension Emergency {
    init(_ row: Row) throws {
        try self.init(
            id: row.id("id"), space: row.id("space_id"), item: row.id("item_id"), reason: row.text("reason"), by: row.idOrNil("by_id"),
            second: row.idOrNil("second_id"), askedOn: row.day("asked_on"), until: Moment(milliseconds: row.int("until")),
            endedBy: row.idOrNil("ended_by"), endedOn: row.dayOrNil("ended_on"))
    }
}
