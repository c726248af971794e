import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Domain 15.c: translator Nigina opens a task: sees the text and the glossary, not thread or names.
struct TranslatingTests {
    /// Nadia of Saffron goes by the name of Nigina here: a reader of Riverbend who translates for it.
    static func nigina(_ world: World) async throws {
        let (space, nadia, act) = (world.riverbend.id, try world.person("nadia"), world.house.act(by: try world.person("amina")))
        try await world.db.write { tx in
            try tx.run("UPDATE people SET name = 'Nigina' WHERE id = \(nadia)")
            try MembershipStore(tx).add(nadia, to: space, as: .reader, invitedBy: nil, by: act)
            try OfficeStore(tx).set([.translator], of: nadia, in: space, seen: [], by: act)
        }
    }

    /// Halima said something about Caia; the team may read it.
    static func halima(_ world: World) async throws -> (story: TurnStory, voice: ID<Item>) {
        let story = try await TurnStory.asked(world)
        let details = [("openness", "circle"), ("name", "Halima"), ("place", "Caia")]
        _ = try await story.answer("The patrol never comes to the Lower Dam at night.", details: details)
        try await story.letThrough()
        return (story, try await story.voices()[0])
    }

    static func ask(
        _ world: World, _ item: ID<Item>, as name: String = "rosa", of whom: ID<Person>?, into language: String = "fr", days: String = "7"
    )
        async throws -> Answer
    {
        let page = try await world.get(world.get("/records/\(item)/translations", as: name).link("Ask somebody"), as: name)
        return try await world.press(
            "Ask", on: page, as: name, typing: [("language", language), ("whom", whom?.description ?? ""), ("days", days)])
    }

    /// Rosa asks by a link; gives where it leads.
    static func link(_ world: World, _ item: ID<Item>, days: String = "7") async throws -> String {
        let made = try await ask(world, item, of: nil, days: days)
        let address = try #require(try made.page().elements(named: "pre").first?.text)
        return String(address.dropFirst("http://learn.test".count))
    }

