/// How long the rows of a table stay, and what ends them. The nightly sweep reads this; nothing is kept for want of a rule.
enum Retention: Sendable, Equatable {
    /// As long as the item its column names: taken back, it is swept in the next night.
    case withItem(column: String)
    /// As long as the row its column points to; the database itself removes it then.
    case with(table: String, column: String)
    /// Until a moment, in milliseconds, in its own column.
    case until(column: String)
    /// So many days after the day in a column.
    case days(Int, after: String)
    /// As long as the installation: nothing in it speaks of a person, or it is the proof of what was done.
    case always(because: String)
    /// Until its owner ends it themselves, or leaves.
    case owner
}

extension Schema {
    /// Every table of ours with its lifetime.
    static let retention: [String: Retention] = [
        "items": .owner,
        "texts": .withItem(column: "item_id"),
        "links": .withItem(column: "from_id"),
        "shares": .withItem(column: "item_id"),
        "grants": .withItem(column: "item_id"),
        "tallies": .always(because: "counts by kind and state"),
        "duties": .withItem(column: "item_id"),
        "audit": .always(because: "who did what; the reason is a row of its own"),
        "audit_reasons": .with(table: "audit", column: "audit_id"),
        "seals": .always(because: "digests of the audit"),
        "nonces": .days(2, after: "day"),
        "slips": .days(2, after: "day"),
        "ledger": .always(because: "ids of what was taken back, so that no backup brings it to life"),
        "settings": .always(because: "facts about the installation"),
        "files": .withItem(column: "item_id"),
        "spaces": .owner,
        "people": .owner,
        "memberships": .with(table: "people", column: "person_id"),
        "sessions": .until(column: "until"),
        // So long its page can still say that it is over.
        "invitations": .days(30, after: "until"),
        "questions": .withItem(column: "id"),
        "voices": .withItem(column: "id"),
        "receipts": .withItem(column: "voice_id"),
        "statements": .withItem(column: "id"),
        "votes": .withItem(column: "statement_id"),
        "insights": .withItem(column: "id"),
        "evidence": .withItem(column: "source_id"),
        "reviews": .withItem(column: "insight_id"),
        "insight_authors": .withItem(column: "insight_id"),
        "polls": .withItem(column: "question_id"),
        "decisions": .withItem(column: "id"),
        "commitments": .withItem(column: "id"),
        "asked_deciders": .withItem(column: "question_id"),
        "tellings": .withItem(column: "id"),
        "replies": .withItem(column: "voice_id"),
        "imported": .always(because: "names of rows and ids: a second import brings back nothing that was taken back"),
        "unheld_files": .always(because: "hashes of files no record points to, for a night"),
        "jobs": .always(because: "done work removes itself; failed work waits for a steward"),
    ]
}
