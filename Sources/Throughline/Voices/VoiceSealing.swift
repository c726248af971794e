import Database
import Language

/// What speakers say beside their words, and their photos and recordings, in a place that keeps its words locked.
extension VoiceStore {
    /// What was said about a voice before the place was locked: where it is about, who speaks for whom, who disagreed, who said yes.
    func seal(_ items: [ID<Item>], to lock: PlaceLock) throws {
        guard !items.isEmpty else { return }
        func sealed(_ row: Row, _ column: StaticString) throws -> String? {
            guard try row.value(column) != .null else { return nil }
            let stored = try row.storedText(column)
            return SealedWords.isSealed(stored) ? stored : lock.seal(words: stored)
        }
        for row in try tx.run("SELECT id, place, speaks_for, disagreed, guardian FROM voices WHERE id IN \(list: items)") {
            try tx.run(
                """
                UPDATE voices SET place = \(sealed(row, "place")), speaks_for = \(sealed(row, "speaks_for")),
                    disagreed = \(sealed(row, "disagreed")), guardian = \(sealed(row, "guardian")) WHERE id = \(row.text("id"))
                """)
        }
    }

    /// One file of a record is stored under another name from now on, since it was sealed.
    func refile(_ old: String, as new: String, of items: [ID<Item>]) throws {
        try tx.run("UPDATE files SET hash = \(new) WHERE hash = \(old) AND item_id IN \(list: items)")
    }

    func files(ofAll items: [ID<Item>]) throws -> [String] {
        try tx.run("SELECT DISTINCT hash FROM files WHERE item_id IN \(list: items) ORDER BY hash").map { try $0.text("hash") }
    }
}
