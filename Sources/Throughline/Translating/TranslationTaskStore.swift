import Database
import Language

/// Owns the table `translation_tasks`: a link is kept nowhere, only its keyed hash.
struct TranslationTaskStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Asks a translator of the place, or whoever has the link. Of one text, one is asked for a language at a time.
    func add(
        _ item: Item, field: String, into language: LanguageTag, whom: ID<Person>?, link: String?, days: Int, agreedBy: ID<Person>?,
        keys: Keys,
        by act: Act
    ) throws {
        let open = try tx.run(
            """
            SELECT id FROM translation_tasks WHERE item_id = \(item.id) AND field = \(field) AND language = \(language) AND state = 'asked'
                AND until >= \(act.day)
            """)
        guard open.isEmpty else { throw Refusal.conflict }
        let (id, mac): (ID<TranslationTask>, String?) = (act.id(), link.map { hex(keys.mac($0, for: .translationTasks)) })
        try tx.run(
            """
            INSERT INTO translation_tasks (id, item_id, space_id, field, language, by_id, translator_id, mac, agreed_by, state, asked_on, until,
                version)
            VALUES (\(id), \(item.id), \(item.space), \(field), \(language), \(act.by), \(whom), \(mac), \(agreedBy), 'asked', \(act.day),
                \(act.day + days), 1)
            """)
        try AuditStore(tx).record("translation.ask", item: item.id, about: item.kind, space: item.space, by: act, unnamed: false)
    }

    /// What waits for somebody, the nearest end first.
    func waiting(for person: ID<Person>, on day: Day) throws -> [TranslationTask] {
        try tx.run(
            "\(Self.select) WHERE t.translator_id = \(person) AND t.state = 'asked' AND t.until >= \(day) ORDER BY t.until, t.id LIMIT 100"
        ).map(TranslationTask.init)
    }

    func all(of item: ID<Item>) throws -> [TranslationTask] {
        try tx.run("\(Self.select) WHERE t.item_id = \(item) ORDER BY t.language, t.id LIMIT 200").map(TranslationTask.init)
    }

    /// Somebody's own, while it is open; for others it was never there.
    func find(_ id: ID<TranslationTask>, of person: ID<Person>, on day: Day) throws -> TranslationTask {
        let rows = try tx.run(
            "\(Self.select) WHERE t.id = \(id) AND t.translator_id = \(person) AND t.state = 'asked' AND t.until >= \(day)")
        guard let row = rows.first else { throw Refusal.notFound }
        return try TranslationTask(row)
    }

    /// The one a link opens, while it is open, nobody has taken it to their account, and whoever asked is still of the place.
    func find(link: String, keys: Keys, on day: Day) throws -> TranslationTask {
        let macs = keys.macs(link, for: .translationTasks).map { hex($0) }
        let rows = try tx.run(
            """
            \(Self.select) JOIN memberships m ON m.person_id = t.by_id AND m.space_id = t.space_id
            WHERE t.mac IN \(list: macs) AND t.translator_id IS NULL AND t.state = 'asked' AND t.until >= \(day)
            """)
        guard let row = rows.first else { throw Refusal.notFound }
        return try TranslationTask(row)
    }

    /// The record it is about, as far as this task opens it still; gone where it was taken back or given to fewer people since.
    func item(of task: TranslationTask, for reader: Reader, at now: Moment) throws -> Item {
        let isOfThePlace = !task.isByLink && reader.may(.translate, in: task.space)
        guard isOfThePlace || task.isByLink else { throw Refusal.notFound }
        let rule = Visibility.byTask(ofThePlace: isOfThePlace, agreed: task.isAgreed, at: now)
        let rows = try tx.run("SELECT \(SQL.itemColumns) FROM items i WHERE i.id = \(task.item) AND \(rule)")
        guard let row = rows.first else { throw Refusal.notFound }
        return try Item(row)
    }

    func save(_ task: TranslationTask, _ draft: TranslatedDraft) throws {
        try change(task, "draft = \(draft.text.nonEmpty), credit = \(draft.credit.nonEmpty)")
    }

    /// It stands beside the original from now on.
    func send(_ task: TranslationTask, _ draft: TranslatedDraft, of item: Item, by act: Act) throws {
        try change(task, "state = 'sent', draft = NULL, credit = NULL, done_on = \(act.day)")
        try TextStore(tx).write(
            draft.text, of: item.id, field: task.field, in: task.language, origin: "human", credit: draft.credit.nonEmpty, on: act.day)
        try AuditStore(tx).record("translation.send", item: item.id, about: item.kind, space: item.space, by: act, unnamed: act.by == nil)
    }

    func refuse(_ task: TranslationTask, of item: Item, by act: Act) throws {
        try change(task, "state = 'refused', draft = NULL, credit = NULL, done_on = \(act.day)")
        try AuditStore(tx).record("translation.refuse", item: item.id, about: item.kind, space: item.space, by: act, unnamed: act.by == nil)
    }

    /// Whoever has the link takes it to their account; the link is over with that.
    func take(_ task: TranslationTask, by person: ID<Person>) throws {
        try change(task, "translator_id = \(person)")
    }

    /// The team does not want it any more: what was drafted goes with it.
    func end(_ id: ID<TranslationTask>, of item: Item, by act: Act) throws {
        guard try tx.change("DELETE FROM translation_tasks WHERE id = \(id) AND item_id = \(item.id) AND state <> 'sent'") == 1 else {
            throw Refusal.notFound
        }
        try AuditStore(tx).record("translation.end", item: item.id, about: item.kind, space: item.space, by: act, unnamed: false)
    }

    /// These records are gone, or out of sight.
    func forget(_ items: [ID<Item>]) throws {
        try tx.run("DELETE FROM translation_tasks WHERE item_id IN \(list: items)")
    }

    /// A place locks its words: what somebody was asked to translate would lie here unlocked.
    func endAll(in space: ID<Space>) throws {
        try tx.run("DELETE FROM translation_tasks WHERE space_id = \(space) AND state <> 'sent'")
        try tx.run("UPDATE translation_tasks SET draft = NULL WHERE space_id = \(space)")
    }

    /// Words of theirs were taken back: what was drafted may hold them still.
    func dropDrafts(of items: [ID<Item>]) throws {
        guard !items.isEmpty else { return }
        try tx.run("UPDATE translation_tasks SET draft = NULL, version = version + 1 WHERE item_id IN \(list: items) AND draft IS NOT NULL")
    }

    /// Somebody is gone for good: what waited for them waits for nobody, no translation bears their name, and who asked is not known.
    func forget(_ person: ID<Person>) throws {
        for row in try tx.run("SELECT item_id, field, language FROM translation_tasks WHERE translator_id = \(person) AND state = 'sent'") {
            try TextStore(tx).uncredit(row.id("item_id"), field: row.text("field"), in: row.language("language"))
        }
        try tx.run("DELETE FROM translation_tasks WHERE translator_id = \(person) AND state = 'asked'")
        try tx.run("UPDATE translation_tasks SET translator_id = NULL WHERE translator_id = \(person)")
        try tx.run("UPDATE translation_tasks SET by_id = NULL WHERE by_id = \(person)")
    }

    private func change(_ task: TranslationTask, _ columns: SQL) throws {
        let changed = try tx.change(
            """
            UPDATE translation_tasks SET \(columns), version = version + 1
            WHERE id = \(task.id) AND version = \(task.version) AND state = 'asked'
            """)
        guard changed == 1 else { throw Refusal.conflict }
    }

    private static let select: SQL = """
        SELECT t.id, t.item_id, t.space_id, t.field, t.language, t.by_id, t.translator_id, t.mac, t.agreed_by, t.state, t.draft, t.credit,
            t.asked_on, t.until, t.version FROM translation_tasks t
        """
}

extension TranslationTask {
    init(_ row: Row) throws {
        try self.init(
            id: row.id("id"), item: row.id("item_id"), space: row.id("space_id"), field: row.text("field"),
            language: row.language("language"), by: row.idOrNil("by_id"), translator: row.idOrNil("translator_id"),
            isByLink: row.textOrNil("mac") != nil, isAgreed: row.textOrNil("agreed_by") != nil,
            state: State(rawValue: row.text("state")) ?? .refused, draft: row.textOrNil("draft") ?? "",
            credit: row.textOrNil("credit") ?? "", askedOn: row.day("asked_on"), until: row.day("until"), version: row.int("version"))
    }
}
