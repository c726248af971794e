import GRDB
import GRDBSQLite
import Synchronization

/// Stops the statement a connection is at, from another thread, when the task it works for was cancelled.
final class SQLiteStop: Sendable {
    private enum State {
        case waiting
        case reading(handle: UInt)
        case stopped
    }

    private let state = Mutex(State.waiting)

    /// Runs the work; `now` reaches this connection as long as it lasts, and never who has it next.
    func watching<T>(_ database: GRDB.Database, _ work: () throws -> T) throws -> T {
        let handle = UInt(bitPattern: database.sqliteConnection)
        let isStopped = state.withLock { state in
            if case .stopped = state { return true }
            state = .reading(handle: handle)
            return false
        }
        if isStopped { throw CancellationError() }
        defer { state.withLock { $0 = .stopped } }
        return try work()
    }

    func now() {
        state.withLock { state in
            if case .reading(let handle) = state, let connection = OpaquePointer(bitPattern: handle) { sqlite3_interrupt(connection) }
            state = .stopped
        }
    }
}
