import Database

/// Table changes for what people agreed to: numbers published, consent, contracts, asks. Append only.
extension Schema {
    static let agreements: [Change] = [
        Change(
            "numbers that were published",
            """
            CREATE TABLE releases (
                question_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, readers TEXT NOT NULL, number INTEGER NOT NULL,
                grouping_by TEXT NOT NULL, body TEXT NOT NULL, day INTEGER NOT NULL, PRIMARY KEY (question_id, readers, number)) WITHOUT ROWID
            """,
            "ALTER TABLE questions ADD COLUMN counted_on INTEGER"),
        Change(
            "what people were asked, and what was agreed with them first",
            """
            CREATE TABLE asks (
                question_id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, space_id TEXT NOT NULL,
                organisation TEXT NOT NULL, organisation_key TEXT NOT NULL, minutes INTEGER NOT NULL, asked_on INTEGER,
                permission TEXT NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX asks_by_space ON asks (space_id, asked_on)",
            """
            INSERT INTO asks (question_id, space_id, organisation, organisation_key, minutes, asked_on, permission)
            SELECT id, space_id, '', '', 2, CASE WHEN state = 'draft' THEN NULL ELSE day END, 'none' FROM items WHERE kind = 'question'
            """,
            """
            CREATE TABLE agreements (
                question_id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, state TEXT NOT NULL, number INTEGER NOT NULL,
                side TEXT NOT NULL, consent_way TEXT NOT NULL, changed_on INTEGER NOT NULL) WITHOUT ROWID
            """,
            """
            CREATE TABLE agreement_returns (
                question_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, number INTEGER NOT NULL, what TEXT NOT NULL,
                due INTEGER NOT NULL, commitment_id TEXT, PRIMARY KEY (question_id, number)) WITHOUT ROWID
            """),
    ]
}
