import Foundation
import JWTKit
import Language

/// What providers say of themselves and which keys they sign with, remembered for a while. A key nobody has heard of is asked for once,
/// and not again for a minute, whoever sends tokens that name one.
final class ProviderMemory: Sendable {
    private struct Known: Sendable {
        var facts: (ProviderFacts, Moment)?
        var keys: ([JWK], Moment)?
    }

    private let known = Guarded<[ID<Provider>: Known]>([:])

    /// Minutes for which an answer is good, and before a key is asked for again.
    private static let minutes = 60
    private static let pause = 1

    func facts(of provider: Provider, at now: Moment) async throws(OutsideProblem) -> ProviderFacts {
        if let (facts, then) = known.with({ $0[provider.id]?.facts }), Self.isYoung(then, Self.minutes, now) { return facts }
        let facts = try await Self.facts(at: provider.issuer)
        guard facts.hosts?.isSubset(of: provider.hosts) == true else { throw .malformed }
        known.with { $0[provider.id, default: Known()].facts = (facts, now) }
        return facts
    }

    /// The key of this name, or the only one where none is named; `anew` when the one we remember did not fit.
    func key(_ kid: String?, of provider: Provider, anew: Bool = false, at now: Moment) async throws(OutsideProblem) -> JWK {
        let before = known.with { $0[provider.id]?.keys }
        if !anew, let (keys, then) = before, Self.isYoung(then, Self.minutes, now), let key = Self.choose(kid, keys) { return key }
        if let (_, then) = before, Self.isYoung(then, Self.pause, now) { throw .key }
        let facts = try await facts(of: provider, at: now)
        let keys = try await Self.keys(at: facts.keys)
        known.with { $0[provider.id, default: Known()].keys = (keys, now) }
        guard let key = Self.choose(kid, keys) else { throw .key }
        return key
    }

    private static func choose(_ kid: String?, _ keys: [JWK]) -> JWK? {
        guard let kid else { return keys.count == 1 ? keys.first : nil }
        let named = keys.filter { $0.keyIdentifier?.string == kid }
        return named.count == 1 ? named.first : nil
    }

    private static func isYoung(_ then: Moment, _ minutes: Int, _ now: Moment) -> Bool {
        abs(now.milliseconds - then.milliseconds) < minutes * 60_000
    }

    /// What stands at the well-known place, when it speaks of this very issuer.
    static func facts(at issuer: String) async throws(OutsideProblem) -> ProviderFacts {
        let path = (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
        let said = try await document(path)
        guard let facts = try? JSONDecoder().decode(ProviderFacts.self, from: said) else { throw .malformed }
        guard facts.issuer == issuer else { throw .issuer }
        return facts
    }

    /// Public keys for signing; a provider may hold others, of kinds we do not know.
    private static func keys(at url: String) async throws(OutsideProblem) -> [JWK] {
        let said = try await document(url)
        guard let whole = try? JSONSerialization.jsonObject(with: said) as? [String: Any],
            let list = whole["keys"] as? [[String: Any]], list.count <= 100
        else { throw .malformed }
        return list.compactMap { one in
            guard let kind = one["kty"] as? String, ["RSA", "EC", "OKP"].contains(kind), one["use"] as? String ?? "sig" == "sig",
                let data = try? JSONSerialization.data(withJSONObject: one), var key = try? JSONDecoder().decode(JWK.self, from: data)
            else { return nil }
            key.privateExponent = nil
            // 2,048 bits at least.
            if kind == "RSA", (key.modulus?.utf8.count ?? 0) < 342 { return nil }
            return key
        }
    }

    private static func document(_ url: String) async throws(OutsideProblem) -> Data {
        guard let answer = try? await OutsideRequest(url: url).answer(), answer.status == 200 else { throw .unreachable }
        return Data(answer.body)
    }
}
