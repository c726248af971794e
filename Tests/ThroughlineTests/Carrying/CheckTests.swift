import Database
import DatabaseTesting
import Foundation
import Language
import Testing

@testable import Throughline

struct CheckTests {
    /// A sound instance of its own, filled from the world's export, for a test to spoil.
    private func withSound(_ body: (InstanceOptions, Storage) async throws -> Void) async throws {
        try await withWorld(.sqlite) { world in
            _ = try await world.fillForCarrying()
            let folder = world.folder + "/export"
            _ = try await Export.write(world.storage, to: folder, passphrase: nil, Heard().report)
            try await withEmptyOptions(.sqlite) { options in
                _ = try await Export.read(folder, into: options, passphrase: nil, ledger: nil, report: Heard().report)
                _ = try Keys.load(file: options.data + "/keys.json")
                let storage = try await Storage.open(options)
                let act = Act(by: nil, now: wallClock(), random: .system)
                // Everything in it is older than a day by the machine's clock or not; sealed either way.
                try await storage.db.write { tx in
                    try tx.run("UPDATE audit SET day = \(act.day - 5)")
                    while try Seals(tx).seal(unnamed: true, by: act) > 0 {}
                    while try Seals(tx).seal(unnamed: false, by: act) > 0 {}
                }
                let sound = try await Check.run(options)
                #expect(sound.isSound, "\(sound.text)")
                try await body(options, storage)
                await storage.close()
            }
        }
    }

    @Test(arguments: [
        ("UPDATE audit SET act = 'question.retire' WHERE id = (SELECT MIN(id) FROM audit)", "An act under seal 1 of the audit was changed"),
        ("DELETE FROM audit WHERE id = (SELECT MAX(id) FROM audit)", "of the audit was changed"),
        ("DELETE FROM seals WHERE number = 1", "seals that are missing"),
        ("UPDATE tallies SET n = n + 1 WHERE kind = 'voice'", "1 tallies do not agree with the items."),
        (
            "UPDATE turnouts SET people = people + 1 WHERE voices > 0",
            "The number of answers kept for 1 questions is not what counting them gives."
        ),
        ("DELETE FROM turnouts WHERE voices > 0", "The number of answers kept for 1 questions is not what counting them gives."),
        (
            "INSERT INTO jobs (id, kind, payload, due_at, attempts, failed_at) VALUES ('x', 'mail', '', 1, 9, 2)",
            "1 jobs have failed for good (mail)."
        ),
        (
            "INSERT INTO ledger (item_id, act, day) SELECT id, 'withdraw', 1 FROM voices LIMIT 1",
            "1 things that were taken back are visible again."
        ),
        (
            "INSERT INTO settings (name, value) VALUES ('last_backup', '1000')",
            "days old. Make one with `throughline backup FILE --verify`."
        ),
    ]) func whatIsWrongIsSaidWithWhatToDo(_ spoil: String, _ words: String) async throws {
        try await withSound { options, storage in
            try await storage.db.write { tx in _ = try tx.run(SQL(verbatim: spoil)) }
            let report = try await Check.run(options)
            let wrong = report.lines.filter { $0.hasPrefix("WRONG") }
            #expect(!report.isSound && wrong.count == 1, "\(report.text)")
            #expect(wrong.first?.contains(words) == true || words == "of the audit was changed", "\(wrong)")
        }
    }

    @Test func filesAndKeysAreLookedAt() async throws {
        try await withSound { options, storage in
            let hash = try #require(try await storage.files.all().first)
            _ = try await storage.files.put(Array("left over".utf8))
            let path = options.data + "/files/\(hash.prefix(2))/\(hash.dropFirst(2))"
            #expect(
                try await Check.run(options).lines.contains("note   1 files belong to nothing any more. The nightly sweep removes them."))
            try Data("other".utf8).write(to: URL(filePath: path))
            #expect(try await Check.run(options).text.contains("WRONG  1 recordings or photos are not what was put there."))
            try await storage.files.remove(hash)
            #expect(try await Check.run(options).text.contains("WRONG  1 recordings or photos are missing, the first is \(hash)."))
            chmod(options.data + "/keys.json", 0o644)
            #expect(try await Check.run(options).text.contains("chmod 600"))
            try FileManager.default.removeItem(atPath: options.data + "/keys.json")
            #expect(try await Check.run(options).text.contains("WRONG  There is no key file"))
        }
    }

    @Test func nothingIsMadeWhereThereIsNothing() async throws {
        try await withFolder { folder in
            await #expect(throws: CarryError.self) { _ = try await Check.run(InstanceOptions(data: folder + "/none")) }
            #expect(!FileManager.default.fileExists(atPath: folder + "/none"))
        }
    }

    @Test func passwordsInAddressesAreHidden() {
        #expect(Check.hidingPassword("postgres://app:s3c@ret@db.example:5432/tl?password=x") == "postgres://app:…@db.example:5432/tl?…")
        #expect(Check.hidingPassword("postgres:///tl") == "postgres:///tl")
    }

    @Test(arguments: TestEngine.available)
    func actsWithANameAreSealedAtOnceAndOthersWhenTheirDayIsOver(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.fillForCarrying()
            let amina = world.house.act(by: try world.person("amina"))
            try await world.db.write { tx in
                try AuditStore(tx).record("space.change", item: nil, space: world.riverbend.id, by: amina, unnamed: false)
            }
            func unsealed() async throws -> Int {
                try await world.db.read { tx in try tx.run("SELECT COUNT(*) AS n FROM audit WHERE seal IS NULL").first?.int("n") ?? -1 }
            }
            let before = try await unsealed()
            try await SealWork.handler(world.house)("")
            #expect(try await unsealed() == before - 1)
            try await SealWork.nightly(world.house)
            #expect(try await unsealed() == before - 1, "the day is not over")
            world.clock.pass(days: 1)
            try await SealWork.nightly(world.house)
            let (left, problems) = try await (unsealed(), world.db.read { try Seals($0).problems() })
            #expect(left == 0 && problems.isEmpty)
            let waiting = try await world.db.read { tx in try tx.run("SELECT id FROM jobs WHERE kind = 'seal'").count }
            #expect(waiting == 1)
        }
    }
}
