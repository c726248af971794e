import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
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
