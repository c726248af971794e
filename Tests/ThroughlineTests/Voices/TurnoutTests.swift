import Database
import DatabaseTesting
import HTMLTesting
import Language
import Testing

@testable import Throughline

/// How many answered is kept with every change and never counted; it is what counting would give.
struct TurnoutTests {
    private func kept(_ world: World, _ question: ID<Item>) async throws -> Turnout {
        try await world.db.read { tx in
            let (count, back) = try (VoiceStore(tx).count(of: question), VoiceStore(tx).takenBack(from: question))
            #expect(try VoiceStore(tx).crookedTurnouts() == 0)
            return Turnout(voices: count.voices, people: count.people, held: count.held, takenBack: back?.voices ?? 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func everyStepOfAnAnswerIsCounted(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let question = story.question
            #expect(try await kept(world, question) == Turnout())
            let code = try await story.answer("One.")
            _ = try await story.answer("Two, for a group.", details: [("people", "12"), ("openness", "circle")])
            _ = try await story.answer("Three, which is not kept.")
            #expect(try await kept(world, question) == Turnout(voices: 3, people: 3, held: 3), "unread, a group is one")
            let third = try await world.db.read { tx in
                try tx.run("SELECT v.id FROM voices v JOIN texts t ON t.item_id = v.id WHERE t.body LIKE 'Three%'").first?.text("id")
            }
            let rejection = try await world.get("/voices/\(try #require(third))/rejection", as: "rosa")
            let button = try #require(try rejection.page().buttons.last)
            _ = try await world.press(button, on: rejection, as: "rosa", typing: [("because", "It names a child.")])
            #expect(try await kept(world, question) == Turnout(voices: 2, people: 2, held: 2))
            try await story.letThrough()
            #expect(try await kept(world, question) == Turnout(voices: 2, people: 13))
            let page = try await world.get("/questions/\(question)", as: "rosa")
            #expect(try page.says("2 answers, for 13 people."))
            let sure = try await world.press("Take my words back", on: story.myWords(code))
            _ = try await world.press("Take my words back", on: sure)
            #expect(try await kept(world, question) == Turnout(voices: 1, people: 12, takenBack: 1))
            let back = try await world.db.read { try VoiceStore($0).takenBack(from: question) }
            #expect(back?.last == world.clock.now.day(in: .utc))
            try await Sweep(house: world.house).run()
            #expect(try await kept(world, question) == Turnout(voices: 1, people: 12, takenBack: 1))
        }
    }

    /// Two pages open with the same code, saved one after the other: the second does not reckon from what the first has changed.
    @Test(arguments: TestEngine.available)
    func detailsSavedTwiceCountOnce(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let page = try await world.get("/questions/\(story.question)")
            let thanks = try await world.press("Send", on: page, typing: [("text", "We all say so.")])
            let question = try await world.read(story.question)
            let act = world.house.act(by: nil)
            let stale = try await world.db.read { tx in try VoiceStore(tx).own(tx.run("SELECT id FROM voices").first?.id("id") ?? ID("")) }
            _ = try await world.press("Save", on: thanks, typing: [("people", "5")])
            var draft = DetailsDraft()
            draft.people = "7"
            let (checked, typed) = (try draft.checked(on: act.day), draft)
            try await world.db.write { tx in
                try VoiceStore(tx).detail(stale, question, checked, typed, sealedTo: nil, author: .nobody, asked: "en", by: act)
            }
            #expect(try await kept(world, story.question) == Turnout(voices: 1, people: 1, held: 1))
            let owed = try await world.db.read { try DutyStore($0).owed(on: question.id, kind: .tellBack) }
            #expect(owed.reduce(0) { $0 + $1.people } == 1)
            // Taken back meanwhile, it does not get a name and a place again.
            try await world.withdraw(stale.id)
            await #expect(throws: Refusal.notFound) {
                try await world.db.write { tx in
                    try VoiceStore(tx).detail(
                        stale, question, checked, typed, sealedTo: nil, author: .pseudonym("Yusuf"), asked: "en", by: act)
                }
            }
            #expect(try await kept(world, story.question) == Turnout(takenBack: 1))
        }
    }

