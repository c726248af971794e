import Database
import Language

/// What a decider is told: what we know, how sure, who disagrees.
struct DeciderBrief: Sendable {
    let question: Question
    let place: Place
    let insight: Item?
    let known: Text?
    let sureness: Sureness
    let dissent: Dissent
    /// What was written for the decider to confirm.
    let proposal: Decision?

    enum Dissent: Sendable {
        case none
        case said(Text)
        /// Somebody disagrees, in words that are not open to as many as the claim is.
        case kept
    }
}

/// Reads a decider's three lines with the eyes of the team, but nothing that is open to named people only.
struct DeciderReading {
    let tx: any Connection
    let now: Moment

    func brief(_ asked: AskedDecider) throws -> DeciderBrief {
        try brief(asked.question, in: asked.language, confirming: asked.isConfirmation ? asked.decision : nil)
    }

    /// What leaves the place by mail or by a link is read without anybody's key, whoever asks for it.
    func brief(_ id: ID<Item>, in language: LanguageTag, confirming decision: ID<Item>? = nil) throws -> DeciderBrief {
        try SealedWords.$opener.withValue(nil) { try outside(id, in: language, confirming: decision) }
    }

    private func outside(_ id: ID<Item>, in language: LanguageTag, confirming decision: ID<Item>?) throws -> DeciderBrief {
        guard let item = try LineStore(tx).unseen(id) else { throw Refusal.notFound }
        let team = Reader(person: nil, name: "", roles: [item.space: .analyst])
        let question = try QuestionStore(tx).find(id, for: team, in: language, at: now)
        guard !["draft", "agenda", "retired"].contains(question.item.state) else { throw Refusal.notFound }
        let known = try insight(on: id, in: item.space, for: team)
        let texts = try known.map { try TextStore(tx).all(of: $0.item.id, for: language) } ?? [:]
        return try DeciderBrief(
            question: question, place: PlaceStore(tx).find(item.space), insight: known?.item, known: texts["claim"],
            sureness: known?.sureness ?? Sureness(.none, nil, state: ""),
            dissent: known.map { try dissent(to: $0.item, for: team, in: language) } ?? .none,
            proposal: decision.map { try DecisionStore(tx).find($0, for: team, in: language, at: now) })
    }

    /// The best we know: checked before shared, then the newest.
    private func insight(on question: ID<Item>, in space: ID<Space>, for team: Reader) throws -> (item: Item, sureness: Sureness)? {
        try tx.run(
            """
            SELECT \(SQL.itemColumns), n.strength, n.confidence FROM links l JOIN items i ON i.id = l.from_id LEFT JOIN insights n ON n.id = i.id
            WHERE l.to_id = \(question) AND l.relation = 'cites' AND i.kind = 'insight' AND i.state IN ('checked', 'shared')
                AND i.audience <= \(Audience.team.rawValue) AND i.opens_at <= \(now) AND \(Visibility.inSpace(space, for: team, at: now))
            ORDER BY CASE WHEN i.state = 'checked' THEN 0 ELSE 1 END, i.id DESC LIMIT 1
            """
        ).first.map { row in
            let item = try Item(row)
            let sureness = try Sureness(strength: row.textOrNil("strength"), confidence: row.textOrNil("confidence"), state: item.state)
            return (item, sureness ?? Sureness(.none, nil, state: item.state))
        }
    }

    /// One dissent in its own words, when they are open to as many as the claim they stand against.
    private func dissent(to insight: Item, for team: Reader, in language: LanguageTag) throws -> DeciderBrief.Dissent {
        let found = try tx.run(
            """
            SELECT \(SQL.itemColumns) FROM links l JOIN items i ON i.id = l.from_id
            WHERE l.to_id = \(insight.id) AND l.relation = 'contradicts' AND i.kind = 'dissent' AND i.state <> 'held' AND \(Visibility.inSpace(insight.space, for: team, at: now))
            ORDER BY i.audience, i.id LIMIT 1
            """
        ).first.map(Item.init)
        guard let found else { return .none }
        guard found.audience <= insight.audience else { return .kept }
        return try TextStore(tx).all(of: found.id, for: language)["text"].map { .said($0) } ?? .kept
    }
}
