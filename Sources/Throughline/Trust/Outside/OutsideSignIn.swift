import Crypto
import Database
import Foundation
import HTML
import Language

/// Asking an organisation who somebody is: the authorization code of OpenID Connect, with PKCE, a state and a nonce.
struct OutsideSignIn: Sendable {
    let house: House

    private static let triesOfLine = Brakes.Limit(limit: 60, minutes: 15)
    private static let triesOfAll = Brakes.Limit(limit: 1_500, minutes: 15)

    /// What somebody wants it for.
    enum Purpose: String, Codable, Sendable {
        case comeIn, join, invited
    }

    /// Waits sealed in a cookie while they are away.
    struct Away: Codable, Sendable {
        let provider: String
        let purpose: Purpose
        /// Who wants their account joined.
        let person: String?
        /// Where to go afterwards; the address of an invitation.
        let goal: String
        let state: String
        let nonce: String
        let verifier: String
        let made: Int

        static let minutes = 15
        static let cookie = "away"
    }

    /// Whom an organisation says somebody is. It waits sealed in the page that shows it, and is good once.
    struct Shown: Codable, Sendable {
        let provider: String
        let subject: String
        let name: String
        let purpose: Purpose
        let person: String?
        let goal: String
        let nonce: String
        let made: Int

        static let minutes = 10

        func sealed(_ keys: Keys) throws -> String { try keys.sealed(self, for: .outsideSignIns) }
        var until: Int { made + Self.minutes * 60_000 }
        func mark(_ keys: Keys) -> String { hex(keys.mac("shown \(nonce)", for: .outsideSignIns)) }

        /// nil when it is none of ours or too old.
        init?(_ sealed: String, _ keys: Keys, at now: Moment) {
            guard let found = keys.opened(sealed, as: Self.self, for: .outsideSignIns),
                abs(now.milliseconds - found.made) < Self.minutes * 60_000
            else { return nil }
            self = found
        }

        fileprivate init(_ token: IDToken, _ away: Away, at now: Moment) {
            (provider, subject, name) = (away.provider, token.subject, token.name)
            (purpose, person, goal, nonce, made) = (away.purpose, away.person, away.goal, away.nonce, now.milliseconds)
        }
    }

    /// Sends somebody there.
    func leave(to provider: Provider, for purpose: Purpose, as person: ID<Person>? = nil, goal: Href, _ visit: Visit) async throws -> Reply
    {
        try house.brakes.press("outside", by: visit.peer, Self.triesOfLine, of: Self.triesOfAll, at: visit.now)
        let facts = try await house.outside.facts(of: provider, at: visit.now)
        func draw() -> String { Base64URL.text((0..<4).flatMap { _ in house.random.next().bytes }) }
        let away = Away(
            provider: provider.id.description, purpose: purpose, person: person?.description, goal: goal.text, state: draw(), nonce: draw(),
            verifier: draw(), made: visit.now.milliseconds)
        guard let start = Href(outside: facts.start) else { throw OutsideProblem.malformed }
        let challenge = Base64URL.text(Array(SHA256.hash(data: Array(away.verifier.utf8))))
        let there = [
            ("response_type", "code"), ("client_id", provider.client), ("redirect_uri", Self.back(visit)), ("scope", "openid profile"),
            ("state", away.state), ("nonce", away.nonce), ("code_challenge", challenge), ("code_challenge_method", "S256"),
        ].reduce(start) { $0.with(query: $1.0, $1.1) }
        return .away(there, try house.keys.sealed(away, for: .outsideSignIns))
    }

    /// Takes somebody back in who comes from there with a code; gives whom it says they are.
    func back(_ visit: Visit) async throws -> (shown: Shown, provider: Provider) {
        try house.brakes.press("outside", by: visit.peer, Self.triesOfLine, of: Self.triesOfAll, at: visit.now)
        guard let away = house.keys.opened(visit.away, as: Away.self, for: .outsideSignIns), let state = visit[query: "state"],
            state == away.state, abs(visit.now.milliseconds - away.made) < Away.minutes * 60_000
        else { throw OutsideProblem.state }
        let name = hex(house.keys.mac("state \(away.state)", for: .outsideSignIns))
        let isFirst = try await house.db.write { try SpentStore($0).spend(name, until: away.made + Away.minutes * 60_000) }
        guard isFirst else { throw OutsideProblem.spent }
        let provider = try await house.db.read { try ProviderStore($0).find(ID(away.provider)) }
        // Whoever answers for another provider says so (RFC 9207).
        if let issuer = visit[query: "iss"], issuer != provider.issuer { throw OutsideProblem.issuer }
        guard let code = visit[query: "code"]?.nonEmpty, code.utf8.count <= 2_000 else { throw OutsideProblem.denied }
        let tokens = try await exchange(code, away, provider, visit)
        let expected = IDToken.Expected(
            issuer: provider.issuer, client: provider.client, nonce: away.nonce, accessToken: tokens.accessToken, now: visit.now)
        return (Shown(try await token(tokens.idToken, expected, provider, visit), away, at: visit.now), provider)
    }

    /// Where a provider names no keys, a new one shows by signatures that no longer fit.
    private func token(_ text: String, _ expected: IDToken.Expected, _ provider: Provider, _ visit: Visit) async throws -> IDToken {
        let kid = try IDToken.key(of: text).kid
        let key = try await house.outside.key(kid, of: provider, at: visit.now)
        do {
            return try await IDToken(text, signedWith: key, expected)
        } catch OutsideProblem.signature where kid == nil {
            let newer = try await house.outside.key(nil, of: provider, anew: true, at: visit.now)
            return try await IDToken(text, signedWith: newer, expected)
        }
    }

    private struct Tokens: Decodable {
        let idToken: String
        let accessToken: String?

        private enum CodingKeys: String, CodingKey {
            case idToken = "id_token"
            case accessToken = "access_token"
        }
    }

    private func exchange(_ code: String, _ away: Away, _ provider: Provider, _ visit: Visit) async throws(OutsideProblem) -> Tokens {
        let facts = try await house.outside.facts(of: provider, at: visit.now)
        guard provider.owns(facts.tokens), let secret = provider.secret(house.keys) else { throw .malformed }
        var request = OutsideRequest(url: facts.tokens)
        var form = [
            (name: "grant_type", value: "authorization_code"), ("code", code), ("redirect_uri", Self.back(visit)),
            ("code_verifier", away.verifier),
        ]
        if facts.wantsSecretInForm {
            form += [("client_id", provider.client), ("client_secret", secret)]
        } else {
            (request.user, request.password) = (provider.client, secret)
        }
        request.form = form
        guard let answer = try? await request.answer() else { throw .unreachable }
        guard answer.status == 200, let tokens = try? JSONDecoder().decode(Tokens.self, from: Data(answer.body)) else {
            throw answer.status >= 500 ? .unreachable : .denied
        }
        return tokens
    }

    /// The one address they are sent back to.
    static func back(_ visit: Visit) -> String { visit.base + "/sign-in/back" }
}
