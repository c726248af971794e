import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// What became of my words: by code and by account, in any language, and the same answer to every wrong code.
struct MyWordsTests {
    @Test(arguments: TestEngine.available)
    func everyWrongCodeGetsTheSamePage(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("Found again with five words.")
            let words = code.split(separator: " ").map(String.init)
            let wrong = [
                "", "abandon", "not a code at all", words.reversed().joined(separator: " "), words.dropLast().joined(separator: " "),
            ]
            for typed in wrong {
                let answer = try await story.myWords(typed)
                #expect(answer.status == 422 && answer.headers[.cacheControl] == "no-store")
                #expect(try answer.says("We find nothing under these words."))
                #expect(try answer.page().element(id: "code")?.attribute("value") == typed, "what was typed stays")
            }
            for typed in [
                code.uppercased(), words.map { String($0.prefix(4)) }.joined(separator: ", "), "  " + words.joined(separator: "\t"),
            ] {
                #expect(try await story.myWords(typed).says("Found again with five words."))
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func anAccountSeesItsOwnWordsAndNobodyElses(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let ask = try await world.get("/questions/\(story.question)", as: "leila")
            _ = try await world.press("Send", on: ask, as: "leila", typing: [("text", "Leila says this as herself."), ("as", "me")])
            let list = try await world.get("/me/words", as: "leila")
            #expect(try list.says("Leila says this as herself."))
            let own = try list.link("What became of it")
            #expect(try await world.get("/me/words", as: "diego").says("Nothing said under your account yet."))
            #expect(try await world.get(own, as: "diego").status == 404)
            #expect(try await world.get("/me/words").status == 303)
            let page = try await world.get(own, as: "leila")
            let voice = try #require(try page.form(withButton: "Take my words back").value("voice"))
            #expect(try await world.post("/my-words/taking-back", as: "diego", [("voice", voice), ("sure", "yes")]).status == 404)
            let sure = try await world.press("Take my words back", on: page, as: "leila")
            #expect(try await world.press("Take my words back", on: sure, as: "leila").says("You took these words back on 21 November."))
            let after = try await world.get("/me/words", as: "leila")
            #expect(try after.says("You took these words back on 21 November.") && !after.says("Leila says this"))
            #expect(
                try await world.get("/spaces/riverbend/week", as: "rosa").says("Nothing else waits"), "nobody is owed anything any more")
        }
    }

