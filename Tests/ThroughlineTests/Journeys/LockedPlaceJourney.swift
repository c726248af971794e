import BrowserTesting
import Database
import DatabaseTesting
import Language
import Testing

@testable import Throughline

/// A place is locked, opened and read, with a real browser, on a phone.
@Suite(.browser)
struct LockedPlaceJourney {
    private static let phrase = "mango over the river"
    private static let key = "heron over wet maize fields"
    private static let situations = Situation.all.filter { $0.language != "fr" && ($0.engine == .sqlite || $0.language == "en") }

    @Test(arguments: situations)
    func aStewardLocksAPlaceAStrangerAnswersAndTheStewardReadsIt(_ situation: Situation) async throws {
        try await walk(situation) { world, walker in
            _ = try await world.maria(phrase: Self.phrase)
            let question = try await world.question("Why do girls stay away in March?")
            try await walker.open("/sign-in?to=/spaces/riverbend/lock&lang=\(walker.tongue.tag)")
            try await walker.type("Maria", into: Phrase("Your name or mail address"))
            try await walker.type(Self.phrase, into: Phrase("Your phrase or password"))
            try await walker.press(Phrase("Sign in"), in: "form")
            try await walker.isSound()
            try await walker.press(Phrase("Go on"))
            try await walker.type(Self.key, into: Phrase("Your key phrase"))
            try await walker.type("Diego", into: Phrase("Who holds one half?"))
            try await walker.type("Rosa", into: Phrase("And the other half?"))
            try await walker.choose(Phrase("I have read what it does. It cannot be undone."))
            try await walker.isSound()
            try await walker.press(Phrase("Lock it"))
            #expect(try await walker.sees(Phrase("Half of \("name", "Diego")")))
            try await walker.isSound()
            try await walker.press(Phrase("I have written them down"))
            try await walker.isSound()
            #expect(try await world.runJobs() == [])

            let page = try await world.get("/questions/\(question)")
            _ = try await world.press("Send", on: page, typing: [("text", "The bridge keeper takes two coins.")])

            try await walker.open("/questions/\(question)")
            #expect(try await walker.sees(Phrase("The words of this place are locked.")))
            #expect(try await !walker.sees(words: "two coins"))
            try await walker.isSound()
            try await walker.press(Phrase("Open them"))
            try await walker.type(Self.key, into: Phrase("Your key phrase"))
            try await walker.isSound()
            try await walker.press(Phrase("Open"), in: "form")
            #expect(try await walker.sees(words: "two coins"), "back on the page she came from")

            try await walker.open("/spaces/riverbend/find")
            try await walker.type("coins", into: Phrase("Which words?"))
            try await walker.press(Phrase("Look"))
            #expect(try await walker.sees(words: "two coins"))
            try await walker.isSound()
            try await walker.open("/spaces/riverbend/lock")
            try await walker.isSound()
            try await walker.press(Phrase("Lock it again"))
            try await walker.open("/questions/\(question)")
            #expect(try await !walker.sees(words: "two coins"))
        }
    }
}
