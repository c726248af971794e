import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Two people at once: nobody's words are lost, and nobody undoes what they have not seen.
struct LostUpdateTests {
    @Test(arguments: TestEngine.available)
    func twoWhoStopTheFloodBothStopIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let pages = [try await world.get("/questions/\(id)", as: "amina"), try await world.get("/questions/\(id)", as: "rosa")]
            #expect(try await world.press("Stop unnamed answers for now", on: pages[0], as: "amina").status == 303)
            #expect(try await world.press("Stop unnamed answers for now", on: pages[1], as: "rosa").status == 303)
            #expect(try await world.read(id).isFlooded)
            let audit = try await world.db.read { try $0.run("SELECT actor_id FROM audit WHERE act = 'question.flood'").count }
            #expect(audit == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func aTranslationReplacesNoOtherUnseen(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let form = try await world.get("/questions/\(id)/translation", as: "rosa")
            let late = try await world.get("/questions/\(id)/translation", as: "diego")
            let (rosas, diegos) = ("Et la route, est-elle sûre ?", "Qu’est-ce qui rend la route sûre ?")
            #expect(try await world.press("Save", on: form, as: "rosa", typing: [("language", "fr"), ("text", rosas)]).status == 303)
            let other = try await world.press(
                "Save", on: late, as: "diego", typing: [("language", "es"), ("text", "¿Qué la hace segura?")])
            #expect(other.status == 303, "another language is nobody else's")
            let raced = try await world.press("Save", on: late, as: "diego", typing: [("language", "fr"), ("text", diegos)])
            #expect(try raced.status == 409 && raced.says(rosas) && raced.says(diegos))
            #expect(try await world.get("/questions/\(id)", in: "fr").says(rosas))
            #expect(try await world.press("Use my text", on: raced, as: "diego").status == 303)
            #expect(try await world.get("/questions/\(id)", in: "fr").says(diegos))
        }
    }

    @Test(arguments: TestEngine.available)
    func whatWasTypedWithAStepOnADecisionIsNotLost(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Where do the July patrols go?")
            let sent = try await world.decides("Patrols take the dam road", on: question)
            let (mine, theirs) = (try await world.follow(sent, as: "diego"), try await world.follow(sent, as: "rosa"))
            #expect(try await world.press("Save", on: mine, as: "diego", typing: [("happened", "Two patrols go.")]).status == 303)
            let late = try await world.press("Take the decision back", on: theirs, as: "rosa", typing: [("because", "Nobody goes.")])
            #expect(try late.status == 409 && late.says("Nobody goes.") && late.says("Decided and in use"))
            let again = try await world.press("Save", on: theirs, as: "rosa", typing: [("happened", "Only one goes.")])
            #expect(try again.status == 409 && again.says("Two patrols go.") && again.says("Only one goes."))
            #expect(try !again.page().buttons.contains("Use my text"), "that step was taken already")
            #expect(try await world.press("Use my text", on: late, as: "rosa").status == 303)
            #expect(try await world.follow(sent).says("Nobody goes."))
        }
    }

    @Test(arguments: TestEngine.available)
    func whatWasTypedWithAPromiseIsNotLost(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Who can lend a boat?")
            let form = try await world.get("/questions/\(question)/commitments/new", as: "leila")
            let sent = try await world.press(
                "Promise it", on: form, as: "leila", typing: [("promise", "Lend my boat for two patrols"), ("due", "2026-12-01")])
            let (mine, team) = (try await world.follow(sent, as: "leila"), try await world.follow(sent, as: "amina"))
            let third = try await world.follow(sent, as: "diego")
            #expect(try await world.press("Accept it", on: mine, as: "leila").status == 303)
            let report = try await world.press(
                "Save", on: team, as: "amina", typing: [("how", "kept"), ("note", "She lent it twice.")])
            #expect(try report.status == 409 && report.says("She lent it twice.") && report.says("It was kept."))
            let refusal = try await world.press("Decline it", on: team, as: "amina", typing: [("refusal_because", "No boat.")])
            #expect(try refusal.status == 409 && refusal.says("No boat.") && !refusal.page().buttons.contains("Use my text"))
            let release = try await world.press(
                "Release from it, by agreement", on: third, as: "diego", typing: [("release_because", "The river is dry.")])
            #expect(try release.status == 409 && release.says("The river is dry."))
            #expect(try await world.press("Use my text", on: report, as: "amina").status == 303)
            #expect(try await world.follow(sent, as: "leila").says("She lent it twice."))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoMaySeeItIsAskedAgainWhenItChangedMeanwhile(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let path = try await world.note(on: [try await world.voice("No work.", to: question)], of: question)
            let page = try await world.get(path + "/sharing", as: "diego")
            try await world.share(path, .circle)
            let raced = try await world.press(
                "Share it", on: page, as: "diego", typing: [("openness", "everyone"), ("confirmed", "yes")])
            #expect(try raced.status == 409 && raced.says("People who take part here") && raced.says("Everyone"))
            #expect(try await world.get(path).status == 404)
            #expect(try await world.press("Use my text", on: raced, as: "diego").status == 303)
            #expect(try await world.get(path).status == 200)
        }
    }

    @Test(arguments: TestEngine.available)
    func aJudgementThatComesTooLateIsGivenBack(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let path = try await world.note(on: [try await world.voice("No work.", to: question)], of: question)
            try await world.share(path, .circle)
            let page = try await world.get(path + "/check", as: "rosa")
            #expect(try await world.check(path, as: "amina", .low, because: "One voice.").status == 303)
            guard try await world.state(of: path) == "checked" else { return }
            let late = try await world.press(
                "This is my judgement", on: page, as: "rosa",
                typing: [("confidence", "low"), ("from_context", "yes"), ("reason", "I know them.")])
            #expect(try late.status == 409 && late.says("I know them."))
        }
    }

    @Test(arguments: TestEngine.available)
    func nobodyIsToldANewTextUnderAnOldPage(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("Write this carefully.")
            let address = try #require(try await world.get("/questions/\(story.question)/telling", as: "rosa").headers[.location])
            let chat = try await world.press(
                "Copy for chat", on: world.get(address, as: "rosa"), as: "rosa", typing: [("text", "As Rosa tells it.")])
            let copy = try await world.follow(chat, as: "rosa")
            _ = try await world.press(
                "Copy for chat", on: world.get(address, as: "diego"), as: "diego", typing: [("text", "As Diego tells it.")])
            let late = try await world.press("Told", on: copy, as: "rosa")
            #expect(try late.status == 409 && late.says("As Diego tells it."))
            #expect(try await world.press("Told", on: late, as: "rosa").status == 303)
        }
    }

    @Test(arguments: TestEngine.available)
    func aFormSentBackWithAProblemIsStillAsOldAsItWas(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let mine = try await world.get("/questions/\(id)/wording", as: "diego")
            let theirs = try await world.get("/questions/\(id)/wording", as: "amina")
            _ = try await world.press("Save", on: theirs, as: "amina", typing: [("text", "What makes the market road safe?")])
            let refused = try await world.press("Save", on: mine, as: "diego", typing: [("text", "Roads?")])
            #expect(refused.status == 422)
            let raced = try await world.press("Save", on: refused, as: "diego", typing: [("text", "What makes the river road safe?")])
            #expect(try raced.status == 409 && raced.says("What makes the market road safe?"))
        }
    }

    @Test(arguments: TestEngine.available)
    func anEditThatDoesNotSayWhatItReadIsNotTaken(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("Held.")
            let (question, voice) = (story.question, try #require(try await story.voices().first))
            let asked = try await world.read(question)
            let insight = try await world.note(on: [try await world.voice("Said.", to: asked)], of: asked)
            let decision = try #require(try await world.decides("Patrols", on: question).headers[.location])
            let leila = try world.person("leila")
            let duty = try await world.db.read { try #require(try DutyStore($0).owed(on: question, kind: .tellBack).first).id }
            let text = ("text", "What makes this road safe?")
            let edits: [(String, String, [(String, String)])] = [
                ("/questions/\(question)/wording", "amina", [text, ("hear_by", "2026-12-03")]),
                ("/questions/\(question)/closing", "amina", []), ("/questions/\(question)/flood", "amina", []),
                ("/questions/\(question)/translation", "amina", [text, ("language", "fr")]),
                ("/voices/\(voice)/release", "rosa", []), ("/voices/\(voice)/rejection", "rosa", [("because", "No.")]),
                (insight + "/wording", "diego", [("claim", "Work is what is missing.")]),
                (insight + "/sharing", "diego", [("openness", "team")]),
                (decision + "/applying", "diego", [("happened", "Yes.")]), (decision + "/reversing", "diego", [("because", "No.")]),
                ("/duties/\(duty)/telling", "rosa", [text]), ("/duties/\(duty)/handing", "rosa", [("to", "\(leila)")]),
                ("/me", "leila", [("name", "L"), ("language", "en")]), ("/me/notices", "leila", [("every", "day")]),
                ("/spaces/riverbend/settings", "amina", [("name", "R"), ("team", "R"), ("languages", "en"), ("zone", "UTC")]),
                ("/spaces/riverbend/people/\(leila)", "amina", [("role", "weaver")]),
            ]
            for (path, name, fields) in edits {
                #expect(try await world.post(path, as: name, fields).status == 400, "\(path)")
            }
        }
    }
}