    @Test(arguments: TestEngine.available)
    func aRejectedAnswerShowsWhyAndCanStillBeTakenBack(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("This names a neighbour.")
            let team = try await world.get("/questions/\(story.question)", as: "rosa")
            let box = try await world.get(team.link("Do not keep it"), as: "rosa")
            _ = try await world.press("Do not keep it", on: box, as: "rosa", typing: [("because", "it names somebody who could be harmed")])
            let page = try await story.myWords(code)
            #expect(try page.says("The team did not keep this answer.") && page.says("it names somebody who could be harmed"))
            #expect(try page.page().buttons == ["Ask for a second look", "Take my words back", "Save the file"])
            let gone = try await world.press("Take my words back", on: world.press("Take my words back", on: page))
            #expect(try gone.says("You took these words back on"))
            let left = try await world.db.read { tx in
                try tx.run("SELECT item_id FROM texts WHERE field = 'text' AND body LIKE '%neighbour%'").count
                    + tx.run("SELECT reason FROM audit_reasons").count
            }
            #expect(left == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func takenBackCountsStayRightForEveryState(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let held = try await story.answer(
                "Still waiting for the team.", details: [("people", "4"), ("speaks_for", "the club's speaker"), ("door", "radio")])
            _ = try await story.answer("Stays.")
            #expect(
                try await world.get("/spaces/riverbend/told", as: "leila").says("2 people have not been told yet."),
                "an unread group is one")
            let page = try await story.myWords(held)
            _ = try await world.press("Take my words back", on: world.press("Take my words back", on: page))
            #expect(try await world.get("/spaces/riverbend/told", as: "leila").says("1 person has not been told yet."))
            let question = story.question
            let numbers = try await world.db.read { tx in
                let tallies = try tx.run("SELECT state, SUM(n) AS n FROM tallies WHERE kind = 'voice' GROUP BY state ORDER BY state")
                    .map { "\(try $0.text("state")) \(try $0.int("n"))" }
                let rows = try tx.run("SELECT state, COUNT(*) AS n FROM items WHERE kind = 'voice' GROUP BY state ORDER BY state")
                    .map { "\(try $0.text("state")) \(try $0.int("n"))" }
                let duties = try DutyStore(tx).owed(on: question, kind: .tellBack).map(\.people)
                let ledger = try tx.run("SELECT act FROM ledger").map { try $0.text("act") }
                return (tallies, rows, duties, ledger)
            }
            #expect(numbers.0 == numbers.1 && numbers.0 == ["held 1", "withdrawn 1"])
            #expect(numbers.2 == [1] && numbers.3 == ["withdraw"])
        }
    }

    @Test(arguments: TestEngine.available)
    func whatWasToldStandsWhereItsSpeakerLooks(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("Transport costs too much.")
            let radio = try await story.answer("The bus is too dear.", details: [("door", "radio")])
            try await story.letThrough()
            for href in try await world.get("/questions/\(story.question)/telling", as: "rosa").page().links
                .filter({ $0.text == "Read and send" }).map(\.href)
            {
                let page = try await world.get(href, as: "rosa")
                let words = try page.says("on the radio") ? "As the radio tells it." : "As the page tells it."
                _ = try await world.press("Told", on: page, as: "rosa", typing: [("text", words)])
            }
            let page = try await story.myWords(code)
            #expect(try page.says("As the page tells it.") && !page.says("As the radio tells it."))
            #expect(try page.says("To a few people.") && !page.says("of 2 people"))
            #expect(try await story.myWords(radio).says("As the radio tells it."))
            #expect(try await world.get("/questions/\(story.question)", as: "leila").says("tells it."))
        }
    }

    @Test(arguments: TestEngine.available)
    func aQuestionWhoseAnswersWereAllTakenBackSaysSo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let silent = try await world.question("Who has a boat to lend?")
            let code = try await story.answer("Nobody shall read this.")
            _ = try await world.press(
                "Take my words back", on: world.press("Take my words back", on: story.myWords(code)))
            for question in [story.question, silent] {
                _ = try await world.press("Close the question", on: world.get("/questions/\(question)", as: "amina"), as: "amina")
            }
            let gone = try await world.get("/questions/\(story.question)")
            #expect(try gone.says("Every answer was taken back.") && !gone.says("The first answer is the hardest."))
            #expect(try gone.says("Words were taken back here, the last on 21 November.") && !gone.says("1 voice"))
            let never = try await world.get("/questions/\(silent)")
            #expect(try never.says("Nobody answered.") && !never.says("The first answer is the hardest."))
        }
    }

    @Test(arguments: TestEngine.available)
    func onlyWhatIsKnownIsSaidOfOthers(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("Transport costs too much.", details: [("openness", "circle")])
            #expect(try await !story.myWords(code).says("close to it"))
            _ = try await story.answer("The bus is too dear.")
            try await story.letThrough()
            try await story.learn("Transport keeps people away.", from: story.voices())
            let page = try await story.myWords(code)
            #expect(try page.says("Others said something close to it"), "two are not counted aloud")
            #expect(try page.page().links.allSatisfy { !$0.href.hasPrefix("/insights/") }, "a code opens no page for people who take part")
        }
    }

    @Test(arguments: TestEngine.available)
    func aSignedInPersonsUnnamedAnswerLeavesNoTraceOfThem(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let ask = try await world.get("/questions/\(story.question)", as: "leila")
            let thanks = try await world.press(
                "Send", on: ask, as: "leila", typing: [("text", "Unnamed, though signed in."), ("as", "nobody")])
            _ = try await world.press("Save", on: thanks, as: "leila", typing: [("openness", "circle")])
            let code = try thanks.code() ?? ""
            let page = try await story.myWords(code)
            _ = try await world.press("That's right", on: page, as: "leila")
            let leila = try world.person("leila").description
            let traces = try await world.db.read { tx in
                try tx.run("SELECT act FROM audit WHERE actor_id = \(leila)").count
                    + tx.run("SELECT id FROM items WHERE author_id = \(leila)").count
                    + tx.run("SELECT to_id FROM links WHERE by_id = \(leila)").count
            }
            #expect(traces == 0)
        }
    }
}
