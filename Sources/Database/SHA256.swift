import CSodium

/// SHA-256 (FIPS 180-4), by libsodium.
enum SHA256 {
    /// The digest of the bytes in lower-case hex: 64 characters.
    static func hex(_ bytes: some Collection<UInt8>) -> String {
        let bytes = Array(bytes)
        var digest = [UInt8](repeating: 0, count: 32)
        // It fails in no documented case: the result is always 0.
        crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return digest.hex
    }
}

extension [UInt8] {
    /// The bytes in lower-case hex.
    var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
