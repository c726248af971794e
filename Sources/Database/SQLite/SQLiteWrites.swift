import GRDB
import Synchronization

/// The queue of waiting writes. Those that wait together share one transaction and therefore one fsync; each runs in a savepoint of
/// its own, so that one that fails undoes nothing but itself.
final class SQLiteWrites: Sendable {
    /// One caller's write.
    struct Waiting: Sendable {
        /// Does the work and gives what answers the caller, to be called after the commit.
        let run: @Sendable (any Connection) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private struct State {
        var waiting: [Waiting] = []
        var isRunning = false
    }

    private struct Done {
        let waiting: Waiting
        let acts: [@Sendable () -> Void]
        let answer: @Sendable () -> Void
    }

    private static let largestBatch = 256
    private let pool: DatabasePool
    private let state = Mutex(State())

    init(_ pool: DatabasePool) {
        self.pool = pool
    }

    func add(_ write: Waiting) {
        let mustStart = state.withLock { state in
            state.waiting.append(write)
            defer { state.isRunning = true }
            return !state.isRunning
        }
        if mustStart { schedule() }
    }

    private func schedule() {
        pool.asyncWriteWithoutTransaction { self.runBatch(on: $0) }
    }

    private func runBatch(on database: GRDB.Database) {
        let batch = state.withLock { state in
            let batch = Array(state.waiting.prefix(Self.largestBatch))
            state.waiting.removeFirst(batch.count)
            return batch
        }
        if !batch.isEmpty { transact(batch, on: database) }
        let isMore = state.withLock { state in
            state.isRunning = !state.waiting.isEmpty
            return state.isRunning
        }
        // The next batch is scheduled anew so that other work on the writer gets its turn.
        if isMore { schedule() }
    }

    private func transact(_ batch: [Waiting], on database: GRDB.Database) {
        let commands = SQLiteConnection(database)
        do {
            try commands.command("BEGIN IMMEDIATE")
        } catch {
            for write in batch { write.fail(error) }
            return
        }
        var done: [Done] = []
        for (index, write) in batch.enumerated() {
            do {
                done.append(try runAlone(write, on: database))
            } catch {
                write.fail(error)
                if commands.isInTransaction { continue }
                // SQLite gave the whole transaction up. The others are not to blame: they run again.
                putBack(done.map(\.waiting) + batch[(index + 1)...])
                return
            }
        }
        commit(done, with: commands)
    }

    private func runAlone(_ write: Waiting, on database: GRDB.Database) throws -> Done {
        let connection = SQLiteConnection(database)
        try connection.command("SAVEPOINT waiting")
        do {
            let answer = try write.run(connection)
            try connection.check()
            try connection.command("RELEASE waiting")
            return Done(waiting: write, acts: connection.acts, answer: answer)
        } catch {
            if connection.isInTransaction {
                try connection.command("ROLLBACK TO waiting")
                try connection.command("RELEASE waiting")
            }
            throw error
        }
    }

    private func commit(_ done: [Done], with commands: SQLiteConnection) {
        do {
            try commands.command(done.isEmpty ? "ROLLBACK" : "COMMIT")
        } catch {
            // A failed COMMIT may leave the transaction open; when ROLLBACK fails too there is nothing left to undo.
            if commands.isInTransaction { try? commands.command("ROLLBACK") }
            for write in done { write.waiting.fail(error) }
            return
        }
        for write in done {
            for act in write.acts { act() }
            write.answer()
        }
    }

    private func putBack(_ writes: [Waiting]) {
        state.withLock { $0.waiting.insert(contentsOf: writes, at: 0) }
    }
}
