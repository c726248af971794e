import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct NeedTests {
    /// One screen, four fields; the rest when somebody wants to say more.
    @Test(arguments: TestEngine.available)
    func anybodyWhoTakesPartSaysWhatTheyWantToLearn(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await world.keepsAgenda()
            let form = try await world.get("/spaces/riverbend/needs/new", as: "leila")
            let empty = try await world.press("Send", on: form, as: "leila", typing: [("text", "Why do they leave?")])
            #expect(try empty.status == 422 && empty.says("Say which decision or worry is behind it.") && empty.says("Choose one."))
            #expect(empty.body.contains("Why do they leave?"), "what was typed is kept")
            let path = try await world.needs("Why do they leave?", as: "leila", relation: "affected")
            let page = try await world.get(path, as: "rosa")
            #expect(try page.says("Leila, lives with it, importance 5 of 5") && page.says("We lose them."))
            #expect(try await world.get("/spaces/riverbend/needs", as: "diego").says("Why do they leave?"))
            for name in [nil, "omar", "nadia"] as [String?] { #expect(try await world.get(path, as: name).status == 404) }
            #expect(try await world.get("/spaces/riverbend/needs/new", as: "omar").status == 403)
            // Two at once: nobody's words are lost.
            let mine = try await world.get(path + "/wording", as: "leila")
            let theirs = try await world.get(path + "/wording", as: "rosa")
            _ = try await world.press("Save", on: mine, as: "leila", typing: [("text", "Why do they leave so early?")])
            let late = try await world.press("Save", on: theirs, as: "rosa", typing: [("text", "Why do youth leave?")])
            #expect(try late.status == 409 && late.says("Why do they leave so early?") && late.says("Why do youth leave?"))
            // It is hers to take back, and then it never was.
            #expect(try await world.post(path + "/withdrawal", as: "rosa", [("_version", "2")]).status == 403)
            _ = try await world.press("Take it back", on: world.get(path, as: "leila"), as: "leila")
            #expect(try await world.get(path, as: "leila").status == 404)
            #expect(try await !world.get("/spaces/riverbend/needs", as: "diego").says("Why do they leave"))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoeverAskedHearsThatItWasPutAsideOrAnsweredAlready(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await world.keepsAgenda()
            let parked = try await world.needs("How do other countries do it?", as: "leila")
            let page = try await world.get(parked, as: "diego")
            #expect(try await world.press("Put it aside", on: page, as: "diego").status == 422)
            _ = try await world.press("Put it aside", on: page, as: "diego", typing: [("because", "We have no money to travel.")])
            #expect(try await world.get(parked, as: "leila").says("We have no money to travel."))
            let twice = try await world.press("Put it aside", on: page, as: "rosa", typing: [("because", "Too late.")])
            #expect(twice.status == 409)
            #expect(try await world.post(parked + "/parking", as: "leila", [("because", "No"), ("_version", "1")]).status == 403)
            let question = try await world.question("Where do the July patrols go?")
            _ = try await world.learned("They go to the border.", on: question)
            let known = try await world.needs("Where do patrols go?", as: "leila")
            _ = try await world.press("This answers it", on: world.get(known, as: "diego"), as: "diego")
            #expect(try await world.get(known, as: "leila").says("was answered already: They go to the border."))
            #expect(try await world.runJobs().isEmpty)
            let told = world.post.sent.filter { $0.to == "leila@example.org" }
            #expect(told.contains { $0.text.contains("We have no money to travel.") })
            #expect(told.contains { $0.text.contains("They go to the border.") })
        }
    }

    @Test(arguments: TestEngine.available)
    func rowsFromPaperAreTypedInARowAndThePaperIsPrintedEmptyAndFilled(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await world.keepsAgenda()
            #expect(try await world.get("/spaces/riverbend/needs/paper?empty=yes", as: "leila").says("In any language."))
            let form = try await world.get("/spaces/riverbend/needs/typing", as: "rosa")
            #expect(try await world.press("Keep these rows", on: form, as: "rosa").status == 422)
            let first = [("who0", "Mama Rita"), ("text0", "Who gets the seeds?"), ("why0", "Mine never came."), ("relation0", "affected")]
            let second = [("who1", "The elders"), ("text1", "Who pays the guards?"), ("relation1", "decides"), ("importance1", "5")]
            let half = try await world.press("Keep these rows", on: form, as: "rosa", typing: first + second)
            #expect(try half.status == 422 && half.says("Say which decision or worry is behind it."))
            #expect(half.body.contains("Mama Rita") && half.body.contains("Who pays the guards?"))
            #expect(try await world.rows("needs") == 0, "all rows or none")
            let sent = try await world.press("Keep these rows", on: half, as: "rosa", typing: [("why1", "We are asked.")])
            #expect(try await world.follow(sent, as: "rosa").says("2 rows are kept."))
            let paper = try await world.get("/spaces/riverbend/needs/paper", as: "leila")
            #expect(try paper.says("Mama Rita") && paper.says("Who pays the guards?") && paper.says("We are asked."))
            #expect(try await world.get("/spaces/riverbend/needs/typing", as: "leila").status == 403)
            // Whoever typed it is told, so that they can tell her.
            let list = try await world.get("/spaces/riverbend/needs", as: "diego")
            let path = try #require(try list.page().links.first { $0.href.hasPrefix("/needs/") }?.href)
            _ = try await world.press("Put it aside", on: world.get(path, as: "diego"), as: "diego", typing: [("because", "Not ours.")])
            #expect(try await world.runJobs().isEmpty)
            let mail = try #require(world.post.sent.last)
            #expect(mail.to == "rosa@example.org" && mail.text.contains("Please tell them."))
        }
    }

    @Test(arguments: TestEngine.available)
    func twoDaysOfTheWorksheetStandSideBySide(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await world.keepsAgenda()
            let old = try await world.needs("Why do they leave?", as: "leila", importance: "2")
            world.clock.pass(days: 5)
            _ = try await world.needs("Who gets the seeds?", as: "rosa")
            let form = try await world.get(old + "/wording", as: "leila")
            _ = try await world.press("Save", on: form, as: "leila", typing: [("text", "Why do girls leave?"), ("importance", "5")])
            let page = try await world.get("/spaces/riverbend/needs/changes?from=2026-11-22&until=2026-11-26", as: "leila")
            #expect(try page.says("Why do they leave?") && page.says("Why do girls leave?") && page.says("importance 2 of 5"))
            #expect(try page.says("not there yet") && page.says("Who gets the seeds?"))
            let still = try await world.get("/spaces/riverbend/needs/changes?from=2026-11-22&until=2026-11-23", as: "leila")
            #expect(try still.says("Nothing changed between these days."))
        }
    }

    /// One agenda over two places: each sees its own questions first, and only what was adopted crosses over.
    @Test(arguments: TestEngine.available)
    func aSharedAgendaShowsItsQuestionsToThePartnerAfterTheirOwn(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await world.keepsAgenda()
            try await world.keepsAgenda(in: "saffron", as: "omar")
            let adopted = try await world.groups(
                [], as: "Why do youth leave the clubs?", setBy: "partner", decision: "Plots", by: "2026-12-20")
            try await world.adopts(adopted)
            let proposed = try await world.groups([], as: "Who pays for the clubs?", setBy: "donor", decision: "Money", by: "2026-12-20")
            #expect(try await world.get(adopted, as: "nadia").status == 404)
            let settings = try await world.get("/spaces/riverbend/agenda/settings", as: "amina")
            #expect(try await world.press("Show it there", on: settings, as: "amina", typing: [("place", "Nowhere")]).status == 422)
            _ = try await world.press("Show it there", on: settings, as: "amina", typing: [("place", "saffron")])
            let page = try await world.get("/spaces/saffron/agenda", as: "nadia")
            #expect(try page.says("Questions Lower Delta learning circle shows us") && page.says("Why do youth leave the clubs?"))
            #expect(try !page.says("Who pays for the clubs?"))
            #expect(try await world.get(adopted, as: "nadia").status == 200)
            #expect(try await world.get(adopted + "/plan", as: "nadia").status == 403)
            try await world.adopts(proposed)
            #expect(try await world.get("/spaces/saffron/agenda", as: "nadia").says("Who pays for the clubs?"))
            let again = try await world.get("/spaces/riverbend/agenda/settings", as: "amina")
            _ = try await world.press("Stop showing it", on: again, as: "amina")
            #expect(try await !world.get("/spaces/saffron/agenda", as: "nadia").says("Why do youth leave the clubs?"))
            #expect(try await world.get(adopted, as: "nadia").status == 404)
        }
    }
}
