import Database
import Language

/// An account nobody has used for two years.
struct IdleAccount: Sendable {
    let person: ID<Person>
    /// Letters sent about it so far.
    let letters: Int
    let lastOn: Day?

    /// Months without anybody coming in, after which its owner is written to.
    static let months = 24
    /// Letters before it is closed, and days after each.
    static let letters = 2
    static let days = 30
}

/// Owns the table `idle_accounts`. Of when somebody came in, the month is kept and nothing finer.
struct IdleStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Somebody came in, or is here: their account is in use.
    func seen(_ person: ID<Person>, on day: Day) throws {
        let month = day.firstOfMonth
        let changed = try PersonStore(tx).seen(person, inMonthOf: month)
        if changed { try tx.run("DELETE FROM idle_accounts WHERE person_id = \(person)") }
    }

    /// Whose turn it is: not here for so long, not written to within the last weeks, and signed in nowhere.
    func due(on today: Day, at now: Moment, limit: Int) throws -> [IdleAccount] {
        let before = Self.month(IdleAccount.months, before: today)
        return try tx.run(
            """
            SELECT p.id, d.letters, d.last_on FROM people p LEFT JOIN idle_accounts d ON d.person_id = p.id
            WHERE p.seen_month <= \(before) AND (d.last_on IS NULL OR d.last_on <= \(today - IdleAccount.days))
                AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.person_id = p.id AND s.until > \(now)) ORDER BY p.id LIMIT \(limit)
            """
        ).map { try IdleAccount(person: $0.id("id"), letters: $0.intOrNil("letters") ?? 0, lastOn: $0.dayOrNil("last_on")) }
    }

    func isIdle(_ person: ID<Person>, on today: Day) throws -> Bool {
        let before = Self.month(IdleAccount.months, before: today)
        return try !tx.run("SELECT id FROM people WHERE id = \(person) AND seen_month <= \(before)").isEmpty
    }

    func wrote(to account: IdleAccount, on today: Day) throws {
        try tx.run(
            """
            INSERT INTO idle_accounts (person_id, letters, last_on) VALUES (\(account.person), 1, \(today))
            ON CONFLICT (person_id) DO UPDATE SET letters = idle_accounts.letters + 1, last_on = excluded.last_on
            """)
    }

    /// The first day of the month so many months before that of a day.
    static func month(_ months: Int, before day: Day) -> Day {
        (0..<months).reduce(day.firstOfMonth) { month, _ in (month - 1).firstOfMonth }
    }
}
