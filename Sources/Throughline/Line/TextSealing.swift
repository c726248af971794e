import Database

/// What was written before a place began to keep its words locked is sealed where it lies, earlier versions too.
extension TextStore {
    func seal(_ items: [ID<Item>], to lock: PlaceLock) throws {
        guard !items.isEmpty else { return }
        for row in try tx.run("SELECT item_id, field, language, version, body FROM texts WHERE item_id IN \(list: items)") {
            let body = try row.storedText("body")
            guard !SealedWords.isSealed(body) else { continue }
            try tx.run(
                """
                UPDATE texts SET body = \(lock.seal(words: body)) WHERE item_id = \(row.text("item_id")) AND field = \(row.text("field"))
                    AND language = \(row.text("language")) AND version = \(row.int("version"))
                """)
        }
    }
}

extension LineStore {
    /// The next records of a place whose words are sealed, in the order of their ids; empty after the last.
    func sealable(in space: ID<Space>, after last: ID<Item>?, limit: Int) throws -> [ID<Item>] {
        try tx.run(
            """
            SELECT i.id FROM items i WHERE i.space_id = \(space) AND i.kind IN \(list: WordSealing.kinds.map(\.rawValue))
                AND i.id > \(last?.description ?? "") ORDER BY i.id LIMIT \(limit)
            """
        ).map { try $0.id("id") }
    }

    /// The reasons these records give for what they point to.
    func sealReasons(of items: [ID<Item>], to lock: PlaceLock) throws {
        guard !items.isEmpty else { return }
        for row in try tx.run("SELECT from_id, relation, to_id, why FROM links WHERE from_id IN \(list: items) AND why IS NOT NULL") {
            let why = try row.storedText("why")
            guard !SealedWords.isSealed(why) else { continue }
            try tx.run(
                """
                UPDATE links SET why = \(lock.seal(words: why)) WHERE from_id = \(row.text("from_id"))
                    AND relation = \(row.text("relation")) AND to_id = \(row.text("to_id"))
                """)
        }
    }
}
