import Database

/// What is said in a form of several prompts, and the forms a place uses.
extension Schema {
    static let forms: [Change] = [
        Change(
            "forms of several prompts, put aside and sent",
            """
            CREATE TABLE captures (
                voice_id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
                space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE, form TEXT NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX captures_by_space ON captures (space_id, voice_id)",
            "CREATE INDEX captures_by_form ON captures (space_id, form, voice_id)",
            """
            CREATE TABLE capture_parts (
                voice_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, number INTEGER NOT NULL, field TEXT NOT NULL,
                starts_at INTEGER NOT NULL, length INTEGER NOT NULL, PRIMARY KEY (voice_id, number)) WITHOUT ROWID
            """,
            """
            CREATE TABLE capture_choices (
                voice_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, field TEXT NOT NULL, value TEXT NOT NULL,
                PRIMARY KEY (voice_id, field, value)) WITHOUT ROWID
            """,
            """
            CREATE TABLE form_drafts (
                id TEXT NOT NULL PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
                question_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, form TEXT NOT NULL, body TEXT NOT NULL,
                saved_on INTEGER NOT NULL, version INTEGER NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX form_drafts_by_person ON form_drafts (person_id, saved_on)",
            """
            CREATE TABLE fault_notes (
                voice_id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, body TEXT NOT NULL) WITHOUT ROWID
            """,
            """
            CREATE TABLE fault_readers (
                voice_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
                person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE, PRIMARY KEY (voice_id, person_id)) WITHOUT ROWID
            """,
            "CREATE INDEX fault_readers_by_person ON fault_readers (person_id)",
            """
            CREATE TABLE place_forms (
                space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE, form TEXT NOT NULL, used INTEGER NOT NULL, called TEXT,
                PRIMARY KEY (space_id, form)) WITHOUT ROWID
            """)
    ]
}
