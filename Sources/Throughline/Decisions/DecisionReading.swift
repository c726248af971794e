import Database
import Language

/// Reads what the pages of decisions and promises show, each in one snapshot.
struct DecisionReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    /// What the form for a decision or a promise needs around it: its question and the records it may come from.
    func around(_ question: ID<Item>) throws -> DecidingAround {
        let found = try QuestionStore(tx).find(question, for: reader, in: language, at: now)
        let place = try PlaceStore(tx).find(found.item.space)
        try reader.require(.promise, in: place.id)
        let rows = try tx.run(
            """
            SELECT \(SQL.itemColumns) FROM links l JOIN items i ON i.id = l.from_id
            WHERE l.to_id = \(question) AND l.relation = 'cites' AND i.kind IN ('insight', 'decision') AND i.state IN \(list: Self.standing)
                AND \(Visibility.anywhere(for: reader, at: now))
            ORDER BY i.id DESC LIMIT 40
            """)
        let items = try rows.map(Item.init)
        let texts = try TextStore(tx).all(of: items.map(\.id), for: language)
        let all = items.map { ($0, texts[$0.id]?[$0.kind.headline]) }
        return DecidingAround(
            question: found, place: place, insights: all.filter { $0.0.kind == .insight }, decisions: all.filter { $0.0.kind == .decision })
    }

    /// The states in which a record may lead to another.
    private static let standing = ["shared", "checked", "proposed", "decided", "applied", "kept"]

    func decision(_ id: ID<Item>) throws -> DecisionView {
        let decision = try DecisionStore(tx).find(id, for: reader, in: language, at: now)
        let place = try PlaceStore(tx).find(decision.item.space)
        let mayDecide = reader.may(.decide, in: place.id)
        return try DecisionView(
            decision: decision, place: place, trail: Trail(tx: tx, reader: reader, now: now).around(id, in: language),
            asked: mayDecide ? AskedDeciderStore(tx).confirming(id) : nil, documents: DocumentStore(tx).all(beside: decision.item))
    }

    func list(_ space: String, before: ID<Item>?) throws -> DecisionListView {
        let place = try PlaceStore(tx).find(slug: space)
        let decisions = try DecisionStore(tx).list(in: place.id, for: reader, in: language, at: now, before: before, limit: Self.page + 1)
        let store = CommitmentStore(tx)
        let today = now.day(in: place.zone)
        return try DecisionListView(
            place: place, decisions: Array(decisions.prefix(Self.page)), hasMore: decisions.count > Self.page, isFirst: before == nil,
            promises: before == nil ? store.list(in: place.id, for: reader, in: language, at: now) : [],
            fulfilment: store.fulfilment(in: place.id, on: today, for: reader, at: now),
            stay: store.stay(in: place.id, for: reader, at: now), wanted: store.wanted(in: place.id, for: reader, at: now), today: today,
            followed: FollowUpStore(tx).figures(in: place.id, for: reader, at: now), fewest: reader.fewest(in: place.id))
    }

    static let page = 20
}

/// A question with what a decision or promise about it may come from.
struct DecidingAround: Sendable {
    let question: Question
    let place: Place
    let insights: [(item: Item, text: Text?)]
    let decisions: [(item: Item, text: Text?)]

    /// The chosen records, among those the reader was shown.
    func chosen(_ ids: Set<String>) -> [Item] {
        (insights + decisions).map(\.item).filter { ids.contains($0.id.description) }
    }
}

struct DecisionView: Sendable {
    let decision: Decision
    let place: Place
    let trail: (before: [Step], after: [Step])
    /// Who was asked to confirm it; for the team only.
    let asked: AskedDecider?
    let documents: [Document]
}

struct DecisionListView: Sendable {
    let place: Place
    let decisions: [Decision]
    let hasMore: Bool
    let isFirst: Bool
    let promises: [Commitment]
    let fulfilment: Fulfilment
    let stay: Stay
    /// Money that open promises still need, by currency.
    let wanted: [(currency: String, amount: Int)]
    let today: Day
    /// What those who were asked later said; empty where the place does not ask.
    let followed: FollowFigures
    /// Below so many people the reader is given no number.
    let fewest: Int
}
