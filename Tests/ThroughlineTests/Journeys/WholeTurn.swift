import BrowserTesting
import Database
import DatabaseTesting
import Language
import Testing

@testable import Throughline

/// The end-to-end walk of domain 0.4, as far as the parts of the house reach, in one browser that changes hands: a question is asked and
/// answered, something is learned and checked, a promise is made and kept, everybody who spoke is told; then one of them takes their
/// words back, and every number along the path changes and says so.
@Suite(.browser)
struct WholeTurn {
    private static let words = (
        question: "Why do youth leave clubs after month three?",
        voices: ["The clubs give talk, and talk does not feed a family.", "My brother left for the market work."],
        claim: "Clubs lose members when nothing helps them earn.", promise: "Start a livelihoods hour in every club.",
        happened: "9 of 12 clubs run it."
    )

    @Test(arguments: Situation.all)
    func oneQuestionGoesAllTheWayAndBack(_ situation: Situation) async throws {
        try await walk(situation) { world, walker in
            let words = Self.words
            let language = situation.language
            try await world.db.write { tx in try tx.run("UPDATE people SET language = \(language)") }
            try await walker.becomes("amina", of: world)
            try await walker.arrives("/spaces/riverbend")
            try await walker.press("Ask the first question")
            try await walker.isSound()
            try await walker.type(words.question, into: "Your question")
            try await walker.type("2026-12-03", into: "When will people hear what came of it?")
            try await walker.press("Open the question")
            let question = try await walker.browser.currentPath()
            #expect(try await walker.sees(words: words.question))

            // Two people without a name answer.
            var codes: [String] = []
            for voice in words.voices {
                try await walker.becomes(nil, of: world)
                try await walker.arrives(question)
                try await walker.type(voice, into: "Your answer")
                try await walker.press("Send")
                try await walker.isSound()
                codes.append(try #require(try await walker.browser.run("return document.querySelector('.code').innerText").text))
                try await walker.choose("Everyone")
                try await walker.choose("My words may be quoted to those who may see them")
                try await walker.press("Save")
                try await walker.isSound()
            }
            try await walker.arrives(question)
            #expect(try await !walker.sees(words: words.voices[0]), "nobody has let them through yet")

            try await walker.becomes("rosa", of: world)
            for _ in words.voices {
                try await walker.arrives(question)
                try await walker.press("Let it through", in: "section[aria-labelledby=team] li:first-child")
            }
            try await walker.isSound()

            try await learn(from: question, walker, world)
            let promise = try await promise(for: question, walker, world)

            // Everybody who spoke is told.
            try await walker.becomes("rosa", of: world)
            try await walker.arrives(question)
            try await walker.press(Phrase.counted(2, one: "Tell \("n", 2) person", other: "Tell \("n", 2) people"))
            try await walker.isSound()
            try await walker.press("Told")
            try await walker.isSound()
            try await walker.becomes(nil, of: world)
            try await walker.arrives(question)
            #expect(try await walker.sees(words: words.claim))

            let day = world.clock.now.day(in: world.riverbend.zone)
            try await walksBothWays(from: question, through: promise, walker, on: day)
            let quoted = try await counts(along: question, walker, world, on: day)
            try await takesBack(codes[quoted], walker, world, on: day)
            try await everyNumberChanged(along: question, gone: quoted, walker, world, on: day)
            try await strangersAreToldToo(question, gone: quoted, walker, world, on: day)
        }
    }

    /// Diego writes what was learned from both voices and opens it; Rosa checks it.
    private func learn(from question: String, _ walker: Walker, _ world: World) async throws {
        try await walker.becomes("diego", of: world)
        try await walker.arrives(question)
        try await walker.press("Write what we learned")
        try await walker.isSound()
        try await walker.type(Self.words.claim, into: "In one sentence")
        for voice in Self.words.voices { try await walker.browser.choose(voice) }
        try await walker.press("Keep the note")
        let insight = try await walker.browser.currentPath()
        try await walker.isSound()
        try await walker.press("Share it")
        try await walker.isSound()
        try await walker.choose("Everyone")
        try await walker.press("Share it")
        try await walker.isSound()

        try await walker.becomes("rosa", of: world)
        try await walker.arrives(insight)
        try await walker.press("Check it")
        try await walker.isSound()
        try await walker.type("Clubs in the Lower Delta, 2026.", into: "For whom, where, when?")
        try await walker.choose(Confidence.low.words)
        try await walker.type("I have heard the same in three clubs.", into: "Why?")
        try await walker.choose("Yes, I know them")
        try await walker.press("This is my judgement")
        try await walker.isSound()
        #expect(try await walker.sees(words: "Clubs in the Lower Delta, 2026."))
    }

    /// Diego promises, accepts, and says what happened. Gives the address of the promise.
    private func promise(for question: String, _ walker: Walker, _ world: World) async throws -> String {
        try await walker.becomes("amina", of: world)
        try await walker.arrives(question)
        try await walker.press("A decision or a promise")
        try await walker.isSound()
        try await walker.press("A promise instead")
        try await walker.isSound()
        try await walker.type("Diego", into: "Who promises?")
        try await walker.choose("They have an account here, under this name")
        try await walker.type(Self.words.promise, into: "What will be done?")
        try await walker.type("2027-05-01", into: "By when?")
        try await walker.browser.choose(Self.words.claim)
        try await walker.press("Promise it")
        let promise = try await walker.browser.currentPath()
        try await walker.isSound()

        try await walker.becomes("diego", of: world)
        try await walker.arrives(promise)
        try await walker.press("Accept it")
        try await walker.press("It is under way")
        try await walker.isSound()
        try await walker.press("What became of it", in: "section[aria-labelledby=desk]")
        try await walker.choose("It was kept.")
        try await walker.type(Self.words.happened, into: "What happened?")
        try await walker.press("Save")
        try await walker.isSound()
        #expect(try await walker.sees(words: Self.words.happened))
        return promise
    }

    /// From the promise back to what was said, and from what was said on to what happened, by links alone.
    private func walksBothWays(from question: String, through promise: String, _ walker: Walker, on day: Day) async throws {
        try await walker.arrives(promise)
        try await walker.press(Phrase("What we learned, \("day", day)"))
        try await walker.isSound()
        #expect(try await walker.sees(words: Self.words.voices[0]))
        try await walker.press(Phrase("Asked, \("day", day)"))
        #expect(try await walker.browser.currentPath().hasPrefix(question))
        try await walker.browser.press(Self.words.claim)
        try await walker.browser.press(Self.words.promise)
        #expect(try await walker.browser.currentPath() == promise)
        #expect(try await walker.sees(words: Self.words.happened))
    }

    /// Every number along the path, as the team reads it, and nothing says yet that any of them changed. Gives the words that were quoted
    /// when people were told.
    private func counts(along question: String, _ walker: Walker, _ world: World, on day: Day) async throws -> Int {
        try await walker.becomes("rosa", of: world)
        try await walker.arrives(question)
        #expect(try await walker.sees(Self.answers(2)))
        #expect(try await !walker.sees(Self.answersGone(on: day)))
        try await walker.browser.press(Self.words.claim)
        try await walker.isSound()
        #expect(try await walker.sees("What we learned, checked"))
        #expect(try await walker.sees(Phrase("Checked: \("sure", Confidence.low.words).")))
        #expect(try await walker.sees(Self.sources(2)))
        #expect(try await !walker.sees(Self.evidenceGone(on: day)))
        try await walker.arrives(question)
        try await walker.press(Phrase("Told back, \("day", day)"))
        try await walker.isSound()
        #expect(try await !walker.sees(Self.quoteGone(on: day)))
        #expect(try await !walker.sees(Self.answersGone(on: day)))
        let quoted = try await walker.sees(words: Self.words.voices[0]) ? 0 : 1
        #expect(try await walker.sees(words: Self.words.voices[quoted]), "somebody's words were told")
        return quoted
    }

    /// One speaker takes their words back.
    private func takesBack(_ code: String, _ walker: Walker, _ world: World, on day: Day) async throws {
        try await walker.becomes(nil, of: world)
        try await open(code, walker)
        for shown in [Self.words.claim, Self.words.promise, Self.words.happened] {
            #expect(try await walker.sees(words: shown), "\(shown)")
        }
        try await walker.press("Take my words back")
        try await walker.isSound()
        try await walker.press("Take my words back", in: "main")
        try await walker.isSound()
        try await open(code, walker)
        #expect(try await walker.sees(Phrase("You took these words back on \("day", day).")))
    }

    private func open(_ code: String, _ walker: Walker) async throws {
        try await walker.arrives("/my-words")
        try await walker.type(code, into: "Your five words, or your digits")
        try await walker.press("Show it")
        try await walker.isSound()
    }

    /// Every number along the path is another one, and each page says why.
    private func everyNumberChanged(along question: String, gone: Int, _ walker: Walker, _ world: World, on day: Day) async throws {
        let (taken, left) = (Self.words.voices[gone], Self.words.voices[1 - gone])
        try await walker.becomes("rosa", of: world)
        try await walker.arrives(question)
        #expect(try await walker.sees(Self.answers(1)))
        #expect(try await !walker.sees(Self.answers(2)))
        #expect(try await walker.sees(Self.answersGone(on: day)))
        #expect(try await walker.sees(words: left))
        #expect(try await !walker.sees(words: taken))
        try await walker.browser.press(Self.words.claim)
        try await walker.isSound()
        #expect(try await walker.sees("What we learned, not checked yet"))
        #expect(try await walker.sees(Strength.singleVoice.words))
        #expect(try await walker.sees(Self.sources(1)))
        #expect(try await !walker.sees(Self.sources(2)))
        #expect(try await walker.sees(Self.evidenceGone(on: day)))
        #expect(try await walker.sees("The evidence has changed since. Somebody else looks at it again."))
        #expect(try await walker.sees(words: left))
        #expect(try await !walker.sees(words: taken))
        try await walker.arrives(question)
        try await walker.press(Phrase("Told back, \("day", day)"))
        try await walker.isSound()
        #expect(try await walker.sees(Self.quoteGone(on: day)))
        #expect(try await walker.sees(Self.answersGone(on: day)))
        #expect(try await !walker.sees(words: taken))
        // What was promised and kept still stands, and leads back to what is left.
        try await walker.arrives(question)
        try await walker.press("Promised, and kept")
        #expect(try await walker.sees(words: Self.words.happened))
    }

    /// Strangers are given no number of two people, and are told all the same that one of them is gone.
    private func strangersAreToldToo(_ question: String, gone: Int, _ walker: Walker, _ world: World, on day: Day) async throws {
        try await walker.becomes(nil, of: world)
        try await walker.arrives(question)
        #expect(try await walker.sees(Self.wordsGone(on: day)))
        #expect(try await !walker.sees(words: Self.words.voices[gone]))
        try await walker.browser.press(Self.words.claim)
        try await walker.isSound()
        #expect(try await walker.sees(Self.wordsGone(on: day)))
        #expect(try await walker.sees("What we learned, not checked yet"))
        #expect(try await !walker.sees(words: Self.words.voices[gone]))
        #expect(try await walker.sees(words: Self.words.voices[1 - gone]))
    }

    private static func answers(_ n: Int) -> Phrase { .counted(n, one: "\("n", n) answer.", other: "\("n", n) answers.") }

    private static func sources(_ n: Int) -> Phrase {
        .counted(n, one: "\("n", n) independent source.", other: "\("n", n) independent sources.")
    }

    private static func answersGone(on day: Day) -> Phrase {
        .counted(
            1, one: "\("n", 1) answer was taken back on \("day", day).",
            other: "\("n", 1) answers were taken back, the last on \("day", day).")
    }

    private static func evidenceGone(on day: Day) -> Phrase {
        .counted(
            1, one: "\("n", 1) piece of evidence withdrawn on \("day", day).",
            other: "\("n", 1) pieces of evidence withdrawn, the last on \("day", day).")
    }

    private static func quoteGone(on day: Day) -> Phrase { Phrase("Words quoted here were taken back on \("day", day).") }

    private static func wordsGone(on day: Day) -> Phrase { Phrase("Words were taken back here, the last on \("day", day).") }
}

extension Walker {
    /// The browser is now somebody else's.
    func becomes(_ name: String?, of world: World) async throws {
        try await open("/my-words")
        try await browser.changesHands(cookie: name.flatMap { world.session($0) }.map { ("session", $0) })
    }

    /// Opens a page that is sound.
    func arrives(_ path: String) async throws {
        try await open(path)
        try await isSound()
    }
}
