import Database
import Language

/// What becomes of promises whose maker is gone for good.
extension CommitmentStore {
    /// Their name goes from every promise they made. Those still open are given back to the team of their place: somebody is still
    /// waiting for them.
    func forget(_ person: ID<Person>, called name: String, in spaces: [ID<Space>], by act: Act) throws {
        let rows = try tx.run(
            """
            SELECT \(SQL.itemColumns) FROM commitments c JOIN items i ON i.id = c.id
            WHERE c.person_id = \(person) OR (c.who = \(name) AND i.space_id IN \(list: spaces.isEmpty ? [ID("")] : spaces)) ORDER BY i.id
            """)
        let promises = try rows.map(Item.init)
        guard !promises.isEmpty else { return }
        try tx.run("UPDATE commitments SET who = '', person_id = NULL WHERE id IN \(list: promises.map(\.id))")
        for promise in promises where Self.open.contains(promise.state) {
            try DutyStore(tx).owe(
                .takeOver, on: promise.id, in: promise.space, language: promise.language, door: .here, due: act.day + 7, minutes: 5,
                people: 1, by: act)
        }
    }

    /// Somebody else keeps it from now on, or the team itself. Of two who say so at once one is told.
    func takeOver(_ promise: Commitment, by keeper: String, person: ID<Person>?, by act: Act) throws {
        let changed = try tx.change(
            "UPDATE commitments SET who = \(keeper), person_id = \(person) WHERE id = \(promise.id) AND who = '' AND person_id IS NULL")
        guard changed == 1 else { throw Refusal.conflict }
        if let person { try LineStore(tx).grant(promise.id, to: person, by: act) }
        let duties = DutyStore(tx)
        for duty in try duties.owed(on: promise.id, kind: .takeOver) where duty.state == "owed" { try duties.finish(duty.id, by: act) }
        try AuditStore(tx).record("commitment.take_over", item: promise.id, space: promise.item.space, by: act, unnamed: false)
    }

    /// Somebody keeps it in the place of another, both having said yes.
    func handOver(_ id: ID<Item>, from maker: ID<Person>, to keeper: ID<Person>, called name: String, by act: Act) throws {
        let changed = try tx.change(
            "UPDATE commitments SET who = \(name), person_id = \(keeper) WHERE id = \(id) AND person_id = \(maker)")
        guard changed == 1, let item = try LineStore(tx).unseen(id) else { return }
        try LineStore(tx).grant(id, to: keeper, by: act)
        try FollowUpStore(tx).handOver(id, to: keeper)
        try AuditStore(tx).record("commitment.take_over", item: id, space: item.space, by: act, unnamed: false)
    }

    private static let open: Set = ["made", "accepted", "under_way"]
}
