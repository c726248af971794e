import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import Language
import Testing

@testable import Throughline

/// The end of the sealed chain is told outside the server, and what is older than 24 months is cut without breaking it.
struct AuditHeadTests {
    /// Takes a spoiling back.
    private struct Spoilt: Error {}

    /// Something Amina did, sealed.
    private func act(_ name: String, _ world: World) async throws {
        let act = world.house.act(by: try world.person("amina"))
        try await world.db.write { tx in
            try AuditStore(tx).record(name, item: nil, space: world.riverbend.id, by: act, reason: "because of \(name)", unnamed: false)
            while try Seals(tx).seal(unnamed: false, by: act) > 0 {}
        }
    }

    /// What `check` says of the audit, of the database as it is, with the world's keys.
    private func check(_ world: World, head: String? = nil) async throws -> CheckReport {
        var report = CheckReport()
        let problems = try await world.db.read { try Seals($0).problems() }
        for problem in problems { report.wrong(problem, do: "") }
        try await AuditCheck.look(world.storage, head, &report)
        return report
    }

    @Test(arguments: TestEngine.available)
    func onceAWeekTheHeadGoesToSafetyLeadsAndElseToStewards(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await AuditHeads.nightly(world.house)
            try await world.runJobs()
            #expect(world.post.sent.isEmpty, "nothing is sealed yet")
            try await act("space.change", world)
            let rosa = try world.person("rosa")
            let amina = world.house.act(by: try world.person("amina"))
            try await world.db.write { try OfficeStore($0).set([.safety], of: rosa, in: world.riverbend.id, seen: [], by: amina) }
            try await AuditHeads.nightly(world.house)
            try await AuditHeads.nightly(world.house)
            try await world.runJobs()
            #expect(world.post.sent.map(\.to).sorted() == ["omar@example.org", "rosa@example.org"])
            let found = try await world.db.read { try Seals($0).head() }
            let (letter, head) = (try #require(world.post.sent.first), try #require(found))
            #expect(letter.text.contains(head.words) && letter.text.contains(head.digest) && letter.text.contains("Seal 1 of"))
            #expect(head.words.split(separator: " ").count == 6)
            for word in ["Riverbend", "Amina", "space.change", "because"] { #expect(!letter.text.contains(word), "\(word)") }
            // The people of the place find the same words on their page.
            #expect(try await world.get("/spaces/riverbend/done", as: "leila").says(head.words))

            world.clock.pass(days: 6)
            try await AuditHeads.nightly(world.house)
            world.clock.pass(days: 1)
            try await act("space.change", world)
            try await AuditHeads.nightly(world.house)
            try await world.runJobs()
            #expect(world.post.sent.count == 4)
            for typed in [head.digest, String(head.digest.prefix(16)).uppercased(), head.words] {
                let report = try await check(world, head: typed)
                #expect(report.isSound && report.text.contains("is seal 1 of 2026-11-21, and still in the chain"), "\(report.text)")
            }
            let other = try await check(world, head: String(repeating: "0", count: 64))
            #expect(!other.isSound && other.text.contains("is not in the chain"))
            for typed in ["abandon ability", ""] { #expect(try await !check(world, head: typed).isSound) }
        }
    }

    /// Whoever holds the database can compute digests; they cannot sign, and they cannot change letters.
    @Test(arguments: TestEngine.available)
    func aChainThatIsWrittenAnewDoesNotFitWhatWasMailed(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            for _ in 0..<3 { try await act("space.change", world) }
            try await AuditHeads.nightly(world.house)
            let old = try await world.db.read { try Seals($0).head() }
            let mailed = try #require(old)
            #expect(try await check(world, head: mailed.digest).isSound)
            let amina = world.house.act(by: try world.person("amina"))
            try await world.db.write { tx in
                try tx.run("UPDATE audit SET act = 'space.notice', seal = NULL, made_at = 1")
                try tx.run("DELETE FROM seals")
                for _ in 0..<3 {
                    let some = try tx.run("SELECT id FROM audit WHERE seal IS NULL ORDER BY id LIMIT 1").map { try $0.text("id") }
                    try tx.run("UPDATE audit SET made_at = NULL, day = day + 9 WHERE id NOT IN \(list: some) AND seal IS NULL")
                    _ = try Seals(tx).seal(unnamed: false, by: amina)
                    try tx.run("UPDATE audit SET made_at = 1, day = day - 9 WHERE seal IS NULL")
                }
            }
            let anew = try await check(world, head: mailed.digest)
            #expect(anew.text.contains("not the one that was mailed"), "\(anew.text)")
            // The mark made to fit bears no signature of ours.
            try await world.db.write { tx in
                _ = try tx.run("UPDATE audit_marks SET digest = (SELECT digest FROM seals WHERE number = audit_marks.number)")
            }
            let fitted = try await check(world, head: mailed.digest)
            #expect(fitted.text.contains("was changed") && fitted.text.contains("is not in the chain"), "\(fitted.text)")
            try await world.db.write { tx in _ = try tx.run("DELETE FROM seals WHERE number = 3") }
            #expect(try await check(world).text.contains("The audit ends before seal 3, which was mailed."))
        }
    }

    @Test(arguments: TestEngine.available)
    func after24MonthsItIsCutAndTheRestStillHolds(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            for _ in 0..<4 { try await act("space.change", world) }
            try await AuditHeads.nightly(world.house)
            let old = try await world.db.read { try Seals($0).head() }
            let mailed = try #require(old)
            world.clock.pass(days: 400)
            try await act("space.notice", world)
            try await AuditHeads.nightly(world.house)
            #expect(try await world.rows("seals") == 5, "nothing is old enough")
            world.clock.pass(days: 365)
            try await act("invitation.add", world)
            try await AuditHeads.nightly(world.house)
            #expect(try await world.rows("seals") == 2)
            let acts = try await world.db.read {
                try $0.run("SELECT act FROM audit WHERE seal IS NOT NULL ORDER BY day").map { try $0.text("act") }
            }
            #expect(acts == ["space.notice", "invitation.add"])
            #expect(try await world.rows("audit_reasons") == 2)
            let report = try await check(world, head: mailed.digest)
            #expect(report.isSound && report.text.contains("up to seal 4") && report.text.contains("still in the chain"), "\(report.text)")
            // Sealing goes on where it was, and new keys leave old signatures good.
            let keys = try world.house.keys.rotated(file: world.folder + "/keys.json")
            #expect(keys.masters.count == 2)
            try await act("space.change", world)
            #expect(try await check(world).isSound)
            for spoil: SQL in [
                "UPDATE audit_marks SET digest = 'x' WHERE is_cut = 1", "UPDATE audit SET act = 'x' WHERE seal = 5",
                "DELETE FROM seals WHERE number = 5", "DELETE FROM audit_marks",
            ] {
                await #expect(throws: Spoilt.self) {
                    try await world.db.write { tx in
                        try tx.run(spoil)
                        let problems = try Seals(tx).problems() + AuditMarks(tx).problems(keys).wrong
                        #expect(!problems.isEmpty)
                        throw Spoilt()
                    }
                }
            }
            #expect(try await check(world).isSound)
        }
    }

    /// What somebody changed in an old stretch is not signed away with it.
    @Test(arguments: TestEngine.available)
    func aStretchThatWasChangedIsNotCut(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            for _ in 0..<3 { try await act("space.change", world) }
            try await world.db.write { _ = try $0.run("UPDATE audit SET act = 'x' WHERE seal = 2") }
            world.clock.pass(days: 800)
            try await act("space.change", world)
            try await AuditHeads.nightly(world.house)
            #expect(try await world.rows("seals") == 4)
            #expect(try await !check(world).isSound)
        }
    }
}
