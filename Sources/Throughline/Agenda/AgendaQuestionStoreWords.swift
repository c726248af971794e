import Database
import Language

/// What people say about a question on the agenda, and what is left of that when they are gone.
extension AgendaQuestionStore {
    /// Somebody says whether the wording, or what was learned, is what they meant; saying it again says it anew.
    func say(
        _ words: String, agrees: Bool, about: AgendaWord.About, on facet: AgendaQuestion, as reader: Reader, by person: ID<Person>,
        on day: Day
    ) throws {
        let space = facet.question.item.space
        let sealed = try WordSealing(tx).sealed(words, beside: .dissent, in: space) ?? ""
        let isOutside = !reader.may(.learn, in: space)
        try tx.run(
            """
            INSERT INTO agenda_words (question_id, person_id, about, agrees, words, outside, day)
            VALUES (\(facet.id), \(person), \(about.rawValue), \(agrees), \(sealed), \(isOutside), \(day))
            ON CONFLICT (question_id, person_id, about) DO UPDATE SET agrees = excluded.agrees, words = excluded.words,
                outside = excluded.outside, day = excluded.day
            """)
    }

    /// What was said before the place was locked.
    func seal(_ space: ID<Space>, to lock: PlaceLock) throws {
        let said = try tx.run(
            """
            SELECT w.question_id, w.person_id, w.about, w.words FROM agenda_words w JOIN items i ON i.id = w.question_id
            WHERE i.space_id = \(space) AND w.words <> ''
            """)
        for row in said {
            let stored = try row.storedText("words")
            guard !SealedWords.isSealed(stored) else { continue }
            try tx.run(
                """
                UPDATE agenda_words SET words = \(lock.seal(words: stored)) WHERE question_id = \(row.text("question_id"))
                    AND person_id = \(row.text("person_id")) AND about = \(row.text("about"))
                """)
        }
    }

    func words(on id: ID<Item>, about: AgendaWord.About) throws -> [AgendaWord] {
        try tx.run(
            """
            SELECT w.person_id, p.name, w.agrees, w.words, w.outside, w.day FROM agenda_words w LEFT JOIN people p ON p.id = w.person_id
            WHERE w.question_id = \(id) AND w.about = \(about.rawValue) ORDER BY w.day, w.person_id
            """
        ).map {
            try AgendaWord(
                person: $0.id("person_id"), name: $0.textOrNil("name") ?? "", agrees: $0.bool("agrees"), words: $0.text("words"),
                isOutside: $0.bool("outside"), day: $0.day("day"))
        }
    }

    /// Somebody is gone for good: their words stay under a number that leads to nobody, or go with them.
    func forget(_ person: ID<Person>, keepingWords: Bool, by act: Act) throws {
        try tx.run("UPDATE agenda_questions SET owner_id = NULL WHERE owner_id = \(person)")
        guard keepingWords else {
            try tx.run("DELETE FROM agenda_words WHERE person_id = \(person)")
            return
        }
        for row in try tx.run("SELECT question_id, about FROM agenda_words WHERE person_id = \(person)") {
            let somebody: ID<Person> = act.id()
            try tx.run(
                """
                UPDATE agenda_words SET person_id = \(somebody)
                WHERE question_id = \(row.text("question_id")) AND person_id = \(person) AND about = \(row.text("about"))
                """)
        }
    }
}
