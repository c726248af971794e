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
        voice.isQuotable = quotable
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
