import Database
import Language

extension CodingReading {
    static let pairs = 20

    /// The pairs of codes that stand together in most answers.
    func together(in space: ID<Space>) throws -> [CodePair] {
        let rows = try tx.run(
            """
            WITH given AS (SELECT DISTINCT c.voice_id, c.code_id FROM \(coded(in: space)))
            SELECT x.name AS one, y.name AS other, COUNT(*) AS n FROM given a JOIN given b ON b.voice_id = a.voice_id AND b.code_id <> a.code_id
            JOIN codes x ON x.id = a.code_id JOIN codes y ON y.id = b.code_id
            WHERE x.name_key < y.name_key GROUP BY x.name, y.name ORDER BY n DESC, one, other LIMIT \(Self.pairs)
            """)
        return try rows.map { try CodePair(one: $0.text("one"), other: $0.text("other"), answers: $0.int("n")) }
    }

    /// Answers with each code by what they are told apart by; the columns with most answers stand first.
    func spread(by: Spread, in space: ID<Space>) throws -> CodeSpread {
        let column: SQL =
            switch by {
            case .question: "v.question_id"
            case .place: "v.place"
            case .language: "i.language"
            case .role: "v.role"
            }
        let rows = try tx.run(
            "SELECT c.code_id, \(column) AS col, COUNT(DISTINCT c.voice_id) AS n FROM \(coded(in: space)) GROUP BY c.code_id, \(column)")
        var (totals, cells): ([String: Int], [ID<Code>: [String: Int]]) = ([:], [:])
        for row in rows {
            let (key, n): (String, Int) = try (row.textOrNil("col")?.settled ?? "", row.int("n"))
            totals[key, default: 0] += n
            cells[try row.id("code_id"), default: [:]][key, default: 0] += n
        }
        let ordered = totals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
        let shown = Array(ordered.prefix(CodeSpread.most))
        var words: [String: String] = Dictionary(uniqueKeysWithValues: shown.filter { !$0.isEmpty }.map { ($0, $0) })
        if by == .question {
            let questions = try QuestionStore(tx).all(shown.map { ID($0) }, for: reader, in: language, at: now)
            words = Dictionary(questions.map { ($0.key.description, $0.value.text.body) }, uniquingKeysWith: { first, _ in first })
        }
        if by == .language { words = words.mapValues { LanguageTag($0)?.endonym ?? $0 } }
        let hasMore = ordered.count > shown.count
        let codes = try CodeStore(tx).all(of: space).filter { cells[$0.id] != nil }
        return CodeSpread(
            by: by, columns: shown.map { .init(key: $0, words: words[$0]) },
            rows: codes.map { code in
                let counts = cells[code.id] ?? [:]
                let rest = counts.filter { !shown.contains($0.key) }.values.reduce(0, +)
                return (code.name, shown.map { counts[$0] ?? 0 } + (hasMore ? [rest] : []))
            })
    }
}
