import Database

/// Papers beside records.
extension Schema {
    static let papers: [Change] = [
        Change(
            "documents beside records",
            """
            CREATE TABLE documents (
                id TEXT NOT NULL PRIMARY KEY, item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, hash TEXT NOT NULL,
                kind TEXT NOT NULL, title TEXT NOT NULL, size INTEGER NOT NULL, found TEXT NOT NULL, by_id TEXT, day INTEGER NOT NULL,
                UNIQUE (item_id, hash)) WITHOUT ROWID
            """)
    ]
}
