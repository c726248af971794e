/// Something on the page, found by a selector.
public struct Found: Sendable {
    let browser: Browser
    let reference: JSON

    static let key = "element-6066-11e4-a52e-4f735466cecf"

    var id: String { reference[Found.key].text ?? "" }

    /// What it shows.
    public func text() async throws -> String {
        try await browser.send("element/\(id)/text", method: "GET").text ?? ""
    }

    /// An attribute as it is now; nil when it has none of that name.
    public func attribute(_ name: String) async throws -> String? {
        try await browser.send("element/\(id)/attribute/\(name)", method: "GET").text
    }

    /// What is typed or chosen in it now.
    public func value() async throws -> String {
        try await browser.send("element/\(id)/property/value", method: "GET").text ?? ""
    }

    /// The computed value of a style property, such as `color`.
    public func style(_ property: String) async throws -> String {
        try await browser.send("element/\(id)/css/\(property)", method: "GET").text ?? ""
    }

    /// Whether a person can see it.
    public func isShown() async throws -> Bool {
        try await browser.send("element/\(id)/displayed", method: "GET") == true
    }
}

extension Browser {
    /// The first thing a CSS selector names.
    /// - Throws: `BrowserError` when there is none.
    public func find(_ selector: String) async throws -> Found {
        guard let first = try await all(selector).first else {
            throw BrowserError("nothing on \(try await currentPath()) is \(selector)")
        }
        return first
    }

    /// Everything a CSS selector names, in the order of the page.
    public func all(_ selector: String) async throws -> [Found] {
        try await send("elements", ["using": "css selector", "value": .text(selector)]).list.map { Found(browser: self, reference: $0) }
    }

    /// The buttons and links the page shows, by the words on them, in the order of the page.
    public func actions(in selector: String? = nil) async throws -> [String] {
        try await run(PageScripts.actions, "", selector.map(JSON.text) ?? nil)["names"].list.compactMap(\.text)
    }

    /// The fields the page shows, by their labels, in the order of the page.
    public func fields(in selector: String? = nil) async throws -> [String] {
        try await run(PageScripts.fields, "", selector.map(JSON.text) ?? nil, "any")["names"].list.compactMap(\.text)
    }

    func action(_ words: String, in selector: String?) async throws -> Found {
        let answer = try await run(PageScripts.actions, .text(flat(words)), selector.map(JSON.text) ?? nil)
        return try await only(answer, "link or button “\(words)”")
    }

    func field(_ label: String, kind: String, in selector: String?) async throws -> Found {
        let answer = try await run(PageScripts.fields, .text(flat(label)), selector.map(JSON.text) ?? nil, .text(kind))
        return try await only(answer, "field “\(label)”")
    }

    private func only(_ answer: JSON, _ what: String) async throws -> Found {
        let found = answer["found"].list
        if found.count == 1 { return Found(browser: self, reference: found[0]) }
        let names = answer["names"].list.compactMap(\.text).map { "“\($0)”" }.joined(separator: ", ")
        let place = try await currentPath()
        if found.isEmpty { throw BrowserError("\(place) shows no \(what); it shows: \(names)") }
        throw BrowserError("\(place) shows \(found.count) times a \(what); say in which part of the page")
    }
}
