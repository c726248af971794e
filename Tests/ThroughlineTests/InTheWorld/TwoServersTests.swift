import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import Testing

@testable import Throughline

/// Two server processes on one PostgreSQL database.
@Suite(.enabled(if: TestEngine.available.contains(.postgres) && Program.isBuilt))
struct TwoServersTests {
    @Test func bothStartOnAnEmptyDatabaseAtOnce() async throws {
        try await withPostgresURL { url in
            try await withFolder { folder in
                async let one = Program.serve("--data", folder, "--database", url)
                async let other = Program.serve("--data", folder, "--database", url)
                let (first, second) = try await (one, other)
                for server in [first, second] {
                    #expect(try await [200, 303].contains(Wire.ask(server.port, "GET", "/", host: "127.0.0.1").status))
                }
                let db = try await PostgresDatabase(url: url, connections: 1)
                #expect(try await Migration(Schema.changes).pending(on: db).isEmpty)
                // Each asked for the nightly work; it waits once.
                let waiting = try await db.read { try $0.run("SELECT kind, COUNT(*) AS n FROM jobs GROUP BY kind").map { try $0.int("n") } }
                #expect(!waiting.isEmpty && waiting.allSatisfy { $0 == 1 })
                await db.close()
                #expect(await first.end(by: SIGTERM) == 0)
                #expect(await second.end(by: SIGTERM) == 0)
            }
        }
    }

    @Test func whatOneServerKeepsTheOtherShows() async throws {
        try await withPostgresURL { url in
            try await withFolder { folder in
                let used = try await Used.made(in: folder, database: url)
                async let one = Program.serve("--data", folder, "--database", url)
                async let other = Program.serve("--data", folder, "--database", url)
                let servers = try await [one, other]
                let cookie = "Cookie: session=\(used.session)"
                for server in servers {
                    let page = try await Wire.ask(server.port, "GET", "/spaces/riverbend", host: "127.0.0.1", headers: [cookie])
                    #expect(page.text.contains("This week"))
                }
                // The same form, sent to both at once: one answer, and the same words to both.
                let form = try #require(
                    StrictHTML(try await Wire.ask(servers[0].port, "GET", "/questions/\(used.question)", host: "127.0.0.1").text)
                        .form(withButton: "Send"))
                let fields = form.fields.filter { $0.name != "text" }.map { ($0.name, $0.value) } + [("text", "Lamps at the bridge.")]
                async let first = Wire.send(servers[0].port, form.action, fields, host: "127.0.0.1")
                async let second = Wire.send(servers[1].port, form.action, fields, host: "127.0.0.1")
                let sent = try await [first, second]
                #expect(sent.map(\.status) == [303, 303])
                var answers: [Wire.Answer] = []
                for (server, answer) in zip(servers, sent) {
                    let address = try #require(answer["Location"])
                    answers.append(try await Wire.ask(server.port, "GET", address, host: "127.0.0.1"))
                }
                let codes = try answers.map { try StrictHTML($0.text).elements(named: "b").map(\.text) }
                #expect(codes[0] == codes[1] && !codes[0].isEmpty)
                #expect(try await used.answers(database: url) == ["Lamps at the bridge."])
                // One of them goes; the other goes on, and knows what the first kept.
                await servers[0].end(by: SIGKILL)
                let page = try await Wire.ask(
                    servers[1].port, "GET", "/questions/\(used.question)", host: "127.0.0.1", headers: [cookie])
                #expect(page.text.contains("Lamps at the bridge."))
            }
        }
    }
}
