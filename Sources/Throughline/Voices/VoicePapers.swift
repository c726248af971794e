import Database

/// Files beside records that nobody said: papers. They are told of where recordings and photos are, so that whatever keeps, carries,
/// seals, checks and removes files does so with them.
extension VoiceStore {
    func hold(_ hash: String, size: Int, type: String, beside item: ID<Item>) throws {
        try tx.run(
            "INSERT INTO files (item_id, hash, kind, type, size) VALUES (\(item), \(hash), 'document', \(type), \(size)) ON CONFLICT DO NOTHING"
        )
    }

    func letGo(_ hash: String, beside item: ID<Item>) throws {
        try tx.run("DELETE FROM files WHERE item_id = \(item) AND hash = \(hash) AND kind = 'document'")
    }
}
