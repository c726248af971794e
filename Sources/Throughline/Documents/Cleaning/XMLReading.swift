/// Reads the XML of office documents: UTF-8, without a document type, so that nothing in it can grow or point elsewhere. Comments and
/// instructions to programs are left out. What is damaged is refused rather than guessed at.
struct XMLReading {
    /// Elements and their attributes together: each costs far more memory than the bytes it is written in.
    static let mostPieces = 1_000_000
    private static let deepest = 250

    private let bytes: [UInt8]
    private var place = 0
    private var count = 0
    /// One copy of each name, with what it means, by the prefixes in force.
    private var scopes: [[String: String]] = [["xml": "xml"]]

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The root element.
    static func root(of bytes: [UInt8]) throws(DocumentError) -> XMLNode {
        var start = bytes
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { start.removeFirst(3) }
        // Other encodings are allowed by the letter of the formats, and written by nobody.
        guard !start.starts(with: [0xFF, 0xFE]), !start.starts(with: [0xFE, 0xFF]), !start.contains(0) else { throw .unreadable }
        var reading = XMLReading(start)
        return try reading.document()
    }

    private mutating func document() throws(DocumentError) -> XMLNode {
        var open: [XMLNode] = []
        var root: XMLNode?
        while place < bytes.count {
            guard bytes[place] == UInt8(ascii: "<") else {
                let end = bytes[place...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
                open.last?.children.append(.text(bytes[place..<end]))
                place = end
                continue
            }
            if starts("<!--") {
                try skip(past: "-->")
            } else if starts("<![CDATA[") {
                let from = place + 9
                try skip(past: "]]>")
                open.last?.children.append(.text(Self.escaped(bytes[from..<(place - 3)])[...]))
            } else if starts("<?") {
                try skip(past: "?>")
            } else if starts("<!") {
                throw .unreadable
            } else if starts("</") {
                let from = place + 2
                try skip(past: ">")
                let name = String(decoding: bytes[from..<(place - 1)], as: UTF8.self).filter { !$0.isWhitespace }
                guard let node = open.popLast(), node.name == name else { throw .unreadable }
                scopes.removeLast()
            } else {
                let (node, isEmpty) = try element()
                if let parent = open.last {
                    parent.children.append(.element(node))
                } else if root == nil {
                    root = node
                } else {
                    throw .unreadable
                }
                if isEmpty { scopes.removeLast() } else { open.append(node) }
                guard open.count < Self.deepest else { throw .tooLarge }
            }
        }
        guard let root, open.isEmpty else { throw .unreadable }
        return root
    }

    private func starts(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard place + count <= bytes.count else { return false }
        return (0..<count).allSatisfy { bytes[place + $0] == text.utf8Start[$0] }
    }

    private mutating func skip(past text: StaticString) throws(DocumentError) {
        while place < bytes.count {
            if starts(text) {
                place += text.utf8CodeUnitCount
                return
            }
            place += 1
        }
        throw .unreadable
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

    private mutating func name() throws(DocumentError) -> String {
        let from = place
        while place < bytes.count, !isSpace(bytes[place]),
            ![UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "/")].contains(bytes[place])
        {
            place += 1
        }
        guard place > from else { throw .unreadable }
        return String(decoding: bytes[from..<place], as: UTF8.self)
    }

    /// A start tag; opens a scope for its prefixes.
    private mutating func element() throws(DocumentError) -> (XMLNode, isEmpty: Bool) {
        count += 1
        guard count <= Self.mostPieces else { throw .tooLarge }
        place += 1
        let own = try name()
        var found: [(name: String, value: String)] = []
        while true {
            while place < bytes.count, isSpace(bytes[place]) { place += 1 }
            guard place < bytes.count else { throw .unreadable }
            if bytes[place] == UInt8(ascii: ">") || starts("/>") { break }
            let name = try name()
            while place < bytes.count, isSpace(bytes[place]) || bytes[place] == UInt8(ascii: "=") { place += 1 }
            guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'") else { throw .unreadable }
            let quote = bytes[place]
            guard let end = bytes[(place + 1)...].firstIndex(of: quote) else { throw .unreadable }
            var value = String(decoding: bytes[(place + 1)..<end], as: UTF8.self)
            if quote == UInt8(ascii: "'") { value = value.replacing("\"", with: "&quot;") }
            found.append((name, value))
            place = end + 1
            count += 1
            guard count <= Self.mostPieces else { throw .tooLarge }
        }
        let isEmpty = bytes[place] == UInt8(ascii: "/")
        place += isEmpty ? 2 : 1
        let declared = found.filter { $0.name == "xmlns" || $0.name.hasPrefix("xmlns:") }
        var scope = scopes.last ?? [:]
        for (name, value) in declared { scope[name == "xmlns" ? "" : String(name.dropFirst(6))] = OfficeNames.prefix(of: value) }
        scopes.append(scope)
        let attributes = found.map { name, value in
            XMLNode.Attribute(
                name: name, kind: name.hasPrefix("xmlns") ? "xmlns" : Self.kind(of: name, in: scope, plain: true), value: value)
        }
        return (XMLNode(name: own, kind: Self.kind(of: own, in: scope, plain: false), attributes: attributes), isEmpty)
    }

    /// `plain`: without a prefix it belongs to no one, as attributes do.
    private static func kind(of name: String, in scope: [String: String], plain: Bool) -> String {
        guard let colon = name.firstIndex(of: ":") else { return plain ? name : (scope[""] ?? "?") + ":" + name }
        return (scope[String(name[..<colon])] ?? "?") + ":" + name[name.index(after: colon)...]
    }

    private static func escaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        Array(String(decoding: bytes, as: UTF8.self).replacing("&", with: "&amp;").replacing("<", with: "&lt;").utf8)
    }
}
