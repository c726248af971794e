import Database
import Language

/// Owns the tables `panels`, `panel_members` and `panel_stories`; what each of its people chooses is `PanelPickStore`'s.
struct PanelStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// A story that may be read, and whom it has to be opened to by name for that.
    struct Candidate: Sendable {
        let id: ID<Item>
        let openTo: [ID<Person>]
    }

    /// More stories than this no panel reads.
    static let most = 200

    /// Of all stories of an area, or of what another panel chose, those that everybody on this one may read; and how many their tellers did
    /// not let go so far. What is for the safety lead alone is in no number.
    func candidates(_ checked: PanelDraft.Checked, of question: Item, on day: Day) throws -> (read: [Candidate], leftOut: Int) {
        let members = try checked.members.compactMap { person in
            try MembershipStore(tx).role(of: person, in: question.space).map { (person: person, level: $0.level) }
        }
        let among: SQL =
            checked.below.map { "v.id IN (SELECT s.voice_id FROM panel_stories s WHERE s.panel_id = \($0) AND s.chosen = 1)" }
                ?? """
                v.id IN (SELECT c.voice_id FROM captures c JOIN capture_choices h ON h.voice_id = c.voice_id AND h.field = 'domain'
                    AND h.value = \("\(checked.domain)") WHERE c.form = \(FormID.change.rawValue))
                """
        let rows = try tx.run(
            """
            SELECT v.id, v.openness, i.audience, CASE WHEN \(PermissionSQL.holds(.panel, on: day)) THEN 1 ELSE 0 END AS goes_up
            FROM voices v JOIN items i ON i.id = v.id WHERE v.question_id = \(question.id) AND i.state = 'ready' AND v.openness <> 'safety'
                AND i.audience <= \(Audience.team.rawValue) AND \(among) ORDER BY v.id DESC LIMIT \(Self.most)
            """)
        let read = try rows.compactMap { row -> Candidate? in
            let (openness, goesUp) = (Openness(rawValue: try row.text("openness")) ?? .team, try row.bool("goes_up"))
            guard checked.level.mayRead(openness, mayGoUp: goesUp) else { return nil }
            let audience = Audience(rawValue: try row.int("audience")) ?? .nobody
            let others = members.filter { $0.level < audience }.map(\.person)
            guard others.isEmpty || goesUp else { return nil }
            return Candidate(id: try row.id("id"), openTo: others)
        }
        return (read, rows.count - read.count)
    }

    /// Calls a panel together. Whoever may not read a story otherwise may until a week after its day, because whoever told it said so.
    func call(
        _ checked: PanelDraft.Checked, _ found: (read: [Candidate], leftOut: Int), on question: Question, in language: LanguageTag,
        by act: Act
    ) throws -> ID<Item> {
        if checked.level != .community { try WordSealing(tx).requireUnsealed(question.item.space) }
        let circle = Openness.circle.marks
        let line = LineStore(tx)
        let id = try line.add(
            NewItem(
                kind: .panel, space: question.item.space, author: act.by.map { .person($0) } ?? .nobody, language: language,
                sensitivity: max(circle.sensitivity, question.item.sensitivity), tlp: max(circle.tlp, question.item.tlp), state: "reading"),
            texts: [("name", checked.name)], by: act)
        try tx.run(
            """
            INSERT INTO panels (id, question_id, domain, level, most, until_on, on_paper, below_id, left_out, gone, gone_on, chosen_on,
                lost_choice)
            VALUES (\(id), \(question.id), \(checked.domain), \(checked.level.rawValue), \(checked.most), \(checked.until),
                \(checked.isOnPaper), \(checked.below), \(found.leftOut), 0, NULL, NULL, 0)
            """)
        for person in checked.members.sorted(by: { $0.description < $1.description }) {
            try tx.run("INSERT INTO panel_members (panel_id, person_id, done_on) VALUES (\(id), \(person), NULL)")
        }
        let until = Moment(milliseconds: act.now.milliseconds + (checked.until - act.day + 8) * 86_400_000)
        for story in found.read.sorted(by: { $0.id.description < $1.id.description }) {
            try tx.run("INSERT INTO panel_stories (panel_id, voice_id, chosen) VALUES (\(id), \(story.id), 0)")
            for person in story.openTo { try line.grant(story.id, to: person, until: until, by: act) }
        }
        try line.link(id, .cites, question.id, by: act)
        if let below = checked.below { try line.link(below, .ledTo, id, by: act) }
        return id
    }

    func find(_ id: ID<Item>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> Panel {
        let rows = try tx.run("\(Self.select) WHERE p.id = \(id) AND \(Visibility.anywhere(for: reader, at: now))")
        guard let row = rows.first else { throw Refusal.notFound }
        return try Panel(row, TextStore(tx).all(of: id, for: language))
    }

    /// Those of a place, or of one of its questions, that this reader may see, the newest first.
    func list(
        in space: ID<Space>, on question: ID<Item>? = nil, state: String? = nil, for reader: Reader, in language: LanguageTag,
        at now: Moment
    ) throws -> [Panel] {
        var sql: SQL = """
            \(Self.select) WHERE i.kind = 'panel' AND i.state IN ('reading', 'chosen') AND \(Visibility.inSpace(space, for: reader, at: now))
            """
        if let question { sql += " AND p.question_id = \(question)" }
        if let state { sql += " AND i.state = \(state)" }
        let rows = try tx.run(sql + " ORDER BY p.id DESC LIMIT 100")
        let texts = try TextStore(tx).all(of: rows.map { try $0.id("id") }, for: language)
        return try rows.map { try Panel($0, texts[$0.id("id")] ?? [:]) }
    }

    /// The panels a story is read by.
    func panels(reading voice: ID<Item>) throws -> Set<ID<Item>> {
        Set(try tx.run("SELECT panel_id FROM panel_stories WHERE voice_id = \(voice)").map { try $0.id("panel_id") })
    }

    /// Every story of a panel that still stands, and whether it was chosen.
    func stories(of panel: ID<Item>) throws -> [(id: ID<Item>, isChosen: Bool)] {
        try tx.run(
            """
            SELECT s.voice_id, s.chosen FROM panel_stories s JOIN items i ON i.id = s.voice_id
            WHERE s.panel_id = \(panel) AND i.state = 'ready' ORDER BY s.voice_id
            """
        ).map { try ($0.id("voice_id"), $0.bool("chosen")) }
    }

    /// Who sits on it and is still here, with the day they last chose.
    func members(of panel: Panel) throws -> [(person: ID<Person>, name: String, doneOn: Day?)] {
        try tx.run(
            """
            SELECT b.person_id, b.done_on, p.name FROM panel_members b JOIN people p ON p.id = b.person_id
            JOIN memberships m ON m.person_id = b.person_id AND m.space_id = \(panel.item.space)
            WHERE b.panel_id = \(panel.id) ORDER BY p.name, p.id
            """
        ).map { try ($0.id("person_id"), $0.text("name"), $0.dayOrNil("done_on")) }
    }

    func done(_ person: ID<Person>, on panel: ID<Item>, day: Day) throws {
        try tx.run("UPDATE panel_members SET done_on = \(day) WHERE panel_id = \(panel) AND person_id = \(person)")
    }

    /// The whole panel's choice, with the reason for each and what was said against it.
    func choose(
        _ chosen: [(story: ID<Item>, why: String)], against: String, by panel: Panel, seen version: Int, in language: LanguageTag,
        by act: Act
    ) throws {
        try LineStore(tx).move(panel.item, "choose", seen: version, as: .stranger, own: true, by: act)
        try tx.run("UPDATE panels SET chosen_on = \(act.day), lost_choice = 0 WHERE id = \(panel.id)")
        for one in chosen {
            try tx.run("UPDATE panel_stories SET chosen = 1 WHERE panel_id = \(panel.id) AND voice_id = \(one.story)")
            try TextStore(tx).write(one.why, of: panel.id, field: Panel.whyField(one.story), in: language, on: act.day)
            try LineStore(tx).link(panel.id, .cites, one.story, by: act)
        }
        if against.isEmpty {
            try TextStore(tx).rename("against", of: panel.id, to: nil)
        } else {
            try TextStore(tx).write(against, of: panel.id, field: "against", in: language, on: act.day)
        }
        try close(panel.id)
    }

    func withdraw(_ panel: Panel, because: String, seen version: Int, as reader: Reader, by act: Act) throws {
        try LineStore(tx).move(panel.item, "withdraw", seen: version, as: reader, because: because, by: act)
        try close(panel.id)
    }

    /// It has read: what was opened to its people for that is closed again.
    private func close(_ panel: ID<Item>) throws {
        let line = LineStore(tx)
        let stories: [ID<Item>] = try tx.run("SELECT voice_id FROM panel_stories WHERE panel_id = \(panel) ORDER BY voice_id").map {
            try $0.id("voice_id")
        }
        for row in try tx.run("SELECT person_id FROM panel_members WHERE panel_id = \(panel)") {
            let person: ID<Person> = try row.id("person_id")
            let elsewhere = try tx.run(
                """
                SELECT DISTINCT s.voice_id FROM panel_members b JOIN panel_stories s ON s.panel_id = b.panel_id JOIN items i ON i.id = b.panel_id
                WHERE b.person_id = \(person) AND i.state = 'reading' AND b.panel_id <> \(panel)
                """)
            let kept = Set(try elsewhere.map { try $0.id("voice_id") as ID<Item> })
            for story in stories where !kept.contains(story) { try line.endForNow(story, of: person) }
        }
    }

    static let select: SQL = """
        SELECT \(SQL.itemColumns), p.question_id, p.domain, p.level, p.most, p.until_on, p.on_paper, p.below_id, p.left_out, p.gone,
            p.gone_on, p.chosen_on, p.lost_choice FROM panels p JOIN items i ON i.id = p.id
        """
}

extension Panel {
    init(_ row: Row, _ texts: [String: Text]) throws {
        try self.init(
            item: Item(row), texts: texts, question: row.id("question_id"), domain: row.int("domain"),
            level: PanelLevel(rawValue: row.text("level")) ?? .community, most: row.int("most"), until: row.day("until_on"),
            isOnPaper: row.bool("on_paper"), below: row.idOrNil("below_id"), leftOut: row.int("left_out"), gone: row.int("gone"),
            goneOn: row.dayOrNil("gone_on"), chosenOn: row.dayOrNil("chosen_on"), lostChoice: row.bool("lost_choice"))
    }
}
