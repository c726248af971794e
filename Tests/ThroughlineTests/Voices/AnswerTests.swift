import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct AnswerTests {
    @Test(arguments: TestEngine.available)
    func somebodyWithoutAnAccountAnswersAndKeepsFiveWords(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let page = try await world.get("/spaces/riverbend")
            #expect(try page.says("Only the Riverbend team will read this, without your name."))
            let thanks = try await world.press("Send", on: page, typing: [("text", "Taa za barabarani karibu na daraja.")])
            #expect(thanks.status == 200)
            #expect(thanks.headers[.cacheControl] == "no-store")
            let code = try #require(try thanks.code())
            #expect(code.split(separator: " ").count == 5)
            // The team reads it first; a visitor and a member do not.
            #expect(try await world.get("/questions/\(id)", as: "amina").says("Taa za barabarani"))
            #expect(try await !world.get("/questions/\(id)", as: "leila").says("Taa za barabarani"))
            #expect(try await !world.get("/questions/\(id)").says("Taa za barabarani"))
            #expect(try await world.get("/questions/\(id)", as: "leila").says("1 answer."))
            let stranger = try await world.get("/questions/\(id)")
            #expect(try stranger.says("A few people answered.") && !stranger.says("1 answer") && !stranger.says("1 person"))
        }
    }

    /// The language is the answer's own, whatever our words around it are in.
    @Test(arguments: TestEngine.available)
    func aFrenchAnswerUnderEnglishWordsIsPromisedInFrench(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.question("What makes the road safe?")
            let home = try await world.get("/spaces/riverbend")
            #expect(try home.says("You will hear by 3 December, in English, from Riverbend: here."))
            let thanks = try await world.press("Send", on: home, typing: [("text", "Il n'y a pas assez d'eau au marché.")])
            #expect(try thanks.says("You will hear by 3 December, in Français, from Riverbend: here."))
            #expect(try !thanks.says("Did you write in this language?"))
            let kept = try await world.db.read {
                try $0.run("SELECT i.language, v.told_language FROM voices v JOIN items i ON i.id = v.id")
            }
            #expect(try kept.map { [try $0.text("language"), try $0.text("told_language")] } == [["fr", "fr"]])
            let code = try #require(try thanks.code())
            let mine = try await world.press("Show it", on: world.get("/my-words"), typing: [("code", code)])
            #expect(try mine.says("You said, in Français") && mine.says("You hear from us by 3 December, in Français"))
        }
    }

    /// What we cannot tell is asked, with the language of our words as a guess, and nothing is promised before.
    @Test(arguments: TestEngine.available)
    func aLanguageWeCannotTellIsAskedFor(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.question("What makes the road safe?")
            let thanks = try await world.press(
                "Send", on: world.get("/spaces/riverbend"), typing: [("text", "Njira yakuenda ku nsika yadzala na madzi")])
            #expect(try thanks.says("Did you write in this language?") && thanks.says("You will hear by 3 December, from Riverbend: here."))
            #expect(try thanks.form(withButton: "Save").value("language") == "en")
            let tongues = "SELECT i.language, v.told_language FROM voices v JOIN items i ON i.id = v.id"
            let before = try await world.db.read { try $0.run(SQL(verbatim: tongues)) }
            #expect(try before.map { [try $0.text("language"), try $0.text("told_language")] } == [["und", "en"]])
            let saved = try await world.press("Save", on: thanks, typing: [("language", "seh")])
            #expect(try saved.says("in Sena"))
            let after = try await world.db.read { try $0.run(SQL(verbatim: tongues)) }
            #expect(try after.map { [try $0.text("language"), try $0.text("told_language")] } == [["seh", "seh"]])
        }
    }

    /// Digits and Latin words run from left to right on an Arabic page too.
    @Test(arguments: TestEngine.available)
    func aCodeRunsItsOwnWay(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.question("What makes the road safe?")
            let home = try await world.get("/spaces/riverbend", in: "ar")
            let send = try #require(try home.page().buttons.first)
            let thanks = try await world.press(send, on: home, in: "ar", typing: [("text", "نحتاج جسرا قبل الأمطار")])
            let slip = try #require(try thanks.page().elements(named: "p").first { $0.attribute("class") == "code" })
            #expect(slip.attribute("dir") == "ltr" && slip.attribute("lang") == nil)
            let english = try await world.press("Send", on: world.get("/spaces/riverbend"), typing: [("text", "We need a bridge.")])
            let words = try #require(try english.page().elements(named: "p").first { $0.attribute("class") == "code" })
            #expect(words.attribute("lang") == "en" && words.attribute("dir") == "ltr")
            #expect(try await world.get("/my-words", in: "ar").page().element(id: "code")?.attribute("dir") == "ltr")
        }
    }

    @Test(arguments: TestEngine.available)
    func anUnnamedAnswerHoldsNothingFinerThanItsDay(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.question("What makes the road safe?")
            _ = try await world.press("Send", on: world.get("/spaces/riverbend", as: "leila"), as: "leila", typing: [("text", "Lamps.")])
            let row = try #require(try await world.db.read { try $0.run("SELECT * FROM items WHERE kind = 'voice'").first })
            #expect(try row.textOrNil("author_id") == nil)
            #expect(try row.intOrNil("made_at") == nil)
            let audit = try await world.db.read { try $0.run("SELECT * FROM audit WHERE act = 'voice.add'") }
            #expect(audit.count == 1)
            #expect(try audit.allSatisfy { try $0.textOrNil("actor_id") == nil && $0.intOrNil("made_at") == nil })
        }
    }

    @Test(arguments: TestEngine.available)
    func sendingTwiceKeepsOneAnswerAndShowsTheSameWords(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.question("What makes the road safe?")
            let page = try await world.get("/spaces/riverbend")
            let first = try await world.press("Send", on: page, typing: [("text", "Lamps.")])
            let second = try await world.press("Send", on: page, typing: [("text", "Lamps.")])
            #expect(try first.code() == second.code())
            #expect(try await world.rows("voices") == 1)
            let other = try await world.press("Send", on: page, typing: [("text", "And a guard.")])
            #expect(try other.code() != first.code())
            #expect(try await world.rows("voices") == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func anEmptyAnswerIsAskedForKindly(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.question("What makes the road safe?")
            let refused = try await world.press("Send", on: world.get("/spaces/riverbend"), typing: [("text", "  \n ")])
            #expect(refused.status == 422)
            #expect(try refused.says("Write or say something first."))
            let long = String(repeating: "x", count: 8_001)
            let tooLong = try await world.press("Send", on: world.get("/spaces/riverbend"), typing: [("text", long)])
            #expect(tooLong.status == 422)
            #expect(try tooLong.form(withButton: "Send").value("text") == long)
        }
    }

    @Test(arguments: TestEngine.available)
    func whatIsAddedAfterwardsOpensTheVoiceAndMovesTheDuty(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let thanks = try await world.press("Send", on: world.get("/spaces/riverbend"), typing: [("text", "Lamps at the bridge.")])
            let saved = try await world.press(
                "Save", on: thanks,
                typing: [
                    ("openness", "everyone"), ("door", "meeting"), ("people", "12"), ("speaks_for", "The club's speaker"),
                    ("disagreed", "Two wanted a guard instead"), ("place", "Lower Delta"),
                ])
            #expect(saved.status == 200)
            #expect(try saved.says("You will hear it at the meeting."))
            let held = try await world.get("/questions/\(id)", as: "amina")
            #expect(try held.says("1 unnamed answer waits for you"))
            #expect(try await world.press("Let it through", on: held, as: "amina").status == 303)
            let page = try await world.get("/questions/\(id)")
            #expect(try page.says("Lamps at the bridge."))
            #expect(try page.says("The club's speaker, for a group of 12"))
            #expect(try page.says("Two wanted a guard instead"))
            let duties = try await world.db.read { try DutyStore($0).owed(on: id, kind: .tellBack) }
            #expect(duties.map(\.door) == [.meeting])
            #expect(duties.map(\.people) == [12])
        }
    }

    @Test(arguments: TestEngine.available)
    func aWrongAddressForTellingBackIsAskedAgainWithEverythingKept(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.question("What makes the road safe?")
            let thanks = try await world.press("Send", on: world.get("/spaces/riverbend"), typing: [("text", "Lamps.")])
            let refused = try await world.press(
                "Save", on: thanks, typing: [("door", "mail"), ("mail", "nobody"), ("place", "Lower Delta")])
            #expect(refused.status == 422)
            #expect(try refused.says("Write a mail address like name@example.org."))
            let form = try refused.form(withButton: "Save")
            #expect(form.value("mail") == "nobody" && form.value("place") == "Lower Delta")
            #expect(try refused.code() == nil, "whoever sends it again from the phone's memory does not get the words")
            let saved = try await world.press("Save", on: refused, typing: [("mail", "yusuf@example.org")])
            #expect(try saved.status == 200 && saved.code() == thanks.code())
            let stored = try await world.db.read { try $0.run("SELECT told_to FROM voices").first?.textOrNil("told_to") }
            #expect(stored != nil && stored?.contains("yusuf") == false)
        }
    }

    @Test(arguments: TestEngine.available)
    func aMemberMayPutTheirNameToAnAnswer(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let sent = try await world.press(
                "Send", on: world.get("/spaces/riverbend", as: "leila"), as: "leila", typing: [("text", "Lamps."), ("as", "me")])
            #expect(sent.status == 200)
            #expect(try await world.get("/questions/\(id)", as: "amina").says("Leila"))
        }
    }

    @Test(arguments: TestEngine.available)
    func aFloodIsStoppedAndPeopleAreTold(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let team = try await world.get("/questions/\(id)", as: "amina")
            #expect(try await world.press("Stop unnamed answers for now", on: team, as: "amina").status == 303)
            let refused = try await world.press("Send", on: world.get("/spaces/riverbend"), typing: [("text", "Lamps.")])
            #expect(refused.status == 409)
            #expect(try refused.says("So many answers without a name are coming"))
            #expect(try await world.rows("voices") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func aRejectedAnswerIsHiddenWithItsReasonAndNobodyIsOwedForIt(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            _ = try await world.press("Send", on: world.get("/spaces/riverbend"), typing: [("text", "Ask Juma at the blue house.")])
            let team = try await world.get("/questions/\(id)", as: "amina")
            let form = try await world.get(try team.link("Do not keep it"), as: "amina")
            let empty = try await world.press("Do not keep it", on: form, as: "amina")
            #expect(empty.status == 422)
            let done = try await world.press("Do not keep it", on: form, as: "amina", typing: [("because", "It names somebody.")])
            #expect(done.status == 303)
            #expect(try await !world.get("/questions/\(id)", as: "amina").says("Juma"))
            #expect(try await world.db.read { try DutyStore($0).owed(on: id, kind: .tellBack) }.isEmpty)
        }
    }
}

extension Answer {
    /// The five words on a page that shows them.
    func code() throws -> String? {
        try page().elements(named: "p").first { $0.attribute("class") == "code" }?.text
    }
}
