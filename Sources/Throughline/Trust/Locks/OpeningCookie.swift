import CSodium

/// What a browser keeps while a place is open: random bytes that are nobody's key. Each place's half is made of them.
struct OpeningCookie: Sendable {
    let bytes: [UInt8]

    static let name = "opening"
    private static let size = 32

    /// nil when these are no such bytes.
    init?(_ text: String?) {
        guard let text, text.utf8.count <= 100, let bytes = Base64URL.bytes(text), bytes.count == Self.size else { return nil }
        self.bytes = bytes
    }

    /// For a browser that has none. Made of the form's own number, which is kept nowhere, so that a form sent twice leads to the same.
    init(for visit: Visit, _ keys: Keys) {
        bytes = visit.fields.number.map { keys.mac("cookie " + $0, for: .openings) } ?? Sodium.random(Self.size)
    }

    var text: String { Base64URL.text(bytes) }

    /// The browser's half of the key of one place.
    func half(for space: ID<Space>) -> [UInt8] {
        var half = [UInt8](repeating: 0, count: PlaceKey.size)
        let name = Array(space.description.utf8)
        crypto_generichash(&half, half.count, name, UInt64(name.count), bytes, bytes.count)
        return half
    }
}

/// The server's half of a key and when it was last used, sealed with the installation's own keys.
struct OpeningHalf: Sendable {
    let half: [UInt8]
    let usedAt: Int

    init(half: [UInt8], usedAt: Int) { (self.half, self.usedAt) = (half, usedAt) }

    init?(sealed: String, _ keys: Keys) {
        guard let bytes = Base64URL.bytes(sealed), let plain = keys.open(bytes, for: .openings), plain.count == PlaceKey.size + 8 else {
            return nil
        }
        half = Array(plain.prefix(PlaceKey.size))
        usedAt = Int(truncatingIfNeeded: plain.suffix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }

    func sealed(_ keys: Keys) -> String { Base64URL.text(keys.seal(half + UInt64(bitPattern: Int64(usedAt)).bytes, for: .openings)) }
}
