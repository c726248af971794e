import Database
import Language

/// Owns the tables `correction_rounds`, `correction_claims`, `correction_asks` and `correction_answers`.
struct RoundStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Somebody whose words something rests on, and how they can be asked; the mail address stays sealed.
    struct Asked: Sendable {
        let voice: ID<Item>
        let way: RoundWay
        let sealedTo: String?
        let language: LanguageTag
    }

    /// Begins a round. One runs at a time on a question, and each sentence is shown once.
    func begin(_ insights: [ID<Item>], on question: Item, asking people: [Asked], by act: Act) throws -> CorrectionRound {
        try WordSealing(tx).requireUnsealed(question.space)
        if let last = try latest(on: question.id), last.isOpen(on: act.day) { throw Refusal.conflict }
        let round = CorrectionRound(
            id: act.id(), question: question.id, space: question.space, begunOn: act.day, until: CorrectionRound.lastDay(from: act.day),
            minutes: RoundDraft.minutes)
        try tx.run(
            """
            INSERT INTO correction_rounds (id, question_id, space_id, begun_on, until, minutes)
            VALUES (\(round.id), \(question.id), \(question.space), \(round.begunOn), \(round.until), \(round.minutes))
            """)
        for insight in insights {
            let added = try tx.change(
                "INSERT INTO correction_claims (insight_id, round_id) VALUES (\(insight), \(round.id)) ON CONFLICT (insight_id) DO NOTHING")
            guard added == 1 else { throw Refusal.conflict }
            try AuditStore(tx).record("insight.ask_speakers", item: insight, space: question.space, by: act, unnamed: false)
        }
        for one in people {
            try tx.run(
                "INSERT INTO correction_asks (voice_id, round_id, way, day) VALUES (\(one.voice), \(round.id), \(one.way.rawValue), \(act.day))"
            )
        }
        return round
    }

    func find(_ id: ID<CorrectionRound>) throws -> CorrectionRound? {
        try tx.run("\(Self.select) WHERE r.id = \(id)").first.map(CorrectionRound.init)
    }

    /// The rounds of a question, the newest first.
    func all(on question: ID<Item>) throws -> [CorrectionRound] {
        try tx.run("\(Self.select) WHERE r.question_id = \(question) ORDER BY r.begun_on DESC, r.id DESC LIMIT 50").map(
            CorrectionRound.init)
    }

    func latest(on question: ID<Item>) throws -> CorrectionRound? { try all(on: question).first }

    /// The round something learned was in.
    func round(of insight: ID<Item>) throws -> (round: CorrectionRound, earlyOn: Day?)? {
        let row = try tx.run(
            """
            SELECT r.id, r.question_id, r.space_id, r.begun_on, r.until, r.minutes, c.early_on FROM correction_claims c
            JOIN correction_rounds r ON r.id = c.round_id WHERE c.insight_id = \(insight)
            """
        ).first
        return try row.map { (try CorrectionRound($0), try $0.dayOrNil("early_on")) }
    }

    func claims(of round: ID<CorrectionRound>) throws -> [ID<Item>] {
        try tx.run("SELECT insight_id FROM correction_claims WHERE round_id = \(round) ORDER BY insight_id").map { try $0.id("insight_id") }
    }

    /// Of some things learned those that were never shown.
    func neverShown(_ insights: [ID<Item>]) throws -> [ID<Item>] {
        guard !insights.isEmpty else { return [] }
        let rows = try tx.run("SELECT insight_id FROM correction_claims WHERE insight_id IN \(list: insights)")
        let shown = Set(try rows.map { try $0.id("insight_id") as ID<Item> })
        return insights.filter { !shown.contains($0) }
    }

    /// It was opened to others before the round was over.
    func openedEarly(_ insight: ID<Item>, on day: Day) throws {
        try tx.run("UPDATE correction_claims SET early_on = \(day) WHERE insight_id = \(insight) AND early_on IS NULL")
    }

    /// Whose words some things learned rest on, one for each account and each answer without one, and how each could be asked: by mail
    /// only who allowed it and was left in peace for a while.
    func speakers(behind insights: [ID<Item>], on day: Day) throws -> [Asked] {
        guard !insights.isEmpty else { return [] }
        let rows = try tx.run(
            """
            SELECT v.id, i.author_id, v.door, v.told_to, v.told_language,
                CASE WHEN \(PermissionSQL.holds(.again, on: day)) THEN 1 ELSE 0 END AS again,
                CASE WHEN i.author_id IS NOT NULL OR EXISTS (SELECT 1 FROM receipts c WHERE c.voice_id = v.id) THEN 1 ELSE 0 END AS page,
                CASE WHEN EXISTS (SELECT 1 FROM correction_asks a WHERE a.voice_id = v.id AND a.way = 'mail'
                    AND a.day > \(day - CorrectionRound.rest)) THEN 1 ELSE 0 END AS lately
            FROM voices v JOIN items i ON i.id = v.id
            WHERE i.state = 'ready' AND v.openness <> 'safety' AND v.id IN (SELECT e.source_id FROM evidence e WHERE e.insight_id IN \(list: insights))
            ORDER BY v.id DESC
            """)
        var seen: Set<String> = []
        return try rows.compactMap { row in
            if let author = try row.textOrNil("author_id"), !seen.insert(author).inserted { return nil }
            let (door, hasPage) = (Door(rawValue: try row.text("door")) ?? .none, try row.bool("page"))
            let sealed = try row.textOrNil("told_to")
            let byMail = try door == .mail && sealed != nil && row.bool("again") && !row.bool("lately")
            let byPage = hasPage && [.here, .code].contains(door)
            return Asked(
                voice: try row.id("id"), way: byMail ? .mail : byPage ? .page : .none, sealedTo: byMail ? sealed : nil,
                language: try row.language("told_language"))
        }
    }

    /// Whoever answered was asked, whichever way they came.
    func numbers(of round: ID<CorrectionRound>, insight: ID<Item>? = nil) throws -> RoundNumbers {
        let claims: SQL =
            insight.map { "n.insight_id = \($0)" }
            ?? "n.insight_id IN (SELECT c.insight_id FROM correction_claims c WHERE c.round_id = a.round_id)"
        let about: SQL =
            insight.map {
                """
                 AND (answer IS NOT NULL OR EXISTS (SELECT 1 FROM evidence e JOIN items s ON s.id = e.source_id
                    WHERE e.insight_id = \($0) AND (s.id = a.voice_id OR s.author_id = (SELECT o.author_id FROM items o WHERE o.id = a.voice_id))))
                """
            } ?? ""
        let rows = try tx.run(
            """
            SELECT way, answer, COUNT(*) AS n FROM (
                SELECT a.voice_id, a.way, (SELECT MIN(n.answer) FROM correction_answers n WHERE n.voice_id = a.voice_id AND \(claims)) AS answer
                FROM correction_asks a WHERE a.round_id = \(round)) a
            WHERE 1 = 1\(about) GROUP BY way, answer
            """)
        var numbers = RoundNumbers()
        for row in rows {
            let (n, way) = (try row.int("n"), try row.text("way"))
            let answer = try row.textOrNil("answer").flatMap { RoundAnswer(rawValue: $0) }
            numbers.people += n
            if answer != nil || way != RoundWay.none.rawValue { numbers.asked += n }
            if answer != nil { numbers.answered += n }
            switch answer {
            case .meant: numbers.meant += n
            case .notQuite: numbers.notQuite += n
            case .leave: numbers.left += n
            case nil: break
            }
        }
        return numbers
    }

    /// The rounds a voice is asked in, the newest first; an account is asked once for everything it said.
    func rounds(asking voice: Voice) throws -> [CorrectionRound] {
        let same: SQL =
            voice.item.author.person.map { "a.voice_id IN (SELECT i.id FROM items i WHERE i.author_id = \($0) AND i.kind = 'voice')" }
            ?? "a.voice_id = \(voice.id)"
        return try tx.run(
            """
            \(Self.select) WHERE r.question_id = \(voice.question)
                AND EXISTS (SELECT 1 FROM correction_asks a WHERE a.round_id = r.id AND \(same)) ORDER BY r.begun_on DESC, r.id DESC LIMIT 10
            """
        ).map(CorrectionRound.init)
    }

    /// Under which voice somebody was asked: their own, or for an account the one that stands for all of theirs.
    func standing(for voice: Voice, in round: ID<CorrectionRound>) throws -> ID<Item>? {
        let same: SQL =
            voice.item.author.person.map { "voice_id IN (SELECT i.id FROM items i WHERE i.author_id = \($0) AND i.kind = 'voice')" }
            ?? "voice_id = \(voice.id)"
        return try tx.run("SELECT voice_id FROM correction_asks WHERE round_id = \(round) AND \(same)").first?.id("voice_id")
    }

    func answers(of voice: ID<Item>) throws -> [ID<Item>: RoundAnswer] {
        let rows = try tx.run("SELECT insight_id, answer FROM correction_answers WHERE voice_id = \(voice)")
        return try rows.reduce(into: [:]) { all, row in all[try row.id("insight_id")] = RoundAnswer(rawValue: try row.text("answer")) }
    }

    /// Said twice it counts once; the last answer stands.
    func say(_ answer: RoundAnswer, to insight: ID<Item>, by voice: ID<Item>, on day: Day) throws {
        try tx.run(
            """
            INSERT INTO correction_answers (voice_id, insight_id, answer, day) VALUES (\(voice), \(insight), \(answer.rawValue), \(day))
            ON CONFLICT (voice_id, insight_id) DO UPDATE SET answer = excluded.answer, day = excluded.day
            """)
    }

    func forget(_ voice: ID<Item>) throws {
        try tx.run("DELETE FROM correction_answers WHERE voice_id = \(voice)")
        try tx.run("DELETE FROM correction_asks WHERE voice_id = \(voice)")
    }

    private static let select: SQL = "SELECT r.id, r.question_id, r.space_id, r.begun_on, r.until, r.minutes FROM correction_rounds r"
}

extension CorrectionRound {
    fileprivate init(_ row: Row) throws {
        try self.init(
            id: row.id("id"), question: row.id("question_id"), space: row.id("space_id"), begunOn: row.day("begun_on"),
            until: row.day("until"), minutes: row.int("minutes"))
    }
}
