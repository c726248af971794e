import CSodium

/// Signatures (Ed25519): unlike a keyed hash, anybody who was given the public half can look at them.
extension Keys {
    /// The signature under the newest master, and the public half of its key, both in base64url.
    func signature(of message: String, for purpose: KeyPurpose) -> (key: String, signature: String)? {
        guard let newest = masters.last else { return nil }
        let pair = Self.pair(of: newest, for: purpose)
        let bytes = Array(message.utf8)
        var signature = [UInt8](repeating: 0, count: Int(crypto_sign_BYTES))
        guard crypto_sign_detached(&signature, nil, bytes, UInt64(bytes.count), pair.secret) == 0 else { return nil }
        return (Base64URL.text(pair.lock), Base64URL.text(signature))
    }

    /// Whether the signature is good; nil when the key is none of ours.
    func signed(_ signature: String, by key: String, _ message: String, for purpose: KeyPurpose) -> Bool? {
        guard let pair = masters.map({ Self.pair(of: $0, for: purpose) }).first(where: { Base64URL.text($0.lock) == key }) else {
            return nil
        }
        guard let given = Base64URL.bytes(signature), given.count == Int(crypto_sign_BYTES) else { return false }
        let message = Array(message.utf8)
        return crypto_sign_verify_detached(given, message, UInt64(message.count), pair.lock) == 0
    }

    private static func pair(of master: Master, for purpose: KeyPurpose) -> (lock: [UInt8], secret: [UInt8]) {
        let seed = derived(from: master, for: purpose, context: "tl-sign-")
        var lock = [UInt8](repeating: 0, count: Int(crypto_sign_PUBLICKEYBYTES))
        var secret = [UInt8](repeating: 0, count: Int(crypto_sign_SECRETKEYBYTES))
        _ = crypto_sign_seed_keypair(&lock, &secret, seed)
        return (lock, secret)
    }
}
