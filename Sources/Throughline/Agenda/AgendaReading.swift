import Database
import Language

/// Reads the agenda of a place, for one person, in a fixed number of queries for each place on it.
struct AgendaReading {
    let tx: any Connection
    let visit: Visit

    private var reader: Reader { visit.reader }
    private var language: LanguageTag { visit.language }
    private var now: Moment { visit.now }

    /// The place in the address and its agenda, for those who take part; where none is kept there is nothing.
    func standing() throws -> (place: Place, agenda: Agenda) {
        let place = try PlaceStore(tx).find(slug: visit.word("space"))
        guard let agenda = try AgendaStore(tx).find(place.id) else { throw Refusal.notFound }
        guard reader.takesPart(in: place.id) else { throw reader.person == nil ? Refusal.signInFirst : .notAllowed }
        return (place, agenda)
    }

    func view() throws -> AgendaView {
        let (place, agenda) = try standing()
        let store = AgendaStore(tx)
        let theirs = try store.sources(of: place.id).filter { try store.isKept(in: $0) }.map { space in
            (place: try PlaceStore(tx).find(space), lines: try lines(in: space).filter(\.facet.isAdopted))
        }
        let needs = try NeedStore(tx).list(in: place.id, for: reader, in: language, at: now)
        let (own, today) = (try lines(in: place.id), now.day(in: place.zone))
        let active = own.map(\.facet).filter { $0.state == .active }.map(\.id)
        let planned = try ActivityStore(tx).all(on: active, for: reader, in: language, at: now)
        return AgendaView(
            place: place, agenda: agenda, lines: own, theirs: theirs.filter { !$0.lines.isEmpty },
            waiting: needs.count { $0.item.state == "raised" },
            partners: reader.may(.settle, in: place.id) ? try store.partners(of: place.id).map { try PlaceStore(tx).find($0) } : [],
            today: today, covered: planned.values.count { all in all.contains { $0.covers(today) } },
            isPressingOnly: visit[query: "only"] == "pressing")
    }

    func lines(in space: ID<Space>) throws -> [AgendaLine] {
        let facets = try AgendaQuestionStore(tx).list(in: space, for: reader, in: language, at: now)
        let days = try evidence(facets.map(\.id))
        let answers = try learned(facets.compactMap(\.answer))
        return facets.map { AgendaLine(facet: $0, lastEvidence: days[$0.id], answer: $0.answer.flatMap { answers[$0] }) }
    }

    /// The page of one question on the agenda: for those who take part in its place, or in one its agenda is shared with.
    func question() throws -> AgendaQuestionView {
        let facet = try AgendaQuestionStore(tx).find(visit.id(), for: reader, in: language, at: now)
        let place = try PlaceStore(tx).find(facet.question.item.space)
        guard try AgendaStore(tx).isKept(in: place.id) else { throw Refusal.notFound }
        let isHere = reader.takesPart(in: place.id)
        let isPartner = try AgendaStore(tx).partners(of: place.id).contains(where: { reader.takesPart(in: $0) })
        guard isHere || isPartner else { throw Refusal.notFound }
        let store = AgendaQuestionStore(tx)
        let answers = try store.answers(to: facet.id)
        let known = try learned(answers.map(\.insight) + insights(on: facet.id))
        let others = try store.list(in: place.id, for: reader, in: language, at: now)
        return AgendaQuestionView(
            facet: facet, place: place,
            needs: try NeedStore(tx).behind([facet.id], for: reader, in: language, at: now)[facet.id] ?? [],
            wording: isHere ? try store.words(on: facet.id, about: .wording) : [],
            comments: isHere ? try store.words(on: facet.id, about: .answer) : [],
            candidates: try sureEnough(on: facet.id).compactMap { known[$0] },
            answers: answers.map { ($0, known[$0.insight]) },
            others: others.filter { $0.id != facet.id && AgendaQuestion.State.open.contains($0.state) },
            mergedInto: others.first { $0.id == facet.mergedInto }, lastEvidence: try evidence([facet.id])[facet.id],
            today: now.day(in: place.zone),
            activities: try ActivityStore(tx).all(on: [facet.id], for: reader, in: language, at: now)[facet.id] ?? [])
    }

    /// What is planned on each question of the agenda: what hangs on it, what is done, what there is for it, and who gets what.
    func work() throws -> AgendaWorkView {
        let (place, agenda) = try standing()
        let facets = try AgendaQuestionStore(tx).list(in: place.id, for: reader, in: language, at: now).filter {
            AgendaQuestion.State.open.contains($0.state)
        }
        return AgendaWorkView(
            place: place, agenda: agenda, facets: facets,
            activities: try ActivityStore(tx).all(on: facets.map(\.id), for: reader, in: language, at: now), today: now.day(in: place.zone))
    }

    /// The last day on which something was put beside what was learned on each question, as far as the reader may see that.
    private func evidence(_ questions: [ID<Item>]) throws -> [ID<Item>: Day] {
        guard !questions.isEmpty else { return [:] }
        return try tx.run(
            """
            SELECT l.to_id AS question, MAX(e.day) AS last FROM links l JOIN items i ON i.id = l.from_id JOIN evidence e ON e.insight_id = i.id
                JOIN items s ON s.id = e.source_id AND s.audience <= i.audience
            WHERE l.to_id IN \(list: questions) AND l.relation = 'cites' AND i.kind = 'insight' AND \(Visibility.anywhere(for: reader, at: now))
            GROUP BY l.to_id
            """
        ).reduce(into: [:]) { all, row in
            let id: ID<Item> = try row.id("question")
            all[id] = try row.day("last")
        }
    }

    private func insights(on question: ID<Item>) throws -> [ID<Item>] {
        try tx.run("SELECT from_id FROM links WHERE to_id = \(question) AND relation = 'cites' ORDER BY from_id").map {
            try $0.id("from_id")
        }
    }

    /// What several independent sources agree on, and the people of the place may read (domain 1: corroborated or above).
    private func sureEnough(on question: ID<Item>) throws -> [ID<Item>] {
        try tx.run(
            """
            SELECT i.id FROM links l JOIN items i ON i.id = l.from_id JOIN insights n ON n.id = i.id
            WHERE l.to_id = \(question) AND l.relation = 'cites' AND i.state IN ('shared', 'checked')
                AND n.strength IN ('corroborated', 'well_supported') AND \(Visibility.anywhere(for: reader, at: now)) ORDER BY i.id DESC
            """
        ).map { try $0.id("id") }
    }

    /// Some insights with their words, as far as the reader may see them.
    private func learned(_ ids: [ID<Item>]) throws -> [ID<Item>: AgendaLine.Answer] {
        guard !ids.isEmpty else { return [:] }
        let rows = try tx.run(
            """
            SELECT \(SQL.itemColumns), n.strength, n.confidence FROM items i JOIN insights n ON n.id = i.id
            WHERE i.id IN \(list: Array(Set(ids))) AND \(Visibility.anywhere(for: reader, at: now))
            """)
        let texts = try TextStore(tx).all(of: rows.map { try $0.id("id") }, for: language)
        return try rows.reduce(into: [:]) { all, row in
            let item = try Item(row)
            let sureness = try Sureness(strength: row.text("strength"), confidence: row.textOrNil("confidence"), state: item.state)
            all[item.id] = .init(item: item, text: texts[item.id]?["claim"], sureness: sureness?.words ?? Strength.none.words)
        }
    }
}
