import Database
import Language

/// Owns the table `glossary`.
struct GlossaryStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// What a place calls things; for one language, or all of it.
    func all(of space: ID<Space>, into language: LanguageTag? = nil) throws -> [GlossaryTerm] {
        let which: SQL = language.map { " AND language IN \(list: [$0.description, GlossaryTerm.every.description])" } ?? ""
        return try tx.run(
            "SELECT term, language, said FROM glossary WHERE space_id = \(space)\(which) ORDER BY term, language LIMIT 500"
        ).map { row in
            let tag = try row.language("language")
            return try GlossaryTerm(term: row.text("term"), language: tag == GlossaryTerm.every ? nil : tag, said: row.textOrNil("said"))
        }
    }

    func write(_ term: GlossaryTerm, in space: ID<Space>, by act: Act) throws {
        let language = term.language ?? GlossaryTerm.every
        try tx.run(
            """
            INSERT INTO glossary (space_id, term, language, said, changed_on) VALUES (\(space), \(term.term), \(language), \(term.said), \(act.day))
            ON CONFLICT (space_id, term, language) DO UPDATE SET said = excluded.said, changed_on = excluded.changed_on
            """)
        try AuditStore(tx).record("glossary.change", item: nil, space: space, by: act, unnamed: false)
    }

    func remove(_ term: String, _ language: LanguageTag?, in space: ID<Space>, by act: Act) throws {
        let language = language ?? GlossaryTerm.every
        let changed = try tx.change("DELETE FROM glossary WHERE space_id = \(space) AND term = \(term) AND language = \(language)")
        guard changed == 1 else { throw Refusal.notFound }
        try AuditStore(tx).record("glossary.change", item: nil, space: space, by: act, unnamed: false)
    }
}
