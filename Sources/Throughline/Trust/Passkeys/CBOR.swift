/// A value in CBOR (RFC 8949), as far as authenticators use it: definite lengths, no tags, no floating point.
indirect enum CBOR: Sendable, Equatable {
    case int(Int)
    case bytes([UInt8])
    case text(String)
    case list([CBOR])
    case map([Pair])
    case bool(Bool)
    case null

    struct Pair: Sendable, Equatable {
        let key: CBOR
        let value: CBOR
    }

    subscript(key: Int) -> CBOR? { self[.int(key)] }
    subscript(key: String) -> CBOR? { self[.text(key)] }

    private subscript(key: CBOR) -> CBOR? {
        guard case .map(let pairs) = self else { return nil }
        return pairs.first { $0.key == key }?.value
    }

    var int: Int? { if case .int(let value) = self { value } else { nil } }
    var bytes: [UInt8]? { if case .bytes(let value) = self { value } else { nil } }
    var text: String? { if case .text(let value) = self { value } else { nil } }
    var isMap: Bool { if case .map = self { true } else { false } }
}

/// Reads CBOR that strangers send: never past its end, never deep, never more than there are bytes for.
struct CBORReader {
    /// It is not what it says, or more than authenticators have any use for.
    enum Problem: Error, Equatable {
        case short, tooDeep, unknown, twice, badText
    }

    private static let deepest = 4
    private let bytes: ArraySlice<UInt8>
    /// Where the next value begins.
    private(set) var place: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        place = bytes.startIndex
    }

    var isAtEnd: Bool { place == bytes.endIndex }

    /// One value that is the whole of it.
    static func whole(_ bytes: [UInt8]) throws(Problem) -> CBOR {
        var reader = CBORReader(bytes[...])
        let value = try reader.value()
        guard reader.isAtEnd else { throw .unknown }
        return value
    }

    mutating func value() throws(Problem) -> CBOR { try value(depth: 0) }

    private mutating func value(depth: Int) throws(Problem) -> CBOR {
        guard depth < Self.deepest else { throw .tooDeep }
        guard let head = try take(1).first else { throw .short }
        switch head >> 5 {
        case 0: return .int(try length(head & 31))
        case 1: return .int(-1 - (try length(head & 31)))
        case 2: return .bytes(Array(try take(length(head & 31))))
        case 3:
            guard let text = String(validating: try take(length(head & 31)), as: UTF8.self) else { throw .badText }
            return .text(text)
        case 4:
            var list: [CBOR] = []
            for _ in 0..<(try count(head & 31)) { list.append(try value(depth: depth + 1)) }
            return .list(list)
        case 5: return try map(try count(head & 31), depth)
        default: break
        }
        switch head {
        case 0xf4: return .bool(false)
        case 0xf5: return .bool(true)
        case 0xf6: return .null
        default: throw .unknown
        }
    }

    private mutating func map(_ count: Int, _ depth: Int) throws(Problem) -> CBOR {
        var pairs: [CBOR.Pair] = []
        for _ in 0..<count {
            let key = try value(depth: depth + 1)
            // Two readers could take a different one of two.
            guard !pairs.contains(where: { $0.key == key }) else { throw .twice }
            pairs.append(.init(key: key, value: try value(depth: depth + 1)))
        }
        return .map(pairs)
    }

    /// Every element takes a byte at least.
    private mutating func count(_ low: UInt8) throws(Problem) -> Int {
        let count = try length(low)
        guard count <= bytes.endIndex - place else { throw .short }
        return count
    }

    private mutating func length(_ low: UInt8) throws(Problem) -> Int {
        if low < 24 { return Int(low) }
        guard low < 28 else { throw .unknown }
        var number: UInt64 = 0
        for byte in try take(1 << Int(low - 24)) { number = number << 8 | UInt64(byte) }
        guard number <= UInt64(Int32.max) else { throw .unknown }
        return Int(number)
    }

    private mutating func take(_ count: Int) throws(Problem) -> ArraySlice<UInt8> {
        guard count >= 0, count <= bytes.endIndex - place else { throw .short }
        defer { place += count }
        return bytes[place..<(place + count)]
    }
}
