/// The history of the schema and how a database catches up with it.
public struct Migration: Sendable {
    private let changes: [Change]

    /// All changes since the beginning, in order. The list only ever grows at its end.
    public init(_ changes: [Change]) {
        self.changes = changes
    }

    /// Brings a database up to date and says how many changes that took. Each change is one transaction; several processes that
    /// start at once take turns. `now` is milliseconds since 1970. `backUpFirst` runs once before the first change of a database that
    /// has changes already. Throws ``MigrationError``, ``DatabaseError/newer(found:known:)`` or what `backUpFirst` threw.
    public func run(on database: any Database, now: Int, backUpFirst: (@Sendable () async throws -> Void)?) async throws -> Int {
        try await database.writeByLocks { connection in
            try Self.takeTurn(on: connection)
            try connection.run(SQL(verbatim: Self.table.statements(for: connection.engine)[0]))
        }
        let waiting = try await pending(on: database)
        if let backUpFirst, !waiting.isEmpty, waiting.count < changes.count { try await backUpFirst() }
        var applied = 0
        while try await applyNext(to: database, now: now) { applied += 1 }
        return applied
    }

    /// The names of the changes a database still lacks. Throws like ``run(on:now:backUpFirst:)``.
    public func pending(on database: any Database) async throws -> [String] {
        let done = try await database.read { connection in
            guard try TableLayout.tables(on: connection).contains("schema_changes") else { return 0 }
            return try self.recorded(on: connection)
        }
        return changes.dropFirst(done).map(\.name)
    }

    private func applyNext(to database: any Database, now: Int) async throws -> Bool {
        try await database.writeByLocks { connection in
            try Self.takeTurn(on: connection)
            let number = try self.recorded(on: connection)
            guard number < self.changes.count else { return false }
            let change = self.changes[number]
            for statement in change.statements(for: connection.engine) { try connection.run(SQL(verbatim: statement)) }
            try connection.run(
                """
                INSERT INTO schema_changes (number, name, digest, applied_at)
                VALUES (\(number + 1), \(change.name), \(change.digest), \(now))
                """)
            return true
        }
    }

    /// How many changes the database has, once they are known to be ours.
    private func recorded(on connection: any Connection) throws -> Int {
        let rows = try connection.run("SELECT number, name, digest FROM schema_changes ORDER BY number")
        for (change, row) in zip(changes, rows) where try row.text("digest") != change.digest {
            throw try MigrationError.changed(number: row.int("number"), recorded: row.text("name"), ours: change.name)
        }
        guard rows.count <= changes.count else { throw DatabaseError.newer(found: rows.count, known: changes.count) }
        return rows.count
    }

    /// On PostgreSQL a lock until the end of the transaction; a change may take as long as it needs. SQLite has one writer anyway.
    private static func takeTurn(on connection: any Connection) throws {
        guard connection.engine == .postgres else { return }
        try connection.run("SET LOCAL statement_timeout = 0")
        // Any number will do as long as it stays; the lock is per database.
        try connection.run("SELECT pg_advisory_xact_lock(7461726)")
    }

    private static let table = Change(
        "schema_changes",
        """
        CREATE TABLE IF NOT EXISTS schema_changes (
            number INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            digest TEXT NOT NULL,
            applied_at INTEGER NOT NULL
        )
        """)
}

/// The recorded history of a database is not ours.
public enum MigrationError: Error, Equatable {
    /// A change that is in the database was edited, removed or reordered in the program.
    case changed(number: Int, recorded: String, ours: String)
}
