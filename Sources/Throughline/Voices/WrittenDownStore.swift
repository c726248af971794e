import Database
import Language

/// Owns the table `written_down`.
struct WrittenDownStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// `scribe` or `role` only where whoever wrote it wants that kept.
    func add(_ voice: ID<Item>, to question: ID<Item>, spokenIn: LanguageTag?, scribe: ID<Person>?, role: String?) throws {
        try tx.run(
            """
            INSERT INTO written_down (voice_id, question_id, spoken_in, scribe_id, scribe_role)
            VALUES (\(voice), \(question), \(spokenIn ?? "und"), \(scribe), \(role))
            """)
    }

    /// Those among some answers; for the team alone. Whoever left the place is named no more than whoever never said.
    func all(of voices: [ID<Item>]) throws -> [ID<Item>: WrittenDown] {
        guard !voices.isEmpty else { return [:] }
        let rows = try tx.run(
            """
            SELECT w.voice_id, w.spoken_in, w.scribe_role, p.name FROM written_down w LEFT JOIN people p ON p.id = w.scribe_id
            WHERE w.voice_id IN \(list: voices)
            """)
        return try rows.reduce(into: [:]) { all, row in
            let (id, language): (ID<Item>, LanguageTag) = try (row.id("voice_id"), row.language("spoken_in"))
            all[id] = try WrittenDown(
                voice: id, spokenIn: language == "und" ? nil : language, scribe: row.textOrNil("name") ?? row.textOrNil("scribe_role"))
        }
    }

    /// How many answers to a question were written down, among those this reader may read.
    func count(of question: ID<Item>, in space: ID<Space>, for reader: Reader, at now: Moment) throws -> Int {
        try tx.run(
            """
            SELECT COUNT(*) AS n FROM written_down w JOIN items i ON i.id = w.voice_id
            WHERE w.question_id = \(question) AND \(Visibility.inSpace(space, for: reader, at: now))
            """
        ).first?.int("n") ?? 0
    }

    /// How many carry somebody's name as the one who wrote them down.
    func count(by person: ID<Person>) throws -> Int {
        try tx.run("SELECT COUNT(*) AS n FROM written_down WHERE scribe_id = \(person)").first?.int("n") ?? 0
    }

    /// The answer was taken back.
    func forget(_ voice: ID<Item>) throws {
        try tx.run("DELETE FROM written_down WHERE voice_id = \(voice)")
    }

    /// Nobody knows any more that it was them; that it was written down stays.
    func forget(_ person: ID<Person>) throws {
        try tx.run("UPDATE written_down SET scribe_id = NULL WHERE scribe_id = \(person)")
    }
}
