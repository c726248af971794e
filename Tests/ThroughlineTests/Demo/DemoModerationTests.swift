import Database
import DatabaseTesting
import Language
import Testing

@testable import Throughline

/// The demonstration shows what moderation and a message in confidence look like once they are done.
struct DemoModerationTests {
    @Test(arguments: TestEngine.available)
    func theDemonstrationHasANoteARemovalAndAnAnsweredMessage(_ engine: TestEngine) async throws {
        try await withDemo(engine) { demo in
            let noted = try await demo.number("SELECT COUNT(*) AS n FROM items WHERE label = 'contested' AND state = 'ready'")
            #expect(noted == 1)
            let removed = try await demo.number("SELECT COUNT(*) AS n FROM moderation_log WHERE act = 'remove' AND outcome IS NULL")
            #expect(removed == 1)
            let waiting = try await demo.number("SELECT COUNT(*) AS n FROM flags WHERE outcome IS NULL")
            #expect(waiting == 1)
            let talks = try await demo.number("SELECT COUNT(*) AS n FROM sealed_talks WHERE state = 'answered'")
            let answers = try await demo.count("public_answers")
            #expect(talks == 1 && answers == 1)
        }
    }
}
