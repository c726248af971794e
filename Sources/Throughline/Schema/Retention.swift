/// How long the rows of a table stay, and what ends them. The nightly sweep reads this; nothing is kept for want of a rule.
enum Retention: Sendable, Equatable {
    /// As long as the items its columns name: one of them taken back, the row is swept in the next night.
    case withItem(columns: [String])
    /// Emptied by its owner when its item is taken back; the bare row stays as long as the item's envelope.
    case emptied(column: String, because: String)
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

    static func withItem(_ columns: String...) -> Retention { .withItem(columns: columns) }
}

/// How long what lies in the data folder stays.
enum FileRetention: Sendable, Equatable {
    /// Until somebody takes something back that may still be in it, and so many days at most.
    case untilWithdrawal(mostDays: Int)
    /// While a record points to it; it is removed the second night none does.
    case withRecord
    /// While it passes through; what a killed process left goes at the next start, or the next night.
    case passing
    /// As long as the installation.
    case always(because: String)
}

extension Schema {
    /// Every table of ours with its lifetime.
    static let retention: [String: Retention] = [
        "items": .owner,
        "texts": .withItem("item_id"),
        "links": .withItem("from_id", "to_id"),
        "shares": .withItem("item_id"),
        "grants": .withItem("item_id"),
        "tallies": .always(because: "counts by kind and state"),
        "duties": .withItem("item_id"),
        "audit": .always(because: "who did what, for 24 months; then it is cut with its seal, and a signed mark stands for it"),
        "audit_reasons": .with(table: "audit", column: "audit_id"),
        "seals": .always(because: "digests of the audit, cut with it"),
        "audit_marks": .always(because: "signed digests: they prove what was mailed, and stand for what was cut"),
        "nonces": .days(2, after: "day"),
        "slips": .days(2, after: "day"),
        "ledger": .always(because: "ids of what was taken back, so that no backup brings it to life"),
        "settings": .always(because: "facts about the installation"),
        "files": .withItem("item_id"),
        "spaces": .owner,
        "people": .owner,
        "memberships": .with(table: "people", column: "person_id"),
        "consents": .withItem("item_id"),
        "faces": .withItem("item_id"),
        "stubs": .withItem("question_id"),
        "stub_readers": .with(table: "stubs", column: "stub_id"),
        "place_notices": .with(table: "spaces", column: "space_id"),
        "offices": .with(table: "people", column: "person_id"),
        "sessions": .until(column: "until"),
        // So long its page can still say that it is over.
        "invitations": .days(30, after: "until"),
        "shut_out": .with(table: "invitations", column: "invitation_id"),
        "questions": .withItem("id"),
        "voices": .emptied(column: "id", because: "the code of its speaker opens it still, to say that it was taken back"),
        // Its code is its speaker's alone.
        "receipts": .with(table: "items", column: "voice_id"),
        "turnouts": .with(table: "items", column: "question_id"),
        "asks": .withItem("question_id"),
        "agreements": .withItem("question_id"),
        "agreement_returns": .withItem("question_id"),
        "releases": .withItem("question_id"),
        "statements": .withItem("id"),
        "votes": .withItem("statement_id"),
        "insights": .withItem("id"),
        "evidence": .withItem("insight_id", "source_id"),
        "reviews": .withItem("insight_id"),
        "insight_authors": .withItem("insight_id"),
        "contradictions": .withItem("insight_id", "against_id"),
        "themes": .with(table: "spaces", column: "space_id"),
        "theme_codes": .with(table: "themes", column: "theme_id"),
        "polls": .withItem("question_id"),
        "decisions": .withItem("id"),
        "commitments": .withItem("id"),
        "documents": .withItem("item_id"),
        "stays": .withItem("commitment_id"),
        "outcomes": .withItem("id"),
        "contributions": .withItem("source_id", "outcome_id"),
        "witnesses": .withItem("outcome_id"),
        "agendas": .with(table: "spaces", column: "space_id"),
        "agenda_partners": .with(table: "spaces", column: "space_id"),
        "needs": .withItem("id"),
        "need_days": .withItem("need_id"),
        "agenda_questions": .withItem("question_id"),
        "agenda_answers": .withItem("question_id", "insight_id"),
        "agenda_words": .withItem("question_id"),
        "asked_deciders": .withItem("question_id"),
        "tellings": .withItem("id"),
        "replies": .withItem("voice_id"),
        "imported": .always(because: "names of rows and ids: a second import brings back nothing that was taken back"),
        "unheld_files": .always(because: "hashes of files no record points to, for a night"),
        "jobs": .always(because: "done work removes itself; failed work waits for a steward"),
        "sign_in_links": .until(column: "until"),
        "second_factors": .with(table: "people", column: "person_id"),
        "recovery_codes": .with(table: "people", column: "person_id"),
        "second_factor_resets": .until(column: "until"),
        "passkeys": .with(table: "people", column: "person_id"),
        "spent_proofs": .until(column: "until"),
        "providers": .always(because: "whom the operator trusts to say who somebody is"),
        "outside_accounts": .with(table: "people", column: "person_id"),
        // Its words are emptied with the record they speak of.
        "flags": .days(365, after: "day"),
        "moderation_acts": .withItem("item_id"),
        "moderation_log": .always(because: "what kind of act on which day; neither whose words nor which"),
        "sealed_talks": .days(0, after: "kept_until"),
        "sealed_letters": .with(table: "sealed_talks", column: "talk_id"),
        "talk_promises": .with(table: "spaces", column: "space_id"),
        "public_answers": .with(table: "spaces", column: "space_id"),
        "leavings": .with(table: "people", column: "person_id"),
        "address_changes": .until(column: "until"),
        "idle_accounts": .with(table: "people", column: "person_id"),
        "emergencies": .withItem("item_id"),
        "partners": .with(table: "spaces", column: "space_id"),
        "guest_links": .until(column: "until"),
        "written_down": .withItem("voice_id"),
        "translation_tasks": .withItem("item_id"),
        "captures": .withItem("voice_id"),
        "capture_parts": .withItem("voice_id"),
        "capture_choices": .withItem("voice_id"),
        "fault_notes": .withItem("voice_id"),
        "fault_readers": .withItem("voice_id"),
        "form_drafts": .days(60, after: "saved_on"),
        "place_forms": .with(table: "spaces", column: "space_id"),
        "place_closings": .days(30, after: "closed_on"),
        "glossary": .with(table: "spaces", column: "space_id"),
        "place_locks": .with(table: "spaces", column: "space_id"),
        "lock_copies": .with(table: "people", column: "person_id"),
        "spare_keys": .with(table: "people", column: "person_id"),
        "lost_phrases": .days(7, after: "asked_on"),
        "openings": .with(table: "sessions", column: "session_mac"),
        // Removed when somebody opens the place; whoever never does leaves words that nobody can read.
        "late_redactions": .with(table: "spaces", column: "space_id"),
        "codebooks": .with(table: "spaces", column: "space_id"),
        "codes": .with(table: "spaces", column: "space_id"),
        "codings": .withItem("voice_id"),
        "coding_reads": .withItem("voice_id"),
        "offers_declined": .withItem("voice_id"),
        "correction_rounds": .withItem("question_id"),
        "correction_claims": .withItem("insight_id"),
        "correction_asks": .withItem("voice_id"),
        "correction_answers": .withItem("voice_id"),
        "place_practices": .with(table: "spaces", column: "space_id"),
        "follow_ups": .withItem("item_id"),
        "put_off": .withItem("item_id"),
        "handovers": .days(90, after: "offered_on"),
        "adaptations": .withItem("id"),
        "experiments": .withItem("id"),
        "change_calls": .withItem("question_id"),
        "panels": .withItem("id"),
        "panel_members": .withItem("panel_id"),
        "panel_stories": .withItem("panel_id", "voice_id"),
        "panel_picks": .withItem("panel_id", "voice_id"),
        "journeys": .withItem("id"),
        "journey_looks": .withItem("journey_id"),
        "activities": .withItem("id"),
        "partner_plans": .withItem("id"),
        "plan_tasks": .withItem("id"),
        "plan_deliveries": .withItem("task_id"),
        "reports": .withItem("id"),
        "report_writers": .withItem("report_id"),
        "report_quotes": .withItem("voice_id"),
        "person_asks": .days(365, after: "asked_on"),
        "left_in_peace": .with(table: "people", column: "person_id"),
    ]

    /// Every kind of file in the data folder with its lifetime; a `*` stands for the rest of a name.
    static let fileRetention: [String: FileRetention] = [
        "backups/before-*": .untilWithdrawal(mostDays: 7),
        "backups/*": .always(because: "what an operator puts there is theirs"),
        "files/incoming/*": .passing,
        "files/*": .withRecord,
        "work/*": .passing,
        "keys.json": .always(because: "without it codes, links and sealed addresses do not open"),
        "backup-key.pub": .always(because: "closes backups and opens nothing"),
        "serving.lock": .always(because: "empty: says that somebody serves"),
        "throughline.sqlite*": .always(because: "the database itself"),
    ]
}

extension Schema {
    /// Days a table's rows are kept beyond what ends them; 0 where something else than days ends them.
    static func days(_ table: String) -> Int {
        if case .days(let days, _)? = retention[table] { days } else { 0 }
    }

    /// Days a copy made before a change of tables stays at most.
    static var copyDays: Int {
        if case .untilWithdrawal(let days)? = fileRetention["backups/before-*"] { days } else { 0 }
    }
}
