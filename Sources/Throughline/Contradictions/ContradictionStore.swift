import Database
import Language

/// Owns the table `contradictions`; its words are texts of the insight, so that a quote that is taken back goes from them too.
struct ContradictionStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Writes down why the two differ, over the version somebody read: 0 where nobody had written anything yet.
    func write(
        _ checked: ContradictionDraft.Checked, _ draft: ContradictionDraft, between insight: Item, and against: Item, seen version: Int,
        in language: LanguageTag, by act: Act
    ) throws {
        let settled: Day? = draft.found.isEmpty ? nil : act.day
        let settledOn: SQL = settled.map { "COALESCE(settled_on, \($0))" } ?? "NULL"
        let changed = try tx.change(
            version == 0
                ? """
                INSERT INTO contradictions (insight_id, against_id, explanation, next_on, settled_on, version)
                VALUES (\(insight.id), \(against.id), \(checked.explanation.rawValue), \(checked.nextOn), \(settled), 1)
                ON CONFLICT (insight_id, against_id) DO NOTHING
                """
                : """
                UPDATE contradictions SET explanation = \(checked.explanation.rawValue), next_on = \(checked.nextOn),
                    settled_on = \(settledOn), version = version + 1
                WHERE insight_id = \(insight.id) AND against_id = \(against.id) AND version = \(version)
                """)
        guard changed == 1 else { throw Refusal.conflict }
        for (part, body) in [(Part.why, draft.why), (.check, draft.check), (.found, draft.found)] {
            let field = part.field(of: against.id)
            if body.isEmpty {
                try TextStore(tx).rename(field, of: insight.id, to: nil)
            } else {
                try TextStore(tx).write(body, of: insight.id, field: field, in: language, on: act.day)
            }
        }
        if against.kind == .insight { try LineStore(tx).link(against.id, .contradicts, insight.id, by: act) }
        try AuditStore(tx).record("insight.difference", item: insight.id, space: insight.space, by: act, unnamed: act.by == nil)
        try owe(on: insight, by: act)
    }

    /// What this page's insight and some other record say against each other, whichever of the two it was written on.
    func find(_ insight: ID<Item>, and other: ID<Item>, in language: LanguageTag) throws -> Contradiction? {
        let pair: SQL = "insight_id = \(insight) AND against_id = \(other) OR insight_id = \(other) AND against_id = \(insight)"
        guard let row = try tx.run("SELECT \(Self.columns) FROM contradictions WHERE \(pair) ORDER BY insight_id").first else { return nil }
        return try Contradiction(row, TextStore(tx).all(of: row.id("insight_id"), for: language))
    }

    /// All that concern something learned, whoever may read their other side.
    func all(of insight: ID<Item>, in language: LanguageTag) throws -> [Contradiction] {
        let rows = try tx.run(
            """
            SELECT \(Self.columns) FROM contradictions WHERE insight_id = \(insight) OR against_id = \(insight)
            ORDER BY insight_id DESC, against_id DESC LIMIT 100
            """)
        let texts = try TextStore(tx).all(of: Array(Set(rows.map { try $0.id("insight_id") })), for: language)
        return try rows.map { try Contradiction($0, texts[$0.id("insight_id")] ?? [:]) }
    }

    /// What spoke against these is no evidence any more: nothing is left to explain.
    func drop(_ against: ID<Item>, from insight: Item, by act: Act) throws {
        let gone = try tx.change("DELETE FROM contradictions WHERE insight_id = \(insight.id) AND against_id = \(against)")
        guard gone > 0 else { return }
        for part in Part.allCases { try TextStore(tx).rename(part.field(of: against), of: insight.id, to: nil) }
        try owe(on: insight, by: act)
    }

    /// One look is owed at a time: at the nearest day on which something is checked.
    private func owe(on insight: Item, by act: Act) throws {
        let duties = DutyStore(tx)
        try duties.excuse(.checkDifference, on: insight.id, language: insight.language, door: .here, people: 1)
        let next = try tx.run("SELECT MIN(next_on) AS day FROM contradictions WHERE insight_id = \(insight.id) AND settled_on IS NULL")
        guard let day = try next.first?.dayOrNil("day") else { return }
        try duties.owe(
            .checkDifference, on: insight.id, in: insight.space, language: insight.language, door: .here, due: day, minutes: 10, people: 1,
            by: act)
    }

    /// The words beside a difference, each a field of the insight.
    fileprivate enum Part: String, CaseIterable {
        case why, check, found

        func field(of against: ID<Item>) -> String { "differs.\(rawValue).\(against)" }
    }

    private static let columns: SQL = "insight_id, against_id, explanation, next_on, settled_on, version"
}

extension Contradiction {
    fileprivate init(_ row: Row, _ texts: [String: Text]) throws {
        let against: ID<Item> = try row.id("against_id")
        try self.init(
            insight: row.id("insight_id"), against: against, explanation: Explanation(rawValue: row.text("explanation")) ?? .unexplained,
            nextOn: row.dayOrNil("next_on"), settledOn: row.dayOrNil("settled_on"), version: row.int("version"),
            why: texts[ContradictionStore.Part.why.field(of: against)], check: texts[ContradictionStore.Part.check.field(of: against)],
            found: texts[ContradictionStore.Part.found.field(of: against)])
    }
}
