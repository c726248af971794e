import Database
import HTML
import Language

/// What becomes of somebody whom an organisation has named: good once, and only for what it was asked for.
struct OutsideLinks: Sendable {
    let house: House

    /// Whose account here it is; nil when it is nobody's, or what was shown is used up.
    func owner(of shown: OutsideSignIn.Shown) async throws -> ID<Person>? {
        let keys = house.keys
        return try await house.db.write { tx in
            guard try SpentStore(tx).spend(shown.mark(keys), until: shown.until) else { return nil }
            return try ProviderStore(tx).owner(of: shown.subject, at: ID(shown.provider))
        }
    }

    /// Joins it to the account of whoever asked for it.
    func join(_ shown: OutsideSignIn.Shown, to person: ID<Person>, _ visit: Visit) async throws -> Reply {
        let (keys, act) = (house.keys, house.act(by: person))
        return try await house.answerOnce(visit) { tx in
            guard try SpentStore(tx).spend(shown.mark(keys), until: shown.until) else { throw OutsideProblem.spent }
            try ProviderStore(tx).join(shown.subject, at: ID(shown.provider), to: person, by: act)
            return "/me/organisations"
        }
    }
}
