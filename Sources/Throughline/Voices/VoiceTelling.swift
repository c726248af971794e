import Database
import Language

/// Who waits to be told what became of their words, and how they are reached.
extension VoiceStore {
    /// One speaker or group behind a telling-back: the voice and where its answer goes, still sealed.
    struct Waiting: Sendable {
        let voice: ID<Item>
        let people: Int
        let sealedTo: String?
        /// Their address is kept once they were told: they allowed to be written to again.
        let mayHearAgain: Bool
    }

    /// `Voice.counted`, over the rows of `voices v` and `items i`.
    static let countedPeople: SQL = "CASE WHEN i.state = 'held' THEN 1 ELSE v.people END"

    /// A voice whose words stand in a text: who may read them, and whether its speaker allowed them to be quoted, and their name with them.
    struct Quoted: Sendable {
        let id: ID<Item>
        let audience: Audience
        let isAllowed: Bool
        /// Their name stands in the text too, and they did not allow that.
        let isNamed: Bool
        /// Their name stands in the text, allowed or not.
        let mentions: Bool
    }

    /// The voices on a question whose words stand in a text, letter by letter but for capitals and spaces: whole when they are short,
    /// else their beginning. Very short words count only between quotation marks.
    ///
    /// Only answers that were let through count: else a stranger could answer with what a team is about to say, and nobody would ever be
    /// told. What stands in a record that is open to the people of the place is the record's, whoever said the same.
    func quoted(in written: String, on question: ID<Item>, at now: Moment) throws -> [Quoted] {
        if let space = try LineStore(tx).unseen(question)?.space { try WordSealing(tx).requireOpen(space) }
        let day = now.day(in: .utc)
        let text = Self.folded(written.without(try records(on: question), mark: " ") ?? written)
        let rows = try tx.run(
            """
            SELECT v.id, v.quote_until, v.name_until, i.audience, t.body, coalesce(p.name, i.pseudonym) AS name
            FROM voices v JOIN items i ON i.id = v.id
            JOIN texts t ON t.item_id = v.id AND t.field = 'text' AND t.language = i.language AND t.is_current = 1
            LEFT JOIN people p ON p.id = i.author_id
            WHERE v.question_id = \(question) AND i.state = 'ready' ORDER BY v.id
            """)
        return try rows.compactMap { row in
            let words = Self.folded(Quote.of(try row.text("body")))
            guard !words.isEmpty else { return nil }
            let isQuoted =
                words.count >= Passages.shortest
                ? text.contains(words) : ["“", "„", "«", "\"", "‘", "'"].contains { text.contains($0 + words) }
            guard isQuoted else { return nil }
            let (quote, name) = try (row.dayOrNil("quote_until"), row.dayOrNil("name_until"))
            let named = try row.textOrNil("name").map { Self.folded($0) } ?? ""
            let mentions = !named.isEmpty && text.contains(named)
            return try Quoted(
                id: row.id("id"), audience: Audience(rawValue: row.int("audience")) ?? .nobody, isAllowed: quote.map { $0 >= day } ?? false,
                isNamed: mentions && !(name.map { $0 >= day } ?? false), mentions: mentions)
        }
    }

    /// The words of what was made of a question's answers, the longest first.
    private func records(on question: ID<Item>) throws -> [String] {
        try tx.run(
            """
            SELECT t.body FROM links l JOIN items i ON i.id = l.from_id JOIN texts t ON t.item_id = i.id AND t.is_current = 1
            WHERE l.to_id = \(question) AND l.relation = 'cites' AND i.audience <= \(Audience.circle.rawValue)
                AND i.kind IN ('insight', 'decision', 'commitment') ORDER BY i.id LIMIT 200
            """
        ).map { try $0.text("body") }.filter { $0.count >= Passages.shortest }.sorted { $0.count > $1.count }
    }

