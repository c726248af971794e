import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Whose words they are is the speaker's to say, and to take away again.
struct WhoSpokeTests {
    /// Everything in the database that leads from a voice to an account, or says when it was sent.
    private func traces(of person: String, in world: World) async throws -> [String] {
        let id = try world.person(person).description
        return try await world.db.read { tx in
            var found = try tx.run(
                "SELECT id FROM items WHERE kind IN ('voice', 'correction') AND (author_id = \(id) OR made_at IS NOT NULL)"
            )
            .map { _ in "items" }
            found += try tx.run(
                "SELECT a.id FROM audit a JOIN items i ON i.id = a.item_id WHERE i.kind IN ('voice', 'correction')"
                    + " AND (a.actor_id IS NOT NULL OR a.made_at IS NOT NULL)"
            ).map { _ in "audit" }
            found += try tx.run(
                "SELECT l.to_id FROM links l JOIN items i ON i.id = l.from_id WHERE i.kind IN ('voice', 'correction') AND l.by_id IS NOT NULL"
            ).map { _ in "links" }
            return found
        }
    }

    private func seal(_ world: World) async throws {
        try await SealWork.handler(world.house)("")
        #expect(try await world.db.read { try Seals($0).problems() }.isEmpty)
    }

    @Test(arguments: TestEngine.available)
    func whoChoosesToStandBehindItNoLongerLeavesNoTrace(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let thanks = try await world.press(
                "Send", on: world.get("/questions/\(id)", as: "leila"), as: "leila",
                typing: [("text", "Lamps at the bridge."), ("as", "me")])
            #expect(try await world.get("/questions/\(id)", as: "amina").says("Leila"))
            #expect(try thanks.form(withButton: "Save").value("as") == "me", "what is so is chosen")
            // A minute passes, and what was done is sealed for good.
            try await seal(world)
            let saved = try await world.press("Save", on: thanks, as: "leila", typing: [("as", "nobody"), ("openness", "circle")])
            #expect(try saved.says("Saved. Thank you"))
            #expect(try await !world.get("/questions/\(id)", as: "amina").says("Leila"))
            try await seal(world)
            #expect(try await traces(of: "leila", in: world) == [])
            world.clock.pass(days: 1)
            try await SealWork.nightly(world.house)
            #expect(try await world.db.read { try Seals($0).problems() }.isEmpty)
            #expect(try await world.get("/me/words", as: "leila").says("Nothing said under your account yet."))
        }
    }

    @Test(arguments: TestEngine.available)
    func aChosenNameTakesThePlaceOfTheAccount(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let thanks = try await world.press(
                "Send", on: world.get("/questions/\(id)", as: "leila"), as: "leila", typing: [("text", "Lamps."), ("as", "me")])
            _ = try await world.press("Save", on: thanks, as: "leila", typing: [("name", "River bird")])
            let page = try await world.get("/questions/\(id)", as: "amina")
            #expect(try page.says("River bird") && !page.says("Leila"))
            #expect(try await traces(of: "leila", in: world) == [])
        }
    }

    @Test(arguments: TestEngine.available)
    func whatNobodyTouchesStaysAsItIs(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let named = try await world.press(
                "Send", on: world.get("/questions/\(id)", as: "leila"), as: "leila", typing: [("text", "Lamps."), ("as", "me")])
            _ = try await world.press("Save", on: named, as: "leila", typing: [("openness", "circle")])
            #expect(try await world.get("/questions/\(id)", as: "amina").says("Leila"))
            let unnamed = try await world.press(
                "Send", on: world.get("/questions/\(id)", as: "leila"), as: "leila", typing: [("text", "And a guard.")])
            #expect(try unnamed.form(withButton: "Save").value("as") == "nobody")
            // Signed out in between, nobody is asked about an account, and none is taken away.
            let kept = try await world.press(
                "Send", on: world.get("/questions/\(id)", as: "leila"), as: "leila", typing: [("text", "A path."), ("as", "me")])
            let form = try kept.form(withButton: "Save")
            _ = try await world.post(form.action, form.fields.filter { $0.name != "as" }.map { ($0.name, $0.value) })
            let authors = try await world.db.read { tx in
                try tx.run("SELECT author_id FROM items WHERE kind = 'voice'").map { try $0.textOrNil("author_id") != nil }
            }
            #expect(authors.filter { $0 }.count == 2)
        }
    }

    /// What somebody put right stood under their name as the voice did; it goes with it.
    @Test(arguments: TestEngine.available)
    func theirCorrectionsGoWithThem(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let thanks = try await world.press(
                "Send", on: world.get("/questions/\(id)", as: "leila"), as: "leila", typing: [("text", "Lamps."), ("as", "me")])
            let own = try await world.get(world.get("/me/words", as: "leila").link("What became of it"), as: "leila")
            let box = try await world.press("Not what I meant", on: own, as: "leila")
            _ = try await world.press("Send", on: box, as: "leila", typing: [("text", "Lamps, and a guard.")])
            #expect(try await world.db.read { try $0.run("SELECT id FROM items WHERE kind = 'correction'").count } == 1)
            _ = try await world.press("Save", on: thanks, as: "leila", typing: [("as", "nobody")])
            #expect(try await traces(of: "leila", in: world) == [])
        }
    }

    /// One answer that nobody has looked at moves no number by more than one.
    @Test(arguments: TestEngine.available)
    func anUnreadGroupCountsForOneUntilItIsLetThrough(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer(
                "We are ten thousand.", details: [("people", "10000"), ("speaks_for", "their king"), ("door", "radio")])
            let question = story.question
            func owed() async throws -> [Int] {
                try await world.db.read { try DutyStore($0).owed(on: question, kind: .tellBack).map(\.people) }
            }
            #expect(try await owed() == [1])
            #expect(try await !world.get("/questions/\(question)").says("10,000"))
            #expect(try await !world.get("/spaces/riverbend/told").says("10,000"))
            try await story.letThrough()
            #expect(try await owed() == [10_000])
            #expect(try await world.get("/questions/\(question)").says("10,000"))
            let page = try await story.myWords(code)
            _ = try await world.press("Take my words back", on: world.press("Take my words back", on: page))
            #expect(try await owed().isEmpty)
            let held = try await story.answer("We are many.", details: [("people", "500"), ("speaks_for", "their king")])
            #expect(try await owed() == [1])
            _ = try await world.press("Take my words back", on: world.press("Take my words back", on: story.myWords(held)))
            #expect(try await owed().isEmpty)
        }
    }

    /// A code of words that nobody has looked at opens no record of those who take part.
    @Test(arguments: TestEngine.available)
    func junkOpensNothingThatIsForThoseWhoTakePart(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("The clubs give talk.", details: [("openness", "circle")])
            try await story.letThrough()
            try await story.learn("Only those who take part read this.", from: story.voices(), openness: .circle)
            let junk = try await story.answer("x")
            #expect(try await !story.myWords(junk).says("Only those who take part read this."))
            try await story.letThrough()
            #expect(try await story.myWords(junk).says("Only those who take part read this."))
        }
    }
}
