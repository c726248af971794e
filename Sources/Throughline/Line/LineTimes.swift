import Database
import Language

/// How long a record stays that could cost somebody dearly, when nobody asks for longer.
enum Lasting {
    /// Sensitivity 2 and more.
    static let guarded = 180
    /// For the people it names alone.
    static let red = 90
    /// So many days before its end its day may be moved, once: afterwards the end is farther away than that.
    static let window = 30
    /// So many days before, whoever may move it is reminded.
    static let notice = 14

    /// Days from its first to its last; nil for what stays as long as its place.
    static func days(_ sensitivity: Sensitivity, _ tlp: TLP) -> Int? {
        if tlp == .red { return red }
        return sensitivity >= .high ? guarded : nil
    }
}

extension Item {
    /// Kept to the team until a day; the audience says so until its day has come and the record was opened.
    var isEmbargoed: Bool { opensAt != nil }
}

/// When records open to more people, and when they end.
extension LineStore {
    /// The class of people a record is open to, and the one it will be open to once no day keeps it to the team.
    static func classes(_ item: Item, _ state: String, _ sensitivity: Sensitivity, _ tlp: TLP) -> (now: Audience, then: Audience) {
        let then = Audience.of(kind: item.kind, state: state, sensitivity: sensitivity, tlp: tlp)
        return (max(then, item.isEmbargoed ? .team : .everyone), then)
    }

    /// Nobody but the team reads it before a day begins by the place's clock; nil opens it at once. Compared with the version a person saw.
    func embargo(_ item: Item, until day: Day?, in zone: Zone, seen version: Int, by act: Act) throws {
        let then = Audience.of(kind: item.kind, state: item.state, sensitivity: item.sensitivity, tlp: item.tlp)
        let now = day == nil ? then : max(then, .team)
        let changed = try tx.change(
            """
            UPDATE items SET opens_on = \(day), opens_at = \(day.map { zone.start(of: $0).milliseconds } ?? 0), opens_to = \(then.rawValue),
                audience = \(now.rawValue), version = version + 1 WHERE id = \(item.id) AND version = \(version) AND state = \(item.state)
            """)
        guard changed == 1 else { throw Refusal.conflict }
        try count(item.space, item.audience, item.kind, item.state, by: -1)
        try count(item.space, now, item.kind, item.state, by: 1)
        try AuditStore(tx).record(
            item.kind.rawValue + (day == nil ? ".unembargo" : ".embargo"), item: item.id, about: item.kind, space: item.space, by: act,
            unnamed: act.by == nil)
    }

    /// Those whose day has come.
    func opening(at now: Moment) throws -> [Item] {
        try tx.run(
            "SELECT \(SQL.itemColumns) FROM items i WHERE i.opens_at > 0 AND i.opens_at <= \(now) ORDER BY i.opens_at, i.id LIMIT 500"
        )
        .map(Item.init)
    }

    /// The last day on which something opens that this record speaks of and that is for the team until then.
    func opensLast(citedBy id: ID<Item>, after now: Moment) throws -> Day? {
        try tx.run(
            """
            SELECT MAX(i.opens_on) AS day FROM links l JOIN items i ON i.id = l.to_id
            WHERE l.from_id = \(id) AND l.relation = 'cites' AND i.opens_at > \(now)
            """
        ).first?.dayOrNil("day")
    }

    /// The day something ends, kept with the moment from which nobody reads it; nil for what stays.
    func lasts(_ sensitivity: Sensitivity, _ tlp: TLP, in space: ID<Space>, from day: Day) throws -> (last: Day?, until: Int) {
        guard let days = Lasting.days(sensitivity, tlp) else { return (nil, Self.forever) }
        return (day + days, try end(of: day + days, in: space))
    }

    private func end(of day: Day, in space: ID<Space>) throws -> Int {
        let name = try tx.run("SELECT zone FROM spaces WHERE id = \(space)").first?.text("zone")
        return (name.flatMap { Zone($0) } ?? .utc).start(of: day).milliseconds
    }

