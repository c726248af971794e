import Database
import Language

/// Owns the table `sessions`: a browser that is signed in. Only a keyed hash of the cookie is kept, and no address.
struct SessionStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Days a session lasts on one's own device, and hours on a shared one.
    static let ownDays = 90
    static let sharedHours = 2
    /// Minutes within which nobody is asked again whether it is them.
    static let confirmedMinutes = 10
    /// Minutes without use after which a session rests, where its owner takes part in a place with records of sensitivity 2 or more.
    static let idleMinutes = 30
    /// Use is noted no finer than this; so much earlier a session may rest.
    static let bucketMinutes = 5

    static func mac(_ token: String, _ keys: Keys) -> String { hex(keys.mac(token, for: .sessions)) }

    /// Opens a session and gives the cookie's value.
    func open(for person: ID<Person>, shared: Bool, came way: WayIn = .phrase, keys: Keys, by act: Act) throws -> String {
        let token = hex((0..<4).flatMap { _ in act.random.next().bytes })
        let life = shared ? Self.sharedHours * 3_600_000 : Self.ownDays * 86_400_000
        try tx.run(
            """
            INSERT INTO sessions (mac, person_id, started_on, until, shared_phone, used_on, moments, came_by)
            VALUES (\(Self.mac(token, keys)), \(person), \(act.day), \(act.now.milliseconds + life), \(shared), \(act.day),
                \(SessionMoments(confirmedUntil: Self.confirmed(from: act.now), usedAt: Self.bucket(act.now)).sealed(keys)),
                \(way.rawValue))
            """)
        try IdleStore(tx).seen(person, on: act.day)
        return token
    }

    /// Whoever uses this session has shown once more who they are.
    func confirm(_ mac: String, _ keys: Keys, at now: Moment) throws {
        try change(mac, keys) { $0.confirmedUntil = Self.confirmed(from: now) }
    }

    /// Notes that a session is used now.
    func use(_ mac: String, _ keys: Keys, at now: Moment) throws {
        try tx.run("UPDATE sessions SET used_on = \(now.day(in: .utc)) WHERE mac = \(mac)")
        if let person: ID<Person> = try tx.run("SELECT person_id FROM sessions WHERE mac = \(mac)").first?.id("person_id") {
            try IdleStore(tx).seen(person, on: now.day(in: .utc))
        }
        try change(mac, keys) { $0.usedAt = Self.bucket(now) }
    }

    private func change(_ mac: String, _ keys: Keys, _ step: (inout SessionMoments) -> Void) throws {
        guard let row = try tx.run("SELECT moments FROM sessions WHERE mac = \(mac)").first else { return }
        var moments = SessionMoments(sealed: try row.text("moments"), keys)
        step(&moments)
        try tx.run("UPDATE sessions SET moments = \(moments.sealed(keys)) WHERE mac = \(mac)")
    }

    /// What its owner calls the device.
    func name(_ mac: String, _ name: String?) throws {
        try tx.run("UPDATE sessions SET name = \(name) WHERE mac = \(mac)")
    }

    private static func bucket(_ now: Moment) -> Int {
        let length = bucketMinutes * 60_000
        return now.milliseconds / length * length
    }

    private static func confirmed(from now: Moment) -> Int { now.milliseconds + confirmedMinutes * 60_000 }

    func close(_ mac: String) throws {
        try tx.run("DELETE FROM sessions WHERE mac = \(mac)")
    }

    func closeAll(of person: ID<Person>) throws {
        try tx.run("DELETE FROM sessions WHERE person_id = \(person)")
    }

    /// The sessions of one person, the newest first.
    func list(of person: ID<Person>, at now: Moment) throws -> [Session] {
        try tx.run(
            "SELECT mac, name, started_on, used_on, shared_phone, came_by FROM sessions WHERE person_id = \(person) AND until > \(now) ORDER BY started_on DESC, mac LIMIT 50"
        ).map {
            try Session(
                mac: $0.text("mac"), name: $0.textOrNil("name"), started: $0.day("started_on"), used: $0.day("used_on"),
                isShared: $0.bool("shared_phone"), way: $0.textOrNil("came_by").flatMap(WayIn.init))
        }
    }

    /// Signs a person out everywhere but here.
    func closeOthers(of person: ID<Person>, than mac: String) throws {
        try tx.run("DELETE FROM sessions WHERE person_id = \(person) AND mac <> \(mac)")
    }

    /// Who a cookie stands for, with all their places in one query.
    func reader(_ mac: String, _ keys: Keys, at now: Moment) throws -> SignedIn? {
        let rows = try tx.run(
            """
            SELECT p.id, p.name, p.language, p.zone, p.discreet, s.shared_phone, s.used_on, s.moments, m.space_id, m.role,
                EXISTS (SELECT 1 FROM spaces q WHERE q.id = m.space_id AND q.discreet = 1) AS in_discreet_place,
                EXISTS (SELECT 1 FROM items g WHERE g.space_id = m.space_id AND g.sensitivity >= 2)
                    OR EXISTS (SELECT 1 FROM place_locks l WHERE l.space_id = m.space_id) AS guarded FROM sessions s JOIN people p ON p.id = s.person_id
            LEFT JOIN memberships m ON m.person_id = p.id WHERE s.mac = \(mac) AND s.until > \(now)
            """)
        guard let first = rows.first else { return nil }
        var roles: [ID<Space>: Role] = [:]
        for row in rows {
            if let space: ID<Space> = try row.idOrNil("space_id"), let role = try row.textOrNil("role").flatMap(Role.init) {
                roles[space] = role
            }
        }
        let isGuarded = try rows.contains { try $0.bool("guarded") }
        let (moments, today) = (SessionMoments(sealed: try first.text("moments"), keys), now.day(in: .utc))
        let used = moments.usedAt
        var reader = Reader(person: try first.id("id"), name: try first.text("name"), roles: roles)
        reader.offices = try OfficeStore(tx).all(of: try first.id("id"))
        return SignedIn(
            reader: reader, language: try first.language("language"),
            zone: try first.textOrNil("zone").flatMap { Zone($0) } ?? .utc, isShared: try first.bool("shared_phone"),
            isConfirmed: moments.confirmedUntil > now.milliseconds,
            isResting: isGuarded && now.milliseconds - used >= Self.idleMinutes * 60_000,
            isToBeNoted: try isGuarded ? Self.bucket(now) > used : first.day("used_on") < today,
            wayOut: WayOut(rawValue: try first.int("discreet")), isInDiscreetPlace: try rows.contains { try $0.bool("in_discreet_place") })
    }
}

