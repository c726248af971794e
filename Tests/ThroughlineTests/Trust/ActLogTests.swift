import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// The audit, readable by those it concerns.
struct ActLogTests {
    @Test(arguments: TestEngine.available)
    func thePeopleOfAPlaceReadWhatWasDoneThereAndNotWhenPeopleSpoke(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("There is no work.", details: [("openness", "circle")])
            try await story.letThrough()
            try await story.learn("Only the team knows this one.", from: story.voices(), openness: .team)
            try await story.decide("Each club gets a plot")
            let log = try await world.get("/spaces/riverbend/done", as: "leila")
            #expect(try log.says("A question was written") && log.says("A decision was written down") && log.says("Amina"))
            #expect(try log.link("Each club gets a plot").hasPrefix("/decisions/"))
            #expect(try !log.says("There is no work.") && !log.says("Something was added"), "nothing of what people said")
            #expect(try !log.says("Only the team knows this one."))
            #expect(try await world.get("/spaces/riverbend/done", as: "diego").says("Only the team knows this one."))
            for stranger in ["omar", "nadia"] { #expect(try await world.get("/spaces/riverbend/done", as: stranger).status == 404) }
            #expect(try await world.get("/spaces/riverbend/done").headers[.location]?.hasPrefix("/sign-in") == true)
        }
    }

    @Test(arguments: TestEngine.available)
    func itGoesOnPageByPageAndMissesNothing(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            for number in 1...(ActLog.page + 12) { _ = try await world.question("What about matter number \(number)?") }
            var (path, seen): (String?, Set<String>) = ("/spaces/riverbend/done", [])
            while let next = path {
                let page = try await world.get(next, as: "leila").page()
                let found = page.links.map(\.href).filter { $0.hasPrefix("/questions/") }
                #expect(seen.isDisjoint(with: found))
                seen.formUnion(found)
                path = page.links.map(\.href).first { $0.contains("/done?before=") }
            }
            #expect(seen.count == ActLog.page + 12)
        }
    }
}
