import Database
import Language

/// Owns the table `openings`: places that are open in a session. A row holds one half of the key; the other is made of a cookie, and the
/// two meet only while a request is answered.
struct OpeningStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Minutes without use after which a place is locked again, whoever's telephone it is.
    static let idleMinutes = 30

    /// Opens a place in a session.
    func open(_ key: PlaceKey, in session: String, _ cookie: OpeningCookie, _ keys: Keys, at now: Moment) throws {
        try tx.run("DELETE FROM openings WHERE session_mac = \(session) AND space_id = \(key.space)")
        let box = OpeningHalf(half: Halves.joined(key.secret, cookie.half(for: key.space)), usedAt: Self.bucket(now)).sealed(keys)
        try tx.run("INSERT INTO openings (session_mac, space_id, box) VALUES (\(session), \(key.space), \(box))")
    }

    /// The places of this reader that are open, and whether their use is to be noted.
    func places(in session: String, _ cookie: OpeningCookie, for reader: Reader, _ keys: Keys, at now: Moment) throws
        -> (open: OpenPlaces, isToBeNoted: Bool)
    {
        var (found, isToBeNoted): ([PlaceKey], Bool) = ([], false)
        for row in try tx.run(
            """
            SELECT o.space_id, o.box, l.public_key FROM openings o JOIN place_locks l ON l.space_id = o.space_id
            WHERE o.session_mac = \(session)
            """)
        {
            let space: ID<Space> = try row.id("space_id")
            guard reader.takesPart(in: space), let half = OpeningHalf(sealed: try row.text("box"), keys),
                now.milliseconds - half.usedAt < Self.idleMinutes * 60_000,
                let key = PlaceKey(space, secret: Halves.joined(half.half, cookie.half(for: space))),
                Base64URL.text(key.lock.bytes) == (try row.text("public_key"))
            else { continue }
            found.append(key)
            if Self.bucket(now) > half.usedAt { isToBeNoted = true }
        }
        return (OpenPlaces(found), isToBeNoted)
    }

    /// Notes that what is open is used now.
    func use(_ places: OpenPlaces, in session: String, _ cookie: OpeningCookie, _ keys: Keys, at now: Moment) throws {
        for key in places.keys.values {
            let box = OpeningHalf(half: Halves.joined(key.secret, cookie.half(for: key.space)), usedAt: Self.bucket(now)).sealed(keys)
            try tx.run("UPDATE openings SET box = \(box) WHERE session_mac = \(session) AND space_id = \(key.space)")
        }
    }

    func close(_ space: ID<Space>, in session: String) throws {
        try tx.run("DELETE FROM openings WHERE session_mac = \(session) AND space_id = \(space)")
    }

    /// Wherever somebody has it open; but for one session, where they are just now.
    func close(_ space: ID<Space>, of person: ID<Person>, but session: String = "") throws {
        try tx.run(
            """
            DELETE FROM openings WHERE space_id = \(space) AND session_mac <> \(session)
                AND session_mac IN (SELECT s.mac FROM sessions s WHERE s.person_id = \(person))
            """)
    }

    private static func bucket(_ now: Moment) -> Int {
        let length = SessionStore.bucketMinutes * 60_000
        return now.milliseconds / length * length
    }
}
