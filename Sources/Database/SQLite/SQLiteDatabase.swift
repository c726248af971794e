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
            _ = sqlite_keep_plans(database.sqliteConnection.map { UnsafeMutableRawPointer($0) })
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

    /// Reads from one consistent snapshot, on the thread that asks: a page is read in less time than it takes to hand the work to
    /// another thread and be woken again. A cancelled task stops its statement.
    public func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try Task.checkCancellation()
        let stop = SQLiteStop()
        return try await withTaskCancellationHandler {
            try readHere(stop, body)
        } onCancel: {
            stop.now()
        }
    }

    private func readHere<T>(_ stop: SQLiteStop, _ body: (any Connection) throws -> T) throws -> T {
        let opener = SealedWords.opener
        do {
            return try pool.unsafeRead { database in
                try stop.watching(database) {
                    let connection = SQLiteConnection(database)
                    try connection.command("BEGIN")
                    defer {
                        // Nothing was changed: what cannot be committed was rolled back by SQLite itself.
                        try? connection.command("COMMIT")
                    }
                    return try SealedWords.carried(opener) { try body(connection) }
                }
            }
        } catch {
            throw SQLiteProblem.translated(error)
        }
    }

    /// Changes rows; acknowledged after the commit is on disk.
    @discardableResult public func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        let opener = SealedWords.opener
        return try await withCheckedThrowingContinuation { continuation in
            writes.add(
                SQLiteWrites.Waiting(
                    run: { connection in
                        let value = try SealedWords.carried(opener) { try body(connection) }
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
