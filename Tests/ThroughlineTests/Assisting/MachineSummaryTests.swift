import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Sentences a machine picks: as they were said, few voices too, and nothing of what its speakers keep from it.
struct MachineSummaryTests {
    private static let answers = [
        "The road is bad in the rains. The bad road stops us.", "The road to the market is bad again.",
        "Nobody repairs the bad road to the market.", "There is no work for young people here.",
        "There is no work for young people in the village.", "My grandmother sang old songs about her river and a moon.",
    ]

    private func told(_ world: World, _ machine: Bool? = nil) async throws -> Question {
        let question = try await world.asked()
        for answer in Self.answers { try await world.said(answer, to: question, machine: machine) }
        return question
    }

    @Test(arguments: TestEngine.available)
    func aPlaceMeetsNoneOfItUntilAStewardSwitchesItOn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await told(world)
            let path = "/questions/\(question.id)/machine"
            #expect(try await !world.get("/questions/\(question.id)", as: "diego").says("What a machine picks out"))
            #expect(try await world.get(path, as: "diego").status == 404)
            let form = try await world.get("/spaces/riverbend/practices", as: "amina")
            #expect(try form.says("No word leaves this server.") && !form.says("A machine outside drafts sentences"))
            #expect(try await world.press("Save", on: form, as: "amina", typing: [("used", "machine_summary")]).status == 303)
            let start = try await world.get("/questions/\(question.id)", as: "diego")
            let page = try await world.get(start.link("What a machine picks out"), as: "diego")
            #expect(try page.says("Put together by a machine on 21 November, by Throughline words 1. Nobody has checked it."))
            #expect(try !page.says("drafted by a machine outside"))
            for name in ["leila", "omar", nil] { #expect(try await [403, 404, 303].contains(world.get(path, as: name).status)) }
            _ = try await world.press(
                "Save", on: world.get("/spaces/riverbend/practices", as: "amina"), as: "amina", typing: [("used", "left_lying")])
            #expect(try await world.get(path, as: "diego").status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func everySentenceIsSomebodysAndTheOneFarFromAllIsThereToo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await told(world)
            try await world.letMachines([.machineSummary])
            let page = try await world.get("/questions/\(question.id)/machine", as: "diego")
            let quotes = try page.page().elements(named: "blockquote").map(\.text)
            #expect(quotes.count >= 3 && Set(quotes).count == quotes.count)
            for quote in quotes { #expect(Self.answers.contains { $0.contains(quote) }, "\(quote)") }
            #expect(quotes.contains { $0.contains("grandmother") } && quotes.contains { $0.contains("road") })
            #expect(try page.says("Far from what all others said.") && page.says("more answer"))
            let links = try page.page().links.filter { $0.href.hasPrefix("/voices/") }
            #expect(links.count == quotes.count)
            // From here a person writes; nothing was written yet.
            let note = try await world.get(page.link("Write what we learned, with"), as: "diego")
            #expect(try note.page().elements(named: "input").filter { $0.attribute("checked") != nil }.count == quotes.count)
            #expect(try await world.rows("insights") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func whatIsTakenBackIsGoneAtOnceAndFourAnswersAreForPeople(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            var voices: [ID<Item>] = []
            for answer in Self.answers.dropFirst() { voices.append(try await world.said(answer, to: question)) }
            try await world.letMachines([.machineSummary])
            let path = "/questions/\(question.id)/machine"
            #expect(try await world.get(path, as: "diego").says("grandmother"))
            try await world.withdraw(voices[4])
            let page = try await world.get(path, as: "diego")
            #expect(try !page.says("grandmother") && page.says("From 5 on it picks sentences") && !page.says("Put together"))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoSaidNoIsNotReadNorWhatCouldHarm(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await told(world)
            try await world.letMachines([.machineSummary])
            let path = "/questions/\(question.id)/machine"
            let no = try await world.said("The ferry drowned a zebra named Bobo.", to: question, machine: false)
            let safe = try await world.said("A zebra was harmed at the ferry.", to: question, openness: .safety)
            let high = try await world.said("The commander took the zebra.", to: question)
            try await world.db.write { try $0.run("UPDATE items SET sensitivity = 2 WHERE id = \(high)") }
            let page = try await world.get(path, as: "diego")
            #expect(try !page.says("zebra") && page.says("2 answers it did not read"), "only those Diego may read are counted")
            // The same person says yes: from then on it is read, and it is the one far from all others.
            try await world.db.write { tx in
                try VoiceStore(tx).agree(.init(answers: [.machine: true], until: nil), to: no, asked: "en", by: world.house.act(by: nil))
            }
            #expect(try await world.get(path, as: "diego").says("1 answer it did not read"))
            _ = safe
        }
    }

