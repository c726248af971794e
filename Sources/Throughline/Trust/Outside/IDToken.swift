import Crypto
import Foundation
import JWTKit
import Language

/// Why what an organisation says is not believed. People are told that it was not, and never why.
enum OutsideProblem: Error, Equatable {
    case unreachable, malformed, algorithm, key, signature, issuer, audience, time, nonce, accessToken, state, spent, denied
}

/// What an organisation signs about somebody who has just shown it who they are.
struct IDToken: Sendable {
    let subject: String
    /// What it calls them, to be offered as their name here.
    let name: String

    /// Seconds by which clocks may differ, and after which a token is stale whatever it says.
    static let leeway = 60
    static let oldest = 900

    /// Signatures we believe, all by a key of which we hold the public half. What needs a shared secret, or nothing, is none of them.
    static let algorithms: Set<String> = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]

    private struct Header: Decodable {
        let alg: String
        let kid: String?
        let crit: [String]?
    }

    /// What must be so for the token to be ours: of this provider, for us, for this very sign-in, now.
    struct Expected: Sendable {
        let issuer: String
        let client: String
        let nonce: String
        let accessToken: String?
        let now: Moment
    }

    /// Which key it says it is signed with.
    static func key(of token: String) throws(OutsideProblem) -> (algorithm: String, kid: String?) {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard token.utf8.count <= 16_000, parts.count == 3, let bytes = Base64URL.bytes(String(parts[0])),
            let header = try? JSONDecoder().decode(Header.self, from: Data(bytes))
        else { throw .malformed }
        guard algorithms.contains(header.alg), header.crit == nil else { throw .algorithm }
        return (header.alg, header.kid)
    }

    init(_ token: String, signedWith key: JWK, _ expected: Expected) async throws(OutsideProblem) {
        let algorithm = try Self.key(of: token).algorithm
        // A key that says what it is for is for nothing else.
        if let own = key.algorithm, own.rawValue != algorithm { throw .algorithm }
        var named = key
        named.keyIdentifier = JWKIdentifier(string: "it")
        named.algorithm = JWK.Algorithm(rawValue: algorithm)
        let keys = JWTKeyCollection()
        guard (try? await keys.add(jwk: named)) != nil else { throw .key }
        guard let claims = try? await keys.verify(token, as: IDClaims.self) else { throw .signature }
        try claims.check(expected, algorithm)
        (subject, name) = (claims.sub, claims.name ?? "")
    }
}

private struct IDClaims: JWTPayload {
    let iss: String
    let sub: String
    let aud: Audience
    let azp: String?
    let exp: Double
    let iat: Double
    let nbf: Double?
    let nonce: String?
    let accessHash: String?
    let name: String?

    private enum CodingKeys: String, CodingKey {
        case iss, sub, aud, azp, exp, iat, nbf, nonce, name
        case accessHash = "at_hash"
    }

    /// One, or a list of them.
    struct Audience: Codable, Sendable {
        let all: [String]

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let one = try? value.decode(String.self) { all = [one] } else { all = try value.decode([String].self) }
        }

        func encode(to encoder: any Encoder) throws {
            var value = encoder.singleValueContainer()
            try value.encode(all)
        }
    }

    /// The library asks for it; what is to be checked needs to know more than a key.
    func verify(using _: some JWTAlgorithm) {}

    func check(_ expected: IDToken.Expected, _ algorithm: String) throws(OutsideProblem) {
        guard iss == expected.issuer else { throw .issuer }
        guard aud.all.contains(expected.client), aud.all.count == 1 || azp != nil, azp == nil || azp == expected.client else {
            throw .audience
        }
        let (now, leeway) = (Double(expected.now.milliseconds) / 1_000, Double(IDToken.leeway))
        guard exp > now - leeway, iat <= now + leeway, iat > now - Double(IDToken.oldest), (nbf ?? iat) <= now + leeway else { throw .time }
        guard let nonce, nonce == expected.nonce else { throw .nonce }
        guard !sub.isEmpty, sub.utf8.count <= 255 else { throw .malformed }
        if let accessHash {
            guard let token = expected.accessToken, accessHash == Self.half(of: token, algorithm) else { throw .accessToken }
        }
    }

    /// The left half of the hash that belongs to the signature (OpenID Connect Core, 3.1.3.6).
    private static func half(of token: String, _ algorithm: String) -> String {
        let bytes = Array(token.utf8)
        let hash: [UInt8] =
            switch algorithm {
            case "RS384", "ES384": Array(SHA384.hash(data: bytes))
            case "RS512", "EdDSA": Array(SHA512.hash(data: bytes))
            default: Array(SHA256.hash(data: bytes))
            }
        return Base64URL.text(Array(hash.prefix(hash.count / 2)))
    }
}
