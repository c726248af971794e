import Database

/// The life of an account: leaving for good, another mail address, accounts nobody uses, places nobody looks after any more.
extension Schema {
    static let accounts: [Change] = [
        Change(
            "accounts that leave for good, change their address or are not used any more; places that are closed",
            """
            CREATE TABLE leavings (
                person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE, id TEXT NOT NULL UNIQUE,
                keeps_words INTEGER NOT NULL, asked_on INTEGER NOT NULL, due INTEGER NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX leavings_by_day ON leavings (due, person_id)",
            """
            CREATE TABLE address_changes (
                person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE, id TEXT NOT NULL UNIQUE, old TEXT NOT NULL,
                new TEXT, done_on INTEGER, until INTEGER NOT NULL) WITHOUT ROWID
            """,
            """
            CREATE TABLE idle_accounts (
                person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE, letters INTEGER NOT NULL,
                last_on INTEGER NOT NULL) WITHOUT ROWID
            """,
            "ALTER TABLE people ADD COLUMN seen_month INTEGER",
            "CREATE INDEX people_by_month ON people (seen_month, id)",
            "ALTER TABLE spaces ADD COLUMN closed_on INTEGER"),
        Change(
            "people under 18 answer with somebody responsible for them",
            "ALTER TABLE spaces ADD COLUMN guardian INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE voices ADD COLUMN guardian TEXT"),
    ]
}
