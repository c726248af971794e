import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// The day people were promised, what a question grew out of, and what its page counts.
struct PromisedDayTests {
    private func move(_ world: World, _ id: ID<Item>, to day: String) async throws -> Answer {
        try await world.press("Save", on: world.get("/questions/\(id)/wording", as: "amina"), as: "amina", typing: [("hear_by", day)])
    }

    private func due(_ world: World, _ id: ID<Item>) async throws -> [String] {
        try await world.db.read { try DutyStore($0).owed(on: id, kind: .tellBack).map(\.due.text) }
    }

    @Test(arguments: TestEngine.available)
    func whatIsOwedFollowsThePromisedDayAndIsPutOffOnce(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let id = story.question
            _ = try await story.answer("I wait for this.")
            _ = try await story.answer("Je l’attends aussi.", details: [("language", "fr"), ("door", "meeting")])
            #expect(try await due(world, id) == ["2026-12-03", "2026-12-03"])
            #expect(try await move(world, id, to: "2026-12-01").status == 303)
            #expect(try await due(world, id) == ["2026-12-01", "2026-12-01"], "sooner is always welcome")
            #expect(try await move(world, id, to: "2026-12-10").status == 303)
            #expect(try await due(world, id) == ["2026-12-10", "2026-12-10"])
            let address = try await world.get("/questions/\(id)/telling", as: "rosa").link("Read and send")
            let page = try await world.get(address, as: "rosa")
            #expect(try page.says("postponed once") && !page.page().buttons.contains("Postpone"))
            let again = try await move(world, id, to: "2026-12-24")
            #expect(try again.status == 422 && again.says("This was put off once already."))
            #expect(try again.form(withButton: "Save").value("hear_by") == "2026-12-24", "what was typed stays")
            #expect(try await due(world, id) == ["2026-12-10", "2026-12-10"])
            #expect(try await world.read(id).hearBy.text == "2026-12-10", "all of the change or none of it")
            #expect(try await move(world, id, to: "2026-12-05").status == 303)
            #expect(try await due(world, id) == ["2026-12-05", "2026-12-05"])
        }
    }

    @Test(arguments: TestEngine.available)
    func aQuestionGrowsOnlyOutOfWhatItsAskerMaySee(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            let secret = try await world.learned("Three farms near the dam are watched.", on: question, openTo: .team)
            let open = try await world.learned("People walk in groups.", on: question, openTo: .everyone)
            func ask(_ from: String, _ text: String) async throws -> Answer {
                // Everything similar stood on the page already.
                let shown = try await world.db.read { try $0.run("SELECT id FROM questions").map { try $0.text("id") } }
                let fields = [("text", text), ("hear_by", "2026-12-03"), ("shown", shown.joined(separator: " ")), ("from", from)]
                return try await world.post("/spaces/saffron/questions", as: "omar", fields)
            }
            for from in ["00000000-0000-0000-0000-000000000000", "\(secret)", "no id at all"] {
                #expect(try await ask(from, "Who walks the road with you?").status == 303, "\(from)")
            }
            let links = try await world.db.read { try $0.run("SELECT from_id FROM links WHERE relation = 'led_to'").count }
            #expect(links == 0)
            #expect(try await ask("\(open)", "Who walks home in groups?").status == 303)
            #expect(try await world.get("/insights/\(open)").says("Who walks home in groups?"))
            #expect(try await !world.get("/insights/\(secret)", as: "diego").says("Who walks the road with you?"))
        }
    }

    private func fill(_ world: World, _ id: ID<Item>, _ n: Int, held: Bool, openness: Openness = .everyone) async throws {
        let (question, act) = (try await world.read(id), world.house.act(by: nil))
        try await world.db.write { tx in
            for number in 1...n {
                try VoiceStore(tx).add(
                    NewVoice(
                        question: question, text: "Voice \(number).", language: "en", author: .nobody, held: held, openness: openness),
                    by: act)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func everyAnswerThatWaitsIsCountedNotOnlyThoseOnThePage(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            try await fill(world, id, 25, held: true)
            let page = try await world.get("/questions/\(id)", as: "rosa")
            #expect(try page.says("25 unnamed answers wait for you"))
            #expect(try !page.says("Only words their speakers have opened"), "the team reads those that wait above")
        }
    }

    @Test(arguments: TestEngine.available)
    func theLastPageHidesNothingWhenNothingIsHidden(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            try await fill(world, id, 34, held: false)
            let first = try await world.get("/questions/\(id)")
            let last = try await world.get(try first.link("Older ones").split(separator: "#").first.map(String.init) ?? "")
            #expect(try last.says("Voice ") && !last.says("Only words their speakers have opened"))
            try await fill(world, id, 1, held: false, openness: .team)
            #expect(try await world.get(try first.link("Older ones")).says("Only words their speakers have opened"))
        }
    }
}
