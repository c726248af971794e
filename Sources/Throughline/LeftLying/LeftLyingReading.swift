import Database
import Language

/// One record that lies, for the page with its next step.
struct LyingRecord: Sendable {
    let item: Item
    let text: Text?
    let place: Place
    let question: Question?
    /// Until when it may lie, and why.
    let until: Day?
    let because: Text?
}

/// Reads what lies in a place, as far as the reader may see it.
struct LeftLyingReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    func all(in slug: String) throws -> LeftLying {
        let place = try PlaceStore(tx).find(slug: slug)
        try reader.require(.decide, in: place.id)
        try PracticeStore(tx).require(.leftLying, in: place.id)
        let today = now.day(in: place.zone)
        let promises = try CommitmentStore(tx).list(in: place.id, for: reader, in: language, at: now).filter { $0.isLate(on: today) }
        let lessons = try lessons(in: place, on: today)
        let off = try PutOffStore(tx).all(of: promises.map(\.id) + lessons.map(\.item.id))
        let late = promises.filter { off[$0.id].map { $0 < today } ?? true }
        return LeftLying(
            place: place, questions: try questions(in: place, on: today),
            lessons: lessons.filter { off[$0.item.id].map { $0 < today } ?? true }, promises: late, agreed: try agreed(late.map(\.id)))
    }

    private func questions(in place: Place, on today: Day) throws -> [(question: Question, people: Int, since: Day)] {
        let late = try DutyStore(tx).owed(in: place.id, kind: .tellBack, limit: 1_000).filter { $0.due < today && $0.people > 0 }
        let byQuestion = Dictionary(grouping: late, by: \.item)
        let questions = try QuestionStore(tx).all(Array(byQuestion.keys), for: reader, in: language, at: now)
        return byQuestion.compactMap { id, duties -> (question: Question, people: Int, since: Day)? in
            guard let question = questions[id], let since = duties.map(\.due).min() else { return nil }
            return (question, duties.reduce(0) { $0 + $1.people }, since)
        }.sorted { ($0.since, $0.question.id.description) < ($1.since, $1.question.id.description) }
    }

    private func lessons(in place: Place, on today: Day) throws -> [(item: Item, text: Text?)] {
        let items = try tx.run(
            """
            SELECT \(SQL.itemColumns) FROM items i WHERE i.kind = 'insight' AND i.state IN ('shared', 'checked')
                AND i.day < \(today - LeftLying.patience) AND \(Visibility.inSpace(place.id, for: reader, at: now))
                AND NOT EXISTS (SELECT 1 FROM links l JOIN items d ON d.id = l.to_id
                    WHERE l.from_id = i.id AND l.relation = 'led_to' AND d.state <> 'withdrawn')
                AND NOT EXISTS (SELECT 1 FROM links a WHERE a.to_id = i.id AND a.relation = 'adapts')
            ORDER BY i.day, i.id LIMIT 50
            """
        ).map(Item.init)
        let texts = try TextStore(tx).all(of: items.map(\.id), for: language)
        return items.map { ($0, texts[$0.id]?[$0.kind.headline]) }
    }

    private func agreed(_ promises: [ID<Item>]) throws -> Set<ID<Item>> {
        guard !promises.isEmpty else { return [] }
        return Set(
            try tx.run("SELECT commitment_id FROM agreement_returns WHERE commitment_id IN \(list: promises)").map {
                try $0.id("commitment_id")
            })
    }

    func record(_ id: ID<Item>) throws -> LyingRecord {
        let item = try LineStore(tx).find(id, for: reader, at: now)
        guard [.insight, .commitment].contains(item.kind) else { throw Refusal.notFound }
        try PracticeStore(tx).require(.leftLying, in: item.space)
        guard reader.person != nil else { throw Refusal.signInFirst }
        try reader.require(.decide, in: item.space)
        let texts = try TextStore(tx).all(of: id, for: language)
        let asked =
            try tx.run(
                "SELECT question_id FROM insights WHERE id = \(id) UNION SELECT question_id FROM commitments WHERE id = \(id)"
            ).first?.idOrNil("question_id") as ID<Item>?
        let question = try asked.flatMap { try QuestionStore(tx).all([$0], for: reader, in: language, at: now)[$0] }
        return try LyingRecord(
            item: item, text: texts[item.kind.headline], place: PlaceStore(tx).find(item.space), question: question,
            until: PutOffStore(tx).all(of: [id])[id], because: texts["put_off"])
    }
}

extension LeftLyingReading {
    /// Nothing follows from a lesson so far: somebody may have been faster.
    func lies(_ lesson: ID<Item>) throws -> Bool {
        try tx.run(
            """
            SELECT 1 AS n FROM links l JOIN items d ON d.id = l.to_id
            WHERE l.from_id = \(lesson) AND l.relation = 'led_to' AND d.state <> 'withdrawn' LIMIT 1
            """
        ).isEmpty
    }
}
