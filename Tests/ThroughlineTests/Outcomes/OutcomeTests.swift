import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct OutcomeTests {
    private static let typed = [
        ("who", "The district police"), ("what", "They publish the number of complaints every month"), ("since", "2026-03-01"),
        ("place", "Lower Delta"), ("significance", "People can see whether anything is done."),
        ("contribution", "We brought the question to the commander."), ("others", "The radio asked every week."), ("intended", "yes"),
        ("direction", "positive"),
    ]

    private func written(_ world: World, on question: ID<Item>, typing more: [(String, String)] = []) async throws -> Answer {
        let form = try await world.get("/questions/\(question)/outcomes/new", as: "diego")
        let names = Set(more.map(\.0))
        return try await world.press(
            "Write it down", on: form, as: "diego", typing: Self.typed.filter { !names.contains($0.0) } + more)
    }

    private func asked(_ world: World, _ place: String, in language: String = "en") async throws -> String {
        let page = try await world.get(place, as: "diego")
        let sent = try await world.press(
            "Ask them", on: page, as: "diego",
            typing: [
                ("name", "Grace Banda"), ("knows", "a journalist in the district"), ("mail", "grace@example.org"), ("language", language),
            ])
        #expect(sent.status == 303)
        #expect(try await world.runJobs().isEmpty)
        let mail = try #require(world.post.sent.last)
        #expect(mail.to == "grace@example.org")
        return try #require(
            mail.text.split(separator: "\n").first { $0.contains("/witnessing/") }.map {
                String($0).replacing("http://learn.test", with: "")
            })
    }

    /// Domain 4.e: somebody outside the project agrees partly, and the page shows both texts.
    @Test(arguments: TestEngine.available)
    func aChangeIsSubstantiatedByAJournalistFromOutsideAndBothTextsStandThere(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Where do the July patrols go?")
            let insight = try await world.learned("Nobody knows how many complain.", on: question)
            let decided = try await world.decides("Ask the police to count", on: question, typing: [("from", "\(insight)")])
            let decision = try #require(decided.headers[.location]?.split(separator: "/").last)
            let sent = try await written(world, on: question, typing: [("from", "\(decision)"), ("how", "helped"), ("sure", "low")])
            let place = try #require(sent.headers[.location])
            #expect(try await world.get(place, as: "leila").status == 404, "a draft is the team's")
            let draft = try await world.get(place, as: "diego")
            #expect(try draft.says("Nobody from outside was asked yet.") && draft.says("Intended, for the better."))
            _ = try await world.press("It is specific enough: share it", on: draft, as: "diego")
            let link = try await asked(world, place)
            let page = try await world.get(link)
            #expect(try page.says("They publish the number of complaints every month") && page.says("The radio asked every week."))
            let silent = try await world.press("Send", on: page, typing: [("view", "partly")])
            #expect(try silent.status == 422 && silent.says("Say what is different."))
            let said = "They publish it, but only for two of five posts."
            let told = try await world.press("Send", on: silent, typing: [("words", said)])
            #expect(try await world.follow(told).says("Your words stand beside theirs"))
            let shown = try await world.get(place, as: "leila")
            #expect(try shown.says("They publish the number of complaints every month") && shown.says(said))
            #expect(try shown.says("a journalist in the district: agrees partly") && !shown.says("Grace Banda"))
            #expect(try await world.get(place, as: "diego").says("Grace Banda"))
            let list = try await world.get("/spaces/riverbend/outcomes", as: "leila")
            #expect(try list.says("From outside: agrees partly.") && list.says("Confirmed by somebody from outside: 1 of 1."))
            #expect(try await world.get("/questions/\(question)", as: "leila").says("Something changed, 1 March"))
        }
    }

    @Test(arguments: TestEngine.available)
    func aWitnessAnswersOnceAndTheirAddressIsForgotten(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Where do the July patrols go?")
            let place = try #require(try await written(world, on: question).headers[.location])
            let link = try await asked(world, place)
            let page = try await world.get(link)
            _ = try await world.press("Send", on: page, typing: [("view", "no"), ("words", "It was so before."), ("may_name", "yes")])
            let late = try await world.post(String(link.split(separator: "?")[0]), [("view", "fully")])
            #expect(late.status == 303)
            let kept = try await world.db.read {
                try $0.run("SELECT view, mail FROM witnesses").map { try ($0.text("view"), $0.text("mail")) }
            }
            #expect(kept.count == 1 && kept[0] == ("no", ""))
            let team = try await world.get(place, as: "rosa")
            #expect(try team.says("Grace Banda (a journalist in the district): disagrees") && team.says("It was so before."))
            #expect(try await world.get("/spaces/riverbend/outcomes", as: "rosa").says("Confirmed by somebody from outside: 0 of 1."))
            #expect(try await world.get("/witnessing/forged").status == 404)
            let second = try await asked(world, place)
            // The team sees the link where no letter goes out; nobody of the place answers in a witness's stead.
            for name in ["rosa", "leila"] {
                let own = try await world.post(second, as: name, [("view", "fully"), ("words", "It is so.")])
                #expect(try own.status == 409 && own.says("A witness comes from outside."), "\(name)")
            }
            world.clock.pass(days: 181)
            #expect(try await world.get(second).status == 404, "the link has run out")
            try await WitnessStore.forgetOld(world.house)
            #expect(try await world.db.read { try $0.run("SELECT id FROM witnesses WHERE mail <> ''") }.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func otherWordsAfterAConfirmationSaySo(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Where do the July patrols go?")
            let place = try #require(try await written(world, on: question).headers[.location])
            let link = try await asked(world, place)
            _ = try await world.press("Send", on: world.get(link), typing: [("view", "fully")])
            let form = try await world.get(place + "/wording", as: "diego")
            let others = try await world.get(place + "/wording", as: "amina")
            #expect(try form.says("The page will say that they read other words."))
            _ = try await world.press("Save", on: others, as: "amina", typing: [("what", "They publish it twice a year")])
            let late = try await world.press("Save", on: form, as: "diego", typing: [("what", "They publish it at times")])
            #expect(try late.status == 409 && late.says("They publish it twice a year") && late.says("They publish it at times"))
            let shown = try await world.follow(try await world.press("Use my text", on: late, as: "diego"), as: "diego")
            #expect(try shown.says("They publish it at times") && shown.says("They read other words than those above"))
        }
    }

    @Test(arguments: TestEngine.available)
    func nothingIsWrittenDownWithoutWhoElseHelped(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Where do the July patrols go?")
            let refused = try await written(
                world, on: question, typing: [("others", ""), ("since", "2027-01-01"), ("intended", ""), ("direction", "")])
            #expect(refused.status == 422)
            for words in [
                "Say who or what else helped.", "not later than today", "Say whether it was intended.", "better or worse",
            ] { #expect(try refused.says(words), "\(words)") }
            #expect(try refused.form(withButton: "Write it down").value("what") == "They publish the number of complaints every month")
            #expect(try await world.rows("outcomes") == 0)
            for name in ["leila", "omar"] {
                #expect(try await world.get("/questions/\(question)/outcomes/new", as: name).status == 403)
                #expect(try await world.post("/questions/\(question)/outcomes", as: name, Self.typed).status == 403)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func onlyTheTeamWorksOnAChangeAndItIsTakenBackWithAReason(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Where do the July patrols go?")
            let place = try #require(try await written(world, on: question, typing: [("openness", "circle")]).headers[.location])
            _ = try await world.press("It is specific enough: share it", on: world.get(place, as: "diego"), as: "diego")
            for path in ["/wording", "/sharing", "/joining", "/withdrawal", "/witnesses"] {
                let typed = [
                    ("_version", "2"), ("because", "No."), ("name", "X"), ("knows", "Y"), ("mail", "x@example.org"), ("language", "en"),
                ]
                #expect(try await world.post(place + path, as: "leila", typed).status == 403, "\(path)")
                #expect(try await world.post(place + path, as: "omar", typed).status == 404, "\(path)")
            }
            let page = try await world.get(place, as: "diego")
            let silent = try await world.press("Take the change back", on: page, as: "diego")
            #expect(silent.status == 422)
            _ = try await world.press("Take the change back", on: silent, as: "diego", typing: [("because", "It was never so.")])
            #expect(try await world.get(place, as: "diego").status == 404)
            #expect(try await world.rows("witnesses") == 0)
        }
    }

    /// Domain 4, the good screen: left to right with dates, each link as sure as it is, and the gaps said.
    @Test(arguments: TestEngine.available)
    func thePathwayShowsDatesConfidenceAndHonestGaps(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Where do the July patrols go?")
            let used = try await world.learned("Nobody knows how many complain.", on: question)
            _ = try await world.learned("The lamps are broken.", on: question)
            let decided = try await world.decides("Ask the police to count", on: question, typing: [("from", "\(used)")])
            let decision = try #require(decided.headers[.location]?.split(separator: "/").last)
            _ = try await world.decides("Buy lamps", on: question)
            let sent = try await written(world, on: question, typing: [("from", "\(decision)"), ("how", "coincided"), ("sure", "low")])
            let place = try #require(sent.headers[.location])
            let page = try await world.get("/questions/\(question)/pathway", as: "diego")
            #expect(try page.says("It happened at the same time; we do not know more. (not sure)"))
            #expect(try page.says("Nothing was decided or promised from it."), "the lamps lesson")
            #expect(try page.says("It does not come from anything learned here. Nobody has seen a change from it yet."), "the lamps")
            #expect(try page.says("1 March"))
            let joined = try await world.press(
                "Join them", on: world.get(place, as: "diego"), as: "diego",
                typing: [("source", "\(used)"), ("how", "led_to"), ("sure", "high")])
            #expect(joined.status == 303)
            let after = try await world.get("/questions/\(question)/pathway", as: "diego")
            #expect(try after.says("It led to it. (quite sure)"))
            let theirs = try await world.get("/questions/\(question)/pathway", as: "leila")
            #expect(try theirs.says("Nobody has seen a change yet.") && !theirs.says("publish"), "the draft is hidden, its links too")
            let strangers = try await world.get("/questions/\(question)/pathway", as: "omar")
            #expect(try strangers.says("Nothing has been learned yet.") && !strangers.says("Nobody knows how many complain."))
        }
    }
}
