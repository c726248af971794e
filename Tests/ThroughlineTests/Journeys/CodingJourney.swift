import BrowserTesting
import Database
import DatabaseTesting
import Language
import Testing

@testable import Throughline

/// Somebody reads what people said and marks passages without a mouse and without leaving the page; and the same without scripts.
@Suite(.browser)
struct CodingJourney {
    private static let phrase = "mango over the river"

    private func begin(_ world: World, _ walker: Walker) async throws -> (question: ID<Item>, voices: [ID<Item>]) {
        _ = try await world.maria(phrase: Self.phrase)
        let question = try await world.asked()
        try await world.switchCodingOn()
        try await world.code("No work")
        try await world.code("Roads")
        let second = try await world.voice("The road is bad. The ferry is late.", to: question)
        let first = try await world.voice("The club has no work for us. We go to the city.", to: question)
        try await walker.open("/sign-in?to=/questions/\(question.id)/coding")
        try await walker.type("Maria", into: Phrase("Your name or mail address"))
        try await walker.type(Self.phrase, into: Phrase("Your phrase or password"))
        try await walker.press(Phrase("Sign in"), in: "form")
        try await walker.isSound()
        return (question.id, [first, second].sorted { $0.description > $1.description })
    }

    @Test(arguments: TestEngine.available)
    func byKeysAloneAndThePageStaysWhereItIs(_ engine: TestEngine) async throws {
        try await walk(Situation(engine: engine, language: "en"), width: .desk, scripts: true) { world, walker in
            let browser = walker.browser
            _ = try await begin(world, walker)
            _ = try await browser.run("window.stays = 1; document.querySelector('input[name=s]').focus()")
            func first() async throws -> String {
                try await browser.run("return document.querySelector('[data-at]').textContent").text ?? ""
            }
            let isClub = try await first().hasPrefix("The club")
            // The first sentence gets the first code by one key, both sentences the second by another; one word is cut off.
            try await browser.keys("j", "k", "1")
            try await browser.waits(for: "It has the code now.")
            try await browser.keys("J")
            try await browser.keys("2")
            try await browser.waits(for: "Roads: “")
            let all = isClub ? "0-47" : "0-35"
            let one = isClub ? "0-28" : "0-16"
            #expect(try await world.codings().sorted() == ["\(all) Roads Maria", "\(one) No work Maria"].sorted())
            try await browser.keys("u")
            try await browser.waits(for: "Taken off.")
            #expect(try await world.codings() == ["\(one) No work Maria"])
            // A code of one's own: written, not known, begun by a second Enter.
            try await browser.keys("k", "c")
            try await browser.keys("Hope")
            try await browser.keys(Key.enter)
            try await browser.waits(for: "Press Enter again to begin it on trial.")
            try await browser.keys(Key.enter)
            try await browser.waits(for: "Hope: “")
            #expect(try await world.codings().contains { $0.hasSuffix("Hope Maria") })
            // On to the next answer.
            try await browser.keys("n")
            try await browser.waits(for: "Marked as read.")
            try await browser.keys("2")
            for _ in 0..<50 where try await world.codings().count < 3 { try await Task.sleep(for: .milliseconds(100)) }
            #expect(try await world.codings().filter { $0.hasSuffix("Roads Maria") }.count == 1)
            #expect(try await world.rows("coding_reads") == 1)
            #expect(try await browser.run("return String(window.stays)").text == "1", "it is the same page still")
            let found = try await browser.accessibilityFaults()
            #expect(found == [])
        }
    }

    @Test(arguments: TestEngine.available)
    func oneKeySaysYesToWhatAMachineProposesAndAnotherSaysNo(_ engine: TestEngine) async throws {
        try await walk(Situation(engine: engine, language: "en"), width: .desk, scripts: true) { world, walker in
            let browser = walker.browser
            let (question, _) = try await begin(world, walker)
            let asked = try await world.read(question)
            for (text, code) in [("Our road is so bad.", "Roads"), ("Here is no work for anybody.", "No work")] {
                let voice = try await world.voice(text, to: asked)
                _ = try await world.mark(voice, ["0-\(text.count)"], code, as: "rosa")
                try await world.db.write { tx in
                    try CodingStore(tx).setRead(voice, version: 1, true, by: try world.person("rosa"), on: world.clock.now.day(in: .utc))
                    // What others marked is proposed to those alone who have read it themselves.
                    for row in try tx.run("SELECT id FROM people WHERE name = 'Maria'") {
                        try CodingStore(tx).setRead(voice, version: 1, true, by: row.id("id"), on: world.clock.now.day(in: .utc))
                    }
                }
            }
            try await world.letMachines([.machineCodes])
            try await walker.open("/questions/\(question)/coding?help=yes")
            try await walker.isSound()
            let before = try await world.codings().count
            _ = try await browser.run("document.querySelector('section:has([data-take]) input[name=s]').focus()")
            try await browser.keys("a")
            try await browser.waits(for: "It has the code now.")
            #expect(try await world.codings().count == before + 1)
            _ = try await browser.run("document.querySelector('section:has([data-drop]) input[name=s]').focus()")
            try await browser.keys("x")
            try await browser.waits(for: "It is not proposed to you again.")
            #expect(try await world.rows("offers_declined") == 1)
            let found = try await browser.accessibilityFaults()
            #expect(found == [])
        }
    }

    @Test(arguments: TestEngine.available)
    func withoutScriptsSentencesAreTicked(_ engine: TestEngine) async throws {
        try await walk(Situation(engine: engine, language: "en")) { world, walker in
            let (_, voices) = try await begin(world, walker)
            try await walker.browser.choose("1The road is bad.")
            let field = "#v-\(voices[0])"
            _ = field
            try await walker.isSound()
            #expect(try await walker.sees(Phrase("Give the code")))
        }
    }
}
