extension Browser {
    /// Presses the one link, button or summary that shows exactly these words, and waits for the page that follows.
    /// - Parameter selector: the part of the page to look in, where the words stand more than once.
    public func press(_ words: String, in selector: String? = nil) async throws {
        let found = try await action(words, in: selector)
        let leads = try await run(PageScripts.leads, found.reference) == true
        try await tap(found)
        try await arrive(expected: leads)
    }

    /// Types into the field of this label, in place of what stood there.
    public func type(_ text: String, into label: String, in selector: String? = nil) async throws {
        let found = try await field(label, kind: "text", in: selector)
        journeySoFar.fields += 1
        let kind = try await found.attribute("type") ?? ""
        if ["date", "time", "datetime-local", "month", "week", "color", "range"].contains(kind) {
            let set = try await run(PageScripts.set, found.reference, .text(text)).text
            guard set == text else { throw BrowserError("“\(label)” does not take “\(text)”") }
            return
        }
        try await send("element/\(found.id)/clear")
        if text.unicodeScalars.allSatisfy({ $0.value < 0x10000 }) {
            try await send("element/\(found.id)/value", ["text": .text(text)])
        } else {
            // The driver's keys end at U+FFFF: anything beyond goes in as an input method would put it there.
            try await run("arguments[0].focus()", found.reference)
            try await tell("Input.insertText", ["text": .text(text)])
        }
    }

    /// Chooses a radio button or ticks (or unticks) a checkbox by its label.
    public func choose(_ label: String, in selector: String? = nil) async throws {
        let found = try await field(label, kind: "pick", in: selector)
        let target = try await run(PageScripts.target, found.reference)
        try await tap(Found(browser: self, reference: target))
        try await arrive()
    }

    /// Chooses an option, by its words, from the list of this label.
    public func choose(_ option: String, from label: String, in selector: String? = nil) async throws {
        let list = try await field(label, kind: "select", in: selector)
        let script = """
            return [...arguments[0].options].map(one => ({option: one, words: one.label.replace(/\\s+/g, ' ').trim()}));
            """
        let options = try await run(script, list.reference).list
        guard let chosen = options.first(where: { $0["words"].text == flat(option) }) else {
            let names = options.compactMap { $0["words"].text }.map { "“\($0)”" }.joined(separator: ", ")
            throw BrowserError("“\(label)” offers no “\(option)”; it offers: \(names)")
        }
        try await tap(Found(browser: self, reference: chosen["option"]))
        try await arrive()
    }

    /// Hands a file of this machine to the file field of this label.
    public func attach(_ path: String, to label: String, in selector: String? = nil) async throws {
        let found = try await field(label, kind: "file", in: selector)
        journeySoFar.taps += 1
        try await send("element/\(found.id)/value", ["text": .text(path)])
    }

    /// Presses keys where the focus is, as someone without a mouse does: characters, or `Key` values.
    public func keys(_ keys: String...) async throws {
        var acts: [JSON] = []
        for key in keys.joined().map(String.init) {
            acts += [["type": "keyDown", "value": .text(key)], ["type": "keyUp", "value": .text(key)]]
        }
        try await send("actions", ["actions": [["type": "key", "id": "keyboard", "actions": .list(acts)]]])
        try await arrive(expected: keys.contains(Key.enter))
    }

    /// The words or the label of what has the focus: where a person without a mouse is.
    public func focused() async throws -> String {
        let script = """
            const thing = document.activeElement;
            const label = thing.getAttribute('aria-label') || [...(thing.labels || [])].map(one => one.innerText).join(' ') || thing.innerText;
            return (label || '').replace(/\\s+/g, ' ').trim();
            """
        return try await run(script).text ?? ""
    }

    private func tap(_ found: Found) async throws {
        try await send("element/\(found.id)/click")
        journeySoFar.taps += 1
    }
}

/// Keys that are no characters.
public enum Key {
    public static let enter = "\u{E007}"
    public static let tab = "\u{E004}"
    public static let escape = "\u{E00C}"
    public static let space = " "
    public static let up = "\u{E013}"
    public static let down = "\u{E015}"
    public static let left = "\u{E012}"
    public static let right = "\u{E014}"
}
