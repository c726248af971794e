import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Logging
import Synchronization
import Testing

@testable import Throughline

struct HealthTests {
    @Test(arguments: TestEngine.available)
    func healthTellsTheAgeOfTheLastGoodBackup(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let before = try await world.get("/health")
            #expect(before.status == 200 && before.body == "{\"ok\":true,\"engine\":\"\(engine.rawValue)\",\"backup_age_seconds\":null}\n")
            let now = world.clock.now
            try await LastBackup.note(now, on: world.db)
            world.clock.pass(minutes: 90)
            #expect(try await world.get("/health").body.contains("\"backup_age_seconds\":5400}"))
        }
    }

    @Test(arguments: TestEngine.available)
    func withoutItsDatabaseItIsNotWellAndSaysSoPlainly(_ engine: TestEngine) async throws {
        try await withEmptyHouse(engine) { house in
            await house.db.close()
            let phone = Phone(house)
            let health = try await phone.get("/health")
            #expect(health.status == 503 && health.body.contains("\"ok\":false"))
            let page = try await phone.get("/spaces/riverbend", headers: [.cookie: "session=abc"])
            #expect(try page.status == 503 && page.says("The storage of this server is not answering"))
            let metrics = try await phone.get("/metrics", headers: [.authorization: "Bearer " + house.keys.token("metrics", for: .setup)])
            #expect(metrics.status == 200 && metrics.body.contains("throughline_database_up{engine=\"\(engine.rawValue)\"} 0"))
        }
    }

    @Test(arguments: TestEngine.available)
    func metricsCountByRoadAndNeverByAddress(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.get("/spaces/riverbend")
            _ = try await world.get("/spaces/no-such-place-at-all")
            _ = try await world.get("/nothing/here/maria")
            let token: HTTPFields = [.authorization: "Bearer " + world.house.keys.token("metrics", for: .setup)]
            let text = try await world.get("/metrics", headers: token).body
            #expect(text.contains("throughline_requests_total{method=\"GET\",road=\"/spaces/:space\",status=\"2xx\"} 1\n"))
            #expect(text.contains("throughline_requests_total{method=\"GET\",road=\"/spaces/:space\",status=\"4xx\"} 1\n"))
            #expect(text.contains("throughline_requests_total{method=\"GET\",road=\"none\",status=\"4xx\"} 1\n"))
            #expect(text.contains("throughline_jobs{state=\"waiting\"} 0\n") && text.contains("{engine=\"\(engine.rawValue)\"} 1\n"))
            #expect(!text.contains("riverbend") && !text.contains("maria"))
        }
    }

    @Test(arguments: TestEngine.available)
    func metricsAreForTheOperatorAlone(_ engine: TestEngine) async throws {
        try await withWorld(engine) { (world) async throws in
            #expect(try await world.get("/metrics").status == 404)
            #expect(try await world.get("/metrics", as: "amina").status == 404)
            let setup: HTTPFields = [.authorization: "Bearer " + world.house.keys.token("setup", for: .setup)]
            #expect(try await world.get("/metrics", headers: setup).status == 404)
            #expect(
                try await Phone(world.house, peer: "127.0.0.1").get("/metrics").status == 404,
                "with a public address, a proxy may stand before us")
            let bare = world.house.with(Settings(host: "learn.test"))
            #expect(try await Phone(bare, peer: "127.0.0.1").get("/metrics").status == 200)
            #expect(try await Phone(bare, peer: "192.0.2.7").get("/metrics").status == 404)
            let passedOn: HTTPFields = [.xForwardedFor: "192.0.2.7"]
            #expect(try await Phone(bare, peer: "127.0.0.1").get("/metrics", headers: passedOn).status == 404)
            #expect(
                try await Phone(world.house.with(Settings(trustedProxies: ["127.0.0.1"], host: "learn.test")), peer: "127.0.0.1").get(
                    "/metrics"
                ).status == 404)
        }
    }

    @Test func theLogHoldsWhatWasRefusedAndNobodysWords() async throws {
        let log = WrittenLog()
        try await withEmptyHouse(.sqlite, logger: Logger(label: "test") { _ in log }) { house in
            let phone = Phone(house)
            _ = try await phone.get("/spaces/maria-was-here?q=secret", headers: [.xForwardedFor: "192.0.2.7"])
            _ = try await phone.post("/sign-in", [("name", "Maria"), ("phrase", "mango over the river")])
            let lines = log.lines
            #expect(lines.map(\.message) == ["request"])
            #expect(lines[0].metadata["road"] == "/sign-in" && lines[0].metadata["status"] == "422")
            #expect(Set(lines[0].metadata.keys) == ["request", "method", "road", "status", "ms"])
            for line in lines {
                for secret in ["aria", "secret", "mango", "192.0.2.7"] { #expect(!"\(line)".contains(secret)) }
            }
        }
    }

    @Test func whatIsLookedAtIsLoggedByTheHourAndWhereSomebodySpeaksNotAtAll() async throws {
        let log = WrittenLog()
        try await withWorld(.sqlite) { world in
            let id = try await world.question("What makes the road safe?")
            let old = world.house
            let house = House(
                db: old.db, keys: old.keys, files: old.files, media: old.media, post: nil, jobs: old.jobs, catalogues: old.catalogues,
                settings: old.settings, clock: old.clock, random: old.random, passwords: old.passwords, brakes: old.brakes, gzip: old.gzip,
                logger: Logger(label: "test") { _ in log })
            let phone = Phone(house)
            _ = try await phone.get("/questions/\(id)")
            let page = try await phone.get("/questions/\(id)")
            #expect(try await phone.press("Send", on: page).status == 422)
            let thanks = try await phone.press("Send", on: page, typing: [("text", "Lamps.")])
            _ = try await phone.press("Save", on: thanks, typing: [("people", "nobody")])
            _ = try await phone.press("Show it", on: phone.get("/my-words"), typing: [("code", "no such words at all")])
            #expect(log.lines.isEmpty, "no moment of a visit stands anywhere")
            house.hours.write(to: house.logger, at: world.clock.now)
            #expect(log.lines.isEmpty, "nor before the hour is over")
            world.clock.pass(minutes: 60)
            house.hours.write(to: house.logger, at: world.clock.now)
            #expect(log.lines.map(\.message) == ["requests", "requests"])
            #expect(log.lines.map { $0.metadata["road"] } == ["/my-words", "/questions/:id"])
            let line = try #require(log.lines.last)
            #expect(line.metadata["hour"] == "2026-11-21T10Z" && line.metadata["n"] == "2" && line.metadata["status"] == "200")
            #expect(Set(line.metadata.keys) == ["hour", "method", "road", "status", "n"])
            house.hours.write(to: house.logger, at: world.clock.now, all: true)
            #expect(log.lines.count == 2, "written once")
        }
    }

    @Test func theNumberOnABrokenPageStandsInTheLog() async throws {
        let log = WrittenLog()
        try await withEmptyHouse(.sqlite, logger: Logger(label: "test") { _ in log }) { house in
            try await house.db.write { tx in try tx.run("DROP TABLE spaces") }
            let page = try await Phone(house).get("/spaces/maria")
            #expect(page.status == 500)
            let broken = try #require(log.lines.first { $0.message == "broken" })
            let number = try #require(broken.metadata["request"])
            #expect(try number.utf8.count == 8 && page.says("Please quote \(number)"))
            #expect(log.lines.first { $0.message == "request" }?.metadata["request"] == number)
            #expect(!"\(log.lines)".contains("maria"))
        }
    }
}

extension House {
    /// The same house, reached in another way.
    func with(_ settings: Settings) -> House {
        House(
            db: db, keys: keys, files: files, media: media, post: post, jobs: jobs, catalogues: catalogues, settings: settings,
            clock: clock,
            random: random, passwords: passwords, brakes: brakes, gzip: gzip, logger: logger)
    }
}

/// What was logged, to be read again.
final class WrittenLog: LogHandler, Sendable {
    struct Line: Sendable {
        let message: String
        let metadata: [String: String]
    }

    private let written = Mutex<[Line]>([])
    var lines: [Line] { written.withLock { $0 } }
    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }
    var logLevel: Logger.Level {
        get { .notice }
        set {}
    }
    subscript(metadataKey _: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        written.withLock { $0.append(Line(message: "\(event.message)", metadata: (event.metadata ?? [:]).mapValues { "\($0)" })) }
    }
}
