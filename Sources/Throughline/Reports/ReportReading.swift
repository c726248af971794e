import Database
import Language

/// What a report can be written from.
struct ReportAround: Sendable {
    let place: Place
    let question: Question?
    /// What was learned and is open to the team at least, the newest first.
    let sources: [(item: Item, text: Text?)]

    func chosen(_ ids: Set<String>) -> [Item] { sources.map(\.item).filter { ids.contains($0.id.description) } }

    func about(_ ids: Set<String>) -> ReportStore.About {
        .init(space: place.id, question: question?.id, sources: chosen(ids))
    }
}

/// Reads reports: with the eyes of those they are written for, whoever asks, and never with more than whoever asks may see.
struct ReportReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    private var day: Day { now.day(in: .utc) }

    func around(question id: ID<Item>) throws -> ReportAround {
        let question = try QuestionStore(tx).find(id, for: reader, in: language, at: now)
        return try around(PlaceStore(tx).find(question.item.space), question)
    }

    func around(slug: String) throws -> ReportAround { try around(PlaceStore(tx).find(slug: slug), nil) }

    func around(_ report: Report) throws -> ReportAround {
        let place = try PlaceStore(tx).find(report.item.space)
        let question = try report.question.map { try QuestionStore(tx).find($0, for: reader, in: language, at: now) }
        return try around(place, question)
    }

    private func around(_ place: Place, _ question: Question?) throws -> ReportAround {
        guard reader.person != nil else { throw Refusal.signInFirst }
        try reader.require(.learn, in: place.id)
        try PracticeStore(tx).require(.reports, in: place.id)
        let only: SQL = question.map { " AND n.question_id = \($0.id)" } ?? ""
        let items = try tx.run(
            """
            SELECT \(SQL.itemColumns) FROM insights n JOIN items i ON i.id = n.id
            WHERE i.kind = 'insight' AND i.state IN ('shared', 'checked') AND i.audience <= \(Audience.team.rawValue)\(only)
                AND \(Visibility.inSpace(place.id, for: reader, at: now)) ORDER BY i.id DESC LIMIT 100
            """
        ).map(Item.init)
        let texts = try TextStore(tx).all(of: items.map(\.id), for: language)
        return ReportAround(place: place, question: question, sources: items.map { ($0, texts[$0.id]?["claim"]) })
    }

    /// The questions that things learned answer.
    func questions(of insights: [ID<Item>]) throws -> [ID<Item>] {
        guard !insights.isEmpty else { return [] }
        return try tx.run(
            "SELECT DISTINCT question_id FROM insights WHERE id IN \(list: insights) AND question_id IS NOT NULL ORDER BY question_id"
        ).map { try $0.id("question_id") }
    }

    func view(_ id: ID<Item>) throws -> ReportView {
        let report = try ReportStore(tx).find(id, for: reader, in: language, at: now)
        let place = try PlaceStore(tx).find(report.item.space)
        let eyes = eyes(report.openness, in: place)
        let sources = try ReportStore(tx).sources(of: id)
        let insights = try InsightStore(tx).all(sources, for: eyes, in: language, at: now)
        // What lost the last words it rested on is nothing anybody said any more.
        let standing = sources.compactMap { insights[$0] }.filter { !$0.isNote && ($0.sources > 0 || $0.withdrawn == 0) }
        let fewest = report.openness == .team ? 1 : max(eyes.fewest(in: place.id), Headcount.takingPart)
        let questions = try report.question.map { [$0] } ?? self.questions(of: standing.map(\.id))
        var view = ReportView(
            report: report, place: place, editions: try ReportStore(tx).editions(of: report, for: reader, in: language, at: now),
            about: try questions.compactMap { try about($0, standing: Set(standing.map(\.id)), eyes, fewest) },
            learned: try standing.map { try learned($0, eyes, fewest) },
            quotes: try quotes(standing.map(\.id), in: place, eyes), blocked: try ReportStore(tx).blocked(in: report, on: day),
            fewest: fewest, day: now.day(in: place.zone))
        if reader.person != nil, reader.may(.learn, in: place.id) { view.team = try team(report, view.editions) }
        return view
    }

    /// Whoever could see as much sees what its readers see; whoever could not sees less.
    private func eyes(_ openness: Openness, in place: Place) -> Reader {
        reader.level(in: place.id) >= openness.audience ? openness.reader(of: place.id) : reader
    }

    private func about(_ id: ID<Item>, standing: Set<ID<Item>>, _ eyes: Reader, _ fewest: Int) throws -> ReportView.About? {
        guard let question = try QuestionStore(tx).all([id], for: eyes, in: language, at: now)[id] else { return nil }
        let became = try BecameReading(tx: tx, reader: eyes, language: language, now: now).view(id)
        let steps = try Trail(tx: tx, reader: eyes, now: now).around(id, in: language).after
        let decided = became.done.map(\.item).filter { $0.kind == .decision }.map(\.id)
        let kept =
            decided.isEmpty
            ? [] : try tx.run("SELECT id FROM decisions WHERE id IN \(list: decided) AND type = \(DecisionType.keep.rawValue)")
        return try ReportView.About(
            question: question, organisation: AskStore(tx).find(id)?.organisation.nonEmpty,
            people: Headcount(VoiceStore(tx).count(of: id).people, from: fewest), became: became,
            changed: steps.filter { $0.item.kind == .outcome && !$0.isBeyond }, kept: Set(kept.map { try $0.id("id") }))
    }

    private func learned(_ insight: Insight, _ eyes: Reader, _ fewest: Int) throws -> ReportView.Learned {
        try ReportView.Learned(
            insight: insight, reviews: ReviewStore(tx).all(of: insight),
            dissents: DissentStore(tx).all(on: insight.id, for: eyes, in: language, at: now),
            corrections: CorrectionStore(tx).all(beside: [insight.id], for: eyes, at: now, limit: 20),
            round: RoundReading(tx: tx, language: language, now: now).standing(of: insight),
            withdrawn: Headcount(insight.withdrawn, from: fewest),
            contradictions: ContradictionReading(tx: tx, reader: eyes, language: language, now: now).standing(of: insight.id))
    }

    /// A few of the words they rest on: in every reader's case only what may be quoted to all of them, and a name only where that may too.
    private func quotes(_ insights: [ID<Item>], in place: Place, _ eyes: Reader) throws -> [Voice] {
        guard !insights.isEmpty else { return [] }
        let rows = try tx.run(
            """
            \(VoiceStore.select) WHERE v.id IN (SELECT e.source_id FROM evidence e WHERE e.insight_id IN \(list: insights))
                AND i.state = 'ready' AND i.label IS NULL AND t.body IS NOT NULL AND \(PermissionSQL.holds(.quote, on: day)) AND \(PermissionSQL.mayBeCopied)
                AND \(Visibility.inSpace(place.id, for: eyes, at: now)) ORDER BY v.id DESC LIMIT 12
            """)
        return try VoiceStore(tx).read(rows).map { voice in
            var voice = voice
            if !voice.permission.holds(.name, on: day) { voice.name = nil }
            return voice
        }
    }

    private func team(_ report: Report, _ editions: [Report]) throws -> ReportView.Team {
        let writers = try ReportStore(tx).writers(of: report.id)
        return try ReportView.Team(
            isWriter: reader.person.map(writers.contains) ?? false,
            others: MembershipStore(tx).people(in: report.item.space, who: .learn).subtracting(writers).count,
            next: editions.first { $0.isDraft && $0.id != report.id && $0.item.state != "withdrawn" })
    }
}
