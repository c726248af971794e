import Database

/// When a record opens to more people, when it ends, and who is discreet.
extension Schema {
    static let times: [Change] = [
        Change(
            "records that open on a day and end on a day; discreet accounts and places",
            "ALTER TABLE items ADD COLUMN opens_on INTEGER", "ALTER TABLE items ADD COLUMN opens_at INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE items ADD COLUMN opens_to INTEGER NOT NULL DEFAULT 0", "ALTER TABLE items ADD COLUMN ends_on INTEGER",
            "CREATE INDEX items_opening ON items (opens_at) WHERE opens_at > 0",
            "CREATE INDEX items_ending ON items (ends_on, space_id) WHERE ends_on IS NOT NULL",
            "CREATE INDEX items_endless ON items (id) WHERE ends_on IS NULL AND (sensitivity >= 2 OR tlp = 'RED')",
            "ALTER TABLE people ADD COLUMN discreet INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE spaces ADD COLUMN discreet INTEGER NOT NULL DEFAULT 0")
    ]
}
