import Database
import DatabaseTesting
import Foundation
import Testing

@testable import Throughline

struct BackupTests {
    private static let pairs = TestEngine.available.flatMap { from in TestEngine.available.map { (from, $0) } }

    @Test(arguments: pairs)
    func aBackupOfABusyDatabaseComesToLifeOnEitherEngine(_ from: TestEngine, _ to: TestEngine) async throws {
        try await withWorld(from) { world in
            let voices = try await world.fillForCarrying()
            let key = BackupKey()
            let path = world.folder + "/monday.tlb"
            let (db, house) = (world.db, world.house)
            let writing = Task {
                var written = 0
                while !Task.isCancelled {
                    try await db.write { tx in try house.jobs.enqueue("busy", "", at: 1, on: tx) }
                    written += 1
                }
                return written
            }
            let said = try await Backup.write(world.storage, to: path, key.lock, verify: true, Heard().report)
            writing.cancel()
            #expect(try await writing.value > 0)
            #expect(said.contains("1 files. Opened again and compared: all there."))
            #expect(try await db.read { try LastBackup.read($0) } != nil)
            try await withEmptyOptions(to) { options in
                let told = try await Backup.restore(path, into: options, secret: key.secretText, ledger: nil, report: Heard().report)
                #expect(told.contains("Now put your copy of keys.json"))
                try FileManager.default.copyItem(atPath: world.folder + "/keys.json", toPath: options.data + "/keys.json")
                let report = try await Check.run(options)
                #expect(report.isSound, "\(report.text)")
                let storage = try await Storage.open(options)
                let bodies = try await storage.db.read { tx in
                    try tx.run("SELECT body FROM texts WHERE item_id = \(voices.kept)").map { try $0.text("body") }
                }
                #expect(bodies.count == 1)
                #expect(try await storage.files.all().count == 1)
                await storage.close()
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func whatWasTakenBackAfterTheBackupDoesNotComeBackWithIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let voices = try await world.fillForCarrying()
            let key = BackupKey()
            let folder = world.folder + "/backups"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            _ = try await Backup.write(world.storage, to: folder + "/old.tlb", key.lock, verify: false, Heard().report)
            let words = try await world.db.read { tx in
                try tx.run("SELECT body FROM texts WHERE item_id = \(voices.gone)").first?.text("body")
            }
            try await world.takeBack(voices.gone)
            // A newer backup leaves a newer ledger beside the old one.
            _ = try await Backup.write(world.storage, to: folder + "/new.tlb", key.lock, verify: false, Heard().report)
            try await withEmptyOptions(engine) { options in
                let told = try await Backup.restore(
                    folder + "/old.tlb", into: options, secret: key.secretText, ledger: nil, report: Heard().report)
                #expect(told.contains("1 things that were taken back since stay taken back."))
                let storage = try await Storage.open(options)
                let state = try await storage.db.read { tx in try LineStore(tx).unseen(voices.gone)?.state }
                #expect(state == "withdrawn")
                await storage.close()
                let text = try #require(words)
                for (name, bytes) in try everyFile(in: options.data) { #expect(bytes.range(of: Data(text.utf8)) == nil, "\(name)") }
            }
        }
    }

    @Test func onlyTheRightSecretOpensAndNothingChangedDoes() async throws {
        try await withWorld(.sqlite) { world in
            _ = try await world.fillForCarrying()
            let key = BackupKey()
            let path = world.folder + "/b.tlb"
            _ = try await Backup.write(world.storage, to: path, key.lock, verify: false, Heard().report)
            let whole = [UInt8](try Data(contentsOf: URL(filePath: path)))
            #expect(Data(whole).range(of: Data("The pump is dry".utf8)) == nil)
            try await withEmptyOptions(.sqlite) { options in
                func refused(_ secret: String?, _ words: String) async {
                    do {
                        _ = try await Backup.restore(path, into: options, secret: secret, ledger: nil, report: Heard().report)
                        Issue.record("it opened")
                    } catch {
                        #expect(PlainWords.of(error).contains(words), "\(PlainWords.of(error))")
                    }
                    #expect(!FileManager.default.fileExists(atPath: options.data + "/throughline.sqlite"))
                    #expect(!FileManager.default.fileExists(atPath: options.data + "/restoring"))
                }
                await refused(nil, "Put the secret of the backup key")
                await refused("tlsec-nonsense", "That is no secret of a backup key")
                await refused(BackupKey().secretText, "it was closed for another key")
                for place in [0, 30, 60, 130, 160, 5_000, whole.count / 2, whole.count - 3] {
                    var changed = whole
                    changed[place] ^= 1
                    try Data(changed).write(to: URL(filePath: path))
                    await refused(key.secretText, "b.tlb")
                }
                for length in [10, 200, whole.count / 2, whole.count - 1] {
                    try Data(whole.prefix(length)).write(to: URL(filePath: path))
                    await refused(key.secretText, "b.tlb")
                }
                try Data(whole).write(to: URL(filePath: path))
                _ = try await Backup.restore(path, into: options, secret: key.secretText, ledger: nil, report: Heard().report)
                await #expect(throws: CarryError("There is a database in \(options.data) already. Restore into a new folder.")) {
                    _ = try await Backup.restore(path, into: options, secret: key.secretText, ledger: nil, report: Heard().report)
                }
            }
        }
    }

    @Test func anOpenedBackupIsAnOrdinaryTarFile() async throws {
        try await withFolder { folder in
            var bytes: [UInt8] = []
            let tar = TarWriter { bytes += $0 }
            let big = [UInt8](repeating: 7, count: 70_000)
            try tar.add("manifest.json", Array("{}".utf8))
            try tar.add("files/a", big)
            try tar.finish()
            try Data(bytes).write(to: URL(filePath: folder + "/b.tar"))
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = ["tar", "-xf", folder + "/b.tar", "-C", folder]
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0)
            #expect(try everyFile(in: folder)["files/a"] == Data(big))
            var once: [UInt8]? = bytes
            var reader = TarReader {
                defer { once = nil }
                return once
            }
            #expect(throws: CarryError("The backup holds something it should not.")) {
                try reader.unpack(into: folder, allowing: { $0 == "manifest.json" })
            }
        }
    }

    @Test func aBackupKeyIsMadeOnceAndItsSecretIsNotKept() async throws {
        try await withFolder { folder in
            let options = InstanceOptions(data: folder)
            let said = try KeyCare.makeBackupKey(options, replacing: false)
            let secret = try #require(said.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("tlsec-") })
            #expect(throws: CarryError.self) { try KeyCare.makeBackupKey(options, replacing: false) }
            #expect(try BackupKey.lock(in: folder).count == 32)
            for (_, bytes) in try everyFile(in: folder) { #expect(bytes.range(of: Data(secret.utf8)) == nil) }
            _ = try Keys.load(file: folder + "/keys.json")
            #expect(try KeyCare.rotate(options).contains("generation 2"))
        }
    }
}
