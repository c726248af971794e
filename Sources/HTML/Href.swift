import Language

/// Where a link, a form or a redirect leads. It can hold no script and cannot lead to another site by accident.
///
///     let page: Href = "/questions/\(id)"
///
/// What is interpolated is percent-encoded as one path segment or one query value. An address that would not stay on this site, or
/// whose path climbs with `.` or `..`, becomes `/`.
public struct Href: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringInterpolation {
    /// The address, ready for a header; still to be escaped in HTML, as `Markup` does.
    public let text: String

    public var description: String { text }

    public init(stringLiteral text: String) {
        self.text = Self.isSafeLiteral(text) ? text : "/"
    }

    public init(stringInterpolation: StringInterpolation) {
        self.init(stringLiteral: stringInterpolation.text)
    }

    /// An address on another site, given by a person: only `http`, `https` and `mailto`, with a host, no name or password before it, and
    /// nothing two readers could understand differently (controls, spaces, backslashes).
    public init?(outside address: String) {
        guard let text = OutsideAddress(address)?.text else { return nil }
        self.init(known: text)
    }

    /// An address on this site, given by a request, for instance where to go after signing in: a path from the root.
    public init?(inside path: String) {
        guard path.utf8.first == UInt8(ascii: "/"), Self.isSafeLiteral(path) else { return nil }
        self.init(known: path)
    }

    private init(known text: String) { self.text = text }

    /// The same address with that query value, in place of one of the same name.
    public func with(query name: String, _ value: String) -> Href {
        let fragmentStart = text.firstIndex(of: "#") ?? text.endIndex
        let head = text[..<fragmentStart]
        let path = head.prefix { $0 != "?" }
        let name = Self.encoded(name)
        let kept = head.dropFirst(path.count + 1).split(separator: "&").filter { $0 != name && !$0.hasPrefix(name + "=") }
        let query = (kept.map(String.init) + ["\(name)=\(Self.encoded(value))"]).joined(separator: "&")
        return Href(known: "\(path)?\(query)\(text[fragmentStart...])")
    }

    /// The pieces of an address literal.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        public init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity + interpolationCount * 24) }

        public mutating func appendLiteral(_ literal: String) { text += literal }
        /// One path segment or one query value.
        public mutating func appendInterpolation(_ value: String) { text += Href.encoded(value) }
        /// A number.
        public mutating func appendInterpolation(_ value: Int) { text += String(value) }
        /// A day as `2026-12-03`.
        public mutating func appendInterpolation(_ value: Day) { text += value.text }
        /// A language by its tag.
        public mutating func appendInterpolation(_ value: LanguageTag) { text += value.description }
        /// An address to go on from, as it stands.
        public mutating func appendInterpolation(_ value: Href) { text += value.text }
    }

    /// RFC 3986 section 2.3: everything but unreserved characters as `%XX`, byte by byte.
    static func encoded(_ value: String) -> String {
        if value.utf8.allSatisfy(isUnreserved) { return value }
        var out: [UInt8] = []
        for byte in value.utf8 {
            if isUnreserved(byte) { out.append(byte) } else { out += percent(byte) }
        }
        return String(decoding: out, as: UTF8.self)
    }

    static func percent(_ byte: UInt8) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        return [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: false
        }
    }

    /// Whether a browser on this site stays on it: a path from the root, a query or a fragment, in printable ASCII.
    private static func isSafeLiteral(_ text: String) -> Bool {
        var text = text
        let isInside: Bool? = text.withUTF8 { bytes in
            guard let first = bytes.first, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) else { return false }
            if first == UInt8(ascii: "#") || first == UInt8(ascii: "?") { return true }
            guard first == UInt8(ascii: "/") else { return nil }
            return !(bytes.count > 1 && bytes[1] == UInt8(ascii: "/")) && !climbs(bytes)
        }
        return isInside ?? (OutsideAddress(text)?.text == text)
    }

    /// Whether a segment of the path is `.` or `..`. URL Standard, "double-dot URL path segment": browsers read `%2e` as a dot here.
    private static func climbs(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var dots = 0
        var isOnlyDots = true
        var place = 0
        while place < bytes.count, bytes[place] != UInt8(ascii: "?"), bytes[place] != UInt8(ascii: "#") {
            if bytes[place] == UInt8(ascii: "/") {
                if isOnlyDots, dots == 1 || dots == 2 { return true }
                dots = 0
                isOnlyDots = true
            } else if bytes[place] == UInt8(ascii: ".") {
                dots += 1
            } else if place + 2 < bytes.count, bytes[place] == UInt8(ascii: "%"), bytes[place + 1] == UInt8(ascii: "2"),
                bytes[place + 2] | 0x20 == UInt8(ascii: "e")
            {
                dots += 1
                place += 2
            } else {
                isOnlyDots = false
            }
            place += 1
        }
        return isOnlyDots && (dots == 1 || dots == 2)
    }
}