    @Test(arguments: TestEngine.available)
    func aSpeakerIsAskedOnlyWhereAMachineReadsAndNothingIsTicked(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let words = "The clubs give talk, and talk does not feed a family."
            let before = try await world.press("Send", on: world.get("/questions/\(story.question)"), typing: [("text", words)])
            #expect(try !before.says("A machine may read my words too"))
            try await world.letMachines([.machineSummary])
            let thanks = try await world.press(
                "Send", on: world.get("/questions/\(story.question)"), typing: [("text", words + " Really.")])
            #expect(try thanks.says("A machine may read my words too"))
            let box = try thanks.page().elements(named: "input").first { $0.attribute("name") == "read_by_machine" }
            #expect(box != nil && box?.attribute("checked") == nil)
            let code = try thanks.code() ?? ""
            _ = try await world.press("Save", on: thanks, typing: [("read_by_machine", "yes")])
            let day = world.clock.now.day(in: .utc)
            let rule = PermissionSQL.holds(.machine, on: day)
            #expect(try await world.db.read { try $0.run("SELECT v.id FROM voices v WHERE " + rule) }.count == 1)
            // Taken back as easily, on the page of their own words.
            let mine = try await world.press("Show it", on: world.get("/my-words"), typing: [("code", code)])
            _ = try await world.press("Save", on: mine, typing: [("read_by_machine", "")])
            #expect(try await world.db.read { try $0.run("SELECT v.id FROM voices v WHERE " + rule) }.isEmpty)
        }
    }

    @Test func smallSumsAreRight() {
        // Three directions; one stands alone.
        let vectors: [[Float]] = [[1, 0, 0], [0.9, 0.1, 0], [0.95, 0, 0.05], [0, 1, 0], [0.1, 0.9, 0], [0, 0, 1]].map(Vector.unit)
        let gist = Gist(vectors, speakers: [0, 1, 2, 3, 4, 5], lengths: [40, 40, 40, 40, 40, 40])
        #expect(gist.picks.count == 3)
        #expect(gist.picks.first.map { [0, 1, 2].contains($0.place) } == true)
        #expect(gist.picks.last?.isAlone == true || gist.picks.contains { $0.place == 5 })
        #expect(Gist(Array(vectors.prefix(4)), speakers: [0, 1, 2, 3], lengths: [40, 40, 40, 40]).picks.isEmpty, "below five none")
        // What one language has in common goes; a sentence alone in its language is not made nothing.
        let centred = Vector.centred([[3, 1, 0], [3, 0, 1], [0, 1, 0]], by: ["en", "en", "es"])
        #expect(Vector.dot(centred[0], centred[2]) > Vector.dot(centred[1], centred[2]))
        let near = WordVectors.of(["the roads are bad", "a bad road", "old songs of the moon", "we sing songs"])
        #expect(Vector.dot(near[0], near[1]) > 0.12 && Vector.dot(near[0], near[2]) < 0.12)
        #expect(near.allSatisfy { $0.allSatisfy(\.isFinite) } && WordVectors.of([""]).first?.allSatisfy { $0 == 0 } == true)
    }
}
