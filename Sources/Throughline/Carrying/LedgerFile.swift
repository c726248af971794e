import Database
import Foundation

/// The ledger as it travels: a line for each thing taken back. Newer ones only have more lines, so several are read as one.
enum LedgerFile {
    /// How a ledger beside a backup is named.
    static let ending = ".ledger"

    /// An older ledger of that name stays as it is until the new one is whole and safe on disk.
    static func write(_ entries: [LedgerEntry], to path: String) throws(CarryError) {
        let text = entries.map { $0.line + "\n" }.joined()
        do { try WholeFile.write(Array(text.utf8), to: path) } catch {
            throw CarryError("\(path) cannot be written.\(error == .full ? " The disk is full." : "")")
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

    /// Applies a ledger before anything is served, everywhere along the path as taking back does. Gives how many items it took back.
    func apply(_ entries: [LedgerEntry]) async throws -> Int {
        let act = Act(by: nil, now: wallClock(), random: .system)
        let known = Set(try await ledger())
        let new = entries.filter { !known.contains($0) }
        var taken = 0
        for start in stride(from: 0, to: new.count, by: 200) {
            let batch = Array(new[start..<min(start + 200, new.count)])
            let done = try await db.write { tx in try Self.takeBack(batch, tx, by: act) }
            taken += done.taken
            for hash in done.files { try await files.remove(hash) }
        }
        return taken
    }

    private static func takeBack(_ entries: [LedgerEntry], _ tx: any Connection, by act: Act) throws -> (taken: Int, files: [String]) {
        let line = LineStore(tx)
        var taken = 0
        var files: [String] = []
        for entry in entries {
            try line.remember(entry.item, entry.act, on: entry.day)
            if let person = entry.person {
                let again = try AccountErasure(tx).eraseAgain(person, keepingWords: entry.act == LedgerEntry.account, by: act)
                (taken, files) = (taken + (again == nil ? 0 : 1), files + (again ?? []))
                continue
            }
            guard let item = try line.unseen(entry.item), item.state != "withdrawn", item.state != "erased" else { continue }
            if entry.act == LedgerEntry.end {
                files += try Ending(tx).end(item.id, by: act)
            } else if item.kind == .voice, Lifecycle.of(.voice).step("withdraw", from: item.state) != nil {
                files += try Withdrawal.takeBack(VoiceStore(tx).own(item.id), tx, by: act)
            } else {
                try line.takeBackAgain(item, by: act)
            }
            taken += 1
        }
        return (taken, files)
    }
}