    @Test(arguments: TestEngine.available)
    func importedAnswersAndThoseARestoredLedgerTakesBackAreCounted(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let voices = try await world.fillForCarrying()
            let question: ID<Item> = try await world.db.read {
                try $0.run("SELECT question_id FROM voices WHERE id = \(voices.gone)").first?.id("question_id") ?? ID("")
            }
            let before = try await kept(world, question)
            #expect(before.voices > 1 && before.people == before.voices)
            let day = try #require(Day("2026-11-20"))
            #expect(try await world.storage.apply([LedgerEntry(item: voices.gone, act: "withdraw", day: day)]) == 1)
            #expect(
                try await kept(world, question) == Turnout(voices: before.voices - 1, people: before.people - 1, takenBack: 1))
            #expect(try await world.db.read { try VoiceStore($0).takenBack(from: question) }?.last == day, "the day somebody did it")
        }
    }

    /// What a team has to let through is found without walking what stands already.
    @Test(arguments: TestEngine.available)
    func theWeekKnowsWhatWaitsByQuestion(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            for text in ["One.", "Two."] { _ = try await story.answer(text) }
            let other = try await world.question("Which path floods first in January?")
            let (rosa, now) = (try await world.reader("rosa"), world.clock.now)
            let found = try await world.db.read { try VoiceStore($0).held(in: world.riverbend.id, for: rosa, at: now) }
            #expect(found.map(\.question) == [story.question] && found.map(\.voices) == [2] && other != story.question)
            #expect(try await world.get("/spaces/riverbend/week", as: "rosa").says("2 answers without a name wait for you"))
        }
    }

    /// A team that counts one answer more than it can read knows that somebody went past it; in a small group, who.
    @Test(arguments: TestEngine.available)
    func whatIsForTheSafetyLeadAloneIsInNoNumber(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let (diego, place, act) = (try world.person("diego"), world.riverbend.id, world.house.act(by: try world.person("amina")))
            try await world.db.write { try OfficeStore($0).set([.safety], of: diego, in: place, seen: [], by: act) }
            _ = try await story.answer("Read by the team.", details: [("openness", "circle")])
            let page = try await world.get("/questions/\(story.question)")
            let typed = [("text", "mkforthelead He takes the money."), ("for_safety", "yes")]
            let thanks = try await world.press("Send", on: page, typing: typed)
            let code = try #require(try thanks.code())
            #expect(try await kept(world, story.question) == Turnout(voices: 1, people: 1, held: 1))
            for name in ["rosa", "amina"] {
                let seen = try await world.get("/questions/\(story.question)", as: name)
                #expect(!seen.body.contains("mkforthelead"))
                #expect(try !seen.says("2 answers") && !seen.says("2 people"), "\(name)")
            }
            let desk = try await world.get("/questions/\(story.question)", as: "diego")
            #expect(desk.body.contains("mkforthelead"), "the safety lead finds it")
            try await story.letThrough()
            _ = try await world.press("Let it through", on: world.get("/questions/\(story.question)", as: "diego"), as: "diego")
            #expect(try await kept(world, story.question) == Turnout(voices: 1, people: 1))
            let sure = try await world.press("Take my words back", on: story.myWords(code))
            _ = try await world.press("Take my words back", on: sure)
            #expect(try await kept(world, story.question) == Turnout(voices: 1, people: 1))
            #expect(try await !world.get("/questions/\(story.question)", as: "rosa").says("taken back"))
            // Opened to fewer afterwards, it leaves the numbers with that.
            let other = try await story.answer("First for all who take part.", details: [("openness", "circle")])
            try await story.letThrough()
            #expect(try await kept(world, story.question) == Turnout(voices: 2, people: 2))
            #expect(try await owed(world) == 2)
            _ = try await world.press("Save", on: story.myWords(other), typing: [("openness", "safety")])
            #expect(try await kept(world, story.question) == Turnout(voices: 1, people: 1))
            #expect(try await owed(world) == 1)
        }
    }

    private func owed(_ world: World) async throws -> Int {
        try await world.db.read {
            try $0.run("SELECT coalesce(SUM(people), 0) AS n FROM duties WHERE kind = 'tell_back'").first?.int("n") ?? 0
        }
    }

    /// Through whom somebody is reached who went past the team would be read by whoever tells; so they come back with their words.
    @Test(arguments: TestEngine.available)
    func nobodyOfTheTeamHoldsAWayToWhomOnlyTheSafetyLeadReads(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let (diego, place, act) = (try world.person("diego"), world.riverbend.id, world.house.act(by: try world.person("amina")))
            try await world.db.write { try OfficeStore($0).set([.safety], of: diego, in: place, seen: [], by: act) }
            let page = try await world.get("/questions/\(story.question)")
            let thanks = try await world.press("Send", on: page, typing: [("text", "He takes the money."), ("for_safety", "yes")])
            let typed = [("openness", "safety"), ("door", "person"), ("through", "Sister Agnes at the clinic")]
            let saved = try await world.press("Save", on: thanks, typing: typed)
            #expect(try saved.says("Only the safety lead reads this, so nobody writes to you."))
            #expect(try await owed(world) == 0)
            let sealed = try await world.db.read { try $0.run("SELECT told_to, door FROM voices").first }
            #expect(try sealed?.textOrNil("told_to") == nil && sealed?.text("door") == "code")
            // Opened to the team after all, it is owed like any other; narrowed again, nobody holds the way any more.
            let code = try await story.answer(
                "Another.", details: [("openness", "circle"), ("door", "person"), ("through", "Sister Agnes")])
            #expect(try await owed(world) == 1)
            let own = try await story.myWords(code)
            _ = try await world.press("Save", on: own, typing: [("openness", "safety")])
            #expect(try await owed(world) == 0)
            #expect(try await world.db.read { try $0.run("SELECT 1 AS one FROM voices WHERE told_to IS NOT NULL").isEmpty })
            #expect(try await story.myWords(code).says("So far only the safety lead of Riverbend has read it."))
        }
    }

    /// The thanks page stays open on a helper's phone; whoever narrowed with the code meanwhile is not undone by it.
    @Test(arguments: TestEngine.available)
    func aPageLeftOpenDoesNotWidenWhatWasNarrowed(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let page = try await world.get("/questions/\(story.question)")
            let thanks = try await world.press("Send", on: page, typing: [("text", "They sold the nets.")])
            let code = try #require(try thanks.code())
            let voice = try #require(try await story.voices().first)
            try await world.db.write { tx in
                try tx.run("UPDATE voices SET openness = 'everyone' WHERE id = \(voice)")
            }
            _ = try await world.press("Save", on: story.myWords(code), typing: [("openness", "team")])
            _ = try await world.press("Save", on: thanks, typing: [("openness", "everyone"), ("was", "everyone")])
            let now = try await world.db.read { try VoiceStore($0).own(voice).openness }
            #expect(now == .team)
            let refused = try await world.press("Save", on: story.myWords(code), typing: [("openness", "safety")])
            #expect(try refused.status == 422 && refused.says("There is no safety lead here just now."))
        }
    }

    /// More of what only the safety lead may read is the safety lead's too: what somebody puts right, before and after they narrowed it.
    @Test(arguments: TestEngine.available)
    func whatIsPutRightIsReadByNobodyWhoMayNotReadTheWords(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let (diego, place, act) = (try world.person("diego"), world.riverbend.id, world.house.act(by: try world.person("amina")))
            try await world.db.write { try OfficeStore($0).set([.safety], of: diego, in: place, seen: [], by: act) }
            func read(by name: String?) async throws -> String { try await world.get("/questions/\(story.question)", as: name).body }
            // Narrowed after it was put right.
            let open = try await story.answer("They sold the nets.", details: [("openness", "everyone")])
            try await story.letThrough()
            var box = try await world.press("Not what I meant", on: story.myWords(open))
            _ = try await world.press("Send", on: box, typing: [("text", "mkearlier It was the chairman.")])
            #expect(try await read(by: "rosa").contains("mkearlier"))
            _ = try await world.press("Save", on: story.myWords(open), typing: [("openness", "safety")])
            // Put right after it was narrowed.
            box = try await world.press("Not what I meant", on: story.myWords(open))
            _ = try await world.press("Send", on: box, typing: [("text", "mklater He has a gun.")])
            for name in ["rosa", "amina", "leila", nil] as [String?] {
                let page = try await read(by: name)
                #expect(!page.contains("mkearlier") && !page.contains("mklater"), "\(name ?? "a stranger")")
            }
            #expect(try await read(by: "diego").contains("mklater"), "the safety lead reads it")
            let duties = try await world.db.read { try $0.run("SELECT 1 AS one FROM duties WHERE kind = 'look_at_answers'").count }
            #expect(duties == 0)
        }
    }
}