/// Moments of a session, in milliseconds. They lie sealed in its row: with the database alone nobody learns who was here at what time of day,
/// which might be when somebody spoke without a name.
struct SessionMoments: Sendable {
    /// Until then dangerous acts are not asked about again.
    var confirmedUntil = 0
    /// The five minutes in which it was last used, where there is danger; else those of its start.
    var usedAt = 0

    init(confirmedUntil: Int, usedAt: Int) { (self.confirmedUntil, self.usedAt) = (confirmedUntil, usedAt) }

    /// What cannot be opened, such as an empty text, knows of no moment: nothing is confirmed, and nobody used it lately.
    init(sealed: String, _ keys: Keys) {
        guard let bytes = Base64URL.bytes(sealed), let plain = keys.open(bytes, for: .sessionMoments), plain.count == 16 else { return }
        func number(_ bytes: ArraySlice<UInt8>) -> Int { Int(truncatingIfNeeded: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }) }
        (confirmedUntil, usedAt) = (number(plain[0..<8]), number(plain[8..<16]))
    }

    func sealed(_ keys: Keys) -> String {
        let bytes = UInt64(bitPattern: Int64(confirmedUntil)).bytes + UInt64(bitPattern: Int64(usedAt)).bytes
        return Base64URL.text(keys.seal(bytes, for: .sessionMoments))
    }
}

/// Whoever a cookie stands for, and what their session allows.
struct SignedIn: Sendable {
    let reader: Reader
    let language: LanguageTag
    let zone: Zone
    let isShared: Bool
    /// They have shown within the last minutes who they are.
    let isConfirmed: Bool
    /// Nobody used it for so long that it lets nobody in before they show who they are.
    let isResting: Bool
    /// That it is used is not known yet: once a day, or every few minutes where it may rest.
    let isToBeNoted: Bool
    /// Their account is discreet, and where its quick way out leads.
    let wayOut: WayOut?
    /// A place they take part in is discreet for everybody.
    let isInDiscreetPlace: Bool
}

/// One browser that is signed in, as its owner sees it in a list.
struct Session: Sendable {
    let mac: String
    let name: String?
    let started: Day
    let used: Day
    let isShared: Bool
    /// How it began; nil where that was not noted yet.
    let way: WayIn?

    /// Enough of it to tell one's own sessions apart.
    var handle: String { String(mac.prefix(16)) }
}

/// Lower-case hexadecimal.
func hex(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
        text.append(digits[Int(byte >> 4)])
        text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
}

extension UInt64 {
    /// Its eight bytes, highest first.
    var bytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> (56 - 8 * UInt64($0))) } }
}
