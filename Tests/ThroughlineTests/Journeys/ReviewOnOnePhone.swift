import BrowserTesting
import Database
import DatabaseTesting
import Language
import Testing

@testable import Throughline

/// Four prompts on one phone, any may stay empty; two promises get a name and a date; one page printed, nothing typed twice.
@Suite(.browser)
struct ReviewOnOnePhone {
    private static let phrase = "mango over the river"

    @Test(arguments: Situation.all)
    func theTeamLooksBack(_ situation: Situation) async throws {
        try await walk(situation) { world, walker in
            _ = try await world.maria(phrase: Self.phrase)
            let question = try await world.question("What should this place change?")
            try await walker.open("/sign-in?to=/spaces/riverbend/forms&lang=\(walker.tongue.tag)")
            try await walker.type("Maria", into: Phrase("Your name or mail address"))
            try await walker.type(Self.phrase, into: Phrase("Your phrase or password"))
            try await walker.press(Phrase("Sign in"), in: "form")
            try await walker.isSound()
            try await walker.press(Phrase("Look back at something we did"))
            #expect(try await walker.sees(Phrase("\("n", 1) of \("all", 7)")))
            try await walker.isSound()
            try await walker.type("The dialogue at the market", into: Phrase("What do we look back at?"))
            try await walker.press(Phrase("Next"))
            for (label, words) in [
                (Phrase("What was planned?"), "Sixty traders."), (Phrase("What happened?"), "Fourteen came."),
                (Phrase("Why was it so?"), ""),
            ] {
                try await walker.isSound()
                if !words.isEmpty { try await walker.type(words, into: label) }
                try await walker.press(Phrase("Next"))
            }
            try await walker.type("Ask the market union first.\nHang the date on the gate.", into: Phrase("What shall we change?"))
            try await walker.press(Phrase("Next"))
            try await walker.isSound()
            // What is to change stands there already: a name and a day are all that is typed.
            for (field, value) in [("who_1", "Maria"), ("due_1", "2026-12-10"), ("who_2", "Rosa"), ("due_2", "2026-12-12")] {
                _ = try await walker.browser.run("document.getElementById('\(field)').value = '\(value)'")
            }
            try await walker.press(Phrase("Next"))
            #expect(try await walker.sees(words: "Fourteen came."))
            #expect(try await walker.sees(words: "Hang the date on the gate."))
            try await walker.isSound()
            try await walker.press(Phrase("Send"), in: "form")
            #expect(try await walker.sees(words: "Fourteen came."))
            try await walker.isSound()
            try await walker.press(Phrase("As one page to print"))
            #expect(try await walker.sees(words: "Ask the market union first."))
            #expect(try await walker.sees(words: "Rosa"))
            try await walker.isSound()
            #expect(try await world.rows("commitments") == 2)
            let asked = try await world.db.read { try $0.run("SELECT question_id FROM voices").first?.id("question_id") as ID<Item>? }
            #expect(asked == question)
        }
    }
}
