import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Two of a team look at the same answer at once: who comes second sees what became of it, and loses no word.
struct RejectingTests {
    @Test(arguments: TestEngine.available)
    func whoRejectsSecondSeesTheOthersReasonBesideTheirOwn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (question, forms) = try await twoForms(world)
            let first = try await world.press("Do not keep it", on: forms[0], as: "amina", typing: [("because", "It names Juma.")])
            #expect(first.status == 303)
            let second = try await world.press("Do not keep it", on: forms[1], as: "rosa", typing: [("because", "The house is known.")])
            #expect(second.status == 409)
            #expect(try second.says("It names Juma.") && second.says("The house is known."))
            #expect(try second.says("The team did not keep this answer.") && !second.page().buttons.contains("Use my text"))
            #expect(!second.body.contains("blue house"), "what was not kept is not shown again")
            let voice = try #require(try await world.db.read { try $0.run("SELECT id FROM voices").first?.text("id") })
            #expect(try await world.get("/voices/\(voice)/rejection", as: "rosa").status == 409, "nor asked about again")
            let release = try await world.post("/voices/\(voice)/release", as: "rosa", [("_version", "1")])
            #expect(try release.status == 409 && release.says("Somebody was faster"))
            for name in ["leila", "omar", nil] as [String?] {
                let other = try await world.post("/voices/\(voice)/rejection", as: name, [("_version", "1"), ("because", "x")])
                #expect(![200, 409].contains(other.status), "nobody else learns that it was there")
            }
            #expect(try await !world.get("/questions/\(question)", as: "rosa").says("Juma"))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoRejectsWhatAnotherLetThroughIsAskedOnceMore(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (question, forms) = try await twoForms(world)
            _ = try await world.press("Let it through", on: world.get("/questions/\(question)", as: "amina"), as: "amina")
            let second = try await world.press("Do not keep it", on: forms[1], as: "rosa", typing: [("because", "The house is known.")])
            #expect(second.status == 409)
            #expect(try second.says("It was let through.") && second.says("blue house") && second.says("The house is known."))
            #expect(try await world.press("Use my text", on: second, as: "rosa").status == 303)
            #expect(try await !world.get("/questions/\(question)", as: "rosa").says("blue house"))
        }
    }

    @Test("What was rejected and is taken back as well leaves the others waiting", arguments: TestEngine.available)
    func takenBackAfterItWasRejectedLeavesTheOthersWaiting(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (question, forms) = try await twoForms(world)
            for text in ["Lamps at the bridge.", "Ask the drivers."] {
                _ = try await world.press("Send", on: world.get("/spaces/riverbend"), typing: [("text", text)])
            }
            func waiting() async throws -> Int {
                try await world.db.read { try DutyStore($0).owed(on: question, kind: .tellBack).reduce(0) { $0 + $1.people } }
            }
            #expect(try await waiting() == 3)
            _ = try await world.press("Do not keep it", on: forms[0], as: "amina", typing: [("because", "It names Juma.")])
            #expect(try await waiting() == 2)
            let rejected = try await world.db.read {
                try $0.run("SELECT id FROM items WHERE state = 'rejected'").first?.id("id") as ID<Item>?
            }
            let voice = try #require(rejected)
            try await Withdrawal.takeBack(world.db.read { try VoiceStore($0).own(voice) }, in: world.house)
            #expect(try await waiting() == 2)
        }
    }

    private func twoForms(_ world: World) async throws -> (ID<Item>, [Answer]) {
        let id = try await world.question("What makes the road safe?")
        _ = try await world.press("Send", on: world.get("/spaces/riverbend"), typing: [("text", "Ask at the blue house.")])
        let link = try await world.get("/questions/\(id)", as: "amina").link("Do not keep it")
        return (id, [try await world.get(link, as: "amina"), try await world.get(link, as: "rosa")])
    }
}
