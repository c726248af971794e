import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// One page with everything somebody gave: where it was used, to take along, to put right, to take back.
struct OwnDataTests {
    /// Leila answers under her name, sees something differently and promises; her answer leads to something learned, a promise and a telling.
    static func gave(_ world: World) async throws -> TurnStory {
        let story = try await TurnStory.asked(world)
        let ask = try await world.get("/questions/\(story.question)", as: "leila")
        _ = try await world.press(
            "Send", on: ask, as: "leila", typing: [("text", "Transport costs more than a day's work."), ("as", "me")])
        _ = try await story.answer("Somebody unnamed says something else.")
        try await story.letThrough()
        let learned = try await story.learn("Transport keeps young people away.", from: story.voices())
        let (leila, act) = (try world.person("leila"), world.house.act(by: try world.person("leila")))
        let question = try await world.read(story.question)
        try await world.db.write { tx in
            guard let insight = try LineStore(tx).unseen(learned) else { throw Refusal.notFound }
            try DissentStore(tx).add(
                DissentDraft(text: "For the girls it is the late hour."), to: insight, as: .person(leila), in: "en", held: false, by: act)
            var draft = PromiseDraft()
            (draft.who, draft.promise, draft.due) = ("Leila", "I bring the timetable.", (act.day + 20).text)
            draft.opening.openness = Openness.circle.rawValue
            let checked = try draft.checked(on: act.day, by: leila, sources: .circle)
            let promise = try CommitmentStore(tx).add(checked, draft, of: leila, on: question, from: [insight], in: "en", by: act)
            try LineStore(tx).link(learned, .ledTo, promise, by: act)
        }
        let page = try await world.follow(try await world.get("/questions/\(story.question)/telling", as: "rosa"), as: "rosa")
        _ = try await world.press("Told", on: page, as: "rosa", typing: [("text", "We heard that the way is too dear.")])
        return story
    }

