import Database
import Language

/// Owns the table `second_factor_resets`: one wish a person.
struct SecondFactorResetStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Asks, in the place of an earlier wish.
    func ask(for person: ID<Person>, in space: ID<Space>, by act: Act) throws -> SecondFactorReset {
        guard let by = act.by else { throw Refusal.signInFirst }
        return try ask(for: person, in: space, from: by, by: act)
    }

    private func ask(for person: ID<Person>, in space: ID<Space>, from by: ID<Person>, by act: Act) throws -> SecondFactorReset {
        let reset = SecondFactorReset(id: act.id(), person: person, space: space, by: by)
        let until = act.now.milliseconds + SecondFactorReset.days * 86_400_000
        try tx.run(
            """
            INSERT INTO second_factor_resets (person_id, id, space_id, by_id, until) VALUES (\(person), \(reset.id), \(space), \(by), \(until))
            ON CONFLICT (person_id) DO UPDATE SET id = excluded.id, space_id = excluded.space_id, by_id = excluded.by_id, until = excluded.until
            """)
        try AuditStore(tx).record("second_factor.ask_reset", item: nil, space: space, by: act, reason: person.description, unnamed: false)
        return reset
    }

    /// Whoever runs the server asks; somebody of the place has to agree all the same.
    func askByOperator(for person: ID<Person>, in space: ID<Space>, by act: Act) throws -> SecondFactorReset {
        try ask(for: person, in: space, from: SecondFactorReset.operatorID, by: act)
    }

    func find(_ id: ID<SecondFactorReset>, at now: Moment) throws -> SecondFactorReset {
        let rows = try tx.run("SELECT id, person_id, space_id, by_id FROM second_factor_resets WHERE id = \(id) AND until > \(now)")
        guard let row = rows.first else { throw Refusal.notFound }
        return try SecondFactorReset(id: row.id("id"), person: row.id("person_id"), space: row.id("space_id"), by: row.id("by_id"))
    }

    /// It is done, or not wished any more; of two who press at once one finds it gone.
    func close(_ reset: SecondFactorReset) throws {
        guard try tx.change("DELETE FROM second_factor_resets WHERE id = \(reset.id)") == 1 else { throw Refusal.notFound }
    }
}
