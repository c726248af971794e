import Database
import Foundation
import Language

extension Backup {
    /// Writes a backup while others go on working, closed with the public key in the data folder; `verify` opens it again, restores it
    /// into a folder of its own and compares. Beside it lies the ledger of what was taken back. Keys are not in it: who finds a backup
    /// and its secret should still hold no codes and no links. Gives a summary to print.
    /// Throws ``CarryError``, ``DatabaseError`` and ``DumpError``.
    public static func write(_ options: InstanceOptions, to path: String, verify: Bool, report: CarryReport) async throws -> String {
        let lock = try BackupKey.lock(in: options.data)
        let storage = try await Storage.open(options)
        do {
            let summary = try await write(storage, to: path, lock, verify: verify, report)
            await storage.close()
            return summary
        } catch {
            await storage.close()
            throw error
        }
    }

    static func write(_ storage: Storage, to path: String, _ lock: [UInt8], verify: Bool, _ report: CarryReport) async throws -> String {
        let draft = path + ".part"
        defer { try? FileManager.default.removeItem(atPath: draft) }
        let began = wallClock()
        let (manifest, key) = try await storage.withPassing { folder in
            try await pack(storage, in: folder, to: draft, lock, began, report)
        }
        if verify {
            report.progress("opening it again")
            try await storage.withPassing { folder in
                let found = try Unpacked.open(draft, .own(key), in: folder)
                try await found.compare()
            }
        }
        try LedgerFile.write(try await storage.ledger(), to: path + LedgerFile.ending)
        do { try WholeFile.place(draft, at: path) } catch { throw CarryError("\(path) cannot be put in place.") }
        try await LastBackup.note(began, on: storage.db)
        let rows = manifest.contents.rows.values.reduce(0, +)
        return """
            Backup in \(path): \(rows) rows in \(manifest.contents.rows.count) tables, \(manifest.files.count) files\
            \(manifest.missing.isEmpty ? "" : ", \(manifest.missing.count) missing in the store (see `throughline check`)").\
            \(verify ? " Opened again and compared: all there." : "")
            keys.json is not in it: keep a copy apart. The ledger \(path + LedgerFile.ending) belongs beside it.
            """
    }

    private static func pack(
        _ storage: Storage, in folder: String, to draft: String, _ lock: [UInt8], _ began: Moment, _ report: CarryReport
    ) async throws -> (Manifest, key: [UInt8]) {
        var wanted = Set(try await storage.wantedFiles())
        report.progress("copying the database")
        let copy = folder + "/copy"
        let contents = try await self.copy(storage.db, to: copy)
        wanted.formUnion(try await storage.wantedFiles())
        let there = Set(try await storage.files.all())
        let manifest = Manifest(
            madeAt: began.milliseconds, engine: storage.db.engine.rawValue, contents: contents, files: wanted.intersection(there).sorted(),
            missing: wanted.subtracting(there).sorted())
        let writer = try SealedWriter(draft, .publicKey(lock))
        let tar = TarWriter { try writer.write($0) }
        try tar.add(Manifest.name, [UInt8](JSONEncoder().encode(manifest)))
        try tar.add(manifest.database, file: copy)
        for (place, hash) in manifest.files.enumerated() {
            guard let bytes = try await storage.files.get(hash) else {
                throw CarryError("The file \(hash) went away meanwhile. Run this again.")
            }
            try tar.add("files/" + hash, bytes)
            report.progress("\(place + 1) of \(manifest.files.count) files")
        }
        try tar.finish()
        try writer.finish()
        return (manifest, writer.key)
    }

    /// A copy of the database from one moment, and what is in it.
    private static func copy(_ db: any Database, to path: String) async throws -> Contents {
        if let sqlite = db as? SQLiteDatabase {
            try await sqlite.vacuumInto(path)
            let copy = try SQLiteDatabase(path: path, readers: 1)
            let contents = try await Contents.of(copy)
            await copy.close()
            return contents
        }
        let counted = ContentsBox()
        try await TableDump.write(from: db) { Both(try DumpFileSink(path), counted.sink()) }
        return counted.contents
    }

    /// A copy made by ourselves before the tables change.
    static func beforeMigration(_ db: any Database, to path: String) async throws {
        if let sqlite = db as? SQLiteDatabase {
            try await sqlite.vacuumInto(path + ".sqlite")
        } else {
            try await TableDump.write(from: db) { try DumpFileSink(path + ".jsonl") }
        }
    }
}

/// Copies of the whole, made by ourselves.
public enum Backup {}

/// Two places one dump goes to.
private final class Both: DumpSink {
    private let first: any DumpSink
    private let second: any DumpSink

    init(_ first: any DumpSink, _ second: any DumpSink) { (self.first, self.second) = (first, second) }

    func write(_ lines: [UInt8]) throws {
        try first.write(lines)
        try second.write(lines)
    }

    func finish() throws {
        try first.finish()
        try second.finish()
    }
}

/// Owns the table `settings`: the moment of the last backup that came to its end.
enum LastBackup {
    private static let name = "last_backup"

    static func note(_ moment: Moment, on db: any Database) async throws {
        try await db.write { tx in
            try tx.run(
                """
                INSERT INTO settings (name, value) VALUES (\(name), \("\(moment.milliseconds)"))
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """)
        }
    }

    static func read(_ tx: any Connection) throws -> Moment? {
        try tx.run("SELECT value FROM settings WHERE name = \(name)").first.flatMap { Int(try $0.text("value")) }.map(
            Moment.init(milliseconds:))
    }
}
