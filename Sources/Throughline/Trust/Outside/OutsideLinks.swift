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
            let provider = try ProviderStore(tx).find(ID(shown.provider))
            try ProviderStore(tx).join(shown.subject, at: provider.id, to: person, by: act)
            try WayInLetter(house: house).joined(provider, to: person, at: visit.now, on: tx)
            return "/me/organisations"
        }
    }
}
