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

    /// Domain 14 and G10: turning something away is one person's decision, and somebody else looks again when its speaker asks.
    @Test(arguments: TestEngine.available)
    func whoeverWasTurnedAwayMayAskSomebodyElseToLookAgain(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("The boat fare doubled, and the chairman keeps it.", details: [("openness", "everyone")])
            let before = try await world.db.read {
                try DutyStore($0).owed(on: story.question, kind: .tellBack).reduce(0) { $0 + $1.people }
            }
            let form = try await world.get(world.get("/questions/\(story.question)", as: "rosa").link("Do not keep it"), as: "rosa")
            _ = try await world.press("Do not keep it", on: form, as: "rosa", typing: [("because", "It accuses the chairman.")])
            let own = try await story.myWords(code)
            #expect(try own.says("The team did not keep this answer.") && own.says("It accuses the chairman."))
            #expect(own.body.ranges(of: "It accuses the chairman.").count == 1, "said once")
            let empty = try await world.press("Ask for a second look", on: own)
            #expect(try empty.status == 422 && empty.says("Write a few words first."))
            _ = try await world.press("Ask for a second look", on: own, typing: [("appeal", "I name nobody. Everybody knows the fare.")])
            #expect(try await story.myWords(code).says("Somebody who did not decide before looks at it."))
            #expect(try await story.myWords(code).page().form(withButton: "Ask for a second look") == nil, "once")
            // Not by who turned it away, nor by anybody without the office.
            let desk = try await world.get("/spaces/riverbend/flags", as: "rosa")
            #expect(try desk.says("Somebody else has to decide"))
            let act = try await world.get("/spaces/riverbend/flags", as: "amina").link("Look at it")
            #expect(try await world.get(act, as: "rosa").page().form(withButton: "Bring it back") == nil)
            for name in ["leila", "diego", "omar", nil] as [String?] {
                #expect(try await ![200, 409].contains(world.get(act, as: name).status), "\(name ?? "nobody")")
            }
            let look = try await world.get(act, as: "amina")
            #expect(
                try look.says("The boat fare doubled") && look.says("Everybody knows the fare.") && look.says("It accuses the chairman."))
            _ = try await world.press("Bring it back", on: look, as: "amina", typing: [("appeal", "He is not named.")])
            #expect(try await story.myWords(code).says("He is not named."))
            let waits = try await world.get("/questions/\(story.question)", as: "rosa")
            #expect(try waits.says("The boat fare doubled"), "it waits to be let through, as before")
            let after = try await world.db.read { try DutyStore($0).owed(on: story.question, kind: .tellBack).reduce(0) { $0 + $1.people } }
            #expect(after == before && before == 1)
            let log = try await world.get("/spaces/riverbend/moderation", as: "leila")
            #expect(try log.says("An answer was not kept") && log.says("somebody objected, and it was lifted"))
            #expect(!log.body.contains("chairman") && !log.body.contains("fare"))
        }
    }

    @Test(arguments: TestEngine.available)
    func whatStaysTurnedAwaySaysSoAndIsTheirsToTakeBack(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("Juma of the blue house sells the nets.")
            let form = try await world.get(world.get("/questions/\(story.question)", as: "rosa").link("Do not keep it"), as: "rosa")
            _ = try await world.press("Do not keep it", on: form, as: "rosa", typing: [("because", "It names Juma.")])
            _ = try await world.press("Ask for a second look", on: story.myWords(code), typing: [("appeal", "It is true.")])
            let act = try await world.get("/spaces/riverbend/flags", as: "amina").link("Look at it")
            _ = try await world.press(
                "It stays as decided", on: world.get(act, as: "amina"), as: "amina", typing: [("appeal", "He could be harmed.")])
            let own = try await story.myWords(code)
            #expect(try own.says("Somebody else has looked again, and it stays so.") && own.says("He could be harmed."))
            #expect(try await !world.get("/questions/\(story.question)", as: "rosa").says("blue house"))
            let sure = try await world.press("Take my words back", on: own)
            _ = try await world.press("Take my words back", on: sure)
            #expect(try await story.myWords(code).says("You took these words back"))
            try await world.runJobs()
            #expect(try await world.get(act, as: "amina").status == 404)
        }
    }

    /// The way to a second look is not closed by those it is directed against, and what was said for it goes with the words.
    @Test(arguments: TestEngine.available)
    func anObjectionIsNeitherReplacedNorOutlivesTheWords(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("Juma of the blue house sells the nets.")
            let form = try await world.get(world.get("/questions/\(story.question)", as: "rosa").link("Do not keep it"), as: "rosa")
            _ = try await world.press("Do not keep it", on: form, as: "rosa", typing: [("because", "It names Juma.")])
            _ = try await world.press(
                "Ask for a second look", on: story.myWords(code), typing: [("appeal", "mkobjection My brother saw it.")])
            let voice = try #require(try await story.voices().first)
            let version = try await world.db.read { try LineStore($0).unseen(voice)?.version ?? 0 }
            for deed in ["hide", "hold", "note", "remove"] {
                let typed = [("deed", deed), ("reason", "danger"), ("words", "x"), ("label", "contested"), ("_version", "\(version)")]
                for name in ["rosa", "amina"] {
                    if deed == "remove" { try await world.confirm(name) }
                    #expect(try await world.post("/records/\(voice)/moderation", as: name, typed).status == 409, "\(deed) by \(name)")
                }
            }
            #expect(try await story.myWords(code).says("Somebody who did not decide before looks at it."))
            let act = try #require(try await world.db.read { try $0.run("SELECT id FROM moderation_acts").first?.text("id") })
            let link = "/second-looks/\(SecondPersonLink.token(act, world.house.keys))"
            #expect(try await world.get(link, as: "omar").status == 200)
            let sure = try await world.press("Take my words back", on: story.myWords(code))
            _ = try await world.press("Take my words back", on: sure)
            for path in [link, "/moderation/\(act)"] {
                for name in ["omar", "amina", "rosa"] { #expect(try await world.get(path, as: name).status == 404, "\(path) \(name)") }
            }
            try await Sweep(house: world.house).run()
            #expect(try await world.everything(holding: ["mkobjection"]).isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func nobodyIsPromisedASecondLookThatNobodyMayTake(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let (rosa, place, act) = (try world.person("rosa"), world.riverbend.id, world.house.act(by: try world.person("amina")))
            try await world.db.write { try OfficeStore($0).set([.safety], of: rosa, in: place, seen: [], by: act) }
            let page = try await world.get("/questions/\(story.question)")
            let thanks = try await world.press("Send", on: page, typing: [("text", "He takes the money."), ("for_safety", "yes")])
            let code = try #require(try thanks.code())
            let form = try await world.get(world.get("/questions/\(story.question)", as: "rosa").link("Do not keep it"), as: "rosa")
            _ = try await world.press("Do not keep it", on: form, as: "rosa", typing: [("because", "Not here.")])
            let own = try await story.myWords(code)
            #expect(try own.says("Only one person reads such answers here") && !own.page().buttons.contains("Ask for a second look"))
            #expect(try own.link("Tell the stewards in confidence") == "/spaces/riverbend/stewards")
            #expect(
                try await !world.get("/spaces/riverbend/moderation", as: "leila").says("An answer was not kept"), "nor that there was one")
        }
    }

    private func twoForms(_ world: World) async throws -> (ID<Item>, [Answer]) {
        let id = try await world.question("What makes the road safe?")
        _ = try await world.press("Send", on: world.get("/spaces/riverbend"), typing: [("text", "Ask at the blue house.")])
        let link = try await world.get("/questions/\(id)", as: "amina").link("Do not keep it")
        return (id, [try await world.get(link, as: "amina"), try await world.get(link, as: "rosa")])
    }
}
