/// An element of an XML document, held as it was written: what nobody touches goes out byte for byte.
final class XMLNode {
    enum Child {
        /// Text with its escapes as they stood.
        case text(ArraySlice<UInt8>)
        case element(XMLNode)
    }

    struct Attribute {
        /// As it was written, prefix and all.
        let name: String
        /// Its name by our own prefixes (`OfficeNames`), whatever prefix the document chose.
        let kind: String
        /// With its escapes as they stood.
        var value: String
    }

    /// What becomes of an element that is looked at.
    enum Fate { case keep, drop, unwrap }

    let name: String
    let kind: String
    var attributes: [Attribute]
    var children: [Child] = []

    init(name: String, kind: String, attributes: [Attribute]) { (self.name, self.kind, self.attributes) = (name, kind, attributes) }

    subscript(_ kind: String) -> String? { attributes.first { $0.kind == kind }?.value }

    func set(_ kind: String, _ value: String) {
        for place in attributes.indices where attributes[place].kind == kind { attributes[place].value = value }
    }

    var elements: [XMLNode] { children.compactMap { if case .element(let node) = $0 { node } else { nil } } }

    func first(_ kind: String) -> XMLNode? { elements.first { $0.kind == kind } }

    /// Every element below, itself left out.
    func all(_ kinds: Set<String>) -> [XMLNode] {
        elements.flatMap { (kinds.contains($0.kind) ? [$0] : []) + $0.all(kinds) }
    }

    /// All text below, with the common escapes read.
    var text: String {
        var found = ""
        for child in children {
            switch child {
            case .text(let bytes): found += String(decoding: bytes, as: UTF8.self)
            case .element(let node): found += node.text
            }
        }
        return found.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"").replacing(
            "&apos;", with: "'"
        )
        .replacing("&amp;", with: "&")
    }

    /// Asks the rule about every element below, parents first; what is unwrapped leaves its children in its place.
    func rewrite(_ rule: (XMLNode) -> Fate) {
        var kept: [Child] = []
        kept.reserveCapacity(children.count)
        rewritten(children, rule, into: &kept)
        children = kept
    }

    private func rewritten(_ children: [Child], _ rule: (XMLNode) -> Fate, into kept: inout [Child]) {
        for child in children {
            guard case .element(let node) = child else {
                kept.append(child)
                continue
            }
            switch rule(node) {
            case .drop: continue
            case .unwrap: rewritten(node.children, rule, into: &kept)
            case .keep:
                node.rewrite(rule)
                kept.append(child)
            }
        }
    }

    /// The whole document with this element as its root.
    func document() -> [UInt8] {
        var out = Array("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".utf8)
        write(into: &out)
        return out
    }

    private func write(into out: inout [UInt8]) {
        out += Array("<\(name)".utf8)
        for attribute in attributes { out += Array(" \(attribute.name)=\"\(attribute.value)\"".utf8) }
        guard !children.isEmpty else {
            out += Array("/>".utf8)
            return
        }
        out.append(UInt8(ascii: ">"))
        for child in children {
            switch child {
            case .text(let bytes): out += bytes
            case .element(let node): node.write(into: &out)
            }
        }
        out += Array("</\(name)>".utf8)
    }
}
