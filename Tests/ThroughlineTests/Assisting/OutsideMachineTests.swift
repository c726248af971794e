import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// A real server of our own that speaks the protocol, honestly and not. No language model runs in these tests.
@Suite(.enabled(if: PeerProcess.canRun, "the peers are not installed: run scripts/setup test"))
struct OutsideMachineTests {
    private static let yes = [
        "The road is bad in the rains.", "There is no work for young people.", "We walk at night and are afraid.",
        "The ferry costs too much.", "The drums keep us awake.",
    ]

    private func told(_ world: World) async throws -> Question {
        let question = try await world.asked()
        for answer in Self.yes { try await world.said(answer, to: question, machine: true) }
        try await world.said("Unasked words about a zebra.", to: question)
        try await world.said("Words of a no about a giraffe.", to: question, machine: false)
        let strict = try await world.said("Words within the place about a lion.", to: question, machine: true)
        let high = try await world.said("Words that could harm about a hyena.", to: question, machine: true)
        try await world.db.write { tx in
            try tx.run("UPDATE items SET tlp = 'AMBER+STRICT' WHERE id = \(strict)")
            try tx.run("UPDATE items SET sensitivity = 2 WHERE id = \(high)")
        }
        return question
    }

    /// The page once the machine answered.
    private func answered(_ world: World, _ path: String) async throws -> Answer {
        for _ in 0..<100 {
            let page = try await world.get(path, as: "diego")
            if try !page.says("has not answered yet") { return page }
            try await Task.sleep(for: .milliseconds(50))
        }
        return try await world.get(path, as: "diego")
    }

    @Test(arguments: TestEngine.available)
    func onlyWhatSpeakersAllowedLeavesAndEverySentenceNamesItsAnswers(_ engine: TestEngine) async throws {
        let peer = try await MachinePeer.started()
        try await withWorld(engine) { world in
            let question = try await told(world)
            world.house.machines.use(vectors: nil, chat: try peer.service("honest"))
            let form = try await world.get("/spaces/riverbend/practices", as: "amina")
            #expect(try form.says("They would go to 127.0.0.1:\(peer.port)"))
            _ = try await world.press("Save", on: form, as: "amina", typing: [("used", "machine_outside")])
            let path = "/questions/\(question.id)/machine"
            let page = try await world.get(path, as: "diego")
            #expect(try page.says("5 answers may be sent") && page.says("honest on this server"))
            #expect(try await peer.asked() == "[]", "looking sends nothing")
            #expect(try await world.press("Send them and let it draft", on: page, as: "diego").status == 303)
            let drafted = try await answered(world, path)
            #expect(
                try drafted.says("Drafted by a machine on 21 November: honest at 127.0.0.1") && drafted.says("Nobody has checked it."))
            #expect(try drafted.says("The 1 answer it names") && !drafted.says("Here is what they say"))
            let sent = try await peer.asked()
            // The same form once more, as a browser sends it after going back: nothing goes out a second time.
            _ = try await world.press("Send them and let it draft", on: page, as: "diego")
            try await Task.sleep(for: .milliseconds(200))
            #expect(try await peer.asked() == sent)
            #expect(sent.contains("Bearer a key") && Self.yes.allSatisfy(sent.contains))
            for word in ["zebra", "giraffe", "lion", "hyena", "Riverbend", "2026"] { #expect(!sent.contains(word), "\(word)") }
            #expect(try await world.get("/spaces/riverbend/done", as: "leila").says("Answers were sent to a machine outside"))
            #expect(try await !world.get(path, as: "rosa").says("Drafted by a machine"), "whoever asked sees it")
            #expect(try await world.rows("insights") == 0)
            // Taken back: the sentence goes with it, and nothing else.
            let link = try drafted.page().links.first { $0.href.hasPrefix("/voices/") }
            let first = try #require(link?.href)
            let before = try drafted.page().elements(named: "li").count
            try await world.withdraw(ID(String(first.dropFirst("/voices/".count))))
            let after = try await world.get(path, as: "diego")
            #expect(try after.page().elements(named: "li").count < before && after.says("Drafted by a machine"))
            world.clock.pass(minutes: 61)
            let key = OutsideDrafts.Key(question: question.id, person: try world.person("diego"))
            #expect(world.house.machines.drafts.find(key, at: world.clock.now) == nil, "forgotten within an hour")
        }
    }

