import CSodium
import Foundation

/// Hashes passwords with Argon2id, at most two at once so that 19 MiB each stay affordable on a small machine.
///
/// The cost is the second of OWASP's equal choices (m = 19 MiB, t = 2, p = 1). Characters are NFKC first, so that
/// the same word typed on another keyboard is the same password.
struct Passwords: Sendable {
    enum Problem: Error, Equatable {
        /// Longer than `longest` bytes: nobody types that, and hashing it would cost us.
        case tooLong
        case outOfMemory
    }

    /// Bytes of UTF-8.
    static let longest = 1_024
    private static let passes: UInt64 = 2
    private static let memory = 19 * 1_024 * 1_024

    /// Nobody's password. Checked when there is no account, so that the time of an answer does not tell who has one.
    private static let nobodys = "$argon2id$v=19$m=19456,t=2,p=1$3BzKdHlF7HEGHv8RL7V39A$ecnmssQT2H85OVSbfwTAW/6bqCTccH5fh4JBRCCbDuI"

    private let threads = FewAtOnce(2, name: "passwords")
    /// For keys of places, which take more memory each.
    let stretching = FewAtOnce(1, name: "keys of places")
    private let turns = FairTurns(2, most: 30)

    /// Does work that hashes when it is this line's turn, so that many tries over one line delay nobody on another.
    func inTurn<Answer: Sendable>(_ line: String?, _ work: @Sendable () async -> Answer) async throws(Refusal) -> Answer {
        try await turns.take(line ?? "", work)
    }

    /// The hash in the PHC form (`$argon2id$v=19$m=…`), with its own random salt.
    func hash(_ password: String) async throws(Problem) -> String {
        guard let bytes = Self.bytes(password) else { throw .tooLong }
        let hash = await threads.run { () -> String? in
            var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
            guard Sodium.isReady,
                crypto_pwhash_str_alg(
                    &text, bytes, UInt64(bytes.count), Self.passes, Self.memory, crypto_pwhash_ALG_ARGON2ID13) == 0
            else { return nil }
            return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
        guard let hash else { throw .outOfMemory }
        return hash
    }

    /// Whether this is the password that was hashed; false when nothing was, after the same time.
    func verify(_ password: String, against stored: String?) async -> Bool {
        guard let bytes = Self.bytes(password) else { return false }
        let hash = stored ?? Self.nobodys
        let fits = await threads.run {
            hash.utf8.count < Int(crypto_pwhash_STRBYTES) && crypto_pwhash_str_verify(hash, bytes, UInt64(bytes.count)) == 0
        }
        return fits && stored != nil
    }

    /// Whether a hash was made at another cost than today's; hash again when its owner next signs in.
    func needsRehash(_ stored: String) -> Bool {
        guard stored.utf8.count < Int(crypto_pwhash_STRBYTES) else { return true }
        return crypto_pwhash_str_needs_rehash(stored, Self.passes, Self.memory) != 0
    }

    /// As signed bytes, which is what libsodium takes; nil when too long.
    private static func bytes(_ password: String) -> [CChar]? {
        guard password.utf8.count <= longest else { return nil }
        return password.precomposedStringWithCompatibilityMapping.utf8.map { CChar(bitPattern: $0) }
    }
}
