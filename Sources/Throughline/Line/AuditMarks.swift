import Database
import Language

/// One end of the audit's chain that this installation signed: because it was mailed to people, or because what lay before it was cut.
struct AuditMark: Sendable, Equatable {
    /// The seal.
    let number: Int
    let day: Day
    let digest: String
    /// Everything up to this seal is gone, and this stands for it.
    let isCut: Bool

    /// What is signed.
    fileprivate var message: String { "throughline audit \(number) \(day.number) \(digest) \(isCut ? "cut" : "told")" }

    /// The digest in words, so that two people can compare it aloud.
    var words: String { Self.words(of: digest) }

    /// Six words of our English list: everybody who compares reads the same ones, whatever they speak.
    static func words(of digest: String) -> String {
        guard let list = ReceiptWords.list(for: "en")?.offered, !list.isEmpty else { return digest }
        return digest.split(every: 4).prefix(6).compactMap { Int($0, radix: 16) }.map { list[$0 % list.count] }.joined(separator: " ")
    }
}

/// Owns the table `audit_marks`. The signature is of a key outside the database: who rewrites the chain cannot rewrite these.
struct AuditMarks {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    func sign(_ mark: AuditMark, _ keys: Keys, on day: Day) throws {
        guard let signed = keys.signature(of: mark.message, for: .auditMarks) else { return }
        try tx.run(
            """
            INSERT INTO audit_marks (number, day, digest, is_cut, made_on, key, signature)
            VALUES (\(mark.number), \(mark.day), \(mark.digest), \(mark.isCut), \(day), \(signed.key), \(signed.signature))
            ON CONFLICT (number) DO UPDATE SET is_cut = excluded.is_cut, key = excluded.key, signature = excluded.signature
            """)
    }

    /// The last stretch that was cut.
    func lastCut() throws -> AuditMark? {
        try read(tx.run("SELECT * FROM audit_marks WHERE is_cut = 1 ORDER BY number DESC LIMIT 1")).first
    }

    func all() throws -> [AuditMark] { try read(tx.run("SELECT * FROM audit_marks ORDER BY number")) }

    /// The last end that people were told.
    func lastMailed() throws -> AuditMark? {
        try read(tx.run("SELECT * FROM audit_marks WHERE is_cut = 0 ORDER BY number DESC LIMIT 1")).first
    }

    /// The day people were last told.
    func lastTold() throws -> Day? {
        try tx.run("SELECT MAX(made_on) AS told FROM audit_marks WHERE is_cut = 0").first?.dayOrNil("told")
    }

    /// What is wrong with the marks themselves, and how many bear signatures of keys that are not here.
    func problems(_ keys: Keys) throws -> (wrong: [String], unknown: Int) {
        var (wrong, unknown): ([String], Int) = ([], 0)
        for row in try tx.run("SELECT * FROM audit_marks ORDER BY number") {
            guard let mark = try read([row]).first else { continue }
            switch try keys.signed(row.text("signature"), by: row.text("key"), mark.message, for: .auditMarks) {
            case true?: break
            case false?: wrong.append("The signed mark at seal \(mark.number) of the audit was changed.")
            case nil: unknown += 1
            }
        }
        return (wrong, unknown)
    }

    private func read(_ rows: [Row]) throws -> [AuditMark] {
        try rows.map {
            try AuditMark(number: $0.int("number"), day: $0.day("day"), digest: $0.text("digest"), isCut: $0.bool("is_cut"))
        }
    }
}

extension String {
    fileprivate func split(every count: Int) -> [Substring] {
        var rest = self[...]
        var pieces: [Substring] = []
        while !rest.isEmpty {
            pieces.append(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        return pieces
    }
}
