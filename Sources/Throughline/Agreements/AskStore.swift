import Database
import Language

/// Owns the table `asks`: what was asked of whom, for how long, for which organisation.
struct AskStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// A question starts as an ask; `day` is when it was put to people.
    func add(_ question: ID<Item>, in space: ID<Space>, _ ask: (organisation: String, minutes: Int), on day: Day?) throws {
        try tx.run(
            """
            INSERT INTO asks (question_id, space_id, organisation, organisation_key, minutes, asked_on, permission)
            VALUES (\(question), \(space), \(ask.organisation), \(Self.key(ask.organisation)), \(ask.minutes), \(day), \(Ask.Permission.none.rawValue))
            """)
    }

    func change(_ question: ID<Item>, _ ask: (organisation: String, minutes: Int)) throws {
        try tx.run(
            """
            UPDATE asks SET organisation = \(ask.organisation), organisation_key = \(Self.key(ask.organisation)), minutes = \(ask.minutes)
            WHERE question_id = \(question)
            """)
    }

    /// It was put to people; asking the same again is another ask, from that day.
    func opened(_ question: ID<Item>, on day: Day) throws {
        try tx.run("UPDATE asks SET asked_on = \(day) WHERE question_id = \(question)")
    }

    func set(_ permission: Ask.Permission, of question: ID<Item>, from before: Set<Ask.Permission>) throws {
        let changed = try tx.change(
            """
            UPDATE asks SET permission = \(permission.rawValue)
            WHERE question_id = \(question) AND permission IN \(list: before.map(\.rawValue))
            """)
        guard changed == 1 else { throw Refusal.conflict }
    }

    func find(_ question: ID<Item>) throws -> Ask? {
        try tx.run("SELECT \(Self.columns) FROM asks WHERE question_id = \(question)").first.map(Ask.init)
    }

    /// What people of a place were asked in the year before a day, by whatever place, and what an organisation owes them.
    /// What is shown to speakers before it goes out is asked of them too. `besides` is the question that is being asked about: what is
    /// owed on it is not held against it.
    func register(in space: ID<Space>, for organisation: String, on today: Day, besides question: ID<Item>? = nil) throws -> AskRegister {
        var register = AskRegister()
        let spaces = try together(with: space)
        let asked = try tx.run(
            """
            SELECT COUNT(*) AS n, COUNT(CASE WHEN space_id <> \(space) THEN 1 END) AS elsewhere, CAST(coalesce(SUM(minutes), 0) AS BIGINT) AS minutes
            FROM (SELECT space_id, minutes, asked_on FROM asks UNION ALL SELECT space_id, minutes, begun_on AS asked_on FROM correction_rounds) a
            WHERE space_id IN \(list: spaces) AND asked_on IS NOT NULL AND asked_on > \(today - 365)
            """
        ).first
        register.asks = try asked?.int("n") ?? 0
        register.elsewhere = try asked?.int("elsewhere") ?? 0
        register.minutes = try asked?.int("minutes") ?? 0
        let key = Self.key(organisation)
        let late = try tx.run(
            """
            SELECT d.due AS due FROM asks a JOIN duties d ON d.item_id = a.question_id
            WHERE a.space_id IN \(list: spaces) AND a.organisation_key = \(key) AND d.kind = \(DutyKind.tellBack.rawValue) AND d.state = 'owed'
                AND d.due < \(today) AND d.people > 0 AND a.question_id <> \(question?.description ?? "")
            UNION ALL
            SELECT c.due AS due FROM asks a JOIN agreement_returns r ON r.question_id = a.question_id
            JOIN commitments c ON c.id = r.commitment_id JOIN items i ON i.id = c.id
            WHERE a.space_id IN \(list: spaces) AND a.organisation_key = \(key) AND c.due < \(today) AND i.state IN ('made', 'accepted', 'under_way')
                AND a.question_id <> \(question?.description ?? "")
            """)
        register.overdue = late.count
        register.daysOverdue = try late.map { today.number - (try $0.day("due").number) }.max() ?? 0
        return register
    }

    /// The places that ask the same people (domain 6: the limits hold across organisations).
    private func together(with space: ID<Space>) throws -> [ID<Space>] {
        let same = try tx.run(
            """
            SELECT other.id FROM spaces own JOIN spaces other ON other.community_key = own.community_key
            WHERE own.id = \(space) AND own.community_key <> '' ORDER BY other.id LIMIT 200
            """
        ).map { try $0.id("id") as ID<Space> }
        return same.isEmpty ? [space] : same
    }

    /// Asks of a place that wait for whoever speaks for its people.
    func waiting(in space: ID<Space>) throws -> [ID<Item>] {
        try tx.run(
            """
            SELECT a.question_id FROM asks a LEFT JOIN agreements g ON g.question_id = a.question_id
            WHERE a.space_id = \(space) AND (a.permission = \(Ask.Permission.wanted.rawValue) OR (g.state = 'proposed' AND g.side = 'asker'))
            ORDER BY a.question_id LIMIT 50
            """
        ).map { try $0.id("question_id") }
    }

    /// The asks some questions are, by question.
    func asks(of questions: [ID<Item>]) throws -> [ID<Item>: Ask] {
        guard !questions.isEmpty else { return [:] }
        let asks = try tx.run("SELECT \(Self.columns) FROM asks WHERE question_id IN \(list: questions)").map(Ask.init)
        return Dictionary(asks.map { ($0.question, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Upper and lower case and outer space do not make another organisation.
    static func key(_ organisation: String) -> String { organisation.lowercased() }

    private static let columns: SQL = "question_id, space_id, organisation, minutes, asked_on, permission"
}

extension Ask {
    fileprivate init(_ row: Row) throws {
        try self.init(
            question: row.id("question_id"), space: row.id("space_id"), organisation: row.text("organisation"), minutes: row.int("minutes"),
            askedOn: row.dayOrNil("asked_on"), permission: Permission(rawValue: row.text("permission")) ?? .none)
    }
}
