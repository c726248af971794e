import Database
import Language

/// What is done every night so that what is gone is gone from the disk too, and nothing on it tells in which order people spoke.
struct Sweep: Sendable {
    let house: House

    /// May be run at any time and as often as one likes.
    func run() async throws {
        try await eraseWithdrawn()
        try await eraseOld()
        try await removeUnheldFiles()
        try await rewrite()
    }

    /// Words, names and files of everything taken back, whichever way it came to be so.
    func eraseWithdrawn() async throws {
        try await house.db.write { tx in
            let line = LineStore(tx)
            let gone = try line.allTakenBack()
            for start in stride(from: 0, to: gone.count, by: 500) {
                let some = Array(gone[start..<min(start + 500, gone.count)])
                try TextStore(tx).erase(some)
                try VoiceStore(tx).forget(some)
                try line.forgetNames(some)
                try AuditStore(tx).eraseReasons(on: some)
            }
        }
    }

    /// Whatever has a time of its own that is over, as `Schema.retention` says it: form numbers, sessions, invitations. Receipts and the
    /// ledger stay.
    func eraseOld() async throws {
        let now = house.clock()
        let today = now.day(in: .utc)
        try await house.db.write { tx in
            for (table, lifetime) in Schema.retention {
                switch lifetime {
                case .days(let days, let column):
                    try tx.run(SQL(verbatim: "DELETE FROM \(table) WHERE \(column) < ") + "\(today + -days)")
                case .until(let column): try tx.run(SQL(verbatim: "DELETE FROM \(table) WHERE \(column) <= ") + "\(now)")
                default: break
                }
            }
        }
    }

    /// A file nobody points to is removed the second night it is found so: it may have just come in, before the answer it belongs to.
    func removeUnheldFiles() async throws {
        let stored = try await house.files.all()
        let orphans = try await house.db.read { tx in
            let held = Set(try tx.run("SELECT DISTINCT hash FROM files").map { try $0.text("hash") })
            return stored.filter { !held.contains($0) }
        }
        let today = house.clock().day(in: .utc)
        let overdue = try await house.db.write { tx in try UnheldFiles(tx).see(orphans, on: today) }
        for hash in overdue { try await house.files.remove(hash) }
    }

    /// SQLite: the file is written anew in the order of the random keys, the log cut to nothing. PostgreSQL: see `PostgresRewriting`.
    private func rewrite() async throws {
        if let sqlite = house.db as? SQLiteDatabase {
            try await sqlite.vacuum()
            try await sqlite.checkpointTruncate()
        } else if house.db.engine == .postgres {
            try await PostgresRewriting(db: house.db, today: house.clock().day(in: .utc)).run()
        }
    }
}
