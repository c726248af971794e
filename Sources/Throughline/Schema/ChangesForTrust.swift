import Database

/// The changes since what a turn of the path needs: who may do and see what, and how people show who they are.
extension Schema {
    static let shutOut: [Change] = [
        Change(
            "invitations that let somebody in no more, who was taken out",
            """
            CREATE TABLE shut_out (
                invitation_id TEXT NOT NULL REFERENCES invitations (id) ON DELETE CASCADE,
                person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE, PRIMARY KEY (invitation_id, person_id)) WITHOUT ROWID
            """,
            "CREATE INDEX shut_out_by_person ON shut_out (person_id)")
    ]

    static let trust: [Change] = [
        Change(
            "offices, and a class of people for what could cost somebody dearly",
            """
            CREATE TABLE offices (
                person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE, space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
                office TEXT NOT NULL, by_id TEXT, held_since INTEGER NOT NULL, PRIMARY KEY (person_id, space_id, office)) WITHOUT ROWID
            """,
            "CREATE INDEX offices_by_space ON offices (space_id, office, person_id)",
            "UPDATE items SET audience = 4 WHERE audience = 3",
            """
            UPDATE items SET audience = 3 WHERE audience = 4 AND sensitivity = 2 AND tlp <> 'RED' AND NOT (kind = 'question' AND state = 'draft')
            """,
            """
            CREATE TABLE place_notices (
                space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE, field TEXT NOT NULL, language TEXT NOT NULL, body TEXT NOT NULL,
                changed_on INTEGER NOT NULL, PRIMARY KEY (space_id, field, language)) WITHOUT ROWID
            """,
            "CREATE INDEX audit_by_space ON audit (space_id, id)",
            "DELETE FROM tallies",
            """
            INSERT INTO tallies (space_id, audience, kind, state, n)
            SELECT space_id, audience, kind, state, COUNT(*) FROM items GROUP BY space_id, audience, kind, state
            """)
    ]

    static let identity: [Change] = [
        Change(
            "links to sign in by",
            """
            CREATE TABLE sign_in_links (
                person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE, mac TEXT NOT NULL UNIQUE,
                until INTEGER NOT NULL) WITHOUT ROWID
            """),
        Change(
            "sessions whose owner has shown that it is them",
            "ALTER TABLE sessions ADD COLUMN moments TEXT NOT NULL DEFAULT ''"),
        Change(
            "a second factor",
            """
            CREATE TABLE second_factors (
                person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE, sealed TEXT NOT NULL, last_step INTEGER NOT NULL,
                since INTEGER NOT NULL) WITHOUT ROWID
            """,
            """
            CREATE TABLE recovery_codes (
                mac TEXT NOT NULL PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE) WITHOUT ROWID
            """,
            "CREATE INDEX recovery_codes_by_person ON recovery_codes (person_id)",
            """
            CREATE TABLE second_factor_resets (
                person_id TEXT NOT NULL PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE, id TEXT NOT NULL UNIQUE,
                space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE, by_id TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID
            """),
        Change(
            "sessions that are named, used and left",
            "ALTER TABLE sessions ADD COLUMN name TEXT",
            "ALTER TABLE sessions ADD COLUMN used_on INTEGER NOT NULL DEFAULT 0",
            "UPDATE sessions SET used_on = started_on",
            "CREATE INDEX items_guarded ON items (space_id) WHERE sensitivity >= 2"),
    ]
}
