import Database
import DatabaseTesting
import Language
import Testing

@testable import Throughline

/// Nobody is written to at an address they have not shown to be theirs: whoever typed somebody else's would otherwise tell them where to look.
struct PersonalLetterTests {
    @Test(arguments: TestEngine.available)
    func onlyAProvedAddressIsWrittenTo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let maria = try await world.maria(phrase: "mango over the river", email: "maria@example.org")
            let page = MailPage(subject: "Something waits for you", lines: [.say("Read it")])
            func write() async throws {
                let (house, now) = (world.house, world.clock.now)
                try await world.db.write { try PersonalLetter(house: house).send(page, to: maria, at: now, on: $0) }
                #expect(try await world.runJobs().isEmpty)
            }
            try await write()
            #expect(world.post.sent.isEmpty)
            try await world.db.write { try PersonStore($0).prove(maria, "maria@example.org") }
            try await write()
            #expect(world.post.sent.count == 1 && world.post.sent.last?.to == "maria@example.org")
        }
    }
}
