import Database
import Language

/// Owns the table `leavings`: one wish a person, gone with the account or when they change their mind.
struct LeavingStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Asks, in the place of an earlier wish.
    func ask(_ checked: LeavingDraft.Checked, for person: ID<Person>, by act: Act) throws -> LeavingWish {
        let wish = LeavingWish(
            id: act.id(), person: person, keepsWords: checked.keepsWords, askedOn: act.day, due: act.day + LeavingWish.days)
        try tx.run(
            """
            INSERT INTO leavings (person_id, id, keeps_words, asked_on, due)
            VALUES (\(person), \(wish.id), \(wish.keepsWords), \(wish.askedOn), \(wish.due))
            ON CONFLICT (person_id) DO UPDATE SET id = excluded.id, keeps_words = excluded.keeps_words, asked_on = excluded.asked_on,
                due = excluded.due
            """)
        try AuditStore(tx).record("account.ask_erasing", item: nil, space: nil, by: act, unnamed: false)
        return wish
    }

    func wish(of person: ID<Person>) throws -> LeavingWish? {
        try tx.run("\(Self.select) WHERE person_id = \(person)").first.map(LeavingWish.init)
    }

    func find(_ id: ID<LeavingWish>) throws -> LeavingWish {
        guard let row = try tx.run("\(Self.select) WHERE id = \(id)").first else { throw Refusal.notFound }
        return try LeavingWish(row)
    }

    /// Those whose day has come.
    func due(on today: Day) throws -> [LeavingWish] {
        try tx.run("\(Self.select) WHERE due <= \(today) ORDER BY due, person_id LIMIT 500").map(LeavingWish.init)
    }

    /// They stay.
    func stop(_ wish: LeavingWish, by act: Act) throws {
        guard try tx.change("DELETE FROM leavings WHERE id = \(wish.id)") == 1 else { throw Refusal.notFound }
        try AuditStore(tx).record("account.keep", item: nil, space: nil, by: act, unnamed: false)
    }

    private static let select: SQL = "SELECT person_id, id, keeps_words, asked_on, due FROM leavings"
}

extension LeavingWish {
    fileprivate init(_ row: Row) throws {
        try self.init(
            id: row.id("id"), person: row.id("person_id"), keepsWords: row.bool("keeps_words"), askedOn: row.day("asked_on"),
            due: row.day("due"))
    }
}
