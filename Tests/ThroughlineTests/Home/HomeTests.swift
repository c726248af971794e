import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Testing

@testable import Throughline

struct HomeTests {
    @Test(arguments: TestEngine.available)
    func anEmptyPlaceSaysSoAndATeamIsInvitedToAsk(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let stranger = try await world.get("/spaces/riverbend")
            #expect(try stranger.says("No question is open just now."))
            let amina = try await world.get("/spaces/riverbend", as: "amina")
            #expect(try amina.link("Ask the first question") == "/spaces/riverbend/asking")
        }
    }

    @Test(arguments: TestEngine.available)
    func beforeAnyTurnIsClosedThePromiseStandsFirst(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.question("What makes the road safe?")
            let page = try await world.get("/spaces/riverbend").page()
            let headings = page.elements(named: "h2").map(\.text)
            #expect(headings.first == "What we promise")
            #expect(page.text.contains("You will hear by 3 December, in English, from Riverbend: here."))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoeverWaitsIsCountedWithoutShamingAnybody(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.question("What makes the road safe?")
            for words in ["Lamps.", "A guard.", "Daylight."] {
                _ = try await world.press("Send", on: world.get("/spaces/riverbend"), typing: [("text", words)])
            }
            let few = try await world.get("/spaces/riverbend")
            #expect(try few.says("Some people have not been told yet what became of their words.") && !few.says("3 people"))
            #expect(
                try await world.get("/spaces/riverbend", as: "leila").says("3 people have not been told yet what became of their words."))
            for n in 4...10 {
                world.clock.pass(minutes: 15)
                _ = try await world.press("Send", on: world.get("/spaces/riverbend"), typing: [("text", "Lamps, says number \(n).")])
            }
            let page = try await world.get("/spaces/riverbend")
            #expect(try page.says("10+ people have not been told yet what became of their words."))
            #expect(try !page.says("Amina"))
        }
    }

    @Test(arguments: TestEngine.available)
    func whatLostItsLastWordsIsNothingAnybodyToldUs(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let voice = try await world.voice("We need shade.", to: world.read(story.question), openness: .everyone, quotable: true)
            let path = try await world.note("People need shade.", on: [voice], of: world.read(story.question))
            try await world.share(path, .everyone)
            try await story.decide("Plant trees at the market.", happened: "Forty trees stand.")
            let write = try await world.get("/questions/\(story.question)/telling", as: "rosa")
            _ = try await world.press("Told", on: world.follow(write, as: "rosa"), as: "rosa", typing: [("do", "told")])
            #expect(try await world.get("/spaces/riverbend").says("You told us: People need shade."))
            try await world.withdraw(voice)
            let home = try await world.get("/spaces/riverbend")
            #expect(try !home.says("You told us:") && !home.says("People need shade."))
            #expect(try home.says("We decided: Plant trees at the market."))
        }
    }

    @Test func aVisitIsOneRequestWithoutScriptsAndSmall() async throws {
        try await withWorld(.sqlite) { world in
            _ = try await world.question("What makes the road safe?")
            let answer = try await world.get("/spaces/riverbend", headers: [.acceptEncoding: "gzip"])
            #expect(answer.headers[.contentEncoding] == "gzip")
            #expect(answer.bytes.count < 4_600)
            let plain = try await world.get("/spaces/riverbend")
            #expect(!plain.body.contains("<script") && !plain.body.contains("src="))
        }
    }

    @Test func aPageThatDidNotChangeIsNotSentAgain() async throws {
        try await withWorld(.sqlite) { world in
            _ = try await world.question("What makes the road safe?")
            let first = try await world.get("/spaces/riverbend/told")
            let etag = try #require(first.headers[.eTag])
            let again = try await world.get("/spaces/riverbend/told", headers: [.ifNoneMatch: etag])
            #expect(again.status == 304 && again.bytes.isEmpty)
            _ = try await world.press("Send", on: world.get("/spaces/riverbend"), typing: [("text", "Lamps.")])
            #expect(try await world.get("/spaces/riverbend/told", headers: [.ifNoneMatch: etag]).status == 200)
        }
    }

    @Test func theLanguageIsTheVisitorsAndCanBeChanged() async throws {
        try await withWorld(.sqlite) { world in
            let page = try await world.get("/language?to=/spaces/riverbend")
            let arabic = try await world.get(try page.link("العربية"))
            let document = try arabic.page()
            #expect(document.root.attribute("dir") == "rtl")
            #expect(arabic.headers[.setCookie]?.hasPrefix("lang=ar;") == true)
        }
    }
}
