import Database
import Language

/// Owns the tables `providers` and `outside_accounts`: whom we believe, and which of their accounts belongs to which of ours.
struct ProviderStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    func all() throws -> [Provider] {
        try tx.run("SELECT * FROM providers ORDER BY name, id LIMIT 20").map(Self.provider)
    }

    func find(_ id: ID<Provider>) throws -> Provider {
        guard let row = try tx.run("SELECT * FROM providers WHERE id = \(id)").first else { throw Refusal.notFound }
        return try Self.provider(row)
    }

    func find(slug: String) throws -> Provider {
        guard let row = try tx.run("SELECT * FROM providers WHERE slug = \(slug)").first else { throw Refusal.notFound }
        return try Self.provider(row)
    }

    /// The one of this issuer is changed, a new one added.
    func keep(_ provider: Provider, by act: Act) throws {
        try tx.run(
            """
            INSERT INTO providers (id, slug, name, issuer, client_id, sealed, hosts, added_on)
            VALUES (\(provider.id), \(provider.slug), \(provider.name), \(provider.issuer), \(provider.client), \(provider.sealed),
                \(provider.hosts.sorted().joined(separator: " ")), \(act.day))
            ON CONFLICT (issuer) DO UPDATE SET name = excluded.name, client_id = excluded.client_id, sealed = excluded.sealed,
                hosts = excluded.hosts
            """)
        try AuditStore(tx).record("provider.add", item: nil, space: nil, by: act, unnamed: false)
    }

    /// Nobody comes in through it any more.
    func remove(_ provider: Provider, by act: Act) throws {
        try tx.run("DELETE FROM outside_accounts WHERE provider_id = \(provider.id)")
        try tx.run("DELETE FROM providers WHERE id = \(provider.id)")
        try AuditStore(tx).record("provider.end", item: nil, space: nil, by: act, unnamed: false)
    }

    /// Whose account here this is; never found out by a name or a mail address.
    func owner(of subject: String, at provider: ID<Provider>) throws -> ID<Person>? {
        try tx.run("SELECT person_id FROM outside_accounts WHERE provider_id = \(provider) AND subject = \(subject)").first?.id("person_id")
    }

    /// The organisations somebody is joined to, with the day.
    func joined(by person: ID<Person>) throws -> [(id: ID<Provider>, since: Day)] {
        try tx.run("SELECT provider_id, joined_on FROM outside_accounts WHERE person_id = \(person) ORDER BY joined_on, provider_id")
            .map { (try $0.id("provider_id"), try $0.day("joined_on")) }
    }

    /// Refused when it belongs to somebody already.
    func join(_ subject: String, at provider: ID<Provider>, to person: ID<Person>, by act: Act) throws {
        let joined = try tx.change(
            """
            INSERT INTO outside_accounts (provider_id, subject, person_id, joined_on) VALUES (\(provider), \(subject), \(person), \(act.day))
            ON CONFLICT (provider_id, subject) DO NOTHING
            """)
        guard joined == 1 else { throw Refusal.conflict }
        try AuditStore(tx).record("outside_account.join", item: nil, space: nil, by: act, unnamed: false)
    }

    func part(_ person: ID<Person>, from provider: ID<Provider>, by act: Act) throws {
        let parted = try tx.change("DELETE FROM outside_accounts WHERE provider_id = \(provider) AND person_id = \(person)")
        guard parted > 0 else { throw Refusal.notFound }
        try AuditStore(tx).record("outside_account.part", item: nil, space: nil, by: act, unnamed: false)
    }

    private static func provider(_ row: Row) throws -> Provider {
        try Provider(
            id: row.id("id"), slug: row.text("slug"), name: row.text("name"), issuer: row.text("issuer"), client: row.text("client_id"),
            sealed: row.text("sealed"), hosts: Set(row.text("hosts").split(separator: " ").map(String.init)))
    }
}
