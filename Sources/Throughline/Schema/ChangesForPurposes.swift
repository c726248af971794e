import Database

/// What speakers allow to be done with their words, one purpose at a time, and who can be recognised in a photo.
extension Schema {
    static let purposes: [Change] = [
        Change(
            "consent, one purpose at a time",
            """
            CREATE TABLE consents (
                item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, purpose TEXT NOT NULL, number INTEGER NOT NULL,
                answer INTEGER NOT NULL, version INTEGER NOT NULL, audience TEXT NOT NULL, until INTEGER, language TEXT NOT NULL,
                day INTEGER NOT NULL, PRIMARY KEY (item_id, purpose, number)) WITHOUT ROWID
            """,
            "CREATE INDEX consents_ending ON consents (until) WHERE until IS NOT NULL",
            "ALTER TABLE voices ADD COLUMN quote_until INTEGER", "ALTER TABLE voices ADD COLUMN name_until INTEGER",
            "ALTER TABLE voices ADD COLUMN media_until INTEGER", "ALTER TABLE voices ADD COLUMN data_until INTEGER",
            "ALTER TABLE voices ADD COLUMN again_until INTEGER",
            // What was said before keeps the words it was asked in, the first version, and the day of the answer: no other is known.
            """
            INSERT INTO consents (item_id, purpose, number, answer, version, audience, until, language, day)
            SELECT v.id, 'quote', 1, 1, 1, v.openness, NULL, v.told_language, i.day FROM voices v JOIN items i ON i.id = v.id
            WHERE v.quotable = 1
            """,
            """
            INSERT INTO consents (item_id, purpose, number, answer, version, audience, until, language, day)
            SELECT v.id, 'name', 1, 1, 1, v.openness, NULL, v.told_language, i.day FROM voices v JOIN items i ON i.id = v.id
            WHERE i.author_id IS NOT NULL OR i.pseudonym IS NOT NULL
            """,
            "UPDATE voices SET quote_until = 2932896 WHERE quotable = 1",
            "UPDATE voices SET name_until = 2932896 WHERE id IN (SELECT item_id FROM consents WHERE purpose = 'name')",
            "ALTER TABLE voices DROP COLUMN quotable"),
        Change(
            "who can be recognised in a photo",
            """
            CREATE TABLE faces (
                item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, number INTEGER NOT NULL, squares TEXT NOT NULL,
                answer TEXT NOT NULL, day INTEGER NOT NULL, PRIMARY KEY (item_id, number)) WITHOUT ROWID
            """,
            "ALTER TABLE files ADD COLUMN looked_on INTEGER"),
    ]
}
