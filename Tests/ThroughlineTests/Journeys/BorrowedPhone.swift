import BrowserTesting
import Database
import DatabaseTesting
import Language
import Testing

@testable import Throughline

/// A link from a chat, on a phone that belongs to somebody else: she speaks, is thanked, says how she wants to hear, and closes it.
@Suite(.browser)
struct BorrowedPhone {
    @Test(arguments: Situation.all)
    func sheSpeaksIsThankedAndThePhoneHoldsNothing(_ situation: Situation) async throws {
        try await walk(situation) { world, walker in
            let question = try await world.question("What makes the road to the market safe, or not, this month?")
            try await world.spoken("There is no light after the bridge.", to: question, openness: .everyone)
            let recording = try await world.path(
                of: "voice.m4a", by: "ffmpeg", ["-f", "lavfi", "-i", "sine=frequency=300:duration=70", "-c:a", "aac", "-b:a", "24k"])

            try await walker.open("/questions/\(question)")
            try await walker.isSound()
            #expect(try await walker.sees("Only the \("team", "Riverbend") team will read this, without your name."))
            try await walker.attach(recording, to: "Speak")
            try await walker.press("Send")
            try await walker.isSound()
            #expect(try await walker.sees("Thank you"))
            #expect(try await walker.sees(words: "There is no light after the bridge."))
            let journey = try await walker.browser.journey()
            #expect(journey.taps <= 6)
            #expect(journey.words <= 120, "\(journey)")

            try await walker.choose("At a meeting")
            try await walker.press("Save")
            try await walker.isSound()
            #expect(try await walker.sees("You will hear it at the meeting. Nobody needs your name for that."))
            #expect(try await walker.browser.kept().isEmpty)

            let duty = try await world.db.read { try DutyStore($0).owed(on: question, kind: .tellBack) }
            #expect(duty.contains { $0.door == .meeting && $0.people == 1 })
        }
    }

    /// She gives the phone back. Whoever has it next presses Back and Forward, again and again.
    @Test(arguments: TestEngine.available)
    func backAndForwardShowNothingOfHers(_ engine: TestEngine) async throws {
        try await walk(Situation(engine: engine, language: "en")) { world, walker in
            let question = try await world.question("What makes the road to the market safe, or not, this month?")
            let words = "My brother waits at the bridge at night."
            try await walker.open("/questions/\(question)")
            try await walker.type(words, into: "Your answer")
            try await walker.press("Send")
            #expect(try await walker.sees("Thank you"))
            let code = try #require(try await walker.browser.run("return document.querySelector('.code').innerText").text)
            try await walker.browser.reload()
            #expect(try await walker.sees(words: code), "a line that dropped is no reason to lose the words")
            // From here on it is somebody else.
            for _ in 0..<2 {
                try await walker.browser.back()
                try await showsNothing(of: [words, code], walker)
                try await walker.browser.forward()
                try await showsNothing(of: [words, code], walker)
            }
            try await walker.browser.reload()
            try await showsNothing(of: [words, code], walker)
            #expect(try await world.rows("voices") == 1, "and nothing was sent again")
            #expect(try await walker.browser.kept().isEmpty)
        }
    }

    /// With something added, and a mistake on the way.
    @Test func norDoesWhatSheAddedComeBack() async throws {
        try await walk(Situation(engine: .sqlite, language: "en")) { world, walker in
            let question = try await world.question("What makes the road to the market safe, or not, this month?")
            try await walker.open("/questions/\(question)")
            try await walker.type("Lamps at the bridge, please.", into: "Your answer")
            try await walker.press("Send")
            let code = try #require(try await walker.browser.run("return document.querySelector('.code').innerText").text)
            try await walker.press("A name and a place")
            try await walker.type("Yusuf of Caia", into: "A name to show, real or not")
            try await walker.press("Save")
            #expect(try await walker.sees("Saved. Thank you"))
            for _ in 0..<3 {
                try await walker.browser.back()
                try await showsNothing(of: ["Lamps at the bridge", code, "Yusuf"], walker)
            }
            for _ in 0..<3 {
                try await walker.browser.forward()
                try await showsNothing(of: ["Lamps at the bridge", code, "Yusuf"], walker)
            }
        }
    }

