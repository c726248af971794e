import Database
import DatabaseTesting
import HTMLTesting
import Language
import Testing

@testable import Throughline

/// Criticism that goes upwards without a name, is answered in a stated time, and whose lateness the people of the place can see.
struct ConfidentialLineTests {
    @Test(arguments: TestEngine.available)
    func aMemberWritesUpwardsAndTheStewardAnswersThemAndEverybody(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let form = try await world.get("/spaces/riverbend/stewards", as: "leila")
            #expect(try form.says("within 14 days"))
            let sent = try await world.press("Send", on: form, as: "leila", typing: [("text", "The training money goes to cousins.")])
            #expect(try sent.status == 200 && sent.says("The stewards answer by"))
            let code = try world.code(on: sent)
            #expect(try await world.get("/spaces/riverbend/week", as: "amina").says("1 message in confidence waits"))
            let list = try await world.get("/spaces/riverbend/letters", as: "amina")
            let letter = try list.link("Written on")
            let page = try await world.get(letter, as: "amina")
            #expect(try page.says("The training money") && !page.page().elements(named: "main").contains { $0.text.contains("Leila") })
            for name in ["rosa", "diego", "leila", "omar"] {
                #expect(try await world.get("/spaces/riverbend/letters", as: name).status == 404, "\(name)")
                #expect(try await world.get(letter, as: name).status == 404, "\(name)")
            }
            let empty = try await world.press("Send", on: page, as: "amina", typing: [("text", "")])
            #expect(try empty.status == 422 && empty.says("Write a few words first."))
            _ = try await world.press("Send", on: page, as: "amina", typing: [("text", "Thank you. We open the list.")])
            let found = try await world.press("Show it", on: world.get("/my-words"), typing: [("code", code)])
            #expect(try found.says("We open the list.") && found.says("Amina"))
            let typed = [("asked", "Who gets training money"), ("answer", "From January the list hangs at the door.")]
            #expect(try await world.press("Show it to everybody", on: page, as: "amina", typing: typed).status == 303)
            let open = try await world.get("/spaces/riverbend/stewards")
            #expect(try open.says("From January the list hangs at the door.") && !open.body.contains("cousins"))
        }
    }

    @Test(arguments: TestEngine.available)
    func whatWaitsLongerThanPromisedIsSaidToThePeopleOfThePlace(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let settings = try await world.get("/spaces/riverbend/letters", as: "amina")
            let wrong = try await world.press("Save", on: settings, as: "amina", typing: [("days", "0")])
            #expect(try wrong.status == 422 && wrong.says("Write a number from 1 to 90."))
            #expect(try await world.press("Save", on: settings, as: "amina", typing: [("days", "5")]).status == 303)
            #expect(try await world.post("/spaces/riverbend/letters/promise", as: "rosa", [("days", "5")]).status == 404)
            let form = try await world.get("/spaces/riverbend/stewards")
            #expect(try form.says("within 5 days"))
            _ = try await world.press("Send", on: form, typing: [("text", "Nobody listens.")])
            world.clock.pass(days: 5)
            #expect(try await !world.get("/spaces/riverbend/stewards", as: "leila").says("longer than promised"))
            world.clock.pass(days: 1)
            #expect(try await world.get("/spaces/riverbend/stewards", as: "leila").says("1 message waits longer than promised."))
            for name in [nil, "omar"] as [String?] {
                #expect(try await !world.get("/spaces/riverbend/stewards", as: name).says("longer than promised"))
            }
            try await TalkReminders.run(world.house)
            try await TalkReminders.run(world.house)
            try await world.runJobs()
            #expect(world.post.sent.count == 1 && world.post.sent.first?.to == "amina@example.org")
            #expect(world.post.sent.first?.text.contains("listens") == false)
        }
    }

    @Test(arguments: TestEngine.available)
    func sentTwiceItIsOneAndAFloodIsBraked(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let fields = [("text", "Twice."), ("_form", "01j00000000000000000000000")]
            let first = try await world.follow(world.post("/spaces/riverbend/stewards", fields))
            let second = try await world.follow(world.post("/spaces/riverbend/stewards", fields))
            #expect(try world.code(on: first) == world.code(on: second))
            #expect(try await world.rows("sealed_talks") == 1)
            let phone = Phone(world.house, peer: "192.0.2.9")
            var last = 0
            for n in 0..<(SealedTalkRoutes.perLine + 1) {
                last = try await phone.post("/spaces/riverbend/stewards", [("text", "Message \(n)")]).status
            }
            #expect(last == 429)
            let long = try await world.post("/spaces/riverbend/stewards", [("text", String(repeating: "a", count: 4_001))])
            #expect(try long.status == 422 && long.says("Keep this under"))
        }
    }
}
