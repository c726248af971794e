import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Somebody says that something is wrong, and learns what became of that; nobody learns who it was.
struct FlagTests {
    @Test(arguments: TestEngine.available)
    func aStrangerPointsAtWordsAndFindsTheOutcomeByTheirCode(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice("The Banda family keeps the boat.", to: question, openness: .everyone)
            let page = try await world.get("/voices/\(voice)")
            #expect(try await world.get(page.link("Something is wrong here")).status == 200)
            #expect(try await world.get("/questions/\(question.id)").body.contains("/records/\(voice)/flag"))
            let thanks = try await world.flag(voice, .names, "They were threatened.")
            #expect(try thanks.status == 200 && thanks.says("Thank you"))
            let code = try world.code(on: thanks)
            #expect(code.split(separator: " ").count == 5)

            let desk = try await world.get("/spaces/riverbend/flags", as: "rosa")
            #expect(try desk.says("The Banda family") && desk.says("It names somebody") && desk.says("Danger first, then the oldest."))
            #expect(try await world.get("/spaces/riverbend/week", as: "rosa").says("1 record may be wrong or dangerous"))
            let door = try await world.get("/my-words")
            let waiting = try await world.press("Show it", on: door, typing: [("code", code)])
            #expect(try waiting.says("Nobody has looked yet."))

            #expect(try await world.moderate(voice, .leave, for: .names, "They asked for their name to stand there.").status == 303)
            let found = try await world.press("Show it", on: world.get("/my-words"), typing: [("code", code)])
            #expect(try found.says("left it as it is") && found.says("They asked for their name to stand there."))
            #expect(try await !world.get("/spaces/riverbend/flags", as: "rosa").says("The Banda family"))
            #expect(try await world.get("/questions/\(question.id)").says("The Banda family"))
        }
    }

    @Test(arguments: TestEngine.available)
    func nobodyLearnsWhoPointedAtIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let leila = Author.person(try world.person("leila"))
            let voice = try await world.voice("Let them come, we are ready.", to: question, by: leila, openness: .everyone)
            let sent = try await world.flag(voice, .incitement, "Read the second line.", as: "diego")
            #expect(sent.status == 303)
            let own = try await world.get("/me/moderation", as: "diego")
            #expect(try own.says("It calls for harming people") && own.says("Nobody has looked yet."))
            // Neither the steward, nor whoever wrote it, nor the tables tell who it was.
            for path in [
                "/spaces/riverbend/flags", "/records/\(voice)/moderation", "/spaces/riverbend/done", "/spaces/riverbend/moderation",
            ] {
                #expect(
                    try await !world.get(path, as: "amina").page().elements(named: "main").contains { $0.text.contains("Diego") }, "\(path)"
                )
            }
            #expect(try await !world.get("/me/moderation", as: "leila").body.contains("second line"))
            let diego = try world.person("diego").description
            let rows = try await world.db.read {
                try $0.run("SELECT receipt, words, day FROM flags").map { "\(try $0.text("receipt")) \(try $0.text("words"))" }
            }
            #expect(rows.count == 1 && !rows[0].contains(diego))
            let acts = try await world.db.read { try $0.run("SELECT COUNT(*) AS n FROM audit WHERE act LIKE '%flag%'").first?.int("n") }
            #expect(acts == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func dangerStandsFirstAndOnlyModeratorsOfThePlaceReadIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let old = try await world.voice("The bridge was never built.", to: question, openness: .everyone)
            _ = try await world.flag(old, .untrue)
            world.clock.pass(days: 1)
            let new = try await world.voice("She sleeps at the blue house.", to: question, openness: .everyone)
            _ = try await world.flag(new, .danger)
            _ = try await world.flag(new, .danger)
            let desk = try await world.get("/spaces/riverbend/flags", as: "amina").page().text
            let (blue, bridge) = (try #require(desk.range(of: "blue house")), try #require(desk.range(of: "never built")))
            #expect(blue.lowerBound < bridge.lowerBound && desk.contains("2 times"))
            for (name, status) in [("leila", 403), ("diego", 403), ("omar", 403)] {
                #expect(try await world.get("/spaces/riverbend/flags", as: name).status == status, "\(name)")
            }
            #expect(try await world.get("/spaces/riverbend/flags").status == 303)
        }
    }

    @Test(arguments: TestEngine.available)
    func whatCannotBeSeenCannotBePointedAtAndBadInputIsKept(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice("For the team alone.", to: question)
            #expect(try await world.get("/records/\(voice)/flag").status == 404)
            #expect(try await world.get("/records/\(voice)/flag", as: "leila").status == 404)
            #expect(try await world.get("/records/\(voice)/flag", as: "diego").status == 200)
            #expect(try await world.post("/records/\(voice)/flag", [("reason", "danger")]).status == 404)
            let form = try await world.get("/records/\(voice)/flag", as: "diego")
            let refused = try await world.press("Send", on: form, as: "diego", typing: [("words", "Hm.")])
            #expect(try refused.status == 422 && refused.says("Choose what is wrong.") && refused.body.contains("Hm."))
            let other = try await world.press("Send", on: form, as: "diego", typing: [("reason", "other"), ("words", "")])
            #expect(try other.status == 422 && other.says("Say in a few words what is wrong."))
            #expect(try await world.rows("flags") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func aFloodOfFlagsIsBraked(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice("Open to everybody.", to: question, openness: .everyone)
            let phone = Phone(world.house, peer: "192.0.2.7")
            var last = 303
            for n in 0..<(FlagRoutes.perLine + 2) {
                last = try await phone.post("/records/\(voice)/flag", [("reason", "untrue"), ("words", "\(n)")]).status
            }
            #expect(last == 429)
            #expect(try await world.rows("flags") == FlagRoutes.perLine)
        }
    }
}
