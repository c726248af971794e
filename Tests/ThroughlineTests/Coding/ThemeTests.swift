import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// What several codes say together, followed through days and places (domain 3, Theme and Thread).
struct ThemeTests {
    private static let statement = "Work keeps youth in the clubs"

    /// Two voices with codes, a week apart, in two places.
    private func coded(_ world: World) async throws -> (question: Question, first: ID<Item>, second: ID<Item>) {
        let question = try await world.asked()
        try await world.switchCodingOn()
        for name in ["No work", "Plots"] { try await world.code(name) }
        let first = try await world.voice("The club has no work for us.", to: question, openness: .circle, quotable: true)
        world.clock.pass(days: 7)
        let second = try await world.voice("Ours gave us a plot of beans.", to: question, openness: .circle, quotable: true)
        let (one, two) = (first, second)
        try await world.db.write { tx in
            try tx.run("UPDATE voices SET place = 'Sena' WHERE id = \(one)")
            try tx.run("UPDATE voices SET place = 'Osh' WHERE id = \(two)")
        }
        _ = try await world.mark(first, ["0-28"], "No work", as: "diego")
        _ = try await world.mark(second, ["0-29"], "Plots", as: "diego")
        return (question, first, second)
    }

    private func begin(_ world: World, codes: [String] = ["No work", "Plots"]) async throws -> String {
        let form = try await world.get("/spaces/riverbend/themes", as: "diego")
        var typed = [("statement", Self.statement)]
        for name in codes { typed.append(("codes", "\(try await world.code(name).id)")) }
        return try #require(try await world.press("Save", on: form, as: "diego", typing: typed).headers[.location])
    }

    @Test(arguments: TestEngine.available)
    func aThemeIsFollowedFromDayToDayAndPlaceToPlace(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (question, first, _) = try await coded(world)
            #expect(try await world.get("/spaces/riverbend/coding", as: "diego").says("Themes"))
            let empty = try await world.press("Save", on: world.get("/spaces/riverbend/themes", as: "diego"), as: "diego")
            #expect(try empty.status == 422 && empty.says("Say in one sentence") && empty.says("Choose at least one code."))
            let path = try await begin(world)
            let insight = try await world.note("Youth leave for work.", on: [first], of: question)
            let page = try await world.get(path, as: "rosa")
            let text = try page.page().text
            let places = [
                text.firstRange(of: "The club has no work for us."), text.firstRange(of: "Ours gave us a plot of beans."),
            ].compactMap { $0?.lowerBound }
            #expect(places.count == 2 && places[0] < places[1], "the oldest stands first")
            #expect(try page.says("Sena") && page.says("Osh") && page.says("Youth leave for work."))
            #expect(try page.link("Youth leave for work.") == insight)
            #expect(try page.page().elements(named: "svg").contains { $0.attribute("aria-hidden") == "true" })
            let slow = try await world.get(path, as: "diego")
            _ = try await world.press("Save", on: page, as: "rosa", typing: [("changes", "First nothing, since May beans.")])
            #expect(try await world.get(path, as: "diego").says("First nothing, since May beans."))
            let late = try await world.press("Save", on: slow, as: "diego", typing: [("changes", "It gets better.")])
            #expect(try late.status == 409 && late.says("First nothing, since May beans.") && late.says("It gets better."))
        }
    }

    @Test(arguments: TestEngine.available)
    func itBelongsToTheTeamAndFollowsItsCodes(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await coded(world)
            let path = try await begin(world, codes: ["No work"])
            for name in ["leila", "omar"] {
                for page in [path, "/spaces/riverbend/themes"] { #expect(try await world.get(page, as: name).status == 403) }
                #expect(try await world.post(path, as: name, [("statement", "No"), ("_version", "1")]).status == 403)
            }
            #expect(try await world.get("/spaces/riverbend/themes/nothing", as: "diego").status == 404)
            // Merged into another code, the theme goes with what it was.
            let (old, new) = (try await world.code("No work"), try await world.code("Plots"))
            let form = try await world.get("/spaces/riverbend/codes/\(old.id)", as: "diego")
            _ = try await world.press("Merge", on: form, as: "diego", typing: [("into", "\(new.id)")])
            let page = try await world.get(path, as: "diego")
            #expect(try page.says("Plots") && page.says("The club has no work for us.") && page.says("Ours gave us a plot of beans."))
            let gone = try await world.press("Take the theme away", on: page, as: "diego")
            #expect(try await world.follow(gone, as: "diego").says("No theme yet."))
            #expect(try await world.codings().count == 2, "passages and codes stay")
        }
    }

    @Test(arguments: TestEngine.available)
    func wordsThatAreTakenBackGoFromWhatWasWrittenOfIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, _, second) = try await coded(world)
            let path = try await begin(world)
            let page = try await world.get(path, as: "diego")
            _ = try await world.press(
                "Save", on: page, as: "diego", typing: [("changes", "In May somebody said: Ours gave us a plot of beans.")])
            try await world.withdraw(second)
            let left = try await world.get(path, as: "diego")
            #expect(try !left.says("a plot of beans") && left.says("In May somebody said:") && left.says("The club has no work for us."))
            let kept = try await world.db.read { try $0.run("SELECT id FROM themes WHERE changes LIKE '%beans%'").count }
            #expect(kept == 0)
        }
    }
}
