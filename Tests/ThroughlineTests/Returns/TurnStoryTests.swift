import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// The heart of the product, walked by hand: Yusuf speaks, hears, objects and takes his words back.
struct TurnStoryTests {
    private static let words = "The clubs give talk, and talk does not feed a family."

    @Test(arguments: TestEngine.available)
    func yusufSeesWhatBecameOfHisWordsAndTakesThemBack(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer(Self.words, details: [("openness", "circle"), ("quotable", "yes"), ("door", "code")])
            for n in 1...4 { _ = try await story.answer("Nothing there helps us earn, says answer number \(n).") }
            let waiting = try await story.myWords(code)
            let shown = try waiting.page().text
            #expect(shown.contains("You said, in English, 21 November"), "\(shown)")
            #expect(try waiting.says("So far only the Riverbend team has read it."))
            #expect(try waiting.says("You hear from us by 3 December"))
            try await story.letThrough()
            try await story.learn("Clubs lose members when nothing helps them earn.", from: story.voices())
            try await story.decide("A livelihoods hour in every club from May.", happened: "9 of 12 clubs run it.")
            try await story.breakPromise("Transport to the town market", because: "there is no money for it")
            try await tell(story)

            world.clock.pass(days: 85)
            let page = try await story.myWords(code)
            #expect(page.status == 200 && page.headers[.cacheControl] == "no-store")
            let path = try page.page().text
            for expected in [
                Self.words, "Others said something close to it", "Clubs lose members", "A few independent voices",
                "Nobody has disagreed so far.", "A livelihoods hour in every club from May.", "Steering group", "9 of 12 clubs run it.",
                "Not done",
                "Transport to the town market", "there is no money for it", "Told back", "To 5 of 5 people.",
            ] {
                #expect(path.contains(expected), "\(expected) is not in: \(path)")
            }
            try await correct(story, page)
            try await takeBack(story, code)
        }
    }

    /// Rosa finds the drafted telling on her desk, reads it and tells.
    private func tell(_ story: TurnStory) async throws {
        let world = story.world
        let desk = try await world.get("/spaces/riverbend/week", as: "rosa")
        #expect(try desk.says("One thing, 4 minutes") && desk.says("Tell 5 people what became of their answers"))
        let write = try await world.get(desk.link("Read and send"), as: "rosa")
        let draft = try #require(try write.form(withButton: "Told").value("text"))
        #expect(draft.contains("5 people answered. One of you said: “\(Self.words)”"))
        #expect(draft.contains("We learned: Clubs lose members when nothing helps them earn."))
        #expect(draft.contains("Decided: A livelihoods hour in every club from May."))
        #expect(draft.contains("It happened: 9 of 12 clubs run it."))
        #expect(draft.contains("Not done: Transport to the town market. Because: there is no money for it"))
        let told = try await world.press("Told", on: write, as: "rosa", typing: [("do", "told")])
        #expect(told.status == 303)
        let question = try await world.follow(told, as: "rosa")
        #expect(try question.says("Closed, and told back") && question.says("Told back, 21 November"))
        #expect(try await world.get("/spaces/riverbend/week", as: "rosa").says("Nothing else waits"))
    }

    private func correct(_ story: TurnStory, _ page: Answer) async throws {
        let world = story.world
        let right = try await world.press("That's right", on: page)
        #expect(try right.says("It is kept that this is right."))
        let box = try await world.press("Not what I meant", on: page)
        #expect(try box.says("Clubs lose members when nothing helps them earn."))
        #expect(try await world.press("Send", on: box, typing: [("text", "")]).status == 422)
        let sent = try await world.press("Send", on: box, typing: [("text", "I meant the talk itself, not the money.")])
        #expect(try sent.says("I meant the talk itself, not the money."))
        let again = try await world.press("Send", on: box, typing: [("text", "I meant the talk itself, not the money.")])
        #expect(again.status == 200)
        let address = "/questions/\(story.question)"
        #expect(try await !world.get(address, as: "leila").says("I meant the talk itself"), "unnamed, it waits for the team")
        #expect(try await world.get("/spaces/riverbend/week", as: "diego").says("Somebody says: not what I meant"))
        let team = try await world.get(address, as: "diego")
        #expect(team.body.components(separatedBy: "I meant the talk itself").count == 2, "sent twice it is kept once")
        #expect(try await world.press("Let it stand beside what we wrote", on: team, as: "diego").status == 303)
        #expect(try await world.get(address, as: "leila").says("I meant the talk itself"))
        #expect(try await world.get("/spaces/riverbend/week", as: "diego").says("Nothing else waits"))
    }

    private func takeBack(_ story: TurnStory, _ code: String) async throws {
        let world = story.world
        let question = "/questions/\(story.question)"
        #expect(try await world.get(question, as: "leila").says("5 answers."))
        let telling = try await world.get(question, as: "leila").link("Told back")
        #expect(try await world.get(telling, as: "leila").says(Self.words))
        let page = try await story.myWords(code)
        let sure = try await world.press("Take my words back", on: page)
        #expect(try sure.says("They were quoted when 5 people were told") && sure.says("One thing we learned rests on them too"))
        #expect(try await story.myWords(code).says(Self.words), "asking is not doing")
        let gone = try await world.press("Take my words back", on: sure)
        #expect(try gone.says("You took these words back on 14 February."))

        let after = try await world.get(question, as: "leila")
        #expect(try after.says("4 answers.") && after.says("1 answer was taken back on 14 February"))
        #expect(try !after.says("I meant the talk itself"))
        let told = try await world.get(telling, as: "leila")
        #expect(try told.says("Words quoted here were taken back on 14 February") && told.says("1 answer was taken back on 14 February"))
        for reader in ["leila", "rosa", "diego", "amina", nil] {
            for path in [question, telling, "/spaces/riverbend/told", "/spaces/riverbend", "/spaces/riverbend/week?all=yes"] {
                #expect(try await !world.get(path, as: reader).body.contains("talk does not feed"), "\(path) as \(reader ?? "nobody")")
            }
        }
        let (sources, withdrawn) = try await world.db.read { tx in
            let row = try #require(try tx.run("SELECT sources, withdrawn FROM insights").first)
            return try (row.int("sources"), row.int("withdrawn"))
        }
        #expect(sources == 4 && withdrawn == 1)
        let once = try await story.myWords(code)
        #expect(try once.says("You took these words back on") && !once.says("You said"))
        #expect(try once.page().buttons.isEmpty)
    }
}
