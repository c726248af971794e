import Foundation

/// What a page asks of an authenticator: `options` for our script, and the sealed challenge that comes back with the answer.
struct PasskeyQuestion: Sendable {
    /// In JSON; bytes in base64url.
    let options: String
    let sealed: String
    /// There is a passkey that could answer.
    let isKnown: Bool

    init(
        _ purpose: PasskeyChallenge.Purpose, _ challenge: PasskeyChallenge, sealed: String, site: PasskeySite, known: [Passkey],
        name: String
    ) {
        self.sealed = sealed
        let good = known.filter { $0.refused == nil }
        isKnown = !good.isEmpty
        var options = Options(challenge: challenge.written, timeout: PasskeyChallenge.minutes * 60_000)
        let keys = good.map { Options.Key(id: $0.credential) }
        switch purpose {
        case .add:
            options.rp = .init(id: site.id, name: "Throughline")
            options.user = .init(id: challenge.writtenHandle, name: name, displayName: name)
            options.pubKeyCredParams = PasskeyKey.algorithms.map { .init(alg: $0) }
            options.excludeCredentials = keys
            options.authenticatorSelection = .init()
        case .comeIn: (options.rpId, options.userVerification) = (site.id, "preferred")
        case .confirm: (options.rpId, options.userVerification, options.allowCredentials) = (site.id, "required", keys)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        self.options = (try? encoder.encode(options)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    /// The words of WebAuthn.
    private struct Options: Encodable {
        struct Key: Encodable {
            let id: String
            var type = "public-key"
        }
        struct Site: Encodable {
            let id: String
            let name: String
        }
        struct User: Encodable {
            let id: String
            let name: String
            let displayName: String
        }
        struct Kind: Encodable {
            let alg: Int
            var type = "public-key"
        }
        struct Selection: Encodable {
            var residentKey = "required"
            var userVerification = "preferred"
        }

        let challenge: String
        let timeout: Int
        var rp: Site?
        var user: User?
        var pubKeyCredParams: [Kind]?
        var excludeCredentials: [Key]?
        var authenticatorSelection: Selection?
        var rpId: String?
        var userVerification: String?
        var allowCredentials: [Key]?
    }
}
