import Database

/// Places that keep their words locked: whom words are sealed to, who holds a copy of the key under which phrase, and what is open now.
extension Schema {
    static let sealing: [Change] = [
        Change(
            "places that keep their words locked",
            """
            CREATE TABLE place_locks (
                space_id TEXT NOT NULL PRIMARY KEY REFERENCES spaces (id) ON DELETE CASCADE, public_key TEXT NOT NULL,
                began_on INTEGER NOT NULL, sealed_on INTEGER) WITHOUT ROWID
            """,
            """
            CREATE TABLE lock_copies (
                space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
                person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE, salt TEXT NOT NULL, passes INTEGER NOT NULL,
                memory INTEGER NOT NULL, box TEXT NOT NULL, made_on INTEGER NOT NULL, handed_by TEXT,
                PRIMARY KEY (space_id, person_id)) WITHOUT ROWID
            """,
            """
            CREATE TABLE spare_keys (
                space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
                person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE, salt TEXT NOT NULL, passes INTEGER NOT NULL,
                memory INTEGER NOT NULL, box TEXT NOT NULL, made_on INTEGER NOT NULL,
                PRIMARY KEY (space_id, person_id)) WITHOUT ROWID
            """,
            """
            CREATE TABLE lost_phrases (
                id TEXT NOT NULL PRIMARY KEY, space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
                person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE, public_key TEXT NOT NULL, salt TEXT NOT NULL,
                passes INTEGER NOT NULL, memory INTEGER NOT NULL, box TEXT NOT NULL, half TEXT, half_by TEXT, other_half TEXT,
                asked_on INTEGER NOT NULL, UNIQUE (space_id, person_id)) WITHOUT ROWID
            """,
            """
            CREATE TABLE openings (
                session_mac TEXT NOT NULL REFERENCES sessions (mac) ON DELETE CASCADE,
                space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE, box TEXT NOT NULL,
                PRIMARY KEY (session_mac, space_id)) WITHOUT ROWID
            """,
            """
            CREATE TABLE late_redactions (
                id TEXT NOT NULL PRIMARY KEY, space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE, question_id TEXT NOT NULL,
                words TEXT NOT NULL, sources TEXT NOT NULL, since INTEGER NOT NULL, everywhere INTEGER NOT NULL,
                was_read INTEGER NOT NULL, day INTEGER NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX late_redactions_by_space ON late_redactions (space_id, id)")
    ]
}
