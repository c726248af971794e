import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Nobody's words are told to more people than they opened them to.
struct QuoteTests {
    private static let words = "The clubs give talk, and talk does not feed a family."

    private func desk(_ story: TurnStory) async throws -> (address: String, page: Answer) {
        let world = story.world
        let address = try #require(try await world.get("/questions/\(story.question)/telling", as: "rosa").headers[.location])
        return (address, try await world.get(address, as: "rosa"))
    }

    @Test(arguments: TestEngine.available)
    func wordsForThoseWhoTakePartAreNotToldToEveryone(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer(Self.words, details: [("openness", "circle"), ("quotable", "yes")])
            try await story.letThrough()
            try await story.decide("A livelihoods hour in every club from May.")
            let (address, page) = try await desk(story)
            let form = try page.form(withButton: "Told")
            #expect(form.value("text")?.contains(Self.words) == true && form.value("openness") == "circle")
            let refused = try await world.press("Told", on: page, as: "rosa", typing: [("openness", "everyone")])
            #expect(try refused.status == 422 && refused.says("Words stand here that were opened only to people who take part."))
            #expect(try refused.form(withButton: "Told").value("text")?.contains(Self.words) == true)
            // However it is written: other capitals, other line ends.
            let reset = "They said: the clubs give talk,\nand TALK does not feed a family."
            for text in [reset, "“\(Self.words)”"] {
                let again = try await world.press(
                    "Copy for chat", on: page, as: "rosa", typing: [("openness", "everyone"), ("text", text)])
                #expect(again.status == 422, "\(text)")
            }
            #expect(try await world.press("Told", on: page, as: "rosa").status == 303)
            #expect(try await !world.get("/questions/\(story.question)").says(Self.words))
            #expect(try await !world.get("/spaces/riverbend").says(Self.words))
            #expect(try await world.get(address, as: "rosa").status == 200)
        }
    }

    @Test(arguments: TestEngine.available)
    func withoutThemEveryoneMayHear(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer(Self.words, details: [("openness", "circle"), ("quotable", "yes")])
            try await story.letThrough()
            try await story.decide("A livelihoods hour in every club from May.")
            let page = try await desk(story).page
            let told = try await world.press(
                "Told", on: page, as: "rosa", typing: [("openness", "everyone"), ("text", "We open a livelihoods hour.")])
            #expect(told.status == 303)
        }
    }

    @Test(arguments: TestEngine.available)
    func wordsForTheTeamAloneAreToldToNobody(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer(Self.words)
            _ = try await story.answer("No.")
            try await story.letThrough()
            let page = try await desk(story).page
            #expect(try page.form(withButton: "Told").value("text")?.contains(Self.words) == false)
            for text in ["Somebody said: \(Self.words)", "Somebody said “No.” to it."] {
                let refused = try await world.press("Told", on: page, as: "rosa", typing: [("text", text)])
                #expect(try refused.status == 422 && refused.says("opened to the Riverbend team alone"), "\(text)")
            }
            #expect(
                try await world.press("Told", on: page, as: "rosa", typing: [("text", "No. We did not decide anything.")]).status == 303,
                "two letters without quotation marks are nobody's")
        }
    }

    /// Open to everybody is not yet allowed to be quoted: whoever spoke is asked for that apart.
    @Test(arguments: TestEngine.available)
    func wordsNobodyAllowedToBeQuotedAreToldToNobody(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer(Self.words, details: [("openness", "everyone")])
            try await story.letThrough()
            let page = try await desk(story).page
            #expect(try page.form(withButton: "Told").value("text")?.contains(Self.words) == false)
            let typed = [("openness", "everyone"), ("text", "One of you said: “\(Self.words)”")]
            for button in ["Told", "Copy for chat"] {
                let refused = try await world.press(button, on: page, as: "rosa", typing: typed)
                #expect(refused.status == 422)
                #expect(try refused.says("Words stand here whose speaker did not allow them to be quoted."))
                #expect(try refused.form(withButton: "Told").value("text")?.contains(Self.words) == true, "nothing typed is lost")
            }
            #expect(try await !world.get("/spaces/riverbend").says("One of you said"))
        }
    }

    /// Prepared, and then its speaker no longer allows it to be quoted.
    @Test(arguments: TestEngine.available)
    func whatMayNoLongerBeQuotedIsNotTold(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer(Self.words, details: [("openness", "everyone"), ("quotable", "yes")])
            try await story.letThrough()
            let page = try await desk(story).page
            let chat = try await world.follow(world.press("Copy for chat", on: page, as: "rosa"), as: "rosa")
            #expect(try chat.says(Self.words))
            try await world.db.write { tx in try tx.run("UPDATE voices SET quote_until = NULL") }
            #expect(try await world.press("Told", on: chat, as: "rosa").status == 409)
        }
    }

    /// What the team wrote, and what our own drafts say, sent as answers by a stranger, keep nobody from being told.
    @Test(arguments: TestEngine.available)
    func nobodyStopsATellingByRepeatingItFirst(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let promise = "A livelihoods hour in every club from May."
            try await story.decide(promise)
            _ = try await story.answer("We have not learned anything sure from it yet.")
            _ = try await story.answer(promise)
            let page = try await desk(story).page
            let told = try await world.press("Told", on: page, as: "rosa", typing: [("openness", "everyone")])
            #expect(told.status == 303)
        }
    }

    /// The same words, said by somebody who was let through and opened them to the team alone, are still the decision's.
    @Test(arguments: TestEngine.available)
    func whatARecordSaysOpenlyIsTheRecords(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let promise = "A livelihoods hour in every club from May."
            try await story.decide(promise)
            _ = try await story.answer(promise)
            try await story.letThrough()
            let page = try await desk(story).page
            #expect(try page.form(withButton: "Told").value("text")?.contains(promise) == true)
            #expect(try await world.press("Told", on: page, as: "rosa", typing: [("openness", "everyone")]).status == 303)
        }
    }

    /// Prepared, and then closed by its speaker before it is told.
    @Test(arguments: TestEngine.available)
    func whatItsSpeakerClosedMeanwhileIsNotTold(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("Somebody else waits too.")
            let ask = try await world.get("/questions/\(story.question)")
            let thanks = try await world.press("Send", on: ask, typing: [("text", Self.words)])
            for voice in try await story.voices() {
                try await world.db.write { tx in
                    try tx.run("UPDATE voices SET quote_until = 2932896 WHERE id = \(voice)")
                    let item = try #require(try LineStore(tx).unseen(voice))
                    let act = world.house.act(by: nil)
                    try LineStore(tx).mark(item, Openness.everyone.marks.sensitivity, Openness.everyone.marks.tlp, by: act)
                }
            }
            try await story.letThrough()
            let page = try await desk(story).page
            let typed = [("openness", "everyone"), ("text", "One of you said: “\(Self.words)”")]
            let copied = try await world.press("Copy for chat", on: page, as: "rosa", typing: typed)
            let chat = try await world.follow(copied, as: "rosa")
            #expect(chat.status == 200)
            #expect(try await world.press("Save", on: thanks, typing: [("openness", "team")]).status == 200)
            let told = try await world.press("Told", on: chat, as: "rosa")
            #expect(told.status == 409)
        }
    }

    /// Every quote is known to the path, so that taking the words back finds it.
    @Test(arguments: TestEngine.available)
    func aQuoteAddedLaterGoesWithItsSpeakerToo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer(Self.words, details: [("openness", "circle"), ("quotable", "yes")])
            try await story.letThrough()
            let (address, page) = try await desk(story)
            _ = try await world.press("Copy for chat", on: page, as: "rosa", typing: [("text", "Nothing was decided.")])
            _ = try await world.press(
                "Told", on: world.get(address, as: "rosa"), as: "rosa", typing: [("text", "You said: “\(Self.words)” Nothing was decided.")]
            )
            let sure = try await world.press("Take my words back", on: story.myWords(code))
            #expect(try sure.says("They were quoted when"))
        }
    }
}
