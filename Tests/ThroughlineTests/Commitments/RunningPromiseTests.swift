import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct RunningPromiseTests {
    @Test(arguments: TestEngine.available)
    func theWordsAndNeedsOfAPromiseChangeAndWhatItSaidBeforeStays(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let place = try await world.promised(typing: [("amount", "1500"), ("currency", "USD"), ("secured", "no")])
            let form = try await world.get(try await world.get(place, as: "diego").link("Change the promise"), as: "diego")
            let empty = try await world.press("Save", on: form, as: "diego", typing: [("promise", ""), ("amount", "much")])
            #expect(empty.status == 422)
            #expect(try empty.says("Say what will be done, with a verb.") && empty.says("Say how much, as a whole number."))
            #expect(try empty.form(withButton: "Save").value("amount") == "much")
            world.clock.pass(days: 2)
            let saved = try await world.press(
                "Save", on: empty, as: "diego", typing: [("promise", "Run two workshops"), ("amount", "900"), ("secured", "partly")])
            let page = try await world.follow(saved, as: "leila")
            #expect(try page.says("Run two workshops") && page.says("It needs 900 USD. A part of it is there."))
            #expect(try page.says("What it said before") && page.says("From 21 November: Run a workshop"))
            #expect(try !page.says("Change the promise"))
            #expect(try await world.get("/spaces/riverbend/done", as: "leila").says("A promise was changed"))
        }
    }

    @Test(arguments: TestEngine.available)
    func twoWhoChangeAPromiseAtOnceLoseNothing(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let place = try await world.promised()
            let form = try await world.get(place + "/wording", as: "diego")
            let others = try await world.get(place + "/wording", as: "amina")
            _ = try await world.press("Save", on: others, as: "amina", typing: [("promise", "Run one small workshop")])
            let late = try await world.press("Save", on: form, as: "diego", typing: [("promise", "Run two workshops")])
            #expect(late.status == 409)
            #expect(try late.says("Run one small workshop") && late.says("Run two workshops"))
            let mine = try await world.press("Use my text", on: late, as: "diego")
            #expect(try await world.follow(mine, as: "diego").says("From 21 November: Run one small workshop"))
        }
    }

    @Test(arguments: TestEngine.available)
    func onlyWhoPromisedAndTheTeamChangeARunningPromise(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let place = try await world.promised(typing: [("openness", "circle")])
            for (name, status) in [("leila", 403), ("omar", 404)] {
                #expect(try await world.get(place + "/wording", as: name).status == status)
                let typed = [("promise", "Nothing"), ("_version", "1")]
                #expect(try await world.post(place + "/wording", as: name, typed).status == status)
                #expect(try await world.post(place + "/staying", as: name, [("staying", "yes")]).status == status)
            }
            let form = try await world.get(place + "/wording", as: "diego")
            let page = try await world.get(place, as: "diego")
            _ = try await world.press("Save", on: page, as: "diego", typing: [("how", "kept")])
            let late = try await world.press("Save", on: form, as: "diego", typing: [("promise", "Something easier")])
            #expect(late.status == 409, "what is over is not said in other words")
            #expect(try late.says("Something easier") && !late.page().buttons.contains("Use my text"))
            #expect(try await world.get(place + "/wording", as: "diego").headers[.location] == place)
        }
    }

    /// Domain 4.b: whether somebody stays with it is recorded apart from what became of the promise; domain 4, the formula of stay.
    @Test(arguments: TestEngine.available)
    func stayCountsThoseWhoAnsweredAfterHalfAYear(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Who can lend a boat?", hearBy: "2027-11-01")
            var promises: [(String, String)] = []
            for (who, name) in [("Diego", "diego"), ("Leila", "leila"), ("Rosa", "rosa")] {
                let form = try await world.get("/questions/\(question)/commitments/new", as: name)
                let typed = [("who", who), ("member", "yes"), ("promise", "Lend a boat"), ("due", "2027-01-31")]
                let sent = try await world.press("Promise it", on: form, as: name, typing: typed)
                promises.append((name, try #require(sent.headers[.location])))
            }
            func says(_ engaged: String, _ place: Int) async throws -> Answer {
                let page = try await world.get(promises[place].1, as: promises[place].0)
                return try await world.press("Say so", on: page, as: promises[place].0, typing: [("staying", engaged)])
            }
            #expect(try await says("", 0).status == 422)
            #expect(try await says("yes", 0).status == 303)
            let early = try await world.get("/spaces/riverbend/decisions", as: "amina")
            #expect(try !early.says("Still with it"), "on the first day nobody knows yet")
            world.clock.pass(days: 1)
            try await world.db.write { try $0.run("UPDATE items SET day = day - 182 WHERE kind = 'commitment'") }
            for (place, engaged) in ["somewhat", "yes", "no"].enumerated() { _ = try await says(engaged, place) }
            let list = try await world.get("/spaces/riverbend/decisions", as: "amina")
            #expect(try list.says("Still with it after half a year: 2 of 3 who answered, 67 %."))
            _ = try await says("no", 1)
            #expect(try await world.get("/spaces/riverbend/decisions", as: "amina").says("1 of 3 who answered, 33 %."))
            let states = try await world.db.read {
                try $0.run("SELECT state FROM items WHERE kind = 'commitment'").map { try $0.text("state") }
            }
            #expect(states == ["made", "made", "made"], "it says nothing of the promise itself")
        }
    }

    /// Domain 4.a: what lacks money is listed with the sum; what was kept stands with what came of it.
    @Test(arguments: TestEngine.available)
    func theBoardSaysWhatIsLackingAndWhatCameOfIt(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let place = try await world.promised(typing: [("amount", "1,500"), ("currency", "usd"), ("days", "6"), ("secured", "no")])
            let list = try await world.get("/spaces/riverbend/decisions", as: "amina")
            #expect(try list.says("Still needed for promises: 1,500 USD"))
            #expect(try list.says("It needs 1,500 USD and 6 days of work. It is not there yet."))
            world.clock.pass(days: 80)
            let page = try await world.get(place, as: "diego")
            _ = try await world.press("Save", on: page, as: "diego", typing: [("how", "kept"), ("note", "Twenty came, from six places.")])
            let after = try await world.get("/spaces/riverbend/decisions", as: "leila")
            #expect(try after.says("Twenty came, from six places."))
            #expect(try after.says("Lacking what they need: 1 of 1, 100 %."))
        }
    }
}
