import Database
import Language

/// One person's copy of a place's key.
struct LockCopy: Sendable {
    let wrapped: WrappedKey
    /// Somebody handed it out: it is opened once, and its owner chooses a phrase of their own.
    let isHanded: Bool
    let made: Day

    /// Days within which a copy that was handed out has to be opened.
    static let handedDays = 7

    func isGood(on day: Day) -> Bool { !isHanded || day - made <= Self.handedDays }
}

/// A copy that waits for the one it was made for.
struct HandedCopy: Sendable {
    let person: ID<Person>
    let name: String
    let giver: String
    let made: Day
    /// Tells it from one that was made later.
    let mark: String

    var lastDay: Day { made + LockCopy.handedDays }
}

/// Owns the tables `place_locks`, `lock_copies` and `spare_keys`: what is in them opens nothing without somebody's phrase.
struct PlaceLockStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Where a place stands that keeps its words locked.
    struct Standing: Sendable {
        let lock: PlaceLock
        let since: Day
        /// The day everything older was sealed too.
        let sealedOn: Day?
    }

    func standing(of space: ID<Space>) throws -> Standing? {
        guard let lock = try WordSealing(tx).lock(in: space),
            let row = try tx.run("SELECT began_on, sealed_on FROM place_locks WHERE space_id = \(space)").first
        else { return nil }
        return Standing(lock: lock, since: try row.day("began_on"), sealedOn: try row.dayOrNil("sealed_on"))
    }

    /// From now on words are sealed to this lock. A place has one for good: refuses when somebody was faster.
    func begin(_ lock: PlaceLock, by act: Act) throws {
        let changed = try tx.change(
            """
            INSERT INTO place_locks (space_id, public_key, began_on) VALUES (\(lock.space), \(Base64URL.text(lock.bytes)), \(act.day))
            ON CONFLICT (space_id) DO NOTHING
            """)
        guard changed == 1 else { throw Refusal.conflict }
        try LineStore(tx).stopShowing(everythingOf: lock.space, by: act)
        try GuestLinkStore(tx).endAll(in: lock.space)
        try TranslationTaskStore(tx).endAll(in: lock.space)
        try AuditStore(tx).record("lock.begin", item: nil, space: lock.space, by: act, unnamed: false)
    }

    /// Everything older is sealed too.
    func sealed(_ space: ID<Space>, on day: Day) throws {
        try tx.run("UPDATE place_locks SET sealed_on = \(day) WHERE space_id = \(space) AND sealed_on IS NULL")
    }

    /// The last day on which a place sealed what had been readable: copies from before may hold it.
    func lastSealed() throws -> Day? { try tx.run("SELECT MAX(sealed_on) AS day FROM place_locks").first?.dayOrNil("day") }

    func copy(of person: ID<Person>, in space: ID<Space>) throws -> LockCopy? {
        try tx.run(
            "SELECT salt, passes, memory, box, made_on, handed_by FROM lock_copies WHERE space_id = \(space) AND person_id = \(person)"
        ).first.map { try LockCopy(wrapped: WrappedKey($0), isHanded: $0.textOrNil("handed_by") != nil, made: $0.day("made_on")) }
    }

    /// Somebody's copy under a phrase, in the place of the one they had.
    func keep(_ wrapped: WrappedKey, for person: ID<Person>, in space: ID<Space>, handedBy: ID<Person>? = nil, on day: Day) throws {
        try tx.run("DELETE FROM lock_copies WHERE space_id = \(space) AND person_id = \(person)")
        try tx.run(
            """
            INSERT INTO lock_copies (space_id, person_id, salt, passes, memory, box, made_on, handed_by)
            VALUES (\(space), \(person), \(Base64URL.text(wrapped.stretch.salt)), \(wrapped.stretch.passes), \(wrapped.stretch.memory),
                \(Base64URL.text(wrapped.box)), \(day), \(handedBy))
            """)
    }

    /// Who takes part in a place and whether they hold a copy under a phrase of their own, by name.
    func people(in space: ID<Space>) throws -> [(id: ID<Person>, name: String, hasCopy: Bool)] {
        try tx.run(
            """
            SELECT m.person_id, p.name, EXISTS (SELECT 1 FROM lock_copies c
                WHERE c.space_id = m.space_id AND c.person_id = m.person_id AND c.handed_by IS NULL) AS has_copy
            FROM memberships m JOIN people p ON p.id = m.person_id WHERE m.space_id = \(space) AND m.role <> \(Role.reader.rawValue)
            ORDER BY coalesce(p.name_key, p.name), m.person_id LIMIT 500
            """
        ).map { (try $0.id("person_id"), try $0.text("name"), try $0.int("has_copy") > 0) }
    }

    /// Copies that were handed out and not taken up, while their words still open them, by name.
    func handed(in space: ID<Space>, on day: Day) throws -> [HandedCopy] {
        try tx.run(
            """
            SELECT c.person_id, c.made_on, c.salt, p.name, g.name AS giver FROM lock_copies c JOIN people p ON p.id = c.person_id
            LEFT JOIN people g ON g.id = c.handed_by
            WHERE c.space_id = \(space) AND c.handed_by IS NOT NULL AND c.made_on >= \(day - LockCopy.handedDays) ORDER BY p.name, c.person_id
            """
        ).map {
            try HandedCopy(
                person: $0.id("person_id"), name: $0.text("name"), giver: $0.textOrNil("giver") ?? "", made: $0.day("made_on"),
                mark: $0.text("salt"))
        }
    }

    /// The words somebody was given open nothing any more.
    func end(_ copy: HandedCopy, in space: ID<Space>, by act: Act) throws {
        let gone = try tx.change(
            "DELETE FROM lock_copies WHERE space_id = \(space) AND person_id = \(copy.person) AND handed_by IS NOT NULL AND salt = \(copy.mark)"
        )
        guard gone == 1 else { throw Refusal.conflict }
        try AuditStore(tx).record("lock.end", item: nil, space: space, by: act, unnamed: false)
    }

    /// The two halves of a spare key, in the place of those before.
    func keep(spare halves: [(holder: ID<Person>, half: WrappedKey)], in space: ID<Space>, by act: Act) throws {
        try tx.run("DELETE FROM spare_keys WHERE space_id = \(space)")
        for (holder, half) in halves {
            try tx.run(
                """
                INSERT INTO spare_keys (space_id, person_id, salt, passes, memory, box, made_on)
                VALUES (\(space), \(holder), \(Base64URL.text(half.stretch.salt)), \(half.stretch.passes), \(half.stretch.memory),
                    \(Base64URL.text(half.box)), \(act.day))
                """)
        }
        try AuditStore(tx).record("lock.spare", item: nil, space: space, by: act, unnamed: false)
    }

    /// Who holds the halves, by name; fewer than two where somebody is gone.
    func holders(in space: ID<Space>) throws -> [(id: ID<Person>, name: String)] {
        try tx.run(
            """
            SELECT s.person_id, p.name FROM spare_keys s JOIN people p ON p.id = s.person_id
            JOIN memberships m ON m.person_id = s.person_id AND m.space_id = s.space_id WHERE s.space_id = \(space)
            ORDER BY p.name, s.person_id
            """
        ).map { (try $0.id("person_id"), try $0.text("name")) }
    }

    func half(of person: ID<Person>, in space: ID<Space>) throws -> WrappedKey? {
        try tx.run("SELECT salt, passes, memory, box FROM spare_keys WHERE space_id = \(space) AND person_id = \(person)").first.map(
            WrappedKey.init)
    }

    /// Somebody is not of the place any more: neither their copy nor their half is kept.
    func forget(_ person: ID<Person>, in space: ID<Space>) throws {
        try tx.run("DELETE FROM lock_copies WHERE space_id = \(space) AND person_id = \(person)")
        try tx.run("DELETE FROM spare_keys WHERE space_id = \(space) AND person_id = \(person)")
        try LostPhraseStore(tx).forget(person, in: space)
        try OpeningStore(tx).close(space, of: person)
    }
}

extension WrappedKey {
    init(_ row: Row) throws {
        self.init(
            stretch: Stretch(
                salt: Base64URL.bytes(try row.text("salt")) ?? [], passes: try row.int("passes"), memory: try row.int("memory")),
            box: Base64URL.bytes(try row.text("box")) ?? [])
    }
}
