import Database
import Language

/// Owns the table `spaces`.
struct PlaceStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    func find(slug: String) throws -> Place {
        guard let row = try tx.run("\(Self.select) WHERE slug = \(slug)").first else { throw Refusal.notFound }
        return try Place(row)
    }

    func find(_ id: ID<Space>) throws -> Place {
        guard let row = try tx.run("\(Self.select) WHERE id = \(id)").first else { throw Refusal.notFound }
        return try Place(row)
    }

    /// All spaces, by name.
    func all() throws -> [Place] {
        try tx.run("\(Self.select) ORDER BY name, id LIMIT 500").map(Place.init)
    }

    /// Those somebody takes part in, by name.
    func all(of reader: Reader) throws -> [Place] {
        guard !reader.roles.isEmpty else { return [] }
        return try tx.run("\(Self.select) WHERE id IN \(list: Array(reader.roles.keys)) ORDER BY name, id LIMIT 500").map(Place.init)
    }

    /// Whether somebody takes part in a place that tells nothing to whoever looks at a device.
    func isInDiscreetPlace(_ person: ID<Person>) throws -> Bool {
        let found = try tx.run(
            "SELECT 1 AS one FROM memberships m JOIN spaces s ON s.id = m.space_id WHERE m.person_id = \(person) AND s.discreet = 1 LIMIT 1"
        )
        return !found.isEmpty
    }

    /// Whether another place goes by a name, however it is written: people would take one for the other.
    func isTaken(_ name: String, but id: ID<Space>? = nil) throws -> Bool {
        func letters(_ name: String) -> String { PersonName.key(name).filter { $0.isLetter || $0.isNumber } }
        return try tx.run("SELECT id, name, team FROM spaces").contains { row in
            try row.id("id") != id && [row.text("name"), row.text("team")].map(letters).contains(letters(name))
        }
    }

    private static let select: SQL = """
        SELECT spaces.*, EXISTS (SELECT 1 FROM offices o WHERE o.space_id = spaces.id AND o.office = \(Office.safety.rawValue)) AS has_safety_lead,
            EXISTS (SELECT 1 FROM place_locks l WHERE l.space_id = spaces.id) AS is_sealed,
            EXISTS (SELECT 1 FROM place_practices m WHERE m.space_id = spaces.id AND m.practice IN \(list: Practice.byMachine.map(\.rawValue))) AS has_machine
        FROM spaces
        """

    /// A slug for a name, unlike every other.
    func freeSlug(for name: String) throws -> String {
        let wanted = Slug.of(name)
        let taken = try tx.run("SELECT slug FROM spaces WHERE slug = \(wanted) OR slug LIKE \(wanted + "-%")").map { try $0.text("slug") }
        return Slug.free(wanted, among: Set(taken))
    }

    func add(_ place: Place, on day: Day) throws {
        try tx.run(
            """
            INSERT INTO spaces (id, slug, name, team, language, languages, zone, accent, holds_unnamed, flooded, open_home, made_on, version)
            VALUES (\(place.id), \(place.slug), \(place.name), \(place.team), \(place.language),
                \(place.languages.map(\.description).joined(separator: " ")), \(place.zone.name), \(place.accent.rawValue), \(place.holdsUnnamed),
                \(place.isFlooded), 1, \(day), 1)
            """)
    }

    /// A new version of a space, for what stands beside it; refuses when somebody changed it since it was read.
    func touch(_ id: ID<Space>, seen version: Int) throws {
        let changed = try tx.change("UPDATE spaces SET version = version + 1 WHERE id = \(id) AND version = \(version)")
        guard changed == 1 else { throw Refusal.conflict }
    }

    /// What it says beside the boxes people write into; `PlaceNoticeStore` keeps the words themselves.
    func say(_ help: WritingHelp, in id: ID<Space>) throws {
        try tx.run("UPDATE spaces SET writing_help = \(help.kept) WHERE id = \(id)")
    }

    /// Takes answers and people again; refuses when it is open.
    func reopen(_ id: ID<Space>) throws {
        let changed = try tx.change("UPDATE spaces SET closed_on = NULL, version = version + 1 WHERE id = \(id) AND closed_on IS NOT NULL")
        guard changed == 1 else { throw Refusal.conflict }
    }

    /// Discreet for everybody who opens its pages, or not any more; refuses when somebody changed it since it was read.
    func setDiscreet(_ on: Bool, _ id: ID<Space>, seen version: Int) throws {
        try touch(id, seen: version)
        try tx.run("UPDATE spaces SET discreet = \(on) WHERE id = \(id)")
    }

    /// Closed for good; refuses when it was closed already.
    func close(_ id: ID<Space>, on day: Day) throws {
        let changed = try tx.change("UPDATE spaces SET closed_on = \(day), version = version + 1 WHERE id = \(id) AND closed_on IS NULL")
        guard changed == 1 else { throw Refusal.conflict }
    }

    /// Changes what a space says of itself; refuses when somebody changed it since it was read.
    func change(_ place: Place) throws {
        let changed = try tx.change(
            """
            UPDATE spaces SET name = \(place.name), team = \(place.team), language = \(place.language),
                languages = \(place.languages.map(\.description).joined(separator: " ")), zone = \(place.zone.name),
                accent = \(place.accent.rawValue), holds_unnamed = \(place.holdsUnnamed), flooded = \(place.isFlooded),
                guardian = \(place.asksGuardian), community = \(place.community),
                community_key = \(place.community.lowercased()), version = version + 1
            WHERE id = \(place.id) AND version = \(place.version)
            """)
        guard changed == 1 else { throw Refusal.conflict }
    }
}

extension Place {
    init(_ row: Row) throws {
        let language = try row.language("language")
        let served = try row.text("languages").split(separator: " ").compactMap { LanguageTag(String($0)) }
        try self.init(
            id: row.id("id"), slug: row.text("slug"), name: row.text("name"), team: row.text("team"), language: language,
            languages: [language] + served.filter { $0 != language }, zone: Zone(row.text("zone")) ?? .utc,
            accent: Accent(rawValue: row.text("accent")) ?? .teal, holdsUnnamed: row.bool("holds_unnamed"), isFlooded: row.bool("flooded"),
            version: row.int("version"), hasSafetyLead: row.int("has_safety_lead") > 0,
            closedOn: row.dayOrNil("closed_on"), asksGuardian: row.bool("guardian"), community: row.text("community"),
            isDiscreet: row.bool("discreet"), help: WritingHelp(row.textOrNil("writing_help"), own: language),
            isSealed: row.int("is_sealed") > 0,
            usesMachine: row.int("has_machine") > 0 && row.int("is_sealed") == 0)
    }
}
