import Database
import Language

/// Numbers that were published: what stood in them, for whom, and since when.
struct NumbersRelease: Sendable {
    let grouping: String
    let table: PublishedTable
    let day: Day
}

/// For whom numbers are published; each group of readers has its own threshold.
enum ReleaseReaders: String, Sendable, CaseIterable {
    case anybody
    /// The people of the place, and those who take part with a code or read along from outside.
    case partners

    var fewest: Int { self == .anybody ? Headcount.anybody : Headcount.takingPart }
}

/// Owns the table `releases`. Every release stays: the next one must not tell, beside any of them, on the few who came between.
struct ReleaseStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// The newest release of a question's numbers for these readers.
    func newest(of question: ID<Item>, for readers: ReleaseReaders) throws -> NumbersRelease? {
        try all(of: question, for: readers, limit: 1).first
    }

    /// The newest release that a new one would tell on few beside, if there is one. Partners read what anybody reads too.
    func conflict(_ table: PublishedTable, of question: ID<Item>, for readers: ReleaseReaders) throws -> NumbersRelease? {
        let seen: [ReleaseReaders] = readers == .partners ? [.partners, .anybody] : [.anybody]
        return try seen.lazy.flatMap { try all(of: question, for: $0, limit: 200) }.first {
            table.tellsOnFew(beside: $0.table, from: readers.fewest)
        }
    }

    func add(_ release: NumbersRelease, of question: ID<Item>, for readers: ReleaseReaders) throws {
        let number = try tx.run(
            "SELECT coalesce(MAX(number), 0) AS n FROM releases WHERE question_id = \(question) AND readers = \(readers.rawValue)"
        ).first?.int("n")
        try tx.run(
            """
            INSERT INTO releases (question_id, readers, number, grouping_by, body, day)
            VALUES (\(question), \(readers.rawValue), \((number ?? 0) + 1), \(release.grouping), \(release.table.written), \(release.day))
            """)
    }

    private func all(of question: ID<Item>, for readers: ReleaseReaders, limit: Int) throws -> [NumbersRelease] {
        try tx.run(
            """
            SELECT grouping_by, body, day FROM releases WHERE question_id = \(question) AND readers = \(readers.rawValue)
            ORDER BY number DESC LIMIT \(limit)
            """
        ).compactMap { row in
            try PublishedTable(written: row.text("body")).map {
                try NumbersRelease(grouping: row.text("grouping_by"), table: $0, day: row.day("day"))
            }
        }
    }
}
