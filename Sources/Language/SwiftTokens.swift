/// A word, sign or text of Swift source, as far as finding phrases needs it.
struct SwiftToken: Equatable {
    var kind: Kind
    /// Whether it is the first of its line.
    var startsLine: Bool

    enum Kind: Equatable {
        /// A name, a keyword or a number.
        case word(String)
        /// One sign; `->`, `==`, `!=` and `??` are one.
        case sign(String)
        /// A string literal.
        case literal(Literal)
    }

    struct Literal: Equatable {
        var line: Int
        var pieces: [Piece]
    }

    /// Text with its escapes resolved, or what stands between `\(` and `)`.
    enum Piece: Equatable {
        case text(String)
        case interpolation([SwiftToken])
    }
}

/// Takes Swift source apart. Comments are dropped; string literals of every form (one line, several lines, raw) are understood.
struct SwiftTokens {
    private let source: [UInt8]
    private var place = 0
    private var line: Int

    static func of(_ source: [UInt8]) -> [SwiftToken] {
        var reader = SwiftTokens(source: source, line: 1)
        return reader.tokens(untilBracket: false)
    }

    private init(source: [UInt8], line: Int) {
        self.source = source
        self.line = line
    }

    private func at(_ offset: Int) -> UInt8 { place + offset < source.count ? source[place + offset] : 0 }

    /// All tokens to the end, or to the `)` that closes an interpolation.
    private mutating func tokens(untilBracket: Bool) -> [SwiftToken] {
        var tokens: [SwiftToken] = []
        var depth = 0
        var lastLine = 0
        while place < source.count {
            let byte = source[place]
            if skipSpaceOrComment() { continue }
            let startsLine = line != lastLine
            lastLine = line
            if let literal = literal() {
                tokens.append(SwiftToken(kind: .literal(literal), startsLine: startsLine))
                lastLine = line
            } else if isASCIILetter(byte) || isASCIIDigit(byte) || byte == UInt8(ascii: "_") || byte >= 0x80 {
                tokens.append(SwiftToken(kind: .word(word()), startsLine: startsLine))
            } else {
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") {
                    if depth == 0, untilBracket { return tokens }
                    depth -= 1
                }
                tokens.append(SwiftToken(kind: .sign(sign()), startsLine: startsLine))
            }
        }
        return tokens
    }

    private mutating func skipSpaceOrComment() -> Bool {
        let byte = source[place]
        if byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A {
            if byte == 0x0A { line += 1 }
            place += 1
            return true
        }
        guard byte == UInt8(ascii: "/") else { return false }
        if at(1) == UInt8(ascii: "/") {
            while place < source.count, source[place] != 0x0A { place += 1 }
            return true
        }
        guard at(1) == UInt8(ascii: "*") else { return false }
        var depth = 0
        repeat {
            if at(0) == UInt8(ascii: "/"), at(1) == UInt8(ascii: "*") {
                depth += 1
                place += 2
            } else if at(0) == UInt8(ascii: "*"), at(1) == UInt8(ascii: "/") {
                depth -= 1
                place += 2
            } else {
                if at(0) == 0x0A { line += 1 }
                place += 1
            }
        } while depth > 0 && place < source.count
        return true
    }

    private mutating func word() -> String {
        let start = place
        while place < source.count, isASCIILetter(at(0)) || isASCIIDigit(at(0)) || at(0) == UInt8(ascii: "_") || at(0) >= 0x80 {
            place += 1
        }
        return String(decoding: source[start..<place], as: UTF8.self)
    }

    private mutating func sign() -> String {
        let two = String(decoding: source[place..<min(place + 2, source.count)], as: UTF8.self)
        let sign = ["->", "==", "!=", "??"].contains(two) ? two : String(two.prefix(1))
        place += sign.utf8.count
        return sign
    }

    /// The literal that begins here; nil when none does.
    private mutating func literal() -> SwiftToken.Literal? {
        var hashes = 0
        while at(hashes) == UInt8(ascii: "#") { hashes += 1 }
        guard at(hashes) == UInt8(ascii: "\"") else { return nil }
        let beginning = line
        let isLong = at(hashes + 1) == UInt8(ascii: "\"") && at(hashes + 2) == UInt8(ascii: "\"")
        place += hashes + (isLong ? 3 : 1)
        let fence = Array(repeating: UInt8(ascii: "\""), count: isLong ? 3 : 1) + Array(repeating: UInt8(ascii: "#"), count: hashes)
        var text = LiteralText()
        while place < source.count, !source[place...].starts(with: fence) {
            if at(0) == UInt8(ascii: "\\"), source[(place + 1)...].starts(with: Array(repeating: UInt8(ascii: "#"), count: hashes)) {
                place += 1 + hashes
                escape(into: &text)
            } else {
                if at(0) == 0x0A { line += 1 }
                text.append(at(0))
                place += 1
            }
        }
        place += fence.count
        return SwiftToken.Literal(line: beginning, pieces: isLong ? text.withoutIndentation : text.pieces)
    }

    private mutating func escape(into text: inout LiteralText) {
        let byte = at(0)
        place += 1
        switch byte {
        case UInt8(ascii: "("):
            text.append(.interpolation(tokens(untilBracket: true)))
            place += 1
        case UInt8(ascii: "n"): text.append(escaped: "\n")
        case UInt8(ascii: "t"): text.append(escaped: "\t")
        case UInt8(ascii: "r"): text.append(escaped: "\r")
        case UInt8(ascii: "0"): text.append(escaped: "\0")
        case UInt8(ascii: "u"):
            let digits = source[min(place + 1, source.count)...].prefix { $0 != UInt8(ascii: "}") }
            place += digits.count + 2
            let scalar = UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
            text.append(escaped: scalar.map { String(Character($0)) } ?? "")
        case 0x20, 0x09, 0x0A:
            // A line of a long literal that ends in a backslash goes on in the next one.
            while place < source.count, at(-1) != 0x0A { place += 1 }
            line += 1
            text.joinLines()
        default: text.append(escaped: String(decoding: [byte], as: UTF8.self))
        }
    }
}
