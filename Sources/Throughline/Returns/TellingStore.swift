import Database
import Language

/// Owns the table `tellings`.
struct TellingStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Keeps a prepared telling for a duty, tied to the question and to everything it speaks of. `written` is the language of its words
    /// where somebody will speak them in the duty's from notes in another one.
    @discardableResult
    func prepare(
        _ checked: TellingDraft.Checked, for duty: Duty, citing records: [ID<Item>], written: LanguageTag? = nil, by act: Act
    ) throws -> ID<Item> {
        guard try prepared(for: duty.id) == nil else { throw Refusal.conflict }
        let marks = checked.openness.marks
        let id = try LineStore(tx).add(
            NewItem(
                kind: .telling, space: duty.space, author: act.by.map { .person($0) } ?? .nobody, language: written ?? duty.language,
                sensitivity: marks.sensitivity, tlp: marks.tlp, state: "prepared"),
            texts: [("text", checked.text)], by: act)
        try tx.run(
            """
            INSERT INTO tellings (id, question_id, duty_id, language, door, told_on, people, told, unreachable, quote_gone_on)
            VALUES (\(id), \(duty.item), \(duty.id), \(duty.language), \(duty.door.rawValue), NULL, \(duty.people), 0, 0, NULL)
            """)
        let line = LineStore(tx)
        try line.link(id, .returnedTo, duty.item, by: act)
        for record in records { try line.link(id, .cites, record, by: act) }
        return id
    }

    /// Changes the text of a prepared telling read at `version`.
    func reword(_ telling: Telling, seen version: Int, _ checked: TellingDraft.Checked, by act: Act) throws {
        guard telling.toldOn == nil else { throw Refusal.notNow(.alreadyTold) }
        let line = LineStore(tx)
        try line.touch(telling.id, seen: version)
        if telling.text?.body != checked.text {
            try TextStore(tx).write(checked.text, of: telling.id, field: "text", in: telling.language, on: act.day)
            // Other words than those somebody of the people looked at.
            try tx.run("UPDATE tellings SET checked_by = NULL, checked_on = NULL WHERE id = \(telling.id)")
        }
        let marks = checked.openness.marks
        if let item = try line.unseen(telling.id), item.tlp != marks.tlp { try line.mark(item, marks.sensitivity, marks.tlp, by: act) }
    }

    /// The duty it was prepared for fell away, because nobody waits for it any more. Where its listener waits elsewhere and reads the same
    /// language, it goes there; else nobody ever hears it.
    func follow(_ listener: Duty?, from gone: ID<Duty>, by act: Act) throws {
        guard let telling = try prepared(for: gone) else { return }
        if let listener, listener.language == telling.language, try prepared(for: listener.id) == nil {
            try tx.run("UPDATE tellings SET duty_id = \(listener.id), door = \(listener.door.rawValue) WHERE id = \(telling.id)")
        } else {
            try LineStore(tx).move(telling.item, "drop", as: .stranger, own: true, because: "nobody waits to be told any more", by: act)
        }
    }

    /// It reached people: the duty is done, and each of them is told.
    func tell(_ telling: Telling, _ duty: Duty, told: Int, unreachable: Int, seen version: Int? = nil, as reader: Reader, by act: Act)
        throws
    {
        guard duty.state == "owed", telling.toldOn == nil, let item = try LineStore(tx).unseen(telling.id) else {
            throw Refusal.notNow(.alreadyTold)
        }
        try LineStore(tx).move(item, "tell", seen: version, as: reader, by: act)
        try tx.run(
            """
            UPDATE tellings SET told_on = \(act.day), people = \(duty.people), told = \(told), unreachable = \(unreachable) WHERE id = \(telling.id)
            """)
        try DutyStore(tx).finish(duty.id, by: act)
        try VoiceStore(tx).told(VoiceStore(tx).waiting(for: duty, at: act.now).map(\.voice), on: act.day)
    }

    /// A mail came back for good: so many fewer were told, and the page says so.
    func cameBack(_ telling: ID<Item>, people: Int) throws {
        try tx.run(
            """
            UPDATE tellings SET told = told - \(people), unreachable = unreachable + \(people) WHERE id = \(telling) AND told >= \(people)
            """)
    }

    /// The telling as the team wrote it for a duty and has not sent yet.
    func prepared(for duty: ID<Duty>) throws -> Telling? {
        try read(tx.run("\(Self.select) WHERE r.duty_id = \(duty) AND i.state = 'prepared' LIMIT 1")).first
    }

    func find(_ id: ID<Item>, for reader: Reader, at now: Moment) throws -> Telling {
        let rows = try tx.run("\(Self.select) WHERE r.id = \(id) AND \(Visibility.anywhere(for: reader, at: now))")
        guard let telling = try read(rows).first else { throw Refusal.notFound }
        return telling
    }

    /// What was told on a question, whoever may read its words: for the numbers.
    func told(on question: ID<Item>) throws -> [Telling] {
        try read(tx.run("\(Self.select) WHERE r.question_id = \(question) AND r.told_on IS NOT NULL ORDER BY r.told_on, r.id LIMIT 200"))
    }

    /// What was told in a place, whoever may read its words, the oldest first: for the numbers and the desk of those who tell.
    func told(in space: ID<Space>) throws -> [Telling] {
        try read(tx.run("\(Self.select) WHERE i.space_id = \(space) AND r.told_on IS NOT NULL ORDER BY r.told_on, r.id LIMIT 2000"))
    }

    /// Tellings that reached people with a voice quoted in them, as far as the path knows.
    func told(quoting voice: Voice) throws -> [Telling] {
        try quoting(voice.id).filter { $0.toldOn != nil }
    }

    /// Every telling, told or prepared, that cites a voice.
    func quoting(_ voice: ID<Item>) throws -> [Telling] {
        try read(tx.run("\(Self.select) JOIN links q ON q.from_id = r.id AND q.relation = 'cites' WHERE q.to_id = \(voice) ORDER BY r.id"))
    }

    /// What was told in a space, the newest first.
    func list(in space: ID<Space>, for reader: Reader, at now: Moment, before: ID<Item>? = nil, limit: Int = 20) throws -> [Telling] {
        var sql: SQL = "\(Self.select) WHERE i.kind = 'telling' AND i.state = 'told' AND \(Visibility.inSpace(space, for: reader, at: now))"
        if let before { sql += " AND i.id < \(before)" }
        return try read(tx.run(sql + " ORDER BY i.id DESC LIMIT \(limit)"))
    }

    /// Says on tellings that words quoted in them were taken back.
    func mark(_ tellings: some Collection<ID<Item>>, quoteGoneOn day: Day) throws {
        try tx.run("UPDATE tellings SET quote_gone_on = \(day) WHERE id IN \(list: Array(tellings))")
    }

    private func read(_ rows: [Row]) throws -> [Telling] { try rows.map(Telling.init) }

    private static let select: SQL = """
        SELECT \(SQL.itemColumns), r.question_id, r.duty_id, r.language AS told_language, r.door, r.told_on, r.people, r.told, r.unreachable,
            r.quote_gone_on, r.form, r.due, r.checked_by, r.checked_on, r.acknowledged, t.body
        FROM tellings r JOIN items i ON i.id = r.id
        LEFT JOIN texts t ON t.item_id = r.id AND t.field = 'text' AND t.language = i.language AND t.is_current = 1
        """
}

extension Telling {
    fileprivate init(_ row: Row) throws {
        let item = try Item(row)
        try self.init(
            item: item, question: row.id("question_id"), duty: row.id("duty_id"), language: row.language("told_language"),
            door: Door(rawValue: row.text("door")) ?? .here, toldOn: row.dayOrNil("told_on"), people: row.int("people"),
            told: row.int("told"),
            unreachable: row.int("unreachable"), quoteGoneOn: row.dayOrNil("quote_gone_on"),
            text: row.textOrNil("body").map { Text(body: $0, language: item.language, origin: "author") },
            form: row.textOrNil("form").flatMap { ReturnForm(rawValue: $0) }, due: row.dayOrNil("due"),
            checkedBy: row.textOrNil("checked_by") ?? "", checkedOn: row.dayOrNil("checked_on"),
            acknowledged: row.textOrNil("acknowledged").flatMap { Acknowledged(rawValue: $0) })
    }
}
