import CSodium
import Database
import Foundation

/// What a place that keeps its words locked tells everybody: whom to seal them to. With it one can write and never read.
struct PlaceLock: Sendable {
    let space: ID<Space>
    let bytes: [UInt8]

    /// Bytes sealed to the place (X25519, XSalsa20-Poly1305, `crypto_box_seal`).
    func seal(_ plain: [UInt8]) -> [UInt8] {
        var box = [UInt8](repeating: 0, count: plain.count + crypto_box_sealbytes())
        guard Sodium.isReady, bytes.count == crypto_box_publickeybytes(),
            crypto_box_seal(&box, plain, UInt64(plain.count), bytes) == 0
        else { return [] }
        return box
    }

    /// A text as it lies in a row: the mark, whose it is, and the box. Its length is rounded up, so that a short answer and a shorter one
    /// look alike.
    func seal(words: String) -> String {
        let bytes = Array(words.utf8)
        let padding = Self.block - bytes.count % Self.block
        let padded = bytes + [UInt8](repeating: 0, count: padding - 1) + [UInt8(padding)]
        return SealedWords.mark + space.description + "." + Base64URL.text(seal(padded))
    }

    /// A photo or recording as it lies in the store of files.
    func seal(file: [UInt8]) -> [UInt8] { Self.fileMark + Array(space.description.utf8) + seal(file) }

    static let block = 64
    static let fileMark = Array("throughline locked file 1\n".utf8)
}

/// The key of a place. It is in memory while somebody who opened the place is answered, and nowhere else.
struct PlaceKey: Sendable {
    let space: ID<Space>
    let secret: [UInt8]
    let lock: PlaceLock

    static let size = Int(crypto_box_secretkeybytes())

    /// nil when these are no bytes of a key.
    init?(_ space: ID<Space>, secret: [UInt8]) {
        var open = [UInt8](repeating: 0, count: Int(crypto_box_publickeybytes()))
        guard Sodium.isReady, secret.count == Self.size, crypto_scalarmult_base(&open, secret) == 0 else { return nil }
        (self.space, self.secret, lock) = (space, secret, PlaceLock(space: space, bytes: open))
    }

    /// A new one, of the operating system's own chance.
    static func fresh(for space: ID<Space>) -> PlaceKey? { PlaceKey(space, secret: Sodium.random(size)) }

    func open(_ box: [UInt8]) -> [UInt8]? {
        guard box.count >= crypto_box_sealbytes() else { return nil }
        var plain = [UInt8](repeating: 0, count: box.count - crypto_box_sealbytes())
        return crypto_box_seal_open(&plain, box, UInt64(box.count), lock.bytes, secret) == 0 ? plain : nil
    }

    /// Words sealed to this place, without the mark.
    func open(words sealed: String) -> String? {
        guard let dot = sealed.firstIndex(of: "."), sealed[..<dot] == space.description,
            let box = Base64URL.bytes(String(sealed[sealed.index(after: dot)...])), let padded = open(box), let count = padded.last,
            count >= 1, Int(count) <= padded.count
        else { return nil }
        return String(decoding: padded.dropLast(Int(count)), as: UTF8.self)
    }
}

/// The keys one request holds, by place.
struct OpenPlaces: Sendable {
    private(set) var keys: [ID<Space>: PlaceKey] = [:]

    init(_ keys: [PlaceKey] = []) { for key in keys { self.keys[key.space] = key } }

    subscript(space: ID<Space>) -> PlaceKey? { keys[space] }

    /// What opens words of these places; nil when none is open, so that nothing has to be carried.
    var opener: SealedWords.Opener? {
        guard !keys.isEmpty else { return nil }
        return { [keys] sealed in
            guard let dot = sealed.firstIndex(of: ".") else { return nil }
            return keys[ID(String(sealed[..<dot]))]?.open(words: sealed)
        }
    }

    /// A file as it was before it was sealed; as it is where it was not; nil where its place is locked.
    func open(file: [UInt8]) -> [UInt8]? {
        let mark = PlaceLock.fileMark
        guard file.starts(with: mark) else { return file }
        let head = mark.count + Self.idLength
        guard file.count > head else { return nil }
        let space = ID<Space>(String(decoding: file[mark.count..<head], as: UTF8.self))
        return keys[space]?.open(Array(file[head...]))
    }

    private static let idLength = 26
}

extension String {
    /// What stands here is not the words but that nobody opened them.
    var isLocked: Bool { self == SealedWords.locked }
}

extension Text {
    var isLocked: Bool { body.isLocked }
}
