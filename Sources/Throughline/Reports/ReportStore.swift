import Database
import Language

/// Owns the tables `reports`, `report_writers` and `report_quotes`.
struct ReportStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// What a report gathers: its question, where it has one, and the things learned.
    struct About: Sendable {
        let space: ID<Space>
        let question: ID<Item>?
        let sources: [Item]
    }

    /// Keeps a draft for the team, joined to what it gathers.
    @discardableResult
    func add(
        _ draft: ReportDraft, for openness: Openness, about: About, quoting quotes: [ReportQuote], after previous: Report? = nil,
        in language: LanguageTag, by act: Act
    ) throws -> ID<Item> {
        let id: ID<Item> = act.id()
        let marks = openness.marks
        try LineStore(tx).add(
            NewItem(
                kind: .report, space: about.space, author: act.by.map { .person($0) } ?? .nobody, language: language,
                sensitivity: marks.sensitivity, tlp: marks.tlp, state: "draft"),
            texts: ReportPart.allCases.map { ($0.rawValue, draft[$0]) }, id: id, by: act)
        try tx.run(
            """
            INSERT INTO reports (id, question_id, series_id, previous_id, edition, openness, checked_on, published_on)
            VALUES (\(id), \(about.question), \(previous?.series ?? id), \(previous?.id), NULL, \(openness.rawValue), NULL, NULL)
            """)
        try gather(about, in: id, by: act)
        try sign(id, by: act)
        try keep(quotes, in: id)
        if draft.opening.hasReadSources { try openedWider(id, in: about.space, by: act) }
        return id
    }

    /// Says it in other words, over the version somebody read. A look at the old words holds no longer.
    func reword(
        _ report: Report, _ draft: ReportDraft, for openness: Openness, about: About, quoting quotes: [ReportQuote], seen version: Int,
        by act: Act
    ) throws {
        guard report.isDraft else { throw Refusal.conflict }
        let line = LineStore(tx)
        try line.touch(report.id, seen: version)
        for part in ReportPart.allCases where (report.words(part)?.body ?? "") != draft[part] {
            if draft[part].isEmpty {
                try TextStore(tx).rename(part.rawValue, of: report.id, to: nil)
            } else {
                try TextStore(tx).write(draft[part], of: report.id, field: part.rawValue, in: report.item.language, on: act.day)
            }
        }
        try tx.run("UPDATE reports SET openness = \(openness.rawValue), checked_on = NULL WHERE id = \(report.id)")
        for old in try sources(of: report.id) { try line.unlink(report.id, .cites, old) }
        try gather(about, in: report.id, by: act)
        try sign(report.id, by: act)
        try keep(quotes, in: report.id)
        if let item = try line.unseen(report.id) {
            let marks = openness.marks
            if item.sensitivity != marks.sensitivity || item.tlp != marks.tlp { try line.mark(item, marks.sensitivity, marks.tlp, by: act) }
        }
        if let item = try line.unseen(report.id), item.state == "checked" {
            try line.move(item, "uncheck", as: .stranger, own: true, because: "its words were changed", by: act)
        }
        try AuditStore(tx).record("report.change", item: report.id, space: about.space, by: act, unnamed: act.by == nil)
        if draft.opening.hasReadSources { try openedWider(report.id, in: about.space, by: act) }
    }

    private func openedWider(_ id: ID<Item>, in space: ID<Space>, by act: Act) throws {
        try AuditStore(tx).record(
            "report.open", item: id, space: space, by: act, reason: "sources read, nobody put at risk", unnamed: act.by == nil)
    }

    private func gather(_ about: About, in id: ID<Item>, by act: Act) throws {
        let line = LineStore(tx)
        if let question = about.question { try line.link(id, .cites, question, by: act) }
        for source in about.sources { try line.link(id, .cites, source.id, by: act) }
    }

    private func sign(_ id: ID<Item>, by act: Act) throws {
        guard let person = act.by else { return }
        try tx.run(
            """
            INSERT INTO report_writers (report_id, person_id, day) VALUES (\(id), \(person), \(act.day))
            ON CONFLICT (report_id, person_id) DO NOTHING
            """)
    }

    private func keep(_ quotes: [ReportQuote], in id: ID<Item>) throws {
        try tx.run("DELETE FROM report_quotes WHERE report_id = \(id)")
        for quote in quotes {
            try tx.run(
                """
                INSERT INTO report_quotes (report_id, part, voice_id, named) VALUES (\(id), \(quote.part.rawValue), \(quote.voice), \(quote.isNamed))
                ON CONFLICT (report_id, part, voice_id) DO NOTHING
                """)
        }
    }

    /// Those who put their hand to the words.
    func writers(of id: ID<Item>) throws -> Set<ID<Person>> {
        try Set(tx.run("SELECT person_id FROM report_writers WHERE report_id = \(id)").map { try $0.id("person_id") })
    }

    /// Somebody who did not write it has read it.
    func check(_ report: Report, seen version: Int, as reader: Reader, by act: Act) throws {
        guard let person = act.by, try !writers(of: report.id).contains(person) else { throw Refusal.notAllowed }
        try LineStore(tx).move(report.item, "check", seen: version, as: reader, by: act)
        try tx.run("UPDATE reports SET checked_on = \(act.day) WHERE id = \(report.id)")
    }

    /// It goes out as the next edition, and takes the place of the one before. `beside`: what was decided and promised, which says from
    /// now on that it stands in it.
    func publish(_ report: Report, beside: [ID<Item>], seen version: Int, as reader: Reader, by act: Act) throws {
        guard report.missing.isEmpty else { throw Refusal.conflict }
        let line = LineStore(tx)
        try line.move(report.item, "publish", seen: version, as: reader, by: act)
        let last = try tx.run("SELECT MAX(edition) AS n FROM reports WHERE series_id = \(report.series)").first?.intOrNil("n") ?? 0
        try tx.run("UPDATE reports SET edition = \(last + 1), published_on = \(act.day) WHERE id = \(report.id)")
        for id in beside { try line.link(report.id, .cites, id, by: act) }
        guard let previous = report.previous, let old = try line.unseen(previous), old.state == "published" else { return }
        try line.move(old, "replace", as: .stranger, own: true, by: act)
    }

    func withdraw(_ report: Report, because: String, seen version: Int, as reader: Reader, by act: Act) throws {
        try LineStore(tx).move(report.item, "withdraw", seen: version, as: reader, because: because, by: act)
    }

    func find(_ id: ID<Item>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> Report {
        let rows = try tx.run("\(Self.select) WHERE r.id = \(id) AND \(Visibility.anywhere(for: reader, at: now))")
        guard let row = rows.first else { throw Refusal.notFound }
        return try Report(row, TextStore(tx).all(of: id, for: language))
    }

    /// Of a place, or on one question: the newest first. Editions that were replaced are found on the page of the one that stands.
    func list(
        in space: ID<Space>, on question: ID<Item>? = nil, states: [String] = ["draft", "checked", "published"], for reader: Reader,
        in language: LanguageTag, at now: Moment
    ) throws -> [Report] {
        var sql: SQL =
            "\(Self.select) WHERE i.kind = 'report' AND i.state IN \(list: states) AND \(Visibility.inSpace(space, for: reader, at: now))"
        if let question { sql += " AND r.question_id = \(question)" }
        return try read(sql + " ORDER BY r.id DESC LIMIT 200", language)
    }

    /// Every edition of one report, the newest first.
    func editions(of report: Report, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> [Report] {
        try read(
            "\(Self.select) WHERE r.series_id = \(report.series) AND \(Visibility.anywhere(for: reader, at: now)) ORDER BY r.id DESC LIMIT 100",
            language
        ).sorted { ($0.edition ?? .max) > ($1.edition ?? .max) }
    }

    private func read(_ sql: SQL, _ language: LanguageTag) throws -> [Report] {
        let rows = try tx.run(sql)
        let texts = try TextStore(tx).all(of: rows.map { try $0.id("id") }, for: language)
        return try rows.map { try Report($0, texts[$0.id("id")] ?? [:]) }
    }

    /// The things learned that it gathers.
    func sources(of id: ID<Item>) throws -> [ID<Item>] {
        try tx.run(
            """
            SELECT l.to_id FROM links l JOIN items i ON i.id = l.to_id
            WHERE l.from_id = \(id) AND l.relation = 'cites' AND i.kind = 'insight' ORDER BY l.to_id
            """
        ).map { try $0.id("to_id") }
    }

    /// The parts in which words stand that may not stand there today, for its readers; never whose they are.
    func blocked(in report: Report, on day: Day) throws -> Set<ReportPart> {
        let rows = try tx.run(
            """
            SELECT DISTINCT q.part FROM report_quotes q JOIN voices v ON v.id = q.voice_id JOIN items i ON i.id = v.id
            WHERE q.report_id = \(report.id) AND NOT (i.state = 'ready' AND i.audience <= \(report.openness.audience.rawValue)
                AND \(PermissionSQL.mayBeCopied) AND coalesce(v.quote_until, 0) >= \(day) AND (q.named = 0 OR coalesce(v.name_until, 0) >= \(day)))
            """)
        let quoted = try rows.compactMap { ReportPart(rawValue: try $0.text("part")) }
        return Set(quoted).union(ReportPart.allCases.filter { report.words($0)?.body.contains(QuoteWithdrawal.mark) ?? false })
    }

    /// Reports that quote somebody's words letter by letter.
    func quoting(_ voice: ID<Item>) throws -> [ID<Item>] {
        try tx.run("SELECT DISTINCT report_id FROM report_quotes WHERE voice_id = \(voice) ORDER BY report_id").map {
            try $0.id("report_id")
        }
    }

    /// Those of some reports whose one line quotes words that may not be read there any more: it is left out wherever they are named.
    func lineless(among reports: [ID<Item>], on day: Day) throws -> Set<ID<Item>> {
        guard !reports.isEmpty else { return [] }
        let rows = try tx.run(
            """
            SELECT q.report_id, q.named, r.openness, i.state, i.audience, coalesce(v.quote_until, 0) AS quoted, coalesce(v.name_until, 0) AS shown,
                CASE WHEN \(PermissionSQL.mayBeCopied) THEN 1 ELSE 0 END AS copied
            FROM report_quotes q JOIN reports r ON r.id = q.report_id JOIN voices v ON v.id = q.voice_id JOIN items i ON i.id = v.id
            WHERE q.report_id IN \(list: reports) AND q.part = \(ReportPart.line.rawValue)
            """)
        let gone = try rows.filter { row in
            let widest = Openness(rawValue: try row.text("openness"))?.audience.rawValue ?? 0
            let mayStand = try row.text("state") == "ready" && row.int("audience") <= widest && row.int("copied") == 1
            let isAllowed = try row.int("quoted") >= day.number && (row.int("named") == 0 || row.int("shown") >= day.number)
            return !(mayStand && isAllowed)
        }
        return try Set(gone.map { try $0.id("report_id") })
    }

    /// Words were taken back: that they were quoted anywhere is forgotten, and the mark in their place stays.
    func forget(voice: ID<Item>) throws { try tx.run("DELETE FROM report_quotes WHERE voice_id = \(voice)") }

    func forget(_ person: ID<Person>) throws { try tx.run("DELETE FROM report_writers WHERE person_id = \(person)") }

    private static let select: SQL = """
        SELECT \(SQL.itemColumns), r.question_id, r.series_id, r.previous_id, r.edition, r.openness, r.checked_on, r.published_on
        FROM reports r JOIN items i ON i.id = r.id
        """
}

extension Report {
    fileprivate init(_ row: Row, _ texts: [String: Text]) throws {
        try self.init(
            item: Item(row), texts: texts, question: row.idOrNil("question_id"), series: row.id("series_id"),
            previous: row.idOrNil("previous_id"), edition: row.intOrNil("edition"),
            openness: Openness(rawValue: row.text("openness")) ?? .team,
            checkedOn: row.dayOrNil("checked_on"), publishedOn: row.dayOrNil("published_on"))
    }
}
