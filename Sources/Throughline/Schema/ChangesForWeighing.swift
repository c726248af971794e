import Database

/// Weighing what was learned: what makes it less sure, what does not fit together, and themes followed through time and places.
extension Schema {
    static let weighing: [Change] = [
        Change(
            "what makes a judgement less sure, what does not fit together, and themes",
            "ALTER TABLE reviews ADD COLUMN limitations TEXT",
            "ALTER TABLE reviews ADD COLUMN coherence TEXT",
            "ALTER TABLE reviews ADD COLUMN adequacy TEXT",
            "ALTER TABLE reviews ADD COLUMN relevance TEXT",
            """
            CREATE TABLE contradictions (
                insight_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
                against_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, explanation TEXT NOT NULL, next_on INTEGER,
                settled_on INTEGER, version INTEGER NOT NULL, PRIMARY KEY (insight_id, against_id)) WITHOUT ROWID
            """,
            "CREATE INDEX contradictions_by_other ON contradictions (against_id, insight_id)",
            """
            CREATE TABLE themes (
                id TEXT NOT NULL PRIMARY KEY, space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE, statement TEXT NOT NULL,
                changes TEXT NOT NULL, written_on INTEGER NOT NULL, version INTEGER NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX themes_by_space ON themes (space_id, id)",
            """
            CREATE TABLE theme_codes (
                theme_id TEXT NOT NULL REFERENCES themes (id) ON DELETE CASCADE, code_id TEXT NOT NULL REFERENCES codes (id) ON DELETE CASCADE,
                PRIMARY KEY (theme_id, code_id)) WITHOUT ROWID
            """,
            "CREATE INDEX theme_codes_by_code ON theme_codes (code_id, theme_id)")
    ]
}
