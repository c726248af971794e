import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Domain 6: every request for people's time counts for those it is put to, and who owes them something asks again only with their leave.
struct AskLimitTests {
    static func ask(_ text: String, minutes: Int = 60, more: [(String, String)] = []) -> [(String, String)] {
        [
            ("text", text), ("hear_by", "2026-12-20"), ("minutes", "\(minutes)"), ("promise_ask", "An hour."),
            ("promise_complain", "Tell us."),
            ("do", "open"), ("purpose", "understand"),
        ] + more
    }

    /// Rosa speaks for the people of Riverbend.
    static func rosaSpeaks(_ world: World) async throws {
        let rosa = try world.person("rosa")
        let (space, act) = (world.riverbend.id, world.house.act(by: try world.person("amina")))
        try await world.db.write { try OfficeStore($0).set([.representative], of: rosa, in: space, seen: [], by: act) }
    }

    /// Three asks of an hour each; to the first somebody answered and was to hear on 12 October.
    static func threeAsks(_ world: World) async throws {
        for text in ["Which roads are closed?", "Who mends nets?", "When do pumps fail?"] {
            let question = try await world.question(text, hearBy: "2026-12-20")
            try await world.db.write { try AskStore($0).change(question, (organisation: "", minutes: 60)) }
        }
    }

    @Test("6.d: the fourth ask of a year, with one thing overdue by forty days", arguments: TestEngine.available)
    func whoOwesPeopleSomethingAsksAgainOnlyWithTheirLeave(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.rosaSpeaks(world)
            try await Self.threeAsks(world)
            let first = try await world.db.read {
                try $0.run("SELECT question_id FROM asks ORDER BY question_id LIMIT 1").first?.text("question_id")
            }
            let question = try #require(first)
            _ = try await world.press("Send", on: world.get("/questions/\(question)"), typing: [("text", "The one along the river.")])
            // They were to hear by 20 December; it is the 29th of January.
            while world.clock.now.day(in: .utc) < (try #require(Day("2027-01-29"))) { world.clock.pass(days: 1) }
            try await world.confirm("diego")

            let form = try await world.get("/spaces/riverbend/asking", as: "diego")
            #expect(try form.says("People here were asked 3 times in the last year: 180 minutes of each."))
            let sent = try await world.post(
                "/spaces/riverbend/questions", as: "diego",
                Self.ask("What do the clubs need before planting?").map { $0.0 == "hear_by" ? ("hear_by", "2027-02-20") : $0 })
            #expect(sent.status == 303)
            let before = try await world.follow(sent, as: "diego")
            #expect(try before.says("People here were asked 3 times in the last year: 180 minutes of each."))
            #expect(try before.says("1 thing promised to them is overdue by 40 days, by those who ask now."))
            #expect(try before.page().form(withButton: "Open the question") == nil)
            // It lies there as it was typed, and nobody else sees it: not the one who speaks for people either, yet.
            let path = try #require(sent.headers[.location])
            let id = try #require(path.split(separator: "/").dropFirst().first.map(String.init))
            #expect(try await world.get(path, as: "rosa").status == 404)
            #expect(try await world.get("/questions/\(id)").status == 404)
            // Pressing Open on its own page leads there too.
            let version = try await world.get("/questions/\(id)", as: "diego")
            #expect(try await world.press("Open the question", on: version, as: "diego").headers[.location] == path)

            // Rosa is asked, and says yes; only she may.
            let asked = try await world.press("Ask Rosa to allow it", on: before, as: "diego")
            #expect(asked.status == 303)
            #expect(try await world.get("/spaces/riverbend/asked", as: "rosa").says("Something waits for your word"))
            #expect(try await !world.get("/spaces/riverbend/asked", as: "leila").says("Something waits for your word"))
            #expect(try await world.post("/questions/\(id)/permission", as: "diego", [("do", "allow")]).status == 403)
            #expect(try await world.post("/questions/\(id)/permission", as: "leila", [("do", "allow")]).status == 404)
            #expect(try await world.press("Yes, ask them", on: world.get(path, as: "rosa"), as: "rosa").status == 303)
            #expect(try await world.post("/questions/\(id)/permission", as: "rosa", [("do", "refuse")]).status == 409)
            _ = try await world.press("Open the question", on: world.get(path, as: "diego"), as: "diego")
            #expect(try await world.get("/questions/\(id)").status == 200)
            #expect(try await world.get("/spaces/riverbend/done", as: "leila").says("People’s leave to be asked was given"))
        }
    }

