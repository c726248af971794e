import Database
import DatabaseTesting
import Foundation
import Language

@testable import Throughline

/// A world with something of everything that has to be carried.
extension World {
    var storage: Storage { Storage(db: db, files: house.files, folder: folder) }

    /// A survey, voices in several scripts with a photo, a code, a sealed address, and something taken back. Gives the two voices.
    func fillForCarrying() async throws -> (kept: ID<Item>, gone: ID<Item>) {
        var choices = ImportChoices()
        choices.space = "riverbend"
        let instance = Instance(house: house, lock: nil)
        _ = try await instance.importPolis(folder: Fixtures.own("polis"), choices, report: Heard().report)
        _ = try await instance.importTable(
            ImportTable(path: Fixtures.own("answers.csv"), form: .csv, map: ["text=said,author=who"], source: nil),
            to: .ask("Where is water?"),
            choices, report: Heard().report)
        let hash = try await house.files.put(Array("a photo".utf8))
        let act = house.act(by: nil)
        return try await db.write { tx in
            let ids: [ID<Item>] = try tx.run("SELECT id FROM voices ORDER BY id LIMIT 2").map { try $0.id("id") }
            try tx.run("INSERT INTO files (item_id, hash, kind, type, size) VALUES (\(ids[0]), \(hash), 'photo', 'image/jpeg', 7)")
            try VoiceStore(tx).remember("mac-of-a-code", for: ids[0], on: act.day)
            try tx.run("UPDATE voices SET told_to = 'sealed-address' WHERE id = \(ids[0])")
            try tx.run("UPDATE people SET password = 'argon-hash' WHERE name = 'Amina'")
            try self.house.jobs.enqueue("mail", "secret-payload", at: 5, on: tx)
            return (ids[0], ids[1])
        }
    }

    /// As taking back does at once, and the ledger with it.
    func takeBack(_ id: ID<Item>) async throws {
        let act = house.act(by: nil)
        try await db.write { tx in
            guard let item = try LineStore(tx).unseen(id) else { throw Refusal.notFound }
            try LineStore(tx).move(item, "withdraw", as: .stranger, own: true, by: act)
            try LineStore(tx).remember(id, "withdraw", on: act.day)
        }
    }
}

/// Runs the body with where an empty database of the engine may be made.
func withEmptyOptions(_ engine: TestEngine, _ body: (InstanceOptions) async throws -> Void) async throws {
    try await withFolder { folder in
        var options = InstanceOptions(data: folder + "/data")
        guard engine == .postgres else { return try await body(options) }
        try await withPostgresURL { url in
            options.database = url
            try await body(options)
        }
    }
}

/// Every file below a folder with its bytes.
func everyFile(in folder: String) throws -> [String: Data] {
    var found: [String: Data] = [:]
    let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    for path in paths {
        if let data = FileManager.default.contents(atPath: folder + "/" + path) { found[path] = data }
    }
    return found
}
