import Database
import Language

/// A question with what an experiment may come from.
struct ExperimentAround: Sendable {
    let question: Question
    let place: Place
    let sources: [(item: Item, text: Text?)]

    func chosen(_ ids: Set<String>) -> [Item] { sources.map(\.item).filter { ids.contains($0.id.description) } }
}

struct ExperimentView: Sendable {
    let experiment: Experiment
    let place: Place
    let question: Question?
    /// Whose it is; nil when they have left, or for who does not take part in the place.
    let owner: String?
    /// What may have followed from it and is not joined yet.
    let next: [(item: Item, text: Text?)]
    let trail: (before: [Step], after: [Step])
}

/// Reads what the pages of experiments show, each in one snapshot.
struct ExperimentReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    func around(_ id: ID<Item>) throws -> ExperimentAround {
        let question = try QuestionStore(tx).find(id, for: reader, in: language, at: now)
        try PracticeStore(tx).require(.experiments, in: question.item.space)
        let sources = try linked(to: id, kinds: [.insight], states: ["shared", "checked"])
        return try ExperimentAround(question: question, place: PlaceStore(tx).find(question.item.space), sources: sources)
    }

    func view(_ id: ID<Item>) throws -> ExperimentView {
        let experiment = try ExperimentStore(tx).find(id, for: reader, in: language, at: now)
        let place = try PlaceStore(tx).find(experiment.item.space)
        let trail = try Trail(tx: tx, reader: reader, now: now).around(id, in: language)
        let joined = Set(trail.after.map(\.item.id))
        let next = reader.may(.learn, in: place.id) ? try following(experiment, in: place).filter { !joined.contains($0.item.id) } : []
        return try ExperimentView(
            experiment: experiment, place: place,
            question: QuestionStore(tx).all([experiment.question], for: reader, in: language, at: now)[experiment.question],
            owner: reader.takesPart(in: place.id) ? name(experiment.owner) : nil, next: next, trail: trail)
    }

    private func name(_ person: ID<Person>?) throws -> String? {
        guard let person else { return nil }
        do { return try PersonStore(tx).account(person).name } catch Refusal.notFound { return nil }
    }

    /// Decisions and promises on its question, and lessons used here.
    private func following(_ experiment: Experiment, in place: Place) throws -> [(item: Item, text: Text?)] {
        let decided = try linked(
            to: experiment.question, kinds: [.decision, .commitment],
            states: ["decided", "applied", "checked", "kept", "made", "accepted", "under_way", "fulfilled", "partly"])
        let rows = try tx.run(
            """
            SELECT \(SQL.itemColumns) FROM items i WHERE i.kind = 'adaptation' AND i.day >= \(experiment.item.day)
                AND \(Visibility.inSpace(place.id, for: reader, at: now)) ORDER BY i.day DESC, i.id DESC LIMIT 20
            """)
        return decided + (try texts(of: rows.map(Item.init)))
    }

    private func linked(to id: ID<Item>, kinds: [Kind], states: [String]) throws -> [(item: Item, text: Text?)] {
        let rows = try tx.run(
            """
            SELECT \(SQL.itemColumns) FROM links l JOIN items i ON i.id = l.from_id
            WHERE l.to_id = \(id) AND l.relation = 'cites' AND i.kind IN \(list: kinds.map(\.rawValue)) AND i.state IN \(list: states)
                AND \(Visibility.anywhere(for: reader, at: now)) ORDER BY i.id DESC LIMIT 40
            """)
        return try texts(of: rows.map(Item.init))
    }

    private func texts(of items: [Item]) throws -> [(item: Item, text: Text?)] {
        let texts = try TextStore(tx).all(of: items.map(\.id), for: language)
        return items.map { ($0, texts[$0.id]?[$0.kind.headline]) }
    }
}
