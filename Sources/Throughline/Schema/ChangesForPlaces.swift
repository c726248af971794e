import Database

/// What places have in common: the people they ask, and the organisation that knows who joins.
extension Schema {
    static let shared: [Change] = [
        Change(
            "the people several places ask together, and invitations for those whom an organisation knows",
            "ALTER TABLE spaces ADD COLUMN community TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE spaces ADD COLUMN community_key TEXT NOT NULL DEFAULT ''",
            "CREATE INDEX spaces_by_community ON spaces (community_key) WHERE community_key <> ''",
            "ALTER TABLE invitations ADD COLUMN provider_id TEXT REFERENCES providers (id) ON DELETE CASCADE")
    ]
}
