import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct DeciderTests {
    private let text = Patrols.question
    private let claim = Patrols.claim
    private let dissent = Patrols.dissent

    @Test(arguments: TestEngine.available)
    func theMinisterDecidesByALinkInAMinute(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (question, insight, mail) = try await world.askedMinister()
            let link = try #require(mail.path(after: "I decided"))
            let form = try await world.get(link)
            #expect(form.status == 200)
            #expect(form.headers[.cacheControl] == "no-store")
            #expect(try form.says(claim) && form.says(dissent))
            #expect(try form.form(withButton: "I decided").open == ["what", "starts_on"])
            #expect(try await world.rows("decisions") == 0)
            let sent = try await world.press(
                "I decided", on: form, typing: [("what", "Patrols take the river road"), ("starts_on", "2026-12-01")])
            let thanks = try await world.follow(sent)
            #expect(try thanks.says("Your decision of 21 November stands on the path."))
            let again = try await world.press("I decided", on: form, typing: [("what", "Something else")])
            #expect(again.status == 303)
            #expect(try await world.rows("decisions") == 1)
            let page = try await world.get("/questions/\(question)", as: "leila")
            let place = try page.link("Decided, 21 November")
            let decision = try await world.get(place, as: "leila")
            #expect(try decision.says("Decided by The Minister, 21 November."))
            #expect(try decision.says("It holds from 1 December."))
            #expect(try decision.link("What we learned, 21 November") == "/insights/\(insight)")
            let item = try await world.db.read { tx in
                try tx.run("SELECT i.author_id, i.made_at FROM items i WHERE i.kind = 'decision'").first.map {
                    (try $0.textOrNil("author_id"), try $0.intOrNil("made_at"))
                }
            }
            #expect(item?.0 == nil && item?.1 == nil)
            let duties = try await world.db.read { try DutyStore($0).owed(on: question, kind: .askDecider) }
            #expect(duties.map(\.state) == ["done"])
        }
    }

    @Test(arguments: TestEngine.available)
    func notYetIsAskedAgainOnTheDayTheyName(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (question, _, mail) = try await world.askedMinister()
            let form = try await world.get(try #require(mail.path(after: "Not yet, because …")))
            let silent = try await world.press(
                "Ask me again then", on: form, typing: [("because", "The budget is open."), ("again_on", "2026-11-01")])
            #expect(silent.status == 422)
            #expect(try silent.form(withButton: "Ask me again then").value("because") == "The budget is open.")
            let sent = try await world.press("Ask me again then", on: silent, typing: [("again_on", "2026-12-10")])
            #expect(try await world.follow(sent).says("We ask you again on 10 December."))
            #expect(
                try await world.get("/questions/\(question)/deciders", as: "rosa").says(
                    "Not yet, asked again on 10 December. The budget is open."))
            #expect(try await world.db.read { try DutyStore($0).owed(on: question, kind: .askDecider) }.map(\.due.text) == ["2026-12-10"])
            try await world.runJobs()
            #expect(world.post.sent.count == 1)
            world.clock.pass(days: 19)
            #expect(try await world.runJobs().isEmpty)
            #expect(world.post.sent.count == 2)
            let second = try #require(world.post.sent.last?.path(after: "I decided"))
            let decided = try await world.press(
                "I decided", on: try await world.get(second), typing: [("what", "Patrols take the river road")])
            #expect(decided.status == 303)
            #expect(try await world.rows("decisions") == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func notForMeNamesWhoThen(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (question, _, mail) = try await world.askedMinister()
            let form = try await world.get(try #require(mail.path(after: "Not for me")))
            #expect(try await world.press("Send", on: form).status == 422)
            let sent = try await world.press("Send", on: form, typing: [("who", "The governor of the province")])
            #expect(sent.status == 303)
            let page = try await world.get("/questions/\(question)/deciders", as: "rosa")
            #expect(try page.says("Not for them to decide; they name: The governor of the province"))
            #expect(try await world.rows("decisions") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func whatWasWrittenForTheMinisterCountsWhenTheMinisterSaysSo(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question(text)
            _ = try await world.learned(claim, on: question)
            let sent = try await world.decides(
                "Patrols take the river road", on: question, forAnother: true,
                typing: [
                    ("decided_by", "The Minister"), ("decider_mail", "minister@example.org"),
                    ("decider_language", "en"),
                ])
            #expect(try await world.state(of: sent) == "proposed")
            #expect(try await world.follow(sent, as: "leila").says("Written by Diego for The Minister. Not confirmed yet."))
            #expect(try await world.get("/questions/\(question)", as: "leila").says("A decision, not confirmed yet"))
            let place = try #require(sent.headers[.location])
            #expect(try await world.post(place + "/deciding", as: "amina", [("_version", "1")]).status == 403)
            try await world.runJobs()
            let mail = try #require(world.post.sent.last)
            #expect(mail.text.contains("The decision: Patrols take the river road"))
            world.clock.pass(days: 3)
            let form = try await world.get(try #require(mail.path(after: "Yes, this is my decision")))
            #expect(try await world.state(of: sent) == "proposed")
            let confirmed = try await world.press("Yes, I confirm it", on: form)
            #expect(try await world.follow(confirmed).says("You confirmed this decision on 24 November."))
            #expect(try await world.follow(sent, as: "leila").says("Written by Diego, confirmed by The Minister on 24 November."))
            #expect(try await world.state(of: sent) == "decided")
        }
    }

    @Test(arguments: TestEngine.available)
    func whatTheMinisterDeniesStaysUnconfirmed(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question(text)
            let sent = try await world.decides(
                "Patrols take the river road", on: question, forAnother: true,
                typing: [
                    ("decided_by", "The Minister"), ("decider_mail", "minister@example.org"),
                    ("decider_language", "en"),
                ])
            try await world.runJobs()
            let form = try await world.get(try #require(world.post.sent.last?.path(after: "No, this is not what I decided")))
            _ = try await world.press("Send", on: form, typing: [("because", "Only on Fridays.")])
            #expect(try await world.state(of: sent) == "proposed")
            #expect(try await world.follow(sent, as: "rosa").says("The Minister says that this is not what was decided: Only on Fridays."))
            #expect(try !(await world.follow(sent)).says("Only on Fridays."))
        }
    }

    @Test(arguments: TestEngine.available)
    func aForgedOrOldLinkOpensNothing(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, _, mail) = try await world.askedMinister()
            let link = try #require(mail.path(after: "I decided"))
            let token = try #require(link.split(separator: "/").last?.split(separator: "?").first).description
            let id = try #require(AskedDecider.id(in: token, world.house.keys))
            let foreign = [
                "/deciding/" + world.house.keys.token("decider-\(id)", for: .invitations),
                "/deciding/" + world.house.keys.token("\(id)", for: .mail),
                "/deciding/\(token)x", "/deciding/decider-\(id).AAAAAAAAAAAAAAAAAAAAAA", "/deciding/" + String(token.dropFirst()),
                "/deciding/x",
            ]
            let nowhere = try await world.get("/deciding/nothing")
            #expect(nowhere.status == 404)
            for path in foreign {
                let answer = try await world.get(path)
                #expect(answer.status == 404)
                #expect(try answer.page().text == nowhere.page().text)
                #expect(try await world.post(path, [("answer", "decided"), ("what", "Mine")]).status == 404)
            }
            world.clock.pass(days: AskedDecider.life)
            #expect(try await world.get(link).status == 200)
            world.clock.pass(days: 1)
            #expect(try await world.get(link).page().text == nowhere.page().text)
            #expect(try await world.post("/deciding/\(token)", [("answer", "decided"), ("what", "Late")]).status == 404)
            #expect(try await world.rows("decisions") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func openingTheLinksWritesNothing(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (question, _, mail) = try await world.askedMinister()
            let tables = ["items", "links", "audit", "duties", "nonces", "jobs", "decisions"]
            var before: [Int] = []
            for table in tables { before.append(try await world.rows(table)) }
            for words in ["I decided", "Not yet, because …", "Not for me"] {
                #expect(try await world.get(try #require(mail.path(after: words))).status == 200)
            }
            var after: [Int] = []
            for table in tables { after.append(try await world.rows(table)) }
            #expect(before == after)
            #expect(try await world.db.read { try AskedDeciderStore($0).all(about: question) }.allSatisfy { $0.reply == nil })
        }
    }

    @Test(arguments: TestEngine.available)
    func onlyTheTeamAsksWhoDecides(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question(text)
            #expect(try await world.get("/questions/\(question)/deciders", as: "leila").status == 403)
            #expect(try await world.get("/questions/\(question)/deciders", as: "omar").status == 403)
            #expect(try await world.get("/questions/\(question)/deciders").headers[.location]?.hasPrefix("/sign-in") == true)
            #expect(try await world.post("/questions/\(question)/deciders", as: "leila", [("name", "x")]).status == 403)
        }
    }
}
