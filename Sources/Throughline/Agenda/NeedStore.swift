import Database
import Language

/// Owns the tables `needs` and `need_days`.
struct NeedStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Raises a need; the people of the place read it.
    @discardableResult
    func add(_ checked: NeedDraft.Checked, _ draft: NeedDraft, in space: ID<Space>, language: LanguageTag, by act: Act) throws -> ID<Item> {
        let marks = Openness.circle.marks
        let id = try LineStore(tx).add(
            NewItem(
                kind: .need, space: space, author: act.by.map { .person($0) } ?? .nobody, language: language,
                sensitivity: marks.sensitivity, tlp: marks.tlp, state: "raised"),
            texts: draft.texts, by: act)
        try tx.run(
            """
            INSERT INTO needs (id, relation, importance, needed_by, contributes)
            VALUES (\(id), \(checked.relation.rawValue), \(checked.importance), \(checked.neededBy), \(written(checked)))
            """)
        try keep(id, "raised", checked.importance, on: act.day)
        return id
    }

    /// Other words over the version somebody read.
    func reword(_ need: LearningNeed, _ checked: NeedDraft.Checked, _ draft: NeedDraft, seen version: Int, by act: Act) throws {
        try LineStore(tx).touch(need.id, seen: version)
        for (field, body) in draft.texts where field != "stakeholder" && (need.words(field)?.body ?? "") != body {
            try TextStore(tx).write(body, of: need.id, field: field, in: need.item.language, on: act.day)
        }
        try tx.run(
            """
            UPDATE needs SET relation = \(checked.relation.rawValue), importance = \(checked.importance), needed_by = \(checked.neededBy),
                contributes = \(written(checked)) WHERE id = \(need.id)
            """)
        try keep(need.id, need.item.state, checked.importance, on: act.day)
        try AuditStore(tx).record("need.change", item: need.id, about: .need, space: need.item.space, by: act, unnamed: true)
    }

    /// One step of its life; the worksheet of this day remembers it.
    func move(
        _ need: LearningNeed, _ step: String, seen version: Int? = nil, as reader: Reader, own: Bool = false, because: String? = nil,
        by act: Act
    ) throws {
        let moved = try LineStore(tx).move(need.item, step, seen: version, as: reader, own: own, by: act)
        if let because { try TextStore(tx).write(because, of: need.id, field: "because", in: need.item.language, on: act.day) }
        try keep(need.id, moved.state, need.importance, on: act.day)
    }

    func find(_ id: ID<Item>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> LearningNeed {
        let rows = try tx.run("\(Self.select) WHERE n.id = \(id) AND \(Visibility.anywhere(for: reader, at: now))")
        guard let need = try read(rows, in: language).first else { throw Refusal.notFound }
        return need
    }

    /// Those of some needs this reader may see, the oldest first.
    func all(_ ids: [ID<Item>], in space: ID<Space>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> [LearningNeed]
    {
        guard !ids.isEmpty else { return [] }
        return try read(
            tx.run("\(Self.select) WHERE n.id IN \(list: ids) AND \(Visibility.inSpace(space, for: reader, at: now)) ORDER BY n.id"),
            in: language)
    }

    /// The worksheet: what was raised in a place, the newest first.
    func list(in space: ID<Space>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> [LearningNeed] {
        try read(
            tx.run(
                """
                \(Self.select) WHERE i.kind = 'need' AND i.state <> 'withdrawn' AND \(Visibility.inSpace(space, for: reader, at: now))
                ORDER BY i.id DESC LIMIT 300
                """), in: language)
    }

    /// Whose needs each of some questions came from, as far as this reader may see them.
    func behind(_ questions: [ID<Item>], for reader: Reader, in language: LanguageTag, at now: Moment) throws -> [ID<Item>: [LearningNeed]]
    {
        guard !questions.isEmpty else { return [:] }
        let rows = try tx.run(
            """
            SELECT \(SQL.itemColumns), n.relation, n.importance, n.needed_by, n.contributes, p.name AS raised_by, l.to_id AS question
            FROM links l JOIN items i ON i.id = l.from_id JOIN needs n ON n.id = i.id LEFT JOIN people p ON p.id = i.author_id
            WHERE l.to_id IN \(list: questions) AND l.relation = 'led_to' AND \(Visibility.anywhere(for: reader, at: now)) ORDER BY i.id
            """)
        let needs = try read(rows, in: language)
        return try zip(rows, needs).reduce(into: [:]) { all, pair in all[try pair.0.id("question"), default: []].append(pair.1) }
    }

    /// How some needs stood at the end of a day; those raised later are missing.
    func standing(_ needs: [LearningNeed], on day: Day) throws -> [ID<Item>: NeedThen] {
        guard !needs.isEmpty else { return [:] }
        let ids = needs.map(\.id)
        var states: [ID<Item>: (state: String, importance: Int)] = [:]
        for row in try tx.run(
            "SELECT need_id, state, importance FROM need_days WHERE need_id IN \(list: ids) AND day <= \(day) ORDER BY need_id, day")
        {
            let id: ID<Item> = try row.id("need_id")
            states[id] = (try row.text("state"), try row.int("importance"))
        }
        let words = try TextStore(tx).written(ids, field: "text", until: day)
        return states.reduce(into: [:]) { all, entry in
            all[entry.key] = NeedThen(text: words[entry.key] ?? "…", state: entry.value.state, importance: entry.value.importance)
        }
    }

    private func keep(_ id: ID<Item>, _ state: String, _ importance: Int, on day: Day) throws {
        try tx.run(
            """
            INSERT INTO need_days (need_id, day, state, importance) VALUES (\(id), \(day), \(state), \(importance))
            ON CONFLICT (need_id, day) DO UPDATE SET state = excluded.state, importance = excluded.importance
            """)
    }

    private func written(_ checked: NeedDraft.Checked) -> String { checked.contributes.map(\.rawValue).joined(separator: " ") }

    private func read(_ rows: [Row], in language: LanguageTag) throws -> [LearningNeed] {
        let texts = try TextStore(tx).all(of: rows.map { try $0.id("id") }, for: language)
        return try rows.map { row in
            try LearningNeed(
                item: Item(row), texts: texts[row.id("id")] ?? [:], relation: .init(rawValue: row.text("relation")) ?? .other,
                importance: row.int("importance"), neededBy: row.dayOrNil("needed_by"),
                contributes: Set(
                    row.text("contributes").split(separator: " ").compactMap { LearningNeed.Contribution(rawValue: String($0)) }),
                author: row.textOrNil("raised_by") ?? "")
        }
    }

    private static let select: SQL = """
        SELECT \(SQL.itemColumns), n.relation, n.importance, n.needed_by, n.contributes, p.name AS raised_by
        FROM needs n JOIN items i ON i.id = n.id LEFT JOIN people p ON p.id = i.author_id
        """
}
