/// What is wrong with a page, and where.
public struct StrictHTMLError: Error, Hashable, CustomStringConvertible {
    /// Counted from 1.
    public let line: Int
    public let reason: String

    public var description: String { "line \(line): \(reason)" }
}

/// A page of ours, parsed more strictly than any browser would, so that a mistake is found where it was made.
///
/// It refuses what browsers repair (open tags, bare `<` and `&`, unquoted or doubled attributes, elements in places they are moved
/// away from), what a policy forbids (`style=`, `on…=`, `javascript:`), and what shuts people out (fields without a label, pictures
/// without a text, headings out of order, no language).
public struct StrictHTML: Sendable {
    /// The outermost element.
    public let root: Element

    /// Parses a whole page.
    public init(_ html: String) throws(StrictHTMLError) {
        var reader = TagReader(html)
        root = try reader.page()
        try PageRules(root).check()
    }

    /// Parses a piece of a page. Only what can be judged without the rest is checked: the tags, not the labels and headings.
    public init(fragment html: String) throws(StrictHTMLError) {
        var reader = TagReader(html)
        root = try reader.fragment()
    }

    /// Parses a page from its bytes, which must be UTF-8.
    public init(_ html: [UInt8]) throws(StrictHTMLError) {
        guard let text = String(validating: html, as: UTF8.self) else { throw StrictHTMLError(line: 1, reason: "is not UTF-8") }
        try self.init(text)
    }

    /// What stands in the window's title.
    public var title: String { root.elements(named: "title").first?.rawText ?? "" }
    /// What a person reads on the page.
    public var text: String { root.text }
    /// All elements of that name.
    public func elements(named name: String) -> [Element] { root.elements(named: name) }
    /// The element with that id.
    public func element(id: String) -> Element? { root.descendants.first { $0.attribute("id") == id } }

    /// Every link with the words a person reads (or a screen reader says) and where it leads.
    public var links: [(text: String, href: String)] {
        elements(named: "a").compactMap { link in link.attribute("href").map { (link.spokenName, $0) } }
    }

    /// Where the link with exactly these words leads; nil when there is none.
    public func link(_ text: String) -> String? { links.first { $0.text == text }?.href }

    /// The form a press on the button with exactly these words would send; nil when the page shows no such button.
    public func form(withButton text: String) -> Form? {
        let buttons = root.descendants.filter { $0.isSubmitButton && $0.spokenName == text }
        return buttons.lazy.compactMap { Form(pressing: $0, on: root) }.first
    }

    /// The words on all buttons that send a form.
    public var buttons: [String] { root.descendants.filter(\.isSubmitButton).map(\.spokenName) }
}

extension Element {
    /// What assistive technology calls it: its `aria-label`, its `value` for an input, else its text and its pictures' texts.
    var spokenName: String {
        if let label = attribute("aria-label") { return label }
        if name == "input" { return attribute("value") ?? "" }
        if !text.isEmpty { return text }
        let inside = elements(named: "img").compactMap { $0.attribute("alt") } + elements(named: "svg").map(\.spokenName)
        return inside.joined(separator: " ")
    }

    var isSubmitButton: Bool {
        switch name {
        case "button": ["submit", ""].contains(attribute("type") ?? "")
        case "input": ["submit", "image"].contains(attribute("type") ?? "")
        default: false
        }
    }
}
