import Database

extension VoiceStore {
    /// The voices of items that were put on the path together: unnamed, each of one person who does not want to be told.
    func addAll(_ items: [BulkItem]) throws {
        let voices = items.compactMap { item in item.link.map { (item, $0.to) } }
        for start in stride(from: 0, to: voices.count, by: LineStore.rowsAtOnce) {
            let rows = voices[start..<min(start + LineStore.rowsAtOnce, voices.count)].map { item, question -> SQL in
                "(\(item.id), \(question), \(item.openness.rawValue), 0, 1, 'none', \(item.language))"
            }
            try tx.run(
                """
                INSERT INTO voices (id, question_id, openness, quotable, people, door, told_language)
                VALUES \(rows.joined(separator: ", "))
                """)
        }
    }
}
