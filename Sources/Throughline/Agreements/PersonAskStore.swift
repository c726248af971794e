import Database
import Language

/// Owns the tables `person_asks` and `left_in_peace`.
struct PersonAskStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    func add(_ kind: PersonAsk, to person: ID<Person>, from space: ID<Space>, minutes: Int, by act: Act) throws {
        let id: ID<PersonAsk> = act.id()
        try tx.run(
            """
            INSERT INTO person_asks (id, person_id, space_id, kind, asked_on, minutes)
            VALUES (\(id), \(person), \(space), \(kind.rawValue), \(act.day), \(minutes))
            """)
    }

    /// How often somebody was asked in the last 90 days, by all places together.
    func count(of person: ID<Person>, on today: Day) throws -> Int {
        try tx.run(
            "SELECT COUNT(*) AS n FROM person_asks WHERE person_id = \(person) AND asked_on > \(today - PersonAsk.window)"
        ).first?.int("n") ?? 0
    }

    /// Whether somebody said that they do not want to be asked any more.
    func isLeftInPeace(_ person: ID<Person>) throws -> Bool {
        try !tx.run("SELECT person_id FROM left_in_peace WHERE person_id = \(person)").isEmpty
    }

    func leaveInPeace(_ person: ID<Person>, on day: Day) throws {
        try tx.run("INSERT INTO left_in_peace (person_id, since) VALUES (\(person), \(day)) ON CONFLICT (person_id) DO NOTHING")
    }

    /// They want to be asked again after all.
    func mayAskAgain(_ person: ID<Person>) throws {
        try tx.run("DELETE FROM left_in_peace WHERE person_id = \(person)")
    }
}
