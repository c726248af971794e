import BrowserTesting
import Database
import DatabaseTesting
import Language
import Testing

@testable import Throughline

/// One phone on a table, and several people who do not write: each is heard, and nobody finds what was said before them.
@Suite(.browser)
struct ScribeJourney {
    @Test(arguments: TestEngine.available)
    func twoPeopleSayTheirsIntoOnePhone(_ engine: TestEngine) async throws {
        try await walk(Situation(engine: engine, language: "en")) { world, walker in
            let question = try await world.question("What makes the road to the market safe, or not, this month?")
            try await walker.open("/questions/\(question)/writing")
            try await walker.isSound()
            try await walker.press("Begin")
            try await walker.isSound()
            let words = "My brother waits at the bridge at night."
            try await walker.type(words, into: "What they say, in their words")
            try await walker.choose("At a meeting")
            try await walker.choose("I read it aloud, and they said yes")
            try await walker.press("Keep this answer")
            try await walker.isSound()
            #expect(try await walker.sees("It is kept"))
            let code = try #require(try await walker.browser.run("return document.querySelector('.code').innerText").text)

            try await walker.press("The next person")
            try await walker.isSound()
            try await walker.type("There is no lamp.", into: "What they say, in their words")
            try await walker.choose("I read it aloud, and they said yes")
            try await walker.press("Keep this answer")
            #expect(try await walker.sees("It is kept"))
            // From here on it is somebody else's phone again.
            for _ in 0..<3 {
                try await walker.browser.back()
                try await showsNothing(of: [words, code, "There is no lamp."], walker)
            }
            for _ in 0..<3 {
                try await walker.browser.forward()
                try await showsNothing(of: [words, code, "There is no lamp."], walker)
            }
            #expect(try await walker.browser.kept().isEmpty)
            #expect(try await world.rows("voices") == 2)
            #expect(try await world.rows("written_down") == 2)
        }
    }

    /// Neither as text nor in a field, shown or hidden.
    private func showsNothing(of words: [String], _ walker: Walker, _ place: SourceLocation = #_sourceLocation) async throws {
        let typed = try await walker.browser.run(
            "return [...document.querySelectorAll('input, textarea')].map(one => one.value).join('\\n') + document.body.textContent"
        ).text
        for word in words { #expect(typed?.contains(word) == false, "\(word)", sourceLocation: place) }
    }
}
