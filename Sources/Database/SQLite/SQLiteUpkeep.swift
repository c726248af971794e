import Foundation
import GRDB

extension SQLiteDatabase {
    /// Writes a compact copy of the whole database to a new file, from one snapshot, while others write; returns after fsync.
    /// Throws ``DatabaseError``.
    public func vacuumInto(_ copy: String) async throws {
        try await inBackground { [path] in
            var settings = Configuration()
            settings.readonly = true
            settings.busyMode = .timeout(5)
            let source = try DatabaseQueue(path: path, configuration: settings)
            try source.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [copy]) }
            try source.close()
            let file = try FileHandle(forUpdating: URL(filePath: copy))
            try file.synchronize()
            try file.close()
        }
    }

    /// Rewrites the file without free pages, so that nothing of what was deleted stays in it. Throws ``DatabaseError``.
    public func vacuum() async throws {
        do { try await pool.vacuum() } catch { throw SQLiteProblem.translated(error) }
    }

    /// Moves everything from the write-ahead log into the file and cuts the log to nothing; readers wait. Throws ``DatabaseError``.
    public func checkpointTruncate() async throws {
        do {
            try await pool.barrierWriteWithoutTransaction { database in
                _ = try database.checkpoint(.truncate)
            }
        } catch {
            throw SQLiteProblem.translated(error)
        }
    }

    /// What SQLite finds wrong with the file and its foreign keys; empty when all is well. Throws ``DatabaseError``.
    public func problems() async throws -> [String] {
        try await read { connection in
            let broken = try connection.run("PRAGMA integrity_check(20)").map { try $0.text("integrity_check") }.filter { $0 != "ok" }
            let dangling = try connection.run("PRAGMA foreign_key_check").map { try "A row of \($0.text("table")) points at nothing." }
            return broken + dangling.prefix(20)
        }
    }

    private func inBackground(_ work: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            DispatchQueue.global().async {
                done.resume(with: Result(catching: work).mapError { SQLiteProblem.translated($0) })
            }
        }
    }
}
