import Database
import DatabaseTesting
import Language
import Testing

@testable import Throughline

struct DigestTests {
    @Test(arguments: TestEngine.available)
    func aTeamHearsOnceAWeekWhatWaitsAndNobodyElseDoes(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            try await world.spoken("Lamps at the bridge.", to: question)
            world.clock.pass(days: 8)
            let due = try await digests(world)
            #expect(due.contains("Amina: 1") && due.contains("Leila: 0") && due.contains("Omar: 0"))
            try await world.db.write { [clock = world.clock] tx in
                for addressee in try DigestReading(tx: tx, now: clock.now).due().due {
                    try PersonStore(tx).told(addressee.id, on: clock.now.day(in: .utc))
                }
            }
            world.clock.pass(days: 6)
            let early = try await digests(world)
            world.clock.pass(days: 1)
            let again = try await digests(world)
            #expect(early.isEmpty && again.contains("Amina: 1"))
        }
    }

    @Test(arguments: TestEngine.available)
    func quietHoursAreKeptByThePersonsOwnClock(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            world.clock.pass(minutes: 10 * 60)
            let atNight = try await digests(world)
            world.clock.pass(minutes: 14 * 60)
            let nextDay = try await digests(world)
            #expect(atNight.isEmpty && !nextDay.isEmpty)
        }
    }

    /// Whose digest is due, with how many things stand in it.
    private func digests(_ world: World) async throws -> [String] {
        let now = world.clock.now
        return try await world.db.read { tx in
            let reading = DigestReading(tx: tx, now: now)
            return try reading.due().due.map { try "\($0.name): \(reading.news(for: $0).count)" }
        }
    }
}
