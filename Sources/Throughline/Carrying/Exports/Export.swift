import Database
import Foundation

/// Everything an installation holds, in a folder anybody can read: `data.jsonl` (all rows, table by table), `dictionary.json` (what each
/// column means), `withdrawn.ledger`, and `files/` with recordings and photos. With secrets the rows lie in `data.jsonl.sealed` instead.
public enum Export {
    static let plain = "data.jsonl"
    static let sealed = "data.jsonl.sealed"
    static let dictionary = "dictionary.json"
    static let ledger = "withdrawn" + LedgerFile.ending

    /// Writes an export into a new folder. With a passphrase, secrets come along, encrypted. Gives a summary to print.
    /// Throws ``CarryError``, ``DatabaseError`` and ``DumpError``.
    public static func write(_ options: InstanceOptions, to folder: String, passphrase: String?, report: CarryReport) async throws -> String
    {
        let storage = try await Storage.open(options)
        do {
            let summary = try await write(storage, to: folder, passphrase: passphrase, report)
            await storage.close()
            return summary
        } catch {
            await storage.close()
            throw error
        }
    }

    static func write(_ storage: Storage, to folder: String, passphrase: String?, _ report: CarryReport) async throws -> String {
        try makeEmpty(folder)
        let pending = try await Migration(Schema.changes).pending(on: storage.db)
        guard pending.isEmpty else {
            throw CarryError("This database was made by an older Throughline. Bring it up to date first: start `throughline serve` once.")
        }
        let before = try await storage.wantedFiles()
        let (secret, blank) = (DataDictionary.whole.secretTables, DataDictionary.whole.secretColumns)
        report.progress("writing rows")
        if let passphrase {
            guard passphrase.count >= 12 else { throw CarryError("The passphrase wants at least 12 characters; five words are better.") }
            try await TableDump.write(from: storage.db) {
                try SealedDumpSink(SealedWriter(folder + "/" + sealed, .passphrase(passphrase)))
            }
        } else {
            try await TableDump.write(from: storage.db, except: secret, blank: blank) { try DumpFileSink(folder + "/" + plain) }
        }
        let entries = try await storage.ledger()
        try LedgerFile.write(entries, to: folder + "/" + ledger)
        let files = try await copyFiles(storage, Set(before).union(try await storage.wantedFiles()), to: folder, report)
        // Last: a folder without it was not finished.
        let words = try dictionary(columns: await storage.db.columnsOfTables(), withSecrets: passphrase != nil)
        try WholeFile.write(words, to: folder + "/" + dictionary)
        return """
            Exported to \(folder): \(files.copied) files\(files.missing > 0 ? ", \(files.missing) missing in the store (see `throughline check`)" : "").
            \(passphrase == nil ? "Passwords, codes and sealed addresses are not in it; --with-secrets brings them along, encrypted." : "The rows are encrypted. Codes and sealed addresses also need keys.json, which is never exported: carry it yourself.")
            """
    }

    private static func makeEmpty(_ folder: String) throws {
        let files = FileManager.default
        if let names = try? files.contentsOfDirectory(atPath: folder), !names.isEmpty {
            throw CarryError("\(folder) is not empty. Name a new folder.")
        }
        do {
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CarryError("\(folder) cannot be made. Name a folder where you may write.")
        }
    }

    private static func copyFiles(_ storage: Storage, _ wanted: Set<String>, to folder: String, _ report: CarryReport) async throws -> (
        copied: Int, missing: Int
    ) {
        let target = try DiskFiles(folder: folder + "/files")
        var (copied, missing) = (0, 0)
        for hash in wanted.sorted() {
            if let bytes = try await storage.files.get(hash) {
                _ = try await target.put(bytes)
                copied += 1
            } else {
                report.remark("The file \(hash) is missing in the store.")
                missing += 1
            }
            report.progress("\(copied) of \(wanted.count) files")
        }
        try? FileManager.default.removeItem(atPath: folder + "/files/incoming")
        return (copied, missing)
    }

    /// The dictionary as JSON, tables and columns in the order of the rows.
    static func dictionary(columns: [String: [String]], withSecrets: Bool) throws -> [UInt8] {
        struct Entry: Encodable {
            let name, type, about: String
            let carried: Bool
        }
        struct Part: Encodable {
            let name, about: String
            let carried: Bool
            let columns: [Entry]
        }
        struct Whole: Encodable {
            let format = "Throughline export, version 1"
            let rows: String
            let note =
                "Each line of the rows is JSON: an object names a table and its columns, the arrays after it are its rows in that order. "
                + "Days count from 1970-01-01, moments are milliseconds since then (UTC), yes and no are 1 and 0. "
                + "What is not carried is a secret; it comes only in an encrypted export."
            let tables: [Part]
        }
        let parts = DataDictionary.whole.tables.sorted { $0.name < $1.name }.map { table in
            let types = Dictionary(
                (columns[table.name] ?? []).map { $0.split(separator: " ", maxSplits: 1).map(String.init) }.map {
                    ($0[0], $0.count > 1 ? $0[1] : "")
                },
                uniquingKeysWith: { first, _ in first })
            return Part(
                name: table.name, about: table.about, carried: withSecrets || !table.isSecret,
                columns: table.columns.map {
                    Entry(
                        name: $0.name, type: types[$0.name] ?? "", about: $0.about, carried: withSecrets || !($0.isSecret || table.isSecret)
                    )
                })
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try [UInt8](encoder.encode(Whole(rows: withSecrets ? sealed : plain, tables: parts))) + [UInt8(ascii: "\n")]
    }
}
