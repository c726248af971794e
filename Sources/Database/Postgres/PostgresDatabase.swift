/// A PostgreSQL server, reached by a few connections of libpq.
public final class PostgresDatabase: Database {
    /// PostgreSQL.
    public let engine = Engine.postgres
    private let leases: PostgresLeases

    /// Connects once, to fail early. `url` is anything libpq takes, such as `postgres://user:password@host:port/name`.
    /// `statementTimeout` is in milliseconds, 0 for none. `jitter` chooses how long to wait before a transaction runs again.
    /// Throws ``DatabaseError``.
    public init(
        url: String, connections: Int = 6, statementTimeout: Int = 30_000,
        jitter: @escaping @Sendable (ClosedRange<Int>) -> Int = { Int.random(in: $0) }
    ) async throws {
        let sessions = (0..<max(1, connections)).map { _ in
            PostgresSession(url: url, statementTimeout: statementTimeout, jitter: jitter)
        }
        leases = PostgresLeases(sessions)
        // The last one is lent first.
        try await sessions[sessions.count - 1].open()
    }

    /// Reads from one consistent snapshot.
    public func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await leases.with { try await $0.transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body) }
    }

    /// Changes rows in a serialisable transaction, run again when it met another one.
    @discardableResult public func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await leases.with { try await $0.transaction("BEGIN ISOLATION LEVEL SERIALIZABLE", body) }
    }

    /// Changes rows under locks the body takes itself: each statement sees what is committed by then.
    @discardableResult public func writeByLocks<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await leases.with { try await $0.transaction("BEGIN ISOLATION LEVEL READ COMMITTED", body) }
    }

    /// Runs a statement that PostgreSQL refuses inside a transaction, such as VACUUM or CREATE DATABASE. Throws ``DatabaseError``.
    public func runOutsideTransaction(_ sql: SQL) async throws {
        guard sql.values.isEmpty else { throw DatabaseError.other("A statement outside a transaction takes no values.") }
        try await leases.with { try await $0.command(sql.text(for: .postgres)) }
    }

    /// Waits for what is under way, then closes the connections.
    public func close() async {
        await leases.close()
    }
}
