import Database

/// Numbers that leave out what only the safety lead may read.
extension Schema {
    static let alone: [Change] = [
        Change(
            "what is for the safety lead alone is in no number",
            "DELETE FROM turnouts",
            """
            INSERT INTO turnouts (question_id, voices, people, held, taken_back, taken_back_on)
            SELECT v.question_id, SUM(CASE WHEN i.state = 'withdrawn' THEN 0 ELSE 1 END),
                SUM(CASE i.state WHEN 'withdrawn' THEN 0 WHEN 'held' THEN 1 ELSE v.people END), SUM(CASE WHEN i.state = 'held' THEN 1 ELSE 0 END),
                SUM(CASE WHEN i.state = 'withdrawn' THEN 1 ELSE 0 END), MAX(CASE WHEN i.state = 'withdrawn' THEN g.day END)
            FROM voices v JOIN items i ON i.id = v.id LEFT JOIN ledger g ON g.item_id = v.id AND g.act = 'withdraw'
            WHERE i.state = 'withdrawn' OR (i.state IN ('ready', 'held') AND v.openness <> 'safety') GROUP BY v.question_id
            """)
    ]
}
