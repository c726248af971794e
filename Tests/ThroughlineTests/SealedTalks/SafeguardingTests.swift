import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import Language
import Testing

@testable import Throughline

/// Somebody tells of harm: only those named to hear it read it, whoever told it goes on by code, and nothing says who or when.
struct SafeguardingTests {
    /// Leila hears of harm in Riverbend, and Diego too where two are wanted.
    static func appoint(_ names: [String], _ world: World) async throws {
        let space = world.riverbend.id
        for name in names {
            let (person, act) = (try world.person(name), world.house.act(by: try world.person("amina")))
            try await world.db.write { try OfficeStore($0).set([.safeguarding], of: person, in: space, seen: [], by: act) }
        }
    }

    static func tell(_ words: String, readers: [String] = [], _ world: World) async throws -> Answer {
        let form = try await world.get("/spaces/riverbend/tell")
        let chosen = try readers.map { ("readers", try world.person($0).description) }
        return try await world.press("Send", on: form, typing: [("text", words)] + chosen)
    }

    @Test(arguments: TestEngine.available)
    func onlyThoseNamedReadItAndTheTalkGoesOnByCode(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.appoint(["leila"], world)
            let question = try await world.asked()
            #expect(try await world.get("/questions/\(question.id)").link("Is somebody harmed?") == "/spaces/riverbend/tell")
            #expect(try await world.get("/spaces/riverbend/about").link("Is somebody harmed?") == "/spaces/riverbend/tell")
            #expect(try await world.get("/spaces/riverbend/tell").says("What you write here is read only by Leila."))
            let sent = try await Self.tell("mkharm: a trainer touches the girls.", world)
            #expect(try sent.status == 200 && sent.says("Somebody reads it by"))
            let code = try world.code(on: sent)
            let list = try await world.get("/spaces/riverbend/reports", as: "leila")
            #expect(try list.says("an answer was promised by"))
            let report = try list.link("Written on")
            let opened = try await world.get(report, as: "leila")
            #expect(try opened.says("a trainer touches the girls"), "\(report) \(opened.status)")
            // Neither steward nor team nor anybody else: for them there is no such page.
            for name in ["amina", "rosa", "diego", "omar", "nadia"] {
                #expect(try await world.get("/spaces/riverbend/reports", as: name).status == 404, "\(name)")
                #expect(try await world.get(report, as: name).status == 404, "\(name)")
                #expect(try await world.post(report, as: name, [("text", "Who are you?")]).status == 404, "\(name)")
            }
            for page in ["done", "week", "more", "letters", "flags"] {
                #expect(try await !world.get("/spaces/riverbend/\(page)", as: "amina").body.contains("mkharm"), "\(page)")
            }
            #expect(try await world.press("Say that it was read", on: world.get(report, as: "leila"), as: "leila").status == 303)
            let read = try await world.press("Show it", on: world.get("/my-words"), typing: [("code", code)])
            #expect(try read.says("It was read on"))
            _ = try await world.press("Send", on: world.get(report, as: "leila"), as: "leila", typing: [("text", "Is she safe tonight?")])
            let answered = try await world.press("Show it", on: world.get("/my-words"), typing: [("code", code)])
            #expect(try answered.says("Is she safe tonight?") && answered.says("Leila"))
            let again = try await world.press("Send", on: answered, typing: [("text", "Yes, with her aunt.")])
            #expect(try again.status == 200 && again.says("Yes, with her aunt."))
            #expect(try await world.get(report, as: "leila").says("Yes, with her aunt."))
            let erased = try await world.press("Erase all of it", on: again)
            #expect(try erased.says("Nothing of it is left here."))
            #expect(try await world.get(report, as: "leila").status == 404)
            #expect(try await world.rows("sealed_talks") == 0)
            #expect(try await world.rows("sealed_letters") == 0)
            let gone = try await world.press("Show it", on: world.get("/my-words"), typing: [("code", code)])
            #expect(gone.status == 422)
        }
    }

    @Test(arguments: TestEngine.available)
    func whoItIsAboutIsLeftOut(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.appoint(["leila", "diego"], world)
            let sent = try await world.post(
                "/spaces/riverbend/tell", [("text", "It is Diego."), ("readers", try world.person("leila").description)])
            #expect(sent.status == 303)
            #expect(try await world.get("/spaces/riverbend/reports", as: "leila").says("Written on"))
            #expect(try await world.get("/spaces/riverbend/reports", as: "diego").says("Nobody has written."))
            let none = try await world.post("/spaces/riverbend/tell", [("text", "It is both.")])
            #expect(try none.status == 422 && none.says("Choose at least one.") && none.body.contains("It is both."))
            // Nothing in the rows says whom it may be about.
            let rows = try await world.db.read { try $0.run("SELECT sealed FROM sealed_talks").map { try $0.text("sealed") } }
            let (leila, diego) = (try world.person("leila"), try world.person("diego"))
            #expect(rows.allSatisfy { !$0.contains(diego.description) && !$0.contains(leila.description) })
        }
    }

    @Test(arguments: TestEngine.available)
    func whereNobodyHearsThePageSaysSo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let page = try await world.get("/spaces/riverbend/tell")
            #expect(try page.says("Nobody in this place reads messages about harm") && page.says("Tell Amina"))
            #expect(try !page.page().buttons.contains("Send"))
            #expect(try await world.post("/spaces/riverbend/tell", [("text", "Help.")]).status == 409)
            // Who looks after the place never hears, even if the office was given before.
            let steward = try await world.post(
                "/spaces/riverbend/people/\(world.person("amina"))/offices", as: "amina", [("offices", "safeguarding"), ("_was", "")])
            #expect(try steward.status == 409 && steward.says("cannot be told about harm"))
            try await Self.appoint(["amina"], world)
            #expect(try await world.get("/spaces/riverbend/tell").says("Nobody in this place reads messages about harm"))
            #expect(try await world.get("/spaces/riverbend/reports", as: "amina").status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func theRowsAreSealedAndKnowDaysOnly(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.appoint(["leila"], world)
            for n in 0..<5 { _ = try await Self.tell("mkharm number \(n)", world) }
            let tables = try await world.db.read { tx in
                try ["sealed_talks", "sealed_letters", "nonces", "jobs", "audit", "slips"].map { table in
                    try tx.run(SQL(verbatim: "SELECT * FROM \(table)")).map { "\($0)" }
                }
            }
            #expect(!tables.joined().contains { $0.contains("mkharm") })
            let rows = try await world.db.read {
                try $0.run("SELECT id, day, due_on FROM sealed_talks ORDER BY id").map { try $0.int("day") }
            }
            #expect(Set(rows) == [world.clock.now.day(in: .utc).number])
            // The act is known to nobody's log: of no place, by nobody, on its day.
            let acts = try await world.db.read { tx in
                try tx.run("SELECT space_id, actor_id, made_at FROM audit WHERE act = 'talk.begin'").map { row in
                    try row.textOrNil("space_id") == nil && row.textOrNil("actor_id") == nil && row.intOrNil("made_at") == nil
                }
            }
            #expect(acts.count == 5 && acts.allSatisfy { $0 })
            // No mail leaves the moment somebody writes; the night sends one, without a word of it.
            try await world.runJobs()
            #expect(world.post.sent.isEmpty)
            try await TalkReminders.run(world.house)
            try await world.runJobs()
            #expect(world.post.sent.count == 1)
            let mail = try #require(world.post.sent.first)
            #expect(mail.to == "leila@example.org" && mail.subject == "Something waits for you" && !mail.text.contains("mkharm"))
        }
    }

    @Test(arguments: TestEngine.available)
    func itIsForgottenAfterItsTime(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.appoint(["leila"], world)
            _ = try await Self.tell("Long ago.", world)
            world.clock.pass(days: SealedTalk.Kind.harm.kept)
            try await Sweep(house: world.house).run()
            #expect(try await world.rows("sealed_talks") == 1)
            world.clock.pass(days: 1)
            try await Sweep(house: world.house).run()
            #expect(try await world.rows("sealed_talks") == 0)
            #expect(try await world.rows("sealed_letters") == 0)
        }
    }
}
