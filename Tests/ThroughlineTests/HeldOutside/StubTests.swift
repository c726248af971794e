import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import Language
import Testing

@testable import Throughline

/// Level 3 (domain 14.d): the text box gives way to who keeps it and how to ask, and nothing else of it is anywhere.
struct StubTests {
    private static let link = "This could cost somebody their life or freedom"
    private static let typed: [(String, String)] = [
        ("title", "mktitle of March"), ("keeper", "mkkeeper of the clinic"), ("how", "mkhow at the clinic on Mondays"),
    ]

    /// Rosa reads what is for the safety lead alone.
    static func appoint(_ world: World) async throws {
        let (space, rosa, act) = (world.riverbend.id, try world.person("rosa"), world.house.act(by: try world.person("amina")))
        try await world.db.write { try OfficeStore($0).set([.safety], of: rosa, in: space, seen: [], by: act) }
    }

    private static func written(_ world: World, as name: String? = nil) async throws -> ID<Item> {
        try await appoint(world)
        let question = try await world.question("What happened in March?")
        let box = try await world.get("/questions/\(question)", as: name)
        let form = try await world.get(box.link(link), as: name)
        let kept = try await world.press("Keep this", on: form, as: name, typing: typed)
        #expect(kept.status == 303)
        #expect(try await world.follow(kept, as: name).says("The safety lead now knows whom to ask."))
        return question
    }

    @Test(arguments: TestEngine.available)
    func theTextBoxGivesWayAndNothingTypedBeforeIsKept(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await Self.appoint(world)
            let question = try await world.question("What happened in March?")
            let box = try await world.get("/questions/\(question)")
            #expect(try box.page().elements(named: "textarea").contains { $0.attribute("name") == "text" })
            let form = try await world.get(box.link(Self.link))
            #expect(try form.says("Write only who keeps it and how to ask"))
            let areas = try form.page().elements(named: "textarea").compactMap { $0.attribute("name") }
            #expect(areas == ["how"], "room for a way to ask, none for what happened")
            // A browser that sends the old box along, or a whole story in the new one: neither is kept.
            let story = "mkstory they took him at night. " + String(repeating: "And then more. ", count: 40)
            let refused = try await world.press("Keep this", on: form, typing: Self.typed.dropLast() + [("how", story), ("text", story)])
            #expect(try refused.status == 422 && refused.says("Keep this under 240 characters."))
            #expect(try refused.page().elements(named: "input").contains { $0.attribute("value") == "mktitle of March" })
            let kept = try await world.press("Keep this", on: refused, typing: [("how", "mkhow at the clinic"), ("text", "mkstory again")])
            #expect(kept.status == 303)
            #expect(try await world.everything(holding: ["mkstory", "they took him"]).isEmpty)
            // Not even what was kept lies open on the disk.
            #expect(try await world.everything(holding: ["mktitle", "mkkeeper", "mkhow"]).isEmpty)
            #expect(try await world.rows("stubs") == 1)
            #expect(try await world.rows("voices") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func onlyTheSafetyLeadAndThoseNamedReadIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await Self.written(world, as: "leila")
            let week = try await world.get("/spaces/riverbend/week", as: "rosa")
            #expect(try week.says("1 thing is held outside"))
            #expect(try await world.get("/spaces/riverbend/more", as: "rosa").link("Held outside") == "/spaces/riverbend/held-outside")
            let list = try await world.get("/spaces/riverbend/held-outside", as: "rosa")
            #expect(try list.says("Held outside by mkkeeper of the clinic, ask in person"))
            let path = try list.link("mktitle of March")
            let page = try await world.get(path, as: "rosa")
            #expect(try page.says("mkhow at the clinic on Mondays") && page.says("Their life or freedom"))
            // Not its writer, not the stewards, not the team, nobody elsewhere: as if it were not.
            for name in ["leila", "amina", "diego", "omar", "nadia"] {
                for (address, isList) in [(path, false), ("/spaces/riverbend/held-outside", true)] {
                    let answer = try await world.get(address, as: name)
                    let nowhere = try await world.get(
                        isList ? "/spaces/riverbend/reports" : path.dropLast(3) + "zzz", as: name)
                    #expect(try answer.status == 404 && answer.page().text == nowhere.page().text, "\(name) \(address)")
                }
                for deed in ["seen", "readers", "removal"] {
                    #expect(try await world.post("\(path)/\(deed)", as: name, [("name", "Leila")]).status == 404, "\(name) \(deed)")
                }
                #expect(try await !world.get("/questions/\(question)", as: name).says("is held outside"))
                for place in ["done", "week", "more", "moderation"] {
                    #expect(try await !world.get("/spaces/riverbend/\(place)", as: name).body.contains("mktitle"), "\(name) \(place)")
                }
            }
            #expect(try await world.get(path).status != 200)
            // Diego is named, and reads it from the question on; he names nobody else.
            let unknown = try await world.press("Let them read it", on: page, as: "rosa", typing: [("name", "Omar")])
            #expect(try unknown.status == 422 && unknown.says("Nobody of this name takes part here."))
            #expect(try await world.press("Let them read it", on: page, as: "rosa", typing: [("name", "Diego")]).status == 303)
            let asked = try await world.get("/questions/\(question)", as: "diego")
            #expect(try asked.link("is held outside") == "/spaces/riverbend/held-outside")
            let read = try await world.get(path, as: "diego")
            #expect(try read.says("mkhow at the clinic") && !read.says("Who else may read it"))
            #expect(try await world.post("\(path)/readers", as: "diego", [("name", "Leila")]).status == 404)
            #expect(try await world.get(path, as: "amina").status == 404)
            // Read, and off the week.
            _ = try await world.press("I have read it", on: world.get(path, as: "rosa"), as: "rosa")
            #expect(try await !world.get("/spaces/riverbend/week", as: "rosa").says("held outside"))
            // Taken off again, at once.
            _ = try await world.press("Not any more", on: world.get(path, as: "rosa"), as: "rosa")
            #expect(try await world.get(path, as: "diego").status == 404)
            #expect(try await !world.get("/questions/\(question)", as: "diego").says("is held outside"))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoeverWroteItIsWrittenDownNowhere(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await Self.written(world, as: "leila")
            let leila = try world.person("leila")
            let acts = try await world.db.read { tx in
                try tx.run("SELECT actor_id, made_at, space_id, item_id FROM audit WHERE act = 'stub.add'")
                    .map { try [$0.textOrNil("actor_id"), $0.textOrNil("space_id"), $0.textOrNil("item_id")] }
            }
            #expect(acts == [[nil, nil, nil]], "the bare fact, of nobody and no place")
            let moments = try await world.db.read {
                try $0.run("SELECT made_at FROM audit WHERE act = 'stub.add'").map { try $0.intOrNil("made_at") }
            }
            #expect(moments == [nil])
            #expect(try await !world.get("/me/data", as: "leila").body.contains("mktitle"))
            #expect(try await world.db.read { try $0.run("SELECT id FROM items WHERE author_id = \(leila)") }.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func whereNobodyCouldReadItNothingIsTaken(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What happened in March?")
            let form = try await world.get("/questions/\(question)/held-outside")
            #expect(try form.says("There is no safety lead here, so nobody could read it."))
            #expect(try form.page().form(withButton: "Keep this") == nil)
            let sent = try await world.post("/questions/\(question)/held-outside", Self.typed)
            #expect(sent.status == 422)
            #expect(try await world.rows("stubs") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func sentTwiceItIsKeptOnceAndTakenAwayItIsGone(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await Self.written(world)
            let form = try await world.get("/questions/\(question)/held-outside")
            for _ in 0..<2 { _ = try await world.press("Keep this", on: form, typing: Self.typed) }
            #expect(try await world.rows("stubs") == 2, "one from before, one for two presses")
            let list = try await world.get("/spaces/riverbend/held-outside", as: "rosa")
            let path = try list.link("mktitle of March")
            let gone = try await world.press("Take it away", on: world.get(path, as: "rosa"), as: "rosa")
            #expect(gone.status == 303)
            #expect(try await world.get(path, as: "rosa").status == 404)
            #expect(try await world.rows("stubs") == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func whatWeLearnedHasTheSameWayOut(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("The lamps are broken.")
            try await story.letThrough()
            let note = try await world.get("/questions/\(story.question)/insights/new", as: "diego")
            #expect(try note.link(Self.link) == "/questions/\(story.question)/held-outside")
        }
    }
}

