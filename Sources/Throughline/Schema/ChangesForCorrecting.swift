import Database

/// What was learned, shown to those who said it before others read it.
extension Schema {
    static let correcting: [Change] = [
        Change(
            "rounds in which speakers put right what was learned from them",
            """
            CREATE TABLE correction_rounds (
                id TEXT NOT NULL PRIMARY KEY, question_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, space_id TEXT NOT NULL,
                begun_on INTEGER NOT NULL, until INTEGER NOT NULL, minutes INTEGER NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX correction_rounds_by_question ON correction_rounds (question_id, begun_on)",
            "CREATE INDEX correction_rounds_by_space ON correction_rounds (space_id, begun_on)",
            """
            CREATE TABLE correction_claims (
                insight_id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, round_id TEXT NOT NULL, early_on INTEGER)
                WITHOUT ROWID
            """,
            "CREATE INDEX correction_claims_by_round ON correction_claims (round_id, insight_id)",
            """
            CREATE TABLE correction_asks (
                voice_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, round_id TEXT NOT NULL, way TEXT NOT NULL, day INTEGER NOT NULL,
                PRIMARY KEY (voice_id, round_id)) WITHOUT ROWID
            """,
            "CREATE INDEX correction_asks_by_round ON correction_asks (round_id, way, voice_id)",
            """
            CREATE TABLE correction_answers (
                voice_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
                insight_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, answer TEXT NOT NULL, day INTEGER NOT NULL,
                PRIMARY KEY (voice_id, insight_id)) WITHOUT ROWID
            """,
            "CREATE INDEX correction_answers_by_insight ON correction_answers (insight_id, answer)")
    ]
}
