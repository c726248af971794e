import Database

/// What is said of the record in sizes: reports, who wrote them, and whose words stand in them.
extension Schema {
    static let reports: [Change] = [
        Change(
            "reports and their editions",
            """
            CREATE TABLE reports (
                id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, question_id TEXT REFERENCES items (id) ON DELETE CASCADE,
                series_id TEXT NOT NULL, previous_id TEXT, edition INTEGER, openness TEXT NOT NULL, checked_on INTEGER,
                published_on INTEGER) WITHOUT ROWID
            """,
            "CREATE UNIQUE INDEX reports_by_series ON reports (series_id, edition) WHERE edition IS NOT NULL",
            "CREATE INDEX reports_by_question ON reports (question_id) WHERE question_id IS NOT NULL",
            """
            CREATE TABLE report_writers (
                report_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, person_id TEXT NOT NULL, day INTEGER NOT NULL,
                PRIMARY KEY (report_id, person_id)) WITHOUT ROWID
            """,
            """
            CREATE TABLE report_quotes (
                report_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, part TEXT NOT NULL,
                voice_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, named INTEGER NOT NULL,
                PRIMARY KEY (report_id, part, voice_id)) WITHOUT ROWID
            """,
            "CREATE INDEX report_quotes_by_voice ON report_quotes (voice_id)")
    ]
}
