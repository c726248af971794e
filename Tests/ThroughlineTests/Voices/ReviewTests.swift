import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// The after-action review (domain 2, B1): four prompts, alone or as a team on one phone, and promises with a name and a day.
struct ReviewTests {
    static let planned = "Sixty traders at the dialogue on the market day."
    static let happened = "Fourteen came."
    static let why = "The date fell on tax day."
    static let improve = "Ask the market union before fixing dates.\nHang the date on the gate."

    /// From the question to the last screen, as somebody with a thumb.
    static func atTheEnd(_ world: World, _ question: ID<Item>, as name: String?, minutes: String = "45", promising: Bool = true)
        async throws
        -> Answer
    {
        let start: Answer
        if name != nil {
            let wall = try await world.get(try await world.get("/questions/\(question)", as: name).link("Reviews and stories"), as: name)
            start = try await world.get(wall.link("Look back at something we did"), as: name)
        } else {
            start = try await world.get("/questions/\(question)/capture?form=review")
        }
        var page = try await world.press(
            "Next", on: start, as: name,
            typing: [("about", "The dialogue at the market"), ("on", "2026-11-14"), ("people", "6"), ("minutes", minutes)])
        for (field, words) in [("planned", planned), ("happened", happened), ("why", why)] {
            page = try await world.press("Next", on: page, as: name, typing: [(field, words)])
        }
        page = try await world.press("Next", on: page, as: name, typing: [("improve", improve)])
        guard promising else { return page }
        return try await world.press(
            "Next", on: page, as: name,
            typing: [("who_1", "Leila"), ("due_1", "2026-12-10"), ("who_2", "Tomás of the union"), ("due_2", "2026-12-01")])
    }

    static func sent(_ world: World, _ question: ID<Item>, as name: String) async throws -> (voice: ID<Item>, page: Answer) {
        let answer = try await world.press("Send", on: atTheEnd(world, question, as: name), as: name)
        let location = try #require(answer.headers[.location])
        let id = try #require(ID<Item>(typed: String(location.dropFirst("/voices/".count).prefix { $0 != "?" })))
        return (id, try await world.follow(answer, as: name))
    }

    /// 2.b
    @Test(arguments: TestEngine.available)
    func aTeamLooksBackOnOnePhoneAndTwoThingsBecomePromises(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Why do so few traders come to the dialogue?")
            let (voice, page) = try await Self.sent(world, question, as: "leila")
            #expect(try page.says("Thank you. It is kept") && page.says("What was planned?") && page.says(Self.planned))
            #expect(try page.says("The date fell on tax day.") && page.says("Hang the date on the gate."))
            #expect(try !page.says("What shall we keep?"), "what stayed empty is not shown")

            let reader = try await world.reader("leila")
            let now = world.clock.now
            let made = try await world.db.read {
                try CommitmentStore($0).list(in: world.riverbend.id, for: reader, in: "en", at: now)
            }
            #expect(made.map(\.who) == ["Tomás of the union", "Leila"])
            #expect(made.map { $0.words("what")?.body } == ["Hang the date on the gate.", "Ask the market union before fixing dates."])
            #expect(made.map(\.due.text) == ["2026-12-01", "2026-12-10"])
            #expect(try made.map(\.person) == [nil, world.person("leila")], "a name is an account only where it is one's own")
            #expect(made.allSatisfy { $0.question == question })
            // Each is looked at on its day, and the path leads from the review to it.
            let duties = try await world.db.read { tx in
                try made.map { try DutyStore(tx).owed(on: $0.id, kind: .followUp).map(\.due.text) }
            }
            #expect(duties == [["2026-12-01"], ["2026-12-10"]])
            let links = try await world.db.read {
                try $0.run("SELECT to_id FROM links WHERE from_id = \(voice) AND relation = 'led_to'").count
            }
            #expect(links == 2)

            // The whole place reads it, and nobody else does; it speaks for six.
            for name in ["diego", "amina", "rosa"] { #expect(try await world.get("/voices/\(voice)", as: name).says(Self.happened)) }
            for name in ["omar", "nadia", nil] as [String?] {
                #expect(try await world.get("/voices/\(voice)", as: name).status == 404)
                #expect(try await world.get("/voices/\(voice)/sheet", as: name).status == 404)
                #expect(try await !world.get("/spaces/riverbend/forms", as: name).says("The dialogue at the market"))
            }
            let asked = try await world.get("/questions/\(question)", as: "diego")
            #expect(try asked.says("6 people") && asked.says("The dialogue at the market"))

            // One page printed, with who promised what by when.
            let sheet = try await world.get("/voices/\(voice)/sheet", as: "diego")
            #expect(try sheet.says("Tomás of the union") && sheet.says("10 December") && sheet.says(Self.why))
            let wall = try await world.get("/spaces/riverbend/forms?form=review", as: "diego")
            #expect(try wall.says("The dialogue at the market") && wall.says("Why do so few traders come"))
        }
    }

