import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// A page with somebody's words on it is shown once: what Back, Forward and the list of pages visited lead to shows nothing.
struct ShownOnceTests {
    private static let again: HTTPFields = [.cacheControl: "max-age=0"]

    @Test(arguments: TestEngine.available)
    func theCodeIsShownOnceAndAgainOnlyWhenTheLineDropped(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let page = try await world.get("/questions/\(id)")
            #expect(page.headers[.cacheControl] == "no-store" && page.headers[.eTag] == nil)
            #expect(page.body.contains("enctype=\"multipart/form-data\" novalidate autocomplete=\"off\""))
            let form = try page.form(withButton: "Send")
            let fields = form.fields.map { ($0.name, $0.name == "text" ? "Lamps at the bridge." : $0.value) }
            let sent = try await world.post(form.action, fields)
            #expect(sent.status == 303, "the form is gone from the browser's memory")
            let address = try #require(sent.headers[.location])
            let thanks = try await world.get(address)
            let code = try #require(try thanks.code())
            #expect(thanks.headers[.cacheControl] == "no-store" && !thanks.body.contains(">Lamps at the bridge."))
            #expect(!address.contains(code.split(separator: " ")[0]))
            #expect(try !thanks.page().links.contains { $0.href.hasPrefix("/language") }, "choosing a language would lose the words")
            for _ in 0..<3 { #expect(try await world.get(address, headers: Self.again).code() == code) }
            let forward = try await world.get(address)
            #expect(try forward.status == 410 && forward.code() == nil && forward.says("This page was shown already"))
            #expect(try await world.get(address, headers: Self.again).status == 410, "and now it is closed")
            let late = try await world.press("Save", on: thanks, typing: [("openness", "everyone")])
            #expect(late.status == 410)
        }
    }

    @Test(arguments: TestEngine.available)
    func itIsNotShownForeverNorToWhoeverChangesIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let fields = try await world.get("/questions/\(id)").form(withButton: "Send").fields.map {
                ($0.name, $0.name == "text" ? "Lamps." : $0.value)
            }
            let address = try #require(try await world.post("/questions/\(id)/answers", fields).headers[.location])
            let second = try #require(try await world.post("/questions/\(id)/answers", fields).headers[.location])
            #expect(try await world.get(String(address.dropLast(3)) + "abc").status == 404)
            for _ in 0..<SlipStore.mostTimes { #expect(try await world.get(address, headers: Self.again).status == 200) }
            #expect(try await world.get(address, headers: Self.again).status == 410)
            world.clock.pass(minutes: Slip.shownFor + 1)
            #expect(try await world.get(second).status == 410)
            #expect(try await world.rows("voices") == 1)
        }
    }

    /// What the database holds of it opens nothing: no word of the code, and nothing that leads to the voice.
    @Test(arguments: TestEngine.available)
    func nothingOfTheCodeIsStored(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("Lamps.", details: [("openness", "circle")])
            _ = try await story.myWords(code)
            let voice = try #require(try await story.voices().first).description
            let rows = try await world.db.read { tx in
                try tx.run("SELECT name, shown, day FROM slips").map { try ($0.text("name"), $0.int("shown")) }
            }
            #expect(rows.count >= 3)
            for (name, shown) in rows {
                #expect(name.count == 32 && name != voice && shown >= 1)
                #expect(code.split(separator: " ").allSatisfy { !name.contains($0) })
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func theWordsBehindACodeAreShownOnceToo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("Found again with five words.")
            let sent = try await world.post("/my-words", [("code", code)])
            let address = try #require(sent.headers[.location])
            #expect(sent.status == 303 && !address.contains(code.split(separator: " ")[0]))
            let page = try await world.get(address)
            #expect(try page.says("Found again with five words.") && !page.body.contains(code))
            let right = try await world.press("That's right", on: page)
            #expect(try right.status == 200 && right.says("It is kept that this is right."))
            let thumb = try await world.press("That's right", on: page)
            #expect(try thumb.says("It is kept that this is right."), "pressed twice")
            #expect(try await world.get(address).status == 410)
            let stale = try await world.press("Take my words back", on: page)
            #expect(try stale.status == 410 && !stale.says("Found again"))
            #expect(try await story.myWords(code).says("Found again with five words."), "the code itself still opens it")
        }
    }

    /// A nervous thumb on *Save* saves once and sees that it is saved; whoever sends the old form from the phone's memory sees nothing.
    @Test(arguments: TestEngine.available)
    func savedTwiceIsSavedOnceAndThenTheFormIsClosed(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let thanks = try await world.press("Send", on: world.get("/questions/\(id)"), typing: [("text", "Lamps.")])
            let wrong = try await world.press("Save", on: thanks, typing: [("door", "mail"), ("mail", "yusuf")])
            #expect(wrong.status == 422)
            let first = try await world.press("Save", on: wrong, typing: [("mail", "yusuf@example.org")])
            let second = try await world.press("Save", on: wrong, typing: [("mail", "yusuf@example.org")])
            #expect(try first.says("Saved. Thank you") && second.says("Saved. Thank you"))
            let stranger = try await world.press("Save", on: thanks, typing: [("door", "mail"), ("mail", "yusuf")])
            #expect(stranger.status == 410 && !stranger.body.contains("yusuf"))
            let people = try await world.db.read { try DutyStore($0).owed(on: id, kind: .tellBack).map(\.people) }
            #expect(people == [1])
        }
    }

    /// Without the form's own number two people who say the same are still two.
    @Test(arguments: TestEngine.available)
    func twoWhoSayTheSameAreTwo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            var codes: Set<String> = []
            for _ in 0..<2 {
                let sent = try await world.post("/questions/\(id)/answers", [("text", "Yes.")])
                codes.insert(try await world.follow(sent).code() ?? "")
            }
            #expect(codes.count == 2 && !codes.contains(""))
            #expect(try await world.rows("voices") == 2)
            // A cached page would bring the first one's number to the second.
            let page = try await world.get("/questions/\(id)")
            let repeated = try await world.get("/questions/\(id)", headers: [.ifNoneMatch: page.headers[.eTag] ?? "\"x\""])
            #expect(repeated.status == 200)
            #expect(try page.form(withButton: "Send").value("_form") != repeated.form(withButton: "Send").value("_form"))
        }
    }

    @Test(arguments: TestEngine.available)
    func anotherLanguageLeadsToAPageThatCanBeShown(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let thanks = try await world.press("Send", on: world.get("/questions/\(id)"), typing: [("text", "Lamps.")])
            let code = try #require(try thanks.code())
            let door = try await world.get("/my-words")
            let path = try await world.press("Show it", on: door, typing: [("code", code)])
            #expect(try path.says("Lamps.") && path.link("Language") == "/language?to=%2Fmy-words")
        }
    }
}
