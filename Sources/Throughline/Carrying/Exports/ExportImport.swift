import Database
import Foundation
import Language

extension Export {
    /// Brings an export into an empty database, SQLite or PostgreSQL. What the newest ledger knows was taken back is taken back before
    /// anything can be served. Gives a summary to print. Throws ``CarryError``, ``DatabaseError`` and ``DumpError``.
    public static func read(
        _ folder: String, into options: InstanceOptions, passphrase: String?, ledger named: String?, report: CarryReport
    ) async throws -> String {
        let storage = try await Storage.make(options)
        do {
            let summary = try await read(folder, into: storage, passphrase: passphrase, ledger: named, report)
            await storage.close()
            return summary
        } catch {
            await storage.close()
            throw error
        }
    }

    static func read(_ folder: String, into storage: Storage, passphrase: String?, ledger named: String?, _ report: CarryReport)
        async throws -> String
    {
        guard FileManager.default.fileExists(atPath: folder + "/" + dictionary) else {
            throw CarryError("\(folder) is not a whole export: it has no \(dictionary).")
        }
        let entries = try LedgerFile.all(in: folder, and: named)
        let source = try source(folder, passphrase)
        report.progress("reading rows")
        let rows = try await Loader.load(source, into: storage.db)
        let files = try await bringFiles(folder, into: storage, report)
        let taken = try await storage.apply(entries)
        return """
            \(rows) rows and \(files) files brought in from \(folder).
            \(taken > 0 ? "\(taken) things that were taken back since stay taken back." : "The ledger had nothing new to take back.")
            """
    }

    private static func source(_ folder: String, _ passphrase: String?) throws -> @Sendable () throws -> any DumpSource {
        let (open, closed) = (folder + "/" + plain, folder + "/" + sealed)
        if FileManager.default.fileExists(atPath: open) { return { try DumpFileSource(open) } }
        guard FileManager.default.fileExists(atPath: closed) else {
            throw CarryError("\(folder) is not a whole export: it has no \(plain).")
        }
        guard let passphrase else { throw CarryError("This export is encrypted. Put its passphrase in THROUGHLINE_EXPORT_PASSPHRASE.") }
        return { try SealedDumpSource(SealedReader(closed, .passphrase(passphrase))) }
    }

    private static func bringFiles(_ folder: String, into storage: Storage, _ report: CarryReport) async throws -> Int {
        guard FileManager.default.fileExists(atPath: folder + "/files") else { return 0 }
        let source = try DiskFiles(folder: folder + "/files")
        defer { try? FileManager.default.removeItem(atPath: folder + "/files/incoming") }
        let hashes = try await source.all()
        for (place, hash) in hashes.enumerated() {
            guard let bytes = try await source.get(hash) else { continue }
            _ = try await storage.files.put(bytes)
            report.progress("\(place + 1) of \(hashes.count) files")
        }
        return hashes.count
    }
}

/// Puts a dump into an empty database, also one that an older version made: the tables are built as they were then, filled, and brought
/// up to date unless they should stay as they were.
enum Loader {
    static func load(_ open: @escaping @Sendable () throws -> any DumpSource, into db: any Database, upToDate: Bool = true) async throws
        -> Int
    {
        guard let head = try open().next(), let changes = changes(of: head) else {
            throw CarryError("The rows do not begin like an export.")
        }
        let known = Schema.changes
        guard changes <= known.count else { throw InstanceError.newer(found: changes, known: known.count) }
        let now = wallClock().milliseconds
        // On a database that has all changes already this does nothing; loading then wants the same number.
        let there = known.count - (try await Migration(known).pending(on: db).count)
        if there < changes { _ = try await Migration(Array(known.prefix(changes))).run(on: db, now: now, backUpFirst: nil) }
        if there > changes {
            throw CarryError("This export is older than the empty database. Choose a new folder or a database nothing was ever put in.")
        }
        let rows = try await TableDump.load(into: db, from: open)
        if upToDate { _ = try await Migration(known).run(on: db, now: now, backUpFirst: nil) }
        return rows
    }

    private static func changes(of line: [UInt8]) -> Int? {
        struct Head: Decodable { let dump, changes: Int }
        return (try? JSONDecoder().decode(Head.self, from: Data(line))).flatMap { $0.dump == 1 ? $0.changes : nil }
    }
}
