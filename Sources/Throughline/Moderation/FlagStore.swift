import Database
import Language

/// Owns the table `flags`.
struct FlagStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    func add(_ reason: FlagReason, _ words: String?, on item: Item, receipt: String, by act: Act) throws {
        let id: ID<Flag> = act.id()
        try tx.run(
            """
            INSERT INTO flags (id, item_id, space_id, reason, words, receipt, day, outcome, answer, answered_on)
            VALUES (\(id), \(item.id), \(item.space), \(reason.rawValue), \(words), \(receipt), \(act.day), NULL, NULL, NULL)
            """)
    }

    /// What one receipt finds, the newest day first.
    func behind(_ macs: [String], limit: Int = 100) throws -> [Flag] {
        try tx.run("SELECT * FROM flags WHERE receipt IN \(list: macs) ORDER BY id DESC LIMIT \(limit)").map(Flag.init)
    }

    /// Everything that waits in a place.
    func open(in space: ID<Space>, limit: Int = 1_000) throws -> [Flag] {
        try tx.run("SELECT * FROM flags WHERE space_id = \(space) AND outcome IS NULL ORDER BY item_id, id LIMIT \(limit)").map(Flag.init)
    }

    func open(on item: ID<Item>) throws -> [Flag] {
        try tx.run("SELECT * FROM flags WHERE item_id = \(item) AND outcome IS NULL ORDER BY id LIMIT 200").map(Flag.init)
    }

    /// Whoever pointed at it learns what was done.
    func close(on item: ID<Item>, as outcome: FlagOutcome, saying answer: String?, by act: Act) throws {
        try tx.run(
            """
            UPDATE flags SET outcome = \(outcome.rawValue), answer = \(answer), answered_on = \(act.day)
            WHERE item_id = \(item) AND outcome IS NULL
            """)
    }

    /// What was said about records that are gone is gone with them; that somebody pointed, and what came of it, stays for the receipt.
    func forget(_ items: [ID<Item>]) throws {
        try tx.run("UPDATE flags SET words = NULL, answer = NULL, outcome = 'gone' WHERE item_id IN \(list: items)")
    }
}

extension Flag {
    init(_ row: Row) throws {
        try self.init(
            id: row.id("id"), item: row.id("item_id"), reason: FlagReason(rawValue: row.text("reason")) ?? .other,
            words: row.textOrNil("words"), day: row.day("day"), outcome: row.textOrNil("outcome").flatMap(FlagOutcome.init),
            answer: row.textOrNil("answer"), answeredOn: row.dayOrNil("answered_on"))
    }
}
