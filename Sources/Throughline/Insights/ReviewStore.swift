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

    /// Those who may not check each of these: they wrote it, or have judged it as it stands.
    func hands(on insights: [ID<Item>]) throws -> [ID<Item>: Set<ID<Person>>] {
        guard !insights.isEmpty else { return [:] }
        let rows = try tx.run(
            """
            SELECT a.insight_id AS id, a.person_id FROM insight_authors a WHERE a.insight_id IN \(list: insights)
            UNION SELECT i.id, i.author_id FROM items i WHERE i.id IN \(list: insights) AND i.author_id IS NOT NULL
            UNION SELECT r.insight_id, r.person_id FROM reviews r JOIN insights n ON n.id = r.insight_id AND n.wording = r.wording
                JOIN items i ON i.id = n.id WHERE n.id IN \(list: insights) AND i.state = 'shared'
            """)
        return try rows.reduce(into: [:]) { all, row in try all[row.id("id"), default: []].insert(row.id("person_id")) }
    }

    /// Somebody judged it before its words or its evidence changed.
    func wasJudged(_ insight: Insight) throws -> Bool {
        try !tx.run("SELECT 1 AS one FROM reviews WHERE insight_id = \(insight.id) AND wording < \(insight.wording) LIMIT 1").isEmpty
    }

    /// Keeps a judgement of the words as they stand; its reason is a text of the insight.
    func add(
        _ confidence: Confidence, _ draft: CheckDraft, in language: LanguageTag, fromElsewhere: Bool, on insight: Insight,
        by person: ID<Person>, on day: Day
    )
        throws
    {
        try tx.run(
            """
            INSERT INTO reviews (insight_id, person_id, wording, confidence, from_context, from_elsewhere, day, limitations, coherence,
                adequacy, relevance)
            VALUES (\(insight.id), \(person), \(insight.wording), \(confidence.rawValue), \(draft.isFromContext), \(fromElsewhere), \(day),
                \(draft.concerns[.limitations]?.rawValue), \(draft.concerns[.coherence]?.rawValue), \(draft.concerns[.adequacy]?.rawValue),
                \(draft.concerns[.relevance]?.rawValue))
            """)
        try TextStore(tx).write(
            draft.reason, of: insight.id, field: Review.field(of: person, wording: insight.wording), in: language, on: day)
    }

    /// The looks at the words as they stand, in the order of their days.
    func all(of insight: Insight) throws -> [Review] {
        let rows = try tx.run(
            """
            SELECT r.person_id, coalesce(p.name, '') AS name, r.confidence, r.from_context, r.from_elsewhere, r.day,
                r.limitations, r.coherence, r.adequacy, r.relevance
            FROM reviews r LEFT JOIN people p ON p.id = r.person_id
            WHERE r.insight_id = \(insight.id) AND r.wording = \(insight.wording) ORDER BY r.day, r.person_id
            """)
        return try rows.map { row in
            let person: ID<Person> = try row.id("person_id")
            return try Review(
                person: person, name: row.text("name"), confidence: Confidence(rawValue: row.text("confidence")) ?? .veryLow,
                reason: insight.texts[Review.field(of: person, wording: insight.wording)], isFromContext: row.bool("from_context"),
                isFromElsewhere: row.bool("from_elsewhere"), day: row.day("day"), concerns: Self.concerns(row))
        }
    }

    private static func concerns(_ row: Row) throws -> [Concern: Weight] {
        try [
            .limitations: row.textOrNil("limitations"), .coherence: row.textOrNil("coherence"), .adequacy: row.textOrNil("adequacy"),
            .relevance: row.textOrNil("relevance"),
        ].compactMapValues { $0.flatMap { Weight(rawValue: $0) } }
    }

    /// Somebody is gone for good: a look they took still counts as one, and nothing says whose. Their reasons stay or go with their words.
    func forget(_ person: ID<Person>, keepingWords: Bool, by act: Act) throws {
        for row in try tx.run("SELECT insight_id, wording FROM reviews WHERE person_id = \(person) ORDER BY insight_id, wording") {
            let (insight, wording): (ID<Item>, Int) = (try row.id("insight_id"), try row.int("wording"))
            let somebody: ID<Person> = act.id()
            try tx.run(
                """
                UPDATE reviews SET person_id = \(somebody)
                WHERE insight_id = \(insight) AND person_id = \(person) AND wording = \(wording)
                """)
            let other = keepingWords ? Review.field(of: somebody, wording: wording) : nil
            try TextStore(tx).rename(Review.field(of: person, wording: wording), of: insight, to: other)
        }
        try tx.run("DELETE FROM insight_authors WHERE person_id = \(person)")
    }
}
