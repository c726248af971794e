import BrowserTesting
import DatabaseTesting
import Foundation
import HTMLTesting
import Language
import Testing

@testable import Throughline

/// A mail with three lines, how sure, one dissent; she says what she decided, and the path gains a dot.
@Suite(.browser)
struct TenMinutesAtTheMinistry {
    @Test(arguments: Situation.all)
    func aDeciderAnswersFromTheMailWithoutAnAccount(_ situation: Situation) async throws {
        try await walk(situation, width: .desk) { world, walker in
            let story = try await TurnStory.asked(world)
            for words in ["The clubs give talk, and talk does not feed a family.", "My brother left for the market work."] {
                _ = try await story.answer(words, details: [("openness", "everyone")])
            }
            try await story.letThrough()
            try await story.learn("Clubs lose members when nothing helps them earn.", from: try await story.voices(), openness: .everyone)
            let form = try await world.get("/questions/\(story.question)/deciders", as: "diego")
            let button = try #require(try form.page().buttons.first { $0.hasPrefix("Send") || $0.hasPrefix("Ask") })
            let asked = try await world.press(
                button, on: form, as: "diego",
                typing: [
                    ("name", "The Ministry of Youth"), ("mail", "minister@example.org"), ("language", situation.language.description),
                ])
            #expect(asked.status < 400)
            try await world.runJobs()
            let mail = try #require(world.post.sent.last { $0.to == "minister@example.org" })
            #expect(mail.text.contains("Clubs lose members when nothing helps them earn."))
            #expect(mail.text.contains(Phrase("I decided").plain(in: walker.tongue)))

            let link = try #require(
                mail.text.split(whereSeparator: \.isWhitespace).first { $0.contains("/deciding/") && $0.contains("answer=decided") })
            try await walker.open(String(link.drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" }))
            try await walker.isSound()
            #expect(try await walker.sees(words: "Clubs lose members when nothing helps them earn."))
            try await walker.type("A livelihoods hour in every club.", into: "What did you decide?")
            try await walker.press("I decided", in: "form")
            try await walker.isSound()

            let page = try await world.get("/questions/\(story.question)")
            #expect(try page.says("A livelihoods hour in every club."))
            #expect(try page.says("Decided, 21 November"))
        }
    }
}
