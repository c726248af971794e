import Database
import Foundation

/// An opened backup in a folder of its own, not yet trusted.
struct Unpacked: Sendable {
    let folder: String
    let manifest: Manifest

    static func open(_ path: String, _ opener: SealedOpener, in folder: String) throws -> Unpacked {
        try FileManager.default.createDirectory(atPath: folder + "/files", withIntermediateDirectories: true)
        let reader = try SealedReader(path, opener)
        var tar = TarReader { try reader.next() }
        try tar.unpack(into: folder, allowing: Manifest.isKnown)
        guard let data = FileManager.default.contents(atPath: folder + "/" + Manifest.name),
            let manifest = try? JSONDecoder().decode(Manifest.self, from: data), manifest.format == 1
        else { throw CarryError("The backup has no list of what is in it; a newer Throughline may have made it.") }
        return Unpacked(folder: folder, manifest: manifest)
    }

    /// The database as an SQLite file, whichever engine it came from, exactly as it was backed up.
    func sqlite() async throws -> String {
        let path = folder + "/" + Manifest.sqlite
        // Also when it was made of the rows a moment ago.
        if FileManager.default.fileExists(atPath: path) { return path }
        let dump = folder + "/" + Manifest.dump
        let draft = path + ".part"
        let db = try SQLiteDatabase(path: draft)
        _ = try await Loader.load({ try DumpFileSource(dump) }, into: db, upToDate: false)
        // All of it in the one file that gets its name.
        try await db.checkpointTruncate()
        await db.close()
        guard rename(draft, path) == 0 else { throw CarryError("\(path) cannot be written.") }
        return path
    }

    /// Compares every row and every file with what the backup says of itself.
    func compare() async throws {
        let db = try SQLiteDatabase(path: try await sqlite(), readers: 1)
        let contents = try await Contents.of(db)
        await db.close()
        for (table, rows) in manifest.contents.rows.sorted(by: { $0.key < $1.key }) where contents.rows[table] != rows {
            throw CarryError("The backup should have \(rows) rows of “\(table)” and has \(contents.rows[table] ?? 0). Do not rely on it.")
        }
        guard contents == manifest.contents else {
            throw CarryError("The rows of the backup are not those it was made of. Do not rely on it.")
        }
        for hash in manifest.files {
            guard let data = FileManager.default.contents(atPath: folder + "/files/" + hash), ContentHash.of([UInt8](data)) == hash else {
                throw CarryError("The file \(hash) in the backup is missing or damaged. Do not rely on it.")
            }
        }
    }
}
