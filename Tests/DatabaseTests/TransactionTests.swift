import Database
import DatabaseTesting
import Synchronization
import Testing

private struct Refused: Error {}

struct TransactionTests {
    private static let changes = [
        Change(
            "people and what they carry",
            "CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, count INTEGER NOT NULL) WITHOUT ROWID",
            "CREATE TABLE bags (id TEXT PRIMARY KEY, owner TEXT NOT NULL REFERENCES people (id)) WITHOUT ROWID",
            "INSERT INTO people (id, name, count) VALUES ('ana', 'Ana', 0)")
    ]

    private static func names(_ database: any Database) async throws -> [String] {
        try await database.read { try $0.run("SELECT name FROM people ORDER BY name").map { try $0.text("name") } }
    }

    @Test(arguments: TestEngine.available)
    func aWriteThatThrowsLeavesNothing(_ engine: TestEngine) async throws {
        try await withDatabase(engine, changes: Self.changes) { database in
            await #expect(throws: Refused.self) {
                try await database.write { connection in
                    connection.afterCommit { Issue.record("nothing was committed") }
                    try connection.change("INSERT INTO people VALUES ('bo', 'Bo', 0)")
                    throw Refused()
                }
            }
            let names = try await Self.names(database)
            #expect(names == ["Ana"])
            try await database.write { connection in
                let none = try connection.change("UPDATE people SET count = count + 1 WHERE id = 'nobody'")
                let two = try connection.change("INSERT INTO people VALUES ('cy', 'Cy', 0), ('di', 'Di', 0)")
                #expect(none == 0 && two == 2)
            }
            #expect(try await Self.names(database) == ["Ana", "Cy", "Di"])
        }
    }

    @Test(arguments: TestEngine.available)
    func whatFollowsACommitHappensOnceAndAfterIt(_ engine: TestEngine) async throws {
        try await withDatabase(engine, changes: Self.changes) { database in
            let count = Counter()
            try await database.write { connection in
                connection.afterCommit { count.add() }
                try connection.change("INSERT INTO people VALUES ('bo', 'Bo', 0)")
                #expect(count.value == 0)
            }
            #expect(count.value == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func twoWritersLoseNothing(_ engine: TestEngine) async throws {
        try await withDatabase(engine, changes: Self.changes) { database in
            try await withThrowingTaskGroup { group in
                for _ in 1...4 {
                    group.addTask {
                        for _ in 1...15 {
                            try await database.write { connection in
                                let row = try #require(connection.run("SELECT count FROM people WHERE id = 'ana'").first)
                                try connection.change("UPDATE people SET count = \(row.int("count") + 1) WHERE id = 'ana'")
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await database.read { try $0.run("SELECT count FROM people").map { try $0.int("count") } } == [60])
        }
    }

    @Test(arguments: TestEngine.available)
    func oneOfManyWaitingWritesMayFailAlone(_ engine: TestEngine) async throws {
        try await withDatabase(engine, changes: Self.changes) { database in
            let failed = try await withThrowingTaskGroup { group in
                for index in 0..<60 {
                    group.addTask {
                        do {
                            try await database.write { connection in
                                try connection.change("INSERT INTO people VALUES (\("p\(index)"), \("P\(index)"), 0)")
                                if index % 3 == 0 { throw Refused() }
                                if index % 3 == 1 { try connection.change("INSERT INTO people VALUES (\("q\(index)"), 'Ana', 0)") }
                            }
                            return 0
                        } catch is Refused { return 1 } catch DatabaseError.unique { return 1000 }
                    }
                }
                return try await group.reduce(0, +)
            }
            #expect(failed == 20_020)
            #expect(try await Self.names(database).count == 21)
        }
    }

    @Test(arguments: TestEngine.available)
    func brokenRulesAreNamed(_ engine: TestEngine) async throws {
        try await withDatabase(engine, changes: Self.changes) { database in
            let same = await #expect(throws: DatabaseError.self) {
                try await database.write { try $0.change("INSERT INTO people VALUES ('bo', 'Ana', 0)") }
            }
            guard case .unique(let what) = same else { return #expect(Bool(false), "\(String(describing: same))") }
            #expect(what.contains("people") && what.contains("name") && !what.contains("Ana"))
            let key = await #expect(throws: DatabaseError.self) {
                try await database.write { try $0.change("INSERT INTO people VALUES ('ana', 'Bo', 0)") }
            }
            guard case .unique = key else { return #expect(Bool(false), "\(String(describing: key))") }
            let stray = await #expect(throws: DatabaseError.self) {
                try await database.write { try $0.change("INSERT INTO bags VALUES ('b', 'nobody')") }
            }
            guard case .foreignKey = stray else { return #expect(Bool(false), "\(String(describing: stray))") }
            let wrong = await #expect(throws: DatabaseError.self) { try await database.read { try $0.run("SELECT nothing FROM nowhere") } }
            guard case .other = wrong else { return #expect(Bool(false), "\(String(describing: wrong))") }
        }
    }

    @Test(arguments: TestEngine.available)
    func aSwallowedErrorCannotBeCommitted(_ engine: TestEngine) async throws {
        try await withDatabase(engine, changes: Self.changes) { database in
            await #expect(throws: DatabaseError.self) {
                try await database.write { connection in
                    try connection.change("INSERT INTO people VALUES ('bo', 'Bo', 0)")
                    _ = try? connection.change("INSERT INTO people VALUES ('cy', 'Bo', 0)")
                }
            }
            let names = try await Self.names(database)
            #expect(names == ["Ana"])
        }
    }

    @Test(arguments: TestEngine.available)
    func anAttemptMayFailAndTheRestGoesOn(_ engine: TestEngine) async throws {
        try await withDatabase(engine, changes: Self.changes) { database in
            try await database.write { connection in
                try connection.change("INSERT INTO people VALUES ('bo', 'Bo', 0)")
                #expect(throws: DatabaseError.self) {
                    try connection.attempt {
                        try connection.change("INSERT INTO people VALUES ('di', 'Di', 0)")
                        try connection.attempt { try connection.change("INSERT INTO people VALUES ('cy', 'Cy', 0)") }
                        try connection.change("INSERT INTO people VALUES ('ed', 'Bo', 0)")
                    }
                }
                try connection.change("INSERT INTO people VALUES ('flo', 'Flo', 0)")
            }
            #expect(try await Self.names(database) == ["Ana", "Bo", "Flo"])
        }
    }

    @Test(arguments: TestEngine.available)
    func aReadSeesOneMomentAndChangesNothing(_ engine: TestEngine) async throws {
        try await withDatabase(engine, changes: Self.changes) { database in
            await #expect(throws: DatabaseError.readOnly) {
                try await database.read { try $0.change("DELETE FROM people") }
            }
            let names = try await Self.names(database)
            #expect(names == ["Ana"])
        }
    }

    @Test(arguments: TestEngine.available)
    func aClosedDatabaseIsGone(_ engine: TestEngine) async throws {
        try await withDatabase(engine, changes: Self.changes) { database in
            await database.close()
            await #expect(throws: (any Error).self) { try await database.read { try $0.run("SELECT 1 AS one") } }
            await #expect(throws: DatabaseError.gone) { try await database.write { try $0.change("DELETE FROM people") } }
        }
    }
}

final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
}
