import Database
import DatabaseTesting
import Foundation
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// No byte of an answer says whether an account, an address or a record is there; for its time see `scripts/bench accounts`.
struct NoAccountToldTests {
    /// Status, headers and body, with what was asked itself, its length and the number of each form taken out.
    private func bare(_ answer: Answer, _ asked: String) -> String {
        let headers = answer.headers.filter { ![.date, .eTag, .contentLength].contains($0.name) }.map { "\($0.name): \($0.value)" }
        let tag = answer.headers[.eTag] == nil ? "no tag" : "a tag"
        var text = "\(answer.status) \(tag)\n\(headers.sorted().joined(separator: "\n"))\n\(answer.body)"
        for form in [asked, World.encoded(asked)] { text = text.replacing(form, with: "(asked)") }
        return text.replacing(/name="_form" value="[^"]*"/, with: "(number)")
    }

    @Test(arguments: TestEngine.available)
    func theSameBytesWhetherSomethingIsThereOrNot(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            let act = world.house.act(by: nil)
            let read = try await world.read(question)
            let hidden = try await world.db.write { tx in
                try VoiceStore(tx).add(
                    NewVoice(question: read, text: "For the team alone.", language: "en", author: .nobody, held: true), by: act)
            }
            try await world.db.write { _ = try $0.run("UPDATE people SET name_key = lower(name)") }
            let never: ID<Item> = act.id()
            for phrase in ["four words nobody chose", ""] {
                var answers: Set<String> = []
                for name in ["Amina", "Zebedee", "amina@example.org", "nobody@example.org"] {
                    answers.insert(bare(try await world.post("/sign-in", [("name", name), ("phrase", phrase)]), name))
                }
                #expect(answers.count == 1)
            }
            var links: Set<String> = []
            for address in ["amina@example.org", "somebody.else@example.org"] {
                links.insert(bare(try await world.post("/sign-in/link", [("address", address)]), address))
            }
            #expect(links.count == 1)
            for name in [nil, "leila", "omar"] as [String?] {
                for road in ["/voices/ID", "/records/ID/flag", "/voices/ID/rejection", "/records/ID/moderation"] {
                    var pages: Set<String> = []
                    for id in [hidden, never] {
                        let answer = try await world.get(road.replacing("ID", with: id.description), as: name)
                        #expect(answer.status != 200, "\(road) \(name ?? "nobody")")
                        pages.insert(bare(answer, id.description))
                    }
                    #expect(pages.count == 1, "\(road) \(name ?? "nobody")")
                }
            }
            #expect(try await world.get("/voices/\(hidden)", as: "amina").status == 200, "it is there")
        }
    }
}
