import Database
import Language

/// Owns the tables `second_factors` and `recovery_codes`: secrets sealed, codes as keyed hashes; every code works once.
struct SecondFactorStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    func isOn(for person: ID<Person>) throws -> Bool { try since(person) != nil }

    /// The day somebody switched it on; nil when it is off.
    func since(_ person: ID<Person>) throws -> Day? {
        try tx.run("SELECT since FROM second_factors WHERE person_id = \(person)").first?.day("since")
    }

    func find(_ person: ID<Person>) throws -> (sealed: String, lastStep: Int)? {
        try tx.run("SELECT sealed, last_step FROM second_factors WHERE person_id = \(person)").first
            .map { (try $0.text("sealed"), try $0.int("last_step")) }
    }

    /// Switches it on; `step` is that of the code that showed it works. Refused when it is on already.
    func add(_ sealed: String, step: Int, codes: [String], for person: ID<Person>, by act: Act) throws {
        let added = try tx.change(
            """
            INSERT INTO second_factors (person_id, sealed, last_step, since) VALUES (\(person), \(sealed), \(step), \(act.day))
            ON CONFLICT (person_id) DO NOTHING
            """)
        guard added == 1 else { throw Refusal.conflict }
        try replaceCodes(codes, of: person)
        try AuditStore(tx).record("second_factor.begin", item: nil, space: nil, by: act, unnamed: false)
    }

    /// Whether the code of this half minute was still unused; it no longer is.
    func use(_ step: Int, of person: ID<Person>) throws -> Bool {
        try tx.change("UPDATE second_factors SET last_step = \(step) WHERE person_id = \(person) AND last_step < \(step)") == 1
    }

    /// Whether one of these was a recovery code of theirs; it no longer is.
    func useRecovery(_ macs: [String], of person: ID<Person>) throws -> Bool {
        try tx.change("DELETE FROM recovery_codes WHERE mac IN \(list: macs) AND person_id = \(person)") == 1
    }

    func codesLeft(of person: ID<Person>) throws -> Int {
        try tx.run("SELECT COUNT(*) AS n FROM recovery_codes WHERE person_id = \(person)").first?.int("n") ?? 0
    }

    /// New recovery codes; the ones before no longer work.
    func replaceCodes(_ codes: [String], of person: ID<Person>) throws {
        try tx.run("DELETE FROM recovery_codes WHERE person_id = \(person)")
        for code in codes { try tx.run("INSERT INTO recovery_codes (mac, person_id) VALUES (\(code), \(person))") }
    }

    /// Switches it off.
    func remove(for person: ID<Person>) throws {
        try tx.run("DELETE FROM recovery_codes WHERE person_id = \(person)")
        try tx.run("DELETE FROM second_factors WHERE person_id = \(person)")
    }
}
