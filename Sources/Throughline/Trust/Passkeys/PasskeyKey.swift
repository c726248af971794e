import Crypto
import CryptoExtras
import Foundation

/// The public key of a passkey, in COSE (RFC 9053): the three kinds that authenticators make.
enum PasskeyKey: Sendable {
    case es256(P256.Signing.PublicKey)
    case ed25519(Curve25519.Signing.PublicKey)
    case rs256(_RSA.Signing.PublicKey)

    /// What we ask authenticators for, the most wanted first.
    static let algorithms = [-7, -8, -257]
    /// An RSA key has 2,048 bits at least, and 4,096 at most, so that checking stays cheap.
    private static let modulusBytes = 256...512

    /// nil for a key of another kind, on another curve, or off its curve.
    init?(_ cose: CBOR) {
        switch (cose[1]?.int, cose[3]?.int) {
        case (2, -7):
            guard cose[-1]?.int == 1, let x = cose[-2]?.bytes, let y = cose[-3]?.bytes, x.count == 32, y.count == 32,
                let key = try? P256.Signing.PublicKey(rawRepresentation: x + y)
            else { return nil }
            self = .es256(key)
        case (1, -8):
            guard cose[-1]?.int == 6, let x = cose[-2]?.bytes, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: x)
            else { return nil }
            self = .ed25519(key)
        case (3, -257):
            guard let n = cose[-1]?.bytes, let e = cose[-2]?.bytes, Self.modulusBytes.contains(n.count), e.count <= 4,
                let key = try? _RSA.Signing.PublicKey(n: n, e: e)
            else { return nil }
            self = .rs256(key)
        default: return nil
        }
    }

    func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
        switch self {
        case .es256(let key):
            guard let signature = try? P256.Signing.ECDSASignature(derRepresentation: signature) else { return false }
            return key.isValidSignature(signature, for: message)
        case .ed25519(let key): return key.isValidSignature(signature, for: message)
        case .rs256(let key):
            let signature = _RSA.Signing.RSASignature(rawRepresentation: signature)
            return key.isValidSignature(signature, for: SHA256.hash(data: message), padding: .insecurePKCS1v1_5)
        }
    }
}
