import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct DecisionTests {
    @Test(arguments: TestEngine.available)
    func aDecisionComesFromWhatWasLearnedAndStandsOnThePath(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Why do youth leave clubs after month three?")
            let insight = try await world.learned("They leave when they need to earn.", on: question)
            let sent = try await world.decides(
                "Start a livelihoods hour", on: question, typing: [("from", "\(insight)"), ("check_on", "2027-03-01")])
            #expect(sent.status == 303)
            let page = try await world.follow(sent, as: "leila")
            #expect(try page.says("Decided by The steering group, 21 November."))
            #expect(try page.says("At the level of the team."))
            #expect(try page.says("Because of what people said."))
            #expect(try page.says("To be looked at again on 1 March 2027."))
            #expect(try page.link("What we learned, 21 November") == "/insights/\(insight)")
            #expect(try page.link("Asked, 21 November") == "/questions/\(question)")
            #expect(try !page.says("For the team"))
            let asked = try await world.get("/questions/\(question)", as: "leila")
            #expect(try asked.says("Decided, 21 November"))
            #expect(try asked.says("Start a livelihoods hour"))
            #expect(try await world.get(sent.headers[.location] ?? "").status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func aDecisionStandsUnderTheDayItWasDecidedEverywhere(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Why do youth leave clubs after month three?")
            let insight = try await world.learned("They leave when they need to earn.", on: question)
            world.clock.pass(days: 9)
            let sent = try await world.decides(
                "Start a livelihoods hour", on: question, typing: [("from", "\(insight)"), ("decided_on", "2026-11-25")])
            let place = try #require(sent.headers[.location])
            let pages = ["/questions/\(question)", "/insights/\(insight)"]
            for path in pages {
                let page = try await world.get(path, as: "leila")
                #expect(try page.says("25 November") && !page.says("30 November"), "\(path)")
                #expect(try page.link("Decided, 25 November") == place)
            }
            // The lesson's own path says how many spoke, as one number, and what is still to come.
            let lesson = try await world.get("/insights/\(insight)", as: "leila")
            #expect(try lesson.says("Told back") && lesson.says("A new question"))
        }
    }

    @Test(arguments: TestEngine.available)
    func whatHappenedIsAddedUntilTheDecisionIsKept(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Why do youth leave clubs after month three?")
            let sent = try await world.decides("Start a livelihoods hour", on: question)
            let place = try #require(sent.headers[.location])
            world.clock.pass(days: 30)
            let decided = try await world.get(place, as: "rosa")
            let applied = try await world.press("Save", on: decided, as: "rosa", typing: [("happened", "9 of 12 clubs run it.")])
            let used = try await world.follow(applied, as: "rosa")
            #expect(try used.says("Decided and in use"))
            #expect(try used.says("9 of 12 clubs run it."))
            #expect(try used.says("In use since 21 December."))
            let unsaid = try await world.press("Save", on: used, as: "rosa", typing: [("found", "11 of 12 clubs run it.")])
            #expect(unsaid.status == 422)
            #expect(try unsaid.says("Say whether it worked."))
            #expect(try unsaid.form(withButton: "Save").value("found") == "11 of 12 clubs run it.")
            let checked = try await world.press("Save", on: unsaid, as: "rosa", typing: [("result", "as_hoped")])
            let seen = try await world.follow(checked, as: "rosa")
            #expect(try seen.says("It worked as hoped."))
            let kept = try await world.press("Keep it", on: seen, as: "rosa")
            #expect(try await world.follow(kept).says("Decided and kept"))
            #expect(try await world.state(of: sent) == "kept")
        }
    }

    @Test(arguments: TestEngine.available)
    func aDecisionIsTakenBackOnlyWithAReason(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Where do the July patrols go?")
            let sent = try await world.decides("Patrols take the dam road", on: question)
            let page = try await world.follow(sent, as: "diego")
            let silent = try await world.press("Take the decision back", on: page, as: "diego")
            #expect(silent.status == 422)
            #expect(try await world.state(of: sent) == "decided")
            let taken = try await world.press(
                "Take the decision back", on: silent, as: "diego", typing: [("because", "The dam road is closed.")])
            #expect(taken.status == 303)
            let open = try await world.get("/questions/\(question)")
            #expect(try open.says("Decided, then taken back"))
            #expect(try await world.follow(sent).says("The dam road is closed."))
        }
    }

    @Test(arguments: TestEngine.available)
    func aRefusedDecisionKeepsWhatWasTyped(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Where do the July patrols go?")
            let refused = try await world.decides(
                String(repeating: "long ", count: 61), on: question,
                typing: [("why", ""), ("decided_on", "2027-01-01"), ("decided_by", "The <council> & \"friends\"")])
            #expect(refused.status == 422)
            #expect(try refused.says("Keep this under 300 characters."))
            #expect(try refused.says("Say why, so that others can follow."))
            #expect(try refused.says("Choose the day it was decided, not later than today."))
            let again = try refused.form(withButton: "Write it down")
            #expect(again.value("decided_by") == "The <council> & \"friends\"")
            #expect(again.value("decided_on") == "2027-01-01")
            #expect(try await world.rows("decisions") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func whoMayNotDecideIsToldSoAndWhoMayNotSeeFindsNothing(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Where do the July patrols go?")
            let tried = try await world.post("/questions/\(question)/decisions", as: "leila", [("what", "Mine")])
            #expect(tried.status == 403)
            #expect(try await world.get("/questions/\(question)/decisions/new", as: "omar").status == 403)
            #expect(try await world.get("/questions/\(question)/decisions/new").headers[.location]?.hasPrefix("/sign-in") == true)
            let sent = try await world.decides("Patrols take the dam road", on: question, typing: [("openness", "team")])
            let place = try #require(sent.headers[.location])
            #expect(try await world.get(place, as: "leila").status == 404)
            #expect(try await world.get(place, as: "omar").status == 404)
            #expect(try await world.post(place + "/applying", as: "leila", [("happened", "x")]).status == 404)
            let open = try await world.decides("Patrols take the river road", on: question)
            let seen = try #require(open.headers[.location])
            #expect(try await world.get(seen, as: "leila").status == 200)
            #expect(try await world.post(seen + "/applying", as: "leila", [("happened", "x")]).status == 403)
            #expect(try await world.post(seen + "/reversing", as: "leila", [("because", "")]).status == 403)
        }
    }

    @Test(arguments: TestEngine.available)
    func openingItWiderThanItsSourcesTakesAReader(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Where do the July patrols go?")
            let insight = try await world.learned("Three farms near the dam are watched.", on: question, openTo: .team)
            let closed = try await world.decides("Patrols avoid the dam", on: question, typing: [("from", "\(insight)")])
            #expect(try await world.follow(closed, as: "leila").status == 404)
            let wide = try await world.decides(
                "Patrols avoid the dam", on: question, typing: [("from", "\(insight)"), ("openness", "everyone")])
            #expect(wide.status == 422)
            #expect(try wide.says("What it came from is not open to so many."))
            let read = try await world.press("Write it down", on: wide, as: "diego", typing: [("has_read", "yes")])
            #expect(try await world.follow(read).says("Patrols avoid the dam"))
            #expect(try await world.db.read { try $0.run("SELECT act FROM audit WHERE act = 'decision.open'").count } == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func twoWhoActAtOnceDoNotUndoEachOther(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Where do the July patrols go?")
            let sent = try await world.decides("Patrols take the dam road", on: question)
            let mine = try await world.follow(sent, as: "diego")
            let theirs = try await world.follow(sent, as: "rosa")
            #expect(try await world.press("Save", on: mine, as: "diego", typing: [("happened", "Two patrols go.")]).status == 303)
            let late = try await world.press("Take the decision back", on: theirs, as: "rosa", typing: [("because", "Nobody goes.")])
            #expect(late.status == 409)
            #expect(try await world.state(of: sent) == "applied")
        }
    }

    @Test(arguments: TestEngine.available)
    func theListOfASpaceSaysItsOrderAndPages(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Where do the July patrols go?")
            #expect(try await world.get("/spaces/riverbend/decisions").says("Nothing has been decided yet."))
            let asked = try await world.read(question)
            let act = world.house.act(by: try world.person("diego"))
            try await world.db.write { tx in
                for n in 1...23 {
                    try DecisionStore(tx).add("Decision \(n)", startsOn: nil, by: "The council", on: asked, from: [], in: "en", act: act)
                }
            }
            let first = try await world.get("/spaces/riverbend/decisions")
            #expect(try first.says("The newest first."))
            let second = try await world.get(try first.link("Older ones"))
            let shown = try (first.page().links + second.page().links).filter { $0.text.hasPrefix("Decision ") }.map(\.text)
            #expect(Set(shown).count == 23 && shown.count == 23)
        }
    }
}
