import Database
import Language

/// A confirmed mail address that is giving way to another.
struct MovedAddress: Sendable {
    let id: ID<MovedAddress>
    let person: ID<Person>
    let old: String
    /// nil where its owner wants none any more.
    let new: String?
    /// The new one is in use; until then the old one is.
    let isDone: Bool

    /// Days in which the old address can keep itself, or bring itself back.
    static let days = 7
}

/// Owns the table `address_changes`: one a person, forgotten after its days.
struct AddressStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Begins a change, in the place of an earlier one.
    func begin(_ account: Account, from old: String, to new: String?, by act: Act) throws -> MovedAddress {
        let moved = MovedAddress(id: act.id(), person: account.id, old: old, new: new, isDone: new == nil)
        let until = act.now.milliseconds + MovedAddress.days * 86_400_000
        try tx.run(
            """
            INSERT INTO address_changes (person_id, id, old, new, done_on, until)
            VALUES (\(account.id), \(moved.id), \(old), \(new), \(moved.isDone ? act.day : nil), \(until))
            ON CONFLICT (person_id) DO UPDATE SET id = excluded.id, old = excluded.old, new = excluded.new, done_on = excluded.done_on,
                until = excluded.until
            """)
        return moved
    }

    func find(_ id: ID<MovedAddress>, at now: Moment) throws -> MovedAddress {
        guard let row = try tx.run("\(Self.select) WHERE id = \(id) AND until > \(now)").first else { throw Refusal.notFound }
        return try MovedAddress(row)
    }

    /// The change of somebody whose new address has not shown itself yet.
    func awaited(by person: ID<Person>, at now: Moment) throws -> MovedAddress? {
        try tx.run("\(Self.select) WHERE person_id = \(person) AND until > \(now) AND done_on IS NULL").first.map(MovedAddress.init)
    }

    /// The new address is theirs. From now on it counts, and for some days the old one can still bring itself back.
    func finish(_ moved: MovedAddress, by act: Act) throws {
        let until = act.now.milliseconds + MovedAddress.days * 86_400_000
        let changed = try tx.change(
            "UPDATE address_changes SET done_on = \(act.day), until = \(until) WHERE id = \(moved.id) AND done_on IS NULL")
        guard changed == 1 else { throw Refusal.notFound }
    }

    func end(_ moved: MovedAddress) throws {
        guard try tx.change("DELETE FROM address_changes WHERE id = \(moved.id)") == 1 else { throw Refusal.notFound }
    }

    func forget(_ person: ID<Person>) throws { try tx.run("DELETE FROM address_changes WHERE person_id = \(person)") }

    private static let select: SQL = "SELECT person_id, id, old, new, done_on FROM address_changes"
}

extension MovedAddress {
    fileprivate init(_ row: Row) throws {
        try self.init(
            id: row.id("id"), person: row.id("person_id"), old: row.text("old"), new: row.textOrNil("new"),
            isDone: row.intOrNil("done_on") != nil)
    }
}
