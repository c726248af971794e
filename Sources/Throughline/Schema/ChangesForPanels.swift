import Database

/// Stories of change, and the panels that choose among them.
extension Schema {
    static let panels: [Change] = [
        Change(
            "stories of change, and panels that choose among them",
            "ALTER TABLE voices ADD COLUMN panel_until INTEGER",
            """
            CREATE TABLE change_calls (
                question_id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, domains INTEGER NOT NULL,
                begun_on INTEGER NOT NULL) WITHOUT ROWID
            """,
            """
            CREATE TABLE panels (
                id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE, question_id TEXT NOT NULL, domain INTEGER NOT NULL,
                level TEXT NOT NULL, most INTEGER NOT NULL, until_on INTEGER NOT NULL, on_paper INTEGER NOT NULL, below_id TEXT,
                left_out INTEGER NOT NULL, gone INTEGER NOT NULL, gone_on INTEGER, chosen_on INTEGER, lost_choice INTEGER NOT NULL)
                WITHOUT ROWID
            """,
            "CREATE INDEX panels_by_question ON panels (question_id, id)",
            """
            CREATE TABLE panel_members (
                panel_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
                person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE, done_on INTEGER,
                PRIMARY KEY (panel_id, person_id)) WITHOUT ROWID
            """,
            "CREATE INDEX panel_members_by_person ON panel_members (person_id)",
            """
            CREATE TABLE panel_stories (
                panel_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
                voice_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, chosen INTEGER NOT NULL,
                PRIMARY KEY (panel_id, voice_id)) WITHOUT ROWID
            """,
            "CREATE INDEX panel_stories_by_voice ON panel_stories (voice_id)",
            """
            CREATE TABLE panel_picks (
                panel_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
                person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
                voice_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, why TEXT NOT NULL,
                PRIMARY KEY (panel_id, person_id, voice_id)) WITHOUT ROWID
            """,
            "CREATE INDEX panel_picks_by_voice ON panel_picks (voice_id)")
    ]
}
