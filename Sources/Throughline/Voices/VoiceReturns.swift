import Database
import Language

/// How long people waited, and whether those whose words were used were told what for.
extension VoiceStore {
    /// Days from each answer to its being told, of those open to the team.
    func daysToReturn(in space: ID<Space>) throws -> [Int] {
        try tx.run(
            """
            SELECT v.told_on - i.day AS days FROM voices v JOIN items i ON i.id = v.id
            WHERE i.space_id = \(space) AND i.kind = 'voice' AND v.told_on IS NOT NULL AND i.audience <= \(Audience.team.rawValue)
            ORDER BY days LIMIT 20000
            """
        ).map { try $0.int("days") }
    }

    /// Answers that something learned rests on; and how many of their speakers were told in their language what it led to.
    func usedAndTold(in space: ID<Space>) throws -> (used: Int, told: Int) {
        let row = try tx.run(
            """
            SELECT COUNT(*) AS used, coalesce(SUM(CASE WHEN v.told_on IS NOT NULL AND EXISTS (
                    SELECT 1 FROM tellings r JOIN links c ON c.from_id = r.id AND c.relation = 'cites' JOIN items d ON d.id = c.to_id
                    WHERE r.question_id = v.question_id AND r.language = v.told_language AND r.told_on IS NOT NULL
                        AND d.kind IN ('insight', 'decision', 'commitment', 'outcome')) THEN 1 ELSE 0 END), 0) AS told
            FROM voices v JOIN items i ON i.id = v.id
            WHERE i.space_id = \(space) AND i.kind = 'voice' AND i.state IN ('ready', 'held') AND i.audience <= \(Audience.team.rawValue)
                AND EXISTS (SELECT 1 FROM links l JOIN items n ON n.id = l.to_id WHERE l.from_id = v.id AND n.kind = 'insight'
                    AND n.state IN ('shared', 'checked') AND l.relation IN ('supports', 'contradicts', 'complicates', 'limits'))
            """
        ).first
        return try (row?.int("used") ?? 0, row?.int("told") ?? 0)
    }

    /// How many of those who wait to be told spoke to the safety lead alone: nobody else counts them.
    func waitingForSafetyLead(in space: ID<Space>, on question: ID<Item>? = nil) throws -> Int {
        let of: SQL = question.map { " AND v.question_id = \($0)" } ?? ""
        return try tx.run(
            """
            SELECT coalesce(SUM(\(Self.countedPeople)), 0) AS people FROM voices v JOIN items i ON i.id = v.id
            WHERE i.space_id = \(space) AND i.kind = 'voice' AND i.state IN ('ready', 'held') AND v.told_on IS NULL
                AND i.audience > \(Audience.team.rawValue)
                AND EXISTS (SELECT 1 FROM duties d WHERE d.kind = 'tell_back' AND d.state = 'owed' AND d.item_id = v.question_id
                    AND d.language = v.told_language AND d.door = v.door)\(of)
            """
        ).first?.int("people") ?? 0
    }
}
