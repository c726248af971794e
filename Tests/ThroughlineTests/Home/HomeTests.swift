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
            #expect(page.text.contains("You will hear by 3 December: here."))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoeverWaitsIsCountedWithoutShamingAnybody(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.question("What makes the road safe?")
            for words in ["Lamps.", "A guard.", "Daylight."] {
                _ = try await world.press("Send", on: world.get("/spaces/riverbend"), typing: [("text", words)])
            }
            let page = try await world.get("/spaces/riverbend")
            #expect(try page.says("3 people have not been told yet what became of their words."))
            #expect(try !page.says("Amina"))
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
