/// Reads tags and text into a tree, and stops at the first thing a browser would have to repair.
struct TagReader {
    private let source: [UInt8]
    private var place = 0
    private var line = 1
    private var nodes: [Tree.Node] = []
    private var open: [Int] = []

    init(_ html: String) { source = Array(html.utf8) }

    mutating func page() throws(StrictHTMLError) -> Element {
        guard source.count > 15, String(decoding: source[..<15], as: UTF8.self).lowercased() == "<!doctype html>" else {
            throw fault("a page begins with <!doctype html>")
        }
        place = 15
        try content()
        guard nodes.first(where: { !$0.name.isEmpty })?.name == "html" else { throw fault("the outermost element is html") }
        let outside = nodes.indices.filter { nodes[$0].parent == nil }
        let roots = outside.filter { !nodes[$0].name.isEmpty }
        guard roots.count == 1, let root = roots.first, outside.allSatisfy({ $0 == root || nodes[$0].text.allSatisfy(\.isWhitespace) })
        else {
            throw fault("nothing stands outside html")
        }
        return Element(tree: Tree(nodes: nodes), index: root)
    }

    mutating func fragment() throws(StrictHTMLError) -> Element {
        nodes.append(Tree.Node(name: "template", line: 1))
        open.append(0)
        try content()
        return Element(tree: Tree(nodes: nodes), index: 0)
    }

    private mutating func content() throws(StrictHTMLError) {
        let depth = open.count
        while place < source.count {
            if source[place] != UInt8(ascii: "<") {
                try text(until: { $0 == UInt8(ascii: "<") })
            } else if place + 1 < source.count, source[place + 1] == UInt8(ascii: "/") {
                try closeTag()
            } else {
                try openTag()
            }
        }
        if open.count > depth, let left = open.last { throw fault("<\(nodes[left].name)> of line \(nodes[left].line) is never closed") }
    }

    private mutating func text(until ends: (UInt8) -> Bool) throws(StrictHTMLError) {
        let beginning = line
        let text = try characters(until: ends)
        add(Tree.Node(text: text, line: beginning))
    }

    private mutating func openTag() throws(StrictHTMLError) {
        let beginning = line
        place += 1
        let name = word()
        guard !name.isEmpty else { throw fault("a bare < in the text") }
        let isInSVG = open.contains { nodes[$0].name == "svg" }
        guard (isInSVG ? Vocabulary.inSVG : Vocabulary.elements).contains(name) else { throw fault("<\(name)> is not an element we use") }
        let attributes = try attributes(of: name)
        let closesItself = take("/")
        guard take(">") else { throw fault("<\(name)> has something that is no attribute") }
        guard !closesItself || isInSVG else { throw fault("<\(name)/> does not close itself in HTML") }
        try checkPlace(of: name)
        add(Tree.Node(name: name, attributes: attributes, line: beginning))
        if closesItself || Vocabulary.voids.contains(name) { return }
        open.append(nodes.count - 1)
        if ["script", "style"].contains(name) { try rawText(upTo: name) }
        if ["textarea", "title"].contains(name), !isInSVG { try wordsOnly(upTo: name) }
        if name == "pre" { _ = take("\n") }
    }

    private mutating func closeTag() throws(StrictHTMLError) {
        place += 2
        let name = word()
        guard take(">") else { throw fault("</\(name) is not closed") }
        guard let last = open.last, nodes[last].name == name else {
            throw fault("</\(name)> where \(open.last.map { "</\(nodes[$0].name)>" } ?? "nothing") is to be closed")
        }
        open.removeLast()
    }