    @Test(arguments: TestEngine.available) func thePeopleMaySayNotNow(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.rosaSpeaks(world)
            let first = try await world.question("Which roads are closed?", hearBy: "2026-11-25")
            _ = try await world.press("Send", on: world.get("/questions/\(first)"), typing: [("text", "The one along the river.")])
            world.clock.pass(days: 10)
            try await world.confirm("diego")
            let sent = try await world.post("/spaces/riverbend/questions", as: "diego", Self.ask("What do the clubs need before planting?"))
            let path = try #require(sent.headers[.location])
            _ = try await world.press("Ask Rosa to allow it", on: world.follow(sent, as: "diego"), as: "diego")
            _ = try await world.press("Not now", on: world.get(path, as: "rosa"), as: "rosa", typing: [("because", "Tell them first.")])
            let told = try await world.get(path, as: "diego")
            #expect(try told.says("Whoever speaks for people here said: not now."))
            #expect(try told.page().form(withButton: "Ask Rosa to allow it") == nil)
            // Once they are told, nothing stands in between.
            let duty = try await world.db.read { try $0.run("SELECT id FROM duties WHERE kind = 'tell_back'").first?.text("id") }
            let telling = try #require(duty)
            #expect(try await world.press("Told", on: world.get("/duties/\(telling)/telling", as: "rosa"), as: "rosa").status == 303)
            #expect(try await world.get(path, as: "diego").page().form(withButton: "Open the question") != nil)
        }
    }

    @Test(arguments: TestEngine.available) func anotherOrganisationsDebtIsItsOwn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Which roads are closed?", hearBy: "2026-11-25")
            _ = try await world.press("Send", on: world.get("/questions/\(question)"), typing: [("text", "The one along the river.")])
            let (space, today) = (world.riverbend.id, world.clock.now.day(in: .utc) + 40)
            let (own, other) = try await world.db.read { tx in
                (
                    try AskStore(tx).register(in: space, for: "", on: today),
                    try AskStore(tx).register(in: space, for: "Institute", on: today)
                )
            }
            #expect(own.overdue == 1 && other.overdue == 0)
            // What is asked of people counts whoever asks.
            #expect(own.asks == other.asks && own.asks >= 1)
        }
    }

    @Test("Domain 6: the limits hold across organisations that ask the same people", arguments: TestEngine.available)
    func placesThatAskTheSamePeopleCountTogether(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.threeAsks(world)
            _ = try await world.question("Which roads are closed?", hearBy: "2026-11-25")
            #expect(try await world.get("/spaces/saffron/asked", as: "omar").says("People here were not asked anything in the last year."))
            for (place, steward, name) in [("riverbend", "amina", "Lower Delta"), ("saffron", "omar", " lower  delta")] {
                try await world.confirm(steward)
                let page = try await world.get("/spaces/\(place)/settings", as: steward)
                #expect(try await world.press("Save", on: page, as: steward, typing: [("community", name)]).status == 303)
            }
            #expect(try await world.get("/spaces/riverbend/asked", as: "leila").says("People here were asked 4 times in the last year"))
            let theirs = try await world.get("/spaces/saffron/asked", as: "omar")
            #expect(
                try theirs.says("People here were asked 4 times in the last year") && theirs.says("4 of these were asked by other places"))
            // Another place's questions are counted, not shown.
            #expect(try !theirs.says("Who mends nets?"))
        }
    }

    @Test func minutesAndNamesAreChecked() {
        for minutes in ["", "0", "601", "two"] {
            #expect(throws: Invalid.self) { try AskDraft(organisation: "", minutes: minutes).checked() }
        }
        #expect(throws: Invalid.self) { try AskDraft(organisation: "Two\nlines", minutes: "2").checked() }
    }
}
