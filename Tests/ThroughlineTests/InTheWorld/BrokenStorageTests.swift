import Database
import DatabaseTesting
import Foundation
import HTML
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// The disk is full, takes no changes, or the database is gone: a plain page says so, what was typed stands on it, nothing is acknowledged.
struct BrokenStorageTests {
    private static let words = "Taa za barabarani, karibu na daraja. " + String(repeating: "Usiku ni giza. ", count: 400)

    /// Answers while the storage is broken, then again once it is mended.
    private func answerComesThroughLater(
        _ world: World, as name: String? = nil, breaking: () async throws -> Void, mending: () async throws -> Void
    )
        async throws
    {
        let id = try await world.question("What makes the road safe?")
        let page = try await world.get("/questions/\(id)", as: name)
        try await breaking()
        let refused = try await world.press("Send", on: page, as: name, typing: [("text", Self.words)])
        #expect(refused.status == 503)
        #expect(refused.headers[.cacheControl] == "no-store")
        #expect(try refused.says("We cannot keep anything just now"))
        #expect(try refused.says(Self.words.trimmingCharacters(in: .whitespaces)))
        let still = try await world.press("Send again", on: refused, as: name)
        #expect(still.status == 503)
        try await mending()
        #expect(try await world.rows("voices") == 0)
        let sent = try await world.press("Send again", on: still, as: name)
        #expect(sent.status == 200)
        #expect(try sent.says("Thank you"))
        // A nervous thumb presses once more on the old page.
        _ = try await world.press("Send again", on: refused, as: name)
        #expect(try await world.rows("voices") == 1)
        #expect(try await world.get("/questions/\(id)", as: "amina").says("Taa za barabarani"))
    }

    private func pragma(_ world: World, _ text: String) async throws {
        try await world.db.write { try $0.run(SQL(verbatim: "PRAGMA \(text)")) }
    }

    @Test func aFullDatabaseKeepsTheTypedText() async throws {
        try await withWorld(.sqlite) { world in
            try await answerComesThroughLater(world) {
                try await pragma(world, "max_page_count = 1")
            } mending: {
                try await pragma(world, "max_page_count = 1000000")
            }
        }
    }

    @Test func aDatabaseThatTakesNoChangesKeepsTheTypedText() async throws {
        try await withWorld(.sqlite) { world in
            let id = try await world.question("What makes the road safe?")
            let page = try await world.get("/questions/\(id)", as: "leila")
            try await pragma(world, "query_only = ON")
            let refused = try await world.press("Send", on: page, as: "leila", typing: [("text", "Lamps at the bridge.")])
            #expect(refused.status == 503)
            #expect(try refused.says("Lamps at the bridge."))
            #expect(try await world.get("/questions/\(id)", as: "leila").status == 200)
            #expect(try await world.rows("voices") == 0)
        }
    }