    /// After its marks changed: what has become sensitive ends from now on, what is so no more stays, and what was so keeps its day.
    func remarked(_ item: Item, _ sensitivity: Sensitivity, _ tlp: TLP, by act: Act) throws {
        let lasts = try lasts(sensitivity, tlp, in: item.space, from: act.day)
        guard (lasts.last == nil) != (item.endsOn == nil) else { return }
        try tx.run("UPDATE items SET ends_on = \(lasts.last), shown_until = \(lasts.until) WHERE id = \(item.id)")
    }

    /// Another day to end, said by somebody who may; compared with the version they saw.
    func extend(_ item: Item, to day: Day, because: String, seen version: Int, by act: Act) throws {
        let until = try end(of: day, in: item.space)
        let changed = try tx.change(
            """
            UPDATE items SET ends_on = \(day), shown_until = \(until), version = version + 1
            WHERE id = \(item.id) AND version = \(version) AND ends_on = \(item.endsOn)
            """)
        guard changed == 1 else { throw Refusal.conflict }
        try AuditStore(tx).record(
            item.kind.rawValue + ".extend", item: item.id, about: item.kind, space: item.space, by: act, reason: because,
            unnamed: act.by == nil)
    }

    /// Sensitive records that came without an end, by an import or from before there was one, get theirs: never sooner than they can be
    /// looked at.
    func giveEnds(on today: Day) throws {
        // Word for word the condition of the index items_endless.
        let rows = try tx.run(
            """
            SELECT \(SQL.itemColumns) FROM items i WHERE i.ends_on IS NULL AND (i.sensitivity >= 2 OR i.tlp = 'RED')
                AND i.state NOT IN ('withdrawn', 'erased') ORDER BY i.id LIMIT 2000
            """)
        for item in try rows.map(Item.init) {
            guard let days = Lasting.days(item.sensitivity, item.tlp) else { continue }
            let day = max(item.day + days, today + Lasting.window)
            try tx.run("UPDATE items SET ends_on = \(day), shown_until = \(try end(of: day, in: item.space)) WHERE id = \(item.id)")
        }
    }

    /// What ends on a day or before, and was not taken back meanwhile; the nearest day first.
    func ending(by day: Day, in space: ID<Space>? = nil, limit: Int = 500) throws -> [Item] {
        let here: SQL = space.map { " AND i.space_id = \($0)" } ?? ""
        return try tx.run(
            """
            SELECT \(SQL.itemColumns) FROM items i WHERE i.ends_on IS NOT NULL AND i.ends_on <= \(day)\(here)
                AND i.state NOT IN ('withdrawn', 'erased') ORDER BY i.ends_on, i.id LIMIT \(limit)
            """
        ).map(Item.init)
    }

    /// The same as far as a reader may read it, and only what is for a safety lead.
    func ending(by day: Day, in space: ID<Space>, for reader: Reader, at now: Moment) throws -> [Item] {
        try tx.run(
            """
            SELECT \(SQL.itemColumns) FROM items i WHERE i.ends_on IS NOT NULL AND i.ends_on <= \(day)
                AND \(Visibility.inSpace(space, for: reader, at: now)) ORDER BY i.ends_on, i.id LIMIT 200
            """
        ).map(Item.init)
    }

    /// Those of some records that ended on their day, with the day.
    func ended(_ ids: some Collection<ID<Item>>) throws -> [ID<Item>: Day] {
        guard !ids.isEmpty else { return [:] }
        let rows = try tx.run("SELECT item_id, day FROM ledger WHERE act = \(LedgerEntry.end) AND item_id IN \(list: Array(ids))")
        return try Dictionary(rows.map { (try $0.id("item_id"), try $0.day("day")) }, uniquingKeysWith: { first, _ in first })
    }
}

extension LedgerEntry {
    /// The act of what ended on its day; nobody took it back.
    static let end = "end"
}
