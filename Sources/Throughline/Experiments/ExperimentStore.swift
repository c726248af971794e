import Database
import Language

/// Owns the table `experiments`.
struct ExperimentStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Keeps a bet, joined to its question and what it comes from, and owes a look on its day, by whoever began it.
    func add(
        _ checked: ExperimentDraft.Checked, _ draft: ExperimentDraft, on question: Question, from sources: [Item],
        in language: LanguageTag, by act: Act
    ) throws -> ID<Item> {
        let marks = checked.openness?.marks ?? ([question.item] + sources).strictestMarks
        let line = LineStore(tx)
        let id = try line.add(
            NewItem(
                kind: .experiment, space: question.item.space, author: act.by.map { .person($0) } ?? .nobody, language: language,
                sensitivity: marks.sensitivity, tlp: marks.tlp, state: "running"),
            texts: draft.texts, by: act)
        try tx.run(
            """
            INSERT INTO experiments (id, question_id, owner_id, until, ended_on, had_good, had_bad)
            VALUES (\(id), \(question.id), \(act.by), \(checked.until), NULL, NULL, NULL)
            """)
        try line.link(id, .cites, question.id, by: act)
        for source in sources { try line.link(source.id, .ledTo, id, by: act) }
        let duties = DutyStore(tx)
        try duties.owe(
            .experimentEnds, on: id, in: question.item.space, language: language, door: .here, due: checked.until, minutes: 5, people: 1,
            by: act)
        if let owner = act.by, let duty = try duties.owed(on: id, kind: .experimentEnds).first {
            try duties.hand(duty.id, from: nil, to: owner)
        }
        if draft.opening.hasReadSources {
            try AuditStore(tx).record(
                "experiment.open", item: id, space: question.item.space, by: act, reason: "sources read, nobody put at risk",
                unnamed: act.by == nil)
        }
        return id
    }

    /// What became of it, once: both sides of what nobody had expected are answered, if only with "none seen".
    func end(
        _ experiment: Experiment, _ verdict: Experiment.Verdict, _ draft: EndedDraft, seen version: Int, as reader: Reader, by act: Act
    )
        throws
    {
        try LineStore(tx).move(experiment.item, verdict.rawValue, seen: version, as: reader, by: act)
        try tx.run(
            """
            UPDATE experiments SET ended_on = \(act.day), had_good = \(!draft.good.isEmpty), had_bad = \(!draft.bad.isEmpty)
            WHERE id = \(experiment.id)
            """)
        for (field, body) in [("happened", draft.happened), ("good", draft.good), ("bad", draft.bad)] where !body.isEmpty {
            try TextStore(tx).write(body, of: experiment.id, field: field, in: experiment.item.language, on: act.day)
        }
        try settle(experiment, by: act)
    }

    func withdraw(_ experiment: Experiment, because: String, seen version: Int, as reader: Reader, by act: Act) throws {
        try LineStore(tx).move(experiment.item, "withdraw", seen: version, as: reader, because: because, by: act)
        try settle(experiment, by: act)
    }

    private func settle(_ experiment: Experiment, by act: Act) throws {
        let duties = DutyStore(tx)
        for duty in try duties.owed(on: experiment.id, kind: .experimentEnds) where duty.state == "owed" {
            try duties.finish(duty.id, by: act)
        }
    }

    /// What followed from it: a decision, a promise, a lesson used elsewhere.
    func join(_ experiment: Experiment, to next: Item, by act: Act) throws {
        try LineStore(tx).link(experiment.id, .ledTo, next.id, by: act)
        try AuditStore(tx).record("experiment.join", item: experiment.id, space: experiment.item.space, by: act, unnamed: act.by == nil)
    }

    func find(_ id: ID<Item>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> Experiment {
        let rows = try tx.run("\(Self.select) WHERE e.id = \(id) AND \(Visibility.anywhere(for: reader, at: now))")
        guard let row = rows.first else { throw Refusal.notFound }
        return try Experiment(row, TextStore(tx).all(of: id, for: language))
    }

    /// Those of a space this reader may see: what runs first, the nearest day first; then what ended, the newest first.
    func list(in space: ID<Space>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> [Experiment] {
        let rows = try tx.run(
            """
            \(Self.select) WHERE i.kind = 'experiment' AND i.state IN ('running', 'kept', 'changed', 'stopped')
                AND \(Visibility.inSpace(space, for: reader, at: now))
            ORDER BY CASE WHEN i.state = 'running' THEN 0 ELSE 1 END, e.until, e.id LIMIT 200
            """)
        let texts = try TextStore(tx).all(of: rows.map { try $0.id("id") }, for: language)
        return try rows.map { try Experiment($0, texts[$0.id("id")] ?? [:]) }
    }

    /// Running ones somebody looks after in a place.
    func running(of person: ID<Person>, in space: ID<Space>) throws -> [ID<Item>] {
        try tx.run(
            """
            SELECT e.id FROM experiments e JOIN items i ON i.id = e.id
            WHERE e.owner_id = \(person) AND i.space_id = \(space) AND i.state = 'running' ORDER BY e.until, e.id LIMIT 200
            """
        ).map { try $0.id("id") }
    }

    /// Somebody else looks after it from now on.
    func hand(_ id: ID<Item>, from owner: ID<Person>, to person: ID<Person>) throws {
        try tx.run("UPDATE experiments SET owner_id = \(person) WHERE id = \(id) AND owner_id = \(owner)")
    }

    /// Somebody is gone for good: the look on its day is everybody's of the team.
    func forget(_ person: ID<Person>) throws {
        try tx.run("UPDATE experiments SET owner_id = NULL WHERE owner_id = \(person)")
    }

    private static let select: SQL = """
        SELECT \(SQL.itemColumns), e.question_id, e.owner_id, e.until, e.ended_on, e.had_good, e.had_bad FROM experiments e
        JOIN items i ON i.id = e.id
        """
}

extension Experiment {
    fileprivate init(_ row: Row, _ texts: [String: Text]) throws {
        try self.init(
            item: Item(row), texts: texts, question: row.id("question_id"), owner: row.idOrNil("owner_id"), until: row.day("until"),
            endedOn: row.dayOrNil("ended_on"), hadGood: row.intOrNil("had_good").map { $0 == 1 },
            hadBad: row.intOrNil("had_bad").map { $0 == 1 })
    }
}
