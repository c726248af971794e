import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// What does not fit together is written down with why, as far as anybody knows, and with what would tell (domain 3, Contradiction).
struct ContradictionTests {
    private struct Story {
        let path: String
        let question: Question
        let against: ID<Item>
    }

    /// Diego's insight rests on one voice; another one speaks against it.
    private func told(_ world: World, openness: Openness = .circle, quotable: Bool = true) async throws -> Story {
        let question = try await world.asked()
        let first = try await world.voice("There is nothing to do.", to: question, openness: .circle, quotable: true)
        let second = try await world.voice("We have plenty of work.", to: question, openness: openness, quotable: quotable)
        let path = try await world.note(on: [first], of: question)
        let form = try await world.get(path + "/evidence/new", as: "diego")
        _ = try await world.press(
            "Add it", on: form, as: "diego",
            typing: [("voices", "\(second)"), ("relation", "contradicts"), ("why", "Another club."), ("stays_open", "yes")])
        try await world.share(path, .circle)
        return Story(path: path, question: question, against: second)
    }

    private func form(_ world: World, _ story: Story, as name: String) async throws -> Answer {
        try await world.get("\(story.path)/differences/new?with=\(story.against)", as: name)
    }

    @Test(arguments: TestEngine.available)
    func whatSpeaksAgainstItIsExplainedOrLookedInto(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await told(world)
            let page = try await world.get(story.path, as: "diego")
            #expect(try page.says("Why does this differ?") && page.link("Why does this differ?").hasSuffix("with=\(story.against)"))
            #expect(try await !world.get(story.path, as: "leila").says("Why does this differ?"), "it is the team's to ask")
            let blank = try await form(world, story, as: "diego")
            #expect(try blank.says("We have plenty of work."))
            let unexplained = try await world.press("Save", on: blank, as: "diego", typing: [("explanation", "unexplained")])
            #expect(try unexplained.status == 422 && unexplained.says("Say what would tell"))
            let past = try await world.press(
                "Save", on: unexplained, as: "diego", typing: [("check", "Ask both clubs in one room."), ("next_on", "2026-11-01")])
            #expect(try past.status == 422 && past.says("Choose a day after today."))
            #expect(try past.form(withButton: "Save").value("check") == "Ask both clubs in one room.")
            let kept = try await world.press("Save", on: past, as: "diego", typing: [("next_on", "2026-12-01")])
            #expect(kept.status == 303)
            for name in ["diego", "leila"] {
                let shown = try await world.get(story.path, as: name)
                #expect(try shown.says("Nobody knows yet") && shown.says("To be checked by 1 December:"), "\(name)")
                #expect(try shown.says("Ask both clubs in one room."), "\(name)")
            }
            // It comes back to the team in its week.
            world.clock.pass(days: 9)
            #expect(try await world.get("/spaces/riverbend/week", as: "rosa").says("Two things do not fit together: what tells?"))
            let again = try await form(world, story, as: "rosa")
            let slow = try await form(world, story, as: "diego")
            _ = try await world.press(
                "Save", on: again, as: "rosa", typing: [("explanation", "place"), ("found", "That club stands beside the mill.")])
            let late = try await world.press("Save", on: slow, as: "diego", typing: [("why", "They are the rich ones.")])
            #expect(try late.status == 409 && late.says("That club stands beside the mill.") && late.says("They are the rich ones."))
            let settled = try await world.get(story.path, as: "leila")
            #expect(try settled.says("They speak of different places") && settled.says("That club stands beside the mill."))
            #expect(try settled.says("We have plenty of work."), "both sides stay")
            #expect(try await !world.get("/spaces/riverbend/week", as: "rosa").says("Two things do not fit together"))
        }
    }

    @Test(arguments: TestEngine.available)
    func twoThingsLearnedThatDifferLeadToEachOther(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await told(world)
            let other = try await world.learned("Youth stay where there is a mill.", on: story.question.id)
            let empty = try await world.press("Save", on: world.get("\(story.path)/differences/new", as: "rosa"), as: "rosa")
            #expect(try empty.status == 422 && empty.says("Choose what says otherwise.") && empty.says("Choose one; that nobody knows"))
            let kept = try await world.press(
                "Save", on: empty, as: "rosa",
                typing: [("against", "\(other)"), ("explanation", "group"), ("why", "Millers are not fishers.")])
            #expect(kept.status == 303)
            for path in [story.path, "/insights/\(other)"] {
                let page = try await world.get(path, as: "leila")
                #expect(try page.says("They speak of different people") && page.says("Millers are not fishers."), "\(path)")
            }
            #expect(try await world.get("/insights/\(other)", as: "leila").says("Youth leave when the club has no work for them."))
            // From the other side it is the same difference, not a second one.
            let turned = try await world.get("/insights/\(other)/differences/new?with=\(story.path.split(separator: "/")[1])", as: "diego")
            _ = try await world.press("Save", on: turned, as: "diego", typing: [("why", "Millers are paid.")])
            #expect(try await world.rows("contradictions") == 1)
            #expect(try await world.get(story.path, as: "diego").says("Millers are paid."))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoMayNotReadTheOtherSideReadsNothingOfIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await told(world, openness: .team, quotable: false)
            _ = try await world.press(
                "Save", on: form(world, story, as: "diego"), as: "diego",
                typing: [("explanation", "time"), ("why", "That was before the flood.")])
            #expect(try await world.get(story.path, as: "rosa").says("That was before the flood."))
            #expect(try await !world.get(story.path, as: "leila").says("before the flood"))
            for (name, status) in [("leila", 403), ("omar", 404)] {
                #expect(try await form(world, story, as: name).status == status, "\(name)")
                let pushed = try await world.post(
                    story.path + "/differences", as: name,
                    [("against", "\(story.against)"), ("explanation", "error"), ("_version", "1")])
                #expect(pushed.status == status, "\(name)")
            }
            // Words of another question stand on no other side.
            let elsewhere = try await world.asked("Who mends the nets?")
            let stray = try await world.voice("My sister.", to: elsewhere)
            #expect(try await world.get("\(story.path)/differences/new?with=\(stray)", as: "diego").status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func whatIsTakenBackLeavesNothingToExplain(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await told(world)
            _ = try await world.press(
                "Save", on: form(world, story, as: "diego"), as: "diego",
                typing: [("explanation", "unexplained"), ("check", "Ask them again."), ("next_on", "2026-12-01")])
            let slow = try await form(world, story, as: "rosa")
            try await world.withdraw(story.against)
            #expect(try await world.rows("contradictions") == 0)
            // Whoever was still writing about it has their words back.
            let late = try await world.press("Save", on: slow, as: "rosa", typing: [("found", "They meant the mill.")])
            #expect(try late.status == 422 && late.says("It was taken back meanwhile.") && late.body.contains("They meant the mill."))
            let page = try await world.get(story.path, as: "diego")
            #expect(try !page.says("Ask them again.") && !page.says("Where it does not fit"))
            let left = try await world.db.read { try $0.run("SELECT body FROM texts WHERE field LIKE 'differs.%'").count }
            let owed = try await world.db.read { try $0.run("SELECT id FROM duties WHERE kind = 'check_difference'").count }
            #expect(left == 0 && owed == 0)
        }
    }

    /// Two findings that differ are nobody who disagrees, and no speaker learns of one they may not read.
    @Test(arguments: TestEngine.available)
    func aSpeakerIsNotToldThatSomebodyDisagrees(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("There is nothing to do.")
            try await story.letThrough()
            let insight = try await story.learn("Youth leave for work.", from: story.voices(), openness: .everyone)
            let hidden = try await world.learned("They leave for the city.", on: story.question, openTo: .team)
            let form = try await world.get("/insights/\(insight)/differences/new?with=\(hidden)", as: "diego")
            let kept = try await world.press("Save", on: form, as: "diego", typing: [("explanation", "group"), ("why", "Others.")])
            #expect(kept.status == 303)
            let mine = try await story.myWords(code)
            #expect(try mine.says("Nobody has disagreed so far.") && !mine.says("1 person disagrees") && !mine.says("the city"))
            #expect(try await !world.get("/insights/\(insight)").says("They leave for the city."))
        }
    }

    /// Words that may be read on their page are not quoted under somebody's finding where their speaker did not allow it.
    @Test(arguments: TestEngine.available)
    func wordsThatMayNotBeQuotedStandOnNoOtherSide(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await told(world, openness: .circle, quotable: false)
            _ = try await world.press(
                "Save", on: form(world, story, as: "diego"), as: "diego",
                typing: [("explanation", "time"), ("why", "That was before the flood.")])
            #expect(try await world.get("/voices/\(story.against)", as: "leila").says("We have plenty of work."))
            #expect(try await world.get(story.path, as: "diego").says("That was before the flood."))
            let page = try await world.get(story.path, as: "leila")
            #expect(try !page.says("We have plenty of work.") && !page.says("That was before the flood."))
        }
    }
}
