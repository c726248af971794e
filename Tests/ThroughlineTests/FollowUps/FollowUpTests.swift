import Database
import DatabaseTesting
import HTML
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Asking after 1, 3, 6 and 12 months how a promise goes (domain 4, FollowUp): counted, never too often, and nothing is an answer too.
struct FollowUpTests {
    /// Amina switches it on.
    private func switchOn(_ world: World) async throws {
        let form = try await world.get("/spaces/riverbend/practices", as: "amina")
        let sent = try await world.press("Save", on: form, as: "amina", typing: [("used", "follow_ups")])
        #expect(sent.status == 303)
    }

    /// Leila promises something on a question, or the team writes it down for somebody without an account.
    private func promise(_ world: World, _ what: String, by name: String = "leila", for who: String? = nil, due: String = "2027-11-01")
        async throws -> String
    {
        let question = try await world.question("Where do the July patrols go? \(what)")
        let form = try await world.get("/questions/\(question)/commitments/new", as: name)
        var typed = [("promise", what), ("due", due), ("openness", "circle")]
        if let who { typed.append(("who", who)) }
        let sent = try await world.press("Promise it", on: form, as: name, typing: typed)
        return try #require(sent.headers[.location])
    }

    /// Nights and mornings until so many days are over.
    private func pass(_ world: World, days: Int) async throws {
        for _ in 0..<days {
            world.clock.pass(days: 1)
            try await FollowUpNights.run(world.house)
            #expect(try await world.runJobs().isEmpty)
        }
    }

    /// The link in the last letter to somebody.
    private func link(_ world: World, to name: String = "leila") throws -> String {
        let mail = try #require(world.post.sent.last { $0.to == "\(name)@example.org" && $0.text.contains("/follow-ups/") })
        return try #require(mail.path(after: "Yes")).replacing("?stays=yes", with: "")
    }

    private func letters(_ world: World, to name: String = "leila") -> [Mail] {
        world.post.sent.filter { $0.to == "\(name)@example.org" && $0.text.contains("/follow-ups/") }
    }

