import Database
import DatabaseTesting
import Testing

@Suite(.enabled(if: TestEngine.available.contains(.postgres)))
struct PostgresTests {
    private static let changes = [
        Change("counts", "CREATE TABLE counts (id TEXT PRIMARY KEY, n INTEGER NOT NULL)", "INSERT INTO counts VALUES ('a', 0), ('b', 0)")
    ]

    @Test func aServerThatDroppedTheConnectionIsAskedAgain() async throws {
        try await withPostgresURL(changes: Self.changes) { url in
            let database = try await PostgresDatabase(url: url, connections: 1)
            let other = try await PostgresDatabase(url: url, connections: 1)
            let process = try await database.read { try $0.run("SELECT pg_backend_pid() AS id").first?.int("id") }
            let pid = try #require(process)
            _ = try await other.read { try $0.run("SELECT pg_terminate_backend(CAST(\(pid) AS INTEGER), 10000) AS done") }
            #expect(try await database.write { try $0.change("UPDATE counts SET n = 1 WHERE id = 'a'") } == 1)
            await #expect(throws: DatabaseError.gone) {
                try await database.write { connection in
                    try connection.change("UPDATE counts SET n = 9")
                    try connection.run("SELECT pg_terminate_backend(pg_backend_pid())")
                }
            }
            #expect(try await database.read { try $0.run("SELECT n FROM counts ORDER BY id").map { try $0.int("n") } } == [1, 0])
            await database.close()
            await other.close()
        }
    }

    @Test func twoWhoEachReadWhatTheOtherWritesDoNotBothWin() async throws {
        try await withPostgresURL(changes: Self.changes) { url in
            let database = try await PostgresDatabase(url: url, connections: 4)
            // Each adds up both counts and writes the sum into one: in some order the second must see the first.
            try await withThrowingTaskGroup { group in
                for id in ["a", "b", "a", "b"] {
                    group.addTask {
                        try await database.write { connection in
                            let sum = try connection.run("SELECT sum(n) AS sum FROM counts").first?.int("sum") ?? 0
                            try connection.change("UPDATE counts SET n = \(sum + 1) WHERE id = \(id)")
                        }
                    }
                }
                try await group.waitForAll()
            }
            let counts = try await database.read { try $0.run("SELECT n FROM counts ORDER BY n").map { try $0.int("n") } }
            // aabb, abab and abba; the orders that begin with b are their mirror images.
            let serial = [[2, 6], [4, 7], [4, 6]]
            #expect(serial.contains(counts), "\(counts)")
            await database.close()
        }
    }

    @Test func readersAndWritersBeyondTheConnectionsWaitTheirTurn() async throws {
        try await withPostgresURL(changes: Self.changes) { url in
            let database = try await PostgresDatabase(url: url, connections: 2)
            let answers = try await withThrowingTaskGroup { group in
                for index in 0..<40 { group.addTask { try await database.read { try $0.run("SELECT \(index) AS i").first?.int("i") } } }
                return try await group.reduce(into: Set<Int>()) { $0.insert($1 ?? -1) }
            }
            #expect(answers == Set(0..<40))
            await database.close()
        }
    }

    @Test func aSlowStatementIsStopped() async throws {
        try await withPostgresURL { url in
            let database = try await PostgresDatabase(url: url, connections: 1, statementTimeout: 20)
            await #expect(throws: DatabaseError.self) { try await database.read { try $0.run("SELECT pg_sleep(30)") } }
            let one = try await database.read { try $0.run("SELECT 1 AS one").first?.int("one") }
            #expect(one == 1)
            await database.close()
        }
    }

    @Test func aServerThatIsNotThereIsGone() async throws {
        await #expect(throws: DatabaseError.gone) {
            _ = try await PostgresDatabase(url: "postgres://nobody@127.0.0.1:1/nowhere")
        }
    }

    @Test func manyDifferentStatementsDoNotFillTheServer() async throws {
        try await withPostgresURL { url in
            let database = try await PostgresDatabase(url: url, connections: 1)
            try await database.read { connection in
                for number in 0..<1100 { try connection.run(SQL(verbatim: "SELECT \(number) AS n")) }
                try connection.run("SELECT 0 AS n")
            }
            let kept = try await database.read { try $0.run("SELECT count(*) AS n FROM pg_prepared_statements").first?.int("n") }
            #expect(try #require(kept) < 510)
            await database.close()
        }
    }
}
