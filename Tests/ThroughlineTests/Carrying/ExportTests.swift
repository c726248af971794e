import Database
import DatabaseTesting
import Foundation
import Testing

@testable import Throughline

struct ExportTests {
    private static let pairs = TestEngine.available.flatMap { from in TestEngine.available.map { (from, $0) } }

    @Test(arguments: pairs)
    func anExportBroughtInAndExportedAgainIsTheSameToTheByte(_ from: TestEngine, _ to: TestEngine) async throws {
        try await withWorld(from) { world in
            let voices = try await world.fillForCarrying()
            try await world.takeBack(voices.gone)
            let first = world.folder + "/first"
            _ = try await Export.write(world.storage, to: first, passphrase: nil, Heard().report)
            try await withEmptyOptions(to) { options in
                let said = try await Export.read(first, into: options, passphrase: nil, ledger: nil, report: Heard().report)
                #expect(said.contains("1 files brought in") && said.contains("nothing new to take back"))
                let again = options.data + "-again"
                _ = try await Export.write(options, to: again, passphrase: nil, report: Heard().report)
                let (before, after) = try (everyFile(in: first), everyFile(in: again))
                #expect(before.keys.sorted() == after.keys.sorted() && before.count == 4)
                for (name, bytes) in before { #expect(after[name] == bytes, "\(name)") }
            }
        }
    }

    @Test func secretsStayBehindUnlessTheyAreAskedFor() async throws {
        try await withWorld(.sqlite) { world in
            _ = try await world.fillForCarrying()
            let (plain, closed) = (world.folder + "/plain", world.folder + "/closed")
            _ = try await Export.write(world.storage, to: plain, passphrase: nil, Heard().report)
            let passphrase = "pump lamp river goat seven"
            _ = try await Export.write(world.storage, to: closed, passphrase: passphrase, Heard().report)
            let secrets = ["mac-of-a-code", "sealed-address", "argon-hash", "secret-payload"]
            for (name, bytes) in try everyFile(in: plain).merging(everyFile(in: closed), uniquingKeysWith: { $0 + $1 }) {
                for secret in secrets { #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(secret) in \(name)") }
            }
            #expect(try everyFile(in: plain)["data.jsonl"]?.range(of: Data("The pump is dry".utf8)) != nil)
            #expect(try everyFile(in: closed)["data.jsonl"] == nil)
            try await withEmptyOptions(.sqlite) { options in
                for (words, message) in [
                    (nil, "This export is encrypted."), ("pump lamp river goat eight", "data.jsonl.sealed does not open"),
                ] as [(String?, String)] {
                    do {
                        _ = try await Export.read(closed, into: options, passphrase: words, ledger: nil, report: Heard().report)
                        Issue.record("it opened")
                    } catch let error as CarryError {
                        #expect(error.description.hasPrefix(message))
                    }
                }
                _ = try await Export.read(closed, into: options, passphrase: passphrase, ledger: nil, report: Heard().report)
                let storage = try await Storage.open(options)
                let (ours, theirs) = try await (Contents.of(world.db), Contents.of(storage.db))
                #expect(ours == theirs && theirs.rows["receipts"] == 1)
                await storage.close()
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func aNewerLedgerTakesBackWhatTheExportStillHas(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let voices = try await world.fillForCarrying()
            let folder = world.folder + "/export"
            _ = try await Export.write(world.storage, to: folder, passphrase: nil, Heard().report)
            try await world.takeBack(voices.gone)
            let ledger = world.folder + "/newer.ledger"
            try LedgerFile.write(await world.storage.ledger(), to: ledger)
            try await withEmptyOptions(engine) { options in
                let said = try await Export.read(folder, into: options, passphrase: nil, ledger: ledger, report: Heard().report)
                #expect(said.contains("1 things that were taken back since stay taken back."))
                let storage = try await Storage.open(options)
                let (state, texts, ledger) = try await storage.db.read { tx in
                    try (
                        LineStore(tx).unseen(voices.gone)?.state, tx.run("SELECT body FROM texts WHERE item_id = \(voices.gone)").count,
                        LineStore(tx).ledger().count
                    )
                }
                #expect(state == "withdrawn" && texts == 0 && ledger == 1)
                #expect(try await Check.run(options).lines.contains("ok     The tallies agree with the items."))
                await storage.close()
            }
        }
    }

    @Test func whatIsNotEmptyOrNotWholeIsRefused() async throws {
        try await withWorld(.sqlite) { world in
            _ = try await world.fillForCarrying()
            let folder = world.folder + "/export"
            _ = try await Export.write(world.storage, to: folder, passphrase: nil, Heard().report)
            await #expect(throws: CarryError("\(folder) is not empty. Name a new folder.")) {
                _ = try await Export.write(world.storage, to: folder, passphrase: nil, Heard().report)
            }
            try await withEmptyOptions(.sqlite) { options in
                _ = try await Export.read(folder, into: options, passphrase: nil, ledger: nil, report: Heard().report)
                await #expect(throws: DumpError.self) {
                    _ = try await Export.read(folder, into: options, passphrase: nil, ledger: nil, report: Heard().report)
                }
            }
            let data = folder + "/data.jsonl"
            let whole = try Data(contentsOf: URL(filePath: data))
            try whole.dropLast(40).write(to: URL(filePath: data))
            try await withEmptyOptions(.sqlite) { options in
                await #expect(throws: DumpError.self) {
                    _ = try await Export.read(folder, into: options, passphrase: nil, ledger: nil, report: Heard().report)
                }
                try FileManager.default.removeItem(atPath: folder + "/dictionary.json")
                await #expect(throws: CarryError("\(folder) is not a whole export: it has no dictionary.json.")) {
                    _ = try await Export.read(folder, into: options, passphrase: nil, ledger: nil, report: Heard().report)
                }
            }
        }
    }
}
