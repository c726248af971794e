import Database
import Language

/// Owns the tables `agenda_questions`, `agenda_answers` and `agenda_words`.
struct AgendaQuestionStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Makes a question of what people want to learn: a question like any other, which nobody is asked yet.
    func propose(
        _ checked: AgendaQuestionDraft.Checked, _ draft: AgendaQuestionDraft, asked: QuestionDraft, from needs: [LearningNeed],
        in place: Place,
        as reader: Reader, by act: Act
    ) throws -> ID<Item> {
        let plain = QuestionDraft.Checked(
            text: draft.text, hearBy: checked.decisionBy ?? checked.reviewOn, purpose: draft.decision.isEmpty ? .understand : .decide,
            decisionBy: checked.decisionBy, doors: [.here])
        let id = try QuestionStore(tx).add(plain, asked, in: place, open: false, by: act)
        guard let item = try LineStore(tx).unseen(id) else { throw Refusal.notFound }
        try LineStore(tx).move(item, "plan", as: reader, by: act)
        try begin(id, checked, draft, in: place.id, language: item.language, by: act)
        for need in needs {
            try NeedStore(tx).move(need, "group", as: reader, by: act)
            try LineStore(tx).link(need.id, .ledTo, id, by: act)
        }
        return id
    }

    /// Puts a question that is there on the agenda.
    func begin(
        _ id: ID<Item>, _ checked: AgendaQuestionDraft.Checked, _ draft: AgendaQuestionDraft, in space: ID<Space>, language: LanguageTag,
        by act: Act
    ) throws {
        let changed = try tx.change(
            """
            INSERT INTO agenda_questions (question_id, state, kind, set_by_kind, owner_id, review_on, worded_on, use_status, version)
            VALUES (\(id), 'proposed', \(checked.kind.rawValue), \(checked.setBy.rawValue), \(act.by), \(checked.reviewOn), \(act.day),
                'none', 1) ON CONFLICT (question_id) DO NOTHING
            """)
        guard changed == 1 else { throw Refusal.conflict }
        try TextStore(tx).write(draft.why, of: id, field: "agenda_why", in: language, on: act.day)
        try AuditStore(tx).record("question.agenda", item: id, space: space, by: act, unnamed: false)
    }

    func find(_ id: ID<Item>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> AgendaQuestion {
        let question = try QuestionStore(tx).find(id, for: reader, in: language, at: now)
        guard let row = try tx.run("\(Self.select) WHERE a.question_id = \(id)").first else { throw Refusal.notFound }
        return try AgendaQuestion(row, question)
    }

    func isThere(_ id: ID<Item>) throws -> Bool { try !tx.run("SELECT 1 AS n FROM agenda_questions WHERE question_id = \(id)").isEmpty }

    /// The questions on the agenda of a place that this reader may see; those whose decision comes first stand first.
    func list(in space: ID<Space>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> [AgendaQuestion] {
        let rows = try tx.run(
            """
            \(Self.select) JOIN items i ON i.id = a.question_id JOIN questions q ON q.id = a.question_id
            WHERE i.space_id = \(space) AND \(Visibility.anywhere(for: reader, at: now))
            ORDER BY CASE WHEN q.decision_by IS NULL THEN 1 ELSE 0 END, q.decision_by, a.question_id LIMIT 200
            """)
        let ids: [ID<Item>] = try rows.map { try $0.id("question_id") }
        let questions = try QuestionStore(tx).all(ids, for: reader, in: language, at: now)
        return try zip(rows, ids).compactMap { row, id in try questions[id].map { try AgendaQuestion(row, $0) } }
    }

    /// Everything its form says, over the version somebody read. Other words begin the time to object anew; true then.
    func change(
        _ facet: AgendaQuestion, seen version: Int, _ checked: AgendaQuestionDraft.Checked, _ draft: AgendaQuestionDraft,
        owner: ID<Person>?, by act: Act
    ) throws -> Bool {
        let isNew = !facet.isAdopted && facet.question.text.body != draft.text
        try set(
            facet, seen: version,
            """
            kind = \(checked.kind.rawValue), set_by_kind = \(checked.setBy.rawValue), owner_id = \(owner), review_on = \(checked.reviewOn),
                worded_on = \(isNew ? act.day : facet.wordedOn)
            """)
        try QuestionStore(tx).plan(facet.question, text: isNew ? draft.text : nil, decision: draft.decision, by: checked.decisionBy, act)
        try write(["agenda_why": draft.why], on: facet, by: act)
        // What was said of other words says nothing of these; those who said it are asked again.
        if isNew { try tx.run("DELETE FROM agenda_words WHERE question_id = \(facet.id) AND about = 'wording'") }
        try AuditStore(tx).record("question.agenda_change", item: facet.id, space: facet.question.item.space, by: act, unnamed: false)
        return isNew
    }

    func weigh(_ facet: AgendaQuestion, _ priority: Priority, because: String, seen version: Int, by act: Act) throws {
        let parts = priority.parts
        try set(
            facet, seen: version,
            """
            decision_value = \(parts[0]), stakes = \(parts[1]), uncertainty = \(parts[2]), feasibility = \(parts[3]),
                override = \(priority.override)
            """)
        try write(["agenda_priority": because], on: facet, by: act)
        try AuditStore(tx).record("question.agenda_weigh", item: facet.id, space: facet.question.item.space, by: act, unnamed: false)
    }

    func plan(_ facet: AgendaQuestion, _ draft: UsePlanDraft, on day: Day?, _ status: UsePlan.Status, seen version: Int, by act: Act) throws
    {
        try set(facet, seen: version, "use_on = \(day), use_status = \(status.rawValue)")
        var words = Dictionary(uniqueKeysWithValues: draft.texts.map { ($0.key.rawValue, $0.value) })
        words["use_not"] = status == .notUsed ? draft.because : ""
        try write(words, on: facet, by: act)
        try AuditStore(tx).record("question.agenda_use", item: facet.id, space: facet.question.item.space, by: act, unnamed: false)
    }

    /// One declared step of its life on the agenda.
    func move(_ facet: AgendaQuestion, _ step: AgendaQuestion.Step, seen version: Int, setting more: SQL = "", by act: Act) throws {
        guard step.from.contains(facet.state) else { throw Refusal.conflict }
        try set(facet, seen: version, "state = \(step.to.rawValue)" + more)
        try AuditStore(tx).record(
            "question.agenda_" + step.rawValue, item: facet.id, space: facet.question.item.space, by: act, unnamed: false)
    }

    func adopt(_ facet: AgendaQuestion, from needs: [LearningNeed], seen version: Int, as reader: Reader, by act: Act) throws {
        try move(facet, .adopt, seen: version, setting: ", adopted_on = \(act.day)", by: act)
        for need in needs where need.item.state == "grouped" { try NeedStore(tx).move(need, "become", as: reader, by: act) }
    }

    func answer(_ facet: AgendaQuestion, by insight: ID<Item>, review: Day, seen version: Int, by act: Act) throws {
        try move(facet, .answer, seen: version, setting: ", answer_id = \(insight), review_on = \(review)", by: act)
        try tx.run(
            """
            INSERT INTO agenda_answers (question_id, insight_id, from_on, until_on, why) VALUES (\(facet.id), \(insight), \(act.day), NULL, NULL)
            ON CONFLICT (question_id, insight_id, from_on) DO UPDATE SET until_on = NULL, why = NULL
            """)
    }

    func reopen(_ facet: AgendaQuestion, seen version: Int, by act: Act) throws {
        try move(facet, .reopen, seen: version, setting: ", answer_id = NULL", by: act)
        try endAnswer(of: facet.id, "reopened", by: act)
    }

    /// Something contradicts what was learned: every question it answers for now is at work again (domain 1.e). Gives those questions.
    func contradicted(_ insight: ID<Item>, by act: Act) throws -> [ID<Item>] {
        let rows = try tx.run(
            """
            SELECT a.question_id, i.space_id FROM agenda_questions a JOIN items i ON i.id = a.question_id
            WHERE a.answer_id = \(insight) AND a.state = 'answered' ORDER BY a.question_id
            """)
        return try rows.map { row in
            let id: ID<Item> = try row.id("question_id")
            try tx.run(
                """
                UPDATE agenda_questions SET state = 'active', answer_id = NULL, version = version + 1
                WHERE question_id = \(id) AND state = 'answered'
                """)
            try endAnswer(of: id, "contradicted", by: act)
            try AuditStore(tx).record("question.agenda_contradicted", item: id, space: row.id("space_id"), by: act, unnamed: true)
            return id
        }
    }

    /// It becomes part of another question, and so do the needs it came from.
    func merge(
        _ facet: AgendaQuestion, into other: AgendaQuestion, needs: [LearningNeed], seen version: Int, as reader: Reader, by act: Act
    ) throws {
        try move(facet, .merge, seen: version, setting: ", merged_into = \(other.id), answer_id = NULL", by: act)
        try endAnswer(of: facet.id, "reopened", by: act)
        try LineStore(tx).link(facet.id, .partOf, other.id, by: act)
        for need in needs {
            try LineStore(tx).link(need.id, .ledTo, other.id, by: act)
            if other.isAdopted && need.item.state == "grouped" { try NeedStore(tx).move(need, "become", as: reader, by: act) }
        }
        try putAway(facet, as: reader, by: act)
    }

    func retire(_ facet: AgendaQuestion, seen version: Int, as reader: Reader, by act: Act) throws {
        try move(facet, .retire, seen: version, by: act)
        try endAnswer(of: facet.id, "retired", by: act)
        try putAway(facet, as: reader, by: act)
    }

    /// What nobody was asked is not going to be; a question that was put to people keeps its own life.
    private func putAway(_ facet: AgendaQuestion, as reader: Reader, by act: Act) throws {
        guard facet.question.isUnasked else { return }
        try LineStore(tx).move(facet.question.item, "retire", as: reader, by: act)
    }

    func answers(to id: ID<Item>) throws -> [AgendaAnswer] {
        try tx.run(
            "SELECT insight_id, from_on, until_on, why FROM agenda_answers WHERE question_id = \(id) ORDER BY from_on DESC, insight_id"
        ).map {
            try AgendaAnswer(
                insight: $0.id("insight_id"), from: $0.day("from_on"), until: $0.dayOrNil("until_on"), why: $0.textOrNil("why"))
        }
    }

    private func endAnswer(of id: ID<Item>, _ why: String, by act: Act) throws {
        try tx.run("UPDATE agenda_answers SET until_on = \(act.day), why = \(why) WHERE question_id = \(id) AND until_on IS NULL")
    }

    private func set(_ facet: AgendaQuestion, seen version: Int, _ columns: SQL) throws {
        let changed = try tx.change(
            "UPDATE agenda_questions SET \(columns), version = version + 1 WHERE question_id = \(facet.id) AND version = \(version)")
        guard changed == 1 else { throw Refusal.conflict }
    }

    private func write(_ words: [String: String], on facet: AgendaQuestion, by act: Act) throws {
        for (field, body) in words.sorted(by: { $0.key < $1.key }) where facet.question.words(field) != body {
            try TextStore(tx).write(body, of: facet.id, field: field, in: facet.question.item.language, on: act.day)
        }
    }

    private static let select: SQL = """
        SELECT a.question_id, a.state, a.kind, a.set_by_kind, a.owner_id, a.decision_value, a.stakes, a.uncertainty, a.feasibility, a.override,
            a.review_on, a.worded_on, a.adopted_on, a.answer_id, a.merged_into, a.use_on, a.use_status, a.version, p.name AS owner
        FROM agenda_questions a LEFT JOIN people p ON p.id = a.owner_id
        """
}

extension AgendaQuestion {
    fileprivate init(_ row: Row, _ question: Question) throws {
        let parts: [StaticString] = ["decision_value", "stakes", "uncertainty", "feasibility"]
        try self.init(
            question: question, state: State(rawValue: row.text("state")) ?? .proposed,
            kind: Kind(rawValue: row.text("kind")) ?? .happening,
            setBy: SetBy(rawValue: row.text("set_by_kind")) ?? .joint, owner: row.idOrNil("owner_id"),
            ownerName: row.textOrNil("owner") ?? "",
            priority: Priority(parts: parts.map { try row.intOrNil($0) }, override: row.intOrNil("override")),
            reviewOn: row.day("review_on"), wordedOn: row.day("worded_on"), adoptedOn: row.dayOrNil("adopted_on"),
            answer: row.idOrNil("answer_id"), mergedInto: row.idOrNil("merged_into"),
            use: UsePlan(
                texts: question.texts, on: row.dayOrNil("use_on"), status: UsePlan.Status(rawValue: row.text("use_status")) ?? .none),
            version: row.int("version"))
    }
}
