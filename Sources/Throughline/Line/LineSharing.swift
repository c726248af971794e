import Database
import Language

/// A record one place shows another: a reference, never a copy.
struct Share: Sendable {
    let item: Item
    /// The place it is shown to.
    let to: ID<Space>
    let since: Day
    /// The place it is shown to said no.
    let isDeclined: Bool
}

/// Records that are opened beyond the circle they were given to: to one person for a while, to another place until it is stopped.
extension LineStore {
    /// Opens one item to one person until a moment. Who may read it anyway goes on doing so.
    func grant(_ item: ID<Item>, to person: ID<Person>, until: Moment, by act: Act) throws {
        try tx.run(
            """
            INSERT INTO grants (item_id, person_id, by_id, granted_on, until) VALUES (\(item), \(person), \(act.by), \(act.day), \(until))
            ON CONFLICT (item_id, person_id) DO UPDATE SET until = excluded.until, by_id = excluded.by_id, granted_on = excluded.granted_on
                WHERE grants.until IS NOT NULL
            """)
    }

    /// What was opened to somebody by name is closed to them again.
    func ungrant(_ person: ID<Person>, from kinds: [String], in space: ID<Space>) throws {
        try tx.run(
            """
            DELETE FROM grants WHERE person_id = \(person)
                AND item_id IN (SELECT id FROM items WHERE space_id = \(space) AND kind IN \(list: kinds))
            """)
    }

    func ungrant(_ item: ID<Item>, of person: ID<Person>) throws {
        try tx.run("DELETE FROM grants WHERE item_id = \(item) AND person_id = \(person)")
    }

    /// What was opened for a while is closed; what was opened for good stays.
    func endForNow(_ item: ID<Item>, of person: ID<Person>) throws {
        try tx.run("DELETE FROM grants WHERE item_id = \(item) AND person_id = \(person) AND until IS NOT NULL")
    }

    /// Somebody left a place: nothing of it stays open to them for a while.
    func endForNow(of person: ID<Person>, in space: ID<Space>) throws {
        try tx.run(
            """
            DELETE FROM grants WHERE person_id = \(person) AND until IS NOT NULL
                AND item_id IN (SELECT i.id FROM items i WHERE i.space_id = \(space))
            """)
    }

    /// Shows a record to another place from now on; refuses where that place has said no.
    func show(_ item: Item, to space: ID<Space>, by act: Act) throws {
        try WordSealing(tx).requireReadable(item.id)
        let changed = try tx.change(
            """
            INSERT INTO shares (item_id, space_id, by_id, shared_on, until, stopped_on, declined)
            VALUES (\(item.id), \(space), \(act.by?.description ?? ""), \(act.day), NULL, NULL, 0)
            ON CONFLICT (item_id, space_id) DO UPDATE SET by_id = excluded.by_id, shared_on = excluded.shared_on, stopped_on = NULL
                WHERE shares.declined = 0
            """)
        guard changed == 1 else { throw Refusal.conflict }
        try AuditStore(tx).record("share.begin", item: item.id, space: item.space, by: act, unnamed: act.by == nil)
        try AuditStore(tx).record("share.come", item: nil, space: space, by: Act(by: nil, now: act.now, random: act.random), unnamed: true)
    }

    /// Ends it at once, by whoever shows it; `declined` by the place it is shown to, for good.
    func stopShowing(_ item: Item, to space: ID<Space>, declined: Bool = false, by act: Act) throws {
        let changed = try tx.change(
            """
            UPDATE shares SET stopped_on = \(act.day), declined = \(declined)
            WHERE item_id = \(item.id) AND space_id = \(space) AND stopped_on IS NULL
            """)
        guard changed == 1 else { throw Refusal.conflict }
        let other = Act(by: nil, now: act.now, random: act.random)
        try AuditStore(tx).record(
            declined ? "share.declined" : "share.stop", item: item.id, space: item.space, by: declined ? other : act, unnamed: declined)
        try AuditStore(tx).record(
            declined ? "share.decline" : "share.stopped", item: nil, space: space, by: declined ? act : other, unnamed: !declined)
    }

    /// It was given to fewer people than before: no place it was shown to under the wider marks goes on seeing it.
    func stopShowing(_ item: ID<Item>, by act: Act) throws {
        try tx.run("UPDATE shares SET stopped_on = \(act.day) WHERE item_id = \(item) AND stopped_on IS NULL")
    }

    /// A place keeps its words locked from now on: nothing of it is shown elsewhere.
    func stopShowing(everythingOf space: ID<Space>, by act: Act) throws {
        try tx.run(
            """
            UPDATE shares SET stopped_on = \(act.day) WHERE stopped_on IS NULL AND item_id IN (
                SELECT i.id FROM items i WHERE i.space_id = \(space) AND i.kind IN \(list: WordSealing.kinds.map(\.rawValue)))
            """)
    }

    /// A place is no partner any more: what is for the team is not shown to it.
    func stopShowing(forTeamOf space: ID<Space>, to partner: ID<Space>, by act: Act) throws {
        try tx.run(
            """
            UPDATE shares SET stopped_on = \(act.day) WHERE space_id = \(partner) AND stopped_on IS NULL AND item_id IN (
                SELECT i.id FROM items i WHERE i.space_id = \(space) AND i.tlp NOT IN ('CLEAR', 'GREEN'))
            """)
    }

    /// Where a record is shown, or was and the other place said no.
    func shown(_ item: Item) throws -> [Share] {
        try tx.run(
            """
            SELECT space_id, shared_on, declined FROM shares WHERE item_id = \(item.id) AND (stopped_on IS NULL OR declined = 1)
            ORDER BY shared_on DESC, space_id LIMIT 100
            """
        ).map { try Share(item: item, to: $0.id("space_id"), since: $0.day("shared_on"), isDeclined: $0.bool("declined")) }
    }

    /// What a place is shown by others, as far as this reader may read it there; the newest day first.
    func shown(to space: ID<Space>, for reader: Reader, at now: Moment) throws -> [Share] {
        try shares("s.space_id = \(space)", reader, now)
    }

    /// What a place shows to others, as far as this reader may read it.
    func shown(by space: ID<Space>, for reader: Reader, at now: Moment) throws -> [Share] {
        try shares("i.space_id = \(space)", reader, now)
    }

    private func shares(_ which: SQL, _ reader: Reader, _ now: Moment) throws -> [Share] {
        try tx.run(
            """
            SELECT \(SQL.itemColumns), s.space_id AS shown_to, s.shared_on FROM shares s JOIN items i ON i.id = s.item_id
            WHERE \(which) AND s.stopped_on IS NULL AND (s.until IS NULL OR s.until > \(now)) AND \(Visibility.anywhere(for: reader, at: now))
            ORDER BY s.shared_on DESC, i.id DESC LIMIT 200
            """
        ).map { try Share(item: Item($0), to: $0.id("shown_to"), since: $0.day("shared_on"), isDeclined: false) }
    }
}
