import Database
import Language

/// What a new item starts with.
struct NewItem: Sendable {
    let kind: Kind
    let space: ID<Space>
    let author: Author
    let language: LanguageTag
    var sensitivity = Sensitivity.moderate
    var tlp = TLP.amber
    let state: String
}

/// Owns the tables `items`, `links`, `tallies`, `shares`, `grants` and `ledger`: the only writer of the path.
struct LineStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Puts an item on the path with its original texts. A time of day is kept only when somebody signed in did it.
    @discardableResult
    func add(_ new: NewItem, texts: [(field: String, body: String)], id: ID<Item>? = nil, by act: Act) throws -> ID<Item> {
        let id: ID<Item> = id ?? act.id()
        let audience = Audience.of(kind: new.kind, state: new.state, sensitivity: new.sensitivity, tlp: new.tlp)
        let madeAt: Moment? = new.author.person == nil ? nil : act.now
        let lasts = try lasts(new.sensitivity, new.tlp, in: new.space, from: act.day)
        try tx.run(
            """
            INSERT INTO items (id, kind, space_id, author_id, pseudonym, language, sensitivity, tlp, state, version, audience, day,
                made_at, shown_from, shown_until, ends_on)
            VALUES (\(id), \(new.kind.rawValue), \(new.space), \(new.author.person), \(new.author.pseudonym), \(new.language),
                \(new.sensitivity.rawValue), \(new.tlp.rawValue), \(new.state), 1, \(audience.rawValue), \(act.day), \(madeAt), 0, \(lasts.until),
                \(lasts.last))
            """)
        try count(new.space, audience, new.kind, new.state, by: 1)
        for text in texts where !text.body.isEmpty {
            try TextStore(tx).write(text.body, of: id, field: text.field, in: new.language, on: act.day)
        }
        // Who speaks stands on the item alone, where it can be taken away; a sealed act could not forget it.
        let unnamed = new.author.person == nil || new.kind.isSpoken
        try AuditStore(tx).record(new.kind.rawValue + ".add", item: id, space: new.space, by: act, unnamed: unnamed)
        return id
    }

    /// The item if this reader may see it; otherwise it does not exist.
    func find(_ id: ID<Item>, kind: Kind? = nil, for reader: Reader, at now: Moment) throws -> Item {
        let rows = try tx.run(
            """
            SELECT \(SQL.itemColumns) FROM items i WHERE i.id = \(id) AND \(Visibility.anywhere(for: reader, at: now))
                AND \(PermissionSQL.isThere(for: reader, on: now.day(in: .utc)))
            """)
        guard let row = rows.first else { throw Refusal.notFound }
        let item = try Item(row)
        guard kind == nil || item.kind == kind else { throw Refusal.notFound }
        return item
    }

    /// The same, for what somebody's form merely mentions: nil where it does not exist for them.
    func seen(_ id: ID<Item>, for reader: Reader, at now: Moment) throws -> Item? {
        do { return try find(id, for: reader, at: now) } catch Refusal.notFound { return nil }
    }

    /// Those of some items that exist for this reader, by id.
    func seen(_ ids: some Collection<ID<Item>>, for reader: Reader, at now: Moment) throws -> [ID<Item>: Item] {
        guard !ids.isEmpty else { return [:] }
        let items = try tx.run(
            """
            SELECT \(SQL.itemColumns) FROM items i WHERE i.id IN \(list: Array(Set(ids))) AND \(Visibility.anywhere(for: reader, at: now))
            """
        ).map(Item.init)
        return Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The item whoever asks: for the product's own work (jobs, duties), never for a page.
    func unseen(_ id: ID<Item>) throws -> Item? {
        try tx.run("SELECT \(SQL.itemColumns) FROM items i WHERE i.id = \(id)").first.map(Item.init)
    }

    /// Several at once.
    func unseen(_ ids: some Collection<ID<Item>>) throws -> [ID<Item>: Item] {
        guard !ids.isEmpty else { return [:] }
        let items = try tx.run("SELECT \(SQL.itemColumns) FROM items i WHERE i.id IN \(list: Array(Set(ids)))").map(Item.init)
        return Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// One declared step, as a compare-and-set on the version the person saw. `right` is checked unless the owner acts on their own.
    /// What is taken back goes into the ledger, whichever kind it is and whoever did it.
    @discardableResult
    func move(
        _ item: Item, _ name: String, seen version: Int? = nil, as reader: Reader, own: Bool = false, because: String? = nil, by act: Act
    )
        throws -> Item
    {
        guard let step = Lifecycle.of(item.kind).step(name, from: item.state) else { throw Refusal.conflict }
        if !own { try reader.require(step.needs, in: item.space) }
        let (audience, then) = Self.classes(item, step.to, item.sensitivity, item.tlp)
        let changed = try tx.change(
            """
            UPDATE items SET state = \(step.to), audience = \(audience.rawValue), opens_to = \(then.rawValue), version = version + 1
            WHERE id = \(item.id) AND version = \(version ?? item.version) AND state = \(item.state)
            """)
        guard changed == 1 else { throw Refusal.conflict }
        try count(item.space, item.audience, item.kind, item.state, by: -1)
        try count(item.space, audience, item.kind, step.to, by: 1)
        if step.to == "withdrawn" { try remember(item.id, "withdraw", on: act.day) }
        try Followers.moved(item, to: step.to, on: act.day, tx)
        try AuditStore(tx).record(
            item.kind.rawValue + "." + name, item: item.id, about: item.kind, space: item.space, by: act, reason: because,
            unnamed: act.by == nil || (own && item.kind.isSpoken))
        guard let moved = try unseen(item.id) else { throw Refusal.notFound }
        return moved
    }

    /// Sets who may see an item; the audience class follows in the same statement.
    func mark(_ item: Item, _ sensitivity: Sensitivity, _ tlp: TLP, by act: Act) throws {
        let (audience, then) = Self.classes(item, item.state, sensitivity, tlp)
        try tx.run(
            """
            UPDATE items SET sensitivity = \(sensitivity.rawValue), tlp = \(tlp.rawValue), audience = \(audience.rawValue),
                opens_to = \(then.rawValue), version = version + 1
            WHERE id = \(item.id)
            """)
        try remarked(item, sensitivity, tlp, by: act)
        try count(item.space, item.audience, item.kind, item.state, by: -1)
        try count(item.space, audience, item.kind, item.state, by: 1)
        if sensitivity > item.sensitivity || tlp > item.tlp { try stopShowing(item.id, by: act) }
        try AuditStore(tx).record(
            item.kind.rawValue + ".mark", item: item.id, about: item.kind, space: item.space, by: act, unnamed: act.by == nil)
    }

    /// Puts a name, a chosen name or nobody behind an item. Whoever stood there before is forgotten wherever they did it themselves, and
    /// without an account the time of day too.
    func own(_ id: ID<Item>, as author: Author) throws {
        if let before = try unseen(id)?.author.person, before != author.person {
            try tx.run("UPDATE links SET by_id = NULL WHERE from_id = \(id) AND by_id = \(before)")
            try AuditStore(tx).forget(before, on: id)
        }
        try tx.run("UPDATE items SET author_id = \(author.person), pseudonym = \(author.pseudonym) WHERE id = \(id)")
        if author.person == nil { try tx.run("UPDATE items SET made_at = NULL WHERE id = \(id)") }
    }

    /// Says in which language an item was really written; its original texts follow.
    func relabel(_ item: Item, as language: LanguageTag) throws {
        guard language != item.language else { return }
        try tx.run("UPDATE items SET language = \(language), version = version + 1 WHERE id = \(item.id)")
        try TextStore(tx).relabel(item.id, from: item.language, to: language)
    }

    /// A new version number for an edit seen at `version`; refuses when somebody was faster.
    func touch(_ id: ID<Item>, seen version: Int) throws {
        let changed = try tx.change("UPDATE items SET version = version + 1 WHERE id = \(id) AND version = \(version)")
        guard changed == 1 else { throw Refusal.conflict }
    }

    /// Says how one record stands to another; saying it twice says it once.
    func link(_ from: ID<Item>, _ relation: Relation, _ to: ID<Item>, why: String? = nil, by act: Act) throws {
        let why = try why.map { try WordSealing(tx).sealed($0, of: from) }
        try tx.run(
            """
            INSERT INTO links (from_id, relation, to_id, why, by_id, day) VALUES (\(from), \(relation.rawValue), \(to), \(why), \(act.by), \(act.day))
            ON CONFLICT (from_id, relation, to_id) DO UPDATE SET why = coalesce(excluded.why, links.why)
            """)
    }

    func unlink(_ from: ID<Item>, _ relation: Relation, _ to: ID<Item>) throws {
        try tx.run("DELETE FROM links WHERE from_id = \(from) AND relation = \(relation.rawValue) AND to_id = \(to)")
    }

    /// Takes an item out of every relation it stood in, both ways.
    func unlinkAll(_ id: ID<Item>) throws {
        try tx.run("DELETE FROM links WHERE from_id = \(id) OR to_id = \(id)")
    }

    /// Every record of the space that lies on the path around this one, whoever may see it, nearest first: without what people said,
    /// which is each speaker's own, and without the record itself.
    func around(_ id: ID<Item>, in space: ID<Space>, most: Int) throws -> [ID<Item>] {
        var found: [ID<Item>] = []
        var seen: Set<ID<Item>> = [id]
        var edge = [id]
        while !edge.isEmpty && found.count < most {
            let rows = try tx.run(
                """
                SELECT i.id FROM links l JOIN items i ON i.id = l.to_id WHERE l.from_id IN \(list: edge) AND \(Self.made(in: space))
                UNION SELECT i.id FROM links l JOIN items i ON i.id = l.from_id WHERE l.to_id IN \(list: edge) AND \(Self.made(in: space))
                ORDER BY 1 LIMIT \(most)
                """)
            edge = try rows.map { try $0.id("id") as ID<Item> }.filter { seen.insert($0).inserted }
            found += edge
        }
        return Array(found.prefix(most))
    }

    private static func made(in space: ID<Space>) -> SQL {
        "l.relation <> 'answers' AND i.space_id = \(space) AND i.kind NOT IN ('voice', 'statement')"
    }

    /// Puts a mark in the place of somebody's words in the reasons given for links from and to these records.
    func redactReasons(_ passages: [String], in items: [ID<Item>], since day: Day, mark: String) throws {
        guard !items.isEmpty else { return }
        let rows = try tx.run(
            """
            SELECT from_id, relation, to_id, why FROM links
            WHERE (from_id IN \(list: items) OR to_id IN \(list: items)) AND why IS NOT NULL AND day >= \(day)
            """)
        for row in rows {
            guard let left = try row.text("why").without(passages, mark: mark) else { continue }
            try tx.run(
                """
                UPDATE links SET why = \(WordSealing(tx).sealed(left, of: row.id("from_id"))) WHERE from_id = \(row.text("from_id")) AND relation = \(row.text("relation"))
                    AND to_id = \(row.text("to_id"))
                """)
        }
    }

    /// Opens one item to one person by name.
    func grant(_ item: ID<Item>, to person: ID<Person>, by act: Act) throws {
        try tx.run(
            """
            INSERT INTO grants (item_id, person_id, by_id, granted_on) VALUES (\(item), \(person), \(act.by), \(act.day))
            ON CONFLICT (item_id, person_id) DO UPDATE SET until = NULL
            """)
    }

    /// Keeps the id of something taken back, so that no backup or export can bring it to life again.
    func remember(_ id: ID<Item>, _ act: String, on day: Day) throws {
        try tx.run("INSERT INTO ledger (item_id, act, day) VALUES (\(id), \(act), \(day)) ON CONFLICT (item_id) DO NOTHING")
    }

    /// The day an item was taken back; nil when it was not.
    func takenBack(_ id: ID<Item>) throws -> Day? {
        try tx.run("SELECT day FROM ledger WHERE item_id = \(id)").first?.day("day")
    }

    /// The days some items were taken back, by id.
    func takenBack(_ ids: some Collection<ID<Item>>) throws -> [ID<Item>: Day] {
        guard !ids.isEmpty else { return [:] }
        let rows = try tx.run("SELECT item_id, day FROM ledger WHERE item_id IN \(list: Array(ids))")
        return try Dictionary(rows.map { (try $0.id("item_id"), try $0.day("day")) }, uniquingKeysWith: { first, _ in first })
    }

    /// Everything taken back whose words, names or files may still be in a table.
    func allTakenBack() throws -> [ID<Item>] {
        // Word for word the condition of the index items_taken_back.
        try tx.run("SELECT id FROM items WHERE state IN ('withdrawn', 'erased') ORDER BY id").map { try $0.id("id") }
    }

    /// Removes who stood behind these items under a chosen name, and whom they were opened to.
    func forgetNames(_ items: [ID<Item>]) throws {
        try tx.run("UPDATE items SET pseudonym = NULL WHERE id IN \(list: items) AND pseudonym IS NOT NULL")
        try tx.run("DELETE FROM grants WHERE item_id IN \(list: items)")
        try tx.run("DELETE FROM shares WHERE item_id IN \(list: items)")
    }

    /// How many items of a kind stand in each state at this reader's level or below; never computed by counting rows.
    func tally(_ kind: Kind, in space: ID<Space>, upTo level: Audience) throws -> [String: Int] {
        let rows = try tx.run(
            """
            SELECT state, SUM(n) AS total FROM tallies WHERE space_id = \(space) AND kind = \(kind.rawValue) AND audience <= \(level.rawValue)
            GROUP BY state
            """)
        return try Dictionary(rows.map { (try $0.text("state"), try $0.int("total")) }, uniquingKeysWith: +)
    }

    /// Keeps the tallies in step with a change; for this table's own writers only.
    func count(_ space: ID<Space>, _ audience: Audience, _ kind: Kind, _ state: String, by n: Int) throws {
        try tx.run(
            """
            INSERT INTO tallies (space_id, audience, kind, state, n) VALUES (\(space), \(audience.rawValue), \(kind.rawValue), \(state), \(n))
            ON CONFLICT (space_id, audience, kind, state) DO UPDATE SET n = tallies.n + excluded.n
            """)
    }

    /// A moment no clock reaches: the year 9999.
    static let forever = 253_402_300_799_000
}
