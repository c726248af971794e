import CSodium
import Database
import Language

/// Owns the table `seals`: a chain of digests over the audit, so that an act that is changed or removed later is noticed. Acts with a
/// name are sealed once a minute; unnamed ones only once their day is over, so that no seal tells their hour. Why an act was done is
/// not in the chain: it can be erased.
struct Seals {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Acts one seal closes in at most.
    static let most = 1_000

    /// Makes one seal over acts that have none. Gives how many it closed in; 0 when there was nothing to do.
    func seal(unnamed: Bool, by act: Act) throws -> Int {
        let wanted: SQL = unnamed ? "made_at IS NULL AND day < \(act.day)" : "made_at IS NOT NULL"
        let rows = try tx.run("SELECT \(Self.columns) FROM audit WHERE seal IS NULL AND \(wanted) ORDER BY id LIMIT \(Self.most)")
        guard !rows.isEmpty else { return 0 }
        let last = try tx.run("SELECT number, digest FROM seals ORDER BY number DESC LIMIT 1").first
        let number = try (last?.int("number") ?? 0) + 1
        let digest = try Self.digest(after: last?.text("digest") ?? "", number, act.day, rows)
        try tx.run("INSERT INTO seals (number, day, entries, digest) VALUES (\(number), \(act.day), \(rows.count), \(digest))")
        let ids = try rows.map { try $0.text("id") }
        try AuditStore(tx).close(ids, under: number)
        return rows.count
    }

    /// Seals whatever may be sealed by now.
    func sealAll(by act: Act) throws {
        for unnamed in [false, true] {
            while try seal(unnamed: unnamed, by: act) == Self.most {}
        }
    }

    /// What does not fit, in sentences; empty when the chain is whole.
    func problems() throws -> [String] { try problems(upTo: nil) }

    private func problems(upTo end: Int?) throws -> [String] {
        let cut = try AuditMarks(tx).lastCut()
        var before = cut?.digest ?? ""
        var expected = (cut?.number ?? 0) + 1
        var marks = try AuditMarks(tx).all().filter { $0.number >= expected }[...]
        for seal in try tx.run("SELECT number, day, entries, digest FROM seals WHERE number <= \(end ?? Int.max) ORDER BY number") {
            let number = try seal.int("number")
            if number != expected { return ["Seal \(expected) of the audit is missing."] }
            let rows = try tx.run("SELECT \(Self.columns) FROM audit WHERE seal = \(number) ORDER BY id")
            let entries = try seal.int("entries")
            if rows.count != entries { return ["Seal \(number) closes in \(entries) acts, and \(rows.count) are there."] }
            let digest = try Self.digest(after: before, number, seal.day("day"), rows)
            if try digest != seal.text("digest") { return ["An act under seal \(number) of the audit was changed after it was sealed."] }
            if let mark = marks.first, mark.number == number {
                if mark.digest != digest {
                    return ["Seal \(number) of the audit is not the one that was mailed: all of it was written anew."]
                }
                marks = marks.dropFirst()
            }
            (before, expected) = (digest, expected + 1)
        }
        if end != nil { return [] }
        if let mark = marks.first { return ["The audit ends before seal \(mark.number), which was mailed."] }
        let loose = try tx.run("SELECT COUNT(*) AS n FROM audit WHERE seal >= \(expected)").first?.int("n") ?? 0
        return loose == 0 ? [] : ["\(loose) acts of the audit name seals that are missing."]
    }

    /// The end of the chain; nil while nothing is sealed.
    func head() throws -> AuditMark? {
        let last = try tx.run("SELECT number, day, digest FROM seals ORDER BY number DESC LIMIT 1").first
        return try last.map { try AuditMark(number: $0.int("number"), day: $0.day("day"), digest: $0.text("digest"), isCut: false) }
    }

