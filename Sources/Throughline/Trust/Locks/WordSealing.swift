import Database

/// Seals what is written into a place that keeps its words locked. Whoever writes a text calls this one and knows of no key: a stranger, a
/// job and an import can all write what none of them can read.
struct WordSealing {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// A question, a statement to agree with and what is told back are said to people outside, who have no key: they stay readable.
    static let kinds = Kind.allCases.filter { ![.question, .statement, .telling].contains($0) }

    /// The words as they are to be stored. Nobody writes over words that they could not read.
    func sealed(_ words: String, of item: ID<Item>) throws -> String {
        if words.unicodeScalars.contains("\u{2063}"), words.contains(SealedWords.locked) { throw Refusal.notNow(.placeLocked) }
        return try lock(of: item)?.seal(words: words) ?? words
    }

    /// The same for words that stand beside a record of a kind; nothing stays nothing.
    func sealed(_ words: String?, beside kind: Kind, in space: ID<Space>) throws -> String? {
        guard let words else { return nil }
        if words.contains(SealedWords.locked) { throw Refusal.notNow(.placeLocked) }
        return try lock(on: kind, in: space)?.seal(words: words) ?? words
    }

    /// Whom the words of a record are sealed to; nil where they are not.
    func lock(of item: ID<Item>) throws -> PlaceLock? {
        try read(
            """
            SELECT l.space_id, l.public_key FROM items i JOIN place_locks l ON l.space_id = i.space_id
            WHERE i.id = \(item) AND i.kind IN \(list: Self.kinds.map(\.rawValue))
            """)
    }

    func lock(on kind: Kind, in space: ID<Space>) throws -> PlaceLock? {
        guard Self.kinds.contains(kind) else { return nil }
        return try lock(in: space)
    }

    func lock(in space: ID<Space>) throws -> PlaceLock? {
        try read("SELECT l.space_id, l.public_key FROM place_locks l WHERE l.space_id = \(space)")
    }

    /// What is locked is not carried elsewhere: a link or another place would show a lock.
    func requireReadable(_ item: ID<Item>) throws {
        guard try lock(of: item) == nil else { throw Refusal.notNow(.placeSealed) }
    }

    /// Before something is done that compares words: whoever does it has to be able to read them.
    func requireOpen(_ space: ID<Space>) throws {
        guard let lock = try lock(in: space) else { return }
        let probe = String(lock.seal(words: "?").unicodeScalars.dropFirst())
        guard SealedWords.opener?(probe) != nil else { throw Refusal.notNow(.placeLocked) }
    }

    private func read(_ sql: SQL) throws -> PlaceLock? {
        try tx.run(sql).first.map { PlaceLock(space: try $0.id("space_id"), bytes: Base64URL.bytes(try $0.text("public_key")) ?? []) }
    }
}