    @Test(arguments: TestEngine.available)
    func leilaFindsEverythingSheGaveAndWhatItLedTo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await Self.gave(world)
            let page = try await world.get(try await world.get("/me", as: "leila").link("What I gave"), as: "leila")
            #expect(page.status == 200 && page.headers[.cacheControl] == "no-store")
            for words in [
                "Transport costs more than a day's work.", "For the girls it is the late hour.", "I bring the timetable.",
                "Transport keeps young people away.", "Lower Delta learning circle", "Your mail address: leila@example.org",
                "No second step at signing in", "Signed in on 1 browser", "the month that began on 1 November",
            ] { #expect(try page.says(words), "\(words)") }
            #expect(try page.says("What was learned, 21 November: Transport keeps young people away."))
            #expect(try !page.says("Somebody unnamed says something else."), "nobody's words but her own")
            // Others find nothing of hers.
            #expect(try await !world.get("/me/data", as: "diego").says("Transport costs more"))
            #expect(try await world.get("/me/data").headers[.location] == "/sign-in?to=%2Fme%2Fdata")
        }
    }

    @Test(arguments: TestEngine.available)
    func aCopyOfAllOfItOpensOnAnyPhoneAndInAnyProgram(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await Self.gave(world)
            let page = try await world.get("/me/data", as: "leila")
            let file = try await world.get(page.link("Save it, to read"), as: "leila")
            #expect(file.headers[.contentDisposition] == "attachment; filename=\"copy-2026-11-21.html\"")
            #expect(file.headers[.cacheControl] == "no-store")
            let whole = try file.page()
            #expect(whole.text.contains("For the girls it is the late hour.") && whole.text.contains("I bring the timetable."))
            #expect(whole.elements(named: "script").isEmpty && whole.elements(named: "form").isEmpty)
            let inside = try #require(whole.elements(named: "pre").first?.rawText)
            let json = try await world.get(page.link("Save it, for a program"), as: "leila")
            #expect(inside.contains("Transport keeps young people away."))
            let data = try #require(JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
            let records = try #require(data["records"] as? [[String: Any]])
            #expect(Set(records.compactMap { $0["kind"] as? String }) == ["voice", "dissent", "commitment"])
            let voice = try #require(records.first { $0["kind"] as? String == "voice" })
            let led = try #require(voice["led_to"] as? [[String: Any]]).compactMap { $0["kind"] as? String }
            #expect(Set(led) == ["insight", "commitment", "telling"], "\(led)")
            #expect((data["account"] as? [String: Any])?["mail"] as? String == "leila@example.org")
            for other in ["Somebody unnamed says", "Diego", "amina@example.org"] {
                #expect(!json.body.contains(other) && !file.body.contains(other), "\(other)")
            }
            // All of it at once is for who has just shown that it is them.
            world.clock.pass(minutes: 11)
            let asked = try await world.get("/me/data/file", as: "leila")
            #expect(asked.status == 303 && asked.headers[.location]?.hasPrefix("/confirm") == true)
        }
    }

    @Test(arguments: TestEngine.available)
    func whatWasSaidIsTakenBackFromThePage(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await Self.gave(world)
            let dissent = try await world.db.read { try $0.run("SELECT id FROM items WHERE kind = 'dissent'").first?.text("id") } ?? ""
            for other in ["diego", "amina", "omar"] {
                #expect(try await world.post("/me/data/taking-back", as: other, [("record", dissent), ("sure", "yes")]).status == 404)
            }
            let sure = try await world.post("/me/data/taking-back", as: "leila", [("record", dissent)])
            #expect(try sure.says("For the girls it is the late hour.") && sure.says("It is gone from every page at once"))
            #expect(try await world.press("Take it back", on: sure, as: "leila").status == 303)
            let after = try await world.get("/me/data", as: "leila")
            #expect(try after.says("you took it back on 21 November") && !after.says("For the girls"))
            // Twice is once.
            #expect(try await world.press("Take it back", on: sure, as: "leila").status == 303)
            let left = try await world.db.read { try $0.run("SELECT item_id FROM texts WHERE body LIKE '%late hour%'").count }
            #expect(left == 0)
            let voice = try await world.press("Take it back", on: after, as: "leila")
            #expect(try await world.press("Take my words back", on: voice, as: "leila").says("You took these words back"))
            let none = try await world.get("/me/data", as: "leila")
            #expect(try !none.says("day's work") && none.says("I bring the timetable."), "a promise is not taken back; it is kept or not")
        }
    }

    @Test(arguments: TestEngine.available)
    func aLongLifeIsReadPageByPageAndSavedWhole(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let (leila, question) = (try world.person("leila"), try await world.read(story.question))
            let act = world.house.act(by: leila)
            try await world.db.write { tx in
                for n in 0..<45 {
                    try VoiceStore(tx).add(
                        NewVoice(question: question, text: "Number \(n).", language: "en", author: .person(leila), held: false), by: act)
                }
            }
            var (page, seen) = (try await world.get("/me/data", as: "leila"), 0)
            while true {
                seen += try page.page().elements(named: "blockquote").count
                guard let older = try? page.link("Older ones") else { break }
                page = try await world.get(older, as: "leila")
            }
            #expect(seen == 45)
            let file = try await world.get("/me/data/file", as: "leila")
            #expect(try file.page().elements(named: "blockquote").count == 45)
        }
    }

    @Test(arguments: TestEngine.available)
    func somebodyWithACodeSavesTheirOneAnswer(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("The ferry stops at dusk.", details: [("openness", "circle")])
            _ = try await story.answer("Somebody else's words.")
            try await story.letThrough()
            try await story.learn("The way home is closed in the evening.", from: story.voices())
            let page = try await story.myWords(code)
            let file = try await world.press("Save the file", on: page)
            #expect(file.status == 200 && file.headers[.contentDisposition]?.contains("copy-2026-11-21.html") == true)
            #expect(try file.says("The ferry stops at dusk.") && file.says("The way home is closed in the evening."))
            #expect(try !file.says("Somebody else's words.") && !file.body.contains(code))
            // The page is not used up with it.
            let sure = try await world.press("Take my words back", on: page)
            #expect(try await world.press("Take my words back", on: sure).says("You took these words back"))
            #expect(try await world.post("/my-words/copy", [("code", "no such words")]).status == 422)
        }
    }

    @Test func aLostCodeIsToldThePlainTruth() async throws {
        try await withWorld(.sqlite) { world in
            let page = try await world.get(try await world.get("/my-words").link("I have lost my code"))
            #expect(try page.says("Nobody can find it for you") && page.says("What you can still do"))
        }
    }

    /// The list itself is a page to read, its buttons are forms: light in every language.
    @Test(arguments: ["en", "ar", "ru"])
    func thePagesAreLight(language: String) async throws {
        try await withWorld(.sqlite) { world in
            _ = try await Self.gave(world)
            for (path, most) in [("/me/data", 5_120), ("/me/leaving", 5_120), ("/my-words/lost", 5_120)] {
                let answer = try await world.get(path, as: "leila", in: language, headers: [.acceptEncoding: "gzip"])
                let headers = answer.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
                #expect(answer.status == 200 && answer.bytes.count + headers <= most, "\(answer.bytes.count + headers) \(path)")
            }
        }
    }
}
