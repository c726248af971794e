import Database
import Language

/// One thing taken back: its id, by which act, on which day. It says nothing of what it was.
struct LedgerEntry: Sendable, Hashable {
    let item: ID<Item>
    let act: String
    let day: Day

    /// As a line of the file that travels beside backups and exports.
    var line: String { "\(item) \(act) \(day.text)" }

    init(item: ID<Item>, act: String, day: Day) { (self.item, self.act, self.day) = (item, act, day) }

    /// nil when it is no such line.
    init?(line: some StringProtocol) {
        let parts = line.split(separator: " ")
        guard parts.count == 3, let item = ID<Item>(typed: String(parts[0])), let day = Day(String(parts[2])) else { return nil }
        self.init(item: item, act: String(parts[1]), day: day)
    }
}

extension LineStore {
    /// The last day on which anything was taken back.
    func lastTakenBack() throws -> Day? { try tx.run("SELECT MAX(day) AS day FROM ledger").first?.dayOrNil("day") }

    /// All that was ever taken back, in the order of the ids.
    func ledger() throws -> [LedgerEntry] {
        try tx.run("SELECT item_id, act, day FROM ledger ORDER BY item_id").map {
            try LedgerEntry(item: $0.id("item_id"), act: $0.text("act"), day: $0.day("day"))
        }
    }

    /// Makes an item nobody's again that was taken back after this database was copied; its words are gone from the tables at once.
    func takeBackAgain(_ item: Item, by act: Act) throws {
        try tx.run(
            """
            UPDATE items SET state = 'withdrawn', audience = \(Audience.nobody.rawValue), version = version + 1 WHERE id = \(item.id)
            """)
        try count(item.space, item.audience, item.kind, item.state, by: -1)
        try count(item.space, .nobody, item.kind, "withdrawn", by: 1)
        try Followers.moved(item, to: "withdrawn", on: act.day, tx)
        try TextStore(tx).erase([item.id])
        try AuditStore(tx).record(item.kind.rawValue + ".withdraw", item: item.id, space: item.space, by: act, unnamed: true)
    }
}
