import CSodium
import Foundation

/// What closes an encrypted file.
enum SealedLock: Sendable {
    /// Something a person remembers; stretched by Argon2id.
    case passphrase(String)
    /// The public half of a backup key; only its secret half opens.
    case publicKey([UInt8])
}

/// What opens an encrypted file.
enum SealedOpener: Sendable {
    case passphrase(String)
    case secretKey([UInt8])
    /// The file's own key, known only to who has just written it.
    case own([UInt8])
}

/// The form of our encrypted files: a line that names it; `p` and a salt, or `k` and the file's key in a sealed box; then libsodium's
/// secretstream (XChaCha20-Poly1305), each piece behind its length in four bytes. A cut, changed or reordered file does not open.
enum SealedForm {
    static let magic = Array("throughline sealed file 1\n".utf8)
    static let pieceSize = 1 << 16
    static let saltSize = Int(crypto_pwhash_saltbytes())
    static let boxedKeySize = crypto_box_sealbytes() + keySize
    static let keySize = crypto_secretstream_xchacha20poly1305_keybytes()
    static let headSize = crypto_secretstream_xchacha20poly1305_headerbytes()
    static let extra = crypto_secretstream_xchacha20poly1305_abytes()

    static func stretched(_ passphrase: String, _ salt: [UInt8]) throws(CarryError) -> [UInt8] {
        var key = [UInt8](repeating: 0, count: keySize)
        let bytes = Array(passphrase.utf8).map { CChar(bitPattern: $0) }
        let made = crypto_pwhash(
            &key, UInt64(keySize), bytes, UInt64(bytes.count), salt, UInt64(crypto_pwhash_opslimit_moderate()), 64 << 20,
            crypto_pwhash_alg_argon2id13())
        guard made == 0 else { throw CarryError("There is not enough memory to work out the key: 64 MB are needed.") }
        return key
    }
}

/// Writes an encrypted file, readable by its owner only.
final class SealedWriter {
    /// The key of this file alone; kept to read it back at once.
    let key: [UInt8]
    private let file: FileHandle
    private let path: String
    private var state = crypto_secretstream_xchacha20poly1305_state()
    private var waiting: [UInt8] = []

    init(_ path: String, _ lock: SealedLock) throws(CarryError) {
        guard Sodium.isReady else { throw CarryError("The encryption library does not start.") }
        self.path = path
        var head = SealedForm.magic
        switch lock {
        case .passphrase(let words):
            let salt = Sodium.random(SealedForm.saltSize)
            key = try SealedForm.stretched(words, salt)
            head += [UInt8(ascii: "p")] + salt
        case .publicKey(let lock):
            key = Sodium.random(SealedForm.keySize)
            var boxed = [UInt8](repeating: 0, count: SealedForm.boxedKeySize)
            guard lock.count == crypto_box_publickeybytes(), crypto_box_seal(&boxed, key, UInt64(key.count), lock) == 0 else {
                throw CarryError("The public key is damaged. Make a new pair with `throughline keys backup-key`.")
            }
            head += [UInt8(ascii: "k")] + boxed
        }
        var streamHead = [UInt8](repeating: 0, count: SealedForm.headSize)
        _ = crypto_secretstream_xchacha20poly1305_init_push(&state, &streamHead, key)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CarryError("\(path) cannot be written: \(String(cString: strerror(errno))).") }
        file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        try put(head + streamHead)
    }

    func write(_ bytes: [UInt8]) throws(CarryError) {
        waiting += bytes
        var place = 0
        while waiting.count - place > SealedForm.pieceSize {
            try push(waiting[place..<place + SealedForm.pieceSize], isLast: false)
            place += SealedForm.pieceSize
        }
        if place > 0 { waiting.removeFirst(place) }
    }

    /// Writes the end, without which the file does not open, and makes it safe.
    func finish() throws(CarryError) {
        try push(waiting[...], isLast: true)
        waiting = []
        do {
            try file.synchronize()
            try file.close()
        } catch {
            throw CarryError("\(path) cannot be written to the disk.")
        }
    }

    private func push(_ piece: ArraySlice<UInt8>, isLast: Bool) throws(CarryError) {
        var closed = [UInt8](repeating: 0, count: piece.count + SealedForm.extra)
        let tag = isLast ? crypto_secretstream_xchacha20poly1305_tag_final() : crypto_secretstream_xchacha20poly1305_tag_message()
        _ = crypto_secretstream_xchacha20poly1305_push(&state, &closed, nil, Array(piece), UInt64(piece.count), nil, 0, tag)
        try put((0..<4).map { UInt8(truncatingIfNeeded: closed.count >> (8 * $0)) } + closed)
    }

    private func put(_ bytes: [UInt8]) throws(CarryError) {
        do { try file.write(contentsOf: Data(bytes)) } catch { throw CarryError("\(path) cannot be written. Is the disk full?") }
    }
}

