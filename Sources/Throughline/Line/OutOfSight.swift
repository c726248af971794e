import Database
import Language

extension Lifecycle {
    /// Where moderators put a record of any kind: seen by nobody, and back again from `hidden` or `removed` to where it stood.
    static let outOfSight: Set<String> = ["hidden", "removed"]
}

extension Item {
    /// Seen by nobody because of what moderators did, which may be lifted: an answer that was turned away too.
    var isOutOfSight: Bool { Lifecycle.outOfSight.contains(state) || kind == .voice && state == "rejected" }
}

extension Kind {
    /// Everything but a question: hiding one would take from its speakers the way to their own words. Whoever asks retires it.
    var canBeHidden: Bool { self != .question }
}

/// What moderators do to an item, whatever its kind. Who may do it is asked by whoever calls.
extension LineStore {
    func label(_ item: Item, _ label: NoteKind?, by act: Act) throws {
        try tx.run("UPDATE items SET label = \(label?.rawValue), version = version + 1 WHERE id = \(item.id)")
        try AuditStore(tx).record(
            item.kind.rawValue + (label == nil ? ".unnote" : ".note"), item: item.id, about: item.kind, space: item.space, by: act,
            unnamed: act.by == nil)
    }

    /// Out of sight, or back to a state of its own. Counts follow, as they do when something is taken back.
    func moderate(_ item: Item, to state: String, by act: Act) throws {
        let isHiding = Lifecycle.outOfSight.contains(state)
        guard item.kind.canBeHidden, isHiding || Lifecycle.of(item.kind).states[state] != nil,
            isHiding ? item.audience < .nobody || item.isOutOfSight : item.isOutOfSight
        else { throw Refusal.conflict }
        let names = ["hidden": "hide", "removed": "remove"]
        try set(item, to: state, by: act, named: names[state] ?? "put_back", unnamed: act.by == nil)
    }

    /// What two people removed and nobody objected to in time: its words go with the coming night.
    func erase(_ item: Item, by act: Act) throws {
        guard item.state == "removed" else { return }
        try set(item, to: "erased", by: act, named: "erase", unnamed: true)
        try remember(item.id, "remove", on: act.day)
    }

    /// Its day has come: its words go with the coming night, and the ledger keeps that it ended.
    func expire(_ item: Item, by act: Act) throws {
        try remember(item.id, LedgerEntry.end, on: item.endsOn ?? act.day)
        try set(item, to: "erased", by: act, named: "expire", unnamed: true)
    }

    private func set(_ item: Item, to state: String, by act: Act, named name: String, unnamed: Bool) throws {
        let (audience, then) = Self.classes(item, state, item.sensitivity, item.tlp)
        let changed = try tx.change(
            """
            UPDATE items SET state = \(state), audience = \(audience.rawValue), opens_to = \(then.rawValue), version = version + 1
            WHERE id = \(item.id) AND version = \(item.version) AND state = \(item.state)
            """)
        guard changed == 1 else { throw Refusal.conflict }
        try count(item.space, item.audience, item.kind, item.state, by: -1)
        try count(item.space, audience, item.kind, state, by: 1)
        try Followers.moved(item, to: state, on: act.day, tx)
        try AuditStore(tx).record(
            "\(item.kind.rawValue).\(name)", item: item.id, about: item.kind, space: item.space, by: act, unnamed: unnamed)
    }
}
