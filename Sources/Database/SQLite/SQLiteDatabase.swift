import CSQLite
import Dispatch
import GRDB

/// One SQLite file in WAL mode: many readers, one writer, waiting writes share a commit.
public final class SQLiteDatabase: Database {
    /// SQLite.
    public let engine = Engine.sqlite
    /// The file.
    public let path: String
    let pool: DatabasePool
    let writes: SQLiteWrites

    /// Done once for the process, before its first connection.
    private static let countsNoMemory = sqlite_count_no_memory() == 0

    /// Opens the file, or makes it. `durable: false` is for tests: a crash of the machine may lose what was acknowledged.
    /// Throws ``DatabaseError``.
    public init(path: String, readers: Int = 4, durable: Bool = true) throws {
        _ = Self.countsNoMemory
        var settings = Configuration()
        settings.maximumReaderCount = readers
        settings.foreignKeysEnabled = true
        settings.busyMode = .timeout(5)
        settings.persistentReadOnlyConnections = true
        settings.prepareDatabase { database in
            try database.execute(sql: "PRAGMA secure_delete = ON")
        }
        do {
            pool = try DatabasePool(path: path, configuration: settings)
            // Only now: opening a pool sets NORMAL, which would not sync a commit.
            try pool.writeWithoutTransaction { try $0.execute(sql: durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = OFF") }
        } catch {
            throw SQLiteProblem.translated(error)
        }
        self.path = path
        writes = SQLiteWrites(pool)
    }

    /// Reads from one consistent snapshot; a cancelled task stops its statement.
    public func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        do {
            return try await pool.read { try body(SQLiteConnection($0)) }
        } catch {
            throw SQLiteProblem.translated(error)
        }
    }

    /// Changes rows; acknowledged after the commit is on disk.
    @discardableResult public func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            writes.add(
                SQLiteWrites.Waiting(
                    run: { connection in
                        let value = try body(connection)
                        return { continuation.resume(returning: value) }
                    },
                    fail: { continuation.resume(throwing: $0) }))
        }
    }

    /// Waits for the writes under way, then closes the file.
    public func close() async {
        await withCheckedContinuation { (closed: CheckedContinuation<Void, Never>) in
            DispatchQueue.global().async { [pool] in
                // Closing fails only where there is nothing left to close.
                try? pool.close()
                closed.resume()
            }
        }
    }
}
