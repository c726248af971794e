import Crypto
import Foundation
import Language

/// Why a passkey was not believed. People are told that it was not, and never why.
enum PasskeyProblem: Error, Equatable {
    case malformed, kind, challenge, origin, site, presence, verification, attestation, key, signature, counter, unknown, spent
}

/// Whom passkeys are for: this site, by the name in its address, and only on pages of this very address.
struct PasskeySite: Sendable {
    let id: String
    let origin: String

    /// From `https://learn.example.org:8443`, as browsers write it.
    init(base: String) {
        let lower = base.lowercased()
        let pieces = lower.split(separator: "/", omittingEmptySubsequences: true)
        let authority = pieces.dropFirst().first.map(String.init) ?? ""
        let port = authority.lastIndex(of: ":").filter { !authority[$0...].contains("]") }
        id = port.map { String(authority[..<$0]) } ?? authority
        let isUsual = lower.hasPrefix("https://") ? authority.hasSuffix(":443") : authority.hasSuffix(":80")
        origin = (pieces.first ?? "https:") + "//" + (isUsual ? id : authority)
    }

    /// Browsers make passkeys for names, never for bare addresses.
    var isName: Bool { Peer.normalised(id) == nil && !id.hasPrefix("[") }

    /// Checks what a new passkey was made with; gives what it says of itself.
    func checked(_ answer: PasskeyAnswer, making challenge: [UInt8]) throws(PasskeyProblem) -> AuthenticatorData {
        _ = try client(answer.client, "webauthn.create", challenge)
        guard let bytes = answer.attestation, let object = try? CBORReader.whole(bytes) else { throw .malformed }
        // Which make it is does not matter to us, and we ask nobody to tell.
        guard object["fmt"]?.text == "none", object["attStmt"] == .map([]), let data = object["authData"]?.bytes else { throw .attestation }
        guard let said = AuthenticatorData(data), let made = said.made, made.id == answer.id else { throw .malformed }
        try require(said)
        guard let cose = try? CBORReader.whole(made.key), PasskeyKey(cose) != nil else { throw .key }
        return said
    }

    /// Checks a signature over a challenge; gives what the authenticator said with it.
    func checked(_ answer: PasskeyAnswer, using challenge: [UInt8], key: [UInt8]) throws(PasskeyProblem) -> AuthenticatorData {
        let hash = try client(answer.client, "webauthn.get", challenge)
        guard let data = answer.authenticator, let signature = answer.signature, let said = AuthenticatorData(data) else {
            throw .malformed
        }
        try require(said)
        guard let cose = try? CBORReader.whole(key), let key = PasskeyKey(cose) else { throw .key }
        guard key.isValid(signature, for: data + hash) else { throw .signature }
        return said
    }

    /// What the browser says it asked the authenticator for; gives its hash.
    private func client(_ bytes: [UInt8], _ kind: String, _ challenge: [UInt8]) throws(PasskeyProblem) -> [UInt8] {
        guard let client = try? JSONDecoder().decode(Client.self, from: Data(bytes)) else { throw .malformed }
        guard client.type == kind else { throw .kind }
        guard let given = Base64URL.bytes(client.challenge), !challenge.isEmpty, given == challenge else { throw .challenge }
        guard client.origin == origin, client.crossOrigin != true else { throw .origin }
        return Array(SHA256.hash(data: bytes))
    }

    private func require(_ said: AuthenticatorData) throws(PasskeyProblem) {
        guard said.siteHash == Array(SHA256.hash(data: Array(id.utf8))) else { throw .site }
        guard said.isPresent else { throw .presence }
    }

    private struct Client: Decodable {
        let type: String
        let challenge: String
        let origin: String
        let crossOrigin: Bool?
    }
}

/// What a browser sends back from an authenticator, written by our script.
struct PasskeyAnswer: Sendable {
    let id: [UInt8]
    let client: [UInt8]
    let attestation: [UInt8]?
    let authenticator: [UInt8]?
    let signature: [UInt8]?
    let handle: [UInt8]?

    /// Longer is nobody's.
    static let longest = 16_000

    private struct Written: Decodable {
        let id: String
        let client: String
        let attestation: String?
        let authenticator: String?
        let signature: String?
        let handle: String?
    }

    init(_ text: String) throws(PasskeyProblem) {
        guard text.utf8.count <= Self.longest, let written = try? JSONDecoder().decode(Written.self, from: Data(text.utf8)),
            let id = Base64URL.bytes(written.id), !id.isEmpty, let client = Base64URL.bytes(written.client)
        else { throw .malformed }
        (self.id, self.client) = (id, client)
        (attestation, authenticator) = (
            written.attestation.flatMap { Base64URL.bytes($0) }, written.authenticator.flatMap { Base64URL.bytes($0) }
        )
        (signature, handle) = (written.signature.flatMap { Base64URL.bytes($0) }, written.handle.flatMap { Base64URL.bytes($0) })
    }
}

extension Optional {
    /// nil too when it is not so.
    fileprivate func filter(_ isWanted: (Wrapped) -> Bool) -> Wrapped? { flatMap { isWanted($0) ? $0 : nil } }
}
