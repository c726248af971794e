import Database
import Language

/// Somebody lost their phrase, and waits for the two who hold the halves of the spare key.
struct LostPhrase: Sendable {
    let id: ID<LostPhrase>
    let space: ID<Space>
    let person: ID<Person>
    let name: String
    /// What the halves are sealed to; only the new phrase opens them.
    let lock: PlaceLock
    let wrapped: WrappedKey
    let half: [UInt8]?
    let halfBy: ID<Person>?
    let otherHalf: [UInt8]?
    let asked: Day

    /// Days within which both halves have to come.
    static let days = 7

    var isReady: Bool { half != nil && otherHalf != nil }
}

/// Owns the table `lost_phrases`.
struct LostPhraseStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// A new wish, in the place of an earlier one of the same person.
    func ask(_ lock: PlaceLock, _ wrapped: WrappedKey, for person: ID<Person>, by act: Act) throws {
        try forget(person, in: lock.space)
        let id: ID<LostPhrase> = act.id()
        try tx.run(
            """
            INSERT INTO lost_phrases (id, space_id, person_id, public_key, salt, passes, memory, box, asked_on)
            VALUES (\(id), \(lock.space), \(person), \(Base64URL.text(lock.bytes)), \(Base64URL.text(wrapped.stretch.salt)),
                \(wrapped.stretch.passes), \(wrapped.stretch.memory), \(Base64URL.text(wrapped.box)), \(act.day))
            """)
        try AuditStore(tx).record("lock.lost", item: nil, space: lock.space, by: act, unnamed: false)
    }

    func all(in space: ID<Space>, on day: Day) throws -> [LostPhrase] {
        try tx.run(
            """
            SELECT l.*, p.name FROM lost_phrases l JOIN people p ON p.id = l.person_id
            JOIN memberships m ON m.person_id = l.person_id AND m.space_id = l.space_id
            WHERE l.space_id = \(space) AND l.asked_on >= \(day - LostPhrase.days) ORDER BY p.name, l.id LIMIT 100
            """
        ).map(LostPhrase.init)
    }

    func of(_ person: ID<Person>, in space: ID<Space>, on day: Day) throws -> LostPhrase? {
        try all(in: space, on: day).first { $0.person == person }
    }

    /// One of the two gives their half, sealed to the new phrase. Nobody gives both, and nobody gives one twice.
    func give(_ half: [UInt8], to lost: LostPhrase, by holder: ID<Person>, _ act: Act) throws {
        let text = Base64URL.text(half)
        let changed =
            try tx.change("UPDATE lost_phrases SET half = \(text), half_by = \(holder) WHERE id = \(lost.id) AND half IS NULL") == 1
            || tx.change(
                "UPDATE lost_phrases SET other_half = \(text) WHERE id = \(lost.id) AND half_by <> \(holder) AND other_half IS NULL") == 1
        guard changed else { throw Refusal.conflict }
        try AuditStore(tx).record("lock.help", item: nil, space: lost.space, by: act, unnamed: false)
    }

    func forget(_ person: ID<Person>, in space: ID<Space>) throws {
        try tx.run("DELETE FROM lost_phrases WHERE space_id = \(space) AND person_id = \(person)")
    }
}

extension LostPhrase {
    fileprivate init(_ row: Row) throws {
        let space: ID<Space> = try row.id("space_id")
        try self.init(
            id: row.id("id"), space: space, person: row.id("person_id"), name: row.text("name"),
            lock: PlaceLock(space: space, bytes: Base64URL.bytes(row.text("public_key")) ?? []), wrapped: WrappedKey(row),
            half: row.textOrNil("half").flatMap(Base64URL.bytes), halfBy: row.idOrNil("half_by"),
            otherHalf: row.textOrNil("other_half").flatMap(Base64URL.bytes), asked: row.day("asked_on"))
    }
}