/// Reads an encrypted file piece by piece; nothing of a changed piece is given out.
final class SealedReader {
    private let file: FileHandle
    private let name: String
    private var state = crypto_secretstream_xchacha20poly1305_state()
    private var isEnded = false

    init(_ path: String, _ opener: SealedOpener) throws(CarryError) {
        guard Sodium.isReady, let file = FileHandle(forReadingAtPath: path) else { throw CarryError("\(path) cannot be read.") }
        (self.file, name) = (file, (path as NSString).lastPathComponent)
        guard Self.take(SealedForm.magic.count, file) == SealedForm.magic, let mode = Self.take(1, file)?.first else {
            throw CarryError("\(name) is no file Throughline has encrypted.")
        }
        let size = mode == UInt8(ascii: "p") ? SealedForm.saltSize : SealedForm.boxedKeySize
        guard let lock = Self.take(size, file), let head = Self.take(SealedForm.headSize, file) else {
            throw CarryError("\(name) ends too early.")
        }
        let key = try Self.key(mode, lock, opener, name)
        guard crypto_secretstream_xchacha20poly1305_init_pull(&state, head, key) == 0 else { throw CarryError("\(name) is damaged.") }
    }

    /// The next piece, or nil after the last.
    func next() throws(CarryError) -> [UInt8]? {
        if isEnded { return nil }
        guard let length = Self.take(4, file) else { throw CarryError("\(name) ends too early: it was not copied whole.") }
        let size = length.enumerated().reduce(0) { $0 | Int($1.element) << (8 * $1.offset) }
        guard size >= SealedForm.extra, size <= SealedForm.pieceSize + SealedForm.extra, let closed = Self.take(size, file) else {
            throw CarryError("\(name) is damaged or was not copied whole.")
        }
        var piece = [UInt8](repeating: 0, count: size - SealedForm.extra)
        var tag: UInt8 = 0
        guard crypto_secretstream_xchacha20poly1305_pull(&state, &piece, nil, &tag, closed, UInt64(closed.count), nil, 0) == 0 else {
            throw CarryError("\(name) does not open: it is damaged, or this is not its key.")
        }
        isEnded = tag == crypto_secretstream_xchacha20poly1305_tag_final()
        return piece
    }

    private static func key(_ mode: UInt8, _ lock: [UInt8], _ opener: SealedOpener, _ name: String) throws(CarryError) -> [UInt8] {
        switch (mode, opener) {
        case (_, .own(let key)): return key
        case (UInt8(ascii: "p"), .passphrase(let words)): return try SealedForm.stretched(words, lock)
        case (UInt8(ascii: "k"), .secretKey(let secret)):
            var key = [UInt8](repeating: 0, count: SealedForm.keySize)
            var lockKey = [UInt8](repeating: 0, count: crypto_box_publickeybytes())
            guard secret.count == crypto_box_secretkeybytes(), crypto_scalarmult_base(&lockKey, secret) == 0,
                crypto_box_seal_open(&key, lock, UInt64(lock.count), lockKey, secret) == 0
            else { throw CarryError("\(name) does not open with this secret: it was closed for another key.") }
            return key
        case (UInt8(ascii: "p"), _): throw CarryError("\(name) opens with a passphrase: put it in THROUGHLINE_EXPORT_PASSPHRASE.")
        default: throw CarryError("\(name) opens with the secret of a backup key: put it in THROUGHLINE_BACKUP_SECRET.")
        }
    }

    /// Exactly so many bytes, or nil.
    private static func take(_ count: Int, _ file: FileHandle) -> [UInt8]? {
        guard let data = try? file.read(upToCount: count), data.count == count else { return nil }
        return [UInt8](data)
    }
}
