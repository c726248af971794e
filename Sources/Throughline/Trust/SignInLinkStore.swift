import Database
import Language

/// Owns the table `sign_in_links`: one a person, as a keyed hash; a new one takes the place of the one before.
struct SignInLinkStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// How long a link is good.
    static let minutes = 15

    /// A new link's secret, kept nowhere but in the link.
    func make(for person: ID<Person>, keys: Keys, by act: Act) throws -> String {
        let token = Base64URL.text((0..<4).flatMap { _ in act.random.next().bytes })
        let until = act.now.milliseconds + Self.minutes * 60_000
        try tx.run(
            """
            INSERT INTO sign_in_links (person_id, mac, until) VALUES (\(person), \(hex(keys.mac(token, for: .signInLinks))), \(until))
            ON CONFLICT (person_id) DO UPDATE SET mac = excluded.mac, until = excluded.until
            """)
        return token
    }

    /// Whose link this is, while it is good.
    func owner(of token: String, keys: Keys, at now: Moment) throws -> ID<Person>? {
        let macs = keys.macs(token, for: .signInLinks).map { hex($0) }
        return try tx.run("SELECT person_id FROM sign_in_links WHERE mac IN \(list: macs) AND until > \(now)").first?.id("person_id")
    }

    /// The same, and the link is used up; of two who come at once one finds it gone.
    func use(_ token: String, keys: Keys, at now: Moment) throws -> ID<Person>? {
        guard let person = try owner(of: token, keys: keys, at: now) else { return nil }
        let macs = keys.macs(token, for: .signInLinks).map { hex($0) }
        return try tx.change("DELETE FROM sign_in_links WHERE mac IN \(list: macs)") == 1 ? person : nil
    }

    /// No link that was sent opens anything any more.
    func void(for person: ID<Person>) throws {
        try tx.run("DELETE FROM sign_in_links WHERE person_id = \(person)")
    }
}
