import Database
import Language

/// Reads what was learned with everything its page shows, in one snapshot and a fixed number of queries.
struct InsightReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    func view(_ id: ID<Item>) throws -> InsightView {
        let insight = try InsightStore(tx).find(id, for: reader, in: language, at: now)
        let space = insight.item.space
        let entries = try EvidenceStore(tx).all(of: id)
        let evidence = entries.map(\.evidence)
        let voices = try VoiceStore(tx).all(entries.map(\.source.id), for: reader, at: now)
        let cards = entries.compactMap { entry in
            voices[entry.source.id].flatMap { voice in
                voice.mayBeQuoted(to: reader, on: now.day(in: .utc))
                    ? InsightView.Card(voice: voice, evidence: entry.evidence, why: entry.why) : nil
            }
        }
        let dissents = DissentStore(tx)
        let authors = try ReviewStore(tx).authors(of: insight.item)
        let reviews = try ReviewStore(tx).all(of: insight)
        let corrections = try CorrectionStore(tx).all(beside: [id], for: reader, at: now, limit: Corrections.page + 1)
        let trail = try Trail(tx: tx, reader: reader, now: now).around(id, in: language)
        let used = Set(try PracticeStore(tx).used(in: space).keys)
        var view = InsightView(
            insight: insight, place: try PlaceStore(tx).find(space), question: try question(insight),
            suggestion: Strength.suggested(evidence),
            warmth: Warmth(evidence), cards: cards, showsAll: cards.count == entries.count,
            dissents: try dissents.all(on: id, for: reader, in: language, at: now),
            heldDissents: reader.may(.moderate, in: space)
                ? try dissents.all(on: id, states: ["held"], for: reader, in: language, at: now) : [],
            corrections: Array(corrections.prefix(Corrections.page)), hasMoreCorrections: corrections.count > Corrections.page,
            authors: authors.map(\.name), reviews: reviews,
            chance: try chance(insight, authors.map(\.person), reviews), checkers: try checkers(insight),
            isDueAgain: insight.isDueAgain(on: now.day(in: .utc)), wasJudged: try ReviewStore(tx).wasJudged(insight),
            withdrawn: reader.headcount(insight.withdrawn, in: space),
            decisions: try decisions(from: id),
            lineage: used.contains(.adaptations)
                ? try AdaptationStore(tx).lineage(of: id, for: reader, in: language, at: now) : nil,
            mayTry: used.contains(.experiments) && reader.may(.learn, in: space) && !insight.isNote,
            // Words stand on their cards, where consent was looked at; the path does not say them again.
            trail: (trail.before.filter { ![.voice, .statement, .dissent, .correction].contains($0.item.kind) }, trail.after),
            documents: try DocumentStore(tx).all(beside: insight.item))
        view.round = try RoundReading(tx: tx, language: language, now: now).standing(of: insight)
        view.contradictions = try ContradictionReading(tx: tx, reader: reader, language: language, now: now).standing(of: id)
        return view
    }

    private func chance(_ insight: Insight, _ authors: [ID<Person>], _ reviews: [Review]) throws -> Checking.Chance {
        guard reader.person != nil else { return .no }
        return Checking.chance(
            of: reader, in: insight.item.space, authors: Set(authors),
            reviewers: insight.isDueAgain(on: now.day(in: .utc)) ? [] : Set(reviews.map(\.person)),
            members: try MembershipStore(tx).count(in: insight.item.space))
    }

    /// The people of the place who may check it and have no hand in it; counted for the team only.
    private func checkers(_ insight: Insight) throws -> Int {
        guard reader.may(.learn, in: insight.item.space) else { return 0 }
        let hands = try ReviewStore(tx).hands(on: [insight.id])[insight.id] ?? []
        return try MembershipStore(tx).people(in: insight.item.space, who: .learn).subtracting(hands).count
    }

    private func question(_ insight: Insight) throws -> Question? {
        guard let id = insight.question else { return nil }
        do {
            return try QuestionStore(tx).find(id, for: reader, in: language, at: now)
        } catch Refusal.notFound {
            return nil
        }
    }

    /// With the day each was decided or promised.
    private func decisions(from id: ID<Item>) throws -> [InsightView.Head] {
        let items = try tx.run(
            """
            SELECT \(SQL.itemColumns) FROM links l JOIN items i ON i.id = l.to_id
            WHERE l.from_id = \(id) AND l.relation = \(Relation.ledTo.rawValue) AND i.kind IN ('decision', 'commitment')
                AND \(Visibility.anywhere(for: reader, at: now)) ORDER BY i.id DESC LIMIT 20
            """
        ).map(Item.init)
        let texts = try TextStore(tx).all(of: items.map(\.id), for: language)
        let days = try OwnDays(tx).of(items)
        return items.map { InsightView.Head(item: $0, text: texts[$0.id]?[$0.kind.headline], day: days[$0.id] ?? $0.day) }
    }
}
