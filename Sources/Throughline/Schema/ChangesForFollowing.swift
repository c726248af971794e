import Database

/// What follows after a while: asking those who promised how it goes, what is done with a lesson elsewhere, small experiments, what was
/// seen and dropped, and handing over.
extension Schema {
    static let following: [Change] = [
        Change(
            "what a place switches on, and asking after a while how it goes",
            """
            CREATE TABLE place_practices (
                space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE, practice TEXT NOT NULL, since INTEGER NOT NULL,
                PRIMARY KEY (space_id, practice)) WITHOUT ROWID
            """,
            """
            CREATE TABLE follow_ups (
                id TEXT NOT NULL PRIMARY KEY, item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, space_id TEXT NOT NULL,
                person_id TEXT, months INTEGER NOT NULL, due INTEGER NOT NULL, met INTEGER NOT NULL, state TEXT NOT NULL, sent_on INTEGER,
                reminders INTEGER NOT NULL, reminded_on INTEGER, answered_on INTEGER, because TEXT, engaged TEXT, came TEXT,
                hindered TEXT, UNIQUE (item_id, months)) WITHOUT ROWID
            """,
            "CREATE INDEX follow_ups_by_space ON follow_ups (space_id, state, due, id)",
            "CREATE INDEX follow_ups_by_person ON follow_ups (person_id) WHERE person_id IS NOT NULL",
            """
            CREATE TABLE person_asks (
                id TEXT NOT NULL PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE, space_id TEXT NOT NULL,
                kind TEXT NOT NULL, asked_on INTEGER NOT NULL, minutes INTEGER NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX person_asks_by_person ON person_asks (person_id, asked_on)",
            """
            CREATE TABLE left_in_peace (
                person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE, since INTEGER NOT NULL) WITHOUT ROWID
            """),
        Change(
            "lessons used elsewhere, and small experiments",
            """
            CREATE TABLE adaptations (
                id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, root_id TEXT NOT NULL, origin_id TEXT NOT NULL,
                result TEXT, core TEXT, stage TEXT, planned INTEGER, changes TEXT NOT NULL, deciders TEXT NOT NULL,
                tested_on INTEGER) WITHOUT ROWID
            """,
            "CREATE INDEX adaptations_by_root ON adaptations (root_id, id)",
            """
            CREATE TABLE experiments (
                id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
                question_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, owner_id TEXT, until INTEGER NOT NULL,
                ended_on INTEGER, had_good INTEGER, had_bad INTEGER) WITHOUT ROWID
            """,
            "CREATE INDEX experiments_by_owner ON experiments (owner_id) WHERE owner_id IS NOT NULL"),
        Change(
            "what may lie until a day, and what is handed to a colleague",
            """
            CREATE TABLE put_off (
                item_id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, until INTEGER NOT NULL,
                put_on INTEGER NOT NULL) WITHOUT ROWID
            """,
            """
            CREATE TABLE handovers (
                id TEXT NOT NULL PRIMARY KEY, space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
                from_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE, to_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
                note TEXT NOT NULL, offered_on INTEGER NOT NULL, state TEXT NOT NULL, answered_on INTEGER) WITHOUT ROWID
            """,
            "CREATE INDEX handovers_by_space ON handovers (space_id, state)"),
    ]
}
