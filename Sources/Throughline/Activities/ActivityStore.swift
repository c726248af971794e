import Database
import Language

/// Owns the table `activities`.
struct ActivityStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Plans something beside a question or as the next session of a journey; open to whom that is open to. A session is shown where its
    /// journey is shown.
    func add(
        _ checked: ActivityDraft.Checked, _ draft: ActivityDraft, of lead: ID<Person>?, beside home: Item, in language: LanguageTag,
        by act: Act
    ) throws -> ID<Item> {
        let line = LineStore(tx)
        let isSession = home.kind == .journey
        let number = isSession ? try self.number(in: home.id) : 0
        let id = try line.add(
            NewItem(
                kind: .activity, space: home.space, author: act.by.map { .person($0) } ?? .nobody, language: language,
                sensitivity: home.sensitivity, tlp: home.tlp, state: Activity.State.planned.rawValue),
            texts: draft.texts(of: lead), by: act)
        try tx.run(
            """
            INSERT INTO activities (id, kind, journey_id, number, held_on, lead_id, asked, minutes, cost, currency, came)
            VALUES (\(id), \(checked.kind.rawValue), \(isSession ? home.id : nil), \(number), \(checked.on), \(lead), \(checked.asked),
                \(checked.minutes), \(checked.cost), \(checked.currency), NULL)
            """)
        try line.link(id, isSession ? .partOf : .cites, home.id, by: act)
        if isSession, home.tlp <= .green, home.sensitivity < .high, let session = try line.unseen(id) {
            for share in try line.shown(home) where !share.isDeclined { try line.show(session, to: share.to, by: act) }
        }
        return id
    }

    func change(
        _ activity: Activity, seen version: Int, _ checked: ActivityDraft.Checked, _ draft: ActivityDraft, of lead: ID<Person>?, by act: Act
    ) throws {
        guard [.planned, .running].contains(activity.state) else { throw Refusal.conflict }
        try LineStore(tx).touch(activity.id, seen: version)
        try tx.run(
            """
            UPDATE activities SET kind = \(checked.kind.rawValue), held_on = \(checked.on), lead_id = \(lead), asked = \(checked.asked),
                minutes = \(checked.minutes), cost = \(checked.cost), currency = \(checked.currency) WHERE id = \(activity.id)
            """)
        for (field, body) in draft.texts(of: lead) where activity.words(field) != body {
            try TextStore(tx).write(body, of: activity.id, field: field, in: activity.item.language, on: act.day)
        }
        try audit("activity.change", activity, by: act)
    }

    func begin(_ activity: Activity, seen version: Int, as reader: Reader, by act: Act) throws {
        try LineStore(tx).move(activity.item, "begin", seen: version, as: reader, by: act)
    }

    /// How it went, or that it does not happen.
    func report(
        _ activity: Activity, _ checked: (step: String, came: Int?), _ report: ActivityReport, seen version: Int, as reader: Reader,
        by act: Act
    )
        throws
    {
        try LineStore(tx).move(activity.item, checked.step, seen: version, as: reader, by: act)
        try tx.run("UPDATE activities SET came = \(checked.came) WHERE id = \(activity.id)")
        let words = checked.step == "cancel" ? [("because", report.because)] : report.texts
        for (field, body) in words where activity.words(field) != body {
            try TextStore(tx).write(body, of: activity.id, field: field, in: activity.item.language, on: act.day)
        }
    }

    func withdraw(_ activity: Activity, because: String, seen version: Int, as reader: Reader, by act: Act) throws {
        try LineStore(tx).move(activity.item, "withdraw", seen: version, as: reader, because: because, by: act)
    }

    /// What went into it, or what came out of it.
    func join(_ activity: Activity, to other: Item, cameOut: Bool, by act: Act) throws {
        let line = LineStore(tx)
        if !cameOut {
            try line.link(activity.id, .cites, other.id, by: act)
        } else if other.kind == .voice {
            try line.link(other.id, .heardAt, activity.id, by: act)
        } else {
            try line.link(activity.id, .ledTo, other.id, by: act)
        }
        try audit("activity.join", activity, by: act)
    }

    /// It did not belong there after all.
    func part(_ activity: Activity, from other: ID<Item>, by act: Act) throws {
        let line = LineStore(tx)
        try line.unlink(activity.id, .cites, other)
        try line.unlink(activity.id, .ledTo, other)
        try line.unlink(other, .heardAt, activity.id)
        try audit("activity.part", activity, by: act)
    }

    func find(_ id: ID<Item>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> Activity {
        let rows = try tx.run("\(Self.select) WHERE a.id = \(id) AND \(Visibility.anywhere(for: reader, at: now))")
        guard let activity = try read(rows, in: language).first else { throw Refusal.notFound }
        return activity
    }

    /// The sessions of a journey this reader may see, in their order.
    func sessions(of journey: ID<Item>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> [Activity] {
        try read(
            tx.run(
                """
                \(Self.select) WHERE a.journey_id = \(journey) AND i.state <> 'withdrawn' AND \(Visibility.anywhere(for: reader, at: now))
                ORDER BY a.held_on, a.number, a.id LIMIT 200
                """), in: language)
    }

    /// What is done for some questions, beside each of them or in a journey that works on it.
    func all(on questions: [ID<Item>], for reader: Reader, in language: LanguageTag, at now: Moment) throws -> [ID<Item>: [Activity]] {
        guard !questions.isEmpty else { return [:] }
        let rows = try tx.run(
            """
            SELECT \(Self.columns), q.to_id AS question FROM links q
            JOIN activities a ON a.id = q.from_id OR a.journey_id = q.from_id \(Self.joined)
            WHERE q.to_id IN \(list: questions) AND q.relation = 'cites' AND i.state <> 'withdrawn'
                AND \(Visibility.anywhere(for: reader, at: now))
            ORDER BY a.held_on, a.id LIMIT 500
            """)
        return try zip(rows, read(rows, in: language)).reduce(into: [:]) { all, pair in
            all[try pair.0.id("question"), default: []].append(pair.1)
        }
    }

    func forget(_ person: ID<Person>) throws { try tx.run("UPDATE activities SET lead_id = NULL WHERE lead_id = \(person)") }

    /// Of a journey: all its sessions, whoever may see them, for showing them elsewhere with it.
    func all(ofJourney id: ID<Item>) throws -> [ID<Item>] {
        try tx.run("SELECT id FROM activities WHERE journey_id = \(id) ORDER BY id LIMIT 500").map { try $0.id("id") }
    }

    private func number(in journey: ID<Item>) throws -> Int {
        (try tx.run("SELECT MAX(number) AS n FROM activities WHERE journey_id = \(journey)").first?.intOrNil("n") ?? 0) + 1
    }

    private func audit(_ name: String, _ activity: Activity, by act: Act) throws {
        try AuditStore(tx).record(
            name, item: activity.id, about: .activity, space: activity.item.space, by: act, unnamed: act.by == nil)
    }

    private func read(_ rows: [Row], in language: LanguageTag) throws -> [Activity] {
        let texts = try TextStore(tx).all(of: rows.map { try $0.id("id") }, for: language)
        return try rows.map { row in
            let item = try Item(row)
            let words = texts[item.id] ?? [:]
            return try Activity(
                item: item, texts: words, kind: .init(rawValue: row.text("activity")) ?? .event, journey: row.idOrNil("journey_id"),
                number: row.int("number"), on: row.day("held_on"), leadName: row.textOrNil("lead_name") ?? words["lead"]?.body ?? "",
                asked: row.int("asked"), minutes: row.int("minutes"), cost: row.intOrNil("cost"), currency: row.text("currency"),
                came: row.intOrNil("came"))
        }
    }

    private static let columns: SQL = """
        \(SQL.itemColumns), a.kind AS activity, a.journey_id, a.number, a.held_on, a.asked, a.minutes, a.cost, a.currency, a.came,
            p.name AS lead_name
        """
    private static let joined: SQL = "JOIN items i ON i.id = a.id LEFT JOIN people p ON p.id = a.lead_id"
    private static let select: SQL = "SELECT \(columns) FROM activities a \(joined)"
}
