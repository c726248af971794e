import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Reading together around a table (domain 3): cards of what may be quoted, and notes of what the tables made of them.
struct WorkshopTests {
    private func switchOn(_ world: World) async throws {
        let (act, place) = (world.house.act(by: nil), world.riverbend)
        try await world.db.write { tx in
            let version = try PlaceStore(tx).find(place.id).version
            try PracticeStore(tx).choose([.workshops], in: place, seen: version, by: act)
        }
    }

    /// Six that may be quoted to those who take part, one that may not, one for the team.
    private func spoken(_ world: World) async throws -> (question: Question, path: String, voices: [ID<Item>]) {
        let question = try await world.asked()
        var voices: [ID<Item>] = []
        for n in 1...6 {
            voices.append(try await world.voice("We sit and wait, said number \(n).", to: question, openness: .circle, quotable: true))
        }
        try await world.voice("Do not pass this on.", to: question, openness: .circle)
        try await world.voice("For the team alone.", to: question, openness: .team, quotable: true)
        return (question, "/questions/\(question.id)/workshop", voices)
    }

    private func number(of voice: ID<Item>, _ world: World, _ question: Question) async throws -> String {
        let (reader, now) = (try await world.reader("diego"), world.clock.now)
        let workshop = try await world.db.read { tx in
            try WorkshopReading(tx: tx, reader: reader, language: "en", now: now).workshop(question.id)
        }
        return try #require(workshop.cards.first { $0.voice.id == voice }?.number)
    }

    @Test(arguments: TestEngine.available)
    func onlyWhatMayBeQuotedIsOnACardAndOnlyWhereThisIsUsed(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (question, path, _) = try await spoken(world)
            #expect(try await world.get(path, as: "diego").status == 404)
            #expect(try await !world.get("/questions/\(question.id)", as: "diego").says("Read together around a table"))
            try await switchOn(world)
            #expect(try await world.get("/questions/\(question.id)", as: "diego").link("Read together around a table") == path)
            let page = try await world.get(path, as: "diego")
            #expect(try page.says("6 cards to print and cut") && page.says("minute 0 to 10") && page.says("minute 170 to 180"))
            #expect(try page.says("Answers that may not be quoted, photos and recordings are on no card."))
            let cards = try await world.get(path + "/cards", as: "diego")
            #expect(try cards.says("said number 1.") && cards.says("said number 6."))
            #expect(try !cards.says("Do not pass this on.") && !cards.says("For the team alone."))
            for (name, status) in [("leila", 403), ("omar", 403)] {
                for road in [path, path + "/cards", path + "/cards.pdf"] {
                    #expect(try await world.get(road, as: name).status == status, "\(name) \(road)")
                }
                #expect(try await world.post(path, as: name, [("claim_0", "Mine")]).status == status)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func whatTheTablesMadeBecomesNotesThatRestOnTheirCards(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (question, path, voices) = try await spoken(world)
            try await switchOn(world)
            let (one, two) = (try await number(of: voices[0], world, question), try await number(of: voices[1], world, question))
            let page = try await world.get(path, as: "diego")
            let nothing = try await world.press("Keep the notes", on: page, as: "diego")
            #expect(try nothing.status == 422 && nothing.says("Write down what at least one table made of the cards."))
            let typed = [
                ("name_0", "Waiting"), ("cards_0", "\(one.uppercased()), \(two) zzzz"), ("claim_0", "Youth leave where they only wait."),
            ]
            let half = try await world.press("Keep the notes", on: page, as: "diego", typing: typed)
            #expect(try half.status == 422 && half.says("There is no card zzzz") && half.says("Write who would not agree and why"))
            #expect(try half.form(withButton: "Keep the notes").value("claim_0") == "Youth leave where they only wait.")
            let sent = try await world.press(
                "Keep the notes", on: half, as: "diego",
                typing: [("cards_0", "\(one.uppercased()), \(two)"), ("disagreeing_0", "The elders: they are lazy.")])
            #expect(sent.headers[.location] == "/spaces/riverbend/insights")
            let list = try await world.follow(sent, as: "diego")
            let note = try await world.get(list.link("Youth leave where they only wait."), as: "diego")
            #expect(try note.says("Waiting") && note.says("The elders: they are lazy.") && note.says("A note, for the team only"))
            #expect(try note.says("said number 1.") && note.says("said number 2.") && !note.says("said number 3."))
            #expect(try await !world.get("/spaces/riverbend/insights", as: "leila").says("only wait"))
        }
    }

    @Test(arguments: TestEngine.available)
    func aCardThatWasTakenBackIsNoCardAndTheOthersKeepTheirNumbers(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (question, path, voices) = try await spoken(world)
            try await switchOn(world)
            let (gone, kept) = (try await number(of: voices[0], world, question), try await number(of: voices[1], world, question))
            let page = try await world.get(path, as: "diego")
            try await world.withdraw(voices[0])
            #expect(try await number(of: voices[1], world, question) == kept)
            let late = try await world.press(
                "Keep the notes", on: page, as: "diego",
                typing: [("cards_0", "\(gone) \(kept)"), ("claim_0", "They wait."), ("disagreeing_0", "Nobody here.")])
            #expect(try late.status == 422 && late.says("There is no card \(gone)"))
            try await world.withdraw(voices[1])
            // Too few are left for cards, and what half a day made of them is not lost.
            let refused = try await world.press(
                "Keep the notes", on: page, as: "diego",
                typing: [("cards_0", kept), ("claim_0", "They wait for work."), ("disagreeing_0", "Nobody here.")])
            #expect(refused.status == 422 && refused.body.contains("They wait for work."))
            let few = try await world.get(path, as: "diego")
            #expect(
                try few.says("Cards need at least 5 answers whose speakers let them be quoted.")
                    && !few.page().buttons.contains("Keep the notes"))
        }
    }

    @Test(
        .enabled(if: PrintTools.canRun, "the packages are not there: run scripts/setup test"),
        arguments: [TestEngine.sqlite])
    func theCardsArePrintedEightToASheet(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, path, _) = try await spoken(world)
            try await switchOn(world)
            let file = try await world.get(path + "/cards.pdf", as: "diego")
            #expect(file.status == 200 && file.headers[.contentType] == "application/pdf" && file.bytes.starts(with: Array("%PDF-".utf8)))
        }
    }
}