    private static func folded(_ text: String) -> String { text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    /// Those a telling-back is for who have not been told yet.
    func waiting(for duty: Duty, at now: Moment) throws -> [Waiting] {
        let day = now.day(in: .utc)
        return try tx.run(
            """
            SELECT v.id, \(Self.countedPeople) AS people, v.told_to, v.again_until FROM voices v JOIN items i ON i.id = v.id
            WHERE v.question_id = \(duty.item) AND v.told_language = \(duty.language) AND v.door = \(duty.door.rawValue)
                AND v.told_on IS NULL AND v.openness <> 'safety' AND i.state IN ('ready', 'held') ORDER BY v.id
            """
        ).map { row in
            let until = try row.dayOrNil("again_until")
            return try Waiting(
                voice: row.id("id"), people: row.int("people"), sealedTo: row.textOrNil("told_to"),
                mayHearAgain: until.map { $0 >= day } ?? false)
        }
    }

    /// They were told: the day is kept, the address is not, unless they allowed to be written to again.
    func told(_ voices: [ID<Item>], on day: Day) throws {
        try tx.run(
            """
            UPDATE voices SET told_on = \(day), told_to = CASE WHEN again_until >= \(day) THEN told_to ELSE NULL END
            WHERE id IN \(list: voices)
            """)
    }

    /// The sealed address of somebody who may be written to once more; nil where there is none, or its owner did not allow it.
    func address(of voice: Voice, on day: Day) throws -> String? {
        guard voice.door == .mail, voice.permission.holds(.again, on: day) else { return nil }
        return try tx.run("SELECT told_to FROM voices WHERE id = \(voice.id)").first?.textOrNil("told_to")
    }

    /// Who can be reached once more; by mail those alone who allowed it, since every other address is forgotten.
    private static func reachable(on day: Day) -> SQL {
        "v.openness <> 'safety' AND v.door <> 'none' AND (v.door <> 'mail' OR (v.told_to IS NOT NULL AND \(PermissionSQL.holds(.again, on: day))))"
    }

    /// Owes everybody who can still be reached another telling, because something new happened; or those alone whom it is about.
    func oweAgain(_ question: Question, among voices: [ID<Item>]? = nil, due: Day, by act: Act) throws {
        let about: SQL = voices.map { "v.id IN \(list: $0)" } ?? "1 = 1"
        let rows = try tx.run(
            """
            SELECT v.told_language, v.door, SUM(\(Self.countedPeople)) AS people FROM voices v JOIN items i ON i.id = v.id
            WHERE v.question_id = \(question.id) AND i.state IN ('ready', 'held') AND v.told_on IS NOT NULL AND \(Self.reachable(on: act.day))
                AND \(about) GROUP BY v.told_language, v.door ORDER BY v.told_language, v.door
            """)
        for row in rows {
            guard let door = Door(rawValue: try row.text("door")) else { continue }
            try DutyStore(tx).owe(
                .tellBack, on: question.id, in: question.item.space, language: row.language("told_language"), door: door, due: due,
                minutes: 4,
                people: row.int("people"), by: act)
        }
        try tx.run(
            """
            UPDATE voices SET told_on = NULL WHERE id IN (SELECT v.id FROM voices v WHERE v.question_id = \(question.id)
                AND \(Self.reachable(on: act.day)) AND \(about))
            """)
    }

    /// Words that may be quoted without a name, among those every speaker on this question may read; the wanted language first.
    func quotable(on question: ID<Item>, in space: ID<Space>, language: LanguageTag, for reader: Reader, at now: Moment) throws -> Voice? {
        try read(
            tx.run(
                """
                \(Self.select) WHERE v.question_id = \(question) AND \(PermissionSQL.holds(.quote, on: now.day(in: .utc))) AND \(PermissionSQL.mayBeCopied) AND i.label IS NULL AND i.state = 'ready' AND t.body IS NOT NULL
                    AND \(Visibility.inSpace(space, for: reader, at: now))
                ORDER BY CASE WHEN i.language = \(language) THEN 0 ELSE 1 END, i.id LIMIT 1
                """)
        ).first?.shown(to: reader, on: now.day(in: .utc))
    }
}
