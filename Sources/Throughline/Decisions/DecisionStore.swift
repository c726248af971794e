import Database
import Language

/// Owns the table `decisions`.
struct DecisionStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// A decision the team writes down, joined to its question and to what it came from. One that waits for its decider is only proposed.
    @discardableResult
    func add(
        _ checked: DecisionDraft.Checked, _ draft: DecisionDraft, on question: Question, from sources: [Item], in language: LanguageTag,
        by act: Act
    )
        throws -> ID<Item>
    {
        let strictest = ([question.item] + sources).strictestMarks
        let marks = checked.openness?.marks ?? strictest
        let state = draft.isOnBehalf || draft.isProposed ? "proposed" : "decided"
        let author: Author = act.by.map { .person($0) } ?? .nobody
        let id = try LineStore(tx).add(
            NewItem(
                kind: .decision, space: question.item.space, author: author, language: language, sensitivity: marks.sensitivity,
                tlp: marks.tlp,
                state: state),
            texts: [("what", draft.what), ("why", draft.why), ("expected", draft.expected), ("options", draft.options)], by: act)
        try insert(
            id, on: question, type: checked.type.rawValue, by: draft.decidedBy, level: checked.level.rawValue, decidedOn: checked.decidedOn,
            startsOn: nil, checkOn: checked.checkOn, onBehalf: draft.isOnBehalf, trigger: checked.trigger, loop: checked.loop)
        if let day = checked.checkOn { try lookAgain(id, in: question.item.space, language, on: day, by: act) }
        try join(id, to: question, from: sources, by: act)
        if draft.opening.hasReadSources {
            try AuditStore(tx).record(
                "decision.open", item: id, space: question.item.space, by: act, reason: "sources read, nobody put at risk",
                unnamed: act.by == nil)
        }
        return id
    }

    /// What a decider decided by a link, without an account: their name, nobody's account, and the day only.
    @discardableResult
    func add(
        _ what: String, startsOn: Day?, by decider: String, on question: Question, from sources: [Item], in language: LanguageTag, act: Act
    ) throws
        -> ID<Item>
    {
        let marks = ([question.item] + sources).strictestMarks
        let id = try LineStore(tx).add(
            NewItem(
                kind: .decision, space: question.item.space, author: .nobody, language: language, sensitivity: marks.sensitivity,
                tlp: marks.tlp,
                state: "decided"),
            texts: [("what", what)], by: act)
        try insert(
            id, on: question, type: "", by: decider, level: "", decidedOn: act.day, startsOn: startsOn, checkOn: nil, onBehalf: false)
        try join(id, to: question, from: sources, by: act)
        return id
    }

    private func insert(
        _ id: ID<Item>, on question: Question, type: String, by decider: String, level: String, decidedOn: Day, startsOn: Day?,
        checkOn: Day?,
        onBehalf: Bool, trigger: DecisionTrigger? = nil, loop: LearningLoop? = nil
    ) throws {
        try tx.run(
            """
            INSERT INTO decisions (id, question_id, type, decided_by, level, decided_on, starts_on, check_on, result, on_behalf, confirmed_on,
                applied_on, checked_on, ended_on, came_from, changes)
            VALUES (\(id), \(question.id), \(type), \(decider), \(level), \(decidedOn), \(startsOn), \(checkOn), NULL, \(onBehalf), NULL, NULL,
                NULL, NULL, \(trigger?.rawValue), \(loop?.rawValue))
            """)
    }

    private func join(_ id: ID<Item>, to question: Question, from sources: [Item], by act: Act) throws {
        let line = LineStore(tx)
        try line.link(id, .cites, question.id, by: act)
        for source in sources { try line.link(source.id, .ledTo, id, by: act) }
    }

    func find(_ id: ID<Item>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> Decision {
        let rows = try tx.run("\(Self.select) WHERE d.id = \(id) AND \(Visibility.anywhere(for: reader, at: now))")
        guard let row = rows.first else { throw Refusal.notFound }
        return try Decision(row, TextStore(tx).all(of: id, for: language))
    }

    /// The decisions of a space this reader may see, the newest first.
    func list(in space: ID<Space>, for reader: Reader, in language: LanguageTag, at now: Moment, before: ID<Item>? = nil, limit: Int = 20)
        throws
        -> [Decision]
    {
        var sql: SQL = "\(Self.select) WHERE i.kind = 'decision' AND \(Visibility.inSpace(space, for: reader, at: now))"
        if let before { sql += " AND i.id < \(before)" }
        let rows = try tx.run(sql + " ORDER BY i.id DESC LIMIT \(limit)")
        let texts = try TextStore(tx).all(of: rows.map { try $0.id("id") }, for: language)
        return try rows.map { try Decision($0, texts[$0.id("id")] ?? [:]) }
    }

    /// What was decided within some days, as far as this reader may see it, the oldest first; what is only proposed is left out.
    func list(in space: ID<Space>, from first: Day, until last: Day, for reader: Reader, in language: LanguageTag, at now: Moment) throws
        -> [Decision]
    {
        let rows = try tx.run(
            """
            \(Self.select) WHERE i.kind = 'decision' AND i.state <> 'proposed' AND d.decided_on BETWEEN \(first) AND \(last)
                AND \(Visibility.inSpace(space, for: reader, at: now)) ORDER BY d.decided_on, d.id LIMIT 200
            """)
        let texts = try TextStore(tx).all(of: rows.map { try $0.id("id") }, for: language)
        return try rows.map { try Decision($0, texts[$0.id("id")] ?? [:]) }
    }

    /// It holds now: proposed by nobody else, or said yes to by the one who decides.
    func decide(_ decision: Decision, seen version: Int, as reader: Reader, by act: Act) throws {
        guard !decision.isOnBehalf else { throw Refusal.notAllowed }
        try LineStore(tx).move(decision.item, "decide", seen: version, as: reader, by: act)
    }

    /// The decider said yes, by the link that only they were sent.
    func confirm(_ item: Item, by act: Act) throws {
        try LineStore(tx).move(item, "decide", as: .stranger, own: true, by: act)
        try tx.run("UPDATE decisions SET confirmed_on = \(act.day) WHERE id = \(item.id)")
    }

    func apply(_ decision: Decision, happened: String, seen version: Int, as reader: Reader, by act: Act) throws {
        try LineStore(tx).move(decision.item, "apply", seen: version, as: reader, by: act)
        try tx.run("UPDATE decisions SET applied_on = \(act.day) WHERE id = \(decision.id)")
        try say(happened, as: "happened", of: decision, by: act)
    }

    func keep(_ decision: Decision, seen version: Int, as reader: Reader, by act: Act) throws {
        try LineStore(tx).move(decision.item, "keep", seen: version, as: reader, by: act)
        try tx.run("UPDATE decisions SET ended_on = \(act.day) WHERE id = \(decision.id)")
        try looked(at: decision, by: act)
    }

    func reverse(_ decision: Decision, because: String, seen version: Int, as reader: Reader, by act: Act) throws {
        try LineStore(tx).move(decision.item, "reverse", seen: version, as: reader, because: because, by: act)
        try tx.run("UPDATE decisions SET ended_on = \(act.day) WHERE id = \(decision.id)")
        try looked(at: decision, by: act)
        try say(because, as: "because", of: decision, by: act)
    }

    /// Somebody who is gone for good is named as who decided no more, in the places they were in.
    func forget(_ name: String, in spaces: [ID<Space>]) throws {
        guard !spaces.isEmpty else { return }
        try tx.run(
            """
            UPDATE decisions SET decided_by = '' WHERE decided_by = \(name)
                AND id IN (SELECT i.id FROM items i WHERE i.space_id IN \(list: spaces) AND i.kind = 'decision')
            """)
    }

    func say(_ words: String, as field: String, of decision: Decision, by act: Act) throws {
        guard !words.isEmpty else { return }
        try TextStore(tx).write(words, of: decision.id, field: field, in: decision.item.language, on: act.day)
    }

    private static let select: SQL = """
        SELECT \(SQL.itemColumns), d.question_id, d.type, d.decided_by, d.level, d.decided_on, d.starts_on, d.check_on, d.result, d.on_behalf,
            d.confirmed_on, d.applied_on, d.checked_on, d.ended_on, d.came_from, d.changes, p.name AS writer
        FROM decisions d JOIN items i ON i.id = d.id LEFT JOIN people p ON p.id = i.author_id
        """
}

extension Decision {
    fileprivate init(_ row: Row, _ texts: [String: Text]) throws {
        try self.init(
            item: Item(row), texts: texts, question: row.idOrNil("question_id"), type: DecisionType(rawValue: row.text("type")),
            decidedBy: row.text("decided_by"), level: DecisionLevel(rawValue: row.text("level")), decidedOn: row.day("decided_on"),
            startsOn: row.dayOrNil("starts_on"), checkOn: row.dayOrNil("check_on"),
            result: row.textOrNil("result").flatMap { DecisionResult(rawValue: $0) }, isOnBehalf: row.bool("on_behalf"),
            confirmedOn: row.dayOrNil("confirmed_on"), appliedOn: row.dayOrNil("applied_on"), checkedOn: row.dayOrNil("checked_on"),
            endedOn: row.dayOrNil("ended_on"),
            trigger: row.textOrNil("came_from").flatMap { DecisionTrigger(rawValue: $0) },
            loop: row.textOrNil("changes").flatMap { LearningLoop(rawValue: $0) }, writer: row.textOrNil("writer"))
    }
}
