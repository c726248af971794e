import Database
import Language

/// Owns the table `offices`: what somebody does in a space besides their role.
struct OfficeStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    func all(of person: ID<Person>) throws -> [ID<Space>: Set<Office>] {
        let rows = try tx.run("SELECT space_id, office FROM offices WHERE person_id = \(person)")
        return try rows.reduce(into: [:]) { offices, row in
            if let office = Office(rawValue: try row.text("office")) { offices[try row.id("space_id"), default: []].insert(office) }
        }
    }

    func held(by person: ID<Person>, in space: ID<Space>) throws -> Set<Office> { try all(of: person)[space] ?? [] }

    /// Everybody who holds one, by place: for lists of people.
    func all(in space: ID<Space>) throws -> [ID<Person>: Set<Office>] {
        let rows = try tx.run("SELECT person_id, office FROM offices WHERE space_id = \(space)")
        return try rows.reduce(into: [:]) { offices, row in
            if let office = Office(rawValue: try row.text("office")) { offices[try row.id("person_id"), default: []].insert(office) }
        }
    }

    /// Somebody holds exactly these from now on. `seen` is what the form showed; refuses when somebody was faster.
    func set(_ offices: Set<Office>, of person: ID<Person>, in space: ID<Space>, seen: Set<Office>, by act: Act) throws {
        let now = try held(by: person, in: space)
        guard now == seen else { throw Refusal.conflict }
        for office in now.subtracting(offices) {
            try tx.run("DELETE FROM offices WHERE person_id = \(person) AND space_id = \(space) AND office = \(office.rawValue)")
        }
        for office in offices.subtracting(now) {
            try tx.run(
                """
                INSERT INTO offices (person_id, space_id, office, by_id, held_since)
                VALUES (\(person), \(space), \(office.rawValue), \(act.by), \(act.day))
                """)
        }
        guard now != offices else { return }
        let names = offices.map(\.rawValue).sorted().joined(separator: " ")
        try AuditStore(tx).record("membership.offices", item: nil, space: space, by: act, reason: "\(person) \(names)", unnamed: false)
    }

    /// Those who answer for the safety of places: each place's safety leads, or its stewards where it has none.
    func answerable() throws -> [ID<Person>] {
        try tx.run(
            """
            SELECT person_id FROM offices WHERE office = \(Office.safety.rawValue) UNION
            SELECT m.person_id FROM memberships m WHERE m.role = \(Role.steward.rawValue) AND NOT EXISTS (
                SELECT 1 FROM offices o WHERE o.space_id = m.space_id AND o.office = \(Office.safety.rawValue)) ORDER BY person_id
            """
        ).map { try $0.id("person_id") }
    }

    func endAll(in space: ID<Space>) throws {
        try tx.run("DELETE FROM offices WHERE space_id = \(space)")
    }

    func endAll(of person: ID<Person>, in space: ID<Space>) throws {
        try tx.run("DELETE FROM offices WHERE person_id = \(person) AND space_id = \(space)")
    }
}

extension Office {
    /// What people call it.
    var words: Phrase {
        switch self {
        case .moderator: Phrase("Moderator")
        case .safety: Phrase("Safety lead")
        case .representative: Phrase("Speaks for people here")
        case .safeguarding: Phrase("Told when somebody is harmed")
        case .translator: Phrase("Translator")
        }
    }

    var does: Phrase {
        switch self {
        case .moderator: Phrase("lets unnamed answers through")
        case .safety: Phrase("alone reads what somebody gave to the safety lead only")
        case .representative: Phrase("says yes or no, for people here, to those who want to ask them")
        case .safeguarding: Phrase("alone reads what people report about harm; named on a page everybody can open; never a steward")
        case .translator: Phrase("brings into another language the texts they are asked for, and sees those alone")
        }
    }
}