    private mutating func attributes(of element: String) throws(StrictHTMLError) -> [(name: String, value: String)] {
        var found: [(name: String, value: String)] = []
        while take(" ") || take("\n") {
            while take(" ") || take("\n") {}
            let name = word()
            if name.isEmpty { break }
            guard !found.contains(where: { $0.name == name }) else { throw fault("\(name) stands twice in <\(element)>") }
            guard take("=") else {
                guard Vocabulary.booleans.contains(name) else { throw fault("\(name) in <\(element)> has no value") }
                found.append((name, ""))
                continue
            }
            guard take("\"") else { throw fault("the value of \(name) in <\(element)> is not in double quotes") }
            let value = try characters(until: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "<") })
            guard take("\"") else { throw fault("a bare < in the value of \(name), or no closing quote") }
            found.append((name, value))
            if place < source.count, !" \n/>".utf8.contains(source[place]) { throw fault("no space after \(name) in <\(element)>") }
        }
        return found
    }

    /// Refuses an element where a browser would move it or close another one for it.
    private func checkPlace(of name: String) throws(StrictHTMLError) {
        let around = open.map { nodes[$0].name }
        guard !around.contains("svg") else { return }
        if Vocabulary.blocks.contains(name), around.contains("p") { throw fault("<\(name)> inside <p>") }
        if let forbidden = Vocabulary.neverNested[name], let outer = around.last(where: forbidden.contains) {
            throw fault("<\(name)> inside <\(outer)>")
        }
        guard let parent = around.last, parent != "template" else { return }
        if let parents = Vocabulary.parents[name], !parents.contains(parent) { throw fault("<\(name)> inside <\(parent)>") }
        if let children = Vocabulary.children[parent], !children.contains(name) { throw fault("<\(name)> right inside <\(parent)>") }
        if name.isHeading, around.contains(where: \.isHeading) { throw fault("a heading inside a heading") }
    }

    private mutating func rawText(upTo name: String) throws(StrictHTMLError) {
        let end = Array("</\(name)>".utf8)
        let start = place
        while place < source.count, source[place] != end[0] || !source[place...].starts(with: end) {
            if source[place] == 0x0A { line += 1 }
            place += 1
        }
        guard place < source.count else { throw fault("<\(name)> is never closed") }
        add(Tree.Node(text: String(decoding: source[start..<place], as: UTF8.self), line: line))
    }

    private mutating func wordsOnly(upTo name: String) throws(StrictHTMLError) {
        if name == "textarea" { _ = take("\n") }
        try text(until: { $0 == UInt8(ascii: "<") })
        guard source[place...].starts(with: "</\(name)>".utf8) else { throw fault("a bare < in <\(name)>, or it is never closed") }
    }

    private mutating func characters(until ends: (UInt8) -> Bool) throws(StrictHTMLError) -> String {
        var out: [UInt8] = []
        while place < source.count, !ends(source[place]) {
            let byte = source[place]
            if byte == UInt8(ascii: "&") {
                out += try reference().utf8
                continue
            }
            guard byte >= 0x20 || [0x09, 0x0A, 0x0D].contains(byte) else { throw fault("the control character \(byte)") }
            if byte == 0x0A { line += 1 }
            out.append(byte)
            place += 1
        }
        return String(decoding: out, as: UTF8.self)
    }

    private mutating func reference() throws(StrictHTMLError) -> String {
        let body = source[(place + 1)...].prefix(10).prefix { $0 != UInt8(ascii: ";") }
        let name = String(decoding: body, as: UTF8.self)
        var meant = Vocabulary.characters[name]
        if name.hasPrefix("#x") {
            meant = UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) }
        } else if name.hasPrefix("#") {
            meant = UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init).map { String(Character($0)) }
        }
        let end = place + 1 + body.count
        guard let meant, end < source.count, source[end] == UInt8(ascii: ";") else { throw fault("a bare & in the text") }
        place = end + 1
        return meant
    }

    private mutating func add(_ node: Tree.Node) {
        var node = node
        node.parent = open.last
        nodes.append(node)
        if let parent = open.last { nodes[parent].children.append(nodes.count - 1) }
    }

    /// Names of elements and attributes: letters, digits, `-` and `:`, not beginning with a digit.
    private mutating func word() -> String {
        let start = place
        while place < source.count {
            let byte = source[place]
            let isLetter = (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
            let isOther = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
            guard isLetter || isOther && place > start else { break }
            place += 1
        }
        return String(decoding: source[start..<place], as: UTF8.self)
    }

    private mutating func take(_ sign: Character) -> Bool {
        guard place < source.count, source[place] == sign.asciiValue else { return false }
        if sign == "\n" { line += 1 }
        place += 1
        return true
    }

    private func fault(_ reason: String) -> StrictHTMLError { StrictHTMLError(line: line, reason: reason) }
}

extension String {
    var isHeading: Bool { count == 2 && first == "h" && last.map { "123456".contains($0) } == true }
}
