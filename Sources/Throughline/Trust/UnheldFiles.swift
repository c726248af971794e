import Database
import Language

/// Owns the table `unheld_files`: files of the store that no record pointed to when the sweep last looked.
struct UnheldFiles {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Notes tonight's list and gives those that stood on it on an earlier day already.
    func see(_ hashes: [String], on day: Day) throws -> [String] {
        try tx.run("DELETE FROM unheld_files WHERE hash NOT IN \(list: hashes)")
        for hash in hashes {
            try tx.run("INSERT INTO unheld_files (hash, seen_on) VALUES (\(hash), \(day)) ON CONFLICT (hash) DO NOTHING")
        }
        return try tx.run("SELECT hash FROM unheld_files WHERE seen_on < \(day) ORDER BY hash").map { try $0.text("hash") }
    }
}
