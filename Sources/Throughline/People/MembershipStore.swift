import Database
import Language

/// Owns the table `memberships`: who is in which space, and as what.
struct MembershipStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Makes somebody part of a space. Who is in it already stays what they are.
    func add(_ person: ID<Person>, to space: ID<Space>, as role: Role, invitedBy: ID<Person>?, by act: Act) throws {
        let added = try tx.change(
            """
            INSERT INTO memberships (person_id, space_id, role, invited_by, joined_on) VALUES (\(person), \(space), \(role.rawValue), \(invitedBy), \(act.day))
            ON CONFLICT (person_id, space_id) DO NOTHING
            """)
        if added == 1 { try AuditStore(tx).record("membership.begin", item: nil, space: space, by: act, unnamed: false) }
    }

    /// Whether somebody else in a space goes by a name.
    func isTaken(_ key: String, in space: ID<Space>, except person: ID<Person>?) throws -> Bool {
        try tx.run(
            "SELECT p.id FROM memberships m JOIN people p ON p.id = m.person_id WHERE m.space_id = \(space) AND p.name_key = \(key) LIMIT 2"
        ).contains { try $0.id("id") as ID<Person> != person }
    }

    /// The same, in every space somebody is in.
    func isTaken(_ key: String, besides person: ID<Person>) throws -> Bool {
        let spaces: [ID<Space>] = try tx.run("SELECT space_id FROM memberships WHERE person_id = \(person)").map { try $0.id("space_id") }
        return try spaces.contains { try isTaken(key, in: $0, except: person) }
    }

    /// The one person in a space who goes by a name; nil when nobody does.
    func person(named typed: String, in space: ID<Space>) throws -> ID<Person>? {
        let rows = try tx.run(
            """
            SELECT p.id FROM memberships m JOIN people p ON p.id = m.person_id WHERE m.space_id = \(space)
                AND (p.name_key = \(PersonName.key(typed)) OR (p.name_key IS NULL AND p.name = \(PersonName.clean(typed)))) LIMIT 2
            """)
        return rows.count == 1 ? try rows.first?.id("id") : nil
    }

    func role(of person: ID<Person>, in space: ID<Space>) throws -> Role? {
        try tx.run("SELECT role FROM memberships WHERE person_id = \(person) AND space_id = \(space)").first
            .flatMap { Role(rawValue: try $0.text("role")) }
    }

    /// Everybody in a space who has a right there.
    func people(in space: ID<Space>, who right: Right) throws -> Set<ID<Person>> {
        try Set(
            tx.run("SELECT m.person_id FROM memberships m WHERE m.space_id = \(space) AND \(Self.has(right))").map {
                try $0.id("person_id")
            })
    }

    /// The condition on `memberships m` that somebody has a right, by their role or by an office.
    static func has(_ right: Right) -> SQL {
        let roles = Role.allCases.filter { $0.rights.contains(right) }.map(\.rawValue)
        let offices = Office.allCases.filter { $0.rights.contains(right) }.map(\.rawValue)
        guard !offices.isEmpty else { return "m.role IN \(list: roles)" }
        return """
            (m.role IN \(list: roles) OR EXISTS (SELECT 1 FROM offices o WHERE o.person_id = m.person_id AND o.space_id = m.space_id
                AND o.office IN \(list: offices)))
            """
    }

    /// By name, a page at a time; `after` is the last one of the page before.
    func list(in space: ID<Space>, after: (key: String, person: ID<Person>)? = nil, limit: Int) throws -> [Membership] {
        var sql: SQL = """
            SELECT m.person_id, m.role, m.joined_on, p.name, coalesce(p.name_key, p.name) AS sorted
            FROM memberships m JOIN people p ON p.id = m.person_id WHERE m.space_id = \(space)
            """
        if let after { sql += " AND (coalesce(p.name_key, p.name), m.person_id) > (\(after.key), \(after.person))" }
        return try tx.run(sql + " ORDER BY sorted, m.person_id LIMIT \(limit)").map(Membership.init)
    }

    func find(_ person: ID<Person>, in space: ID<Space>) throws -> Membership {
        let rows = try tx.run(
            """
            SELECT m.person_id, m.role, m.joined_on, p.name, coalesce(p.name_key, p.name) AS sorted
            FROM memberships m JOIN people p ON p.id = m.person_id WHERE m.space_id = \(space) AND m.person_id = \(person)
            """)
        guard let row = rows.first else { throw Refusal.notFound }
        return try Membership(row)
    }

    /// Somebody is something else from now on. A place always keeps one steward.
    func change(_ person: ID<Person>, in space: ID<Space>, from old: Role, to new: Role, by act: Act) throws {
        if old == .steward && new != .steward { try requireAnotherSteward(than: person, in: space) }
        let changed = try tx.change(
            "UPDATE memberships SET role = \(new.rawValue) WHERE person_id = \(person) AND space_id = \(space) AND role = \(old.rawValue)")
        guard changed == 1 else { throw Refusal.conflict }
        try InvitationStore(tx).endAll(by: person, in: space, keeping: new, by: act)
        try AuditStore(tx).record(
            "membership.change", item: nil, space: space, by: act, reason: "\(person) \(old.rawValue) \(new.rawValue)", unnamed: false)
    }

    func end(_ person: ID<Person>, in space: ID<Space>, by act: Act) throws {
        if try role(of: person, in: space) == .steward { try requireAnotherSteward(than: person, in: space) }
        guard try tx.change("DELETE FROM memberships WHERE person_id = \(person) AND space_id = \(space)") == 1 else {
            throw Refusal.notFound
        }
        try OfficeStore(tx).endAll(of: person, in: space)
        try PlaceLockStore(tx).forget(person, in: space)
        try LineStore(tx).endForNow(of: person, in: space)
        try JourneyStore(tx).leave(person, in: space)
        try PlanStore(tx).leave(person, in: space)
        try DutyStore(tx).handBack(person, in: space)
        try InvitationStore(tx).endAll(by: person, in: space, keeping: nil, by: act)
        // Who left by themselves may come back as they came.
        if act.by != person { try InvitationStore(tx).shutOut(person, of: space) }
        try AuditStore(tx).record("membership.end", item: nil, space: space, by: act, reason: person.description, unnamed: false)
    }

    /// How many people are in a space; small spaces have rules of their own.
    func count(in space: ID<Space>) throws -> Int {
        try tx.run("SELECT count(*) AS n FROM memberships WHERE space_id = \(space)").first?.int("n") ?? 0
    }

    /// The places of somebody who is the only steward there.
    func onlySteward(_ person: ID<Person>) throws -> [ID<Space>] {
        try tx.run(
            """
            SELECT m.space_id FROM memberships m WHERE m.person_id = \(person) AND m.role = \(Role.steward.rawValue)
                AND NOT EXISTS (SELECT 1 FROM memberships o WHERE o.space_id = m.space_id AND o.role = m.role AND o.person_id <> m.person_id)
            ORDER BY m.space_id
            """
        ).map { try $0.id("space_id") }
    }

    /// Who looks after a space next when nobody said so: of the weavers, else of the learning officers, whoever is here longest.
    func nextSteward(in space: ID<Space>, after person: ID<Person>) throws -> Membership? {
        let found = try Self.team.compactMap { role in
            try tx.run(
                """
                SELECT m.person_id FROM memberships m WHERE m.space_id = \(space) AND m.role = \(role.rawValue) AND m.person_id <> \(person)
                ORDER BY m.joined_on, m.person_id LIMIT 1
                """
            ).first?.id("person_id") as ID<Person>?
        }
        return try found.first.map { try find($0, in: space) }
    }

    private static let team: [Role] = [.weaver, .analyst]

    /// Nobody looks after a space any more: its team are members like the others, without offices.
    func disband(_ space: ID<Space>, by act: Act) throws {
        let roles = [Role.steward, .weaver, .analyst].map(\.rawValue)
        try tx.run("UPDATE memberships SET role = \(Role.member.rawValue) WHERE space_id = \(space) AND role IN \(list: roles)")
        try OfficeStore(tx).endAll(in: space)
    }

    /// Where somebody is, as what, since when.
    func all(of person: ID<Person>) throws -> [(space: ID<Space>, role: Role, joined: Day)] {
        try tx.run("SELECT space_id, role, joined_on FROM memberships WHERE person_id = \(person) ORDER BY joined_on, space_id").map {
            (try $0.id("space_id"), Role(rawValue: try $0.text("role")) ?? .member, try $0.day("joined_on"))
        }
    }

    private func requireAnotherSteward(than person: ID<Person>, in space: ID<Space>) throws {
        let others = try tx.run(
            "SELECT person_id FROM memberships WHERE space_id = \(space) AND role = \(Role.steward.rawValue) AND person_id <> \(person) LIMIT 1"
        )
        if others.isEmpty { throw Refusal.notNow(.lastSteward) }
    }
}

extension Membership {
    fileprivate init(_ row: Row) throws {
        try self.init(
            person: row.id("person_id"), name: row.text("name"), role: Role(rawValue: row.text("role")) ?? .member,
            joined: row.day("joined_on"),
            key: row.text("sorted"))
    }
}