    /// Whether this user may mount a small file system here, tried once.
    private static let mayMount = Task {
        try await withFolder { folder in
            guard try await running("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder]).code == 0 else { return false }
            return try await running("umount", [folder]).code == 0
        }
    }

    @Test(.enabled("no file system can be mounted here: that wants an administrator") { try await mayMount.value })
    func aFullDiskKeepsTheTypedTextAndThePhotoIsNotLostSilently() async throws {
        try await withFolder { folder in
            try #require(await running("mount", ["-t", "tmpfs", "-o", "size=4m", "tmpfs", folder]).code == 0)
            do {
                let db = try SQLiteDatabase(path: folder + "/throughline.sqlite")
                _ = try await Migration(Schema.changes).run(on: db, now: 0, backUpFirst: nil)
                let world = try await World(db: db, folder: folder, seed: 7, hasMail: true)
                let filler = folder + "/filler"
                try await answerComesThroughLater(world) {
                    let filled = try await running("dd", ["if=/dev/zero", "of=\(filler)", "bs=4096"])
                    #expect(filled.code != 0)
                    await #expect(throws: FileStoreError.full) { try await world.house.files.put([UInt8](repeating: 7, count: 50_000)) }
                } mending: {
                    #expect(unlink(filler) == 0)
                }
                await db.close()
            } catch {
                Issue.record(error)
            }
            #expect(try await running("umount", ["-l", folder]).code == 0)
        }
    }

    @Test(.enabled(if: TestEngine.available.contains(.postgres)), arguments: ["amina", nil])
    func aDatabaseThatGoesAndComesBackLosesNothing(name: String?) async throws {
        try await withPostgresURL(changes: Schema.changes) { url in
            let server = try #require(ProcessInfo.processInfo.environment["THROUGHLINE_POSTGRES"])
            let admin = try await PostgresDatabase(url: server, connections: 1)
            let database = try #require(URLComponents(string: url)?.path.dropFirst())
            let db = try await PostgresDatabase(url: url, connections: 3)
            try await withFolder { folder in
                let world = try await World(db: db, folder: folder, seed: 7, hasMail: true)
                try await answerComesThroughLater(world, as: name) {
                    try await admin.runOutsideTransaction(SQL(verbatim: "ALTER DATABASE \(database) ALLOW_CONNECTIONS false"))
                    let name = String(database)
                    try await admin.read {
                        _ = try $0.run(
                            "SELECT CAST(pg_terminate_backend(pid) AS TEXT) AS done FROM pg_stat_activity WHERE datname = \(name)")
                    }
                    let page = try await world.get("/", as: "amina")
                    #expect(page.status == 503)
                    _ = try page.page()
                    #expect(try await world.get("/no/such/page", as: "amina").status == 503)
                } mending: {
                    try await admin.runOutsideTransaction(SQL(verbatim: "ALTER DATABASE \(database) ALLOW_CONNECTIONS true"))
                }
            }
            await db.close()
            await admin.close()
        }
    }

    @Test func aPasswordDoesNotStandOnThePage() async throws {
        try await withWorld(.sqlite) { world in
            var visit = Visit(testing: Visitor.Source(logger: world.house.logger))
            visit.house = world.house
            visit.fields = try Fields(
                body: Array("name=Leila&phrase=five+quiet+words&new_password=open".utf8), contentType: "application/x-www-form-urlencoded")
            guard case .problem(let page, _) = Problems.reply(to: DatabaseError.gone, for: visit) else {
                Issue.record("no page")
                return
            }
            let text = String(decoding: page.body.render(in: .english), as: UTF8.self)
            #expect(text.contains("Leila"))
            #expect(!text.contains("quiet") && !text.contains("open"))
        }
    }
}

/// The clock of the machine is set wrong, and right again.
struct ClockTests {
    @Test(arguments: TestEngine.available)
    func aClockSetBackBreaksNothing(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            for days in [0, -400, 3_000, -2_600] {
                world.clock.pass(days: days)
                let page = try await world.get("/questions/\(id)")
                let thanks = try await world.press("Send", on: page, typing: [("text", "Lamps, \(days).")])
                #expect(thanks.status == 200)
                let code = try #require(try thanks.code())
                let mine = try await world.press("Show it", on: world.get("/my-words"), typing: [("code", code)])
                #expect(mine.status == 200, "\(days)")
            }
            let ids = try await world.db.read { try $0.run("SELECT id FROM voices").map { try $0.text("id") } }
            #expect(Set(ids).count == 4)
        }
    }

    @Test func aSessionOutlivesAClockSetBackAndEndsInItsTime() async throws {
        try await withWorld(.sqlite) { world in
            for (days, isKnown) in [(-400, true), (400 + SessionStore.ownDays - 1, true), (2, false)] {
                world.clock.pass(days: days)
                let page = try await world.get("/spaces/riverbend", as: "amina")
                #expect(try page.says("This week") == isKnown, "after \(days) days")
            }
        }
    }

    @Test func aBrakeIsNotStuckAfterAClockJump() throws {
        let brakes = Brakes(random: .seeded(1))
        func press(at day: Int) throws {
            try brakes.press("x", from: "y", limit: 2, minutes: 10, at: Moment(milliseconds: day * 86_400_000))
        }
        try press(at: 20_000)
        try press(at: 20_000)
        #expect(throws: Refusal.tooMany) { try press(at: 20_000) }
        try press(at: 30_000)
        try press(at: 20_000)
        try press(at: 20_000)
        #expect(throws: Refusal.tooMany) { try press(at: 20_000) }
    }

    @Test(arguments: TestEngine.available)
    func workThatAWrongClockPutOffComesBackWhenItIsAskedForAgain(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            world.clock.pass(days: 3_000)
            try await world.db.write { try Nightly.schedule(world.house, on: $0) }
            world.clock.pass(days: -3_000)
            // The next start asks again, by the right clock.
            try await world.db.write { try Nightly.schedule(world.house, on: $0) }
            let due = try await world.db.read { try $0.run("SELECT due_at FROM jobs").map { try $0.int("due_at") } }
            #expect(try #require(due.min()) < world.clock.now.milliseconds + 2 * 86_400_000)
        }
    }
}
