import Database

/// Machines that help to read: what people say to them, and what a machine proposed kept apart from what a person found.
extension Schema {
    static let assisting: [Change] = [
        Change(
            "whether a machine may read somebody's words, and codes a machine proposed",
            "ALTER TABLE voices ADD COLUMN machine_until INTEGER", "ALTER TABLE codings ADD COLUMN suggested INTEGER",
            "ALTER TABLE coding_reads ADD COLUMN helped INTEGER",
            """
            CREATE TABLE offers_declined (
                voice_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, code_id TEXT NOT NULL REFERENCES codes (id) ON DELETE CASCADE,
                person_id TEXT NOT NULL, day INTEGER NOT NULL, PRIMARY KEY (voice_id, code_id, person_id)) WITHOUT ROWID
            """,
            "CREATE INDEX offers_declined_by_person ON offers_declined (person_id, voice_id)")
    ]
}
