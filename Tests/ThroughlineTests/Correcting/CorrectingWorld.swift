import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// A question of Riverbend that four people answered, and what Diego wrote down from them.
struct CorrectingStory {
    let world: World
    let story: TurnStory
    /// The words of the four: with a code, by mail and to be written to again, by mail once, and by radio.
    let codes: [String]
    let claim: ID<Item>

    var question: ID<Item> { story.question }
    var desk: String { "/questions/\(question)/correcting" }
    var page: String { "/insights/\(claim)" }

    static let byMail: [(String, String)] = [
        ("door", "mail"), ("mail", "yusuf@example.org"), ("language", "fr"), ("write_again", "yes"), ("openness", "circle"),
    ]

    static func learned(_ world: World, openness: Openness = .team) async throws -> CorrectingStory {
        let story = try await TurnStory.asked(world)
        let codes = try await [
            story.answer("The goats have to go up in month three."),
            story.answer("Les clubs ne donnent que des mots.", details: byMail),
            story.answer("Nobody pays the bus.", details: [("door", "mail"), ("mail", "once@example.org"), ("language", "en")]),
            story.answer("It was said on the radio.", details: [("door", "radio")]),
        ]
        try await story.letThrough()
        let claim = try await story.learn("Youth leave when the club has no work for them.", from: story.voices(), openness: openness)
        return CorrectingStory(world: world, story: story, codes: codes, claim: claim)
    }

    /// Diego shows it to those who said it.
    @discardableResult
    func ask() async throws -> Answer {
        let page = try await world.get(desk, as: "diego")
        let sent = try await world.press("Show it to those who said it", on: page, as: "diego", typing: [("insights", "\(claim)")])
        #expect(sent.status == 303)
        return try await world.get(desk, as: "diego")
    }

    /// The page behind the link of the letter that came last.
    func link() throws -> String {
        let text = try #require(world.post.sent.last?.text)
        let path = text.split(whereSeparator: \.isWhitespace).first { $0.contains("/reviews/") }.map(String.init)
        let address = try #require(path)
        let start = try #require(address.firstRange(of: "/reviews/")?.lowerBound)
        return String(address[start...].prefix { $0 != "?" })
    }

    /// The one of the four that begins like this.
    func voice(_ beginning: String) async throws -> ID<Item> {
        let rows = try await world.db.read { tx in
            try tx.run("SELECT item_id FROM texts WHERE field = 'text' AND body LIKE \(beginning + "%")").map {
                try $0.id("item_id") as ID<Item>
            }
        }
        return try #require(rows.first)
    }

    /// Somebody answers with their five words.
    func say(_ answer: RoundAnswer, _ words: String = "", with code: String) async throws -> Answer {
        let mine = try await story.myWords(code)
        let form = try await world.press("Read it and answer", on: mine)
        #expect(try form.says("Is this what you meant?"))
        return try await world.press("Send", on: form, typing: typed(answer, words))
    }

    func typed(_ answer: RoundAnswer, _ words: String = "") -> [(String, String)] {
        [("answer_\(claim)", answer.rawValue), ("words_\(claim)", words)]
    }
}
