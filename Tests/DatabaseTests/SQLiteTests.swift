import DatabaseTesting
import Dispatch
import Foundation
import Testing

@testable import Database

struct SQLiteTests {
    private static let changes = [Change("words", "CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL)")]

    private static func withFile(_ body: (SQLiteDatabase, String) async throws -> Void) async throws {
        try await withFolder { folder in
            let path = folder + "/words.sqlite"
            let database = try SQLiteDatabase(path: path)
            _ = try await Migration(changes).run(on: database, now: 0, backUpFirst: nil)
            try await body(database, path)
            await database.close()
        }
    }

    @Test func whatIsAcknowledgedIsSynced() async throws {
        try await Self.withFile { database, _ in
            for (pragma, value) in [("synchronous", 2), ("secure_delete", 1), ("foreign_keys", 1)] {
                let found = try await database.write { try $0.run(SQL(verbatim: "PRAGMA \(pragma)")).first?.value(named: pragma) }
                #expect(found == .integer(Int64(value)), "\(pragma)")
            }
            let mode = try await database.read { try $0.run("PRAGMA journal_mode").first?.text("journal_mode") }
            #expect(mode == "wal")
        }
    }

    @Test func waitingWritesShareOneCommit() async throws {
        try await Self.withFile { database, path in
            try await database.checkpointTruncate()
            let (done, finished) = AsyncStream.makeStream(of: Bool.self)
            let isQueued = DispatchSemaphore(value: 0)
            database.writes.add(
                SQLiteWrites.Waiting(
                    run: { connection in
                        isQueued.wait()
                        try connection.change("INSERT INTO words VALUES (0, 'first')")
                        return { finished.yield(true) }
                    }, fail: { _ in finished.yield(false) }))
            for index in 1...50 {
                database.writes.add(
                    SQLiteWrites.Waiting(
                        run: { connection in
                            try connection.change("INSERT INTO words VALUES (\(index), 'next')")
                            return { finished.yield(true) }
                        }, fail: { _ in finished.yield(false) }))
            }
            isQueued.signal()
            let answers = await done.prefix(51).reduce(into: []) { $0.append($1) }
            #expect(answers == Array(repeating: true, count: 51))
            // All fits one page, and each commit writes that page once: two commits, where fifty-one would be fifty-one pages.
            let log = try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
            #expect(try #require(log) < 4 * 4200)
        }
    }

    @Test func aCopyIsWholeWhileOthersWrite() async throws {
        try await Self.withFile { database, path in
            try await database.write { try $0.change("INSERT INTO words VALUES (1, 'before')") }
            let writing = Task {
                var id = 2
                while !Task.isCancelled {
                    let next = id
                    try await database.write { try $0.change("INSERT INTO words VALUES (\(next), 'during'), (\(-next), 'during')") }
                    id += 1
                }
                return id
            }
            try await database.vacuumInto(path + ".copy")
            writing.cancel()
            _ = try await writing.value
            let copy = try SQLiteDatabase(path: path + ".copy")
            #expect(try await copy.problems() == [])
            let sums = try await copy.read { try $0.run("SELECT count(*) AS count, sum(id) AS sum FROM words").first }
            #expect(try sums?.int("sum") == 1)
            #expect(try sums?.int("count").isMultiple(of: 2) == false)
            await copy.close()
        }
    }

    @Test func deletedWordsLeaveTheDisk() async throws {
        try await Self.withFile { database, path in
            let secret = Data("a very rare word".utf8)
            func isOnDisk() throws -> Bool {
                try [path, path + "-wal"].contains { file in
                    try FileManager.default.fileExists(atPath: file) && Data(contentsOf: URL(filePath: file)).firstRange(of: secret) != nil
                }
            }
            try await database.write { try $0.change("INSERT INTO words VALUES (1, 'a very rare word')") }
            #expect(try isOnDisk())
            try await database.write { try $0.change("DELETE FROM words") }
            try await database.vacuum()
            try await database.checkpointTruncate()
            #expect(try !isOnDisk())
            #expect(try await database.problems() == [])
        }
    }

    @Test func aFullDiskFailsOneWriteAndNotItsNeighbours() async throws {
        try await Self.withFile { database, _ in
            try await database.write { try $0.run("PRAGMA max_page_count = 40") }
            let outcomes = try await withThrowingTaskGroup { group in
                for index in 0..<20 {
                    group.addTask {
                        let word = index == 7 ? String(repeating: "x", count: 1_000_000) : "short"
                        do {
                            try await database.write { try $0.change("INSERT INTO words VALUES (\(index), \(word))") }
                            return true
                        } catch DatabaseError.full {
                            #expect(index == 7)
                            return false
                        }
                    }
                }
                return try await group.reduce(into: [Bool]()) { $0.append($1) }
            }
            #expect(outcomes.filter { $0 }.count == 19)
            #expect(try await database.read { try $0.run("SELECT id FROM words").count } == 19)
        }
    }

    @Test func twoProcessesMayWriteOneFile() async throws {
        try await Self.withFile { database, path in
            let other = try SQLiteDatabase(path: path)
            try await withThrowingTaskGroup { group in
                for (index, database) in [database, other].enumerated() {
                    group.addTask {
                        for id in 0..<20 {
                            try await database.write { try $0.change("INSERT INTO words VALUES (\(id * 2 + index), 'x')") }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await other.read { try $0.run("SELECT id FROM words").count } == 40)
            await other.close()
        }
    }

    @Test func aCancelledCallerDoesNotTakeOthersAlong() async throws {
        try await Self.withFile { database, _ in
            let writers = (0..<20).map { index in
                Task { try await database.write { try $0.change("INSERT INTO words VALUES (\(index), 'x')") } }
            }
            for writer in writers where writer.hashValue % 2 == 0 { writer.cancel() }
            for writer in writers { _ = try await writer.value }
            #expect(try await database.read { try $0.run("SELECT id FROM words").count } == 20)
        }
    }

    /// A reader works on the thread that asks: only the statement itself can be stopped, and never one that comes after it.
    @Test(.timeLimit(.minutes(1))) func aCancelledReadStopsItsStatementAndNobodyElses() async throws {
        try await Self.withFile { database, _ in
            let reading = Task {
                try await database.read {
                    try $0.run(
                        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 9000000000) SELECT COUNT(*) AS n FROM n"
                    ).count
                }
            }
            try await Task.sleep(for: .milliseconds(100))
            reading.cancel()
            await #expect(throws: CancellationError.self) { try await reading.value }
            for _ in 0..<8 { #expect(try await database.read { try $0.run("SELECT 1 AS one").count } == 1) }
        }
    }

    @Test func aPlaceWithoutAFolderIsGone() async throws {
        await #expect(throws: DatabaseError.gone) {
            try await withFolder { folder in _ = try SQLiteDatabase(path: folder + "/nowhere/words.sqlite") }
        }
    }
}
