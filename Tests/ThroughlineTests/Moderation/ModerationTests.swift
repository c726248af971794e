import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// What moderators do: a note rather than removal, nothing removed by one alone, the reason told, a second look, and a log of it.
struct ModerationTests {
    @Test(arguments: TestEngine.available)
    func theModeratorsNoteGoesWhereTheRecordGoes(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let leila = Author.person(try world.person("leila"))
            let voice = try await world.voice("No boat came all year.", to: question, by: leila, openness: .everyone, quotable: true)
            // What is disputed is not taken away (domain 14).
            let refused = try await world.moderate(voice, .hide, for: .untrue, "Boats came in May.")
            #expect(try refused.status == 422 && refused.says("What is disputed or unwelcome gets a note"))
            let without = try await world.moderate(voice, .note, for: .untrue, "Boats came in May.")
            #expect(try without.status == 422 && without.says("Choose the word that stands beside it."))
            #expect(without.body.contains("Boats came in May."))
            let noted = try await world.moderate(
                voice, .note, for: .untrue, "The harbour counted twelve boats in May.", label: .contested,
                source: "https://harbour.example/may")
            #expect(noted.status == 303)
            let page = try await world.get("/questions/\(question.id)")
            #expect(try page.says("No boat came all year.") && page.says("Moderators note: Disputed"))
            let note = try await world.get("/records/\(voice)/note")
            #expect(try note.says("twelve boats") && note.says("people see it differently"))
            #expect(try note.link("https://harbour.example/may") == "https://harbour.example/may")
            // It goes with the record into an export, and such words are not drafted into a telling-back.
            let label = try await world.db.read { try $0.run("SELECT label FROM items WHERE id = \(voice)").first?.text("label") }
            #expect(label == "contested")
            let (space, now) = (world.riverbend.id, world.clock.now)
            let reader = try await world.reader("diego")
            #expect(
                try await world.db.read { try VoiceStore($0).quotable(on: question.id, in: space, language: "en", for: reader, at: now) }
                    == nil)
            // Its author is told by mail, which says nothing of what it is about, and in their list.
            try await world.runJobs()
            let mail = try #require(world.post.sent.last)
            #expect(mail.to == "leila@example.org" && mail.subject == "About something of yours" && !mail.text.contains("boat"))
            #expect(mail.text.contains("It is not true") && mail.text.contains("/me/moderation"))
            #expect(try await world.get("/me/moderation", as: "leila").says("twelve boats"))
            let act = try #require(noted.headers[.location])
            #expect(try await world.press("Take the note off", on: world.get(act, as: "amina"), as: "amina").status == 303)
            #expect(try await !world.get("/questions/\(question.id)").says("Moderators note"))
            #expect(try await world.get("/records/\(voice)/note").status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func whatIsHeldIsOutOfSightAndOutOfEveryNumberAndComesBackWhenNobodyDecides(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice("mkheldwords of mine", to: question, openness: .everyone, people: 12)
            _ = try await world.voice("Another one.", to: question, openness: .everyone)
            let before = try await world.db.read { try VoiceStore($0).count(of: question.id).people }
            #expect(before == 13)
            let held = try await world.moderate(voice, .hold, for: .impersonation, "Somebody else says they said it.")
            #expect(held.status == 303)
            for name in [nil, "leila", "diego", "amina"] as [String?] {
                let page = try await world.get("/questions/\(question.id)", as: name)
                #expect(!page.body.contains("mkheldwords"))
                #expect(try await world.get("/voices/\(voice)", as: name).status == 404)
            }
            #expect(try await world.db.read { try VoiceStore($0).count(of: question.id).people } == 1)
            #expect(try await world.db.read { try VoiceStore($0).crookedTurnouts() } == 0)
            let owed = try await world.db.read {
                try $0.run("SELECT SUM(people) AS n FROM duties WHERE kind = 'tell_back' AND state = 'owed'").first?.int("n")
            }
            #expect(owed == 1)
            world.clock.pass(days: ModerationAct.holdDays + 1)
            try await world.nights()
            #expect(try await world.get("/questions/\(question.id)").body.contains("mkheldwords"))
            #expect(try await world.db.read { try VoiceStore($0).count(of: question.id).people } == 13)
            let again = try await world.db.read {
                try $0.run("SELECT SUM(people) AS n FROM duties WHERE kind = 'tell_back' AND state = 'owed'").first?.int("n")
            }
            #expect(again == 13)
        }
    }

    @Test(arguments: TestEngine.available)
    func whatEndangersSomebodyStaysAwayUntilSomebodyDecides(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice("She sleeps at the blue house.", to: question, openness: .everyone)
            let held = try await world.moderate(voice, .hold, for: .danger, "It says where she sleeps.")
            world.clock.pass(days: ModerationAct.holdDays + 1)
            try await world.nights()
            #expect(try await world.state(voice) == "hidden")
            let desk = try await world.get("/spaces/riverbend/flags", as: "amina")
            #expect(try desk.says("Held; to be decided by") && desk.says("blue house"))
            let act = try #require(held.headers[.location])
            #expect(try await world.press("Bring it back", on: world.get(act, as: "amina"), as: "amina").status == 303)
            #expect(try await world.state(voice) == "ready")
            // Twice is once.
            #expect(try await world.post(act + "/lifting", as: "amina").status == 409)
        }
    }

    @Test(arguments: TestEngine.available)
    func nothingIsRemovedByOneAlone(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let leila = Author.person(try world.person("leila"))
            let voice = try await world.voice("mkgone: the Banda family keeps it.", to: question, by: leila, openness: .everyone)
            let act = try #require(try await world.moderate(voice, .remove, as: "rosa").headers[.location])
            #expect(try await world.state(voice) == "hidden", "out of sight while it waits")
            let mine = try await world.get(act, as: "rosa")
            #expect(try mine.says("Somebody who took no part") && !mine.page().buttons.contains("Remove it"))
            #expect(try await world.post(act + "/decision", as: "rosa", [("decision", "stays"), ("appeal", "Yes.")]).status == 409)
            for (name, status) in [("leila", 404), ("diego", 404), ("omar", 404)] {
                #expect(try await world.get(act, as: name).status == status, "\(name)")
            }
            let form = try await world.get(act, as: "amina")
            let empty = try await world.press("Remove it", on: form, as: "amina", typing: [("decision", "stays")])
            #expect(try empty.status == 422 && empty.says("Write a few words first."))
            let typed = [("decision", "stays"), ("appeal", "I see it so too.")]
            #expect(try await world.press("Remove it", on: form, as: "amina", typing: typed).status == 303)
            #expect(try await world.state(voice) == "removed")
            #expect(try await world.post(act + "/decision", as: "amina", [("decision", "lifted"), ("appeal", "No.")]).status == 409)
            // The author may object for a while; then the words are nowhere.
            world.clock.pass(days: ModerationAct.appealDays + 1)
            try await world.nights()
            #expect(try await world.state(voice) == "erased")
            let left = try await world.db.read { try $0.run("SELECT body FROM texts WHERE body LIKE '%mkgone%'").count }
            #expect(left == 0)
            #expect(try await world.db.read { try LineStore($0).ledger() }.contains { $0.item == voice && $0.act == "remove" })
        }
    }

    @Test(arguments: TestEngine.available)
    func whatTwoRemovedIsSaidToWhoeverHasItsCodeOnceItIsErased(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let words = "mkquoted: ask for Juma Banda at the blue house"
            let code = try await story.answer(words, details: [("openness", "everyone"), ("quotable", "yes")])
            try await story.letThrough()
            let voice = try await story.voices()[0]
            let insight = try await story.learn("One of you said: \(words).", from: [voice], openness: .everyone)
            let act = try #require(try await world.moderate(voice, .remove).headers[.location])
            let typed = [("decision", "stays"), ("appeal", "Agreed.")]
            _ = try await world.press("Remove it", on: world.get(act, as: "amina"), as: "amina", typing: typed)
            world.clock.pass(days: ModerationAct.appealDays + 1)
            try await world.nights()
            let found = try await world.press("Show it", on: world.get("/my-words"), typing: [("code", code)])
            #expect(try found.says("Two moderators removed these words"))
            #expect(try await !world.get("/insights/\(insight)").body.contains("mkquoted"))
            let left = try await world.db.read { try $0.run("SELECT body FROM texts WHERE body LIKE '%mkquoted%'").count }
            #expect(left == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func whereFewPeopleAreAModeratorOfAnotherPlaceMayBeTheSecond(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let amina = Author.person(try world.person("amina"))
            let voice = try await world.voice("The Banda family keeps it.", to: question, by: amina, openness: .everyone)
            // Nobody moderates their own: only Rosa may, so nobody here can be the second.
            #expect(try await world.get("/records/\(voice)/moderation", as: "amina").says("Somebody else has to"))
            #expect(
                try await world.post("/records/\(voice)/moderation", as: "amina", [("deed", "leave"), ("_version", "1")]).status == 409)
            let act = try #require(try await world.moderate(voice, .remove, as: "rosa").headers[.location])
            let page = try await world.get(act, as: "rosa")
            let link = try #require(try page.page().elements(named: "pre").first?.text.replacing("http://learn.test", with: ""))
            #expect(try await world.get(link).status == 303, "a stranger signs in first")
            for name in ["nadia", "leila", "amina", "rosa"] { #expect(try await world.get(link, as: name).status == 404, "\(name)") }
            #expect(try await world.get("/second-looks/abc.def", as: "omar").status == 404)
            let form = try await world.get(link, as: "omar")
            #expect(try form.says("The Banda family"))
            let done = try await world.press("Remove it", on: form, as: "omar", typing: [("decision", "stays"), ("appeal", "Agreed.")])
            #expect(done.status == 303)
            #expect(try await world.state(voice) == "removed")
            #expect(try await world.get(link, as: "omar").status == 404, "good for one thing")
        }
    }

    @Test(arguments: TestEngine.available)
    func theReasonIsToldByCodeAndAnotherPersonLooksAgain(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("The clinic is behind the school.", details: [("openness", "everyone")])
            try await story.letThrough()
            let voice = try await story.voices()[0]
            let act = try #require(
                try await world.moderate(voice, .hide, for: .danger, "It says where the clinic is.", as: "rosa").headers[.location])
            let found = try await world.press("Show it", on: world.get("/my-words"), typing: [("code", code)])
            #expect(try found.says("Moderators took it out of sight.") && found.says("It says where the clinic is."))
            #expect(try !found.says("The team did not keep this answer") && !found.says("You took these words back"))
            let empty = try await world.press("Ask for a second look", on: found, typing: [("appeal", "")])
            #expect(try empty.status == 422 && empty.says("Write a few words first."))
            let asked = try await world.press(
                "Ask for a second look", on: empty, typing: [("appeal", "Everybody knows; it is on the map.")])
            #expect(try asked.says("Somebody who did not decide before looks at it."))
            // Rosa, who decided, does not decide again; Amina does.
            #expect(try await world.get("/spaces/riverbend/flags", as: "rosa").says("Somebody else has to decide"))
            #expect(try await world.post(act + "/decision", as: "rosa", [("decision", "stays"), ("appeal", "No.")]).status == 409)
            let form = try await world.get(act, as: "amina")
            #expect(try form.says("it is on the map"))
            _ = try await world.press(
                "Bring it back", on: form, as: "amina", typing: [("decision", "lifted"), ("appeal", "You are right.")])
            #expect(try await world.state(voice) == "ready")
            let after = try await world.press("Show it", on: world.get("/my-words"), typing: [("code", code)])
            #expect(try after.says("It is back where it stood.") && after.says("You are right."))
            let log = try await world.get("/spaces/riverbend/moderation", as: "leila")
            #expect(try log.says("Something was hidden") && log.says("somebody objected, and it was lifted"))
            #expect(!log.body.contains("clinic"))
        }
    }

    @Test(arguments: TestEngine.available)
    func anAuthorObjectsToANoteAndItStays(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let leila = Author.person(try world.person("leila"))
            let voice = try await world.voice("Only one side spoke.", to: question, by: leila, openness: .everyone)
            let act = try #require(
                try await world.moderate(voice, .note, for: .other, "One side only.", label: .oneSided).headers[.location])
            #expect(try await world.post(act + "/appeal", as: "diego", [("appeal", "Mine.")]).status == 404, "not theirs")
            let page = try await world.get("/me/moderation", as: "leila")
            #expect(
                try await world.press("Ask for a second look", on: page, as: "leila", typing: [("appeal", "I asked both.")]).status == 303)
            #expect(try await world.post(act + "/appeal", as: "leila", [("appeal", "Again.")]).status == 409, "once")
            let form = try await world.get(act, as: "amina")
            _ = try await world.press(
                "It stays as decided", on: form, as: "amina", typing: [("decision", "stays"), ("appeal", "The others were not asked.")])
            let told = try await world.get("/me/moderation", as: "leila")
            #expect(try told.says("Somebody else has looked again, and it stays so.") && told.says("The others were not asked."))
            #expect(try await world.get("/questions/\(question.id)").says("Moderators note: One side only"))
            // Too late for another one.
            let late = try await world.moderate(voice, .note, for: .other, "Out of date now.", label: .outdated, as: "amina")
            world.clock.pass(days: ModerationAct.appealDays + 1)
            #expect(try await !world.get("/me/moderation", as: "leila").page().buttons.contains("Ask for a second look"))
            #expect(
                try await world.post(try #require(late.headers[.location]) + "/appeal", as: "leila", [("appeal", "Late.")]).status == 409)
        }
    }

    @Test(arguments: TestEngine.available)
    func everyKindCanBePutOutOfSightAndBackButAQuestion(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let matrix = try await MatrixWorld.filled(world)
            for (kind, id) in matrix.items.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                let before = try await world.state(id)
                let form = try await world.get("/records/\(id)/moderation", as: "rosa")
                #expect(form.status == 200, "\(kind)")
                let done = try await world.moderate(id, .hide, for: .danger, "mkreason \(kind)")
                guard kind.canBeHidden else {
                    #expect(done.status == 422)
                    continue
                }
                let act = try #require(done.headers[.location], "\(kind)")
                #expect(try await world.state(id) == "hidden", "\(kind)")
                let word = matrix.words[kind]?.first ?? "?"
                for path in ["/spaces/riverbend", "/spaces/riverbend/told", "/spaces/riverbend/insights", "/spaces/riverbend/decisions"] {
                    #expect(try await !world.get(path, as: "diego").body.contains(word), "\(kind) \(path)")
                }
                #expect(try await world.press("Bring it back", on: world.get(act, as: "rosa"), as: "rosa").status == 303, "\(kind)")
                #expect(try await world.state(id) == before, "\(kind)")
            }
            let crooked = try await world.db.read { tx in
                try tx.run(
                    """
                    SELECT COUNT(*) AS n FROM (SELECT space_id, audience, kind, state, COUNT(*) AS n FROM items GROUP BY space_id, audience, kind, state) AS c
                    LEFT JOIN tallies t ON t.space_id = c.space_id AND t.audience = c.audience AND t.kind = c.kind AND t.state = c.state
                    WHERE t.n IS NULL OR t.n <> c.n
                    """
                ).first?.int("n")
            }
            #expect(crooked == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func aHiddenAnswerIsStillItsSpeakersToTakeBack(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("mkback: the clinic is behind the school.", details: [("openness", "everyone")])
            try await story.letThrough()
            let voice = try await story.voices()[0]
            _ = try await world.flag(voice, .danger, "mkback, read it.")
            try await world.moderate(voice, .hide, for: .danger, "mkback endangers her.")
            let found = try await world.press("Show it", on: world.get("/my-words"), typing: [("code", code)])
            let sure = try await world.press("Take my words back", on: found)
            _ = try await world.press("Take my words back", on: sure)
            #expect(try await world.state(voice) == "withdrawn")
            try await world.nights()
            // What others wrote about it went with it.
            for table in ["moderation_acts", "flags", "texts"] {
                let column = table == "texts" ? "body" : "words"
                let left = try await world.db.read {
                    try $0.run(SQL(verbatim: "SELECT \(column) FROM \(table) WHERE \(column) LIKE '%mkback%'")).count
                }
                #expect(left == 0, "\(table)")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func theLogSaysNumbersInWordsToStrangers(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice("mklogged words", to: question, openness: .everyone)
            try await world.moderate(voice, .hold, for: .names, "mkwhy")
            for name in [nil, "omar", "leila"] as [String?] {
                let log = try await world.get("/spaces/riverbend/moderation", as: name)
                #expect(log.status == 200 && !log.body.contains("mklogged") && !log.body.contains("mkwhy") && !log.body.contains("Rosa"))
                #expect(try log.says("a few times") == (name != "leila"))
                #expect(try log.says("It names somebody") == (name == "leila"))
            }
        }
    }
}
