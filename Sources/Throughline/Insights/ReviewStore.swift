import Database
import Language

/// Owns the tables `reviews` and `insight_authors`: who wrote what was learned, and who else looked at it.
struct ReviewStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Somebody put their hand to the words; from then on it is theirs too.
    func sign(_ insight: ID<Item>, by act: Act) throws {
        guard let person = act.by else { return }
        try tx.run(
            """
            INSERT INTO insight_authors (insight_id, person_id, day) VALUES (\(insight), \(person), \(act.day))
            ON CONFLICT (insight_id, person_id) DO NOTHING
            """)
    }

    /// Everybody who wrote it, with the names they chose.
    func authors(of insight: Item) throws -> [(person: ID<Person>, name: String)] {
        let rows = try tx.run(
            """
            SELECT p.id, p.name FROM people p WHERE p.id = \(insight.author.person)
                OR p.id IN (SELECT a.person_id FROM insight_authors a WHERE a.insight_id = \(insight.id)) ORDER BY p.name, p.id
            """)
        return try rows.map { (try $0.id("id"), try $0.text("name")) }
    }

    func add(
        _ confidence: Confidence, reason: String, in language: LanguageTag, fromContext: Bool, fromElsewhere: Bool, on insight: Insight,
        by person: ID<Person>,
        on day: Day
    ) throws {
        try tx.run(
            """
            INSERT INTO reviews (insight_id, person_id, wording, confidence, reason, language, from_context, from_elsewhere, day)
            VALUES (\(insight.id), \(person), \(insight.wording), \(confidence.rawValue), \(reason), \(language), \(fromContext),
                \(fromElsewhere), \(day))
            """)
    }

    /// The looks at one wording, in the order of their days.
    func all(of insight: ID<Item>, wording: Int) throws -> [Review] {
        let rows = try tx.run(
            """
            SELECT r.person_id, coalesce(p.name, '') AS name, r.confidence, r.reason, r.language, r.from_context, r.from_elsewhere, r.day
            FROM reviews r LEFT JOIN people p ON p.id = r.person_id
            WHERE r.insight_id = \(insight) AND r.wording = \(wording) ORDER BY r.day, r.person_id
            """)
        return try rows.map { row in
            try Review(
                person: row.id("person_id"), name: row.text("name"), confidence: Confidence(rawValue: row.text("confidence")) ?? .veryLow,
                reason: row.text("reason"), language: row.language("language"), isFromContext: row.bool("from_context"),
                isFromElsewhere: row.bool("from_elsewhere"), day: row.day("day"))
        }
    }
}
