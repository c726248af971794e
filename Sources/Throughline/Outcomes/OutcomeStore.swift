import Database
import Language

/// Owns the tables `outcomes` and `contributions`.
struct OutcomeStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Keeps a change for the team first, joined to its question and to what had to do with it.
    @discardableResult
    func add(
        _ checked: ChangeDraft.Checked, _ draft: ChangeDraft, on question: Question, from sources: [Item], in language: LanguageTag,
        by act: Act
    ) throws -> ID<Item> {
        let marks = checked.openness?.marks ?? ([question.item] + sources).strictestMarks
        let line = LineStore(tx)
        let id = try line.add(
            NewItem(
                kind: .outcome, space: question.item.space, author: act.by.map { .person($0) } ?? .nobody, language: language,
                sensitivity: marks.sensitivity, tlp: marks.tlp, state: "draft"),
            texts: draft.texts, by: act)
        try tx.run(
            """
            INSERT INTO outcomes (id, question_id, since, intended, direction, wording)
            VALUES (\(id), \(question.id), \(checked.since), \(checked.isIntended), \(checked.direction.rawValue), 1)
            """)
        try line.link(id, .cites, question.id, by: act)
        for source in sources { try join(source, to: id, checked.how, checked.sure, by: act) }
        if draft.opening.hasReadSources {
            try AuditStore(tx).record(
                "outcome.open", item: id, space: question.item.space, by: act, reason: "sources read, nobody put at risk",
                unnamed: act.by == nil)
        }
        return id
    }

    /// Says how something before it stands to a change, or says it anew.
    func join(_ source: Item, to outcome: ID<Item>, _ how: Contribution.How, _ sure: Contribution.Sure, by act: Act) throws {
        try LineStore(tx).link(source.id, .ledTo, outcome, by: act)
        try tx.run(
            """
            INSERT INTO contributions (source_id, outcome_id, how, sure) VALUES (\(source.id), \(outcome), \(how.rawValue), \(sure.rawValue))
            ON CONFLICT (source_id, outcome_id) DO UPDATE SET how = excluded.how, sure = excluded.sure
            """)
    }

    /// Other words over the version somebody read. Whoever confirmed the ones before confirmed those.
    func reword(_ outcome: Outcome, _ checked: ChangeDraft.Checked, _ draft: ChangeDraft, seen version: Int, by act: Act) throws {
        guard outcome.item.state != "withdrawn" else { throw Refusal.conflict }
        try LineStore(tx).touch(outcome.id, seen: version)
        for (field, body) in draft.texts where outcome.words(field)?.body != body {
            try TextStore(tx).write(body, of: outcome.id, field: field, in: outcome.item.language, on: act.day)
        }
        try tx.run(
            """
            UPDATE outcomes SET since = \(checked.since), intended = \(checked.isIntended), direction = \(checked.direction.rawValue),
                wording = wording + 1 WHERE id = \(outcome.id)
            """)
        try AuditStore(tx).record("outcome.change", item: outcome.id, space: outcome.item.space, by: act, unnamed: act.by == nil)
    }

    func find(_ id: ID<Item>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> Outcome {
        let rows = try tx.run("\(Self.select) WHERE o.id = \(id) AND \(Visibility.anywhere(for: reader, at: now))")
        guard let row = rows.first else { throw Refusal.notFound }
        return try Outcome(row, TextStore(tx).all(of: id, for: language))
    }

    /// The changes of a space this reader may see, the newest first.
    func list(in space: ID<Space>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> [Outcome] {
        try read(
            tx.run(
                """
                \(Self.select) WHERE i.kind = 'outcome' AND i.state IN ('draft', 'shared') AND \(Visibility.inSpace(space, for: reader, at: now))
                ORDER BY o.since DESC, o.id DESC LIMIT 200
                """), in: language)
    }

    /// How what came before stands to some changes.
    func contributions(to outcomes: [ID<Item>]) throws -> [Contribution] {
        guard !outcomes.isEmpty else { return [] }
        return try tx.run(
            "SELECT source_id, outcome_id, how, sure FROM contributions WHERE outcome_id IN \(list: outcomes) ORDER BY outcome_id, source_id"
        ).map {
            try Contribution(
                source: $0.id("source_id"), outcome: $0.id("outcome_id"), how: .init(rawValue: $0.text("how")) ?? .coincided,
                sure: .init(rawValue: $0.text("sure")) ?? .low)
        }
    }

    private func read(_ rows: [Row], in language: LanguageTag) throws -> [Outcome] {
        let texts = try TextStore(tx).all(of: rows.map { try $0.id("id") }, for: language)
        return try rows.map { try Outcome($0, texts[$0.id("id")] ?? [:]) }
    }

    private static let select: SQL = """
        SELECT \(SQL.itemColumns), o.question_id, o.since, o.intended, o.direction, o.wording FROM outcomes o JOIN items i ON i.id = o.id
        """
}

extension Outcome {
    fileprivate init(_ row: Row, _ texts: [String: Text]) throws {
        try self.init(
            item: Item(row), texts: texts, question: row.id("question_id"), since: row.day("since"), isIntended: row.bool("intended"),
            direction: Direction(rawValue: row.text("direction")) ?? .mixed, wording: row.int("wording"))
    }
}