    @Test(arguments: TestEngine.available)
    func niginaSeesTheTextAndTheGlossaryAndNeitherThreadNorNames(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.nigina(world)
            let (story, voice) = try await Self.halima(world)
            let words = try await world.get("/spaces/riverbend/glossary", as: "rosa")
            for typed in [
                [("term", "Lower Dam")], [("term", "patrol"), ("language", "fr"), ("said", "ronde")],
                [("term", "plot"), ("language", "es"), ("said", "parcela")],
            ] {
                #expect(try await world.press("Add it", on: words, as: "rosa", typing: typed).status == 303)
            }
            // Rosa finds the way on the answer itself, also where it stands among others in a language she does not read.
            let among = try await world.get("/questions/\(story.question)?lang=fr", as: "rosa")
            #expect(among.body.contains("/records/\(voice)/translations"))
            #expect(try await !world.get("/questions/\(story.question)?lang=fr", as: "leila").body.contains("/translations"))
            let page = try await world.get(world.get("/voices/\(voice)", as: "rosa").link("In other languages"), as: "rosa")
            #expect(try page.says("In no other language yet."))
            #expect(try await Self.ask(world, voice, of: world.person("nadia")).status == 303)
            try await world.runJobs()
            let mail = try #require(world.post.sent.last)
            #expect(mail.to == "nadia@example.org" && mail.text.contains("/me/translating") && !mail.text.contains("patrol"))

            let home = try await world.get("/spaces/saffron", as: "nadia")
            #expect(try home.says("1 text waits for your translation"))
            let list = try await world.get(home.link("1 text waits"), as: "nadia")
            let path = try list.link("From")
            let task = try await world.get(path, as: "nadia")
            #expect(try task.says("The patrol never comes to the Lower Dam at night.") && task.says("stays as it is") && task.says("ronde"))
            #expect(task.headers[.cacheControl]?.contains("no-store") == true)
            let question = story.question.description
            for hidden in ["Halima", "Caia", "clubs", "Riverbend", "Lower Delta", "parcela", "Rosa", question, voice.description] {
                #expect(!task.body.contains(hidden) && !list.body.contains(hidden), "\(hidden)")
            }
            // It is hers alone, and opens nothing around it.
            for other in [nil, "leila", "diego", "amina", "omar"] as [String?] {
                #expect(try await world.get(path, as: other).status != 200)
            }
            for around in ["/voices/\(voice)", "/records/\(voice)/translations"] {
                #expect(try await world.get(around, as: "nadia").status != 200)
            }

            let draft = try await world.press("Keep it for later", on: task, as: "nadia", typing: [("text", "La ronde…")])
            let begun = try await world.follow(draft, as: "nadia")
            #expect(try begun.says("Kept. You can go on later.") && begun.body.contains("La ronde…"))
            #expect(try await !world.get("/questions/\(question)?lang=fr", as: "leila").body.contains("La ronde"))
            let sent = try await world.press(
                "Send it", on: begun, as: "nadia",
                typing: [("text", "La ronde ne vient jamais au Lower Dam la nuit."), ("credit", "Nigina")])
            #expect(try await world.follow(sent, as: "nadia").says("It stands beside the original now."))
            #expect(try await world.get(path, as: "nadia").status == 404, "done is done")

            // Beside the original, as a translation by a person; the original stays the record.
            for road in ["/questions/\(question)", "/voices/\(voice)"] {
                let read = try await world.get(road + "?lang=fr", as: "leila").body
                #expect(
                    read.contains("The patrol never comes") && read.contains("La ronde ne vient jamais") && read.contains("Nigina"),
                    "\(road)")
            }
            try await world.runJobs()
            #expect(world.post.sent.last?.to == "rosa@example.org")
            #expect(world.post.sent.last?.text.contains("/records/\(voice)/translations") == true)
        }
    }

    @Test(arguments: TestEngine.available)
    func aSecondPersonLooksAtItAndNobodyAtTheirOwn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, voice) = try await Self.halima(world)
            let (space, diego, act) = (world.riverbend.id, try world.person("diego"), world.house.act(by: try world.person("amina")))
            try await world.db.write { try OfficeStore($0).set([.translator], of: diego, in: space, seen: [], by: act) }
            #expect(try await Self.ask(world, voice, of: diego).status == 303)
            let list = try await world.get("/me/translating", as: "diego")
            let task = try await world.get(list.link("From"), as: "diego")
            #expect(try await world.press("Send it", on: task, as: "diego", typing: [("text", "La ronde ne vient pas.")]).status == 303)
            let his = try await world.get("/records/\(voice)/translations", as: "diego")
            #expect(try his.says("La ronde ne vient pas.") && !his.page().buttons.contains("I read both: it says the same"))
            let hers = try await world.get("/records/\(voice)/translations", as: "amina")
            let form = try hers.fields(of: "I read both: it says the same", typing: [])
            #expect(try await world.post("/records/\(voice)/translations/check", as: "diego", form).status == 409)
            #expect(try await world.press("I read both: it says the same", on: hers, as: "amina").status == 303)
            #expect(try await world.get("/voices/\(voice)?lang=fr", as: "leila").body.contains("personne"))
            let checked = try await world.db.read { try $0.run("SELECT checked_by FROM texts WHERE origin = 'human'").first }
            #expect(try checked?.idOrNil("checked_by") as ID<Person>? == world.person("amina"))
            let log = try await world.get("/spaces/riverbend/done", as: "leila")
            #expect(!log.body.contains("La ronde") && log.status == 200)
        }
    }

    @Test(arguments: TestEngine.available)
    func whoeverHasTheLinkBringsOneTextOverAndThenItIsOver(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (story, voice) = try await Self.halima(world)
            let path = try await Self.link(world, voice)
            let secret = try #require(path.split(separator: "/").last.map(String.init))
            #expect(Base64URL.bytes(secret)?.count == 16)
            #expect(try await world.everything(holding: [secret]).isEmpty, "the link is kept nowhere")
            let page = try await world.get(path)
            #expect(try page.says("The patrol never comes") && !page.body.contains("Halima") && !page.body.contains("Riverbend"))
            for wrong in ["/translating-by-link/" + String(secret.reversed()), "/translating-by-link/x"] {
                #expect(try await world.get(wrong).status == 404)
            }
            // A second one is not asked for the same language; another language is another task.
            #expect(try await Self.ask(world, voice, of: nil).says("Somebody is asked for this language already."))
            let empty = try await world.press("Send it", on: page, typing: [("text", "")])
            #expect(try empty.status == 422 && empty.says("Write it in that language first."))
            let kept = try await world.press("Keep it for later", on: page, typing: [("text", "La ronde…")])
            let back = try await world.follow(kept)
            #expect(back.body.contains("La ronde…"))
            #expect(try await world.press("Send it", on: back, typing: [("text", "La ronde ne vient pas.")]).status == 303)
            #expect(try await world.get(path).status == 404)
            let read = try await world.get("/questions/\(story.question)?lang=fr", as: "leila").body
            #expect(read.contains("La ronde ne vient pas.") && read.contains("par une personne"))
        }
    }

    @Test(arguments: TestEngine.available)
    func aLinkEndsWithItsDayWithWhoeverAskedAndWhenItIsTakenToAnAccount(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, voice) = try await Self.halima(world)
            for days in ["0", "31", "-1", "x"] {
                #expect(try await Self.ask(world, voice, of: nil, days: days).says("A number of days from 1 to 30."), "\(days)")
            }
            let short = try await Self.link(world, voice, days: "2")
            world.clock.pass(days: 2)
            #expect(try await world.get(short).status == 200)
            world.clock.pass(days: 1)
            #expect(try await world.get(short).status == 404)
            #expect(try await world.get("/records/\(voice)/translations", as: "rosa").says("Nobody did it by"))

            // Omar of Saffron takes one to his account: from then on it is his alone.
            let path = try await Self.link(world, voice)
            let page = try await world.get(path, as: "omar")
            let taken = try await world.follow(world.press("Take it to my account", on: page, as: "omar"), as: "omar")
            #expect(try taken.says("The patrol never comes"))
            #expect(try await world.get(path).status == 404)
            #expect(try await !world.get("/records/\(voice)/translations", as: "rosa").says("Omar"), "nobody is told who took it")
            #expect(try await world.press("I cannot do this", on: taken, as: "omar").status == 303)
            #expect(try await world.get("/records/\(voice)/translations", as: "rosa").says("It was handed back."))
            try await world.runJobs()
            #expect(world.post.sent.last?.to == "rosa@example.org")

            // Whoever asked leaves the place, and the link with them.
            let last = try await Self.link(world, voice)
            #expect(try await world.get(last).status == 200)
            let (rosa, space, act) = (try world.person("rosa"), world.riverbend.id, world.house.act(by: try world.person("amina")))
            try await world.db.write { try MembershipStore($0).end(rosa, in: space, by: act) }
            #expect(try await world.get(last).status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func takenBackTheTextTakesItsTaskItsDraftAndItsTranslationAlong(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("The patrol never comes.", details: [("openness", "circle")])
            try await story.letThrough()
            let voice = try await story.voices()[0]
            let (first, second) = (
                try await Self.link(world, voice),
                try await world.press(
                    "Ask", on: world.get("/records/\(voice)/translations?ask=yes", as: "rosa"), as: "rosa",
                    typing: [("language", "es"), ("whom", ""), ("days", "7")])
            )
            let spanish = try #require(try second.page().elements(named: "pre").first?.text).dropFirst("http://learn.test".count)
            _ = try await world.press("Send it", on: world.get(first), typing: [("text", "mkfrench La ronde ne vient pas.")])
            _ = try await world.press("Keep it for later", on: world.get(String(spanish)), typing: [("text", "mkspanish La ronda…")])
            #expect(try await world.everything(holding: ["mkfrench", "mkspanish"]).count == 2)
            let sure = try await world.press("Take my words back", on: story.myWords(code))
            _ = try await world.press(try #require(try sure.page().buttons.first), on: sure)
            #expect(try await world.get(String(spanish)).status == 404)
            #expect(try await world.rows("translation_tasks") == 0)
            #expect(try await !world.get("/questions/\(story.question)?lang=fr", as: "diego").body.contains("mkfrench"))
            try await Sweep(house: world.house).run()
            #expect(try await world.everything(holding: ["mkfrench", "mkspanish"]).isEmpty)
        }
    }

    /// What could do great harm: the safety lead alone asks, a translator of the place alone is asked, by name and not by link.
    @Test(arguments: TestEngine.available)
    func whatCouldDoGreatHarmNeedsTheSafetyLeadsYesAndAnAccount(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.nigina(world)
            try await StubTests.appoint(world)
            let (_, voice) = try await Self.halima(world)
            let (path, nadia) = (try await Self.link(world, voice), try world.person("nadia"))
            #expect(try await Self.ask(world, voice, of: nadia, into: "es").status == 303)
            let hers = try await world.get("/me/translating", as: "nadia").link("From")
            #expect(try await world.get(hers, as: "nadia").status == 200)
            let act = world.house.act(by: try world.person("amina"))
            try await world.db.write { tx in
                let item = try #require(try LineStore(tx).unseen(voice))
                try LineStore(tx).mark(item, .high, .amberStrict, by: act)
            }
            // What was asked before nobody said yes to.
            #expect(try await world.get(path).status == 404)
            #expect(try await world.get(hers, as: "nadia").status == 404)
            #expect(try await world.get("/records/\(voice)/translations", as: "diego").status == 404)
            let page = try await world.get("/records/\(voice)/translations?ask=yes", as: "rosa")
            #expect(try page.says("Nigina") && !page.says("Somebody else, by a link"))
            #expect(
                try await Self.ask(world, voice, of: nil, into: "ru").says("Only a translator of this place can be asked for this one."))
            world.clock.pass(minutes: 15)
            let step = try await Self.ask(world, voice, of: nadia, into: "ru")
            #expect(step.status != 303 || step.headers[.location]?.hasPrefix("/confirm") == true)
            #expect(try await world.db.read { try $0.run("SELECT id FROM translation_tasks WHERE language = 'ru'").isEmpty })
            try await world.confirm("rosa")
            #expect(try await Self.ask(world, voice, of: nadia, into: "ru").status == 303)
            let list = try await world.get("/me/translating", as: "nadia")
            let task = try await world.get(list.link("From"), as: "nadia")
            #expect(try task.says("The patrol never comes") && !task.body.contains("Halima"))
            // No translator of the place any more: nothing opens.
            let space = world.riverbend.id
            try await world.db.write { try OfficeStore($0).set([], of: nadia, in: space, seen: [.translator], by: act) }
            #expect(try await world.get("/me/translating", as: "nadia").says("Nobody waits for you."))
        }
    }

    @Test(arguments: TestEngine.available)
    func nothingIsSentOverWordsThatChangedOrFromAnotherTab(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let insight = try await story.learn("Clubs with a plot keep their members", from: [], openness: .circle)
            let path = try await Self.link(world, insight)
            let (one, two) = (try await world.get(path), try await world.get(path))
            #expect(try await world.press("Keep it for later", on: one, typing: [("text", "mkfirst")]).status == 303)
            let raced = try await world.press("Keep it for later", on: two, typing: [("text", "mksecond")])
            #expect(try raced.status == 409 && raced.says("mkfirst") && raced.says("mksecond"))
            let day = world.clock.now.day(in: .utc)
            try await world.db.write {
                try TextStore($0).write("Clubs with a garden keep them", of: insight, field: "claim", in: "en", on: day)
            }
            let now = try await world.get(path)
            let late = try await world.press("Send it", on: one, typing: [("text", "Les clubs avec parcelle")])
            #expect(
                try late.status == 422 && late.says("The original was changed meanwhile.") && late.says("Clubs with a garden keep them"))
            #expect(late.body.contains("Les clubs avec parcelle"))
            let sent = try await world.press("Send it", on: now, typing: [("text", "Les clubs avec jardin")])
            #expect(sent.status == 303)
            #expect(try await world.press("Send it", on: now, typing: [("text", "Les clubs avec jardin")]).status == 303, "twice is once")
            #expect(try await world.get("/insights/\(insight)?lang=fr", as: "leila").body.contains("Les clubs avec jardin"))
            #expect(try await world.db.read { try $0.run("SELECT version FROM texts WHERE origin = 'human'").count } == 1)
        }
    }

    /// A quote goes from a translation as it goes from what was translated.
    @Test(arguments: TestEngine.available)
    func aTranslationOfAQuoteGoesWithTheWordsThatWereQuoted(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer(
                "Nobody ever asked us about the ferry at the old bridge.", details: [("openness", "circle"), ("quotable", "yes")])
            try await story.letThrough()
            let voices = try await story.voices()
            let insight = try await story.learn("They say: Nobody ever asked us about the ferry at the old bridge.", from: voices)
            _ = try await world.press(
                "Send it", on: world.get(Self.link(world, insight)), typing: [("text", "mkquoted Personne ne nous a demandé.")])
            #expect(try await world.get("/insights/\(insight)?lang=fr", as: "leila").body.contains("mkquoted"))
            let sure = try await world.press("Take my words back", on: story.myWords(code))
            _ = try await world.press(try #require(try sure.page().buttons.first), on: sure)
            let page = try await world.get("/insights/\(insight)?lang=fr", as: "leila").body
            #expect(!page.contains("mkquoted") && !page.contains("Nobody ever asked us"))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoIsNotOfTheTeamNeitherAsksNorTouchesTheGlossary(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, voice) = try await Self.halima(world)
            #expect(try await world.get("/records/\(voice)/translations", as: "leila").status == 403)
            #expect(try await world.get("/records/\(voice)/translations", as: "omar").status == 404)
            #expect(try await world.get("/records/\(voice)/translations").status != 200)
            let made = try await world.post(
                "/records/\(voice)/translations", as: "leila", [("field", "text"), ("language", "fr"), ("days", "3")])
            #expect(made.status == 403)
            for other in ["leila", "omar"] {
                #expect(try await world.get("/spaces/riverbend/glossary", as: other).status == 403)
                #expect(try await world.post("/spaces/riverbend/glossary", as: other, [("term", "x")]).status == 403)
            }
            let page = try await world.get("/spaces/riverbend/glossary", as: "rosa")
            let wrong = try await world.press("Add it", on: page, as: "rosa", typing: [("term", "")])
            #expect(try wrong.status == 422 && wrong.says("Write the word."))
            let loose = try await world.press("Add it", on: page, as: "rosa", typing: [("term", "dam"), ("said", "digue")])
            #expect(try loose.status == 422 && loose.says("Say in which language it is said so."))
            _ = try await world.press("Add it", on: page, as: "rosa", typing: [("term", "dam"), ("language", "fr"), ("said", "digue")])
            _ = try await world.press("Add it", on: page, as: "rosa", typing: [("term", "dam"), ("language", "fr"), ("said", "barrage")])
            let list = try await world.get("/spaces/riverbend/glossary", as: "rosa")
            #expect(try list.says("barrage") && !list.says("digue"))
            #expect(try await world.press("Take it off", on: list, as: "rosa").status == 303)
            #expect(try await world.rows("glossary") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func theTextOfADiscreetPlaceIsBroughtOverOnAPageThatTellsNothing(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, voice) = try await Self.halima(world)
            let path = try await Self.link(world, voice)
            let space = world.riverbend.id
            try await world.db.write { tx in try tx.run("UPDATE spaces SET discreet = 1 WHERE id = \(space)") }
            let page = try await world.get(path)
            #expect(try page.page().elements(named: "title").map(\.text) == ["Notes"] && !page.body.contains("Throughline"))
        }
    }
}
