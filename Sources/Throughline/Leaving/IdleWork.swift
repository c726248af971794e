import Database
import Language

/// Closes accounts nobody has used for two years, after two letters. What their owners said stays, without their names.
enum IdleWork {
    /// One of the nightly acts.
    static func nightly(_ house: House) async throws {
        let now = house.clock()
        let today = now.day(in: .utc)
        try await house.db.write { try PersonStore($0).startMonths(today.firstOfMonth) }
        var problem: (any Error)?
        for account in try await house.db.read({ try IdleStore($0).due(on: today, at: now, limit: 500) }) {
            do { try await look(account, house, now) } catch { problem = error }
        }
        if let problem { throw problem }
    }

    private static func look(_ idle: IdleAccount, _ house: House, _ now: Moment) async throws {
        let (act, today) = (house.act(by: nil), now.day(in: .utc))
        let files = try await house.db.write { tx -> [String] in
            // Somebody may have come in a moment ago.
            guard try IdleStore(tx).isIdle(idle.person, on: today) else { return [] }
            guard idle.letters < IdleAccount.letters else {
                return try Leaving(house: house).erase(idle.person, keepingWords: true, by: act, on: tx)
            }
            let left = IdleAccount.letters - idle.letters
            try LeavingLetter(house: house).idle(
                PersonStore(tx).account(idle.person), closingOn: today + left * IdleAccount.days, at: now, on: tx)
            try IdleStore(tx).wrote(to: idle, on: today)
            return []
        }
        try await Withdrawal.remove(files, from: house, on: today)
    }
}