    /// Five words typed on somebody else's phone.
    @Test func norDoWordsSheLookedUp() async throws {
        try await walk(Situation(engine: .sqlite, language: "en")) { world, walker in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("The clubs give talk.")
            try await walker.open("/my-words")
            try await walker.type(code, into: "Your five words, or your digits")
            try await walker.press("Show it")
            #expect(try await walker.sees(words: "The clubs give talk."))
            for _ in 0..<2 {
                try await walker.browser.back()
                try await showsNothing(of: ["The clubs give talk.", code], walker)
                try await walker.browser.forward()
                try await showsNothing(of: ["The clubs give talk.", code], walker)
            }
        }
    }

    /// Somebody of the team signs out on a phone others use.
    @Test func norDoPagesOfTheTeamOnceSheHasSignedOut() async throws {
        try await walk(Situation(engine: .sqlite, language: "en")) { world, walker in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("Only the team reads this.")
            let hash = try await world.house.passwords.hash("boats come home late")
            let rosa = try world.person("rosa")
            try await world.db.write { tx in
                try PersonStore(tx).rephrase(rosa, from: nil, to: hash)
                try tx.run("UPDATE people SET name_key = 'rosa' WHERE id = \(rosa)")
            }
            try await walker.open("/sign-in?to=/questions/\(story.question)")
            try await walker.type("Rosa", into: "Your name or mail address")
            try await walker.type("boats come home late", into: "Your phrase or password")
            try await walker.choose("Others use this phone: forget me when I close it, or after two hours")
            try await walker.press("Sign in", in: "main")
            #expect(try await walker.sees(words: "Only the team reads this."))
            try await walker.open("/me")
            try await walker.press("Sign out", in: "main")
            for _ in 0..<3 {
                try await walker.browser.back()
                try await showsNothing(of: ["Only the team reads this.", "For the team"], walker)
            }
        }
    }

    /// Neither as text nor in a field, shown or hidden.
    private func showsNothing(of words: [String], _ walker: Walker, _ place: SourceLocation = #_sourceLocation) async throws {
        let typed = try await walker.browser.run(
            "return [...document.querySelectorAll('input, textarea')].map(one => one.value).join('\\n') + document.body.textContent"
        ).text
        for word in words { #expect(typed?.contains(word) == false, "\(word)", sourceLocation: place) }
    }

    @Test func theLineDropsWhileSendingAndTheAnswerIsKeptOnce() async throws {
        try await walk(Situation(engine: .sqlite, language: "en")) { world, walker in
            let question = try await world.question("What makes the road to the market safe, or not, this month?")
            try await walker.open("/questions/\(question)")
            try await walker.type("Lamps at the bridge.", into: "Your answer")
            try await walker.browser.line(.cut)
            try? await walker.press("Send")
            try await walker.browser.line(.open)
            try await walker.browser.back()
            #expect(try await walker.browser.fields(in: "form").isEmpty == false)
            try await walker.type("Lamps at the bridge.", into: "Your answer")
            try await walker.press("Send")
            #expect(try await walker.sees("Thank you"))
            #expect(try await world.rows("voices") == 1)
        }
    }
}

extension World {
    /// A voice the team has let through.
    @discardableResult
    func spoken(_ text: String, to question: ID<Item>, openness: Openness = .team, quotable: Bool = true, people: Int = 1) async throws
        -> ID<Item>
    {
        let asked = try await read(question)
        let act = house.act(by: nil)
        var voice = NewVoice(question: asked, text: text, language: "en", author: .nobody, held: false)
        voice.openness = openness
        voice.allows = quotable ? [.quote] : []
        voice.people = people
        let new = voice
        return try await db.write { try VoiceStore($0).add(new, by: act) }
    }

    /// The path of a file another program made.
    func path(of name: String, by program: String, _ arguments: [String]) async throws -> String {
        _ = try await made(name, by: program, arguments)
        return folder + "/" + name
    }
}
