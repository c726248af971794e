import CSodium
import Crypto
import Language

/// Six digits that an authenticator shows for half a minute (RFC 6238 with SHA-1, as every authenticator understands it).
enum TimeCode {
    static let secretBytes = 20

    /// The half minute it is.
    static func step(at now: Moment) -> Int { now.milliseconds / 30_000 }

    static func digits(_ secret: [UInt8], step: Int, count: Int = 6) -> String {
        let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: UInt64(max(step, 0)).bytes, using: SymmetricKey(data: secret)))
        let start = Int(mac[mac.count - 1] & 15)
        let number = mac[start..<start + 4].reduce(0) { $0 << 8 | UInt64($1) } & 0x7FFF_FFFF
        let modulus = (0..<count).reduce(UInt64(1)) { product, _ in product * 10 }
        let text = String(number % modulus)
        return String(repeating: "0", count: count - text.count) + text
    }

    /// The half minute these digits belong to: now, the one before or the one after, but none up to the one that was used last.
    static func step(of typed: String, _ secret: [UInt8], at now: Moment, after last: Int) -> Int? {
        guard let given = sixDigits(typed) else { return nil }
        let here = step(at: now)
        var found: Int?
        for step in here - 1...here + 1 {
            let expected = Array(digits(secret, step: step).utf8)
            if sodium_memcmp(expected, given, expected.count) == 0, step > last, found == nil { found = step }
        }
        return found
    }

    /// What was typed as six ASCII digits, in whichever digits a keyboard writes; nil for anything else.
    static func sixDigits(_ typed: String) -> [UInt8]? {
        let values = typed.filter { !$0.isWhitespace }.map(\.wholeNumberValue)
        let digits = values.compactMap { $0.flatMap { (0...9).contains($0) ? UInt8(48 + $0) : nil } }
        return digits.count == 6 && values.count == 6 ? digits : nil
    }

    /// What an authenticator reads from a picture. It names this server and nobody: such lists are seen by whoever holds the phone.
    static func address(_ secret: [UInt8], host: String) -> String {
        let kept = String(host.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") })
        return "otpauth://totp/\(kept)?secret=\(base32(secret))"
    }

    /// RFC 4648, section 6, without padding.
    static func base32(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var (text, held, bits): ([UInt8], UInt32, Int) = ([], 0, 0)
        for byte in bytes {
            held = held << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(letters[Int(held >> UInt32(bits) & 31)])
            }
            held &= 0xFF
        }
        if bits > 0 { text.append(letters[Int(held << UInt32(5 - bits) & 31)]) }
        return String(decoding: text, as: UTF8.self)
    }
}

/// What lets somebody in once who has lost their authenticator: ten letters and digits, 50 bits.
enum RecoveryCode {
    static let count = 10

    static func text(_ bytes: [UInt8]) -> String {
        let letters = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
        var value = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        var text: [UInt8] = []
        for place in 0..<10 {
            if place == 5 { text.append(UInt8(ascii: "-")) }
            text.append(letters[Int(value & 31)])
            value >>= 5
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// As it is hashed: neither the hyphen nor letters that look like digits make a difference.
    static func canonical(_ typed: String) -> String {
        String(typed.lowercased().filter { $0.isLetter || $0.isNumber }.map { $0 == "o" ? "0" : $0 == "i" || $0 == "l" ? "1" : $0 })
    }
}
