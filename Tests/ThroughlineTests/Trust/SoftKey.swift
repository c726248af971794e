import Crypto
import CryptoExtras
import Foundation
import HTMLTesting

@testable import Throughline

/// An authenticator made of software, which can also lie.
final class SoftKey {
    enum Kind: CaseIterable, Sendable {
        case es256, ed25519, rs256
    }

    /// What somebody might change about an answer.
    struct Lie: Sendable {
        var site = "learn.test"
        var origin = "http://learn.test"
        var kind: String?
        var challenge: [UInt8]?
        var crossOrigin = false
        var flags: UInt8 = 0x05
        var counter: Int?
        var signature = false
        var handle: [UInt8]?
        var format = "none"
        var trailing: [UInt8] = []
    }

    let id: [UInt8]
    private let sign: (Data) throws -> [UInt8]
    private let cose: [UInt8]
    private(set) var handle: [UInt8] = []
    var counter = 0

    init(_ kind: Kind = .es256, id: [UInt8] = (0..<32).map { _ in .random(in: 0...255) }) throws {
        self.id = id
        switch kind {
        case .es256:
            let key = P256.Signing.PrivateKey()
            let raw = Array(key.publicKey.rawRepresentation)
            cose = [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32] + raw.prefix(32) + [0x22, 0x58, 32] + raw.suffix(32)
            sign = { Array(try key.signature(for: $0).derRepresentation) }
        case .ed25519:
            let key = Curve25519.Signing.PrivateKey()
            cose = [0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32] + Array(key.publicKey.rawRepresentation)
            sign = { Array(try key.signature(for: $0)) }
        case .rs256:
            let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
            let numbers = try key.publicKey.getKeyPrimitives()
            cose = [0xa4, 1, 3, 3, 0x39, 1, 0, 0x20, 0x59, 1, 0] + Array(numbers.modulus) + [0x21, 0x43] + Array(numbers.publicExponent)
            sign = { Array(try key.signature(for: SHA256.hash(data: $0), padding: .insecurePKCS1v1_5).rawRepresentation) }
        }
    }

    /// What a page asks.
    struct Asked: Decodable {
        struct User: Decodable { let id: String }
        struct Key: Decodable { let id: String }
        let challenge: String
        let user: User?
        let rpId: String?
        let allowCredentials: [Key]?
        let excludeCredentials: [Key]?
        let userVerification: String?

        init(_ page: Answer) throws {
            let forms = try page.page().elements(named: "form")
            guard let text = forms.compactMap({ $0.attribute("data-passkey") }).first else { throw WorldError.nobody("a passkey form") }
            self = try JSONDecoder().decode(Self.self, from: Data(text.utf8))
        }
    }

    /// A new passkey.
    func made(_ asked: Asked, _ lie: Lie = Lie()) throws -> String {
        handle = Base64URL.bytes(asked.user?.id ?? "") ?? []
        let data =
            said(lie, flags: lie.flags | 0x40) + [UInt8](repeating: 0, count: 16) + [UInt8(id.count >> 8), UInt8(id.count & 255)] + id
            + cose
        let object =
            [0xa3, 0x63] + Array("fmt".utf8) + [0x60 + UInt8(lie.format.utf8.count)] + Array(lie.format.utf8) + [0x67]
            + Array("attStmt".utf8)
            + [0xa0, 0x68] + Array("authData".utf8) + [0x59, UInt8(data.count >> 8), UInt8(data.count & 255)] + data + lie.trailing
        return try written(["client": client(asked, "webauthn.create", lie), "attestation": object])
    }

    /// A signature.
    func signed(_ asked: Asked, _ lie: Lie = Lie()) throws -> String {
        counter += 1
        let (client, data) = (client(asked, "webauthn.get", lie), said(lie, flags: lie.flags) + lie.trailing)
        var signature = try sign(Data(data + Array(SHA256.hash(data: client))))
        if lie.signature { signature[signature.count - 1] ^= 1 }
        return try written(["client": client, "authenticator": data, "signature": signature, "handle": lie.handle ?? handle])
    }

    private func said(_ lie: Lie, flags: UInt8) -> [UInt8] {
        let n = UInt32(lie.counter ?? counter)
        return Array(SHA256.hash(data: Array(lie.site.utf8))) + [flags] + (0..<4).map { UInt8(truncatingIfNeeded: n >> (24 - 8 * $0)) }
    }

    private func client(_ asked: Asked, _ kind: String, _ lie: Lie) -> [UInt8] {
        let challenge = lie.challenge.map { Base64URL.text($0) } ?? asked.challenge
        return Array(
            #"{"type":"\#(lie.kind ?? kind)","challenge":"\#(challenge)","origin":"\#(lie.origin)","crossOrigin":\#(lie.crossOrigin)}"#.utf8
        )
    }

    private func written(_ parts: [String: [UInt8]]) throws -> String {
        var texts = parts.mapValues { Base64URL.text($0) }
        texts["id"] = Base64URL.text(id)
        return String(decoding: try JSONEncoder().encode(texts), as: UTF8.self)
    }
}

extension SoftKey {
    /// What an authenticator says of a new passkey, as bytes to be broken.
    static func authenticatorData() throws -> [UInt8] {
        let key = try SoftKey(id: [UInt8](repeating: 9, count: 16))
        return key.said(Lie(), flags: 0x45) + [UInt8](repeating: 0, count: 16) + [0, 16] + key.id + key.cose
    }
}
