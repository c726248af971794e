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
        try await removeLeftovers()
        try await removeEarlierCopies()
        try await rewrite()
        try await house.files.layAnew()
    }

    /// Words, names, numbers and files of everything taken back, whichever way it came to be so. A few at a time: others go on writing.
    func eraseWithdrawn() async throws {
        let gone = try await house.db.read { try LineStore($0).allTakenBack() }
        let act = house.act(by: nil)
        for start in stride(from: 0, to: gone.count, by: 500) {
            let some = Array(gone[start..<min(start + 500, gone.count)])
            try await house.db.write { tx in
                let files = try VoiceStore(tx).files(ofAll: some)
                try Erasing(tx).withItems(some, by: act)
                try UnheldFiles(tx).expect(try VoiceStore(tx).unheld(files), on: act.day)
            }
        }
    }

    /// Whatever has a time of its own that is over: form numbers, sessions, invitations. Receipts and the ledger stay.
    func eraseOld() async throws {
        let now = house.clock()
        try await house.db.write { tx in try Erasing(tx).over(at: now) }
    }

    /// A file nobody points to is removed the second night it is found so: it may have just come in, before the answer it belongs to.
    /// It is looked at once more right before, and stays when the same bytes were put lately.
    func removeUnheldFiles() async throws {
        let stored = try await house.files.all()
        let orphans = try await house.db.read { tx in
            let held = Set(try tx.run("SELECT DISTINCT hash FROM files").map { try $0.text("hash") })
            return stored.filter { !held.contains($0) }
        }
        let today = house.clock().day(in: .utc)
        let overdue = try await house.db.write { tx in try UnheldFiles(tx).see(orphans, on: today) }
        for hash in overdue where try await !house.db.read({ try UnheldFiles($0).isHeld(hash) }) {
            _ = try await house.files.remove(hash, unlessPutWithin: house.settings.fileRest)
        }
    }

    /// What a process that was killed left half done. Whoever is at work has its own locked.
    func removeLeftovers() async throws {
        try await house.files.clearDrafts()
        if let folder = house.settings.folder { PassingFolder.clearLeftovers(in: folder, olderThan: 86_400) }
    }

    /// The copies made before the tables changed, once something was taken back that may still stand in them.
    func removeEarlierCopies() async throws {
        guard let folder = house.settings.folder else { return }
        let last = try await house.db.read { tx in
            let (gone, sealed) = (try LineStore(tx).lastTakenBack(), try PlaceLockStore(tx).lastSealed())
            return [gone, sealed].compactMap { $0 }.max { $0.number < $1.number }
        }
        try EarlierCopies(in: folder).remove(takenBackOn: last, today: house.clock().day(in: .utc))
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
