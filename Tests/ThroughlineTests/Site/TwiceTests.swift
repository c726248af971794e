import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// A nervous thumb, a dropped line, a browser that sends again: the same form with the same content is the same answer, once done.
struct TwiceTests {
    /// Presses a button of one page again and again, and at once; every answer is the first one.
    @discardableResult
    private func alike(
        _ world: World, _ button: String, on path: String, as name: String?, typing typed: [(String, String)] = [], writes: Int = 1,
        _ place: SourceLocation = #_sourceLocation
    ) async throws -> Answer {
        let page = try await world.get(path, as: name)
        let before = try await world.rows("audit")
        let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
            for _ in 1...4 { group.addTask { try await world.press(button, on: page, as: name, typing: typed) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let once = try await world.rows("audit")
        let last = try await world.press(button, on: page, as: name, typing: typed)
        for answer in answers + [last] {
            #expect(answer.status == 303, "\(button) on \(path)", sourceLocation: place)
            #expect(answer.headers[.location] == last.headers[.location], "\(button) on \(path)", sourceLocation: place)
        }
        #expect(once - before == writes, "\(button) on \(path)", sourceLocation: place)
        #expect(try await world.rows("audit") == once, "\(button) on \(path)", sourceLocation: place)
        return last
    }

    @Test(arguments: TestEngine.available)
    func aQuestionIsChangedClosedAndOpenedOnce(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let path = "/questions/\(id)"
            try await alike(world, "Save", on: path + "/wording", as: "amina", typing: [("text", "What makes the market road safe?")])
            try await alike(
                world, "Save", on: path + "/translation", as: "rosa", typing: [("language", "fr"), ("text", "Et la route du marché ?")])
            try await alike(world, "Stop unnamed answers for now", on: path, as: "amina")
            #expect(try await world.read(id).isFlooded)
            try await alike(world, "Take unnamed answers again", on: path, as: "amina")
            #expect(try await !world.read(id).isFlooded)
            try await alike(world, "Close the question", on: path, as: "amina")
            try await alike(world, "Ask again", on: path, as: "amina")
            #expect(try await world.read(id).isOpen)
            let acts = try await world.db.read { tx in
                try tx.run("SELECT act FROM audit WHERE item_id = \(id) ORDER BY act").map { try $0.text("act") }
            }
            #expect(
                acts == [
                    "question.add", "question.change", "question.close", "question.flood", "question.flood_over", "question.reopen",
                    "question.translate",
                ])
        }
    }

