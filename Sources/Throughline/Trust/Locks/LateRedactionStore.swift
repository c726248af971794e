import Database
import Language

/// Words that were taken back while nobody could read them: where they are quoted can only be found once somebody opens the place.
struct LateRedaction: Sendable {
    let id: ID<LateRedaction>
    let question: ID<Item>
    /// nil while the place is locked.
    let words: String?
    /// Records that rested on them or cited them.
    let sources: Set<ID<Item>>
    let since: Day
    /// Whether everything around the question may quote them, or only those records.
    let isEverywhere: Bool
    let wasRead: Bool
}

/// Owns the table `late_redactions`. The words lie there as they were sealed, and go once they were looked for.
struct LateRedactionStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    func expect(_ voice: Voice, sources: Set<ID<Item>>, isEverywhere: Bool, wasRead: Bool, by act: Act) throws {
        let stored = try tx.run(
            "SELECT body FROM texts WHERE item_id = \(voice.id) AND field = 'text' AND is_current = 1 ORDER BY language LIMIT 1"
        ).first?.storedText("body")
        guard let stored else { return }
        let id: ID<LateRedaction> = act.id()
        try tx.run(
            """
            INSERT INTO late_redactions (id, space_id, question_id, words, sources, since, everywhere, was_read, day)
            VALUES (\(id), \(voice.item.space), \(voice.question), \(stored), \(sources.map(\.description).sorted().joined(separator: " ")),
                \(voice.item.day), \(isEverywhere), \(wasRead), \(act.day))
            """)
    }

    func all(in space: ID<Space>) throws -> [LateRedaction] {
        try tx.run("SELECT * FROM late_redactions WHERE space_id = \(space) ORDER BY id LIMIT 200").map { row in
            let words = try row.text("words")
            return try LateRedaction(
                id: row.id("id"), question: row.id("question_id"), words: words.isLocked ? nil : words,
                sources: Set(row.text("sources").split(separator: " ").map { ID(String($0)) }), since: row.day("since"),
                isEverywhere: row.bool("everywhere"), wasRead: row.bool("was_read"))
        }
    }

    func done(_ id: ID<LateRedaction>) throws { try tx.run("DELETE FROM late_redactions WHERE id = \(id)") }
}
