import CSodium
import Foundation

/// How a phrase was stretched into a key: libsodium's Argon2id with its own salt. What it cost stands beside it, so that it can rise.
struct Stretch: Sendable, Equatable {
    let salt: [UInt8]
    let passes: Int
    /// In KiB.
    let memory: Int

    static func fresh() -> Stretch { Stretch(salt: Sodium.random(Int(crypto_pwhash_saltbytes())), passes: 3, memory: 65_536) }

    /// Nobody's. Stretched when there is no copy, so that the time of an answer does not tell who has one.
    static let nobodys = Stretch(salt: [UInt8](repeating: 0x74, count: Int(crypto_pwhash_saltbytes())), passes: 3, memory: 65_536)
}

/// A secret that a phrase opens.
struct WrappedKey: Sendable {
    let stretch: Stretch
    /// A nonce and the box (`crypto_secretbox`).
    let box: [UInt8]

    /// Wraps a secret under what `Passwords.stretched` made of a phrase.
    init(_ secret: [UInt8], under key: [UInt8], _ stretch: Stretch) {
        let nonce = Sodium.random(Int(crypto_secretbox_NONCEBYTES))
        var box = [UInt8](repeating: 0, count: secret.count + Int(crypto_secretbox_MACBYTES))
        _ = crypto_secretbox_easy(&box, secret, UInt64(secret.count), nonce, key)
        (self.stretch, self.box) = (stretch, nonce + box)
    }

    init(stretch: Stretch, box: [UInt8]) { (self.stretch, self.box) = (stretch, box) }

    /// nil when the phrase was another.
    func open(under key: [UInt8]) -> [UInt8]? {
        let nonceBytes = Int(crypto_secretbox_NONCEBYTES)
        let overhead = nonceBytes + Int(crypto_secretbox_MACBYTES)
        guard box.count >= overhead, key.count == Int(crypto_secretbox_KEYBYTES) else { return nil }
        var plain = [UInt8](repeating: 0, count: box.count - overhead)
        let sealed = Array(box[nonceBytes...])
        return crypto_secretbox_open_easy(&plain, sealed, UInt64(sealed.count), Array(box[..<nonceBytes]), key) == 0 ? plain : nil
    }
}

/// One secret in two halves of which each alone says nothing.
enum Halves {
    static func of(_ secret: [UInt8]) -> (first: [UInt8], second: [UInt8]) {
        let first = Sodium.random(secret.count)
        return (first, joined(first, secret))
    }

    static func joined(_ one: [UInt8], _ other: [UInt8]) -> [UInt8] { zip(one, other).map { $0 ^ $1 } }
}

extension Passwords {
    /// The key a phrase stretches to, when its turn comes: 64 MiB each, one at once. nil when it is too long, or memory is short.
    func stretched(_ phrase: String, _ stretch: Stretch) async -> [UInt8]? {
        guard phrase.utf8.count <= Self.longest else { return nil }
        let bytes = phrase.precomposedStringWithCompatibilityMapping.utf8.map { CChar(bitPattern: $0) }
        return await stretching.run {
            var key = [UInt8](repeating: 0, count: Int(crypto_secretbox_KEYBYTES))
            let made = crypto_pwhash(
                &key, UInt64(key.count), bytes, UInt64(bytes.count), stretch.salt, UInt64(stretch.passes), stretch.memory << 10,
                crypto_pwhash_alg_argon2id13())
            return made == 0 ? key : nil
        }
    }

    /// A secret under a phrase, with a salt of its own.
    func wrapped(_ secret: [UInt8], under phrase: String) async throws(Problem) -> WrappedKey {
        let stretch = Stretch.fresh()
        guard let key = await stretched(phrase, stretch) else { throw .outOfMemory }
        return WrappedKey(secret, under: key, stretch)
    }
}
