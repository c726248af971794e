import Database
import Language

/// Owns the tables `commitments` and `stays`.
struct CommitmentStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Keeps a promise, joins it to its question and to what it came from, and owes a look at it on its day.
    @discardableResult
    func add(
        _ checked: PromiseDraft.Checked, _ draft: PromiseDraft, of person: ID<Person>?, on question: Question, from sources: [Item],
        in language: LanguageTag, by act: Act
    ) throws -> ID<Item> {
        let marks = checked.openness?.marks ?? ([question.item] + sources).strictestMarks
        let line = LineStore(tx)
        let id = try line.add(
            NewItem(
                kind: .commitment, space: question.item.space, author: act.by.map { .person($0) } ?? .nobody, language: language,
                sensitivity: marks.sensitivity, tlp: marks.tlp, state: "made"),
            texts: [("what", draft.promise)], by: act)
        let needs = checked.needs
        try tx.run(
            """
            INSERT INTO commitments (id, question_id, who, person_id, organisation, due, needs, amount, currency, days, secured, lapse,
                still_engaged, settled_on)
            VALUES (\(id), \(question.id), \(draft.who), \(person), \(draft.organisation), \(checked.due), \(needs.words), \(needs.amount),
                \(needs.currency), \(needs.days), \(needs.secured.rawValue), NULL, NULL, NULL)
            """)
        try line.link(id, .cites, question.id, by: act)
        for source in sources { try line.link(source.id, .ledTo, id, by: act) }
        // Who promised sees the promise, whatever else is open to them.
        if let person { try line.grant(id, to: person, by: act) }
        try DutyStore(tx).owe(
            .followUp, on: id, in: question.item.space, language: language, door: .here, due: checked.due, minutes: 3, people: 1, by: act)
        if draft.opening.hasReadSources {
            try AuditStore(tx).record(
                "commitment.open", item: id, space: question.item.space, by: act, reason: "sources read, nobody put at risk",
                unnamed: act.by == nil)
        }
        return id
    }

    func find(_ id: ID<Item>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> Commitment {
        let rows = try tx.run("\(Self.select) WHERE c.id = \(id) AND \(Visibility.anywhere(for: reader, at: now))")
        guard let row = rows.first else { throw Refusal.notFound }
        return try Commitment(row, TextStore(tx).all(of: id, for: language))
    }

    /// Several at once, by id, as far as this reader may see them.
    func all(_ ids: Set<ID<Item>>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> [ID<Item>: Commitment] {
        guard !ids.isEmpty else { return [:] }
        let rows = try tx.run("\(Self.select) WHERE c.id IN \(list: Array(ids)) AND \(Visibility.anywhere(for: reader, at: now))")
        let texts = try TextStore(tx).all(of: rows.map { try $0.id("id") }, for: language)
        let promises = try rows.map { try Commitment($0, texts[$0.id("id")] ?? [:]) }
        return Dictionary(promises.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The promises of a space this reader may see: the latest 300 by their day, the nearest first.
    func list(in space: ID<Space>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> [Commitment] {
        let rows = try tx.run(
            """
            \(Self.select) WHERE i.kind = 'commitment' AND \(Visibility.inSpace(space, for: reader, at: now))
            ORDER BY c.due DESC, c.id DESC LIMIT 300
            """)
        let texts = try TextStore(tx).all(of: rows.map { try $0.id("id") }, for: language)
        return try rows.reversed().map { try Commitment($0, texts[$0.id("id")] ?? [:]) }
    }

    /// The numbers of a space, over all promises this reader may see.
    func fulfilment(in space: ID<Space>, on today: Day, for reader: Reader, at now: Moment) throws -> Fulfilment {
        let rows = try tx.run(
            """
            SELECT f.state, f.is_past, f.is_unsecured, COUNT(*) AS n FROM (
                SELECT i.state AS state, CASE WHEN c.due < \(today) THEN 1 ELSE 0 END AS is_past,
                    CASE WHEN c.needs <> '' AND c.secured = 'no' THEN 1 ELSE 0 END AS is_unsecured
                FROM commitments c JOIN items i ON i.id = c.id
                WHERE i.kind = 'commitment' AND \(Visibility.inSpace(space, for: reader, at: now))
            ) f GROUP BY f.state, f.is_past, f.is_unsecured
            """)
        return try rows.reduce(into: Fulfilment()) { all, row in
            try all.add(
                row.int("n"), state: row.text("state"), isPastDue: row.int("is_past") == 1, isUnsecured: row.int("is_unsecured") == 1)
        }
    }

    /// Money that open promises need and have none of, by currency.
    func wanted(in space: ID<Space>, for reader: Reader, at now: Moment) throws -> [(currency: String, amount: Int)] {
        try tx.run(
            """
            SELECT c.currency, CAST(SUM(c.amount) AS BIGINT) AS amount FROM commitments c JOIN items i ON i.id = c.id
            WHERE i.state IN ('made', 'accepted', 'under_way') AND c.secured = 'no' AND c.amount IS NOT NULL
                AND \(Visibility.inSpace(space, for: reader, at: now))
            GROUP BY c.currency ORDER BY c.currency LIMIT 20
            """
        ).map { try ($0.text("currency"), $0.int("amount")) }
    }

    /// Accepted, declined or begun: by who promised, or by the team for them.
    func move(_ promise: Commitment, _ name: String, because: String = "", seen version: Int, as reader: Reader, by act: Act) throws {
        let isOwn = try checkMayAct(on: promise, as: reader)
        let moved = try LineStore(tx).move(
            promise.item, name, seen: version, as: reader, own: isOwn && name != "release", because: because.nonEmpty, by: act)
        try say(because, as: "because", of: promise, by: act)
        if ["declined", "released"].contains(moved.state) { try settle(promise, by: act) }
    }

    /// What became of it. A promise lapses only with a reason, which the draft has checked.
    func report(_ promise: Commitment, _ outcome: OutcomeDraft.Checked, note: String, seen version: Int, as reader: Reader, by act: Act)
        throws
    {
        let isOwn = try checkMayAct(on: promise, as: reader)
        try LineStore(tx).move(promise.item, outcome.act, seen: version, as: reader, own: isOwn, by: act)
        let reasons = LapseReason.allCases.filter { outcome.lapse.contains($0) }.map(\.rawValue).joined(separator: " ")
        try tx.run(
            "UPDATE commitments SET lapse = \(reasons.nonEmpty) WHERE id = \(promise.id)")
        if let engaged = outcome.engaged { try stays(promise, engaged, by: act) }
        try say(note, as: "happened", of: promise, by: act)
        try settle(promise, by: act)
    }

    /// True when it is the reader's own promise; refuses anybody who is neither that nor of the team.
    private func checkMayAct(on promise: Commitment, as reader: Reader) throws -> Bool {
        let isOwn = promise.person != nil && promise.person == reader.person
        if !isOwn { try reader.require(.decide, in: promise.item.space) }
        return isOwn
    }

    private func settle(_ promise: Commitment, by act: Act) throws {
        try tx.run("UPDATE commitments SET settled_on = \(act.day) WHERE id = \(promise.id)")
        let duties = DutyStore(tx)
        for kind in [DutyKind.followUp, .takeOver] {
            for duty in try duties.owed(on: promise.id, kind: kind) where duty.state == "owed" { try duties.finish(duty.id, by: act) }
        }
    }

    private func say(_ words: String, as field: String, of promise: Commitment, by act: Act) throws {
        guard !words.isEmpty else { return }
        try TextStore(tx).write(words, of: promise.id, field: field, in: promise.item.language, on: act.day)
    }

    private static let select: SQL = """
        SELECT \(SQL.itemColumns), c.question_id, c.who, c.person_id, c.organisation, c.due, c.needs, c.amount, c.currency, c.days, c.secured,
            c.lapse, c.still_engaged, c.settled_on
        FROM commitments c JOIN items i ON i.id = c.id
        """
}

extension Commitment {
    fileprivate init(_ row: Row, _ texts: [String: Text]) throws {
        try self.init(
            item: Item(row), texts: texts, question: row.idOrNil("question_id"), who: row.text("who"), person: row.idOrNil("person_id"),
            organisation: row.text("organisation"), due: row.day("due"), needs: Self.set(row.text("needs")), amount: row.intOrNil("amount"),
            currency: row.textOrNil("currency"), days: row.intOrNil("days"), secured: Secured(rawValue: row.text("secured")) ?? .no,
            lapse: Self.set(row.textOrNil("lapse") ?? ""), engaged: row.textOrNil("still_engaged").flatMap { Engaged(rawValue: $0) },
            settledOn: row.dayOrNil("settled_on"))
    }

    private static func set<Word: RawRepresentable & Hashable>(_ words: String) -> Set<Word> where Word.RawValue == String {
        Set(words.split(separator: " ").compactMap { Word(rawValue: String($0)) })
    }
}
