import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Three months on one paper, and the form that says what changes and what deliberately stays (domain 4, PauseReflect).
struct PauseTests {
    private func use(_ world: World) async throws {
        let (place, act) = (world.riverbend, world.house.act(by: try world.person("amina")))
        try await world.db.write { tx in
            let version = try PlaceStore(tx).find(place.id).version
            try PlaceFormsStore(tx).choose(PlaceForms(used: [.pause]), in: place, seen: version, by: act)
        }
    }

    @Test(arguments: TestEngine.available)
    func thePackHasTheMonthsAndOnlyWhatItsReaderMaySee(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Where do the July patrols go?")
            #expect(try await world.get("/spaces/riverbend/pause", as: "diego").status == 404)
            try await use(world)
            _ = try await world.learned("People avoid the dam road after dark.", on: question)
            _ = try await world.decides("Patrols take the dam road", on: question, typing: [("check_on", "2026-12-20")])
            let page = try await world.get("/spaces/riverbend/pause", as: "diego")
            for words in ["Where do the July patrols go?", "People avoid the dam road after dark.", "Patrols take the dam road"] {
                #expect(try page.says(words), "\(words)")
            }
            let before = try await world.get("/spaces/riverbend/pause?of=2026-3", as: "diego")
            #expect(try !before.says("People avoid the dam road") && before.says("Nothing was learned and shared in these months."))
            #expect(try await world.get("/spaces/riverbend/forms", as: "diego").says("The last months on one page"))
            #expect(try await !world.get("/spaces/riverbend/forms", as: "leila").says("The last months on one page"))
            for (name, status) in [("leila", 403), ("omar", 403)] {
                #expect(try await world.get("/spaces/riverbend/pause", as: name).status == status)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func whatStaysIsSaidToo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What should this place change?")
            try await use(world)
            var page = try await world.get("/questions/\(question)/capture?form=pause", as: "diego")
            for typed: [(String, String)] in [[("period", "2026-4")], [("context", "Rice doubled.")], [], [("improve", "Meet at noon.")]] {
                page = try await world.press("Next", on: page, as: "diego", typing: typed)
            }
            let silent = try await world.press("Next", on: page, as: "diego")
            #expect(try silent.status == 422 && silent.says("Say what stays and why, even where that is everything."))
            page = try await world.press("Next", on: silent, as: "diego", typing: [("stays", "The songs: they are why many come.")])
            page = try await world.press(
                "Next", on: page, as: "diego",
                typing: [("who_1", "Diego"), ("due_1", "2026-12-10"), ("promise_2", "A roof for the rains.")])
            let sent = try await world.press("Send", on: page, as: "diego")
            #expect(sent.status == 303)
            let kept = try await world.follow(sent, as: "diego")
            #expect(try kept.says("The songs: they are why many come.") && kept.says("Meet at noon."))
            #expect(try kept.says("A roof for the rains."), "without a name and a day it stays a wish, and stands there")
            #expect(try await world.rows("commitments") == 1)
        }
    }
}
