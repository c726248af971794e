import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// One visitor who presses as fast as they can stops nobody else.
struct BrakesTests {
    @Test func whatIsRefusedCountsForNobody() throws {
        let brakes = Brakes(random: .seeded(1))
        let now = Moment(milliseconds: World.start)
        func press(_ line: String) throws {
            try brakes.press("x", by: line, .init(limit: 5, minutes: 10), of: .init(limit: 12, minutes: 10), at: now)
        }
        for _ in 0..<5 { try press("loud") }
        for _ in 0..<1_000 { #expect(throws: Refusal.tooMany) { try press("loud") } }
        for _ in 0..<5 { try press("quiet") }
        // Everybody's tries are nearly used up: the first three of a line pass all the same, its fourth does not.
        for _ in 0..<Brakes.always { try press("late") }
        #expect(throws: Refusal.tooMany) { try press("late") }
        for _ in 0..<Brakes.always { try press("later") }
    }

    @Test func aRefusedPressDoesNotKeepTheBrakeOn() throws {
        let brakes = Brakes(random: .seeded(1))
        for minute in [0, 1, 9] {
            let now = Moment(milliseconds: 1_795_255_200_000 + minute * 60_000)
            for _ in 0..<10 { try? brakes.press("x", from: "y", limit: 2, minutes: 10, at: now) }
        }
        try brakes.press("x", from: "y", limit: 2, minutes: 10, at: Moment(milliseconds: 1_795_255_200_000 + 10 * 60_000))
    }

    @Test(arguments: TestEngine.available)
    func whoeverGuessesCodesKeepsNobodyFromTheirOwn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("Found again with five words.")
            let (guesser, speaker) = (Phone(world.house, peer: "192.0.2.7"), Phone(world.house, peer: "192.0.2.8"))
            for n in 0..<MyWordsRoutes.byLine + 40 {
                let status = try await guesser.post("/my-words", [("code", "not the words \(n)")]).status
                #expect(status == (n < MyWordsRoutes.byLine ? 422 : 429))
            }
            let mine = try await speaker.press("Show it", on: speaker.get("/my-words"), typing: [("code", code)])
            #expect(try mine.says("Found again with five words."))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoeverFloodsAQuestionKeepsNobodyFromAnswering(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            for line in 1...7 {
                let flood = Phone(world.house, peer: "192.0.2.\(line)")
                for n in 0..<VoiceRoutes.perLine + 5 {
                    let status = try await flood.post(
                        "/questions/\(id)/answers", [("text", "Flood \(line) \(n)."), ("_form", "\(line)x\(n)")]
                    ).status
                    #expect(status == 303 || status == 429)
                }
            }
            let before = try await world.rows("voices")
            #expect(before <= VoiceRoutes.perQuestion + 7 * Brakes.always)
            let speaker = Phone(world.house, peer: "192.0.2.99")
            let thanks = try await speaker.press("Send", on: speaker.get("/questions/\(id)"), typing: [("text", "Lamps.")])
            #expect(try thanks.says("Thank you"))
        }
    }
}