    /// The seal, or the signed mark, that a mailed head names by its digest, the first 16 signs of it or its words; nil when there is none.
    func find(_ typed: String) throws -> AuditMark? {
        let asked = typed.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let isDigest = asked.utf8.count >= 16 && asked.allSatisfy(\.isHexDigit)
        let seals = try tx.run("SELECT number, day, digest FROM seals ORDER BY number").map {
            try AuditMark(number: $0.int("number"), day: $0.day("day"), digest: $0.text("digest"), isCut: false)
        }
        return try (AuditMarks(tx).all() + seals).first { isDigest ? $0.digest.hasPrefix(asked) : $0.words == asked }
    }

    /// Cuts off the oldest seals made before a day, with the acts they close in; a signed mark stands for them. The last seal of all
    /// stays. True when there may be more.
    func cut(before day: Day, most: Int, _ keys: Keys, on today: Day) throws -> Bool {
        let old = try tx.run(
            """
            SELECT number, day, digest FROM seals WHERE day < \(day) AND number < (SELECT MAX(number) FROM seals)
            ORDER BY number LIMIT \(most)
            """)
        guard let first = try old.first?.int("number"), let last = old.last, try isNext(first) else { return false }
        let mark = try AuditMark(number: last.int("number"), day: last.day("day"), digest: last.text("digest"), isCut: true)
        // What was changed unseen is not signed away: it stays for `check` to find.
        guard try problems(upTo: mark.number).isEmpty else { return false }
        try AuditMarks(tx).sign(mark, keys, on: today)
        try AuditStore(tx).cut(upTo: mark.number)
        try tx.run("DELETE FROM seals WHERE number <= \(mark.number)")
        return old.count == most
    }

    private func isNext(_ number: Int) throws -> Bool { try number == (AuditMarks(tx).lastCut()?.number ?? 0) + 1 }

    private static let columns: SQL = "id, item_id, space_id, actor_id, act, day, made_at"

    /// SHA-256 over the digest before, the seal's number and day, and every act, each value behind its length.
    private static func digest(after before: String, _ number: Int, _ day: Day, _ rows: [Row]) throws -> String {
        var bytes = Array("\(before)\n\(number)\n\(day.number)\n".utf8)
        for row in rows {
            for value in row.allValues {
                let text: String? =
                    switch value {
                    case .text(let text): text
                    case .integer(let integer): "\(integer)"
                    default: nil
                    }
                bytes += text.map { Array("\($0.utf8.count):\($0)".utf8) } ?? Array("-".utf8)
            }
            bytes.append(UInt8(ascii: "\n"))
        }
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return hex(digest)
    }
}

extension AuditStore {
    /// Says under which seal these acts lie.
    fileprivate func close(_ ids: [String], under seal: Int) throws {
        try tx.run("UPDATE audit SET seal = \(seal) WHERE id IN \(list: ids)")
    }

    /// Removes acts, and why they were done, whose time is over.
    fileprivate func cut(upTo seal: Int) throws {
        try tx.run("DELETE FROM audit WHERE seal <= \(seal)")
    }
}

/// The jobs that seal.
enum SealWork {
    static let kind = "seal"

    /// Seals what has a name, and comes again in a minute; that first, so that no failure ends the sealing.
    static func handler(_ house: House) -> @Sendable (String) async throws -> Void {
        { _ in
            try await house.db.write { tx in try next(house, in: tx) }
            try await all(unnamed: false, house)
        }
    }

    /// The nightly act: unnamed acts of the days that are over.
    static func nightly(_ house: House) async throws {
        try await all(unnamed: true, house)
    }

    /// Asks for the next sealing; asking twice is asking once.
    static func next(_ house: House, in tx: any Connection) throws {
        try house.jobs.enqueue(kind, "", at: house.clock().milliseconds + 60_000, on: tx, key: kind)
    }

    private static func all(unnamed: Bool, _ house: House) async throws {
        let act = house.act(by: nil)
        while try await house.db.write({ try Seals($0).seal(unnamed: unnamed, by: act) }) == Seals.most {}
    }
}
