/// What can only be judged on a whole page: that names exist, that everything a person needs can be found and heard.
struct PageRules {
    private let root: Element
    private let all: [Element]
    private let byID: [String: [Element]]

    init(_ root: Element) {
        self.root = root
        all = [root] + root.descendants
        byID = Dictionary(grouping: all.filter { $0.attribute("id") != nil }) { $0.attribute("id") ?? "" }
    }

    func check() throws(StrictHTMLError) {
        try checkFrame()
        try checkHeadings()
        for element in all {
            try checkAttributes(of: element)
            try checkName(of: element)
        }
    }

    private func checkFrame() throws(StrictHTMLError) {
        guard let lang = root.attribute("lang"), !lang.isEmpty else { throw fault(root, "html says no lang") }
        guard let dir = root.attribute("dir"), ["ltr", "rtl"].contains(dir) else { throw fault(root, "html says no dir") }
        guard root.children.map(\.name) == ["head", "body"] else { throw fault(root, "a page has a head and a body") }
        let titles = root.children[0].elements(named: "title")
        guard titles.count == 1, let title = titles.first, !title.rawText.allSatisfy(\.isWhitespace) else {
            throw fault(root, "a page has one title with words in it")
        }
        let mains = all.filter { $0.name == "main" }
        if mains.count > 1 { throw fault(mains[1], "a second main") }
        for (id, elements) in byID where elements.count > 1 || id.isEmpty || id.contains(where: \.isWhitespace) {
            throw fault(elements[elements.count - 1], "the id “\(id)” is empty, has a space or stands twice")
        }
    }

    /// One `h1`; any heading is at most one level deeper than the one before it. A short section may stand before the `h1`.
    private func checkHeadings() throws(StrictHTMLError) {
        let headings = all.filter { $0.name.isHeading }
        let firsts = headings.filter { $0.name == "h1" }
        guard firsts.count == 1 else { throw fault(firsts.last ?? root, "a page has one h1, here are \(firsts.count)") }
        var level = 1
        for heading in headings {
            let next = Int(heading.name.dropFirst()) ?? 1
            if next > level + 1 { throw fault(heading, "\(heading.name) follows h\(level)") }
            if heading.spokenName.isEmpty { throw fault(heading, "a heading without words") }
            level = next
        }
    }

    private func checkAttributes(of element: Element) throws(StrictHTMLError) {
        for (name, value) in element.attributes {
            if name == "style" { throw fault(element, "style= in <\(element.name)>; the policy refuses it") }
            if name.lowercased().hasPrefix("on") { throw fault(element, "\(name)= in <\(element.name)>; the policy refuses it") }
            if Vocabulary.addresses.contains(name) { try checkAddress(value, in: element) }
            if Vocabulary.references.contains(name) {
                for id in value.split(separator: " ") where byID[String(id)] == nil {
                    throw fault(element, "\(name) names “\(id)”, which is not on the page")
                }
            }
        }
        if element.name == "label", let target = element.attribute("for"), let field = byID[target]?.first, !field.isField {
            throw fault(element, "for names <\(field.name)>, which takes no label")
        }
    }

    private func checkAddress(_ value: String, in element: Element) throws(StrictHTMLError) {
        let plain = value.unicodeScalars.filter { $0.value > 0x20 }.map { String($0) }.joined().lowercased()
        if plain.hasPrefix("javascript:") || plain.hasPrefix("vbscript:") || plain.hasPrefix("data:text/html") {
            throw fault(element, "an address that runs a script")
        }
        if value.hasPrefix("//") || value.contains("\\") { throw fault(element, "an address on another site without a scheme") }
        if value.hasPrefix("#"), value.count > 1, byID[String(value.dropFirst())] == nil {
            throw fault(element, "\(value) is not on the page")
        }
    }

    private func checkName(of element: Element) throws(StrictHTMLError) {
        switch element.name {
        case "img":
            if element.attribute("alt") == nil { throw fault(element, "a picture without alt") }
        case "a" where element.attribute("href") != nil, "button":
            if element.spokenName.isEmpty { throw fault(element, "<\(element.name)> without words") }
        case "label":
            if element.text.isEmpty { throw fault(element, "a label without words") }
        case "input" where element.isSubmitButton || element.attribute("type") == "button":
            if element.spokenName.isEmpty { throw fault(element, "a button without words") }
        case _ where element.isField:
            if !isLabelled(element) { throw fault(element, "<\(element.name)> “\(element.attribute("name") ?? "")” has no label") }
        default: break
        }
    }

    private func isLabelled(_ field: Element) -> Bool {
        if field.name == "button" || field.attribute("type") == "hidden" { return true }
        if let label = field.attribute("aria-label") { return !label.isEmpty }
        if field.attribute("aria-labelledby") != nil || field.ancestor(named: "label") != nil { return true }
        guard let id = field.attribute("id") else { return false }
        return all.contains { $0.name == "label" && $0.attribute("for") == id }
    }

    private func fault(_ element: Element, _ reason: String) -> StrictHTMLError { StrictHTMLError(line: element.line, reason: reason) }
}

extension Element {
    /// What a label can be for.
    var isField: Bool { ["input", "textarea", "select", "button", "meter", "output", "progress"].contains(name) }
}
