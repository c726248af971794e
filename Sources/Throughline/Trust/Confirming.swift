import Database
import HTML
import Language

/// Asks once more who somebody is before an act that would hurt in other hands, unless they have shown it within the last minutes.
/// The form they sent waits in the page that asks, and goes on from there.
struct Confirming: Sendable {
    let house: House

    /// Tries of one person within a quarter of an hour.
    static let tries = 10

    /// How somebody shows that it is them.
    enum Proof: Sendable {
        case phrase
        /// They have a second factor: what somebody may have seen them type is not enough.
        case code
        /// They have none: they come in anew by whichever way they came.
        case nothing
    }

    /// The page that asks, with the form that waits.
    func ask(_ visit: Visit) async throws -> Reply {
        let kept = try KeptForm(visit).sealed(house.keys)
        let action = Href(inside: visit.path) ?? "/"
        return .refused(
            ConfirmPages.form(try await proof(for: visit), by: try await passkeys(visit), at: action, keeping: (KeptForm.field, kept)))
    }

    /// Goes on with a form that waited: nil when it may be done now, else the page that asks again.
    func takenUp(_ visit: inout Visit) async throws -> Reply? {
        guard visit.isPosted, let sealed = visit.fields[KeptForm.field].nonEmpty else { return nil }
        _ = try person(visit)
        guard let kept = KeptForm(sealed, of: visit, house.keys) else { throw FormError.broken }
        let fits = try await confirms(visit)
        guard fits else {
            let action = Href(inside: visit.path) ?? "/"
            let proof = try await proof(for: visit)
            let passkeys = try await passkeys(visit)
            return .refused(ConfirmPages.form(proof, by: passkeys, at: action, keeping: (KeptForm.field, sealed), failed: Failed(visit)))
        }
        visit.fields = try kept.fields()
        let now = visit.now
        if let mac = mac(visit), let found = try await house.db.read({ try SessionStore($0).reader(mac, house.keys, at: now) }) {
            (visit.reader, visit.resting, visit.isConfirmed) = (found.reader, nil, found.isConfirmed)
        }
        return nil
    }

    /// Whether what was typed shows that it is them; the session knows it for some minutes.
    func confirms(_ visit: Visit) async throws -> Bool {
        if visit.isConfirmed { return true }
        let person = try person(visit)
        try house.brakes.press("confirm", from: person.description, limit: Self.tries, minutes: 15, at: visit.now)
        if visit.fields.has("credential") { return try await confirmsByPasskey(person, visit) }
        switch try await proof(for: visit) {
        case .phrase: return try await confirmsByPhrase(person, visit)
        case .code: return try await confirmsByCode(person, visit)
        case .nothing: return false
        }
    }

    private func confirmsByPhrase(_ person: ID<Person>, _ visit: Visit) async throws -> Bool {
        let hash = try await house.db.read { try PersonStore($0).hash(of: person) }
        let (typed, passwords) = (ComeBackPhrase.canonical(visit.fields["confirm_phrase"]), house.passwords)
        guard try await passwords.inTurn(visit.peer, { await passwords.verify(typed, against: hash) }), let mac = mac(visit) else {
            return false
        }
        try await house.db.write { tx in
            try SessionStore(tx).use(mac, house.keys, at: visit.now)
            // Where there are codes, a phrase wakes a session and no more: a dangerous act asks for the code as well.
            if try !SecondFactorStore(tx).isOn(for: person) { try SessionStore(tx).confirm(mac, house.keys, at: visit.now) }
        }
        return true
    }

    private func confirmsByCode(_ person: ID<Person>, _ visit: Visit) async throws -> Bool {
        let factor = SecondFactor(house: house)
        try factor.slow(person, over: visit.peer, at: visit.now)
        guard let mac = mac(visit) else { return false }
        return try await house.db.write { tx in
            // A form pressed twice has used its code up the first time.
            if try SessionStore(tx).reader(mac, house.keys, at: visit.now)?.isAwake == true { return true }
            guard try factor.take(visit.fields["confirm_code"], of: person, at: visit.now, on: tx) else { return false }
            try SessionStore(tx).confirm(mac, house.keys, at: visit.now)
            try SessionStore(tx).use(mac, house.keys, at: visit.now)
            return true
        }
    }

    /// It asks for a finger, a face or a number at each use: good for a session that rests, too.
    private func confirmsByPasskey(_ person: ID<Person>, _ visit: Visit) async throws -> Bool {
        guard let mac = mac(visit) else { return false }
        do {
            _ = try await PasskeyProof(house: house).shown(.confirm, by: person, visit)
        } catch is PasskeyProblem {
            // A form pressed twice has used its question up the first time.
            return try await house.db.read { try SessionStore($0).reader(mac, house.keys, at: visit.now)?.isAwake == true }
        }
        try await house.db.write { tx in
            try SessionStore(tx).confirm(mac, house.keys, at: visit.now)
            try SessionStore(tx).use(mac, house.keys, at: visit.now)
        }
        return true
    }

    /// What a page asks of their passkeys; nil for who has none.
    func passkeys(_ visit: Visit) async throws -> PasskeyQuestion? {
        let question = try await PasskeyProof(house: house).ask(.confirm, for: person(visit), visit)
        return question.isKnown ? question : nil
    }

    /// What did not fit, when something was tried.
    enum Failed: Sendable {
        case typed, passkey

        init(_ visit: Visit) { self = visit.fields.has("credential") ? .passkey : .typed }
    }

    private func mac(_ visit: Visit) -> String? { visit.session.map { SessionStore.mac($0, house.keys) } }

    /// Whose session it is, resting or not.
    private func person(_ visit: Visit) throws(Refusal) -> ID<Person> {
        guard let person = visit.reader.person ?? visit.resting?.reader.person else { throw .signInFirst }
        return person
    }

    /// A session that rests may be in other hands with the phone that makes the codes: there the phrase comes first.
    func proof(for visit: Visit) async throws -> Proof {
        let person = try person(visit)
        return try await house.db.read { tx in
            let (hasCodes, hasPhrase) = (try SecondFactorStore(tx).isOn(for: person), try PersonStore(tx).hash(of: person) != nil)
            if hasPhrase && (visit.resting != nil || !hasCodes) { return .phrase }
            return hasCodes ? .code : .nothing
        }
    }
}

extension SignedIn {
    fileprivate var isAwake: Bool { isConfirmed && !isResting }
}
