import Database
import DatabaseTesting
import HTMLTesting
import Language
import Testing

@testable import Throughline

/// Taking back reaches every place that quotes the words, and nothing that had them first.
struct QuoteWithdrawalTests {
    static let sentence = "the bridge keeper takes two coins from every girl who crosses"

    @Test(arguments: TestEngine.available)
    func everyPlaceThatQuotesTheWordsLosesThem(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let said = "I stopped in March; \(Self.sentence). Nobody asks us."
            let code = try await story.answer(said, details: [("openness", "everyone"), ("quotable", "yes")])
            _ = try await story.answer("Another answer altogether, about the rain.", details: [("openness", "everyone")])
            try await story.letThrough()
            let claim = try await story.learn("Crossing costs: \(Self.sentence), one said.", from: story.voices(), openness: .everyone)
            let act = world.house.act(by: try world.person("diego"))
            let decision = try await story.decide("A second ferry, because \(Self.sentence)")
            try await world.db.write { tx in
                let line = LineStore(tx)
                guard let insight = try line.unseen(claim) else { throw Refusal.notFound }
                var draft = DissentDraft()
                draft.text = "They say \(Self.sentence), but it was one week only."
                try DissentStore(tx).add(draft, to: insight, as: .nobody, in: "en", held: false, by: act)
                try line.link(claim, .ledTo, decision, why: "Because \(Self.sentence).", by: act)
                for piece in try EvidenceStore(tx).all(of: claim) {
                    try EvidenceStore(tx).add(NewEvidence(source: piece.source, context: "Where \(Self.sentence)"), to: claim, by: act)
                }
            }
            var next = QuestionDraft()
            next.text = "Is it still so that \(Self.sentence)?"
            next.hearBy = (act.day + 12).text
            let (asked, checked, place) = (next, try next.checked(on: act.day), world.riverbend)
            try await world.db.write { tx in
                let id = try QuestionStore(tx).add(checked, asked, in: place, open: true, by: act)
                try LineStore(tx).link(claim, .ledTo, id, by: act)
            }

            #expect(try await places(world) == ["context", "text", "texts of 5", "why"], "it is quoted in every kind of place")
            let sure = try await world.press("Take my words back", on: story.myWords(code))
            _ = try await world.press("Take my words back", on: sure)
            let left = try await places(world)
            #expect(left == [])
            let page = try await world.get("/insights/\(claim)")
            #expect(try page.says("Crossing costs: […], one said."), "the rest of what was written stays")
        }
    }

    /// Where the sentence still stands.
    private func places(_ world: World) async throws -> [String] {
        let part = "%two coins from every girl%"
        return try await world.db.read { tx in
            let texts = try tx.run("SELECT item_id FROM texts WHERE body LIKE \(part)").count
            let why = try tx.run("SELECT why FROM links WHERE why LIKE \(part)").count
            let evidence = try tx.run("SELECT context FROM evidence WHERE context LIKE \(part)").count
            return [evidence > 0 ? "context" : nil, texts > 0 ? "text" : nil, texts > 0 ? "texts of \(texts)" : nil, why > 0 ? "why" : nil]
                .compactMap { $0 }
        }
    }

    @Test(arguments: TestEngine.available)
    func noStrangerErasesTheTeamsWordsByRepeatingThem(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("The ferry is too dear for us.", details: [("openness", "everyone")])
            try await story.letThrough()
            let claim = "Young people leave because the ferry costs too much."
            let insight = try await story.learn(claim, from: story.voices(), openness: .everyone)
            let promise = "A cheaper ferry for everybody under twenty."
            try await story.decide(promise)
            let asked = "Why do youth leave the clubs after month three?"
            for day in 0...1 {
                for (words, isLetThrough) in [(asked, true), (claim, day == 1), (promise, day == 1), (claim, false)] {
                    let code = try await story.answer("\(words)", details: [("openness", "everyone")])
                    if isLetThrough { try await story.letThrough() }
                    let sure = try await world.press("Take my words back", on: story.myWords(code))
                    _ = try await world.press("Take my words back", on: sure)
                }
                #expect(try await world.get("/questions/\(story.question)").says(asked))
                #expect(try await world.get("/insights/\(insight)").says(claim))
                #expect(try await world.get("/questions/\(story.question)").says(promise))
                world.clock.pass(days: 1)
            }
        }
    }

    /// A member's answer stands at once, without anybody having read it: on that day it may be a copy.
    @Test(arguments: TestEngine.available)
    func noMemberErasesWhatWasWrittenTheSameDay(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("The ferry is too dear for us.", details: [("openness", "everyone")])
            try await story.letThrough()
            let claim = "Young people leave because the ferry costs too much."
            let insight = try await story.learn(claim, from: story.voices(), openness: .everyone)
            let page = try await world.get("/questions/\(story.question)", as: "leila")
            _ = try await world.press("Send", on: page, as: "leila", typing: [("text", claim), ("as", "me")])
            let own = try await world.get(world.get("/me/words", as: "leila").link("What became of it"), as: "leila")
            let sure = try await world.press("Take my words back", on: own, as: "leila")
            _ = try await world.press("Take my words back", on: sure, as: "leila")
            #expect(try await world.get("/me/words", as: "leila").says("You took these words back"))
            #expect(try await world.get("/insights/\(insight)").says(claim))
        }
    }

    @Test(arguments: TestEngine.available)
    func anotherSpeakersSameWordsStayTheirOwn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("Two of us wrote the same letter about the ferry.", details: [("openness", "everyone")])
            let page = try await world.get("/questions/\(story.question)", as: "leila")
            _ = try await world.press(
                "Send", on: page, as: "leila", typing: [("text", "Two of us wrote the same letter about the ferry."), ("as", "me")])
            try await story.letThrough()
            let sure = try await world.press("Take my words back", on: story.myWords(code))
            _ = try await world.press("Take my words back", on: sure)
            #expect(try await world.get("/me/words", as: "leila").says("Two of us wrote the same letter about the ferry."))
        }
    }
}
