import Database
import Language

/// Owns the table `unheld_files`: files of the store that no record pointed to when the sweep last looked.
struct UnheldFiles {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Notes tonight's list and gives those of it that stood on it on an earlier day already.
    func see(_ hashes: [String], on day: Day) throws -> [String] {
        let tonight = Set(hashes)
        let known = try tx.run("SELECT hash, seen_on FROM unheld_files ORDER BY hash").map {
            (hash: try $0.text("hash"), on: try $0.day("seen_on"))
        }
        let gone = known.map(\.hash).filter { !tonight.contains($0) }
        for start in stride(from: 0, to: gone.count, by: 500) {
            try tx.run("DELETE FROM unheld_files WHERE hash IN \(list: Array(gone[start..<min(start + 500, gone.count)]))")
        }
        for hash in tonight.subtracting(known.map(\.hash)).sorted() {
            try tx.run("INSERT INTO unheld_files (hash, seen_on) VALUES (\(hash), \(day))")
        }
        return known.filter { tonight.contains($0.hash) && $0.on < day }.map(\.hash)
    }

    /// What belonged to something taken back on this day needs no second night.
    func expect(_ hashes: [String], on day: Day) throws {
        for hash in hashes {
            try tx.run(
                """
                INSERT INTO unheld_files (hash, seen_on) VALUES (\(hash), \(day - 1)) ON CONFLICT (hash) DO UPDATE SET seen_on = excluded.seen_on
                """)
        }
    }

    /// Whether a record points to the file now.
    func isHeld(_ hash: String) throws -> Bool { try !tx.run("SELECT item_id FROM files WHERE hash = \(hash) LIMIT 1").isEmpty }
}
