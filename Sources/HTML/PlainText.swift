/// Turns HTML of our own making into the text a mail shows.
enum PlainText {
    static func of(_ html: [UInt8]) -> String {
        var text = Text()
        var place = 0
        while place < html.count {
            switch html[place] {
            case UInt8(ascii: "<"):
                let end = endOfTag(html, from: place)
                if breaksLine(html[(place + 1)..<end]) { text.endLine() }
                place = end + 1
            case UInt8(ascii: "&"):
                let (byte, next) = reference(html, from: place)
                text.append(byte)
                place = next
            default:
                text.append(html[place])
                place += 1
            }
        }
        text.endLine()
        return String(decoding: text.bytes.dropLast(), as: UTF8.self)
    }

    /// Lines with single spaces, none of them empty.
    private struct Text {
        var bytes: [UInt8] = []
        private var waitingSpace = false
        private var isAtLineStart = true

        mutating func append(_ byte: UInt8) {
            if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
                waitingSpace = true
                return
            }
            if waitingSpace, !isAtLineStart { bytes.append(0x20) }
            waitingSpace = false
            isAtLineStart = false
            bytes.append(byte)
        }

        mutating func endLine() {
            if !isAtLineStart { bytes.append(0x0A) }
            isAtLineStart = true
            waitingSpace = false
        }
    }

    /// The `>` that closes the tag; one inside a quoted value does not.
    private static func endOfTag(_ html: [UInt8], from start: Int) -> Int {
        var quote: UInt8?
        for place in start..<html.count {
            let byte = html[place]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return place
            }
        }
        return html.count
    }

    private static func breaksLine(_ tag: ArraySlice<UInt8>) -> Bool {
        let letters = tag.drop { $0 == UInt8(ascii: "/") }.prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }
        return blocks.contains(String(decoding: letters, as: UTF8.self))
    }

    private static let blocks: Set<String> = [
        "p", "br", "li", "ul", "ol", "div", "section", "article", "header", "footer", "main", "nav", "h1", "h2", "h3", "h4", "h5", "h6",
        "blockquote", "table", "tr", "dl", "dt", "dd", "form", "label", "fieldset", "legend", "hr", "pre", "title", "figure",
        "figcaption", "option", "summary", "details",
    ]

    /// The character a reference stands for; only those our escaping writes are known, any other `&` stands for itself.
    private static func reference(_ html: [UInt8], from start: Int) -> (byte: UInt8, next: Int) {
        for (name, byte) in references where html[start...].starts(with: name.utf8) { return (byte, start + name.utf8.count) }
        return (html[start], start + 1)
    }

    private static let references: [(String, UInt8)] = [
        ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")), ("&quot;", UInt8(ascii: "\"")),
        ("&#39;", UInt8(ascii: "'")), ("&nbsp;", 0x20),
    ]
}
