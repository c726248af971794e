import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// What is added after *Thank you*, by a thumb that is pressed more than once.
struct DetailsTests {
    private func waiting(_ world: World, _ question: ID<Item>) async throws -> [Door: Int] {
        let duties = try await world.db.read { try DutyStore($0).owed(on: question, kind: .tellBack) }
        return Dictionary(duties.filter { $0.state == "owed" }.map { ($0.door, $0.people) }, uniquingKeysWith: +)
    }

    @Test(arguments: TestEngine.available)
    func pressedFourTimesAtOnceOnePersonWaits(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let thanks = try await world.press("Send", on: world.get("/spaces/riverbend"), typing: [("text", "Lamps at the bridge.")])
            let answers = try await withThrowingTaskGroup(of: Answer.self) { group in
                for _ in 1...4 { group.addTask { try await world.press("Save", on: thanks, typing: [("door", "meeting")]) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            for answer in answers { #expect(try answer.status == 200 && answer.says("You will hear it at the meeting.")) }
            #expect(try await waiting(world, id) == [.meeting: 1])
        }
    }

    /// Other words each time are other forms: none of them is skipped, and the sum is still right.
    @Test(arguments: TestEngine.available)
    func changedSeveralTimesAtOnceAsManyWaitAsItSaysInTheEnd(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let thanks = try await world.press("Send", on: world.get("/spaces/riverbend"), typing: [("text", "Lamps at the bridge.")])
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (n, door) in ["meeting", "radio", "paper", "meeting"].enumerated() {
                    let typed = [("door", door), ("people", "\(n + 2)")]
                    // The first closes the page it came from; the others are told so.
                    group.addTask { _ = try await world.press("Save", on: thanks, typing: typed) }
                }
                try await group.waitForAll()
            }
            let row = try #require(try await world.db.read { try $0.run("SELECT door, people FROM voices").first })
            let door = try #require(Door(rawValue: row.text("door")))
            #expect(try await waiting(world, id) == [door: 1], "one, whatever was typed, until the team has read it")
            _ = try await world.press("Let it through", on: world.get("/questions/\(id)", as: "rosa"), as: "rosa")
            #expect(try await waiting(world, id) == [door: try row.int("people")])
        }
    }

    @Test(arguments: TestEngine.available)
    func anAnswerSentAgainAfterItsQuestionClosedShowsTheSameWords(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let page = try await world.get("/questions/\(id)")
            let first = try await world.press("Send", on: page, typing: [("text", "Lamps.")])
            _ = try await world.press("Close the question", on: world.get("/questions/\(id)", as: "amina"), as: "amina")
            let second = try await world.press("Send", on: page, typing: [("text", "Lamps.")])
            #expect(try second.status == 200 && second.code() == first.code())
            #expect(try await world.rows("voices") == 1)
        }
    }

    /// Without a number of a page of ours, the same short words of two people are two answers with a code each.
    @Test(arguments: TestEngine.available)
    func twoWhoSayTheSameWithoutANumberHaveTwoCodes(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            var codes: Set<String> = []
            for _ in 1...2 {
                let thanks = try await world.follow(world.post("/questions/\(id)/answers", [("text", "Yes.")]))
                codes.insert(try #require(try thanks.code()))
            }
            #expect(codes.count == 2)
            #expect(try await world.rows("voices") == 2)
            #expect(try await world.rows("receipts") == 2)
        }
    }

    /// What is kept of a form says nothing finer than its day, and nothing that could be tried out without our keys.
    @Test(arguments: TestEngine.available)
    func whatIsKeptOfAnUnnamedFormTellsNothing(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            _ = try await world.press("Send", on: world.get("/questions/\(id)", as: "leila"), as: "leila", typing: [("text", "Lamps.")])
            let rows = try await world.db.read { try $0.run("SELECT * FROM nonces") }
            let row = try #require(rows.first)
            #expect(try rows.count == 1 && row.text("answer") == "" && row.day("day") == world.clock.now.day(in: .utc))
            #expect(try row.text("digest").count == 64)
        }
    }
}