    @Test(arguments: TestEngine.available)
    func anAnswerIsLetThroughOrNotOnce(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            for text in ["The lamps are dark.", "It names somebody."] { _ = try await story.answer(text) }
            try await alike(world, "Let it through", on: "/questions/\(story.question)", as: "rosa")
            let held = try await world.get("/questions/\(story.question)", as: "rosa").link("Do not keep it")
            try await alike(world, "Do not keep it", on: held, as: "rosa", typing: [("because", "It names somebody.")])
            #expect(try await world.get("/questions/\(story.question)", as: "rosa").says("1 answer."))
        }
    }

    @Test(arguments: TestEngine.available)
    func whatWasLearnedIsRewordedSharedAndCheckedOnce(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice("There is no work for us.", to: question, openness: .everyone)
            let path = try await world.note(on: [voice], of: question)
            try await alike(world, "Save", on: path + "/wording", as: "diego", typing: [("limits", "Clubs in the Lower Delta, 2026.")])
            try await alike(
                world, "Share it", on: path + "/sharing", as: "diego", typing: [("openness", "circle"), ("confirmed", "yes")], writes: 2)
            let form = try await world.get(path + "/dissent")
            #expect(form.status == 404, "only those who take part")
            let typed = [("text", "Some had work."), ("name", "A mother")]
            let dissent = try await world.get(path + "/dissent", as: "leila")
            let button = try #require(try dissent.page().buttons.last)
            for _ in 1...2 { _ = try await world.press(button, on: dissent, as: "leila", typing: typed) }
            #expect(try await world.db.read { try $0.run("SELECT id FROM items WHERE kind = 'dissent'").count } == 1)
            try await alike(
                world, "This is my judgement", on: path + "/check", as: "rosa",
                typing: [("confidence", "low"), ("from_context", "yes"), ("reason", "I was there.")])
            #expect(try await world.rows("reviews") == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func aTellingIsWrittenPutOffHandedOnAndToldOnce(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("Somebody waits for this.")
            let address = try #require(try await world.get("/questions/\(story.question)/telling", as: "rosa").headers[.location])
            try await alike(world, "Postpone", on: address, as: "rosa", typing: [("day", "2026-12-20")], writes: 0)
            try await alike(world, "Hand on", on: address, as: "rosa", typing: [("to", try world.person("diego").description)], writes: 0)
            let saved = try await alike(world, "Copy for chat", on: address, as: "rosa", typing: [("text", "As Rosa tells it.")])
            try await alike(world, "Told", on: try #require(saved.headers[.location]), as: "rosa", writes: 2)
            #expect(try await world.get("/questions/\(story.question)").says("Closed, and told back"))
            try await alike(world, "Tell them again", on: "/questions/\(story.question)/telling", as: "rosa", writes: 0)
            let again = try #require(try await world.get("/questions/\(story.question)/telling", as: "rosa").headers[.location])
            try await alike(
                world, "It will not be told", on: again, as: "rosa", typing: [("because", "the radio is off the air")], writes: 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func anAccountAPlaceAndItsPeopleAreChangedOnce(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await alike(world, "Save", on: "/me", as: "leila", typing: [("name", "Leila of the river")], writes: 0)
            try await alike(world, "Save how I hear", on: "/me", as: "leila", typing: [("every", "day")], writes: 0)
            try await alike(world, "Save", on: "/spaces/riverbend/settings", as: "amina", typing: [("team", "The river team")])
            let leila = "/spaces/riverbend/people/\(try world.person("leila"))"
            try await alike(world, "Save", on: leila, as: "amina", typing: [("role", "weaver")])
            try await alike(world, "Leave", on: leila, as: "leila")
            let diego = "/spaces/riverbend/people/\(try world.person("diego"))"
            try await alike(world, "End it", on: diego, as: "amina")
        }
    }

    @Test(arguments: TestEngine.available)
    func aCorrectionIsLookedAtOnce(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("It is not the road.")
            let box = try await world.press("Not what I meant", on: story.myWords(code))
            for _ in 1...2 {
                #expect(try await world.press("Send", on: box, typing: [("text", "It is the bridge.")]).status == 200)
            }
            #expect(try await world.db.read { try $0.run("SELECT id FROM items WHERE kind = 'correction'").count } == 1)
            try await alike(world, "Let it stand beside what we wrote", on: "/questions/\(story.question)", as: "diego", writes: 2)
        }
    }

    /// The answer to somebody else's form is not theirs: on a phone many use, the page of the one before may still be open.
    @Test(arguments: TestEngine.available)
    func twoPeopleWhoPressTheSamePageAreTwo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice("There is no work for us.", to: question, openness: .circle)
            let path = try await world.note(on: [voice], of: question)
            try await world.share(path, .circle, confirmed: false)
            let page = try await world.get(path + "/dissent", as: "leila")
            let button = try #require(try page.page().buttons.last)
            for name in ["leila", "rosa"] {
                _ = try await world.press(button, on: page, as: name, typing: [("text", "Some had work."), ("as", "me")])
            }
            let authors = try await world.db.read { tx in
                try tx.run("SELECT DISTINCT author_id FROM items WHERE kind = 'dissent'").count
            }
            #expect(authors == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func whatWasRefusedLeavesNoAnswerBehind(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let page = try await world.get("/questions/\(id)/wording", as: "amina")
            let other = try await world.get("/questions/\(id)/wording", as: "diego")
            #expect(try await world.press("Save", on: other, as: "diego", typing: [("text", "What makes this road safe?")]).status == 303)
            for _ in 1...2 {
                #expect(try await world.press("Save", on: page, as: "amina", typing: [("text", "What is a safe road?")]).status == 409)
            }
            #expect(try await world.rows("nonces") == 1)
        }
    }

    /// A thumb pressed four times after the place was set up: the browser may take any of the four answers, so each of them brings it in.
    @Test(arguments: TestEngine.available)
    func everyPressThatBeginsAPlaceBringsItsFounderIn(_ engine: TestEngine) async throws {
        try await withEmptyHouse(engine) { house in
            let page = try await Phone(house).get("/setup?key=" + house.keys.token("setup", for: .setup) + "&zone=Asia.1")
            let typed = [
                ("place_name", "Naryn"), ("team", "Naryn"), ("languages", "Kyrgyz"), ("zone", "Bishkek"), ("person", "Aizada"),
                ("phrase", "three apples fall late"),
            ]
            let phones = [Phone(house), Phone(house), Phone(house)]
            async let first = phones[0].press("Begin", on: page, typing: typed)
            async let second = phones[1].press("Begin", on: page, typing: typed)
            #expect(try await [first.status, second.status] == [303, 303])
            #expect(try await phones[2].press("Begin", on: page, typing: typed).status == 303)
            for phone in phones { #expect(try await phone.get("/spaces/naryn/more").says("Signed in as Aizada")) }
            let counts = try await house.db.read { tx in
                try ["spaces", "people", "questions"].map { try tx.run(SQL(verbatim: "SELECT count(*) AS n FROM \($0)"))[0].int("n") }
            }
            #expect(counts == [1, 1, 1])
            let kept = try await house.db.read { try $0.run("SELECT answer FROM nonces").map { try $0.text("answer") } }
            let people = try await house.db.read { try $0.run("SELECT id FROM people").map { try $0.text("id") } }
            #expect(kept == people, "no session is kept with it")
        }
    }
}
