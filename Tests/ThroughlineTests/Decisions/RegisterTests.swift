import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct RegisterTests {
    @Test(arguments: TestEngine.available)
    func aQuarterStandsOnOnePageWithWhatWasDeliberatelyKept(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Where do the July patrols go?")
            let sent = try await world.decides(
                "Patrols take the dam road", on: question,
                typing: [
                    ("options", "Two cars, or the river."), ("expected", "Fewer are stopped."), ("came_from", "feedback"),
                    ("changes", "assumption"), ("openness", "circle"), ("type", "start"), ("level", "steering"),
                ])
            let page = try await world.follow(sent, as: "leila")
            #expect(try page.says("What set it off: what people told us.") && page.says("What we believed changes too."))
            #expect(try page.says("What else was possible") && page.says("Two cars, or the river."))
            _ = try await world.decides("Meetings stay on Thursdays", on: question, typing: [("type", "keep")])
            _ = try await world.decides("Tea at every meeting", on: question, typing: [("decided_on", "2026-09-30")])
            _ = try await world.decides("Buy a drone", on: question, typing: [("proposed", "yes")])
            let list = try await world.get("/spaces/riverbend/decisions", as: "leila")
            let register = try await world.get(list.link("Three months on one page"), as: "leila")
            #expect(try register.says("1 October to 31 December"))
            #expect(try register.says("2 decisions. 1 changed what we believed."))
            #expect(try register.says("Deliberately not changed"))
            #expect(try !register.says("Buy a drone") && !register.says("Tea at every meeting"))
            let text = try register.page().text
            let (changed, kept) = (text.firstRange(of: "Patrols take"), text.firstRange(of: "Deliberately"))
            let meetings = try #require(text.firstRange(of: "Meetings stay"))
            let (first, second) = (try #require(changed), try #require(kept))
            #expect(first.lowerBound < second.lowerBound && second.lowerBound < meetings.lowerBound)
            let before = try await world.get(register.link("The three months before"), as: "leila")
            #expect(try before.says("Tea at every meeting") && before.says("Nothing was kept deliberately."))
            let wrong = try await world.get("/spaces/riverbend/register?of=2026-9", as: "leila")
            #expect(try wrong.says("1 October to 31 December"), "an address nobody made leads to today")
            #expect(try !(await world.get("/spaces/riverbend/register")).says("Patrols"), "not for strangers")
        }
    }

    @Test(arguments: TestEngine.available)
    func aDecisionIsLookedAtOnItsDayAndAgainWhenItWasTooEarly(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Where do the July patrols go?")
            let sent = try await world.decides("Patrols take the dam road", on: question, typing: [("check_on", "2026-12-20")])
            let place = try #require(sent.headers[.location])
            world.clock.pass(days: 25)
            let week = try await world.get("/spaces/riverbend/week", as: "diego")
            #expect(try week.says("A decision is looked at again: did it work?"))
            let used = try await world.press("Save", on: world.get(place, as: "diego"), as: "diego", typing: [("happened", "")])
            let page = try await world.follow(used, as: "diego")
            let unsaid = try await world.press(
                "Save", on: page, as: "diego", typing: [("result", "too_early"), ("found", "One month only.")])
            #expect(try unsaid.status == 422 && unsaid.says("Choose the day you look again, from tomorrow on."))
            #expect(try unsaid.form(withButton: "Save").value("found") == "One month only.")
            let early = try await world.press("Save", on: unsaid, as: "diego", typing: [("again_on", "2027-02-01")])
            let waiting = try await world.follow(early, as: "diego")
            #expect(try waiting.says("It is too early to say."))
            let space = world.riverbend.id
            let owed = try await world.db.read { try DutyStore($0).owed(in: space, kind: .lookAgain) }
            #expect(owed.map(\.due.text) == ["2027-02-01"])
            world.clock.pass(days: 60)
            let failed = try await world.press("Save", on: waiting, as: "diego", typing: [("result", "harm"), ("found", "Two were hurt.")])
            let harmed = try await world.follow(failed, as: "diego")
            #expect(try harmed.says("It did harm.") && harmed.says("Two were hurt."))
            #expect(try await world.db.read { try DutyStore($0).owed(in: space, kind: .lookAgain) }.isEmpty)
            #expect(try await !world.get(place, as: "leila").says("Ask about it"), "she may not ask here")
            let ask = try await world.get(harmed.link("Ask about it"), as: "diego")
            let asked = try await world.press(
                "Open the question", on: ask, as: "diego", typing: [("text", "What makes a patrol safe?"), ("hear_by", "2027-05-01")])
            #expect(asked.status == 303)
            #expect(try await world.get(place, as: "leila").says("What makes a patrol safe?"))
        }
    }

    @Test func aQuarterKnowsItsDays() throws {
        let quarter = try #require(Quarter("2026-4"))
        #expect(quarter.first.text == "2026-10-01" && quarter.last.text == "2026-12-31")
        #expect(quarter.next == Quarter("2027-1") && quarter.before == Quarter("2026-3"))
        #expect(try Quarter(#require(Day("2026-03-31"))) == Quarter("2026-1"))
        for text in ["", "2026", "2026-0", "2026-5", "x-1", "2026-1-1"] { #expect(Quarter(text) == nil) }
    }
}
