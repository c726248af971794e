import BrowserTesting
import DatabaseTesting
import Language
import Testing

@testable import Throughline

/// Five words from a slip of paper open what became of them; her correction stands beside the claim; she takes her words back.
@Suite(.browser)
struct ThreeMonthsLater {
    @Test(arguments: Situation.all)
    func fiveWordsOpenThePathAndSheHasTheLastWord(_ situation: Situation) async throws {
        try await walk(situation) { world, walker in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer(
                "The clubs give talk, and talk does not feed a family.", details: [("openness", "everyone"), ("quotable", "yes")])
            _ = try await story.answer("After the rains there is no time for sitting.", details: [("openness", "everyone")])
            try await story.letThrough()
            let voices = try await story.voices()
            try await story.learn("Clubs lose members when nothing helps them earn.", from: voices)
            try await story.decide("A livelihoods hour in every club from May.", happened: "9 of 12 clubs run it.")
            try await story.breakPromise("Transport to the town market.", because: "There is no money for it.")
            world.clock.pass(days: 90)

            try await walker.open("/my-words")
            try await walker.isSound()
            try await walker.type(code, into: "Your five words, or your digits")
            try await walker.press("Show it")
            try await walker.isSound()
            for words in [
                "The clubs give talk, and talk does not feed a family.", "Clubs lose members when nothing helps them earn.",
                "A livelihoods hour in every club from May.", "9 of 12 clubs run it.", "Transport to the town market.",
            ] {
                #expect(try await walker.sees(words: words), "\(words)")
            }
            #expect(try await !walker.browser.address().contains(code.split(separator: " ")[0]))

            try await walker.press("Not what I meant")
            try await walker.isSound()
            try await walker.type("Talk is good. It was the evening hour that was wrong.", into: "What did you mean?")
            try await walker.press("Send")
            try await walker.isSound()

            try await walker.press("Take my words back")
            try await walker.isSound()
            try await walker.press("Take my words back", in: "main")
            try await walker.isSound()
            #expect(try await !walker.sees(words: "talk does not feed a family"))
            #expect(try await walker.browser.kept().isEmpty)

            let page = try await world.get("/questions/\(story.question)", as: "amina")
            #expect(!page.body.contains("talk does not feed a family"))
            #expect(try page.says("1 answer was taken back"))
        }
    }
}
