import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Whoever closed a place has thirty days to think better of it.
struct ReopeningTests {
    private static func close(_ world: World) async throws {
        let page = try await world.get("/spaces/riverbend/closing", as: "amina")
        #expect(try page.says("You alone can open it again, for 30 days. After that nobody can."))
        #expect(try await world.press("Close it for good", on: page, as: "amina").status == 303)
    }

    @Test(arguments: TestEngine.available)
    func whoClosedAPlaceOpensItAgainAndLooksAfterIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            try await Self.close(world)
            #expect(try await world.get("/spaces/riverbend/settings", as: "amina").status == 403)
            let home = try await world.get("/spaces/riverbend", as: "amina")
            #expect(try home.says("This place was closed on"))
            let page = try await world.get(home.link("Open it again"), as: "amina")
            world.clock.pass(minutes: 15)
            #expect(try await world.press("Open it again", on: page, as: "amina").headers[.location] != "/spaces/riverbend", "by hand")
            try await world.confirm("amina")
            let opened = try await world.press("Open it again", on: page, as: "amina")
            #expect(opened.status == 303 && opened.headers[.location] == "/spaces/riverbend")
            #expect(
                try await world.press("Open it again", on: page, as: "amina").headers[.location] == "/spaces/riverbend", "twice is once")
            #expect(try await world.get("/spaces/riverbend/settings", as: "amina").status == 200)
            #expect(try await !world.get("/spaces/riverbend").says("This place was closed on"))
            #expect(try await world.get("/spaces/riverbend/done", as: "leila").says("This place was opened again"))
            // Others are what closing made of them; questions wait to be asked again.
            #expect(try await world.get("/questions/\(question)/wording", as: "rosa").status == 403)
            #expect(try await !world.read(question).isOpen)
            let asked = try await world.press("Ask again", on: world.get("/questions/\(question)", as: "amina"), as: "amina")
            #expect(asked.status == 303)
            #expect(try await world.read(question).isOpen)
            #expect(try await world.rows("place_closings") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func nobodyElseAndNobodyAfterThirtyDays(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            #expect(try await world.get("/spaces/riverbend/reopening", as: "amina").status == 404, "it is open")
            try await Self.close(world)
            for other in ["rosa", "leila", "omar"] {
                #expect(try await world.get("/spaces/riverbend/reopening", as: other).status == 404)
                #expect(try await world.post("/spaces/riverbend/reopening", as: other).status == 404)
                #expect(try await !world.get("/spaces/riverbend", as: other).says("Open it again"))
            }
            #expect(try await world.get("/spaces/riverbend/reopening").status == 303)
            world.clock.pass(days: 30)
            let page = try await world.get("/spaces/riverbend/reopening", as: "amina")
            #expect(page.status == 200)
            world.clock.pass(days: 1)
            #expect(try await world.press("Open it again", on: page, as: "amina").status == 404)
            #expect(try await !world.get("/spaces/riverbend", as: "amina").says("Open it again"))
            try await Sweep(house: world.house).run()
            #expect(try await world.rows("place_closings") == 0)
        }
    }
}
