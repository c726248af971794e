import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct AgendaTests {
    @Test(arguments: TestEngine.available)
    func aPlaceThatKeepsNoneNeverMeetsIt(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Where do the July patrols go?")
            for name in ["leila", "diego", "rosa"] {
                #expect(try await !world.get("/spaces/riverbend/more", as: name).says("A learning agenda"))
                #expect(try await !world.get("/questions/\(question)", as: name).says("learning agenda"))
                for page in ["agenda", "needs", "needs/new", "needs/paper", "needs/changes", "agenda/table"] {
                    #expect(try await world.get("/spaces/riverbend/\(page)", as: name).status == 404, "\(page)")
                }
                #expect(try await world.get("/questions/\(question)/agenda/joining", as: name).status == 404)
            }
            #expect(try await world.post("/spaces/riverbend/agenda", as: "diego", World.agenda).status == 403)
            let empty = try await world.press("Switch it on", on: world.get("/spaces/riverbend/agenda", as: "amina"), as: "amina")
            #expect(try empty.status == 422 && empty.says("Give it a title.") && empty.says("or why nobody has"))
            try await world.keepsAgenda()
            #expect(try await world.get("/spaces/riverbend/more", as: "leila").says("A learning agenda"))
            #expect(try await world.get("/spaces/riverbend/agenda", as: "leila").says("What keeps youth in the clubs"))
            #expect(try await world.get("/spaces/riverbend/agenda", as: "omar").status == 403)
            #expect(try await world.get("/spaces/riverbend/agenda").status == 303)
            let settings = try await world.get("/spaces/riverbend/agenda/settings", as: "amina")
            _ = try await world.press("Put it away", on: settings, as: "amina")
            #expect(try await world.get("/spaces/riverbend/agenda", as: "leila").status == 404)
            try await world.keepsAgenda()
            #expect(try await world.get("/spaces/riverbend/agenda", as: "leila").status == 200)
        }
    }

    /// Domain 1.a: three people's needs become one question, and each is told its wording.
    @Test(arguments: TestEngine.available)
    func threeNeedsBecomeOneQuestionAndThoseWhoAskedMayObject(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await world.keepsAgenda()
            let needs = [
                try await world.needs("Why do youth leave dialogue clubs after month 3?", as: "amina"),
                try await world.needs("Which clubs keep their members?", as: "leila", relation: "affected"),
                try await world.needs("Is it the work or the talk?", as: "rosa", relation: "decides", importance: "2"),
            ]
            let form = try await world.get(
                "/spaces/riverbend/agenda/new?" + needs.map { "need=\($0.split(separator: "/")[1])" }.joined(separator: "&"), as: "diego")
            #expect(try form.says("Amina, does the work") && form.says("Leila, lives with it") && form.says("Rosa, decides about it"))
            let path = try await world.groups(needs, as: "Why do youth leave dialogue clubs after month 3?")
            let page = try await world.get(path, as: "leila")
            #expect(try page.says("Set by several together"))
            for name in ["Amina", "Leila", "Rosa"] { #expect(try page.says(name)) }
            #expect(try await world.runJobs().isEmpty)
            let mails = world.post.sent.filter { $0.subject == "What you want to learn became part of a question" }
            #expect(mails.map(\.to).sorted() == ["amina@example.org", "leila@example.org", "rosa@example.org"])
            let mail = try #require(mails.first { $0.to == "amina@example.org" })
            #expect(mail.text.contains("Why do youth leave dialogue clubs after month 3?") && mail.text.contains("5 December"))
            #expect(try await world.get(needs[0], as: "amina").says("part of a question that is being worded"))
            // Leila objects; an objection without words is no help.
            let silent = try await world.press("That is not what I meant", on: page, as: "leila")
            #expect(try silent.status == 422 && silent.says("Say what you mean instead."))
            _ = try await world.press(
                "That is not what I meant", on: page, as: "leila", typing: [("words", "I asked about those who stay.")])
            #expect(try await world.get(path, as: "diego").says("I asked about those who stay."))
            // Worded anew, it is asked anew: what was said of the old words is gone.
            let plan = try await world.get(path + "/plan", as: "diego")
            _ = try await world.press(
                "Save", on: plan, as: "diego", typing: [("text", "Why do some youth stay in the clubs and others leave?")])
            #expect(try await world.runJobs().isEmpty)
            #expect(try await !world.get(path, as: "diego").says("I asked about those who stay."))
            #expect(world.post.sent.count { $0.subject == "What you want to learn became part of a question" } == 6)
            // Somebody it did not come from has nothing to object to; a stranger and another place see nothing.
            #expect(try await !world.get(path, as: "diego").says("That is not what I meant"))
            let pushed = try await world.post(
                "/questions/\(world.question(of: path))/agenda/saying", as: "diego",
                [("about", "wording"), ("agrees", "no"), ("words", "No")])
            #expect(pushed.status == 403)
            for name in [nil, "omar"] as [String?] { #expect(try await world.get(path, as: name).status == 404) }
            world.clock.pass(days: 15)
            #expect(try await !world.get(path, as: "leila").says("That is not what I meant"), "the days to object are over")
        }
    }

    /// Domain 1.b: nothing is adopted without the decision it helps, and the priority shows its parts.
    @Test(arguments: TestEngine.available)
    func nothingIsAdoptedWithoutADecisionAndThePriorityShowsItsParts(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await world.keepsAgenda()
            let need = try await world.needs("Why do youth leave?", as: "leila")
            let path = try await world.groups([need], as: "Why do youth leave the clubs?")
            let skipped = try await world.post(path + "/step", as: "diego", [("step", "adopt"), ("_version", "1")])
            #expect(skipped.status == 409 || skipped.status == 422, "it was not discussed")
            _ = try await world.press("We have discussed it", on: world.get(path, as: "diego"), as: "diego")
            let refused = try await world.press("Adopt it", on: world.get(path, as: "diego"), as: "diego")
            #expect(try refused.status == 422 && refused.says("Say which decision this will help, and when."))
            let plan = try await world.get(path + "/plan", as: "diego")
            let other = try await world.get(path + "/plan", as: "rosa")
            _ = try await world.press(
                "Save", on: plan, as: "diego", typing: [("decision", "What the clubs do in 2027"), ("decision_by", "2026-12-20")])
            // Two people at once: nobody's words are lost.
            let late = try await world.press("Save", on: other, as: "rosa", typing: [("why", "Half are gone by May.")])
            #expect(try late.status == 409 && late.says("We lose them.") && late.says("Half are gone by May."))
            let early = try await world.press("Adopt it", on: world.get(path, as: "diego"), as: "diego")
            #expect(try early.status == 422 && early.says("Those who set it may object until 5 December"))
            _ = try await world.press("That is what I meant", on: world.get(path, as: "leila"), as: "leila")
            #expect(try await world.press("Adopt it", on: world.get(path, as: "diego"), as: "diego").status == 303)
            #expect(try await world.get(need, as: "leila").says("became a question"))
            let weigh = try await world.get(path + "/priority", as: "diego")
            let half = try await world.press("Save", on: weigh, as: "diego", typing: [("decision_value", "3")])
            #expect(half.status == 422)
            let parts = [("decision_value", "3"), ("stakes", "3"), ("uncertainty", "2"), ("feasibility", "1")]
            _ = try await world.press("Save", on: weigh, as: "diego", typing: parts)
            #expect(try await world.get(path, as: "leila").says("15 (6+6+2+1)"))
            let again = try await world.get(path + "/priority", as: "diego")
            let bare = try await world.press("Save", on: again, as: "diego", typing: [("override", "18")])
            #expect(try bare.status == 422 && bare.says("Say why, so that others can follow."))
            _ = try await world.press("Save", on: again, as: "diego", typing: [("override", "18"), ("because", "The minister asked.")])
            #expect(try await world.get(path, as: "leila").says("18, set by hand in place of 15 (6+6+2+1)"))
            #expect(try await world.get(path, as: "leila").says("The minister asked."))
            #expect(try await world.get(path + "/priority", as: "leila").status == 403)
            // On the agenda with the days left; the filter finds it, and both files have it.
            let agenda = try await world.get("/spaces/riverbend/agenda", as: "leila")
            #expect(try agenda.says("What the clubs do in 2027, 29 days left") && agenda.says("Nothing answers it yet."))
            #expect(try await world.get("/spaces/riverbend/agenda?only=pressing", as: "leila").says("Why do youth leave the clubs?"))
            let table = try await world.get("/spaces/riverbend/agenda/table", as: "leila").body
            #expect(table.contains("\"Why do youth leave the clubs?\",\"adopted\"") && table.contains("\"2026-12-20\""))
            let data = try await world.get("/spaces/riverbend/agenda/data", as: "leila").body
            #expect(data.contains("\"priority\" : 18") && data.contains("\"setBy\" : \"implementer\""))
        }
    }

    /// Domain 1.e: what is contradicted is at work again the same day.
    @Test(arguments: TestEngine.available)
    func aContradictedAnswerOpensTheQuestionAgain(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await world.keepsAgenda()
            let path = try await world.groups(
                [], as: "Why do youth leave the clubs?", setBy: "partner", decision: "Plots", by: "2026-12-20")
            try await world.adopts(path)
            _ = try await world.press("Work on it now", on: world.get(path, as: "diego"), as: "diego")
            let plan = try await world.get(path + "/use", as: "diego")
            _ = try await world.press("Save", on: plan, as: "diego", typing: [("use_users", "Leila, the district office")])
            let question = try await world.read(world.question(of: path))
            let voices = [
                try await world.voice("No work.", to: question, openness: .circle, organisation: "Fishers"),
                try await world.voice("Nothing to do.", to: question, openness: .circle, organisation: "Weavers"),
                try await world.voice("We sit and wait.", to: question, openness: .circle, organisation: "Farmers"),
                try await world.voice("Ours gave me work at once.", to: question, openness: .circle, organisation: "Traders"),
            ]
            let insight = try await world.note("Youth leave when there is no work.", on: Array(voices.prefix(3)), of: question)
            try await world.share(insight, .circle)
            let id: ID<Item> = ID(String(insight.split(separator: "/").last ?? ""))
            try await world.db.write { try $0.run("UPDATE insights SET strength = 'corroborated' WHERE id = \(id)") }
            let active = try await world.get(path, as: "diego")
            let alone = try await world.press("It is answered for now", on: active, as: "diego", typing: [("review_on", "2027-05-01")])
            #expect(try alone.status == 422 && alone.says("First let somebody who is not of the team say what they think of it."))
            _ = try await world.press(
                "I see it like that too", on: world.get(path, as: "leila"), as: "leila", typing: [("words", "So it is.")])
            let soon = try await world.press("It is answered for now", on: world.get(path, as: "diego"), as: "diego")
            #expect(try soon.status == 422 && soon.says("Choose a day after today."))
            let done = try await world.press("It is answered for now", on: soon, as: "diego", typing: [("review_on", "2027-05-01")])
            #expect(done.status == 303)
            #expect(try await world.get(path, as: "leila").says("answered for now"))
            #expect(try await world.get("/spaces/riverbend/agenda", as: "leila").says("Youth leave when there is no work."))
            world.clock.pass(days: 3)
            let form = try await world.get("\(insight)/evidence/new", as: "rosa")
            let sent = try await world.press(
                "Add it", on: form, as: "rosa",
                typing: [("voices", "\(voices[3])"), ("relation", "contradicts"), ("why", "It was work that kept them.")])
            #expect(sent.status == 303)
            let page = try await world.get(path, as: "leila")
            #expect(try page.says("On the learning agenda: being worked on") && page.says("Then something spoke against it."))
            #expect(try page.says("Youth leave when there is no work.") && page.says("Answered it from 21 November"))
            #expect(try await world.runJobs().isEmpty)
            let told = world.post.sent.filter { $0.subject.hasPrefix("A question is open again") }.map(\.to).sorted()
            #expect(told == ["diego@example.org", "leila@example.org"], "its owner, and the user who is one of the place")
        }
    }

    /// Domain 1.f: who asks, in shares from five questions on.
    @Test(arguments: TestEngine.available)
    func whoAsksIsSaidInSharesOnlyWhereThereAreEnough(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await world.keepsAgenda()
            let set = ["affected", "affected", "partner", "partner", "partner", "joint", "donor", "donor", "donor", "donor"]
            for (n, kind) in set.enumerated() {
                let path = try await world.groups(
                    [], as: "Why does club \(n) lose members?", setBy: kind, decision: "Plots", by: "2027-01-20")
                try await world.adopts(path)
                if n < 8 { _ = try await world.press("Work on it now", on: world.get(path, as: "diego"), as: "diego") }
                let page = try await world.get("/spaces/riverbend/agenda", as: "leila")
                if n == 3 { #expect(try page.says("too few questions for shares") && !page.says("%")) }
                if n == 6 { #expect(try !page.says("tire everybody out")) }
                if n == 7 { #expect(try page.says("8 questions are being worked on at once.")) }
            }
            let page = try await world.get("/spaces/riverbend/agenda", as: "leila")
            for share in ["2 of 10 (20 %)", "3 of 10 (30 %)", "1 of 10 (10 %)", "4 of 10 (40 %)"] {
                #expect(try page.says(share), "\(share)")
            }
            #expect(try page.says("Invite the people it concerns to set questions"))
            #expect(try page.says("Adopted: 10; of these with a full plan how the answer will be used: 0."))
        }
    }
}
