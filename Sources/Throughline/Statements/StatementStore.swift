import Database
import Language

/// A vote as it comes in. The voter is a random-looking number that leads to nobody.
struct NewVote: Sendable, Hashable {
    let statement: ID<Item>
    let voter: String
    let vote: Vote
    let day: Day
}

/// Owns the tables `statements`, `votes` and `polls`.
struct StatementStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Puts statements beside their items, which `LineStore` has added.
    func addAll(_ statements: [(id: ID<Item>, number: Int)], to question: ID<Item>) throws {
        guard !statements.isEmpty else { return }
        let rows = statements.map {
            "\(list: [$0.id.sqlValue, question.sqlValue, $0.number.sqlValue, 0.sqlValue, 0.sqlValue, 0.sqlValue])" as SQL
        }
        try tx.run("INSERT INTO statements (id, question_id, number, agree, disagree, pass) VALUES \(rows.joined(separator: ", "))")
    }

    /// Keeps votes; a voter's later vote on a statement replaces the earlier one. No statement and voter may come twice in one call.
    func vote(_ votes: [NewVote]) throws {
        guard !votes.isEmpty else { return }
        let rows = votes.map { "\(list: [$0.statement.sqlValue, $0.voter.sqlValue, $0.vote.rawValue.sqlValue, $0.day.sqlValue])" as SQL }
        try tx.run(
            """
            INSERT INTO votes (statement_id, voter, vote, day) VALUES \(rows.joined(separator: ", "))
            ON CONFLICT (statement_id, voter) DO UPDATE SET vote = excluded.vote, day = excluded.day
            """)
    }

    /// The questions whose surveys some statements belong to.
    func questions(of statements: [ID<Item>]) throws -> [ID<Item>] {
        try tx.run("SELECT DISTINCT question_id FROM statements WHERE id IN \(list: statements) ORDER BY question_id").map {
            try $0.id("question_id")
        }
    }

    /// Counts the votes of a question anew: each statement's, and all together. A survey without statements is none.
    func count(of question: ID<Item>) throws {
        try tx.run(
            "DELETE FROM polls WHERE question_id = \(question) AND NOT EXISTS (SELECT 1 FROM statements s WHERE s.question_id = \(question))"
        )
        try tx.run(
            """
            UPDATE statements SET
                agree = (SELECT COUNT(*) FROM votes v WHERE v.statement_id = statements.id AND v.vote = 1),
                disagree = (SELECT COUNT(*) FROM votes v WHERE v.statement_id = statements.id AND v.vote = -1),
                pass = (SELECT COUNT(*) FROM votes v WHERE v.statement_id = statements.id AND v.vote = 0)
            WHERE question_id = \(question)
            """)
        try tx.run(
            """
            INSERT INTO polls (question_id, statements, votes, voters)
            SELECT s.question_id, COUNT(DISTINCT s.id), COUNT(v.voter), COUNT(DISTINCT v.voter)
            FROM statements s JOIN items i ON i.id = s.id LEFT JOIN votes v ON v.statement_id = s.id
            WHERE s.question_id = \(question) AND i.state NOT IN \(list: Array(Lifecycle.outOfSight).sorted()) GROUP BY s.question_id
            ON CONFLICT (question_id) DO UPDATE SET statements = excluded.statements, votes = excluded.votes, voters = excluded.voters
            """)
    }

    /// How big the survey of a question is; nil when it has none.
    func poll(of question: ID<Item>) throws -> Poll? {
        try tx.run("SELECT statements, votes, voters FROM polls WHERE question_id = \(question)").first.map {
            try Poll(statements: $0.int("statements"), votes: $0.int("votes"), voters: $0.int("voters"))
        }
    }

    /// Where a statement stands: its question, and its number there.
    func place(of statement: ID<Item>) throws -> (question: ID<Item>, number: Int)? {
        try tx.run("SELECT question_id, number FROM statements WHERE id = \(statement)").first.map {
            try (question: $0.id("question_id"), number: $0.int("number"))
        }
    }

    /// A question's statements as far as this reader may see them, in the order of their numbers.
    func list(of question: ID<Item>, in space: ID<Space>, for reader: Reader, at now: Moment, after number: Int, limit: Int) throws
        -> [Statement]
    {
        try tx.run(
            """
            SELECT \(SQL.itemColumns), s.number, s.agree, s.disagree, s.pass, t.body, t.language AS text_language
            FROM statements s JOIN items i ON i.id = s.id
            LEFT JOIN texts t ON t.item_id = s.id AND t.field = 'text' AND t.language = i.language AND t.is_current = 1
            WHERE s.question_id = \(question) AND s.number > \(number) AND i.state = 'ready' AND \(Visibility.inSpace(space, for: reader, at: now))
            ORDER BY s.number, s.id LIMIT \(limit)
            """
        ).map(Statement.init)
    }
}

extension Statement {
    fileprivate init(_ row: Row) throws {
        let text = try row.textOrNil("body").map { Text(body: $0, language: try row.language("text_language"), origin: "author") }
        try self.init(
            item: Item(row), number: row.int("number"), text: text, agree: row.int("agree"), disagree: row.int("disagree"),
            pass: row.int("pass"))
    }
}
