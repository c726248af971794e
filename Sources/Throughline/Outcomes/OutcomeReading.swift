import Database
import Language

/// A question with what a change may have come from.
struct ChangeAround: Sendable {
    let id: ID<Item>
    /// Nil where the question itself is not open to the reader.
    let question: Question?
    let place: Place
    let sources: [(item: Item, text: Text?)]

    func chosen(_ ids: Set<String>) -> [Item] { sources.map(\.item).filter { ids.contains($0.id.description) } }
}

struct OutcomeView: Sendable {
    let outcome: Outcome
    let around: ChangeAround
    let joined: [Contribution]
    let witnesses: [Witness]
    /// What each witness wrote, by their id.
    let said: [ID<Witness>: Text]
    let trail: (before: [Step], after: [Step])
    let languages: [LanguageTag]
    /// Where mail is not set up: the link to bring to somebody.
    var copies: [(name: String, address: String)] = []

    var place: Place { around.place }
}

struct OutcomeListView: Sendable {
    let place: Place
    let outcomes: [Outcome]
    /// The views of those who were asked, by change.
    let views: [ID<Item>: [Witness.View]]
}

/// Reads what the pages of changes show, each in one snapshot.
struct OutcomeReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    func around(_ question: ID<Item>) throws -> ChangeAround {
        let found = try QuestionStore(tx).find(question, for: reader, in: language, at: now)
        return try around(question, found, in: PlaceStore(tx).find(found.item.space))
    }

    private func around(_ question: ID<Item>, _ found: Question?, in place: Place) throws -> ChangeAround {
        let rows = try tx.run(
            """
            SELECT \(SQL.itemColumns) FROM links l JOIN items i ON i.id = l.from_id
            WHERE l.to_id = \(question) AND l.relation = 'cites' AND i.kind IN ('insight', 'decision', 'commitment')
                AND i.state NOT IN ('note', 'withdrawn', 'proposed', 'declined', 'released', 'reversed')
                AND \(Visibility.anywhere(for: reader, at: now)) ORDER BY i.id DESC LIMIT 40
            """)
        let items = try rows.map(Item.init)
        let texts = try TextStore(tx).all(of: items.map(\.id), for: language)
        return ChangeAround(id: question, question: found, place: place, sources: items.map { ($0, texts[$0.id]?[$0.kind.headline]) })
    }

    func view(_ id: ID<Item>, languages: [LanguageTag]) throws -> OutcomeView {
        let outcome = try OutcomeStore(tx).find(id, for: reader, in: language, at: now)
        let questions = try QuestionStore(tx).all([outcome.question], for: reader, in: language, at: now)
        let around = try around(outcome.question, questions[outcome.question], in: PlaceStore(tx).find(outcome.item.space))
        let witnesses = try WitnessStore(tx).all(of: id)
        let texts = try TextStore(tx).all(of: id, for: language)
        let said = witnesses.compactMap { witness in texts[witness.field].map { (witness.id, $0) } }
        return try OutcomeView(
            outcome: outcome, around: around, joined: OutcomeStore(tx).contributions(to: [id]), witnesses: witnesses,
            said: Dictionary(said) { first, _ in first }, trail: Trail(tx: tx, reader: reader, now: now).around(id, in: language),
            languages: around.place.languages + languages.filter { !around.place.languages.contains($0) })
    }

    func list(_ slug: String) throws -> OutcomeListView {
        let place = try PlaceStore(tx).find(slug: slug)
        let outcomes = try OutcomeStore(tx).list(in: place.id, for: reader, in: language, at: now)
        return try OutcomeListView(place: place, outcomes: outcomes, views: WitnessStore(tx).views(of: outcomes.map(\.id)))
    }
}
