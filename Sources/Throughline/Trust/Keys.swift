import CSodium

/// What a key is for. Each purpose has keys of its own, so that a token made for one is worthless for another.
///
/// The number is part of how the key is derived: never change or reuse one.
enum KeyPurpose: UInt64, CaseIterable, Sendable {
    case receipts = 1
    case sessions = 2
    case invitations = 3
    case nonces = 4
    case mail = 5
    case setup = 6
    case returns = 7
    case backups = 8
    case forms = 9
    case imports = 10
    case slips = 11
    case signInLinks = 12
    case keptForms = 13
    case secondFactors = 14
    case recoveryCodes = 15
    case comingIn = 16
    case sessionMoments = 17
    case passkeys = 18
    case outsideSignIns = 19
    case providerSecrets = 20
    case secondPersons = 31
    case talks = 32
    case guestLinks = 40
    case stubs = 41
    case auditMarks = 42
    case openings = 60
    case keyPhrases = 61
    case translationTasks = 62
    case documents = 74
}

/// The installation's secrets, kept in one file outside the database.
///
/// Every purpose's key is derived from a master key (`crypto_kdf`, BLAKE2b). The newest master signs and seals; older ones still
/// verify and open, so that rotation breaks no link already handed out. See `KeyFile` for how they are kept.
struct Keys: Sendable {
    /// One generation of the secret, 32 random bytes.
    struct Master: Sendable, Equatable {
        let number: Int
        let secret: [UInt8]
    }

    enum Problem: Error, Equatable {
        case unreadable(file: String)
        /// Others on this machine may read the file; it wants mode 0600.
        case exposed(file: String)
        case damaged(file: String)
        case unwritable(file: String)
    }

    /// Oldest first, never empty.
    let masters: [Master]

    /// nil without a master or with one of the wrong length.
    init?(masters: [Master]) {
        guard Sodium.isReady, !masters.isEmpty, masters.allSatisfy({ $0.secret.count == Int(crypto_kdf_KEYBYTES) }) else { return nil }
        self.masters = masters.sorted { $0.number < $1.number }
    }

    /// The HMAC-SHA-256 of a message under the newest key: 32 bytes.
    func mac(_ message: String, for purpose: KeyPurpose) -> [UInt8] {
        masters.last.map { Self.mac(message, under: $0, for: purpose) } ?? []
    }

    /// The message's HMAC under every live key, newest first: for looking up what was stored before a rotation.
    func macs(_ message: String, for purpose: KeyPurpose) -> [[UInt8]] {
        masters.reversed().map { Self.mac(message, under: $0, for: purpose) }
    }

    /// The number of the master that signs now.
    var newest: Int { masters.last?.number ?? 0 }

    /// The message's HMAC under one master, for names that must stay the same over a rotation; nil when that master is forgotten.
    func mac(_ message: String, for purpose: KeyPurpose, under number: Int) -> [UInt8]? {
        masters.first { $0.number == number }.map { Self.mac(message, under: $0, for: purpose) }
    }

    /// An id that we can recognise as handed out by us: the id, a dot and 128 bits of its HMAC in base64url.
    func token(_ id: String, for purpose: KeyPurpose) -> String {
        id + "." + Base64URL.text(Array(mac(id, for: purpose).prefix(Self.tokenBytes)))
    }

    /// The id within a token made for this purpose under any live key, or nil. Takes the same time however wrong the token is.
    func verify(token: String, for purpose: KeyPurpose) -> String? {
        guard token.utf8.count <= 1_000, let dot = token.lastIndex(of: ".") else { return nil }
        let id = String(token[..<dot])
        guard let given = Base64URL.bytes(String(token[token.index(after: dot)...])), given.count == Self.tokenBytes else { return nil }
        var genuine = false
        for expected in macs(id, for: purpose) where Self.same(given, Array(expected.prefix(Self.tokenBytes))) { genuine = true }
        return genuine ? id : nil
    }

    /// Encrypts and signs (XSalsa20-Poly1305, `crypto_secretbox`): a random nonce of 24 bytes, then the box.
    func seal(_ plain: [UInt8], for purpose: KeyPurpose) -> [UInt8] {
        guard let newest = masters.last else { return [] }
        let key = Self.derived(from: newest, for: purpose, context: Self.sealing)
        let nonce = Sodium.random(Int(crypto_secretbox_NONCEBYTES))
        var box = [UInt8](repeating: 0, count: plain.count + Int(crypto_secretbox_MACBYTES))
        _ = crypto_secretbox_easy(&box, plain, UInt64(plain.count), nonce, key)
        return nonce + box
    }

    /// What was sealed for this purpose under any live key, or nil when it was not or was changed since.
    func open(_ sealed: [UInt8], for purpose: KeyPurpose) -> [UInt8]? {
        let nonceBytes = Int(crypto_secretbox_NONCEBYTES)
        let overhead = nonceBytes + Int(crypto_secretbox_MACBYTES)
        guard sealed.count >= overhead else { return nil }
        let nonce = Array(sealed[..<nonceBytes])
        let box = Array(sealed[nonceBytes...])
        for master in masters.reversed() {
            var plain = [UInt8](repeating: 0, count: sealed.count - overhead)
            let key = Self.derived(from: master, for: purpose, context: Self.sealing)
            if crypto_secretbox_open_easy(&plain, box, UInt64(box.count), nonce, key) == 0 { return plain }
        }
        return nil
    }

    /// These keys and a new master that signs from now on.
    func withNewMaster() -> [Master] {
        masters + [Master(number: (masters.last?.number ?? 0) + 1, secret: Sodium.random(Int(crypto_kdf_KEYBYTES)))]
    }

    private static let tokenBytes = 16
    private static let signing = "tl-mac--"
    private static let sealing = "tl-seal-"

    private static func mac(_ message: String, under master: Master, for purpose: KeyPurpose) -> [UInt8] {
        let key = derived(from: master, for: purpose, context: signing)
        let bytes = Array(message.utf8)
        var mac = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_BYTES))
        crypto_auth_hmacsha256(&mac, bytes, UInt64(bytes.count), key)
        return mac
    }

    static func derived(from master: Master, for purpose: KeyPurpose, context: String) -> [UInt8] {
        var key = [UInt8](repeating: 0, count: 32)
        _ = crypto_kdf_derive_from_key(&key, key.count, purpose.rawValue, context, master.secret)
        return key
    }

    private static func same(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        a.count == b.count && sodium_memcmp(a, b, a.count) == 0
    }
}