    @Test(arguments: TestEngine.available)
    func eachScreenSaysHowFarWhoReadsItAndHowMuchTimeItHas(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Why do so few traders come to the dialogue?")
            let start = try await world.get("/questions/\(question)/capture", as: "leila")
            #expect(try start.says("1 of 7") && start.says("The people who take part here will see this"))
            var page = try await world.press("Next", on: start, as: "leila", typing: [("about", "The market"), ("minutes", "45")])
            var shares: [String] = []
            for _ in 0..<4 {
                let words = try page.page().text
                shares += ["6", "11", "23"].filter { words.contains("About \($0) of your 45 minutes") }
                page = try await world.press("Next", on: page, as: "leila")
            }
            #expect(shares == ["6", "6", "11", "23"], "a quarter, a quarter, half")
            #expect(try page.says("6 of 7") && page.says("Who does what about it?"))
            let end = try await world.press("Next", on: page, as: "leila")
            #expect(try end.says("7 of 7") && end.says("Who may see this?"))
            // Back to a screen and on again: nothing is lost.
            let back = try await world.press("Change page 1", on: end, as: "leila")
            #expect(back.body.contains("The market"))
            // A stranger promises nothing, and counts six screens.
            #expect(try await world.get("/questions/\(question)/capture").says("1 of 6"))
        }
    }

    @Test(arguments: TestEngine.available)
    func whatCannotBeTakenIsSaidAtItsFieldAndKept(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Why do so few traders come to the dialogue?")
            let start = try await world.get("/questions/\(question)/capture", as: "leila")
            let bad = try await world.press(
                "Next", on: start, as: "leila", typing: [("on", "2026-12-24"), ("people", "many"), ("leader", "Rosa of the school")])
            #expect(bad.status == 422)
            #expect(
                try bad.says("Give it a name.") && bad.says("Choose a day up to 21 November") && bad.says("Write a number from 1 to 200"))
            #expect(bad.body.contains("Rosa of the school"))

            let end = try await Self.atTheEnd(world, question, as: "leila", promising: false)
            let half = try await world.press("Next", on: end, as: "leila", typing: [("who_1", "Leila"), ("due_1", "2026-11-01")])
            #expect(half.status == 422)
            #expect(try half.says("Choose a day from 21 November"))
            #expect(half.body.contains("2026-11-01") && half.body.contains(Self.planned))
            // Sent past the screens, it is refused where it is wrong, and nothing was kept.
            let hidden = try await world.post(
                "/questions/\(question)/capture", as: "leila",
                [("go", "send"), ("form", "review"), ("about", "The market"), ("promise_1", "Ask"), ("who_1", "Leila"), ("at", "7")])
            #expect(hidden.status == 422)
            #expect(try hidden.says("6 of 7"))
            let nothing = try await world.post("/questions/\(question)/capture", as: "leila", [("go", "send"), ("form", "review")])
            #expect(nothing.status == 422)
            #expect(try nothing.says("Give it a name."))
            let unknown = try await world.post("/questions/\(question)/capture", as: "leila", [("go", "send"), ("form", "ranking")])
            #expect(unknown.status == 404)
            #expect(try await world.rows("voices") == 0)
            #expect(try await world.rows("commitments") == 0)
            #expect(try await world.rows("captures") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func aNervousThumbSendsOnce(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Why do so few traders come to the dialogue?")
            let end = try await Self.atTheEnd(world, question, as: "leila")
            let first = try await world.press("Send", on: end, as: "leila")
            let second = try await world.press("Send", on: end, as: "leila")
            #expect(first.headers[.location] == second.headers[.location])
            #expect(try await world.rows("captures") == 1)
            #expect(try await world.rows("commitments") == 2)
        }
    }

    /// Nothing leads from what was sent without a name to whoever held the phone, signed in or not.
    @Test(arguments: TestEngine.available, [nil, "leila", "rosa"] as [String?])
    func withoutANameNothingLeadsBack(_ engine: TestEngine, name: String?) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Why do so few traders come to the dialogue?")
            let end = try await Self.atTheEnd(world, question, as: name, promising: name != nil)
            let thanks = try await world.press("Send", on: end, as: name, typing: name == nil ? [] : [("as", "nobody")])
            let code = try #require(try thanks.code())
            let traces = try await world.db.read { tx in
                let made = try tx.run("SELECT author_id, pseudonym, made_at FROM items WHERE kind IN ('voice', 'commitment')")
                    .filter { try $0.textOrNil("author_id") != nil || $0.textOrNil("pseudonym") != nil || $0.intOrNil("made_at") != nil }
                let acts = try tx.run("SELECT actor_id FROM audit WHERE act LIKE 'voice%' OR act LIKE 'commitment%'")
                    .filter { try $0.textOrNil("actor_id") != nil }
                let links = try tx.run("SELECT by_id FROM links WHERE by_id IS NOT NULL")
                let keepers = try tx.run("SELECT person_id FROM commitments WHERE person_id IS NOT NULL")
                return (made.count, acts.count, links.count, keepers.count)
            }
            #expect(traces == (0, 0, 0, 0))
            #expect(try await world.rows("commitments") == (name == nil ? 0 : 2))
            // Whoever has the words takes it back, and nothing of it stays but its envelope.
            let story = TurnStory(world: world, question: question)
            let mine = try await story.myWords(code)
            #expect(try mine.says(Self.happened))
            let sure = try await world.press("Take my words back", on: mine)
            _ = try await world.press("Take my words back", on: sure)
            #expect(try await world.rows("captures") == 0)
            #expect(try await world.rows("capture_parts") == 0)
            #expect(try await world.rows("capture_choices") == 0)
            let words = try await world.db.read { try $0.run("SELECT body FROM texts WHERE body LIKE '%tax day%'").count }
            #expect(words == 0)
        }
    }

    /// What somebody put aside is theirs to have, to read after the question closed, and to throw away.
    @Test(arguments: TestEngine.available)
    func whatWasPutAsideIsTheirsWhateverBecameOfTheQuestion(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Why do so few traders come to the dialogue?")
            let start = try await world.get("/questions/\(question)/capture", as: "leila")
            _ = try await world.press("Save and finish later", on: start, as: "leila", typing: [("about", "mkmarket day")])
            try await world.confirm("leila")
            for kind in ["", "?as=json"] {
                #expect(try await world.get("/me/data/file\(kind)", as: "leila").body.contains("mkmarket day"), "\(kind)")
            }
            try await world.confirm("rosa")
            #expect(try await !world.get("/me/data/file", as: "rosa").body.contains("mkmarket day"))
            try await world.db.write { try $0.run("UPDATE items SET state = 'closed' WHERE id = \(question)") }
            let wall = try await world.get("/spaces/riverbend/forms", as: "leila")
            let read = try await world.get(wall.link("Look back at something we did"), as: "leila")
            #expect(read.status == 200 && read.body.contains("mkmarket day"), "to be copied")
            let draft = try #require(try await world.db.read { try $0.run("SELECT id FROM form_drafts").first?.text("id") })
            for name in ["rosa", "amina", nil] as [String?] {
                #expect(try await ![200, 404].contains(world.post("/me/drafts/\(draft)/ending", as: name).status) == (name == nil))
            }
            #expect(try await world.rows("form_drafts") == 1)
            #expect(try await world.press("Throw it away", on: wall, as: "leila").status == 303)
            #expect(try await world.rows("form_drafts") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func itWaitsUnderOnesOwnAccountUntilItIsFinished(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Why do so few traders come to the dialogue?")
            let start = try await world.get("/questions/\(question)/capture", as: "leila")
            let second = try await world.press("Next", on: start, as: "leila", typing: [("about", "mkmarket"), ("minutes", "30")])
            let kept = try await world.press("Save and finish later", on: second, as: "leila", typing: [("planned", "mkplanned")])
            let wall = try await world.follow(kept, as: "leila")
            #expect(try wall.says("It is put aside. Nobody but you can read it") && wall.says("What you put aside"))
            let sealed = try await world.db.read { try #require($0.run("SELECT body FROM form_drafts").first).text("body") }
            #expect(!sealed.contains("mkplanned"))

            // It is theirs alone.
            let path = try wall.link("Look back at something we did")
            #expect(path.contains("draft="))
            for name in ["rosa", "amina", "omar"] {
                #expect(try await world.get(path, as: name).status == 404)
                #expect(try await !world.get("/spaces/riverbend/forms", as: name).says("What you put aside"))
            }
            #expect(try await world.get(path).status == 303)

            // Two phones go on from the same point: neither loses what was written on the other.
            let one = try await world.get(path, as: "leila")
            let other = try await world.get(path, as: "leila")
            #expect(try one.says("2 of 7") && one.body.contains("mkplanned"))
            _ = try await world.press("Save and finish later", on: one, as: "leila", typing: [("planned", "mkone")])
            _ = try await world.press("Save and finish later", on: other, as: "leila", typing: [("planned", "mkother")])
            #expect(try await world.rows("form_drafts") == 2)

            // Sent, the one it grew from waits no more.
            let drafts = try await world.get("/spaces/riverbend/forms", as: "leila").page().links.filter { $0.href.contains("draft=") }
            #expect(drafts.count == 2)
            var page = try await world.get(try #require(drafts.first).href, as: "leila")
            for _ in 0..<5 { page = try await world.press("Next", on: page, as: "leila") }
            _ = try await world.press("Send", on: page, as: "leila", typing: [("as", "me")])
            #expect(try await world.rows("form_drafts") == 1)
            #expect(try await world.rows("captures") == 1)

            // Sent without her name, the other stays where it was: gone between two backups, it would say whose the answer is.
            page = try await world.get(try #require(drafts.last).href, as: "leila")
            for _ in 0..<5 { page = try await world.press("Next", on: page, as: "leila") }
            #expect(try page.says("old copies of this server would show whose it was"))
            let before = try await world.db.read { try $0.run("SELECT * FROM form_drafts").map(\.allValues) }
            _ = try await world.press("Send", on: page, as: "leila", typing: [("as", "nobody")])
            #expect(try await world.rows("captures") == 2)
            #expect(try await world.db.read { try $0.run("SELECT * FROM form_drafts").map(\.allValues) } == before)
        }
    }

    @Test(arguments: TestEngine.available)
    func aPlaceUsesTheFormsItsStewardChose(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Why do so few traders come to the dialogue?")
            #expect(try await world.get("/spaces/riverbend/forms/choosing", as: "leila").status == 403)
            #expect(try await world.get("/spaces/riverbend/forms/choosing").status == 303)
            let wall = try await world.get("/spaces/riverbend/forms", as: "amina")
            let form = try await world.get(wall.link("Which forms this place uses"), as: "amina")
            let stale = form
            _ = try await world.press("Save", on: form, as: "amina", typing: [("used", "")])
            #expect(try await world.get("/questions/\(question)/capture?form=review", as: "leila").status == 404)
            #expect(try await world.get("/spaces/saffron/forms", as: "omar").status == 200)
            let raced = try await world.press("Save", on: stale, as: "amina", typing: [("used", "review")])
            #expect(raced.status == 409)
            #expect(try raced.says("Somebody was faster"))
            let done = try await world.get("/spaces/riverbend/done", as: "leila")
            #expect(try done.says("Which forms this place uses was changed"))
        }
    }
}
