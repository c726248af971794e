import Database
import DatabaseTesting
import HTTPTypes
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

    @Test(arguments: TestEngine.available)
    func nobodyIsWrittenToAtAnAddressTheyHaveNotConfirmed(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let amina = try world.person("amina")
            try await world.db.write {
                try $0.run("UPDATE people SET email = 'stranger@victim.example', email_proved = 0 WHERE id = \(amina)")
            }
            #expect(try await digests(world).allSatisfy { !$0.hasPrefix("Amina") })
        }
    }

    @Test(arguments: TestEngine.available)
    func theLetterSaysHowMuchWaitsAndWhereAndNothingThatWasSaid(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            try await world.spoken("Lamps at the bridge.", to: question)
            world.clock.pass(days: 8)
            let house = world.house
            try await world.db.write { try Digest.schedule(house, on: $0) }
            world.clock.pass(minutes: 60)
            #expect(try await world.runJobs().isEmpty)
            #expect(Set(world.post.sent.map(\.to)) == ["amina@example.org", "rosa@example.org", "diego@example.org"])
            let mail = try #require(world.post.sent.first { $0.to == "amina@example.org" })
            #expect(mail.text.contains("Lower Delta learning circle: 1 thing this week"))
            #expect(mail.text.contains("http://learn.test/spaces/riverbend/week"))
            #expect(!mail.text.contains("road") && !mail.text.contains("Lamps") && mail.html?.contains("<!doctype html>") == true)
            world.clock.pass(minutes: 60)
            try await world.runJobs()
            #expect(world.post.sent.count == 3, "one letter a week")

            // The mail program's own button: a post from nowhere, with nothing but what RFC 8058 says.
            let end = try #require(mail.listUnsubscribe)
            #expect(end.hasPrefix("http://learn.test/no-more-letters/") && mail.text.contains(end))
            let path = String(end.dropFirst("http://learn.test".count))
            #expect(try await world.get(path).says("Your account stays as it is."))
            let posted = try await world.send(
                .post, path, nil, "en", [:], body: Array("List-Unsubscribe=One-Click".utf8), type: "application/x-www-form-urlencoded")
            #expect(try posted.status == 200 && posted.says("You get no more letters"))
            #expect(try await world.post(path + "x").status == 404)
            world.clock.pass(days: 8)
            try await world.runJobs()
            #expect(!world.post.sent.dropFirst(3).contains { $0.to == "amina@example.org" })
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
