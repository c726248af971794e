import Database
import Language

/// Owns the table `passkeys`: public keys, and nothing that would let anybody in.
struct PasskeyStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    func all(of person: ID<Person>) throws -> [Passkey] {
        try tx.run("SELECT * FROM passkeys WHERE person_id = \(person) ORDER BY added_on, id LIMIT \(Passkey.most)").map(Self.passkey)
    }

    func has(_ person: ID<Person>) throws -> Bool {
        try !tx.run("SELECT id FROM passkeys WHERE person_id = \(person) AND refused_on IS NULL LIMIT 1").isEmpty
    }

    /// One of theirs; another's is as if it were not.
    func find(_ id: ID<Passkey>, of person: ID<Person>) throws -> Passkey {
        guard let row = try tx.run("SELECT * FROM passkeys WHERE id = \(id) AND person_id = \(person)").first else {
            throw Refusal.notFound
        }
        return try Self.passkey(row)
    }

    func find(credential: String) throws -> Passkey? {
        try tx.run("SELECT * FROM passkeys WHERE credential = \(credential)").first.map(Self.passkey)
    }

    /// Refused when an authenticator calls another one so already.
    func add(
        _ credential: String, key: [UInt8], handle: String, counter: Int, isBackedUp: Bool, called name: String, for person: ID<Person>,
        by act: Act
    ) throws {
        guard try all(of: person).count < Passkey.most else { throw Refusal.tooMany }
        let id: ID<Passkey> = act.id()
        let added = try tx.change(
            """
            INSERT INTO passkeys (id, person_id, credential, public_key, handle, counter, name, added_on, used_on, is_backed_up, refused_on)
            VALUES (\(id), \(person), \(credential), \(Base64URL.text(key)), \(handle), \(counter), \(name), \(act.day), NULL, \(isBackedUp), NULL)
            ON CONFLICT (credential) DO NOTHING
            """)
        guard added == 1 else { throw Refusal.conflict }
        try AuditStore(tx).record("passkey.add", item: nil, space: nil, by: act, unnamed: false)
    }

    /// Notes a use, unless another came between: of two with the same counter one is a copy's.
    func use(_ passkey: Passkey, counter: Int, isBackedUp: Bool, on day: Day) throws -> Bool {
        try tx.change(
            """
            UPDATE passkeys SET counter = \(counter), used_on = \(day), is_backed_up = \(isBackedUp)
            WHERE id = \(passkey.id) AND counter = \(passkey.counter) AND refused_on IS NULL
            """) == 1
    }

    /// Its counter went back: it lets nobody in until its owner has taken it away and made a new one.
    func refuse(_ passkey: Passkey, by act: Act) throws {
        try tx.run("UPDATE passkeys SET refused_on = \(act.day) WHERE id = \(passkey.id) AND refused_on IS NULL")
        try AuditStore(tx).record("passkey.refuse", item: nil, space: nil, by: act, unnamed: false)
    }

    func rename(_ id: ID<Passkey>, to name: String) throws {
        try tx.run("UPDATE passkeys SET name = \(name) WHERE id = \(id)")
    }

    func remove(_ passkey: Passkey, by act: Act) throws {
        try tx.run("DELETE FROM passkeys WHERE id = \(passkey.id)")
        try AuditStore(tx).record("passkey.end", item: nil, space: nil, by: act, unnamed: false)
    }

    private static func passkey(_ row: Row) throws -> Passkey {
        try Passkey(
            id: row.id("id"), person: row.id("person_id"), credential: row.text("credential"),
            key: Base64URL.bytes(row.text("public_key")) ?? [], handle: row.text("handle"), counter: row.int("counter"),
            name: row.text("name"), added: row.day("added_on"), used: row.dayOrNil("used_on"), isBackedUp: row.bool("is_backed_up"),
            refused: row.dayOrNil("refused_on"))
    }
}
