import CSodium

/// What every use of libsodium needs first.
enum Sodium {
    /// libsodium's own start, made once however many threads ask. Random bytes are only safe to take after it.
    static let isReady = sodium_init() >= 0

    /// Unpredictable bytes from the operating system: for keys and nonces, which no test needs to foresee.
    static func random(_ count: Int) -> [UInt8] {
        guard isReady, count > 0 else { return [] }
        var bytes = [UInt8](repeating: 0, count: count)
        randombytes_buf(&bytes, count)
        return bytes
    }
}

/// Base64 for links (RFC 4648 section 5), without padding.
enum Base64URL {
    static func text(_ bytes: [UInt8]) -> String {
        var encoded = [CChar](repeating: 0, count: sodium_base64_encoded_len(bytes.count, variant))
        sodium_bin2base64(&encoded, encoded.count, bytes, bytes.count, variant)
        return String(decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// nil when the text is not base64url or carries stray bits at its end.
    static func bytes(_ text: String) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: text.utf8.count)
        var count = 0
        let read = sodium_base642bin(&bytes, bytes.count, text, text.utf8.count, nil, &count, nil, variant)
        return read == 0 ? Array(bytes.prefix(count)) : nil
    }

    /// `sodium_base64_VARIANT_URLSAFE_NO_PADDING`.
    private static let variant: Int32 = 7
}
