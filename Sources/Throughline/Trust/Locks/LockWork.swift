import Database
import Language

/// Seals what a place already held, a few records at a time. What is sealed stays as it is, so that a job that was stopped begins anew
/// without harm; the nightly sweep then takes the readable rows off the disk.
enum LockWork {
    static let kind = "lock"
    private static let piece = 100

    static func handler(_ house: House) -> PostWork.Handler { { space in try await seal(ID(space), house) } }

    static func schedule(_ space: ID<Space>, _ house: House, on tx: any Connection) throws {
        let now = house.clock().milliseconds
        try house.jobs.enqueue(kind, space.description, at: now, on: tx, key: "\(kind) \(space)")
        // Once more for a photo that was being cleaned while the place was locked.
        try house.jobs.enqueue(kind, space.description, at: now + 600_000, on: tx, key: "\(kind) again \(space)")
    }

    private static func seal(_ space: ID<Space>, _ house: House) async throws {
        guard let lock = try await house.db.read({ try WordSealing($0).lock(in: space) }) else { return }
        var last: ID<Item>?
        while true {
            try Task.checkCancellation()
            let items = try await house.db.write { [last] tx in
                let items = try LineStore(tx).sealable(in: space, after: last, limit: piece)
                try TextStore(tx).seal(items, to: lock)
                try LineStore(tx).sealReasons(of: items, to: lock)
                try VoiceStore(tx).seal(items, to: lock)
                try DocumentStore(tx).seal(items, to: lock)
                return items
            }
            guard let end = items.last else { break }
            try await sealFiles(of: items, lock, house)
            last = end
        }
        let day = house.clock().day(in: .utc)
        try await house.db.write { tx in
            try AgendaQuestionStore(tx).seal(space, to: lock)
            try HandoverStore(tx).seal(space, to: lock)
            try CodeStore(tx).seal(space, to: lock)
            try ThemeStore(tx).seal(space, to: lock)
            try PlaceLockStore(tx).sealed(space, on: day)
        }
    }

    private static func sealFiles(of items: [ID<Item>], _ lock: PlaceLock, _ house: House) async throws {
        let hashes = try await house.db.read { try VoiceStore($0).files(ofAll: items) }
        var readable: [String] = []
        for hash in hashes {
            guard let bytes = try await house.files.get(hash), !bytes.starts(with: PlaceLock.fileMark) else { continue }
            let sealed = try await house.files.put(lock.seal(file: bytes))
            let gone = try await house.db.write { tx in
                try VoiceStore(tx).refile(hash, as: sealed, of: items)
                try DocumentStore(tx).refile(hash, as: sealed, of: items)
                return try VoiceStore(tx).unheld([hash])
            }
            readable += gone
        }
        try await Withdrawal.remove(readable, from: house, on: house.clock().day(in: .utc))
    }
}
