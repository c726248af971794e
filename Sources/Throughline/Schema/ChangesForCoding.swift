import Database

/// Codes given to passages of what people said.
extension Schema {
    static let coding: [Change] = [
        Change(
            "codebooks, and the passages that have a code",
            """
            CREATE TABLE codebooks (
                space_id TEXT NOT NULL PRIMARY KEY REFERENCES spaces (id) ON DELETE CASCADE, begun_on INTEGER NOT NULL) WITHOUT ROWID
            """,
            """
            CREATE TABLE codes (
                id TEXT NOT NULL PRIMARY KEY, space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE, name TEXT NOT NULL,
                name_key TEXT NOT NULL, about TEXT NOT NULL, use_when TEXT NOT NULL, not_when TEXT NOT NULL, state TEXT NOT NULL,
                parent_id TEXT, merged_into TEXT, merged_on INTEGER, version INTEGER NOT NULL, made_by TEXT, made_on INTEGER NOT NULL,
                UNIQUE (space_id, name_key)) WITHOUT ROWID
            """,
            """
            CREATE TABLE codings (
                id TEXT NOT NULL PRIMARY KEY, voice_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, text_version INTEGER NOT NULL,
                start_at INTEGER NOT NULL, stop_at INTEGER NOT NULL, code_id TEXT NOT NULL REFERENCES codes (id) ON DELETE CASCADE,
                coder_id TEXT NOT NULL, was_code TEXT, day INTEGER NOT NULL,
                UNIQUE (voice_id, text_version, start_at, stop_at, code_id, coder_id)) WITHOUT ROWID
            """,
            "CREATE INDEX codings_by_code ON codings (code_id, voice_id, id)",
            "CREATE INDEX codings_by_coder ON codings (coder_id, voice_id)",
            """
            CREATE TABLE coding_reads (
                voice_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, person_id TEXT NOT NULL, text_version INTEGER NOT NULL,
                day INTEGER NOT NULL, PRIMARY KEY (voice_id, person_id)) WITHOUT ROWID
            """,
            "CREATE INDEX coding_reads_by_person ON coding_reads (person_id, voice_id)")
    ]
}
