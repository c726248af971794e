import Database
import Language

/// Finds out whose passkey signed, and whether to believe it.
struct PasskeyProof: Sendable {
    let house: House

    /// Whoever signed, and whether the authenticator has made sure that it is its owner.
    struct Shown: Sendable {
        let person: ID<Person>
        let isVerified: Bool
    }

    private static let triesOfLine = Brakes.Limit(limit: 60, minutes: 15)
    private static let triesOfAll = Brakes.Limit(limit: 1_500, minutes: 15)

    /// A question for an authenticator. To come in it is asked of nobody in particular; to confirm, of the keys of one account.
    func ask(_ purpose: PasskeyChallenge.Purpose, for person: ID<Person>? = nil, _ visit: Visit) async throws -> PasskeyQuestion {
        let known = try await house.db.read { tx in try person.map { try PasskeyStore(tx).all(of: $0) } ?? [] }
        let handle = known.first.flatMap { Base64URL.bytes($0.handle) }
        let challenge = PasskeyChallenge(purpose, for: person, handle: handle, random: house.random, at: visit.now)
        return PasskeyQuestion(
            purpose, challenge, sealed: try challenge.sealed(house.keys), site: PasskeySite(base: visit.base), known: known,
            name: visit.reader.name)
    }

    /// Who signed what a page of ours asked. `person` where only theirs will do; then the authenticator has to have made sure, too.
    func shown(_ purpose: PasskeyChallenge.Purpose, by person: ID<Person>? = nil, _ visit: Visit) async throws -> Shown {
        try house.brakes.press("passkeys", by: visit.peer, Self.triesOfLine, of: Self.triesOfAll, at: visit.now)
        let answer = try PasskeyAnswer(visit.fields["credential"])
        guard let challenge = PasskeyChallenge(visit.fields["challenge"], purpose, for: person, house.keys, at: visit.now) else {
            throw PasskeyProblem.challenge
        }
        let credential = Base64URL.text(answer.id)
        guard let passkey = try await house.db.read({ try PasskeyStore($0).find(credential: credential) }), passkey.refused == nil else {
            throw PasskeyProblem.unknown
        }
        if let person, passkey.person != person { throw PasskeyProblem.unknown }
        if person == nil || answer.handle != nil {
            guard let handle = answer.handle, Base64URL.text(handle) == passkey.handle else { throw PasskeyProblem.unknown }
        }
        let said = try PasskeySite(base: visit.base).checked(answer, using: challenge.bytes, key: passkey.key)
        if purpose == .confirm, !said.isVerified { throw PasskeyProblem.verification }
        try await use(passkey, said, challenge, visit)
        return Shown(person: passkey.person, isVerified: said.isVerified)
    }

    /// Crosses the challenge out and moves the counter on; one that goes back may be a copy's, and ends this passkey.
    private func use(_ passkey: Passkey, _ said: AuthenticatorData, _ challenge: PasskeyChallenge, _ visit: Visit) async throws {
        let (keys, act) = (house.keys, house.act(by: passkey.person))
        let problem = try await house.db.write { tx -> PasskeyProblem? in
            guard try SpentStore(tx).spend(challenge.name(keys), until: challenge.until) else { return .spent }
            let goesOn = said.counter > passkey.counter || (said.counter == 0 && passkey.counter == 0)
            guard goesOn else {
                try PasskeyStore(tx).refuse(passkey, by: act)
                return .counter
            }
            return try PasskeyStore(tx).use(passkey, counter: said.counter, isBackedUp: said.isBackedUp, on: act.day) ? nil : .unknown
        }
        if let problem { throw problem }
    }

    /// Adds the one that was just made.
    func add(called name: String, for person: ID<Person>, _ visit: Visit) async throws {
        try house.brakes.press("passkeys", by: visit.peer, Self.triesOfLine, of: Self.triesOfAll, at: visit.now)
        let answer = try PasskeyAnswer(visit.fields["credential"])
        guard let challenge = PasskeyChallenge(visit.fields["challenge"], .add, for: person, house.keys, at: visit.now) else {
            throw PasskeyProblem.challenge
        }
        let said = try PasskeySite(base: visit.base).checked(answer, making: challenge.bytes)
        guard let made = said.made else { throw PasskeyProblem.malformed }
        let (keys, act) = (house.keys, house.act(by: person))
        try await house.actOnce(visit) { tx in
            guard try SpentStore(tx).spend(challenge.name(keys), until: challenge.until) else { throw PasskeyProblem.spent }
            try PasskeyStore(tx).add(
                Base64URL.text(made.id), key: made.key, handle: challenge.writtenHandle, counter: said.counter,
                isBackedUp: said.isBackedUp, called: name, for: person, by: act)
            try WayInLetter(house: house).passkeyAdded(to: person, at: visit.now, on: tx)
        }
    }
}
