import Dispatch

/// One connection with a thread of its own: libpq blocks, and the program's other threads must not.
actor PostgresSession {
    private let queue: SessionQueue
    private let url: String
    private let statementTimeout: Int
    private let jitter: @Sendable (ClosedRange<Int>) -> Int
    private var connection: PostgresConnection?
    private static let mostTries = 10

    nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    init(url: String, statementTimeout: Int, jitter: @escaping @Sendable (ClosedRange<Int>) -> Int) {
        self.url = url
        self.statementTimeout = statementTimeout
        self.jitter = jitter
        queue = SessionQueue()
    }

    /// Connects if it is not connected.
    func open() throws(DatabaseError) {
        _ = try connected()
    }

    func close() {
        connection = nil
    }

    /// Runs a statement that cannot be in a transaction, such as VACUUM.
    func command(_ text: String) throws(DatabaseError) {
        let connection = try connected()
        do {
            try connection.command(text)
        } catch {
            if connection.isLost { self.connection = nil }
            throw error
        }
    }

    /// Runs a transaction, again and again while it meets others, at most ten times.
    func transaction<T: Sendable>(_ opening: String, _ body: @Sendable (any Connection) throws -> T) async throws -> T {
        var tries = 1
        while true {
            let connection = try begun(opening)
            do {
                let value = try body(connection)
                try connection.commit()
                for act in connection.acts { act() }
                return value
            } catch {
                let mustRunAgain = connection.mustRunAgain
                connection.rollback()
                if connection.isLost {
                    self.connection = nil
                    throw error
                }
                guard mustRunAgain else { throw error }
                guard tries < Self.mostTries else { throw DatabaseError.locked }
            }
            // Each wait may be twice as long as the one before; chance keeps two from meeting again.
            try await Task.sleep(for: .milliseconds(jitter(0...(1 << min(tries, 8)))))
            tries += 1
        }
    }

    /// A connection in an open transaction. Nothing was asked of a server yet, so a connection that proves dead is made anew, once.
    private func begun(_ opening: String) throws(DatabaseError) -> PostgresConnection {
        let first = try reached()
        do {
            try first.begin(opening)
            return first
        } catch {
            guard first.isLost else { throw error }
            connection = nil
            let second = try reached()
            try second.begin(opening)
            return second
        }
    }

    /// A server that once let us in and says no now, whatever its reason, may let us in again: it is gone for the time being.
    private func reached() throws(DatabaseError) -> PostgresConnection {
        do { return try connected() } catch { throw .gone }
    }

    private func connected() throws(DatabaseError) -> PostgresConnection {
        if let connection { return connection }
        let fresh = try PostgresConnection(url: url, statementTimeout: statementTimeout)
        connection = fresh
        return fresh
    }
}

/// A dispatch queue an actor runs on.
final class SessionQueue: SerialExecutor {
    private let queue = DispatchQueue(label: "throughline.postgres")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
