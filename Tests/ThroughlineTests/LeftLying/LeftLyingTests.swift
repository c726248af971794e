import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Seen and dropped: what lies has one next step, another day with a reason, or an end whose reason is told back.
struct LeftLyingTests {
    private func switchOn(_ world: World) async throws {
        let (act, place) = (world.house.act(by: nil), world.riverbend)
        try await world.db.write { tx in
            try PracticeStore(tx).choose([.leftLying], in: place, seen: try PlaceStore(tx).find(place.id).version, by: act)
        }
    }

    @Test(arguments: TestEngine.available)
    func whatNobodyActedOnStandsThereWithOneNextStep(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            let question = try await world.question("Where do the July patrols go?")
            _ = try await world.voice("They never come to us.", to: try await world.read(question))
            let lesson = try await world.learned("Nobody tells the villages.", on: question)
            let form = try await world.get("/questions/\(question)/commitments/new", as: "leila")
            _ = try await world.press(
                "Promise it", on: form, as: "leila",
                typing: [("promise", "Ask the commander"), ("due", "2026-12-01"), ("openness", "circle")])
            let early = try await world.get("/spaces/riverbend/left-lying", as: "diego")
            #expect(try early.says("Nothing lies here."))
            world.clock.pass(days: 70)
            let page = try await world.get("/spaces/riverbend/left-lying", as: "diego")
            #expect(try page.says("Nobody tells the villages.") && page.says("Ask the commander"))
            #expect(try page.says("1 person waits since 3 December"))
            let record = try await world.get("/records/\(lesson)/left-lying", as: "diego")
            let bad = try await world.press("Put it off", on: record, as: "diego", typing: [("day", "2026-01-01"), ("because", "")])
            #expect(try bad.status == 422 && bad.says("within half a year") && bad.says("Say why, so that others can follow."))
            _ = try await world.press(
                "Put it off", on: bad, as: "diego", typing: [("day", "2027-02-05"), ("because", "The commander is away.")])
            #expect(try await !world.get("/spaces/riverbend/left-lying", as: "diego").says("Nobody tells the villages."))
            #expect(try await world.get("/insights/\(lesson)", as: "leila").says("The commander is away."))
            world.clock.pass(days: 4)
            #expect(try await !world.get("/spaces/riverbend/left-lying", as: "diego").says("Nobody tells the villages."))
            world.clock.pass(days: 4)
            #expect(try await world.get("/spaces/riverbend/left-lying", as: "diego").says("Nobody tells the villages."))
        }
    }

    @Test(arguments: TestEngine.available)
    func whatIsDroppedStandsAmongTheDecisionsAndIsToldBack(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            let question = try await world.question("Where do the July patrols go?")
            _ = try await world.voice("They never come to us.", to: try await world.read(question))
            let lesson = try await world.learned("Nobody tells the villages.", on: question)
            world.clock.pass(days: 70)
            let record = try await world.get("/records/\(lesson)/left-lying", as: "diego")
            let silent = try await world.press("Drop it, and tell them why", on: record, as: "diego")
            #expect(silent.status == 422)
            let dropped = try await world.press(
                "Drop it, and tell them why", on: silent, as: "diego", typing: [("dropped", "The patrols ended in August.")])
            #expect(dropped.status == 303)
            #expect(try await !world.get("/spaces/riverbend/left-lying", as: "diego").says("Nobody tells the villages."))
            let register = try await world.get("/spaces/riverbend/decisions", as: "leila")
            #expect(try register.says("Nothing changes because of this for now: Nobody tells the villages."))
            // The draft of what those who spoke are told says so.
            let telling = try await world.follow(try await world.get("/questions/\(question)/telling", as: "rosa"), as: "rosa")
            #expect(telling.body.contains("Nothing changes because of this for now"))
            let again = try await world.press(
                "Drop it, and tell them why", on: record, as: "rosa", typing: [("dropped", "Nobody had time.")])
            #expect(again.status == 409, "it was dropped once")
        }
    }

    @Test(arguments: TestEngine.available)
    func itIsForTheTeamAndOnlyWhereThePlaceUsesIt(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Where do the July patrols go?")
            let lesson = try await world.learned("Nobody tells the villages.", on: question)
            #expect(try await world.get("/spaces/riverbend/left-lying", as: "diego").status == 404)
            #expect(try await world.get("/records/\(lesson)/left-lying", as: "diego").status == 404)
            try await switchOn(world)
            #expect(try await world.get("/spaces/riverbend/left-lying", as: "leila").status == 403)
            for path in ["putting-off", "dropping"] {
                let typed = [("day", "2026-12-20"), ("because", "x"), ("dropped", "x")]
                #expect(try await world.post("/records/\(lesson)/\(path)", as: "leila", typed).status == 403)
                #expect(try await world.post("/records/\(lesson)/\(path)", as: "omar", typed).status == 404)
                #expect(try await world.post("/records/\(question)/\(path)", as: "diego", typed).status == 404)
            }
        }
    }
}
