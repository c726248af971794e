import Database
import DatabaseTesting
import Testing

private struct NoRoom: Error {}

struct MigrationTests {
    private static let first = Change(
        "people",
        """
        CREATE TABLE people (
            id TEXT PRIMARY KEY, name TEXT NOT NULL CHECK (name <> 'TEXT'), size REAL, photo BLOB,
            born INTEGER NOT NULL CHECK (CAST(id AS TEXT) <> 'INTEGER')
        ) WITHOUT ROWID;
        """)
    private static let second = Change(
        "people have a town", "ALTER TABLE people ADD COLUMN town TEXT", "CREATE INDEX people_town ON people (town, id)")
    private static let both = [first, second]

    @Test(arguments: TestEngine.available)
    func anEmptyDatabaseGetsEveryChangeOnce(_ engine: TestEngine) async throws {
        try await withDatabase(engine) { database in
            let migration = Migration(Self.both)
            #expect(try await migration.pending(on: database) == ["people", "people have a town"])
            let applied = try await migration.run(on: database, now: 7) { Issue.record("there is nothing to back up") }
            #expect(applied == 2)
            #expect(try await migration.run(on: database, now: 8) { Issue.record("nothing changes") } == 0)
            #expect(try await migration.pending(on: database) == [])
            #expect(
                try await TableLayout.columns(of: database) == [
                    "people": ["id TEXT", "name TEXT", "size REAL", "photo BLOB", "born INTEGER", "town TEXT"],
                    "schema_changes": ["number INTEGER", "name TEXT", "digest TEXT", "applied_at INTEGER"],
                ])
            try await database.write { try $0.change("INSERT INTO people (id, name, born) VALUES ('a', 'Ana', \(1 << 40))") }
        }
    }

    @Test(arguments: TestEngine.available)
    func anOlderDatabaseIsBackedUpOnceAndThenChanged(_ engine: TestEngine) async throws {
        let third = Change("towns are folded", "UPDATE people SET town = 'x'")
        try await withDatabase(engine, changes: [Self.first]) { database in
            let backups = Counter()
            let applied = try await Migration(Self.both + [third]).run(on: database, now: 0) { backups.add() }
            #expect(applied == 2)
            #expect(backups.value == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func aBackupThatFailsStopsTheChange(_ engine: TestEngine) async throws {
        try await withDatabase(engine, changes: [Self.first]) { database in
            let migration = Migration(Self.both)
            await #expect(throws: NoRoom.self) { try await migration.run(on: database, now: 0) { throw NoRoom() } }
            let pending = try await migration.pending(on: database)
            #expect(pending == ["people have a town"])
        }
    }

    @Test(arguments: TestEngine.available)
    func aChangeThatFailsLeavesNoTraceAndCanBeRunAgain(_ engine: TestEngine) async throws {
        let broken = Change("broken", "CREATE TABLE towns (id TEXT PRIMARY KEY)", "INSERT INTO nowhere VALUES (1)")
        let mended = Change("mended", "CREATE TABLE towns (id TEXT PRIMARY KEY)")
        try await withDatabase(engine, changes: [Self.first]) { database in
            await #expect(throws: DatabaseError.self) {
                try await Migration([Self.first, broken]).run(on: database, now: 0, backUpFirst: nil)
            }
            let before = try await TableLayout.columns(of: database)
            let applied = try await Migration([Self.first, mended]).run(on: database, now: 0, backUpFirst: nil)
            let after = try await TableLayout.columns(of: database)
            #expect(before["towns"] == nil && applied == 1 && after["towns"] == ["id TEXT"])
        }
    }

    @Test(arguments: TestEngine.available)
    func anEditedHistoryIsRefusedByName(_ engine: TestEngine) async throws {
        let edited = Change("people have a town", "ALTER TABLE people ADD COLUMN village TEXT")
        try await withDatabase(engine, changes: Self.both) { database in
            await #expect(throws: MigrationError.changed(number: 2, recorded: "people have a town", ours: "people have a town")) {
                try await Migration([Self.first, edited]).run(on: database, now: 0, backUpFirst: nil)
            }
            await #expect(throws: MigrationError.changed(number: 1, recorded: "people", ours: "people have a town")) {
                try await Migration([Self.second, Self.first]).pending(on: database)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func aNewerDatabaseIsRefused(_ engine: TestEngine) async throws {
        try await withDatabase(engine, changes: Self.both) { database in
            await #expect(throws: DatabaseError.newer(found: 2, known: 1)) {
                try await Migration([Self.first]).run(on: database, now: 0, backUpFirst: nil)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func manyStartingAtOnceTakeTurns(_ engine: TestEngine) async throws {
        let changes = (1...8).map { Change("table \($0)", "CREATE TABLE t\($0) (id INTEGER PRIMARY KEY)", "INSERT INTO t\($0) VALUES (1)") }
        try await withDatabase(engine) { database in
            let applied = try await withThrowingTaskGroup { group in
                for _ in 1...3 {
                    group.addTask { try await Migration(changes).run(on: database, now: 0, backUpFirst: nil) }
                }
                return try await group.reduce(0, +)
            }
            #expect(applied == 8)
            #expect(try await TableLayout.columns(of: database).count == 9)
        }
    }

    @Test func statementsThatDifferByEngineAreTakenAsTheyAre() {
        let change = Change("search", sqlite: ["CREATE VIRTUAL TABLE s USING fts5(TEXT)"], postgres: ["CREATE TABLE s (t tsvector)"])
        #expect(change.statements(for: .sqlite) == ["CREATE VIRTUAL TABLE s USING fts5(TEXT)"])
        #expect(change.statements(for: .postgres) == ["CREATE TABLE s (t tsvector)"])
    }

    @Test func quotedWordsAreNotTypes() {
        let change = Change("words", "CREATE TABLE w (\"TEXT\" TEXT DEFAULT 'it''s a BLOB', n INTEGER) WITHOUT ROWID;")
        #expect(
            change.statements(for: .postgres) == ["CREATE TABLE w (\"TEXT\" TEXT COLLATE \"C\" DEFAULT 'it''s a BLOB', n BIGINT) "])
        #expect(
            change.statements(for: .sqlite) == ["CREATE TABLE w (\"TEXT\" TEXT DEFAULT 'it''s a BLOB', n INTEGER) WITHOUT ROWID, STRICT"])
    }
}
