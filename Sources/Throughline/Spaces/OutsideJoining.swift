import Database
import HTML
import HTTPTypes
import Language

/// Coming in by an invitation as somebody an organisation has named: a name, and no phrase.
struct OutsideJoining: Sendable {
    let house: House

    func join(by invitation: Invitation, to place: Place, _ visit: Visit) async throws -> Reply {
        let (path, sealed) = (visit.path, visit.fields["proof"])
        guard let shown = OutsideSignIn.Shown(sealed, house.keys, at: visit.now), shown.purpose == .invited, shown.goal == path else {
            return .problem(ProviderPages.over(isUnreachable: false), .badRequest)
        }
        // Nobody comes by one organisation's word where another has to know them.
        if let through = invitation.through, through.description != shown.provider {
            return .problem(ProviderPages.over(isUnreachable: false), .badRequest)
        }
        let provider = try await house.db.read { try ProviderStore($0).find(ID(shown.provider)) }
        let (name, shared) = (PersonName.clean(visit.fields["name"]), visit.fields.has("shared"))
        let known = try await house.db.read { try ProviderStore($0).owner(of: shown.subject, at: provider.id) }
        if let known, try await house.db.read({ try SecondFactorStore($0).isOn(for: known) }) {
            return try await ComingIn(house: house).reply(known, shared: shared, to: Href(inside: path) ?? "/", came: .organisation, visit)
        }
        let form = ProviderPages.Joining(
            provider: provider, sealed: sealed, action: Href(inside: path) ?? "/", name: visit.fields["name"], shared: shared)
        if known == nil, let fault = PersonName.fault(name) {
            return .refused(ProviderPages.joining(form, invalid: Invalid("name", fault)))
        }
        let new = NewPerson(name: name, language: visit.language, zone: place.zone, hash: nil, usesSharedPhone: shared)
        do {
            let person = try await admit(known, new, shown, provider, invitation, place, visit)
            return try await ComingIn(house: house).reply(person, shared: shared, to: place.home, came: .organisation, visit)
        } catch let taken as NameTaken {
            return .refused(ProviderPages.joining(form, invalid: taken.invalid))
        } catch OutsideProblem.spent {
            return .problem(ProviderPages.over(isUnreachable: false), .badRequest)
        }
    }

    /// What was shown is good once; a name that is taken leaves it as it was.
    private func admit(
        _ known: ID<Person>?, _ new: NewPerson, _ shown: OutsideSignIn.Shown, _ provider: Provider, _ invitation: Invitation,
        _ place: Place,
        _ visit: Visit
    ) async throws -> ID<Person> {
        let (keys, newcomer) = (house.keys, house.act(by: nil))
        return try await house.db.write { tx in
            guard try SpentStore(tx).spend(shown.mark(keys), until: shown.until) else { throw OutsideProblem.spent }
            let person = try known ?? PersonStore(tx).add(new, by: newcomer)
            let act = Act(by: person, now: visit.now, random: newcomer.random)
            if known == nil { try ProviderStore(tx).join(shown.subject, at: provider.id, to: person, by: act) }
            try JoiningRoutes.admit(person, by: invitation, to: place, act, on: tx)
            return person
        }
    }
}
