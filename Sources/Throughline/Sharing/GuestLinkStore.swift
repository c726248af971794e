import Database
import Language

/// Owns the table `guest_links`: the link itself is kept nowhere, only its keyed hash.
struct GuestLinkStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    func add(_ secret: String, to item: Item, days: Int, keys: Keys, by act: Act) throws {
        try WordSealing(tx).requireReadable(item.id)
        let id: ID<GuestLink> = act.id()
        let until = act.now.milliseconds + days * 86_400_000
        try tx.run(
            """
            INSERT INTO guest_links (id, item_id, space_id, mac, by_id, made_on, until)
            VALUES (\(id), \(item.id), \(item.space), \(hex(keys.mac(secret, for: .guestLinks))), \(act.by), \(act.day), \(until))
            """)
        try AuditStore(tx).record("guest.begin", item: item.id, space: item.space, by: act, unnamed: false)
    }

    /// A place keeps its words locked from now on: its links lead nowhere.
    func endAll(in space: ID<Space>) throws {
        try tx.run(
            """
            DELETE FROM guest_links WHERE space_id = \(space) AND item_id IN (
                SELECT i.id FROM items i WHERE i.space_id = \(space) AND i.kind IN \(list: WordSealing.kinds.map(\.rawValue)))
            """)
    }

    /// The link a secret opens, while it is good and whoever made it is still of the place.
    func find(_ secret: String, keys: Keys, at now: Moment) throws -> GuestLink {
        let macs = keys.macs(secret, for: .guestLinks).map { hex($0) }
        let rows = try tx.run("\(Self.select) WHERE g.mac IN \(list: macs) AND g.until > \(now)")
        guard let row = rows.first else { throw Refusal.notFound }
        return try GuestLink(row)
    }

    /// The record it opens; nothing where it was taken back, or given to fewer people since.
    func item(of link: GuestLink, at now: Moment) throws -> Item {
        let rows = try tx.run(
            "SELECT \(SQL.itemColumns) FROM items i WHERE i.id = \(link.item) AND \(Visibility.byGuestLink(at: now))")
        guard let item = try rows.first.map(Item.init), item.canBeShown else { throw Refusal.notFound }
        return item
    }

    /// Good links to a record: all of them for a steward, else one's own.
    func all(to item: Item, by person: ID<Person>?, at now: Moment) throws -> [GuestLink] {
        let whose: SQL = person.map { " AND g.by_id = \($0)" } ?? ""
        return try tx.run("\(Self.select) WHERE g.item_id = \(item.id) AND g.until > \(now)\(whose) ORDER BY g.until, g.id LIMIT 100").map(
            GuestLink.init)
    }

    /// Good links to anything of a place that this reader may read.
    func all(in space: ID<Space>, by person: ID<Person>?, for reader: Reader, at now: Moment) throws -> [(link: GuestLink, item: Item)] {
        let whose: SQL = person.map { " AND g.by_id = \($0)" } ?? ""
        let links = try tx.run("\(Self.select) WHERE g.space_id = \(space) AND g.until > \(now)\(whose) ORDER BY g.until, g.id LIMIT 200")
            .map(
                GuestLink.init)
        let items = try LineStore(tx).seen(links.map(\.item), for: reader, at: now)
        return links.compactMap { link in items[link.item].map { (link, $0) } }
    }

    /// Over at once; of two who end it one finds it gone.
    func end(_ id: ID<GuestLink>, to item: Item, by person: ID<Person>?, act: Act) throws {
        let whose: SQL = person.map { " AND by_id = \($0)" } ?? ""
        guard try tx.change("DELETE FROM guest_links WHERE id = \(id) AND item_id = \(item.id)\(whose)") == 1 else {
            throw Refusal.notFound
        }
        try AuditStore(tx).record("guest.end", item: item.id, space: item.space, by: act, unnamed: false)
    }

    /// Somebody is gone for good, and their links with them.
    func forget(_ person: ID<Person>) throws {
        try tx.run("DELETE FROM guest_links WHERE by_id = \(person)")
    }

    private static let select: SQL = """
        SELECT g.id, g.item_id, g.space_id, g.by_id, g.made_on, g.until FROM guest_links g
        JOIN memberships m ON m.person_id = g.by_id AND m.space_id = g.space_id
        """
}

extension GuestLink {
    init(_ row: Row) throws {
        try self.init(
            id: row.id("id"), item: row.id("item_id"), space: row.id("space_id"), by: row.id("by_id"), madeOn: row.day("made_on"),
            until: Moment(milliseconds: row.int("until")))
    }
}
