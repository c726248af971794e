import Database
import Foundation

/// The ledger as it travels: a line for each thing taken back. Newer ones only have more lines, so several are read as one.
enum LedgerFile {
    /// How a ledger beside a backup is named.
    static let ending = ".ledger"

    static func write(_ entries: [LedgerEntry], to path: String) throws(CarryError) {
        let text = entries.map { $0.line + "\n" }.joined()
        guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600]) else {
            throw CarryError("\(path) cannot be written.")
        }
    }

    static func read(_ path: String) throws(CarryError) -> [LedgerEntry] {
        guard let data = FileManager.default.contents(atPath: path) else { throw CarryError("The ledger \(path) cannot be read.") }
        var entries: [LedgerEntry] = []
        for (place, line) in String(decoding: data, as: UTF8.self).split(separator: "\n").enumerated() {
            guard let entry = LedgerEntry(line: line) else {
                throw .broken((path as NSString).lastPathComponent, line: place + 1, "it is no line of a ledger.")
            }
            entries.append(entry)
        }
        return entries
    }

    /// Everything the ledgers in a folder and the one that was named know.
    static func all(in folder: String, and named: String?) throws(CarryError) -> [LedgerEntry] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var entries: Set<LedgerEntry> = []
        for name in names where name.hasSuffix(ending) { entries.formUnion(try read(folder + "/" + name)) }
        if let named { entries.formUnion(try read(named)) }
        return entries.sorted { ($0.item.description, $0.act) < ($1.item.description, $1.act) }
    }
}

extension Storage {
    func ledger() async throws -> [LedgerEntry] { try await db.read { try LineStore($0).ledger() } }

    /// Applies a ledger before anything is served. Gives how many items were taken back by it.
    func apply(_ entries: [LedgerEntry]) async throws -> Int {
        let act = Act(by: nil, now: wallClock(), random: .system)
        var taken = 0
        let known = Set(try await ledger())
        let new = entries.filter { !known.contains($0) }
        for start in stride(from: 0, to: new.count, by: 200) {
            let batch = Array(new[start..<min(start + 200, new.count)])
            taken += try await db.write { try LineStore($0).apply(batch, by: act) }
        }
        return taken
    }
}
