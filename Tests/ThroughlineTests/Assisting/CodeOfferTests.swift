import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Codes a machine proposes: a person says yes or no, and two readers are compared only by what each found alone.
struct CodeOfferTests {
    private func told(_ world: World) async throws -> (question: Question, target: ID<Item>) {
        let question = try await world.asked()
        try await world.switchCodingOn()
        try await world.code("Roads")
        try await world.code("Work")
        for (text, code) in [("The road is bad.", "Roads"), ("Our road is broken.", "Roads"), ("There is no work here.", "Work")] {
            let voice = try await world.said(text, to: question)
            _ = try await world.mark(voice, ["0-\(text.count)"], code, as: "rosa")
            try await world.reads(voice, as: "diego")
        }
        let target = try await world.said("They say the road is bad. We dance.", to: question)
        return (question, target)
    }

    @Test(arguments: TestEngine.available)
    func nothingIsProposedUntilThePlaceAndTheReaderWantIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (question, target) = try await told(world)
            let desk = "/questions/\(question.id)/coding"
            #expect(try await !world.get(desk, as: "diego").says("Let a machine propose codes"))
            #expect(try await world.get(desk + "?help=yes", as: "diego").status == 404)
            #expect(
                try await world.post("/voices/\(target)/offers", as: "diego", [("code", world.code("Roads").id.description)]).status == 404)
            try await world.letMachines([.machineCodes])
            let alone = try await world.get(desk, as: "diego")
            #expect(try !alone.says("Proposed by a machine") && !alone.says("Give it this code"))
            let helped = try await world.get(alone.link("Let a machine propose codes"), as: "diego")
            #expect(try helped.says("Proposed by a machine") && helped.says("Throughline words 1. Nobody has checked them."))
            #expect(try helped.says("Answers that may say something alike"))
            #expect(try await world.codings().count == 3, "nothing has a code before a person says so")
        }
    }

    @Test(arguments: TestEngine.available)
    func diegoSaysYesToOneAndNoToOneAndIsNotComparedByIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (question, target) = try await told(world)
            try await world.letMachines([.machineCodes])
            let desk = "/questions/\(question.id)/coding?help=yes"
            let page = try await world.get(desk, as: "diego")
            let offer = try page.form(withButton: "Give it this code")
            #expect(offer.value("code") == "Roads" && offer.value("s") == "0-25", "the sentence it is like")
            let answer = try await world.press("Give it this code", on: page, as: "diego")
            #expect(answer.status == 303 && answer.headers[.location] == "/questions/\(question.id)/coding?help=yes#v-\(target)")
            let kept = try await world.db.read { try $0.run("SELECT coder_id, suggested FROM codings WHERE voice_id = \(target)") }
            #expect(try kept.count == 1 && kept[0].int("suggested") == 1 && kept[0].text("coder_id") == world.person("diego").description)
            #expect(try await !world.get(desk, as: "diego").page().text.contains("Give it this code"), "what it has is not proposed")
            // Rosa does not want it, and is not asked again; Diego's yes is untouched.
            let hers = try await world.get(desk, as: "rosa")
            #expect(try hers.says("Not this code"))
            let number = (world.house.act(by: nil).id() as ID<Item>).description
            let no = [("code", try await world.code("Roads").id.description), ("from", "help"), ("_form", number)]
            #expect(try await world.post("/voices/\(target)/offers", as: "rosa", no).status == 303)
            #expect(try await world.rows("offers_declined") == 1)
            // Both read it with the machine: it is no answer to compare them by.
            for name in ["diego", "rosa"] {
                _ = try await world.press("I have read it", on: world.get(desk, as: name), as: name)
            }
            let compared = try await world.get("/spaces/riverbend/coding/readers", as: "diego")
            #expect(try compared.says("left out") && !compared.says("Both have read 1 answer."))
            // Reading it once more alone does not make it unseen.
            for name in ["diego", "rosa"] { try await world.reads(target, as: name) }
            #expect(try await world.get("/spaces/riverbend/coding/readers", as: "diego").says("left out"))
            try await world.withdraw(target)
            #expect(try await world.rows("offers_declined") == 0)
        }
    }

    /// Somebody who was shown what a machine proposes, and took none of it, has seen it all the same.
    @Test(arguments: TestEngine.available)
    func whoReadItOnceWithHelpHasNotReadItAlone(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (question, target) = try await told(world)
            try await world.letMachines([.machineCodes])
            let desk = "/questions/\(question.id)/coding?help=yes"
            _ = try await world.press("I have read it", on: world.get(desk, as: "diego"), as: "diego")
            for name in ["diego", "rosa"] { try await world.reads(target, as: name) }
            let helped = try await world.db.read { tx in
                try tx.run("SELECT person_id FROM coding_reads WHERE voice_id = \(target) AND helped = 1").count
            }
            #expect(helped == 1)
            #expect(try await world.get("/spaces/riverbend/coding/readers", as: "diego").says("left out"))
        }
    }

    @Test(arguments: TestEngine.available)
    func nobodyElsesPlaceAndNoMachineForWhoSaidNo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (question, target) = try await told(world)
            try await world.letMachines([.machineCodes])
            let desk = "/questions/\(question.id)/coding?help=yes"
            for name in ["leila", "omar"] {
                #expect(try await world.get(desk, as: name).status == 403)
                #expect(try await [403, 404].contains(world.post("/voices/\(target)/offers", as: name, [("code", "x")]).status))
            }
            #expect(try await world.post("/voices/\(target)/offers", as: "diego", [("code", "x")]).status == 404)
            try await world.db.write { tx in
                try VoiceStore(tx).agree(
                    .init(answers: [.machine: false], until: nil), to: target, asked: "en", by: world.house.act(by: nil))
            }
            let page = try await world.get(desk, as: "diego")
            #expect(try page.says("They say the road is bad.") && !page.says("Proposed by a machine"))
        }
    }

    @Test(.enabled(if: PeerProcess.canRun, "the peers are not installed: run scripts/setup test"))
    func byMeaningItCrossesLanguages() async throws {
        let peer = try await MachinePeer.started()
        try await withWorld(.sqlite) { world in
            let (question, _) = try await told(world)
            for text in ["No hay trabajo en la aldea.", "La noche da miedo.", "El camino es de barro.", "La música suena."] {
                try await world.said(text, in: "es", to: question)
            }
            try await world.letMachines([.machineCodes, .machineSummary])
            let desk = "/questions/\(question.id)/coding?help=yes"
            #expect(try await !world.get(desk, as: "diego").says("like: There is no work here."), "words alone cross no language")
            world.house.machines.use(vectors: try peer.service("meaning"), chat: nil)
            let page = try await world.get(desk, as: "diego")
            #expect(try page.says("meaning. Nobody has checked them.") && page.says("like: There is no work here."))
            let gist = try await world.get("/questions/\(question.id)/machine", as: "diego")
            #expect(try gist.says("by meaning. Nobody has checked it.") && !gist.says("across languages"))
            // It breaks: words are compared instead, and the page says so.
            for model in ["broken", "short"] {
                world.house.machines.use(vectors: try peer.service(model), chat: nil)
                let page = try await world.get(desk, as: "diego")
                #expect(try page.says("Throughline words 1") && page.says("did not answer"), "\(model)")
            }
        }
    }
}
