import Database
import Language

/// Owns the table `documents`. The bytes are told of in `files`, as those of photos are.
struct DocumentStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Keeps it beside its record; kept before, it stands there already.
    func add(_ new: WaitingDocument, as hash: String, beside item: Item, by act: Act) throws -> ID<Document> {
        if let row = try tx.run("SELECT id FROM documents WHERE item_id = \(item.id) AND hash = \(hash)").first { return try row.id("id") }
        let count = try tx.run("SELECT COUNT(*) AS n FROM documents WHERE item_id = \(item.id)").first?.int("n") ?? 0
        guard count < Document.most else { throw Refusal.conflict }
        let id: ID<Document> = act.id()
        let title = try WordSealing(tx).sealed(new.title, beside: item.kind, in: item.space)
        try tx.run(
            """
            INSERT INTO documents (id, item_id, hash, kind, title, size, found, by_id, day)
            VALUES (\(id), \(item.id), \(hash), \(new.kind.rawValue), \(title), \(new.size), \(new.traces.written), \(act.by), \(act.day))
            """)
        try VoiceStore(tx).hold(hash, size: new.size, type: new.kind.type, beside: item.id)
        try AuditStore(tx).record("document.add", item: item.id, about: item.kind, space: item.space, by: act, unnamed: false)
        return id
    }

    /// Takes it away from its record. Gives the bytes nobody holds any more.
    func remove(_ document: Document, by act: Act) throws -> [String] {
        guard try tx.change("DELETE FROM documents WHERE id = \(document.id)") > 0 else { return [] }
        try VoiceStore(tx).letGo(document.hash, beside: document.item.id)
        try AuditStore(tx).record(
            "document.remove", item: document.item.id, about: document.item.kind, space: document.item.space, by: act, unnamed: false)
        return try VoiceStore(tx).unheld([document.hash])
    }

    /// One, for whoever may read its record.
    func find(_ id: ID<Document>, for reader: Reader, at now: Moment) throws -> Document {
        let rows = try tx.run("\(Self.select) WHERE d.id = \(id) AND \(Visibility.anywhere(for: reader, at: now))")
        guard let document = try rows.first.map(Self.read) else { throw Refusal.notFound }
        return document
    }

    /// All beside a record that somebody was let read, the newest day first.
    func all(beside item: Item) throws -> [Document] {
        try tx.run("\(Self.select) WHERE d.item_id = \(item.id) ORDER BY d.day DESC, d.id DESC").map(Self.read)
    }

    /// Nothing says any more that it was this person who brought something.
    func forget(_ person: ID<Person>) throws { try tx.run("UPDATE documents SET by_id = NULL WHERE by_id = \(person)") }

    /// What papers are called, in a place that keeps its words locked from now on.
    func seal(_ items: [ID<Item>], to lock: PlaceLock) throws {
        guard !items.isEmpty else { return }
        for row in try tx.run("SELECT id, title FROM documents WHERE item_id IN \(list: items)") {
            let title = try row.storedText("title")
            guard !SealedWords.isSealed(title) else { continue }
            try tx.run("UPDATE documents SET title = \(lock.seal(words: title)) WHERE id = \(row.text("id"))")
        }
    }

    /// Its bytes are stored under another name from now on, since they were sealed.
    func refile(_ old: String, as new: String, of items: [ID<Item>]) throws {
        try tx.run("UPDATE documents SET hash = \(new) WHERE hash = \(old) AND item_id IN \(list: items)")
    }

    private static func read(_ row: Row) throws -> Document {
        try Document(
            id: row.id("document_id"), item: Item(row), hash: row.text("hash"),
            kind: DocumentKind(rawValue: row.text("document_kind")) ?? .text,
            title: row.text("title"), size: row.int("size"), traces: Traces(written: row.text("found")), day: row.day("added_on"))
    }

    private static let select: SQL = """
        SELECT \(SQL.itemColumns), d.id AS document_id, d.hash, d.kind AS document_kind, d.title, d.size, d.found, d.day AS added_on
        FROM documents d JOIN items i ON i.id = d.item_id
        """
}
