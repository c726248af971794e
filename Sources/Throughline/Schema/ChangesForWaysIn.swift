import Database

extension Schema {
    /// Ways to come in beside a phrase.
    static let waysIn: [Change] = [
        Change(
            "passkeys, and what was good for one time",
            """
            CREATE TABLE passkeys (
                id TEXT NOT NULL PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE, credential TEXT NOT NULL UNIQUE,
                public_key TEXT NOT NULL, handle TEXT NOT NULL, counter INTEGER NOT NULL, name TEXT NOT NULL, added_on INTEGER NOT NULL,
                used_on INTEGER, is_backed_up INTEGER NOT NULL, refused_on INTEGER)
            """,
            "CREATE INDEX passkeys_by_person ON passkeys (person_id, added_on)",
            "CREATE TABLE spent_proofs (mac TEXT NOT NULL PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID",
            "ALTER TABLE sessions ADD COLUMN came_by TEXT"),
        Change(
            "organisations that say who somebody is",
            """
            CREATE TABLE providers (
                id TEXT NOT NULL PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL, issuer TEXT NOT NULL UNIQUE,
                client_id TEXT NOT NULL, sealed TEXT NOT NULL, hosts TEXT NOT NULL, added_on INTEGER NOT NULL)
            """,
            """
            CREATE TABLE outside_accounts (
                provider_id TEXT NOT NULL REFERENCES providers (id) ON DELETE CASCADE, subject TEXT NOT NULL,
                person_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE, joined_on INTEGER NOT NULL,
                PRIMARY KEY (provider_id, subject)) WITHOUT ROWID
            """,
            "CREATE INDEX outside_accounts_by_person ON outside_accounts (person_id)"),
    ]
}
