/// The inside of a literal, line by line, so that a long one can lose its indentation.
struct LiteralText {
    /// Bytes of the source carry their line breaks; escapes are kept apart, for theirs are not the source's.
    private enum Part {
        case source([UInt8])
        case lineBreak
        case joint
        case piece(SwiftToken.Piece)
    }

    private var parts: [Part] = []

    mutating func append(_ byte: UInt8) {
        if byte == 0x0A { return parts.append(.lineBreak) }
        if case .source(var bytes)? = parts.last {
            parts.removeLast()
            bytes.append(byte)
            parts.append(.source(bytes))
        } else {
            parts.append(.source([byte]))
        }
    }

    mutating func append(escaped text: String) { parts.append(.piece(.text(text))) }
    mutating func append(_ piece: SwiftToken.Piece) { parts.append(.piece(piece)) }
    mutating func joinLines() { parts.append(.joint) }

    var pieces: [SwiftToken.Piece] { Self.merged(parts.map { Self.piece($0) }) }

    /// A long literal drops its first line break, its last line, and the last line's indentation from every line.
    var withoutIndentation: [SwiftToken.Piece] {
        var parts = self.parts
        var indentation = 0
        if case .source(let last)? = parts.last, last.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
            indentation = last.count
            parts.removeLast()
        }
        if case .lineBreak? = parts.last { parts.removeLast() }
        if case .lineBreak? = parts.first { parts.removeFirst() }
        var isAtLineStart = true
        let cut = parts.map { part -> Part in
            defer {
                switch part {
                case .lineBreak, .joint: isAtLineStart = true
                default: isAtLineStart = false
                }
            }
            guard isAtLineStart, case .source(let bytes) = part else { return part }
            return .source(Array(bytes.dropFirst(indentation)))
        }
        return Self.merged(cut.map { Self.piece($0) })
    }

    private static func piece(_ part: Part) -> SwiftToken.Piece {
        switch part {
        case .source(let bytes): .text(String(decoding: bytes, as: UTF8.self))
        case .lineBreak: .text("\n")
        case .joint: .text("")
        case .piece(let piece): piece
        }
    }

    private static func merged(_ pieces: [SwiftToken.Piece]) -> [SwiftToken.Piece] {
        var merged: [SwiftToken.Piece] = []
        for piece in pieces {
            if case .text(let more) = piece, case .text(let before)? = merged.last {
                merged[merged.count - 1] = .text(before + more)
            } else {
                merged.append(piece)
            }
        }
        return merged.filter { $0 != .text("") }
    }
}
