import Database
import Language

/// Owns the tables `invitations` and `shut_out`.
struct InvitationStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    func add(_ new: InvitationDraft.Checked, to space: ID<Space>, by person: ID<Person>, act: Act) throws -> ID<Invitation> {
        let id: ID<Invitation> = act.id()
        try tx.run(
            """
            INSERT INTO invitations (id, space_id, role, by_id, note, until, uses, uses_left, made_on, ended_on, provider_id)
            VALUES (\(id), \(space), \(new.role.rawValue), \(person), \(new.note), \(new.until), \(new.uses), \(new.uses), \(act.day), NULL,
                \(new.through))
            """)
        try AuditStore(tx).record("invitation.add", item: nil, space: space, by: act, unnamed: false)
        return id
    }

    func find(_ id: ID<Invitation>) throws -> Invitation {
        guard let row = try tx.run("SELECT * FROM invitations WHERE id = \(id)").first else { throw Refusal.notFound }
        return try Invitation(row)
    }

    /// Those that can still be used, the one that ends last first.
    func open(in space: ID<Space>, on today: Day) throws -> [Invitation] {
        try tx.run(
            """
            SELECT * FROM invitations WHERE space_id = \(space) AND until >= \(today) AND uses_left > 0 AND ended_on IS NULL
            ORDER BY until DESC, id LIMIT 100
            """
        ).map(Invitation.init)
    }

    /// Whether whoever made it is still here as somebody who may give as much.
    func mayStillGive(_ invitation: Invitation) throws -> Bool {
        guard let role = try MembershipStore(tx).role(of: invitation.by, in: invitation.space) else { return false }
        return role.rights.contains(.invite) && role.mayGive(invitation.role)
    }

    /// Somebody was taken out of a space: no invitation there is lets them back in. One that is made from now on does.
    func shutOut(_ person: ID<Person>, of space: ID<Space>) throws {
        try tx.run(
            """
            INSERT INTO shut_out (invitation_id, person_id) SELECT v.id, p.id FROM invitations v JOIN people p ON p.id = \(person)
            WHERE v.space_id = \(space) AND v.ended_on IS NULL AND v.uses_left > 0 ON CONFLICT (invitation_id, person_id) DO NOTHING
            """)
    }

    func isShutOut(_ person: ID<Person>, from invitation: ID<Invitation>) throws -> Bool {
        try !tx.run("SELECT person_id FROM shut_out WHERE invitation_id = \(invitation) AND person_id = \(person)").isEmpty
    }

    /// One person comes in. Of two who come at once by the last use, one is refused.
    func use(_ invitation: Invitation, by person: ID<Person>, on today: Day) throws {
        guard try !isShutOut(person, from: invitation.id) else { throw Refusal.notNow(.takenOut) }
        guard try mayStillGive(invitation) else { throw Refusal.notNow(.invitationOver) }
        let used = try tx.change(
            "UPDATE invitations SET uses_left = uses_left - 1 WHERE id = \(invitation.id) AND uses_left > 0 AND until >= \(today) AND ended_on IS NULL"
        )
        guard used == 1 else { throw Refusal.notNow(.invitationOver) }
    }

    /// Somebody left a space, or may give less from now on: what they could not give any more ends with it.
    func endAll(by person: ID<Person>, in space: ID<Space>, keeping role: Role?, by act: Act) throws {
        let open = try tx.run("SELECT * FROM invitations WHERE space_id = \(space) AND by_id = \(person) AND ended_on IS NULL")
        for invitation in try open.map(Invitation.init) {
            if let role, role.rights.contains(.invite), role.mayGive(invitation.role) { continue }
            try end(invitation.id, in: space, by: act)
        }
    }

    /// Ends every link that lets anybody into a space; gives how many there were.
    @discardableResult
    func endAll(in space: ID<Space>, by act: Act) throws -> Int {
        let open = try tx.run("SELECT id FROM invitations WHERE space_id = \(space) AND ended_on IS NULL AND uses_left > 0")
        for row in open { try end(row.id("id"), in: space, by: act) }
        return open.count
    }

    /// Somebody is gone for good: no word of theirs stands in an invitation any more.
    func forget(_ person: ID<Person>) throws {
        try tx.run("UPDATE invitations SET note = '' WHERE by_id = \(person)")
    }

    func end(_ id: ID<Invitation>, in space: ID<Space>, by act: Act) throws {
        try tx.run("UPDATE invitations SET ended_on = \(act.day) WHERE id = \(id) AND space_id = \(space) AND ended_on IS NULL")
        try AuditStore(tx).record("invitation.end", item: nil, space: space, by: act, unnamed: false)
    }
}

extension Invitation {
    fileprivate init(_ row: Row) throws {
        try self.init(
            id: row.id("id"), space: row.id("space_id"), role: Role(rawValue: row.text("role")) ?? .member, by: row.id("by_id"),
            note: row.text("note"), until: row.day("until"), uses: row.int("uses"), usesLeft: row.int("uses_left"),
            endedOn: row.dayOrNil("ended_on"), through: row.idOrNil("provider_id"))
    }
}
