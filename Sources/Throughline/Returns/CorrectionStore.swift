import Database
import Language

/// Corrections live on the path alone: an item, a link to what it stands beside, and one to the voice it comes from.
struct CorrectionStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Puts a correction beside what was learned, or beside the question where nothing was. Held, only the team reads it until it has looked.
    @discardableResult
    func add(_ text: String, to voice: Voice, beside target: Item, held: Bool, language: LanguageTag, by act: Act) throws -> ID<Item> {
        let line = LineStore(tx)
        // More of what only the safety lead may read is for the safety lead, and no duty of the team leads to it.
        let isGuarded = voice.openness == .safety
        let marks = isGuarded ? Openness.safety.marks : held ? Openness.team.marks : (target.sensitivity, target.tlp)
        let id = try line.add(
            NewItem(
                kind: .correction, space: voice.item.space, author: voice.item.author, language: language, sensitivity: marks.0,
                tlp: marks.1,
                state: "open"),
            texts: [("text", text)], by: act)
        try line.link(id, .complicates, target.id, by: act)
        try line.link(id, .cites, voice.id, by: act)
        guard !isGuarded else { return id }
        try DutyStore(tx).owe(
            .lookAtAnswers, on: voice.question, in: voice.item.space, language: language, door: .here, due: act.day + 7, minutes: 3,
            people: 1, by: act)
        return id
    }

    /// The team has looked: it may stand beside the claim for whoever reads that, or stay with the team.
    @discardableResult
    func look(_ correction: Item, open: Bool, seen version: Int, as reader: Reader, by act: Act) throws -> ID<Item> {
        let line = LineStore(tx)
        let moved = try line.move(correction, "answer", seen: version, as: reader, by: act)
        guard let found = try read(on: [correction.id], by: "i.id", rule: "1 = 1").first else { throw Refusal.notFound }
        if open, correction.sensitivity < .high, let target = try line.unseen(found.beside) {
            try line.mark(moved, target.sensitivity, target.tlp, by: act)
        }
        // Those nobody has looked at stand first, so the first one tells whether any is left.
        guard try all(about: found.question, rule: "1 = 1", limit: 1).first?.isNew != true else { return found.question }
        for duty in try DutyStore(tx).owed(on: found.question, kind: .lookAtAnswers) where duty.state == "owed" {
            try DutyStore(tx).finish(duty.id, by: act)
        }
        return found.question
    }

    /// The corrections beside some records that a reader may see: those nobody has looked at first, then the oldest first.
    func all(beside records: [ID<Item>], for reader: Reader, at now: Moment, limit: Int) throws -> [Correction] {
        guard !records.isEmpty else { return [] }
        return try read(
            on: records, by: "l.to_id", rule: Visibility.anywhere(for: reader, at: now), limit: limit, naming: now.day(in: .utc))
    }

    /// The corrections beside a question or what was learned from it, in the same order, from a place in it on.
    func all(about question: ID<Item>, for reader: Reader, at now: Moment, from start: Int = 0, limit: Int) throws -> [Correction] {
        try all(about: question, rule: Visibility.anywhere(for: reader, at: now), from: start, limit: limit, naming: now.day(in: .utc))
    }

    /// One alone, for whoever was found to see it.
    func find(_ id: ID<Item>) throws -> Correction? { try read(on: [id], by: "i.id", rule: "1 = 1").first }

    /// The voice it comes from.
    func voice(of correction: ID<Item>) throws -> ID<Item>? {
        try tx.run("SELECT to_id FROM links WHERE from_id = \(correction) AND relation = 'cites'").first?.id("to_id")
    }

    /// What one speaker has put right, for themselves.
    func own(of voice: ID<Item>) throws -> [Correction] {
        let ids = try tx.run(
            """
            SELECT i.id FROM links l JOIN items i ON i.id = l.from_id WHERE l.to_id = \(voice) AND l.relation = 'cites' AND i.kind = 'correction'
                AND i.state IN ('open', 'answered')
            """
        ).map { try $0.id("id") as ID<Item> }
        return ids.isEmpty ? [] : try read(on: ids, by: "i.id", rule: "1 = 1")
    }

    /// What a correction stands beside.
    func beside(_ correction: ID<Item>) throws -> ID<Item>? {
        try tx.run("SELECT to_id FROM links WHERE from_id = \(correction) AND relation = 'complicates'").first?.id("to_id")
    }

    /// Whoever takes their words back takes back what they put right, too.
    func withdraw(of voice: Voice, by act: Act) throws {
        for correction in try own(of: voice.id) { try withdraw(correction, by: act) }
    }

    /// Fewer people may read the words: no more of them what their speaker put right.
    func narrow(of voice: ID<Item>, to openness: Openness, by act: Act) throws {
        let marks = openness.marks
        for correction in try own(of: voice) {
            let item = correction.item
            try LineStore(tx).mark(item, max(item.sensitivity, marks.sensitivity), max(item.tlp, marks.tlp), by: act)
            guard openness == .safety, correction.isNew else { continue }
            try DutyStore(tx).excuse(.lookAtAnswers, on: correction.question, language: item.language, door: .here, people: 1)
        }
    }

    /// One alone, by its id.
    func withdraw(_ id: ID<Item>, by act: Act) throws {
        for correction in try read(on: [id], by: "i.id", rule: "1 = 1") { try withdraw(correction, by: act) }
    }

    private func withdraw(_ correction: Correction, by act: Act) throws {
        let line = LineStore(tx)
        try line.move(correction.item, "withdraw", as: .stranger, own: true, by: act)
        try TextStore(tx).erase([correction.item.id])
        try line.unlinkAll(correction.item.id)
        try line.forgetNames([correction.item.id])
        try line.remember(correction.item.id, "withdraw", on: act.day)
        if correction.isNew {
            try DutyStore(tx).excuse(.lookAtAnswers, on: correction.question, language: correction.item.language, door: .here, people: 1)
        }
    }

    private func all(about question: ID<Item>, rule: SQL, from start: Int = 0, limit: Int, naming day: Day? = nil) throws -> [Correction] {
        let learned = try tx.run("SELECT from_id FROM links WHERE to_id = \(question) AND relation = 'cites'").map {
            try $0.id("from_id") as ID<Item>
        }
        return try read(on: [question] + learned, by: "l.to_id", rule: rule, from: start, limit: limit, naming: day)
    }

    /// `naming`: the day on which a name has to be allowed to stand there; nil reads none.
    private func read(on ids: [ID<Item>], by column: SQL, rule: SQL, from start: Int = 0, limit: Int? = nil, naming day: Day? = nil) throws
        -> [Correction]
    {
        let part: SQL = limit.map { " LIMIT \($0) OFFSET \(start)" } ?? ""
        let rows = try tx.run(
            """
            SELECT \(SQL.itemColumns), l.to_id AS beside, v.question_id, v.openness, v.name_until, COALESCE(p.name, i.pseudonym) AS name, t.body,
                b.field AS became, b.body AS because, b.language AS because_language FROM items i
            JOIN links l ON l.from_id = i.id AND l.relation = 'complicates' JOIN links s ON s.from_id = i.id AND s.relation = 'cites'
            JOIN voices v ON v.id = s.to_id
            JOIN texts t ON t.item_id = i.id AND t.field = 'text' AND t.language = i.language AND t.is_current = 1
            LEFT JOIN people p ON p.id = i.author_id
            LEFT JOIN texts b ON b.item_id = i.id AND b.field IN \(list: Became.allCases.map(\.rawValue)) AND b.is_current = 1
            WHERE \(column) IN \(list: ids) AND i.kind = 'correction' AND i.state <> 'withdrawn' AND \(rule)
            ORDER BY CASE WHEN i.state = 'open' THEN 0 ELSE 1 END, i.day, i.id
            """ + part)
        return try rows.map { row in
            let item = try Item(row)
            var correction = try Correction(
                item: item, text: Text(body: row.text("body"), language: item.language, origin: "author"), beside: row.id("beside"),
                question: row.id("question_id"))
            // Whoever reads this may read the voice too, and its name was allowed for those who do.
            if let day, let last = try row.dayOrNil("name_until"), last >= day,
                let openness = Openness(rawValue: try row.text("openness")), openness.audience <= item.audience
            {
                correction.name = try row.textOrNil("name")
            }
            if let how = try row.textOrNil("became").flatMap({ Became(rawValue: $0) }) {
                let words = try Text(body: row.text("because"), language: row.language("because_language"), origin: "author")
                correction.became = (how, words)
            }
            return correction
        }
    }
}
