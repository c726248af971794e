import Database
import Language

/// Reads a question with everything its page shows, in one snapshot and a fixed number of queries.
struct QuestionReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    /// Voices on one page.
    static let page = 30

    /// `start` is how many corrections stood on the pages before.
    func view(_ id: ID<Item>, before cursor: ID<Item>? = nil, correctionsFrom start: Int = 0) throws -> QuestionView {
        let question = try QuestionStore(tx).find(id, for: reader, in: language, at: now)
        let place = try PlaceStore(tx).find(question.item.space)
        let voiceStore = VoiceStore(tx)
        let voices = try voiceStore.list(of: id, in: place.id, for: reader, at: now, before: cursor, limit: Self.page + 1)
        let count = try voiceStore.count(of: id)
        let mayModerate = reader.may(.moderate, in: place.id)
        let held =
            mayModerate && (count.held > 0 || reader.may(.safeguard, in: place.id))
            ? try voiceStore.list(of: id, in: place.id, state: "held", for: reader, at: now, limit: 20) : []
        let heads = try linked(to: id)
        let ahead = try linked(from: id)
        let insights = heads.filter { $0.item.kind == .insight }
        let owed = try DutyStore(tx).owed(on: id, kind: .tellBack).filter { $0.state == "owed" }.reduce(0) { $0 + $1.people }
        let corrections = try CorrectionStore(tx).all(about: id, for: reader, at: now, from: start, limit: Corrections.page + 1)
        // What only the safety lead may read waits for the safety lead.
        let heldHere = mayModerate ? (held.count < 20 ? held.count : max(held.count, count.held)) : 0
        // On a page after the first, those before it were shown too.
        let shown = cursor == nil ? voices.count : try voiceStore.count(of: id, in: place.id, for: reader, at: now)
        let written = WrittenDownStore(tx)
        let isTeam = reader.may(.learn, in: place.id)
        let used = isTeam || question.isOpen ? try PracticeStore(tx).used(in: place.id) : [:]
        return QuestionView(
            question: question, place: place, voices: Array(voices.prefix(Self.page)), hasMore: voices.count > Self.page,
            answers: count.voices,
            people: count.people, headcount: reader.headcount(count.people, in: place.id), held: held, heldCount: heldHere,
            hidden: max(count.voices - shown - heldHere, 0), heads: insights,
            decided: heads.filter { $0.item.kind == .decision || $0.item.kind == .commitment },
            changed: heads.filter { $0.item.kind == .outcome },
            dissents: try dissents(on: QuestionView.known(among: insights)),
            told: heads.filter { $0.item.kind == .telling && $0.item.state == "told" },
            owed: owed, waiting: reader.headcount(owed, in: place.id), next: ahead, before: try sources(of: id),
            corrections: Array(corrections.prefix(Corrections.page)),
            moreCorrections: corrections.count > Corrections.page ? start + Corrections.page : nil,
            takenBack: try voiceStore.takenBack(from: id, for: reader, in: place.id),
            poll: try StatementStore(tx).poll(of: id), fewest: reader.fewest(in: place.id),
            heldOutside: try StubStore(tx).count(of: id, in: place.id, for: reader), agenda: try agenda(question),
            written: isTeam || mayModerate ? try written.all(of: (voices + held).map(\.id)) : [:],
            writtenCount: isTeam ? try written.count(of: id, in: place.id, for: reader, at: now) : 0,
            brought: try TextStore(tx).brought(voices.map(\.item), field: "text", into: language),
            captures: try CaptureStore(tx).all(of: voices.map(\.id)),
            tried: heads.filter { [.experiment, .journey, .activity].contains($0.item.kind) },
            mayTravel: used[.journeys] != nil, mayTry: used[.experiments] != nil,
            collects: try ChangeCallStore(tx).collects(question.item),
            takesThings: question.isOpen && used[.keepsakes] != nil,
            hasMachine: !place.isSealed && (used[.machineSummary] != nil || used[.machineOutside] != nil),
            reports: heads.filter { $0.item.kind == .report && $0.item.state == "published" }, mayReport: used[.reports] != nil,
            hasTables: used[.workshops] != nil && !place.isSealed)
    }

    /// Insights, decisions, promises and tellings that answer or return to this question, newest first.
    private func linked(to id: ID<Item>) throws -> [QuestionView.Head] {
        try heads(
            """
            SELECT \(SQL.itemColumns), n.strength, n.confidence FROM links l JOIN items i ON i.id = l.from_id LEFT JOIN insights n ON n.id = i.id
            WHERE l.to_id = \(id) AND l.relation IN ('cites', 'returned_to') AND \(Visibility.anywhere(for: reader, at: now))
            ORDER BY i.id DESC LIMIT 40
            """)
    }

    private func linked(from id: ID<Item>) throws -> [QuestionView.Head] {
        try heads(
            """
            SELECT \(SQL.itemColumns), NULL AS strength, NULL AS confidence FROM links l JOIN items i ON i.id = l.to_id
            WHERE l.from_id = \(id) AND l.relation = 'led_to' AND \(Visibility.anywhere(for: reader, at: now)) ORDER BY i.id LIMIT 10
            """)
    }

    private func sources(of id: ID<Item>) throws -> [QuestionView.Head] {
        try heads(
            """
            SELECT \(SQL.itemColumns), NULL AS strength, NULL AS confidence FROM links l JOIN items i ON i.id = l.from_id
            WHERE l.to_id = \(id) AND l.relation = 'led_to' AND \(Visibility.anywhere(for: reader, at: now)) ORDER BY i.id LIMIT 10
            """)
    }

    private func heads(_ sql: SQL) throws -> [QuestionView.Head] {
        let rows = try tx.run(sql)
        let items = try rows.map(Item.init)
        var texts = try TextStore(tx).all(of: items.map(\.id), for: language)
        let reports = items.filter { $0.kind == .report }.map(\.id)
        for id in try ReportStore(tx).lineless(among: reports, on: now.day(in: .utc)) { texts[id] = nil }
        let days = try OwnDays(tx).of(items)
        return try zip(items, rows).map { item, row in
            let sureness = try Sureness(
                strength: row.textOrNil("strength"), confidence: row.textOrNil("confidence"), state: item.state)
            return QuestionView.Head(
                item: item, text: texts[item.id]?[item.kind.headline], sureness: sureness, day: days[item.id] ?? item.day)
        }
    }

    /// For the people of a place that keeps an agenda: where the question stands on it, and for the team the way onto it.
    private func agenda(_ question: Question) throws -> QuestionView.OnAgenda? {
        let space = question.item.space
        guard reader.takesPart(in: space), try AgendaStore(tx).isKept(in: space) else { return nil }
        if try AgendaQuestionStore(tx).isThere(question.id) { return .yes }
        return reader.may(.ask, in: space) ? .notYet : nil
    }

    /// Who sees differently what we know best.
    private func dissents(on known: QuestionView.Head?) throws -> [Text] {
        guard let known else { return [] }
        return try DissentStore(tx).all(on: known.item.id, for: reader, in: language, at: now).map(\.text)
    }
}
