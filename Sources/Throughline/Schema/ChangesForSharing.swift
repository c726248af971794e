import Database

/// Records that leave the circle they were given to: to one person for a day, to another place, to a guest.
extension Schema {
    static let sharing: [Change] = [
        Change(
            "records for the safety lead that two people open to one of them for a day",
            "ALTER TABLE grants ADD COLUMN until INTEGER",
            """
            CREATE TABLE emergencies (
                id TEXT NOT NULL PRIMARY KEY, space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
                item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE, reason TEXT NOT NULL, by_id TEXT, second_id TEXT,
                asked_on INTEGER NOT NULL, until INTEGER NOT NULL, ended_by TEXT, ended_on INTEGER) WITHOUT ROWID
            """,
            "CREATE INDEX emergencies_by_space ON emergencies (space_id, until, id)"),
        Change(
            "places that say no to what is shown to them, partner places, links for guests",
            "ALTER TABLE shares ADD COLUMN declined INTEGER NOT NULL DEFAULT 0",
            "CREATE INDEX shares_by_space ON shares (space_id, item_id)",
            """
            CREATE TABLE partners (
                space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE, partner_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
                since INTEGER NOT NULL, PRIMARY KEY (space_id, partner_id)) WITHOUT ROWID
            """,
            """
            CREATE TABLE guest_links (
                id TEXT NOT NULL PRIMARY KEY, item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
                space_id TEXT NOT NULL REFERENCES spaces (id) ON DELETE CASCADE, mac TEXT NOT NULL UNIQUE, by_id TEXT NOT NULL,
                made_on INTEGER NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID
            """,
            "CREATE INDEX guest_links_by_item ON guest_links (item_id, id)",
            "CREATE INDEX guest_links_by_space ON guest_links (space_id, id)"),
    ]
}
