/// One element of a parsed page, with everything inside it.
public struct Element: Sendable {
    let tree: Tree
    let index: Int

    /// `p`, `a`, …
    public var name: String { tree.nodes[index].name }
    /// The line of the source its tag begins in, counted from 1.
    public var line: Int { tree.nodes[index].line }
    /// Names and values in the order they stand; a bare attribute has an empty value.
    public var attributes: [(name: String, value: String)] { tree.nodes[index].attributes }

    /// The value, nil when there is no such attribute, empty when it stands bare.
    public func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

    /// Everything written inside, as it stands.
    public var rawText: String {
        let node = tree.nodes[index]
        return node.name.isEmpty ? node.text : node.children.map { Element(tree: tree, index: $0).rawText }.joined()
    }

    /// What a person reads inside, with single spaces.
    public var text: String {
        let words = readable.split { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }
        return words.joined(separator: " ")
    }

    private var readable: String {
        let node = tree.nodes[index]
        if node.name.isEmpty { return node.text }
        if ["script", "style", "template", "head"].contains(node.name) { return "" }
        let inner = node.children.map { Element(tree: tree, index: $0).readable }.joined()
        return Vocabulary.blocks.contains(node.name) || ["br", "li", "td", "th", "dt", "dd", "option"].contains(node.name)
            ? " \(inner) " : inner
    }

    /// The elements right inside.
    public var children: [Element] {
        tree.nodes[index].children.map { Element(tree: tree, index: $0) }.filter { !$0.name.isEmpty }
    }

    /// The element around; nil for the outermost.
    public var parent: Element? {
        tree.nodes[index].parent.map { Element(tree: tree, index: $0) }
    }

    /// All elements inside, at any depth, in the order of the source.
    public var descendants: [Element] { children.flatMap { [$0] + $0.descendants } }

    /// All elements of that name inside, at any depth.
    public func elements(named name: String) -> [Element] { descendants.filter { $0.name == name } }

    /// The nearest element around with that name.
    func ancestor(named name: String) -> Element? {
        var around = parent
        while let element = around, element.name != name { around = element.parent }
        return around
    }
}

/// The nodes of a page, each by its place in the source. Text has no name.
final class Tree: Sendable {
    struct Node: Sendable {
        var name = ""
        var attributes: [(name: String, value: String)] = []
        var text = ""
        var parent: Int?
        var children: [Int] = []
        var line = 0
    }

    let nodes: [Node]

    init(nodes: [Node]) { self.nodes = nodes }
}
