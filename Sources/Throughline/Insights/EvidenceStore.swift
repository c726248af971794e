import Database
import Language

/// A piece of evidence as somebody puts it beside an insight.
struct NewEvidence: Sendable {
    let source: Item
    var relation = Relation.supports
    var kind = SourceKind.unsaid
    var why: String?
    var organisation: String?
    var event: String?
    var document: String?
    var context: String?
}

/// Owns the table `evidence`; what joins a source to an insight on the path is a link, written with it.
struct EvidenceStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Puts a source beside an insight; said again, it stands as said last.
    func add(_ new: NewEvidence, to insight: ID<Item>, by act: Act) throws {
        let line = LineStore(tx)
        if let before = try entry(new.source.id, of: insight), before.evidence.relation != new.relation {
            try line.unlink(new.source.id, before.evidence.relation, insight)
        }
        try tx.run(
            """
            INSERT INTO evidence (insight_id, source_id, relation, kind, organisation, event, document, context, added_by, day)
            VALUES (\(insight), \(new.source.id), \(new.relation.rawValue), \(new.kind.rawValue), \(new.organisation), \(new.event),
                \(new.document), \(new.context), \(act.by), \(act.day))
            ON CONFLICT (insight_id, source_id) DO UPDATE SET relation = excluded.relation, kind = excluded.kind,
                organisation = excluded.organisation, event = excluded.event, document = excluded.document, context = excluded.context,
                added_by = excluded.added_by, day = excluded.day
            """)
        try line.link(new.source.id, new.relation, insight, why: new.why, by: act)
    }

    /// Takes a source away from every insight that used it, or from one of them, its words of explanation too, and says which those were.
    func remove(source: ID<Item>, from insight: ID<Item>? = nil) throws -> [ID<Item>] {
        let one: SQL = insight.map { " AND insight_id = \($0)" } ?? ""
        let rows = try tx.run("SELECT insight_id, relation FROM evidence WHERE source_id = \(source)\(one) ORDER BY insight_id")
        for row in rows {
            guard let relation = Relation(rawValue: try row.text("relation")) else { continue }
            try LineStore(tx).unlink(source, relation, row.id("insight_id"))
        }
        try tx.run("DELETE FROM evidence WHERE source_id = \(source)\(one)")
        return try rows.map { try $0.id("insight_id") }
    }

    /// Those of some items that are evidence for an insight.
    func sources(among items: [ID<Item>]) throws -> [ID<Item>] {
        try tx.run("SELECT DISTINCT source_id FROM evidence WHERE source_id IN \(list: items) ORDER BY source_id").map {
            try $0.id("source_id")
        }
    }

    /// Puts a mark in the place of somebody's words in what was noted beside the evidence of these insights.
    func redact(_ passages: [String], in insights: [ID<Item>], since day: Day, mark: String) throws {
        guard !insights.isEmpty else { return }
        let columns = ["organisation", "event", "document", "context"]
        let rows = try tx.run(
            """
            SELECT insight_id, source_id, organisation, event, document, context FROM evidence
            WHERE insight_id IN \(list: insights) AND day >= \(day)
            """)
        for row in rows {
            for column in columns {
                guard case .text(let text) = try row.value(named: column), let left = text.without(passages, mark: mark) else { continue }
                let (insight, source) = try (row.text("insight_id"), row.text("source_id"))
                let name = SQL(verbatim: column)
                try tx.run("UPDATE evidence SET \(name) = \(left) WHERE insight_id = \(insight) AND source_id = \(source)")
            }
        }
    }

    /// Nothing says any more that it was this person who put something down as evidence.
    func forget(_ person: ID<Person>) throws {
        try tx.run("UPDATE evidence SET added_by = NULL WHERE added_by = \(person)")
    }

    /// The insights a source speaks to.
    func insights(from source: ID<Item>) throws -> [ID<Item>] {
        try tx.run("SELECT insight_id FROM evidence WHERE source_id = \(source) ORDER BY insight_id").map { try $0.id("insight_id") }
    }

    /// All evidence that stands, newest source first. What was taken back, rejected or waits to be let through does not count.
    func all(of insight: ID<Item>) throws -> [StandingEvidence] {
        let rows = try tx.run(
            "\(Self.select) WHERE e.insight_id = \(insight) AND i.audience < \(Audience.nobody.rawValue) AND i.state <> 'held' ORDER BY i.id DESC"
        )
        let quotes = try quotes(among: rows.map { try $0.id("id") })
        return try rows.compactMap { try Self.entry($0, quotes: quotes) }
    }

    /// One piece as it stands; nil when the source is no evidence for this insight.
    func entry(_ source: ID<Item>, of insight: ID<Item>) throws -> StandingEvidence? {
        try tx.run("\(Self.select) WHERE e.insight_id = \(insight) AND e.source_id = \(source)").first.flatMap {
            try Self.entry($0, quotes: [:])
        }
    }

    /// Which of these sources pass on the words of another of them.
    private func quotes(among sources: [ID<Item>]) throws -> [ID<Item>: Set<ID<Item>>] {
        guard sources.count > 1 else { return [:] }
        let rows = try tx.run(
            "SELECT from_id, to_id FROM links WHERE relation = \(Relation.cites.rawValue) AND from_id IN \(list: sources) AND to_id IN \(list: sources)"
        )
        var quotes: [ID<Item>: Set<ID<Item>>] = [:]
        for row in rows { try quotes[row.id("from_id"), default: []].insert(row.id("to_id")) }
        return quotes
    }

    private static func entry(_ row: Row, quotes: [ID<Item>: Set<ID<Item>>]) throws -> StandingEvidence? {
        let source = try Item(row)
        guard let relation = Relation(rawValue: try row.text("relation")) else { return nil }
        let evidence = try Evidence(
            source: source.id, relation: relation, kind: SourceKind(rawValue: row.text("source_kind")) ?? .unsaid, author: source.author,
            organisation: row.textOrNil("organisation"), event: row.textOrNil("event"), document: row.textOrNil("document"),
            context: row.textOrNil("context"), quotes: quotes[source.id] ?? [])
        return StandingEvidence(evidence: evidence, source: source, why: try row.textOrNil("why"))
    }

    private static let select: SQL = """
        SELECT \(SQL.itemColumns), e.relation, e.kind AS source_kind, e.organisation, e.event, e.document, e.context, l.why
        FROM evidence e JOIN items i ON i.id = e.source_id
        LEFT JOIN links l ON l.from_id = e.source_id AND l.to_id = e.insight_id AND l.relation = e.relation
        """
}
