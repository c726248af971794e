import Database
import Language

/// What changes while a promise runs: its words, what it needs, whether whoever made it stays with it.
extension CommitmentStore {
    /// New words and needs over the version somebody read. The words before stay as a version of their own.
    func reword(_ promise: Commitment, _ checked: RewordingDraft.Checked, seen version: Int, by act: Act) throws {
        guard promise.isOpen else { throw Refusal.conflict }
        try LineStore(tx).touch(promise.id, seen: version)
        if promise.words("what")?.body != checked.promise {
            try TextStore(tx).write(checked.promise, of: promise.id, field: "what", in: promise.item.language, on: act.day)
        }
        let needs = checked.needs
        try tx.run(
            """
            UPDATE commitments SET needs = \(needs.words), amount = \(needs.amount), currency = \(needs.currency), days = \(needs.days),
                secured = \(needs.secured.rawValue) WHERE id = \(promise.id)
            """)
        try AuditStore(tx).record("commitment.change", item: promise.id, space: promise.item.space, by: act, unnamed: act.by == nil)
    }

    /// Who promised says whether they are still with it; the last word of a day counts.
    func stays(_ promise: Commitment, _ engaged: Engaged, by act: Act) throws {
        try tx.run("UPDATE commitments SET still_engaged = \(engaged.rawValue) WHERE id = \(promise.id)")
        try tx.run(
            """
            INSERT INTO stays (commitment_id, said_on, months, engaged)
            VALUES (\(promise.id), \(act.day), \(Stay.months(from: promise.item.day, to: act.day)), \(engaged.rawValue))
            ON CONFLICT (commitment_id, said_on) DO UPDATE SET engaged = excluded.engaged
            """)
    }

    /// Of those who promised and said so about half a year later, how many are still with it: people, not promises.
    func stay(in space: ID<Space>, for reader: Reader, at now: Moment) throws -> Stay {
        let rows = try tx.run(
            """
            SELECT c.id, c.who, c.person_id, s.engaged FROM stays s JOIN commitments c ON c.id = s.commitment_id JOIN items i ON i.id = c.id
            WHERE s.months BETWEEN \(Stay.window.lowerBound) AND \(Stay.window.upperBound)
                AND i.kind = 'commitment' AND \(Visibility.inSpace(space, for: reader, at: now))
            ORDER BY s.said_on
            """)
        // The last word on each promise; then whoever is with one of theirs is with it.
        var last: [String: (maker: String, isIn: Bool)] = [:]
        for row in rows {
            let (id, who) = (try row.text("id"), try row.text("who"))
            let maker = try row.textOrNil("person_id") ?? (who.isEmpty ? id : "name " + who)
            last[id] = (maker, try row.text("engaged") != Engaged.no.rawValue)
        }
        let makers = Dictionary(grouping: last.values, by: \.maker)
        return Stay(engaged: makers.values.count { $0.contains { $0.isIn } }, answered: makers.count)
    }
}
