import Database
import Language

/// Owns the table `questions`.
struct QuestionStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// A question with the three lines of its promise; opened at once, or kept as a draft. `source` is the record it grew out of, found
    /// for whoever asks.
    @discardableResult
    func add(
        _ checked: QuestionDraft.Checked, _ draft: QuestionDraft, in place: Place, open: Bool, from source: Item? = nil, by act: Act
    ) throws -> ID<Item> {
        if open { try PlaceNoticeStore(tx).require(place) }
        let author: Author = act.by.map { .person($0) } ?? .nobody
        let new = NewItem(
            kind: .question, space: place.id, author: author, language: draft.language ?? place.language, sensitivity: .none, tlp: .clear,
            state: open ? "open" : "draft")
        let id = try LineStore(tx).add(
            new,
            texts: [
                ("text", checked.text), ("decision", draft.decision), ("where", draft.whereElse), ("promise_ask", draft.promiseAsk),
                ("promise_complain", draft.promiseComplain), ("for", draft.ask.organisation),
            ], by: act)
        try tx.run(
            """
            INSERT INTO questions (id, purpose, hear_by, doors, decision_by, reader, decider, decider_mail, flooded, closed_on)
            VALUES (\(id), \(checked.purpose.rawValue), \(checked.hearBy), \(checked.doors.map(\.rawValue).joined(separator: " ")),
                \(checked.decisionBy), \(draft.reader), \(draft.decider), \(draft.deciderMail.nonEmpty), 0, NULL)
            """)
        let asked = Self.asked(checked, in: place)
        try AskStore(tx).add(id, in: place.id, asked, on: open ? act.day : nil)
        if let source { try LineStore(tx).link(source.id, .ledTo, id, by: act) }
        return id
    }

    /// Changes a question that somebody read at `version`. What is owed follows the promised day.
    func change(_ question: Question, seen version: Int, _ checked: QuestionDraft.Checked, _ draft: QuestionDraft, by act: Act) throws {
        try LineStore(tx).touch(question.id, seen: version)
        let texts = TextStore(tx)
        for (field, body) in [
            ("text", checked.text), ("decision", draft.decision), ("where", draft.whereElse), ("promise_ask", draft.promiseAsk),
            ("promise_complain", draft.promiseComplain), ("for", draft.ask.organisation),
        ] where question.words(field) != body {
            try texts.write(body, of: question.id, field: field, in: question.item.language, on: act.day)
        }
        try tx.run(
            """
            UPDATE questions SET purpose = \(checked.purpose.rawValue), hear_by = \(checked.hearBy),
                doors = \(checked.doors.map(\.rawValue).joined(separator: " ")), decision_by = \(checked.decisionBy), reader = \(draft.reader),
                decider = \(draft.decider), decider_mail = \(draft.deciderMail.nonEmpty) WHERE id = \(question.id)
            """)
        try AskStore(tx).change(question.id, Self.asked(checked, in: PlaceStore(tx).find(question.item.space)))
        if checked.hearBy != question.hearBy {
            guard try DutyStore(tx).redate(.tellBack, on: question.id, to: checked.hearBy, by: act) else {
                throw Invalid("hear_by", Phrase("This was put off once already. Keep the day, or choose an earlier one."))
            }
        }
        try AuditStore(tx).record("question.change", item: question.id, space: question.item.space, by: act, unnamed: act.by == nil)
    }

    /// The place's own team is no other organisation, whoever writes its name down.
    private static func asked(_ checked: QuestionDraft.Checked, in place: Place) -> (organisation: String, minutes: Int) {
        let isOwn = AskStore.key(checked.ask.organisation) == AskStore.key(place.team)
        return (isOwn ? "" : checked.ask.organisation, checked.ask.minutes)
    }

    func find(_ id: ID<Item>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> Question {
        let rows = try tx.run(
            "SELECT \(Self.columns) FROM questions q JOIN items i ON i.id = q.id WHERE q.id = \(id) AND \(Visibility.anywhere(for: reader, at: now))"
        )
        guard let row = rows.first else { throw Refusal.notFound }
        return try Question(row, TextStore(tx).all(of: id, for: language))
    }

    /// Those of some questions that the reader may see, by id.
    func all(_ ids: some Collection<ID<Item>>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> [ID<Item>: Question]
    {
        guard !ids.isEmpty else { return [:] }
        let rows = try tx.run(
            """
            SELECT \(Self.columns) FROM questions q JOIN items i ON i.id = q.id
            WHERE q.id IN \(list: Array(Set(ids))) AND \(Visibility.anywhere(for: reader, at: now))
            """)
        let texts = try TextStore(tx).all(of: rows.map { try $0.id("id") }, for: language)
        let questions = try rows.map { row in try Question(row, texts[row.id("id")] ?? [:]) }
        return Dictionary(questions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The newest questions in these states that the reader may see.
    func list(
        _ states: [String], in space: ID<Space>, for reader: Reader, in language: LanguageTag, at now: Moment, before: ID<Item>? = nil,
        limit: Int = 20
    )
        throws -> [Question]
    {
        var sql: SQL = """
            SELECT \(Self.columns) FROM items i JOIN questions q ON q.id = i.id
            WHERE i.kind = 'question' AND i.state IN \(list: states) AND \(Visibility.inSpace(space, for: reader, at: now))
            """
        if let before { sql += " AND i.id < \(before)" }
        let rows = try tx.run(sql + " ORDER BY i.id DESC LIMIT \(limit)")
        let texts = try TextStore(tx).all(of: rows.map { try $0.id("id") }, for: language)
        return try rows.map { row in try Question(row, texts[row.id("id")] ?? [:]) }
    }

    /// Unnamed answers are taken or not; wanting what is so already changes nothing.
    func setFlooded(_ question: Question, _ isFlooded: Bool, by act: Act) throws {
        let changed = try tx.change(
            "UPDATE questions SET flooded = \(isFlooded) WHERE id = \(question.id) AND flooded = \(!isFlooded)")
        guard changed == 1 else { return }
        try AuditStore(tx).record(
            isFlooded ? "question.flood" : "question.flood_over", item: question.id, space: question.item.space, by: act, unnamed: false)
    }

    /// Says a question in another language, over the version of that language's text its writer read; 0 where there was none.
    func translate(_ question: Question, _ words: String, into language: LanguageTag, seen version: Int, by act: Act) throws {
        let texts = TextStore(tx)
        let standing = try texts.standing(of: question.id, field: "text", in: language)
        if standing?.text.body == words { return }
        guard (standing?.version ?? 0) == version else { throw Refusal.conflict }
        try texts.write(words, of: question.id, field: "text", in: language, origin: "human", on: act.day)
        try AuditStore(tx).record("question.translate", item: question.id, space: question.item.space, by: act, unnamed: false)
    }

    /// What a question on the learning agenda asks, for which decision and by when. Once people were asked, what they were told of it stays.
    func plan(_ question: Question, text: String?, decision: String, by day: Day?, _ act: Act) throws {
        try LineStore(tx).touch(question.id, seen: question.item.version)
        let texts = TextStore(tx)
        if let text { try texts.write(text, of: question.id, field: "text", in: question.item.language, on: act.day) }
        if question.words("decision") != decision {
            try texts.write(decision, of: question.id, field: "decision", in: question.item.language, on: act.day)
        }
        try tx.run("UPDATE questions SET decision_by = \(day) WHERE id = \(question.id)")
        guard question.isUnasked else { return }
        let purpose = decision.isEmpty ? question.purpose : .decide
        try tx.run(
            "UPDATE questions SET purpose = \(purpose.rawValue), hear_by = \(day ?? question.hearBy) WHERE id = \(question.id)")
    }

    func setCounted(_ id: ID<Item>, on day: Day) throws {
        try tx.run("UPDATE questions SET counted_on = \(day) WHERE id = \(id)")
    }

    /// Somebody who is gone for good neither reads the answers nor decides, as far as a question names them.
    func forget(_ name: String, in spaces: [ID<Space>]) throws {
        guard !spaces.isEmpty else { return }
        let here: SQL = "id IN (SELECT i.id FROM items i WHERE i.space_id IN \(list: spaces) AND i.kind = 'question')"
        try tx.run("UPDATE questions SET reader = '' WHERE reader = \(name) AND " + here)
        try tx.run("UPDATE questions SET decider = '', decider_mail = NULL WHERE decider = \(name) AND " + here)
    }

    /// The questions of a space that still take answers.
    func open(in space: ID<Space>) throws -> [Item] {
        try tx.run(
            "SELECT \(SQL.itemColumns) FROM items i WHERE i.space_id = \(space) AND i.kind = 'question' AND i.state = 'open' ORDER BY i.id"
        ).map(Item.init)
    }

    func setClosed(_ id: ID<Item>, on day: Day?) throws {
        try tx.run("UPDATE questions SET closed_on = \(day) WHERE id = \(id)")
    }

    /// Up to three earlier questions that share words with what is being written; the words count, not their order.
    func earlier(like text: String, in space: ID<Space>, for reader: Reader, in language: LanguageTag, at now: Moment, limit: Int = 3)
        throws
        -> [Question]
    {
        let wanted = Self.words(text)
        let candidates = try list(["open", "closed", "told"], in: space, for: reader, in: language, at: now, limit: 200)
        guard !wanted.isEmpty else { return Array(candidates.prefix(limit)) }
        let scored = candidates.map { question in (question, Self.likeness(wanted, Self.words(question.text.body))) }
        return scored.filter { $0.1 >= 0.2 }.sorted { $0.1 > $1.1 }.prefix(limit).map(\.0)
    }

    /// Words of four letters and more, folded; shorter ones join sentences rather than mean something.
    private static func words(_ text: String) -> Set<String> {
        Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.filter { $0.count >= 4 }.map { String($0.prefix(6)) })
    }

    /// Jaccard's index: words in both over words in either.
    private static func likeness(_ a: Set<String>, _ b: Set<String>) -> Double {
        let either = a.union(b).count
        return either == 0 ? 0 : Double(a.intersection(b).count) / Double(either)
    }

    private static let columns: SQL =
        "\(SQL.itemColumns), q.purpose, q.hear_by, q.doors, q.decision_by, q.reader, q.decider, q.decider_mail, q.flooded, q.closed_on, q.counted_on"
}

extension Question {
    init(_ row: Row, _ texts: [String: Text]) throws {
        let doors = try row.text("doors").split(separator: " ").compactMap { Door(rawValue: String($0)) }
        try self.init(
            item: Item(row), texts: texts, purpose: Reason(rawValue: row.text("purpose")) ?? .understand, hearBy: row.day("hear_by"),
            doors: doors, decisionBy: row.dayOrNil("decision_by"), reader: row.text("reader"), decider: row.text("decider"),
            deciderMail: row.textOrNil("decider_mail"), isFlooded: row.bool("flooded"), closedOn: row.dayOrNil("closed_on"),
            countedOn: row.dayOrNil("counted_on"))
    }
}
