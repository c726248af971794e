import CSodium
import Database
import Foundation
import Language

/// SHA-256 of bytes, as files are named by it.
enum ContentHash {
    static func of(_ bytes: [UInt8]) -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return hex(digest)
    }
}

extension Backup {
    /// Brings a backup to life in an empty folder or database. Rows and files are compared with what the backup says of itself, and the
    /// newest ledger is applied, before anything stands where `serve` would find it. Gives a summary to print.
    /// Throws ``CarryError``, ``DatabaseError`` and ``DumpError``.
    public static func restore(
        _ path: String, into options: InstanceOptions, secret: String?, ledger named: String?, report: CarryReport
    ) async throws -> String {
        guard let secret else { throw CarryError("Put the secret of the backup key in THROUGHLINE_BACKUP_SECRET.") }
        let opener = SealedOpener.secretKey(try BackupKey.secret(from: secret))
        let target = Storage.sqlite(in: options.data)
        if options.database == nil, FileManager.default.fileExists(atPath: target) {
            throw CarryError("There is a database in \(options.data) already. Restore into a new folder.")
        }
        let beside = (path as NSString).deletingLastPathComponent
        let entries = try LedgerFile.all(in: beside.isEmpty ? "." : beside, and: named)
        let staging: PassingFolder
        do {
            try FileManager.default.createDirectory(
                atPath: options.data, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            staging = try PassingFolder(in: options.data + "/work", named: "restore")
        } catch {
            throw InstanceError.storage("Cannot write in \(options.data). Choose another folder with --data.")
        }
        defer { staging.remove() }
        report.progress("opening the backup")
        let found = try Unpacked.open(path, opener, in: staging.path)
        report.progress("comparing it with its list")
        try await found.compare()
        let taken = try await place(found, entries, options, report)
        let hasKeys = FileManager.default.fileExists(atPath: options.data + "/keys.json")
        let day = Moment(milliseconds: found.manifest.madeAt).day(in: .utc)
        return """
            Restored the backup of \(day.text): \(found.manifest.contents.rows.values.reduce(0, +)) rows, \(found.manifest.files.count) files.
            \(taken > 0 ? "\(taken) things that were taken back since stay taken back." : "The ledger had nothing new to take back.")
            \(hasKeys ? "keys.json is there." : "Now put your copy of keys.json into \(options.data), readable by you only; without it codes and links do not open.")
            """
    }

    private static func place(_ found: Unpacked, _ entries: [LedgerEntry], _ options: InstanceOptions, _ report: CarryReport) async throws
        -> Int
    {
        let files = try await options.openFiles()
        for (place, hash) in found.manifest.files.enumerated() {
            if let data = FileManager.default.contents(atPath: found.folder + "/files/" + hash) { _ = try await files.put([UInt8](data)) }
            report.progress("\(place + 1) of \(found.manifest.files.count) files")
        }
        let copy = try await found.sqlite()
        if options.database != nil {
            let dump = found.folder + "/again.jsonl"
            let db = try SQLiteDatabase(path: copy)
            try await TableDump.write(from: db) { try DumpFileSink(dump) }
            await db.close()
            let storage = Storage(db: try await Storage.database(options), files: files, folder: options.data)
            _ = try await Loader.load({ try DumpFileSource(dump) }, into: storage.db)
            let taken = try await storage.apply(entries)
            await storage.close()
            return taken
        }
        // Brought up to date and cleared while it still stands aside; only then put where `serve` looks.
        let storage = Storage(db: try SQLiteDatabase(path: copy), files: files, folder: options.data)
        _ = try await Migration(Schema.changes).run(on: storage.db, now: wallClock().milliseconds, backUpFirst: nil)
        let taken = try await storage.apply(entries)
        if let sqlite = storage.db as? SQLiteDatabase {
            if taken > 0 { try await sqlite.vacuum() }
            try await sqlite.checkpointTruncate()
        }
        await storage.close()
        do { try WholeFile.place(copy, at: Storage.sqlite(in: options.data)) } catch {
            throw CarryError("The database cannot be put in place.")
        }
        return taken
    }
}
