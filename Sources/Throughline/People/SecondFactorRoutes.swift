import Database
import HTML
import Language

/// Codes from an authenticator, switched on and off by their owner.
struct SecondFactorRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/me/second-factor", show)
        roads.get("/me/second-factor/picture", picture)
        roads.post("/me/second-factor", begin)
        roads.post("/me/second-factor/codes", renew)
        roads.post("/me/second-factor/ending", end)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        try visit.requireConfirmed()
        let (since, left, alone) = try await house.db.read { tx in
            (
                try SecondFactorStore(tx).since(person), try SecondFactorStore(tx).codesLeft(of: person),
                try MembershipStore(tx).onlySteward(person).map { try PlaceStore(tx).find($0) }
            )
        }
        if let since { return .page(SecondFactorPages.on(since: since, codesLeft: left, alone: alone)) }
        return .page(try begin(SealedSecret(for: person, random: house.random, at: visit.now), visit))
    }

    /// Apart from its page, which would be too heavy with it. What it shows travels sealed in its address.
    @Sendable func picture(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        let host = visit.base.split(separator: "/").dropFirst().first.map(String.init) ?? ""
        guard let secret = SealedSecret(visit[query: "secret"] ?? "", of: person, house.keys), secret.isYoung(at: visit.now),
            let code = QRCode(TimeCode.address(secret.bytes, host: host))
        else { throw Refusal.notFound }
        return .file(bytes: Array(code.svg(label: "").utf8), type: "image/svg+xml", name: nil, cached: false)
    }

    /// It counts once a first code has shown that the authenticator holds the secret.
    @Sendable func begin(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        try visit.requireConfirmed()
        let typed = visit.fields["secret"]
        guard let secret = SealedSecret(typed, of: person, house.keys), secret.isYoung(at: visit.now) else {
            return .see("/me/second-factor")
        }
        let factor = SecondFactor(house: house)
        let codes = try factor.recoveryCodes(for: visit)
        if visit.isAgain { return .page(SecondFactorPages.codes(codes)) }
        try factor.slow(person, over: visit.peer, at: visit.now)
        guard let step = TimeCode.step(of: visit.fields["code"], secret.bytes, at: visit.now, after: 0) else {
            return .refused(try begin(secret, visit, failed: true))
        }
        let (act, hashed) = (house.act(by: person), factor.hashed(codes, of: person))
        try await house.actOnce(visit) { tx in
            try SecondFactorStore(tx).add(typed, step: step, codes: hashed, for: person, by: act)
        }
        return .page(SecondFactorPages.codes(codes))
    }

    @Sendable func renew(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        try visit.requireConfirmed()
        let (factor, act) = (SecondFactor(house: house), house.act(by: person))
        let codes = try factor.recoveryCodes(for: visit)
        let hashed = factor.hashed(codes, of: person)
        try await house.actOnce(visit) { tx in
            guard try SecondFactorStore(tx).isOn(for: person) else { throw Refusal.notFound }
            try SecondFactorStore(tx).replaceCodes(hashed, of: person)
            try AuditStore(tx).record("second_factor.codes", item: nil, space: nil, by: act, unnamed: false)
        }
        return .page(SecondFactorPages.codes(codes))
    }

    @Sendable func end(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        try visit.requireConfirmed()
        let act = house.act(by: person)
        return try await house.answerOnce(visit) { tx in
            try SecondFactorStore(tx).remove(for: person)
            try AuditStore(tx).record("second_factor.end", item: nil, space: nil, by: act, unnamed: false)
            return "/me?saved=yes"
        }
    }

    private func begin(_ secret: SealedSecret, _ visit: Visit, failed: Bool = false) throws -> Page {
        SecondFactorPages.begin(secret: TimeCode.base32(secret.bytes), sealed: try secret.sealed(house.keys), failed: failed)
    }
}
