import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Testing

@testable import Throughline

struct AskTests {
    @Test(arguments: TestEngine.available)
    func twoLinesAreEnoughToOpenAQuestion(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let form = try await world.get("/spaces/riverbend/asking", as: "amina")
            #expect(form.status == 200)
            let sent = try await world.press(
                "Open the question", on: form, as: "amina",
                typing: [
                    ("text", "What makes the road to the market safe?"), ("hear_by", "2026-12-03"),
                ])
            #expect(sent.status == 303)
            let page = try await world.follow(sent, as: "amina")
            #expect(try page.says("We are asking"))
            #expect(try page.says("What makes the road to the market safe?"))
            let stranger = try await world.follow(sent)
            #expect(try stranger.says("You will hear by 3 December"))
            #expect(try !stranger.says("For the team"))
        }
    }

    @Test(arguments: TestEngine.available)
    func aRefusedQuestionKeepsWhatWasTypedAndSaysWhatToDo(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let form = try await world.get("/spaces/riverbend/asking", as: "amina")
            let refused = try await world.press(
                "Open the question", on: form, as: "amina",
                typing: [
                    ("text", "Road???"), ("hear_by", "2020-01-01"), ("decider", "The <council> & \"friends\""),
                ])
            #expect(refused.status == 422)
            #expect(try refused.says("Say in one sentence what you want to know."))
            #expect(try refused.says("Choose a day from 21 November on."))
            let again = try refused.form(withButton: "Open the question")
            #expect(again.value("text") == "Road???")
            #expect(again.value("hear_by") == "2020-01-01")
            #expect(again.value("decider") == "The <council> & \"friends\"")
        }
    }

    @Test(arguments: TestEngine.available)
    func whoMayNotAskIsToldSoAndNothingIsKept(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            #expect(try await world.get("/spaces/riverbend/asking", as: "leila").status == 403)
            #expect(try await world.get("/spaces/riverbend/asking", as: "omar").status == 403)
            #expect(try await world.get("/spaces/riverbend/asking").headers[.location]?.hasPrefix("/sign-in") == true)
            let tried = try await world.post(
                "/spaces/riverbend/questions", as: "leila",
                [
                    ("text", "May I ask this at all?"), ("hear_by", "2026-12-03"),
                ])
            #expect(tried.status == 403)
            #expect(try await world.rows("questions") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func earlierQuestionsAreShownBeforeASimilarOneOpens(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.question("Which roads did people avoid in March?")
            world.clock.pass(minutes: 24 * 60)
            for other in ["Who mends the ferry?", "When does the school open?", "What do the clubs lack?"] {
                _ = try await world.question(other)
            }
            let form = try await world.get("/spaces/riverbend/asking", as: "amina")
            #expect(try !form.says("Which roads did people avoid in March?"))
            let warned = try await world.press(
                "Open the question", on: form, as: "amina",
                typing: [
                    ("text", "Which roads do people avoid this month?"), ("hear_by", "2026-12-03"),
                ])
            #expect(try warned.page().title.hasPrefix("Something like this was asked before."))
            #expect(try warned.says("Which roads did people avoid in March?"))
            #expect(try warned.says("If yours is another question, open it."))
            #expect(try await world.rows("questions") == 4)
            let opened = try await world.press("Open it all the same", on: warned, as: "amina")
            #expect(opened.status == 303)
            #expect(try await world.rows("questions") == 5)
        }
    }

    /// One press is enough when everything similar stood on the page already, and the question of the first day is similar to nothing.
    @Test(arguments: TestEngine.available)
    func nobodyIsStoppedForWhatTheyHaveSeenOrForTheStandingQuestion(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.question("Which roads did people avoid in March?")
            let form = try await world.get("/spaces/riverbend/asking", as: "amina")
            #expect(try form.says("Which roads did people avoid in March?"))
            let opened = try await world.press(
                "Open the question", on: form, as: "amina",
                typing: [("text", "Which roads do people avoid this month?"), ("hear_by", "2026-12-03")])
            #expect(opened.status == 303)
        }
        try await withWorld(engine) { world in
            for words in ["What should this place change?", "Que faudrait-il changer ici ?"] { _ = try await world.question(words) }
            let form = try await world.get("/spaces/riverbend/asking", as: "amina")
            #expect(try !form.says("What should this place change?"))
            let opened = try await world.press(
                "Open the question", on: form, as: "amina",
                typing: [("text", "What should the market place change this year?"), ("hear_by", "2026-12-03")])
            #expect(opened.status == 303)
        }
    }

    @Test(arguments: TestEngine.available)
    func aDecisionDateThatHasPassedIsRefusedButNotOneThatStoodThere(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let form = try await world.get("/spaces/riverbend/asking", as: "amina")
            let typed = [
                ("text", "Which well is mended first?"), ("hear_by", "2026-12-10"), ("purpose", "decide"),
                ("decision", "Which well is mended first"),
            ]
            let late = try await world.press("Open the question", on: form, as: "amina", typing: typed + [("decision_by", "2025-11-21")])
            #expect(try late.status == 422 && late.says("Choose a day from 21 November on, or leave it empty."))
            let opened = try await world.press("Open the question", on: late, as: "amina", typing: [("decision_by", "2026-11-30")])
            let page = try await world.follow(opened, as: "amina")
            #expect(
                try page.says(
                    "The Riverbend team asks, because something will be decided by 30 November: Which well is mended first. You will hear"))
            world.clock.pass(days: 12)
            let wording = try await world.get(#require(opened.headers[.location]) + "/wording", as: "amina")
            #expect(try await world.press("Save", on: wording, as: "amina", typing: [("decider", "The council")]).status == 303)
        }
    }

    @Test(arguments: TestEngine.available)
    func whereThereIsNoMailNobodyIsOfferedAny(engine: TestEngine) async throws {
        try await withWorld(engine, hasMail: false) { world in
            _ = try await world.question("What makes the road safe?")
            let thanks = try await world.press(
                "Send", on: world.get("/spaces/riverbend"), typing: [("text", "More lamps near the bridge.")])
            let ask = try await world.get("/spaces/riverbend/asking", as: "amina")
            for page in [thanks, ask] { #expect(try !page.says("By mail") && !page.says("Mail address") && !page.says("mail address")) }
            // Who has an address here already can still take it away.
            let me = try await world.get("/me", as: "amina")
            #expect(try me.says("Mail address") && !me.says("How you hear from us"))
        }
        try await withEmptyHouse(engine) { house in
            let page = try await Phone(house).get("/setup?key=\(house.keys.token("setup", for: .setup))&zone=Asia.1")
            #expect(try !page.says("Mail address"))
        }
    }

    @Test(arguments: TestEngine.available)
    func theNextStepAfterAskingStandsUnderTheQuestion(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let body = try await world.get("/questions/\(id)", as: "amina").body
            let copy = try #require(body.range(of: "/questions/\(id)/chat"))
            let answer = try #require(body.range(of: "id=\"answer\""))
            #expect(copy.lowerBound < answer.lowerBound)
            #expect(body.components(separatedBy: "/questions/\(id)/chat").count == 2)
            #expect(try await world.get("/questions/\(id)").link("Copy for chat") == "/questions/\(id)/chat")
        }
    }

    @Test(arguments: TestEngine.available)
    func aNervousThumbOpensOneQuestion(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let form = try await world.get("/spaces/riverbend/asking", as: "amina")
            let typed = [("text", "What should we do about the ferry?"), ("hear_by", "2026-12-03")]
            let first = try await world.press("Open the question", on: form, as: "amina", typing: typed)
            let second = try await world.press("Open the question", on: form, as: "amina", typing: typed)
            #expect(first.headers[.location] == second.headers[.location])
            #expect(try await world.rows("questions") == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func twoPeopleChangingAQuestionSeeBothTexts(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let aminas = try await world.get("/questions/\(id)/wording", as: "amina")
            let diegos = try await world.get("/questions/\(id)/wording", as: "diego")
            let saved = try await world.press("Save", on: aminas, as: "amina", typing: [("text", "What makes the market road safe?")])
            #expect(saved.status == 303)
            let raced = try await world.press("Save", on: diegos, as: "diego", typing: [("text", "What makes the river road safe?")])
            #expect(raced.status == 409)
            #expect(try raced.says("What makes the market road safe?"))
            #expect(try raced.says("What makes the river road safe?"))
            let mine = try await world.press("Use my text", on: raced, as: "diego")
            #expect(mine.status == 303)
            #expect(try await world.get("/questions/\(id)").says("What makes the river road safe?"))
        }
    }

    @Test(arguments: TestEngine.available)
    func aQuestionSaidAgainInFrenchIsReadInFrench(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let form = try await world.get("/questions/\(id)/translation", as: "rosa")
            let saved = try await world.press(
                "Save", on: form, as: "rosa",
                typing: [
                    ("language", "fr"), ("text", "Qu’est-ce qui rend la route sûre ?"),
                ])
            #expect(saved.status == 303)
            let french = try await world.get("/questions/\(id)", in: "fr")
            #expect(try french.page().elements(named: "h1").first?.attribute("lang") == "fr")
            #expect(try french.says("Qu’est-ce qui rend la route sûre ?"))
            #expect(try await world.get("/questions/\(id)").says("What makes the road safe?"))
        }
    }

    /// Paper has room to write, and leads back to the page.
    @Test func theSheetHasLinesAndAWayBack() async throws {
        try await withWorld(.sqlite) { world in
            let id = try await world.question("What makes the road safe?")
            let sheet = try await world.get("/questions/\(id)/paper")
            #expect(try sheet.page().elements(named: "hr").count >= 8)
            #expect(sheet.body.contains(".lines hr{") && !sheet.body.contains("<p class=\"lines\">"))
            #expect(try sheet.says("http://learn.test/questions/\(id)"))
            #expect(sheet.body.contains("aria-label=\"The link as a code for a camera\""))
        }
    }

    @Test(arguments: TestEngine.available)
    func aClosedQuestionTakesNoMoreAnswersAndMayBeAskedAgain(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let before = try await world.get("/questions/\(id)")
            let team = try await world.get("/questions/\(id)", as: "amina")
            #expect(try await world.press("Close the question", on: team, as: "amina").status == 303)
            let late = try await world.press("Send", on: before, typing: [("text", "Lamps at the bridge.")])
            #expect(late.status == 409)
            #expect(try late.says("This question is closed."))
            #expect(try await world.rows("voices") == 0)
            let closed = try await world.get("/questions/\(id)", as: "amina")
            #expect(try await world.press("Ask again", on: closed, as: "amina").status == 303)
            #expect(try await world.get("/questions/\(id)").page().form(withButton: "Send") != nil)
        }
    }
}
