import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// What is done to find out (domain 1, LearningActivity): planned beside a question on the agenda, with whose time and what it costs.
struct ActivityTests {
    private func onTheAgenda(_ world: World) async throws -> String {
        try await world.keepsAgenda()
        let need = try await world.needs("Why do youth leave the clubs?", as: "diego")
        let path = try await world.groups([need], as: "Why do youth leave the clubs?", decision: "Where the club meets", by: "2027-03-01")
        try await world.adopts(path)
        _ = try await world.press("Work on it now", on: world.get(path, as: "diego"), as: "diego")
        return path
    }

    /// Coverage: a question being worked on counts once something is done for it within ninety days.
    @Test(arguments: TestEngine.available)
    func aQuestionIsCoveredBySomethingWithinNinetyDays(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let path = try await onTheAgenda(world)
            #expect(
                try await world.get("/spaces/riverbend/agenda", as: "leila").says(
                    "Something is done within 90 days for 0 of 1 being worked on."))
            #expect(try await world.get("/spaces/riverbend/agenda/work", as: "leila").says("Nothing is planned for it within 90 days."))
            let page = try await world.get(path, as: "diego")
            let form = try await world.get(page.link("Plan something to find out"), as: "diego")
            let refused = try await world.press(
                "Plan it", on: form, as: "diego",
                typing: [("purpose", "Ask those who left"), ("asked", "40"), ("cost", "300"), ("currency", "Dollars")])
            #expect(
                try refused.status == 422 && refused.says("Choose one.") && refused.says("Choose a day.")
                    && refused.says("Three letters, such as USD."))
            #expect(
                try refused.says("Say how many minutes each of them gives.")
                    && refused.form(withButton: "Plan it").value("purpose") == "Ask those who left")
            let far = try await world.press(
                "Plan it", on: refused, as: "diego",
                typing: [
                    ("kind", "survey"), ("on", "2027-06-01"), ("minutes", "20"), ("currency", "usd"), ("have", "Two tablets"),
                    ("needed", "A car"),
                ])
            let place = try #require(far.headers[.location])
            #expect(
                try await world.get("/spaces/riverbend/agenda", as: "leila").says("for 0 of 1 being worked on."), "too far away to count")
            let change = try await world.get(place + "/wording", as: "diego")
            _ = try await world.press("Save", on: change, as: "diego", typing: [("on", "2027-02-10")])
            #expect(try await world.get("/spaces/riverbend/agenda", as: "leila").says("for 1 of 1 being worked on."))
            let shown = try await world.get(place, as: "leila")
            #expect(try shown.says("40 people are asked for 20 minutes each") && shown.says("Cost: 300 USD") && shown.says("a survey"))
            let work = try await world.get("/spaces/riverbend/agenda/work", as: "leila")
            #expect(
                try work.says("Two tablets") && work.says("A car") && work.says("Where the club meets") && !work.says("Nothing is planned"))
            // What does not happen does not count, and says why.
            let open = try await world.get(place, as: "diego")
            let silent = try await world.press("Save", on: open, as: "diego", typing: [("how", "cancelled")])
            #expect(try silent.status == 422 && silent.says("Say why, so that others can follow."))
            _ = try await world.press("Save", on: silent, as: "diego", typing: [("because_cancelled", "The road is closed.")])
            #expect(try await world.get(place, as: "leila").says("The road is closed."))
            #expect(try await world.get("/spaces/riverbend/agenda", as: "leila").says("for 0 of 1 being worked on."))
        }
    }

    /// Only beside a question on the agenda, and only by the team.
    @Test(arguments: TestEngine.available)
    func onlyTheTeamPlansAndOnlyForTheAgenda(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let plain = try await world.question("Where do the July patrols go?")
            #expect(try await world.get("/questions/\(plain)/activities/new", as: "diego").status == 404)
            let path = try await onTheAgenda(world).replacing("/agenda", with: "/activities")
            for (name, status) in [("leila", 403), ("omar", 404)] {
                #expect(try await world.get(path + "/new", as: name).status == status, "\(name)")
                #expect(
                    try await world.post(path, as: name, [("kind", "study"), ("purpose", "x"), ("on", "2027-01-01")]).status == status)
            }
            #expect(try await world.get("/spaces/riverbend/agenda/work", as: "omar").status == 403)
        }
    }
}
