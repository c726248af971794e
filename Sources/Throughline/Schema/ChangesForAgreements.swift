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
            "ALTER TABLE questions ADD COLUMN counted_on INTEGER")
    ]
}
