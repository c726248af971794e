import Database

/// What passes through somebody else's hands: answers another person writes down, texts another person brings into a language.
extension Schema {
    static let hands: [Change] = [
        Change(
            "answers that were said aloud and written down by somebody else",
            """
            CREATE TABLE written_down (
                voice_id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
                question_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, spoken_in TEXT NOT NULL, scribe_id TEXT,
                scribe_role TEXT) WITHOUT ROWID
            """,
            "CREATE INDEX written_down_by_question ON written_down (question_id, voice_id)",
            "CREATE INDEX written_down_by_scribe ON written_down (scribe_id) WHERE scribe_id IS NOT NULL"),
        Change(
            "one text of one record that somebody is asked to bring into a language, and the words a place keeps the same",
            "ALTER TABLE texts ADD COLUMN credit TEXT",
            """
            CREATE TABLE translation_tasks (
                id TEXT NOT NULL PRIMARY KEY, item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
                space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE, field TEXT NOT NULL, language TEXT NOT NULL,
                by_id TEXT, translator_id TEXT, mac TEXT UNIQUE, agreed_by TEXT, state TEXT NOT NULL, draft TEXT, credit TEXT,
                asked_on INTEGER NOT NULL, until INTEGER NOT NULL, done_on INTEGER, version INTEGER NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX translation_tasks_by_item ON translation_tasks (item_id, id)",
            "CREATE INDEX translation_tasks_by_translator ON translation_tasks (translator_id, state) WHERE translator_id IS NOT NULL",
            """
            CREATE TABLE glossary (
                space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE, term TEXT NOT NULL, language TEXT NOT NULL, said TEXT,
                changed_on INTEGER NOT NULL, PRIMARY KEY (space_id, term, language)) WITHOUT ROWID
            """),
        Change(
            "who closed a place, and may open it again for some days",
            """
            CREATE TABLE place_closings (
                space_id TEXT NOT NULL PRIMARY KEY REFERENCES spaces (id) ON DELETE CASCADE,
                person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE, closed_on INTEGER NOT NULL) WITHOUT ROWID
            """),
    ]
}
