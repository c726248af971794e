import Database

/// What is held outside, help at the moment of writing, and what each speaker said may be done with their words.
extension Schema {
    static let consent: [Change] = [
        Change(
            "where to ask for what is not kept here, and what a place says beside the boxes people write into",
            """
            CREATE TABLE stubs (
                id TEXT NOT NULL PRIMARY KEY, space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
                question_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, sealed TEXT NOT NULL, language TEXT NOT NULL,
                sensitivity INTEGER NOT NULL, day INTEGER NOT NULL, seen_on INTEGER) WITHOUT ROWID
            """,
            "CREATE INDEX stubs_by_space ON stubs (space_id, seen_on)",
            "CREATE INDEX stubs_by_question ON stubs (question_id)",
            """
            CREATE TABLE stub_readers (
                stub_id TEXT NOT NULL REFERENCES stubs (id) ON DELETE CASCADE,
                person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE, shown_on INTEGER NOT NULL,
                PRIMARY KEY (stub_id, person_id)) WITHOUT ROWID
            """,
            "ALTER TABLE spaces ADD COLUMN writing_help TEXT")
    ]
}