    @Test(arguments: TestEngine.available)
    func whoeverPromisedIsAskedAfterAMonthAndOneTapIsEnough(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            let place = try await promise(world, "Lend the drone for two patrols")
            try await pass(world, days: 29)
            #expect(letters(world).isEmpty, "nobody is asked before the month is over")
            #expect(try await world.get("/spaces/riverbend/follow-ups", as: "diego").says("to be asked on"))
            try await pass(world, days: 2)
            #expect(letters(world).count == 1)
            let mail = try #require(letters(world).last)
            #expect(mail.text.contains("It is 1 month since") && mail.text.contains("Lend the drone for two patrols"))
            #expect(mail.listUnsubscribe?.hasSuffix("/no-more") == true)
            // Opening changes nothing, whoever opens it; the tap is already there.
            let tapped = try #require(mail.path(after: "Somewhat"))
            let page = try await world.get(tapped)
            #expect(try page.form(withButton: "Send").value("stays") == "somewhat")
            #expect(try await world.db.read { try $0.run("SELECT state FROM follow_ups").map { try $0.text("state") } } == ["sent"])
            let told = try await world.press("Send", on: page)
            #expect(try await world.follow(told).says("It stands beside your promise."))
            let kept = try await world.db.read { try $0.run("SELECT engaged, months FROM stays").map { try $0.text("engaged") } }
            #expect(kept == ["somewhat"], "the stay of the promise is fed")
            #expect(try await world.get(place, as: "diego").says("After 1 month, still with it: somewhat."))
            // Answered once; the link says so.
            #expect(try await world.get(tapped).says("You answered on"))
            try await pass(world, days: 30)
            #expect(letters(world).count == 1, "who answered is not reminded")
        }
    }

    @Test(arguments: TestEngine.available)
    func nothingIsAskedWhereThePlaceDidNotSwitchItOnAndNothingIsCaughtUpOn(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await promise(world, "Lend the drone")
            try await pass(world, days: 40)
            #expect(try await world.rows("follow_ups") == 0)
            let more = try await world.get("/spaces/riverbend/more", as: "diego")
            #expect(try !more.says("How promises go"))
            #expect(try await world.get("/spaces/riverbend/practices", as: "diego").status == 403)
            try await switchOn(world)
            try await pass(world, days: 3)
            #expect(letters(world).isEmpty, "the first month is over and stays so")
            #expect(try await world.get("/spaces/riverbend/more", as: "diego").says("How promises go"))
            try await pass(world, days: 49)
            #expect(letters(world).count == 1 && letters(world)[0].text.contains("It is 3 months since"))
            let (act, place) = (world.house.act(by: nil), world.riverbend)
            try await world.db.write { tx in
                let version = try PlaceStore(tx).find(place.id).version
                try PracticeStore(tx).choose([], in: place, seen: version, by: act)
            }
            try await pass(world, days: 100)
            #expect(letters(world).count == 1, "switched off, nobody is asked or reminded")
        }
    }

    @Test(arguments: TestEngine.available)
    func aSilentPersonIsRemindedTwiceAndThenLeftAloneButMayStillAnswer(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            let place = try await promise(world, "Lend the drone")
            try await pass(world, days: 60)
            #expect(letters(world).count == 3)
            #expect(letters(world).dropFirst().allSatisfy { $0.subject.hasPrefix("Once more:") })
            #expect(try await world.get(place, as: "diego").says("no answer."))
            #expect(
                try await world.get("/spaces/riverbend/follow-ups", as: "diego").says(
                    "Asked later how it goes: 1 time, answered 0, 0 %. Few answers."))
            let page = try await world.get(link(world))
            _ = try await world.press("Send", on: page, typing: [("stays", "no"), ("came", "nothing"), ("hindered", "time")])
            let team = try await world.get(place, as: "diego")
            #expect(try team.says("After 1 month, still with it: no; nothing came of it. In the way: no time was given for it."))
            let list = try await world.get("/spaces/riverbend/follow-ups", as: "diego")
            #expect(
                try list.says("answered 1, 100 %. Still with it, or somewhat: 0. Something came of it: 0; nothing: 1; too early to say: 0.")
            )
            // It counts once as an ask of her, whatever the number of letters.
            #expect(try await world.rows("person_asks") == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func nobodyIsAskedMoreThanFiveTimesInNinetyDaysByAllPlacesTogether(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            for n in 1...6 { _ = try await promise(world, "Thing \(n)") }
            try await pass(world, days: 31)
            #expect(letters(world).count == 5)
            let states = try await world.db.read {
                try $0.run("SELECT state, because FROM follow_ups WHERE months = 1 AND state = 'skipped'").map { try $0.text("because") }
            }
            #expect(states == ["tired"])
            let list = try await world.get("/spaces/riverbend/follow-ups", as: "amina")
            #expect(try list.says("1 time nobody was asked, because they had been asked 5 times in 90 days."))
            #expect(try list.says("not asked, because they had been asked 5 times in 90 days."))
        }
    }

    @Test(arguments: TestEngine.available)
    func anotherPlaceCountsToo(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            _ = try await promise(world, "Lend the drone")
            let (leila, saffron, act) = (try world.person("leila"), world.saffron.id, world.house.act(by: nil))
            try await world.db.write { tx in
                for _ in 0..<5 { try PersonAskStore(tx).add(.followUp, to: leila, from: saffron, minutes: 2, by: act) }
            }
            try await pass(world, days: 31)
            #expect(letters(world).isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func noMoreOfTheseIsOneTapEvenFromTheMailProgramAndCanBeTakenBack(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            let place = try await promise(world, "Lend the drone")
            try await pass(world, days: 31)
            let link = try link(world)
            let page = try await world.get(link + "/no-more")
            #expect(try page.says("You are not asked again how your promises go"))
            #expect(try await world.rows("left_in_peace") == 0, "opening ends nothing")
            // As a mail program posts it: from nowhere, with a body of its own.
            let ended = try await world.send(
                .post, link + "/no-more", nil, "en", [:], body: Array("List-Unsubscribe=One-Click".utf8),
                type: "application/x-www-form-urlencoded")
            #expect(ended.status == 303)
            #expect(try await world.get(link).says("You are not asked any more how it goes."))
            #expect(try await world.get(place, as: "diego").says("they do not want to be asked."))
            try await pass(world, days: 70)
            #expect(letters(world).count == 1)
            _ = try await world.press("Ask me again after all", on: world.get(link))
            try await pass(world, days: 100)
            #expect(letters(world).contains { $0.text.contains("It is 6 months since") })
        }
    }

    @Test(arguments: TestEngine.available)
    func whoHasNoAccountIsBroughtTheLinkByTheTeam(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            let place = try await promise(world, "Bring the boat", by: "diego", for: "The ferry man")
            try await pass(world, days: 31)
            #expect(world.post.sent.allSatisfy { !$0.text.contains("/follow-ups/") })
            let page = try await world.get(place, as: "rosa")
            #expect(try page.says("bring them this link"))
            #expect(try !(await world.get(place, as: "leila")).body.contains("/follow-ups/"), "not for everybody")
            let address = try #require(page.body.firstMatch(of: /http:\/\/learn\.test(\/follow-ups\/[^<\s]+)/)?.1)
            let form = try await world.get(String(address))
            let sent = try await world.press(
                "Send", on: form, typing: [("stays", "yes"), ("what", "Forty people crossed."), ("help", "Diesel.")])
            #expect(sent.status == 303)
            #expect(try await world.get(place, as: "leila").says("Forty people crossed."))
            #expect(try !(await world.get(place, as: "leila")).says("Diesel."), "what would help is for the team")
            #expect(try await world.get(place, as: "rosa").says("Diesel."))
        }
    }

    @Test(arguments: TestEngine.available)
    func fourQuestionsAtMostAndTheFirstIsWhomTheyMetWhereThereWasAMeeting(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            let question = try await world.question("How did the day go?")
            let voice = try await world.voice("We met at the ferry and agreed.", to: try await world.read(question))
            let place = try await promise(world, "Lend the drone")
            let id: ID<Item> = ID(String(place.split(separator: "/").last ?? ""))
            let (act, space) = (world.house.act(by: nil), world.riverbend.id)
            try await world.db.write { tx in
                try CaptureStore(tx).add(
                    voice, CheckedCapture(form: .review, text: "We met", parts: [], choices: []), in: space)
                try LineStore(tx).link(voice, .ledTo, id, by: act)
            }
            try await pass(world, days: 31)
            let page = try await world.get(link(world))
            #expect(try page.says("With whom did you talk again since, and about what?") && !page.says("What would help?"))
            _ = try await world.press("Send", on: page, typing: [("stays", "yes"), ("whom", "The mechanic, about pumps")])
            #expect(try await world.get(place, as: "diego").says("The mechanic, about pumps"))
            #expect(try !(await world.get(place, as: "rosa")).body.isEmpty)
            let other = try await world.get(place, as: "leila")
            #expect(try other.says("The mechanic, about pumps"), "her own answer")
        }
        for met in [true, false] {
            let one = FollowUp(
                id: ID("f"), item: ID("i"), space: ID("s"), person: nil, months: 1, due: Day(number: 1), hadMeeting: met, state: .sent,
                sentOn: nil, reminders: 0, remindedOn: nil, answeredOn: nil, because: nil, engaged: nil, came: nil, hindered: [])
            #expect(one.questions.count <= 4 && (one.questions.first == .whom) == met)
        }
    }

    @Test(arguments: TestEngine.available)
    func badInputKeepsWhatWasTypedAndForgedOrOldLinksOpenNothing(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            let place = try await promise(world, "Lend the drone")
            try await pass(world, days: 31)
            let link = try link(world)
            let silent = try await world.press("Send", on: world.get(link), typing: [("what", "Two patrols flew.")])
            #expect(try silent.status == 422 && silent.says("Choose one."))
            #expect(try silent.form(withButton: "Send").value("what") == "Two patrols flew.")
            let long = try await world.press("Send", on: silent, typing: [("stays", "yes"), ("help", String(repeating: "x", count: 601))])
            #expect(try long.status == 422 && long.says("Keep this under 600 characters."))
            #expect(try await world.get("/follow-ups/forged").status == 404)
            #expect(try await world.post("/follow-ups/forged", [("stays", "yes")]).status == 404)
            let page = try await world.get(place, as: "diego")
            _ = try await world.press(
                "Release from it, by agreement", on: page, as: "diego", typing: [("release_because", "The drone broke.")])
            #expect(try await world.get(link).status == 404, "what was let go is not asked about")
            world.clock.pass(days: 200)
            #expect(try await world.get(link).status == 404)
        }
    }

    /// A settled promise counts its months from the day it was settled.
    @Test(arguments: TestEngine.available)
    func monthsCountFromTheDayItWasSettled(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            let place = try await promise(world, "Lend the drone")
            try await pass(world, days: 20)
            let page = try await world.get(place, as: "leila")
            _ = try await world.press("Save", on: page, as: "leila", typing: [("how", "kept")])
            try await pass(world, days: 20)
            #expect(letters(world).isEmpty)
            try await pass(world, days: 12)
            #expect(letters(world).count == 1)
        }
    }

    /// Where strangers read the figures, few people are not counted aloud.
    @Test func fewAreNotCountedAloudAndNoFigureStandsAlone() throws {
        let few = FollowFigures(asked: 6, answered: 2, staying: 2, something: 1, nothing: 1, early: 0)
        #expect(few.isFew && few.rate == 33)
        let tongue = try World.catalogues.get().tongue("en", zone: .utc)
        func said(_ figures: FollowFigures, from fewest: Int) -> String {
            String(decoding: FollowUpParts.figures(figures, from: fewest).render(in: tongue), as: UTF8.self)
        }
        #expect(said(few, from: 1).contains("Few answers."))
        #expect(said(few, from: 5).contains("A few people were asked later") && !said(few, from: 5).contains("6"))
        #expect(said(few, from: 10).contains("A few people were asked later"))
        #expect(said(FollowFigures(), from: 1).isEmpty)
    }

    /// Who erases their account is asked nothing more, and nothing of it leads to them.
    @Test(arguments: TestEngine.available)
    func whoHasLeftIsNotAsked(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await switchOn(world)
            _ = try await promise(world, "Lend the drone")
            try await pass(world, days: 5)
            let (leila, act) = (try world.person("leila"), world.house.act(by: try world.person("leila")))
            _ = try await world.db.write { try Leaving(house: world.house).erase(leila, keepingWords: true, by: act, on: $0) }
            try await pass(world, days: 30)
            #expect(letters(world).isEmpty)
            #expect(try await world.db.read { try $0.run("SELECT id FROM follow_ups WHERE person_id IS NOT NULL") }.isEmpty)
        }
    }

    /// The page behind the link weighs five kilobytes at most, whatever the language.
    @Test(arguments: ["en", "ar", "ru"])
    func theFormIsLight(language: String) async throws {
        try await withWorld(.sqlite) { world in
            try await switchOn(world)
            _ = try await promise(world, "Lend the drone")
            try await pass(world, days: 31)
            let answer = try await world.get(link(world), in: language, headers: [.acceptEncoding: "gzip"])
            let headers = answer.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
            #expect(answer.status == 200 && answer.bytes.count + headers <= 5_120, "\(answer.bytes.count + headers)")
        }
    }
}
