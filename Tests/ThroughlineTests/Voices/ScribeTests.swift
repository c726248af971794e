import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Somebody writes down what another person says (B6): the scribe apart from the speaker, and the words go along on paper.
struct ScribeTests {
    private static let said: [(String, String)] = [
        ("text", "mkspoken The ferry stops when it rains."), ("spoken_in", "seh"), ("openness", "circle"), ("door", "meeting"),
        ("said_yes", "yes"),
    ]

    /// Leila opens the page from the question she stands on.
    private static func page(_ world: World, _ question: ID<Item>, as name: String? = "leila") async throws -> Answer {
        let asked = try await world.get("/questions/\(question)", as: name)
        let table = try await world.get(asked.link("Write down for somebody"), as: name)
        return try await world.press("Begin", on: table, as: name)
    }

    private static func row(_ world: World) async throws -> Row {
        try #require(try await world.db.read { try $0.run("SELECT * FROM written_down").first })
    }

    @Test(arguments: TestEngine.available)
    func leilaWritesDownWhatHerNeighbourSaysAndDidNotSayItHerself(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            let page = try await Self.page(world, question)
            #expect(try page.says("Read this aloud first") && page.says("You need not answer.") && page.says("You will hear by 3 December"))
            let handed = try await world.press("Keep this answer", on: page, as: "leila", typing: Self.said + [("kept", "me")])
            #expect(handed.status == 200)
            let code = try #require(try handed.code())

            let item = try #require(try await world.db.read { try $0.run("SELECT * FROM items WHERE kind = 'voice'").first })
            let id: ID<Item> = try item.id("id")
            #expect(try item.textOrNil("author_id") == nil && item.textOrNil("pseudonym") == nil && item.intOrNil("made_at") == nil)
            let hands = try await world.db.read { tx in
                try tx.run("SELECT actor_id, made_at FROM audit WHERE item_id = \(id)").filter { try $0.textOrNil("actor_id") != nil }.count
                    + tx.run("SELECT by_id FROM links WHERE from_id = \(id) AND by_id IS NOT NULL").count
            }
            #expect(hands == 0, "no act says whose hand it was")
            #expect(try await Self.row(world).idOrNil("scribe_id") as ID<Person>? == world.person("leila"))

            // The team reads whose hand it was; the people of the place read the words alone.
            let teams = try await world.get("/voices/\(id)", as: "diego")
            #expect(try teams.says("written down by") && teams.says("Leila") && teams.says("Without a name"))
            let desk = try await world.get("/questions/\(question)", as: "diego")
            #expect(try desk.says("1 of the answers was said aloud and written down by somebody else.") && desk.says("Leila"))
            let others = try await world.get("/questions/\(question)", as: "leila")
            #expect(try others.says("mkspoken") && !others.says("Said aloud") && !others.says("said aloud"))

            // Her neighbour follows it with the words from the slip, and is told at the meeting, in the language she spoke.
            #expect(try await TurnStory(world: world, question: question).myWords(code).says("mkspoken The ferry stops when it rains."))
            let duty = try #require(try await world.db.read { try DutyStore($0).owed(on: question, kind: .tellBack).first })
            #expect(duty.door == .meeting && duty.language == "seh" && duty.people == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func whoWroteItIsKeptNowhereUnlessTheySaySo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            _ = try await world.press("Keep this answer", on: Self.page(world, question), as: "leila", typing: Self.said)
            let row = try await Self.row(world)
            #expect(try row.textOrNil("scribe_id") == nil && row.textOrNil("scribe_role") == nil)
            let id: ID<Item> = try row.id("voice_id")
            #expect(try await world.get("/voices/\(id)", as: "diego").says("written down by somebody else."))
            let role = Self.said.dropFirst() + [("text", "Lamps."), ("kept", "role"), ("role", "a teacher of the school")]
            _ = try await world.press("Keep this answer", on: Self.page(world, question), as: "leila", typing: Array(role))
            let kept = try await world.db.read { try $0.run("SELECT scribe_id FROM written_down WHERE scribe_role IS NOT NULL") }
            #expect(try kept.count == 1 && kept[0].textOrNil("scribe_id") == nil)
            #expect(try await world.get("/questions/\(question)", as: "diego").says("a teacher of the school"))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoWroteItDownCannotReadItAgain(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            let typed = Self.said.filter { $0.0 != "openness" } + [("openness", "team"), ("kept", "me")]
            let handed = try await world.press("Keep this answer", on: Self.page(world, question), as: "leila", typing: typed)
            #expect(!handed.body.contains("mkspoken"))
            let id: ID<Item> = try await Self.row(world).id("voice_id")
            #expect(try await world.get("/voices/\(id)", as: "leila").status == 404)
            for path in ["/questions/\(question)", "/me/words", "/me/data"] {
                #expect(try await !world.get(path, as: "leila").body.contains("mkspoken"), "\(path)")
            }
            #expect(try await world.get("/voices/\(id)", as: "diego").says("mkspoken"))
        }
    }

    /// One table, one phone, several people: nothing of the one before.
    @Test(arguments: TestEngine.available)
    func theNextPersonFindsNothingOfTheOneBefore(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            let typed =
                Self.said + [("place", "North bank"), ("name", "mkname Halima"), ("kept", "me")]
            let form = try await Self.page(world, question)
            let sent = try await world.post(
                form.form(withButton: "Keep this answer").action, as: "leila", form.fields(of: "Keep this answer", typing: typed))
            let (slip, place) = (try #require(sent.headers[.location]), World.encoded("North bank"))
            #expect(slip.hasPrefix("/written/") && !slip.contains(place))
            let handed = try await world.get(slip, as: "leila")
            #expect(handed.headers[.cacheControl]?.contains("no-store") == true)
            let next = try await world.press("The next person", on: handed, as: "leila")
            #expect(next.status == 200 && next.headers[.cacheControl]?.contains("no-store") == true)
            let code = try #require(try handed.code())
            for words in ["mkspoken", "mkname", code] {
                #expect(!next.body.contains(words), "\(words)")
            }
            let fields = try next.form(withButton: "Keep this answer").fields
            func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }
            #expect(value("spoken_in") == "seh" && value("place") == "North bank" && value("kept") == "me")
            #expect(value("text") == "" && value("name") == "" && value("openness") == "team")
            #expect(value("said_yes") == nil, "everybody is asked anew")
            // Whoever goes back finds the words closed.
            #expect(try await !world.get(slip, as: "leila").body.contains(code))
            _ = try await world.press("Keep this answer", on: next, as: "leila", typing: Self.said)
            #expect(try await world.rows("voices") == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func aGroupWithOneVoiceCountsForItsPeopleAndIsNotHidden(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            let table = try await world.get("/questions/\(question)/writing", as: "leila")
            let page = try await world.press("Begin", on: table, as: "leila", typing: [("group", "yes"), ("spoken_in", "seh")])
            #expect(try page.says("How many people?"))
            let typed = [
                ("text", "We walk together."), ("people", "7"), ("speaks_for", "The Tuesday walkers"),
                ("disagreed", "One of us goes alone."),
                ("openness", "circle"), ("said_yes", "yes"),
            ]
            #expect(try await world.press("Keep this answer", on: page, as: "leila", typing: typed).status == 200)
            let read = try await world.get("/questions/\(question)", as: "leila")
            #expect(try read.says("The Tuesday walkers, for a group of 7") && read.says("One of us goes alone."))
            let waiting = try await world.db.read { try DutyStore($0).owed(on: question, kind: .tellBack).reduce(0) { $0 + $1.people } }
            #expect(waiting == 7)
        }
    }

    @Test(arguments: TestEngine.available)
    func theSheetThatIsPrintedNamesNoTopicAndNoPlace(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            let handed = try await world.press("Keep this answer", on: Self.page(world, question), as: "leila", typing: Self.said)
            #expect(try !handed.says("road safe") && !handed.says("Riverbend") && !handed.says("Lower Delta"))
            #expect(try handed.says("http://learn.test/my-words"))
            #expect(handed.body.contains(".screen{display:none}"))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoWantsNoWordsGetsNone(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            let page = try await Self.page(world, question)
            let typed = Self.said + [("no_words", "yes")]
            let none = try await world.press(
                "Keep this answer", on: page, as: "leila", typing: typed.filter { $0.0 != "door" } + [("door", "code")])
            #expect(try none.status == 422 && none.says("Without words they cannot come back: choose another way to tell them."))
            #expect(none.body.contains("mkspoken"), "what was written stays")
            let handed = try await world.press("Keep this answer", on: page, as: "leila", typing: typed)
            #expect(try handed.status == 200 && handed.code() == nil && handed.says("It is kept"))
            #expect(try await world.rows("receipts") == 0)
            #expect(try await world.rows("voices") == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func nothingIsKeptThatNobodySaidYesTo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            let page = try await Self.page(world, question)
            let wrong: [([(String, String)], String)] = [
                (Self.said.dropLast() + [], "First read aloud what stands at the top, and ask whether they say yes."),
                (Self.said + [("text", "")], "Write or say something first."),
                (Self.said + [("kept", "role")], "Write a role, or choose that it is not kept."),
                (Self.said + [("kept", "role"), ("role", String(repeating: "r", count: 81))], "Keep this under 80 characters."),
                (Self.said + [("group", "yes"), ("people", "-3")], "Write a number from 1 to 10,000, or leave it empty."),
            ]
            for (typed, words) in wrong {
                let last = Dictionary(typed, uniquingKeysWith: { $1 }).map { ($0.key, $0.value) }
                let refused = try await world.press("Keep this answer", on: page, as: "leila", typing: last)
                #expect(try refused.status == 422 && refused.says(words), "\(words)")
            }
            #expect(try await world.rows("voices") == 0)
            let table = try await world.get("/questions/\(question)/writing", as: "leila")
            let noRole = try await world.press("Begin", on: table, as: "leila", typing: [("kept", "role"), ("place", "North bank")])
            #expect(
                try noRole.status == 422 && noRole.says("Write a role, or choose that it is not kept.")
                    && noRole.body.contains("North bank"))
            _ = try await world.press("Close the question", on: world.get("/questions/\(question)", as: "amina"), as: "amina")
            #expect(try await world.press("Keep this answer", on: page, as: "leila", typing: Self.said).status >= 400)
            #expect(try await world.get("/questions/\(question)/writing", as: "leila").status >= 400)
            #expect(try await world.rows("voices") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func aThumbThatPressesTwiceKeepsOne(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            let page = try await Self.page(world, question)
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 1...3 {
                    group.addTask {
                        try await world.post(
                            page.form(withButton: "Keep this answer").action, as: "leila",
                            page.fields(of: "Keep this answer", typing: Self.said))
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0.status == 303 })
            let codes = try await withThrowingTaskGroup(of: String?.self) { group in
                for answer in answers { group.addTask { try await world.follow(answer, as: "leila").code() } }
                return try await group.reduce(into: Set<String>()) { if let code = $1 { $0.insert(code) } }
            }
            #expect(codes.count == 1)
            #expect(try await world.rows("voices") == 1)
            #expect(try await world.rows("written_down") == 1)
        }
    }

    /// Somebody with the address and without an account, such as a teacher with the sheet of paper.
    @Test(arguments: TestEngine.available)
    func aTeacherWithoutAnAccountWritesDownAndTheTeamLooksFirst(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            #expect(try await !world.get("/questions/\(question)").says("Write down for somebody"), "the first page stays short")
            let paper = try await world.get("/questions/\(question)/paper")
            let table = try await world.get(paper.link("Write down for somebody"))
            let page = try await world.press("Begin", on: table)
            #expect(try !table.page().elements(named: "input").contains { $0.attribute("value") == "me" })
            // A name of nobody's is nobody's.
            let handed = try await world.press("Keep this answer", on: page, typing: Self.said + [("kept", "me")])
            #expect(handed.status == 200)
            #expect(try await Self.row(world).textOrNil("scribe_id") == nil)
            #expect(try await world.get("/questions/\(question)", as: "rosa").says("1 unnamed answer waits for you"))
            #expect(try await !world.get("/questions/\(question)", as: "leila").body.contains("mkspoken"))
        }
    }

    @Test(arguments: TestEngine.available)
    func takenBackByItsSpeakerNothingSaysWhoseHandItWas(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            let story = TurnStory(world: world, question: question)
            let handed = try await world.press(
                "Keep this answer", on: Self.page(world, question), as: "leila", typing: Self.said + [("kept", "me")])
            let mine = try await story.myWords(try #require(try handed.code()))
            let sure = try await world.press("Take my words back", on: mine)
            let button = try #require(try sure.page().buttons.first)
            _ = try await world.press(button, on: sure)
            #expect(try await world.rows("written_down") == 0)
            #expect(try await world.db.read { try $0.run("SELECT id FROM items WHERE kind = 'voice' AND state = 'withdrawn'").count } == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func aScribeTakesTheirNameOffAgain(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            #expect(try await !world.get("/me/data", as: "leila").says("you wrote down"))
            _ = try await world.press("Keep this answer", on: Self.page(world, question), as: "leila", typing: Self.said + [("kept", "me")])
            let own = try await world.get("/me/data", as: "leila")
            #expect(try own.says("Your name is kept with 1 answer you wrote down for somebody") && !own.body.contains("mkspoken"))
            #expect(try await world.press("Take my name off what I wrote down", on: own, as: "leila").status == 303)
            #expect(try await Self.row(world).textOrNil("scribe_id") == nil)
            #expect(try await world.rows("written_down") == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func aScribeWhoLeavesForGoodIsNamedNowhere(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            _ = try await world.press("Keep this answer", on: Self.page(world, question), as: "leila", typing: Self.said + [("kept", "me")])
            let leila = try world.person("leila")
            #expect(try await world.db.read { try WrittenDownStore($0).count(by: leila) } == 1)
            let act = world.house.act(by: leila)
            _ = try await world.db.write { tx in
                try AccountErasure(tx).erase(PersonStore(tx).account(leila), keepingWords: true, by: act)
            }
            #expect(try await Self.row(world).textOrNil("scribe_id") == nil)
            #expect(try await world.get("/questions/\(question)", as: "diego").says("written down by somebody else."))
        }
    }
}

extension Answer {
    /// What a browser would send with a button, with these typed.
    func fields(of button: String, typing typed: [(String, String)]) throws -> [(String, String)] {
        let names = Set(typed.map(\.0))
        return try form(withButton: button).fields.filter { !names.contains($0.name) }.map { ($0.name, $0.value) } + typed
    }
}
