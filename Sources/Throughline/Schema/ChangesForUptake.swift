import Database

/// What becomes of what was learned: promises and decisions in full, what changed out there, and how people are told.
extension Schema {
    static let uptake: [Change] = [
        Change(
            "whether those who promised stay with it, and more about decisions",
            """
            CREATE TABLE stays (
                commitment_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, said_on INTEGER NOT NULL, months INTEGER NOT NULL,
                engaged TEXT NOT NULL, PRIMARY KEY (commitment_id, said_on)) WITHOUT ROWID
            """,
            "ALTER TABLE decisions ADD COLUMN came_from TEXT", "ALTER TABLE decisions ADD COLUMN changes TEXT"),
        Change(
            "how people were told, and what they said to it",
            "ALTER TABLE tellings ADD COLUMN form TEXT", "ALTER TABLE tellings ADD COLUMN due INTEGER",
            "ALTER TABLE tellings ADD COLUMN checked_by TEXT", "ALTER TABLE tellings ADD COLUMN checked_on INTEGER",
            "ALTER TABLE tellings ADD COLUMN acknowledged TEXT", "ALTER TABLE tellings ADD COLUMN acknowledged_on INTEGER"),
        Change(
            "what changed out there, what had to do with it, and who from outside says so",
            """
            CREATE TABLE outcomes (
                id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
                question_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, since INTEGER NOT NULL, intended INTEGER NOT NULL,
                direction TEXT NOT NULL, wording INTEGER NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX outcomes_by_question ON outcomes (question_id, id)",
            """
            CREATE TABLE contributions (
                source_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
                outcome_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, how TEXT NOT NULL, sure TEXT NOT NULL,
                PRIMARY KEY (source_id, outcome_id)) WITHOUT ROWID
            """,
            "CREATE INDEX contributions_by_outcome ON contributions (outcome_id, source_id)",
            """
            CREATE TABLE witnesses (
                id TEXT NOT NULL PRIMARY KEY, outcome_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, name TEXT NOT NULL,
                knows TEXT NOT NULL, mail TEXT NOT NULL, language TEXT NOT NULL, asked_on INTEGER NOT NULL, view TEXT, replied_on INTEGER,
                may_name INTEGER NOT NULL, wording INTEGER NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX witnesses_by_outcome ON witnesses (outcome_id, id)"),
    ]
}
