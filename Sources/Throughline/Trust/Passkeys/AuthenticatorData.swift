/// What an authenticator says and signs: for which site, whether somebody was there, and, of a new passkey, its key.
struct AuthenticatorData: Sendable {
    /// A passkey as it was just made.
    struct Made: Sendable {
        let id: [UInt8]
        /// Its public key as it came, in COSE.
        let key: [UInt8]
    }

    let siteHash: [UInt8]
    private let flags: UInt8
    let counter: Int
    let made: Made?

    /// Ids longer than this are nobody's (WebAuthn, 6.5.1).
    private static let longestID = 1_023

    /// nil for anything cut off, too long, or not what its flags say.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 37 else { return nil }
        siteHash = Array(bytes[0..<32])
        flags = bytes[32]
        counter = bytes[33..<37].reduce(0) { $0 << 8 | Int($1) }
        var rest = bytes[37...]
        if flags & 0x40 != 0 {
            guard rest.count >= 18 else { return nil }
            let length = Int(rest[53]) << 8 | Int(rest[54])
            guard length > 0, length <= Self.longestID, rest.count > 18 + length else { return nil }
            let id = Array(rest[55..<(55 + length)])
            let start = 55 + length
            var reader = CBORReader(rest[start...])
            guard let key = try? reader.value(), key.isMap else { return nil }
            made = Made(id: id, key: Array(rest[start..<reader.place]))
            rest = rest[reader.place...]
        } else {
            made = nil
        }
        if flags & 0x80 != 0 {
            guard let extensions = try? CBORReader.whole(Array(rest)), extensions.isMap else { return nil }
        } else if !rest.isEmpty {
            return nil
        }
        // What is not eligible cannot be backed up.
        if isBackedUp && !mayBeBackedUp { return nil }
    }

    var isPresent: Bool { flags & 0x01 != 0 }
    /// By a finger, a face or a number that only its owner knows.
    var isVerified: Bool { flags & 0x04 != 0 }
    var mayBeBackedUp: Bool { flags & 0x08 != 0 }
    var isBackedUp: Bool { flags & 0x10 != 0 }
}