    @Test(arguments: TestEngine.available)
    func aLyingMachineIsNotShown(_ engine: TestEngine) async throws {
        let peer = try await MachinePeer.started()
        try await withWorld(engine) { world in
            let question = try await told(world)
            world.house.machines.use(vectors: nil, chat: try peer.service("lying"))
            try await world.letMachines([.machineOutside])
            let path = "/questions/\(question.id)/machine"
            _ = try await world.press("Send them and let it draft", on: world.get(path, as: "diego"), as: "diego")
            let page = try await answered(world, path)
            for lie in ["mayor", "poisoned", "leadership", "burn", "93", "Kofi"] { #expect(try !page.says(lie), "\(lie)") }
            #expect(try page.says("6 sentences are not shown"))
            #expect(try page.says("The 1 answer it names"), "the one that was found stays")
        }
    }

    @Test(arguments: ["refuses", "busy", "nonsense", "huge"])
    func whatGoesWrongIsSaidInPlainWords(model: String) async throws {
        let peer = try await MachinePeer.started()
        try await withWorld(.sqlite) { world in
            let question = try await told(world)
            world.house.machines.use(vectors: nil, chat: try peer.service(model))
            try await world.letMachines([.machineOutside])
            let path = "/questions/\(question.id)/machine"
            _ = try await world.press("Send them and let it draft", on: world.get(path, as: "diego"), as: "diego")
            let page = try await answered(world, path)
            let words = [
                "refuses": "should look at its key", "busy": "asked too often", "nonsense": "made no sense", "huge": "could not be reached",
            ]
            #expect(try page.says(words[model] ?? "?") && !page.says("Drafted by a machine"))
            let again = try page.form(withButton: "Send them and let it draft")
            #expect(again.action == path, "it can be asked again")
        }
    }

    @Test(arguments: TestEngine.available)
    func whoTookBackTheirYesSinceIsNotSent(_ engine: TestEngine) async throws {
        let peer = try await MachinePeer.started()
        try await withWorld(engine) { world in
            let question = try await told(world)
            let sixth = try await world.said("A sixth who says yes.", to: question, machine: true)
            world.house.machines.use(vectors: nil, chat: try peer.service("honest"))
            try await world.letMachines([.machineOutside])
            let page = try await world.get("/questions/\(question.id)/machine", as: "diego")
            try await world.db.write { tx in
                try VoiceStore(tx).agree(
                    .init(answers: [.machine: false], until: nil), to: sixth, asked: "en", by: world.house.act(by: nil))
            }
            let refused = try await world.press("Send them and let it draft", on: page, as: "diego")
            #expect(try refused.status == 422 && refused.says("What would be sent has changed."))
            #expect(try await peer.asked() == "[]")
            for name in ["leila", "omar"] {
                #expect(try await world.press("Send them and let it draft", on: page, as: name).status == 403)
            }
            // The operator names none any more: the form leads nowhere.
            world.house.machines.use(vectors: nil, chat: nil)
            #expect(try await world.press("Send them and let it draft", on: refused, as: "diego").status == 404)
        }
    }

    @Test func aSentenceStandsOnlyOnWordsThatAreThere() {
        let answers = [1: "The road to the market is bad in the rains.", 2: "El camino está malo, no hay trabajo.", 3: "道路状况很差，没有工作。"]
        func found(_ said: String) -> Bool { CitedSentence.read(said).sentences.first?.isFound(in: answers) ?? false }
        #expect(found("The road is bad in the rains [1]."))
        #expect(found("The market road is bad. [1]"))
        #expect(found("El camino está malo y no hay trabajo [2]"))
        #expect(found("道路状况很差 [3]。"))
        for lie in [
            "The road is bad in the rains [2].", "The road is bad in the rains [1, 2].", "The road is bad in the rains [4].",
            "The road is bad in the rains.", "The hospital has no medicine [1].", "The road is bad, says “nobody ever repairs it” [1].",
            "The road was bad 7 times in the rains [1].", "The road to the Ministry is bad in the rains [1].", "Bad [1].",
        ] {
            #expect(!found(lie), "\(lie)")
        }
        let read = CitedSentence.read("Here they are:\n1. The road is bad [1]. No work [2, 3]!\n\nThat is all.")
        #expect(read.sentences.map(\.cited) == [[1], [2, 3]] && read.others == 2)
        #expect(read.sentences.first?.words == "The road is bad.")
    }

    @Test func wordsGoNowhereOverAnOpenLine() {
        #expect(MachineService("http://example.org/v1", model: "m", key: nil) == nil)
        #expect(MachineService("https://example.org/v1", model: "m", key: nil)?.isHere == false)
        #expect(MachineService("https://example.org/v1", model: "m", key: nil)?.host == "example.org")
        #expect(MachineService("http://127.0.0.1:80/v1", model: "m", key: nil)?.isHere == true)
        #expect(MachineService("http://127.0.0.1.example.org/v1", model: "m", key: nil) == nil)
        #expect(MachineService.safe("ﷺ\0" + String(repeating: "x", count: 5_000)).count == 1_000)
        #expect(!MachineService.safe("ﷺ").unicodeScalars.contains("\u{FDFA}"))
    }
}
