import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct WorkTests {
    private let letter = Letter(to: "ana@example.org", subject: "The well", text: "It is dry.\n", language: "en")

    private func send(_ world: World, for space: ID<Space>?) async throws {
        let (house, letter, now) = (world.house, letter, world.clock.now)
        try await world.db.write { try PostWork.send(letter, for: space, from: house, at: now, on: $0) }
    }

    @Test(arguments: TestEngine.available)
    func aMailWaitsSealedAndKeepsItsNameAtEveryTry(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await send(world, for: world.riverbend.id)
            let row = try await world.db.read { try $0.run("SELECT payload FROM jobs").first?.text("payload") ?? "" }
            #expect(!row.contains("ana@") && !row.contains("dry"))
            world.post.refuse(.deferred(code: 451))
            #expect(try await world.runJobs() == ["mail-deferred 451"])
            world.post.refuse(nil)
            world.clock.pass(minutes: 1)
            #expect(try await world.runJobs().isEmpty)
            let mail = try #require(world.post.sent.first)
            #expect(mail.to == "ana@example.org" && mail.text == "It is dry.\n" && MailHeader.isAddress(mail.messageID))
        }
    }

    @Test(arguments: TestEngine.available)
    func aMailRefusedForGoodIsNotTriedAgain(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await send(world, for: world.riverbend.id)
            world.post.refuse(.refused(code: 550))
            #expect(try await world.runJobs() == ["mail-refused 550"])
            world.post.refuse(nil)
            world.clock.pass(days: 1)
            #expect(try await world.runJobs().isEmpty)
            #expect(world.post.sent.isEmpty)
            #expect(try await world.get("/spaces/riverbend/failed-work", as: "amina").says("said no to this address"))
        }
    }

    @Test(arguments: TestEngine.available)
    func aStewardSeesWhatFailedAndTriesAgainOrDropsIt(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await send(world, for: world.riverbend.id)
            world.post.refuse(.refused(code: 550))
            try await world.runJobs()
            let page = try await world.get("/spaces/riverbend/failed-work", as: "amina")
            #expect(try page.says("A mail"))
            #expect(try page.says("The mail server said no to this address or this mail (550)."))
            #expect(try !page.says("ana@example.org"))
            #expect(try await world.get("/spaces/saffron/failed-work", as: "omar").says("Nothing failed."))
            let job = try page.form(withButton: "Drop it").action
            #expect(try await world.post(job.replacing("riverbend", with: "saffron"), as: "omar").status == 404)
            for name in ["rosa", "leila", "omar"] { #expect(try await world.get("/spaces/riverbend/failed-work", as: name).status == 403) }
            world.post.refuse(nil)
            let again = try await world.press("Try again", on: page, as: "amina")
            #expect(try await world.follow(again, as: "amina").says("Nothing failed."))
            #expect(try await world.runJobs().isEmpty)
            #expect(world.post.sent.count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func aDroppedJobIsGone(engine: TestEngine) async throws {
        try await withWorld(engine, hasMail: false) { world in
            try await send(world, for: world.riverbend.id)
            for _ in 1...8 {
                #expect(try await world.runJobs() == ["mail-off"])
                world.clock.pass(minutes: 180)
            }
            let page = try await world.get("/spaces/riverbend/failed-work", as: "amina")
            #expect(try page.says("Mail is not set up on this server."))
            #expect(try await world.press("Drop it", on: page, as: "amina").status == 303)
            #expect(try await world.rows("jobs") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func everyNightCallsTheNextOne(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let house = world.house
            // Two servers that start on the same day mean one night.
            for _ in 1...2 { try await world.db.write { try Nightly.schedule(house, on: $0) } }
            #expect(try await world.rows("jobs") == 1)
            for _ in 1...3 {
                world.clock.pass(days: 1)
                #expect(try await world.runJobs().isEmpty)
                #expect(try await world.rows("jobs") == 1)
            }
        }
    }

    @Test func theNightIsTwoInTheMorning() {
        let noon = Moment(milliseconds: 12 * 3_600_000)
        let two = Moment(milliseconds: 2 * 3_600_000)
        let one = Moment(milliseconds: 3_600_000)
        #expect(Nightly.next(after: noon).milliseconds == 26 * 3_600_000)
        #expect(Nightly.next(after: two).milliseconds == 26 * 3_600_000)
        #expect(Nightly.next(after: one).milliseconds == 2 * 3_600_000)
    }
}
