import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// What may be done with somebody's words: one purpose at a time, for those they opened them to, and taken back as easily (G1).
struct ConsentTests {
    static let words = "The clubs give talk, and talk does not feed a family."

    private func said(_ world: World, _ voice: ID<Item>) async throws -> [Agreed] {
        try await world.db.read { try ConsentStore($0).all(about: voice) }
    }

    private func allowed(_ world: World, _ voice: ID<Item>) async throws -> Set<Consent> {
        try await world.db.read { try VoiceStore($0).own(voice).permission.all(on: world.clock.now.day(in: .utc)) }
    }

    @Test(arguments: TestEngine.available)
    func nothingIsTickedBeforehandAndEveryAnswerIsKept(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let thanks = try await world.press("Send", on: world.get("/questions/\(story.question)"), typing: [("text", Self.words)])
            let boxes = try thanks.page().elements(named: "input").filter { $0.attribute("type") == "checkbox" }
            #expect(boxes.count >= 2)
            #expect(boxes.allSatisfy { $0.attribute("checked") == nil }, "nothing is ticked before somebody ticks it")
            #expect(try !thanks.says("see my photo"), "there is none to ask about")
            let code = try thanks.code() ?? ""
            #expect(try await world.rows("consents") == 0, "not asked is not a no")
            // Three taps: who may see it, that it may be quoted, Save.
            _ = try await world.press("Save", on: thanks, typing: [("openness", "everyone"), ("quotable", "yes")])
            let voice = try await story.voices()[0]
            let day = world.clock.now.day(in: .utc)
            #expect(
                try await said(world, voice) == [
                    Agreed(consent: .data, answer: false, version: 1, audience: .everyone, until: nil, language: "en", day: day),
                    Agreed(consent: .quote, answer: true, version: 2, audience: .everyone, until: nil, language: "en", day: day),
                ])
            world.clock.pass(days: 3)
            let own = try await story.myWords(code, in: "fr")
            let form = try own.form(withButton: "Enregistrer")
            let fields = form.fields.filter { $0.name != "quotable" }.map { ($0.name, $0.value) }
            for _ in 0..<2 { _ = try await world.post("/my-words/consent", in: "fr", fields) }
            let quotes = try await said(world, voice).filter { $0.consent == .quote }
            #expect(quotes.map(\.answer) == [true, false], "sent twice, kept once; the first yes is not changed")
            #expect(quotes.last?.language == "fr" && quotes.last?.day == day + 3)
            #expect(ConsentState(quotes, on: day + 3) == .withdrawn(quotes[1]))
            #expect(try await allowed(world, voice) == [])
        }
    }

    @Test(arguments: TestEngine.available)
    func aNoTakesNothingFromTheAnswer(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer(Self.words, details: [("openness", "everyone")])
            try await story.letThrough()
            #expect(try await world.get("/questions/\(story.question)").says(Self.words), "who may see the words is another question")
            #expect(try await story.myWords(code).says("You hear from us by"))
            let voice = try await story.voices()[0]
            let states = try await said(world, voice).map { ConsentState([$0], on: $0.day) }
            #expect(states.allSatisfy { if case .declined = $0 { true } else { false } } && states.count == 2)
        }
    }

    /// Domain 14: not asked, given, expired, asked again. A day passes by the clock alone, before any night.
    @Test(arguments: TestEngine.available)
    func aYesForOneYearIsOverAfterIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer(Self.words, details: [("openness", "everyone"), ("quotable", "yes")])
            _ = try await world.press("Save", on: story.myWords(code), typing: [("until", "year")])
            try await story.letThrough()
            let insight = try await story.learn("Clubs are talk: \(Self.words)", from: story.voices(), openness: .everyone)
            let voice = try await story.voices()[0]
            let until = try #require(try await said(world, voice).last { $0.consent == .quote }?.until)
            #expect(until == world.clock.now.day(in: .utc) + 365)
            let diego = try await world.reader("diego")
            world.clock.pass(days: 340)
            let soon = try await world.db.read { tx in
                let reading = QuotesReading(
                    tx: tx, reader: diego, language: "en", now: world.clock.now)
                return try reading.view(story.question).ending
            }
            #expect(soon == .exactly(1))
            world.clock.pass(days: 25)
            #expect(try await quoteStands(world, insight), "on its last day it holds")
            world.clock.pass(days: 1)
            #expect(try await !quoteStands(world, insight), "read on the day after, before the night")
            #expect(try await world.get("/insights/\(insight)").says("Clubs are talk: \(Self.words)"), "a sentence waits for the night")
            try await ConsentNights.run(world.house)
            #expect(try await world.get("/insights/\(insight)").says("Clubs are talk: […]"))
            #expect(try await allowed(world, voice) == [])
            // Asked again, and given again.
            let own = try await story.myWords(code)
            #expect(try own.says("It is over."))
            #expect(try own.form(withButton: "Save").value("quotable") == nil, "not ticked for them")
            _ = try await world.press("Save", on: own, typing: [("quotable", "yes"), ("until", "")])
            #expect(try await allowed(world, voice) == [.quote])
            #expect(try await said(world, voice).filter { $0.consent == .quote }.map(\.answer) == [true, true, true])
        }
    }

    private func quoteStands(_ world: World, _ insight: ID<Item>) async throws -> Bool {
        let page = try await world.get("/insights/\(insight)").page()
        return page.elements(named: "blockquote").contains { $0.text.contains(Self.words) }
    }

    /// An answer keeps the meaning of the words it was given to, and its speaker is asked again in the new ones.
    @Test(arguments: TestEngine.available)
    func anOlderWordingHoldsAsItWasAskedUntilItIsAskedAgain(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer(Self.words, details: [("openness", "everyone"), ("quotable", "yes")])
            try await story.letThrough()
            let insight = try await story.learn("Clubs are talk.", from: story.voices(), openness: .everyone)
            let voice = try await story.voices()[0]
            try await world.db.write { tx in try tx.run("UPDATE consents SET version = 1 WHERE purpose = 'quote'") }
            #expect(try await quoteStands(world, insight), "the yes still holds")
            let own = try await story.myWords(code)
            #expect(try own.says("My words may be quoted, without my name"), "what they said yes to")
            #expect(try own.says("My words may be quoted to those who may see them"), "what they are asked now")
            #expect(try own.says("We ask this in other words now."))
            #expect(try own.form(withButton: "Save").value("quotable") == nil, "the old yes is none to the new words")
            _ = try await world.press("Save", on: own, typing: [("quotable", "yes")])
            #expect(try await said(world, voice).filter { $0.consent == .quote }.map(\.version) == [1, 2])
        }
    }

    /// A change of mind reaches every page, export and feed with the request that says it.
    @Test(arguments: TestEngine.available)
    func aQuoteTakenBackIsGoneFromWhereverItStood(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer(
                Self.words, details: [("openness", "everyone"), ("quotable", "yes"), ("pass_on", "yes"), ("name", "Yusuf of Caia")])
            for n in 1...5 {
                _ = try await story.answer("Lamp number \(n) is broken.", details: [("openness", "everyone"), ("pass_on", "yes")])
            }
            try await story.letThrough()
            let voices = try await story.voices()
            let insight = try await story.learn("One said: \(Self.words)", from: voices, openness: .everyone)
            let card = try await world.get("/insights/\(insight)")
            #expect(try card.says(Self.words) && card.says("Yusuf of Caia"))
            let desk = try await world.follow(world.get("/questions/\(story.question)/telling", as: "rosa"), as: "rosa")
            let text = "One of you said: “\(Self.words)”"
            let chat = try await world.follow(
                world.press("Copy for chat", on: desk, as: "rosa", typing: [("text", text)]), as: "rosa")
            #expect(try chat.says(Self.words))
            let map = try await world.get("/questions/\(story.question)/quotes", as: "diego")
            #expect(try map.says(Self.words) && map.says("as Yusuf of Caia") && map.says("may be passed on"))
            let file = try await world.press("Save the file", on: map, as: "diego")
            #expect(file.body.contains("\"\(Self.words)\",\"en\",\"Yusuf of Caia\",\"Yes\""))

            // First the name alone.
            _ = try await world.press("Save", on: story.myWords(code), typing: [("show_name", "no")])
            let unnamed = try await world.get("/insights/\(insight)")
            #expect(try unnamed.says(Self.words) && !unnamed.says("Yusuf"))
            #expect(try await !world.get("/questions/\(story.question)").says("Yusuf"), "nor on the card")
            #expect(
                try await world.get("/questions/\(story.question)", as: "diego").says("Yusuf of Caia"), "the team has what it was given")
            // Then the quote, and the file.
            _ = try await world.press("Save", on: story.myWords(code), typing: [("quotable", "no"), ("pass_on", "no")])
            for name in [nil, "leila", "omar"] {
                let page = try await world.get("/insights/\(insight)", as: name)
                #expect(try !page.says(Self.words) && page.says("One said: […]"), "\(name ?? "nobody")")
            }
            #expect(try await world.press("Told", on: chat, as: "rosa").status == 409, "the text it was is not told")
            let again = try await world.follow(world.get("/questions/\(story.question)/telling", as: "rosa"), as: "rosa")
            #expect(try again.says("One of you said: “[…]”"))
            let refused = try await world.press("Told", on: again, as: "rosa", typing: [("text", text)])
            #expect(try refused.status == 422 && refused.says("Say it in your own words."), "a text that quotes them is not told")
            let after = try await world.get("/questions/\(story.question)/quotes", as: "diego")
            #expect(try !after.says(Self.words))
            let less = try await world.press("Save the file", on: after, as: "diego")
            #expect(less.status == 200 && !less.body.contains("talk does not feed"))
            #expect(less.body.contains("Lamp number 5 is broken."))
            // The team reads again what it went out of.
            #expect(try await world.get("/spaces/riverbend/week", as: "diego").says("A quote had to go"))
            #expect(try after.says("A quote was taken out here") && after.says("One said: […]"))
            _ = try await world.press("I have read it again", on: after, as: "diego")
            #expect(try await !world.get("/spaces/riverbend/week", as: "diego").says("A quote had to go"))
        }
    }

    @Test(arguments: TestEngine.available)
    func aNameNobodyAllowedIsNotToldWithTheirWords(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer(
                Self.words, details: [("openness", "everyone"), ("quotable", "yes"), ("name", "Yusuf of Caia")])
            try await story.letThrough()
            _ = try await world.press("Save", on: story.myWords(code), typing: [("show_name", "no")])
            let desk = try await world.follow(world.get("/questions/\(story.question)/telling", as: "rosa"), as: "rosa")
            let refused = try await world.press(
                "Told", on: desk, as: "rosa", typing: [("text", "Yusuf of Caia said: “\(Self.words)”")])
            #expect(try refused.status == 422 && refused.says("Take the name out."))
            #expect(
                try await world.press("Told", on: desk, as: "rosa", typing: [("text", "One said: “\(Self.words)”")]).status == 303)
        }
    }

    /// What is passed on: enough people, everybody's to see, each with what they allow; and the people of the place read that it was done.
    @Test(arguments: TestEngine.available)
    func fewerThanFivePeopleAreNotPassedOn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            for n in 1...4 { _ = try await story.answer("Reason number \(n).", details: [("openness", "everyone"), ("pass_on", "yes")]) }
            _ = try await story.answer("For this place alone.", details: [("openness", "circle"), ("pass_on", "yes")])
            _ = try await story.answer("Not for a file.", details: [("openness", "everyone")])
            _ = try await story.answer("=1+1 is a formula.", details: [("openness", "everyone"), ("pass_on", "yes")])
            try await story.letThrough()
            _ = try await world.db.write { tx in try tx.run("UPDATE voices SET place = 'Caia landing', organisation = 'Fishers'") }
            let page = try await world.get("/questions/\(story.question)/quotes", as: "diego")
            let file = try await world.press("Save the file", on: page, as: "diego")
            #expect(file.status == 200 && file.headers[.contentType] == "text/csv; charset=utf-8")
            for gone in ["For this place", "Not for a file", "Caia", "Fishers"] { #expect(!file.body.contains(gone), "\(gone)") }
            #expect(file.body.contains("\"'=1+1 is a formula.\""))
            let acts = try await world.db.read { try $0.run("SELECT act FROM audit WHERE act = 'question.pass_on'").count }
            #expect(acts == 1)
            let voice = try #require(try await story.voices().first)
            try await world.db.write { tx in try tx.run("UPDATE voices SET data_until = NULL WHERE id = \(voice)") }
            let kept = try await world.db.read { tx in
                try tx.run("SELECT id FROM voices WHERE data_until IS NOT NULL AND openness = 'everyone'").count
            }
            let fewer = try await world.press("Save the file", on: page, as: "diego")
            if kept < 5 { #expect(try fewer.status == 422 && fewer.says("one of them could be picked out")) }
            // Nobody else, and not as if it were there.
            for name in [nil, "leila", "omar"] {
                let answer = try await world.post("/questions/\(story.question)/quotes/file", as: name)
                #expect(answer.status != 200 && !answer.body.contains("Reason number"), "\(name ?? "nobody")")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func signedInTheySeeAndChangeWhatTheyAllowed(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let leila = try world.person("leila")
            let voice = try await world.voice(Self.words, to: question, by: .person(leila), openness: .everyone, quotable: true)
            let data = try await world.get("/me/data", as: "leila")
            #expect(try data.says("My words may be quoted to those who may see them: Yes"))
            #expect(try data.says("said on"))
            let own = try await world.get("/me/words/\(voice)", as: "leila")
            let saved = try await world.press("Save", on: own, as: "leila", typing: [("quotable", "no"), ("pass_on", "yes")])
            #expect(try saved.says("Saved. It holds on every page from now on."))
            #expect(try await allowed(world, voice).contains(.data))
            #expect(try await !allowed(world, voice).contains(.quote))
            let confirmed = try await world.get("/me/data", as: "leila")
            #expect(try confirmed.says("My words may go into a file that is passed on to others: Yes"))
            #expect(try confirmed.says("My words may be quoted to those who may see them: No"))
            // Not theirs: nobody else says it for her, and it is as if it were not there.
            for name in ["nadia", "amina", "rosa"] {
                let answer = try await world.post(
                    "/my-words/consent", as: name, [("voice", voice.description), ("quotable", "yes")])
                #expect(answer.status == 404, "\(name)")
            }
            let stranger = try await world.post("/my-words/consent", [("voice", voice.description), ("quotable", "yes")])
            #expect(stranger.status != 200)
            #expect(try await !allowed(world, voice).contains(.quote))
            let bad = try await world.post("/my-words/consent", as: "leila", [("voice", voice.description), ("until", "2020-01-01")])
            #expect(try bad.status == 422 && bad.says("Choose how long it holds."))
        }
    }

    /// To be written to again is asked apart from being told: without it the address is forgotten with the first mail.
    @Test(arguments: TestEngine.available)
    func onlyWhoAllowedItIsWrittenToAgain(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let mail = { (address: String) in [("door", "mail"), ("mail", address)] }
            _ = try await story.answer("Once is enough.", details: mail("once@example.org"))
            let code = try await story.answer("Write to me again.", details: mail("again@example.org") + [("write_again", "yes")])
            try await story.letThrough()
            #expect(try await world.db.read { try $0.run("SELECT id FROM voices WHERE again_until IS NOT NULL").count } == 1)
            func addresses() async throws -> Int {
                try await world.db.read { try $0.run("SELECT id FROM voices WHERE told_to IS NOT NULL").count }
            }
            #expect(try await addresses() == 2)
            world.clock.pass(days: 1)
            let desk = try await world.follow(world.get("/questions/\(story.question)/telling", as: "rosa"), as: "rosa")
            _ = try await world.press("Send 2 mails", on: desk, as: "rosa", typing: [("text", "Nothing was decided yet.")])
            #expect(try await addresses() == 1, "the other address is forgotten")
            let done = try await world.get("/questions/\(story.question)/telling", as: "rosa")
            _ = try await world.press("Tell them again", on: done, as: "rosa")
            let owed = try await world.db.read { try DutyStore($0).owed(on: story.question, kind: .tellBack).filter { $0.state == "owed" } }
            #expect(owed.map(\.door) == [.mail] && owed.map(\.people) == [1])
            // They change their mind before the second mail: nobody waits for them, and the address goes.
            world.clock.pass(days: 2)
            _ = try await world.press("Save", on: story.myWords(code), typing: [("write_again", "no")])
            #expect(try await addresses() == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func whatWasSaidGoesWithTheWords(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer(Self.words, details: [("quotable", "yes")])
            #expect(try await world.rows("consents") == 2)
            let sure = try await world.press("Take my words back", on: story.myWords(code))
            _ = try await world.press("Take my words back", on: sure)
            let voice = try await story.voices()[0]
            #expect(try await allowed(world, voice) == [])
            try await Sweep(house: world.house).run()
            #expect(try await world.rows("consents") == 0)
        }
    }

    /// What was allowed before there were purposes stays allowed, in the words it was asked in.
    @Test(arguments: TestEngine.available)
    func whatWasSaidBeforeKeepsItsMeaning(_ engine: TestEngine) async throws {
        let place = try #require(Schema.changes.firstIndex { $0.name == "consent, one purpose at a time" })
        try await withDatabase(engine, changes: Array(Schema.changes.prefix(place))) { db in
            try await db.write { tx in
                for (id, name, quotable) in [("v1", nil, 1), ("v2", "Yusuf", 0)] as [(String, String?, Int)] {
                    try tx.run(
                        """
                        INSERT INTO items (id, kind, space_id, pseudonym, language, sensitivity, tlp, state, version, audience, day, shown_from,
                            shown_until) VALUES (\(id), 'voice', 's', \(name), 'en', 0, 'CLEAR', 'ready', 1, 0, 100, 0, 0)
                        """)
                    try tx.run(
                        """
                        INSERT INTO voices (id, question_id, openness, quotable, people, door, told_language)
                        VALUES (\(id), 'v1', 'circle', \(quotable), 1, 'code', 'fr')
                        """)
                }
            }
            _ = try await Migration(Schema.changes).run(on: db, now: 1, backUpFirst: nil)
            let (first, second, said) = try await db.read { tx in
                try (VoiceStore(tx).own(ID("v1")), VoiceStore(tx).own(ID("v2")), ConsentStore(tx).all(about: ID("v1")))
            }
            #expect(first.permission.all(on: Day(number: 30_000)) == [.quote] && second.permission.all(on: Day(number: 30_000)) == [.name])
            #expect(
                said == [
                    Agreed(
                        consent: .quote, answer: true, version: 1, audience: .circle, until: nil, language: "fr", day: Day(number: 100))
                ])
        }
    }

    /// With the code, fewer people than before; never more, since others have read it as it was meant.
    @Test(arguments: TestEngine.available)
    func whoMaySeeItCanBeMadeFewerLater(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer(Self.words, details: [("openness", "circle"), ("quotable", "yes")])
            try await story.letThrough()
            let insight = try await story.learn("Clubs are talk: \(Self.words)", from: story.voices(), openness: .circle)
            #expect(try await world.get("/questions/\(story.question)", as: "leila").says(Self.words))
            let own = try await story.myWords(code)
            let offered = try own.page().elements(named: "input").filter { $0.attribute("name") == "openness" }
            #expect(offered.compactMap { $0.attribute("value") } == ["team", "circle"], "no safety lead here, and nobody more than now")
            _ = try await world.press("Save", on: own, typing: [("openness", "everyone")])
            let voice = try await story.voices()[0]
            func openness() async throws -> Openness { try await world.db.read { try VoiceStore($0).own(voice).openness } }
            #expect(try await openness() == .circle, "not more")
            #expect(try await quoteIsRead(world, insight, by: "leila"))
            _ = try await world.press("Save", on: story.myWords(code), typing: [("openness", "team")])
            #expect(try await openness() == .team)
            for name in ["leila", nil] as [String?] {
                #expect(try await !world.get("/questions/\(story.question)", as: name).says(Self.words), "\(name ?? "nobody")")
                #expect(try await world.get("/voices/\(voice)", as: name).status == 404)
            }
            #expect(try await !quoteIsRead(world, insight, by: "leila"))
            #expect(try await world.get("/insights/\(insight)", as: "leila").says("[…]"))
            #expect(try await world.get("/questions/\(story.question)", as: "rosa").says(Self.words), "the team reads on")
            #expect(try await story.myWords(code).says(Self.words))
            #expect(try await world.db.read { try VoiceStore($0).crookedTurnouts() } == 0)
        }
    }

    private func quoteIsRead(_ world: World, _ insight: ID<Item>, by name: String) async throws -> Bool {
        try await world.get("/insights/\(insight)", as: name).says(Self.words)
    }

    @Test(arguments: TestEngine.available)
    func aFileOfFewIsNotOffered(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer(Self.words, details: [("openness", "everyone"), ("pass_on", "yes")])
            try await story.letThrough()
            let page = try await world.get("/questions/\(story.question)/quotes", as: "diego")
            #expect(try page.says("So far fewer than 5 people allow it") && !page.page().buttons.contains("Save the file"))
        }
    }
}