/// Help at the moment of writing, in the place's own words.
struct WritingHelpTests {
    private static func say(_ avoid: String, _ instead: String, in language: LanguageTag = "en", _ world: World) async throws {
        let form = try await world.get("/spaces/riverbend/about/words?in=\(language)", as: "amina")
        let saved = try await world.press("Save", on: form, as: "amina", typing: [("avoid", avoid), ("instead", instead)])
        #expect(saved.status == 303)
    }

    @Test(arguments: TestEngine.available)
    func itStandsBesideEveryBoxOnceThePlaceHasSaidIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("The lamps are broken.", details: [("openness", "everyone")])
            try await story.letThrough()
            let insight = try await story.learn("Lamps matter.", from: story.voices(), openness: .everyone)
            let voice = try await story.voices()[0]
            let boxes = [
                "/questions/\(story.question)", "/spaces/riverbend", "/insights/\(insight)/dissent", "/records/\(voice)/flag",
                "/questions/\(story.question)/held-outside",
            ]
            for box in boxes { #expect(try await !world.get(box).says("arrested"), "\(box)") }
            try await Self.say("names of people who were arrested", "Leila, at the clinic", world)
            for box in boxes {
                let page = try await world.get(box)
                #expect(try page.says("Do not write here: names of people who were arrested"), "\(box)")
                #expect(try page.says("Turn to: Leila, at the clinic"), "\(box)")
            }
            let correction = try await world.press("Not what I meant", on: story.myWords(code))
            #expect(try correction.says("names of people who were arrested"))
            #expect(try await world.get("/spaces/riverbend/about").says("What not to write here"))
            #expect(try await !world.get("/spaces/saffron").says("arrested"), "another place says it itself")
            // In the reader's language where it was said in it, else in the place's own.
            #expect(try await world.get(boxes[0], in: "fr").says("names of people who were arrested"))
            try await Self.say("les noms des personnes arrêtées", "", in: "fr", world)
            #expect(try await world.get(boxes[0], in: "fr").says("les noms des personnes arrêtées"))
            #expect(try await world.get(boxes[0]).says("names of people who were arrested"))
            try await Self.say("", "", world)
            #expect(try await !world.get(boxes[0]).says("Do not write here"), "an emptied field is gone")
        }
    }

    @Test(arguments: TestEngine.available)
    func onlyAStewardSaysIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let answer = try await world.post(
                "/spaces/riverbend/about/words", as: "leila", [("language", "en"), ("avoid", "anything"), ("_version", "1")])
            #expect(answer.status == 403)
            let long = try await world.get("/spaces/riverbend/about/words", as: "amina")
            let refused = try await world.press("Save", on: long, as: "amina", typing: [("avoid", String(repeating: "a", count: 1_001))])
            #expect(try refused.status == 422 && refused.says("Keep this under 1,000 characters."))
        }
    }
}
