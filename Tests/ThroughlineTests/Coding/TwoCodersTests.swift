import Database
import DatabaseTesting
import HTMLTesting
import Language
import Testing

@testable import Throughline

/// Cohen's kappa against numbers worked out by hand, from 30 shared answers on.
struct TwoCodersTests {
    /// Cohen's own way: (observed − expected) ÷ (1 − expected).
    @Test(arguments: [
        // 50 answers: both 20, one 5, other 10, neither 15. Observed 35/50 = 0.7; expected 0.5·0.6 + 0.5·0.4 = 0.5; kappa 0.4.
        (20, 5, 10, 15, 0.7, 0.5, 0.4),
        // 100 answers: 45, 15, 25, 15. Observed 0.6; expected 0.6·0.7 + 0.4·0.3 = 0.54; kappa 0.06 / 0.46.
        (45, 15, 25, 15, 0.6, 0.54, 0.06 / 0.46),
        // Never the same: observed 0; expected 0.5·0.5·2 = 0.5; kappa −1.
        (0, 15, 15, 0, 0, 0.5, -1),
        (12, 0, 0, 18, 1, 0.52, 1),
    ])
    func kappaIsAsByHand(_ row: (Int, Int, Int, Int, Double, Double, Double)) throws {
        let count = TwoCoders.Count(both: row.0, first: row.1, second: row.2, neither: row.3)
        #expect(abs(count.observed - row.4) < 1e-9 && abs(count.expected - row.5) < 1e-9)
        let kappa = try #require(count.kappa)
        #expect(abs(kappa - row.6) < 1e-9)
    }

    @Test func whereBothAlwaysSayTheSameNothingCanBeTold() {
        #expect(TwoCoders.Count(both: 30).kappa == nil && TwoCoders.Count(neither: 30).kappa == nil)
        #expect(
            TwoCodersPages.decimals(-0.046) == "−0.05" && TwoCodersPages.decimals(0.4) == "0.40" && TwoCodersPages.decimals(1) == "1.00")
    }

    @Test(arguments: TestEngine.available)
    func belowThirtySharedAnswersThereIsNoNumberAndFromThereOnThereIs(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            try await world.switchCodingOn()
            try await world.code("Roads")
            let alone = try await world.get("/spaces/riverbend/coding/readers", as: "diego")
            #expect(try alone.says("Two people have to read the same answers first."))
            // Diego gives the code to 20 of 30, Rosa to 15 of those and to 3 others: both 15, one 5, other 3, neither 7.
            var voices: [ID<Item>] = []
            for number in 1...30 { voices.append(try await world.voice("The road is bad, says number \(number).", to: question)) }
            for (place, voice) in voices.enumerated() {
                if place == 29 {
                    let page = try await world.get("/spaces/riverbend/coding/readers", as: "diego")
                    #expect(try page.says("Both have read 29 answers.") && page.says("1 more"))
                    #expect(try !page.says("κ"))
                }
                if place < 20 { _ = try await world.mark(voice, ["0-16"], "Roads", as: "diego") }
                // Another passage of the same answer is the same answer.
                if place < 15 || (20..<23).contains(place) { _ = try await world.mark(voice, ["4-8"], "Roads", as: "rosa") }
                for name in ["diego", "rosa"] { try await world.reads(voice, as: name) }
            }
            let page = try await world.get("/spaces/riverbend/coding/readers", as: "diego")
            // Observed 22/30 = 73 %; expected (20·18 + 10·12)/900 = 53 %; kappa (0.7333 − 0.5333) / 0.4667 = 0.43.
            for words in ["Both have read 30 answers.", "73%", "53%", "0.43", "To talk about", "no code"] {
                #expect(try page.says(words), "\(words)")
            }
            let shown = try page.page().elements(named: "blockquote").count
            #expect(shown == 8, "the eight on which they differ")
            #expect(try await world.get("/spaces/riverbend/coding/readers", as: "leila").status == 403)
            // Taken back, it counts no more.
            try await world.withdraw(voices[0])
            #expect(try await world.get("/spaces/riverbend/coding/readers", as: "rosa").says("Both have read 29 answers."))
        }
    }
}

/// What codes show together.
struct PatternTests {
    @Test(arguments: TestEngine.available)
    func codesThatStandInOneAnswerAreCountedByAnswers(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            try await world.switchCodingOn()
            for name in ["Roads", "Work", "Hope"] { try await world.code(name) }
            let empty = try await world.get("/spaces/riverbend/coding/together", as: "diego")
            #expect(try empty.says("No two codes stand in one answer yet."))
            for number in 1...3 {
                let voice = try await world.voice("The road is bad. There is no work. \(number)", to: question)
                _ = try await world.mark(voice, ["0-16"], "Roads", as: "diego")
                _ = try await world.mark(voice, ["17-34"], "Work", as: "diego")
                // Two passages and two coders are still one answer.
                _ = try await world.mark(voice, ["0-3"], "Roads", as: "rosa")
                if number == 1 { _ = try await world.mark(voice, ["0-8"], "Hope", as: "rosa") }
            }
            let page = try await world.get("/spaces/riverbend/coding/together", as: "diego")
            let rows = try page.page().elements(named: "tr").dropFirst().map { $0.text.split(separator: " ").joined(separator: " ") }
            #expect(rows.count == 3)
            #expect(rows.first?.hasPrefix("Roads + Work") == true && rows.first?.hasSuffix("3") == true, "\(rows)")
            #expect(try page.page().elements(named: "rect").count == 3)
            let spread = try await world.get("/spaces/riverbend/coding/spread", as: "diego")
            #expect(try spread.says("Why do youth leave the clubs after month three?"))
            for by in ["place", "language", "role", "nonsense"] {
                let page = try await world.get("/spaces/riverbend/coding/spread?by=\(by)", as: "diego")
                #expect(try page.status == 200 && page.says("Hope"))
            }
            #expect(try await world.get("/spaces/riverbend/coding/spread?by=role", as: "diego").says("not said"))
        }
    }
}
