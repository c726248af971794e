/// What a browser would send, were a button of the page pressed.
public struct Form: Sendable {
    /// A field by its name and what stands in it.
    public struct Field: Hashable, Sendable {
        public let name: String
        public var value: String
    }

    /// Where it goes; empty means the page's own address.
    public let action: String
    /// `get` or `post`.
    public let method: String
    /// `application/x-www-form-urlencoded` or `multipart/form-data`.
    public let encoding: String
    /// What would be sent, in the page's order: hidden fields, what stands in the others, and the pressed button.
    public private(set) var fields: [Field]
    /// The names a person can fill in or choose.
    public let open: Set<String>
    private let choices: [String: [String]]
    private let ticks: Set<String>

    init?(pressing button: Element, on root: Element) {
        let byName = button.attribute("form").flatMap { id in root.descendants.first { $0.attribute("id") == id } }
        guard let form = byName ?? button.ancestor(named: "form") else { return nil }
        action = button.attribute("formaction") ?? form.attribute("action") ?? ""
        method = (button.attribute("formmethod") ?? form.attribute("method") ?? "get").lowercased()
        encoding = form.attribute("enctype") ?? "application/x-www-form-urlencoded"
        let id = form.attribute("id")
        let controls = root.descendants.filter { control in
            guard control.isField, control.attribute("name")?.isEmpty == false, control.attribute("disabled") == nil else { return false }
            if let other = control.attribute("form") { return other == id }
            return control.ancestor(named: "form")?.index == form.index
        }
        fields = controls.flatMap { Self.sent($0, pressed: button) }
        let fillable = controls.filter { $0.attribute("type") != "hidden" && $0.name != "button" && !$0.isSubmitButton }
        open = Set(fillable.compactMap { $0.attribute("name") })
        choices = Self.choices(of: fillable)
        ticks = Set(fillable.filter { $0.attribute("type") == "checkbox" }.compactMap { $0.attribute("name") })
    }

    /// What stands in the field; nil when nothing would be sent for it.
    public func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// Writes into a field, chooses one of its choices, or ticks one of its boxes. Throws for a field the page does not show and a choice it does not offer.
    public mutating func fill(_ name: String, _ value: String) throws(StrictHTMLError) {
        guard open.contains(name) else {
            throw StrictHTMLError(line: 0, reason: "the form shows no field “\(name)”, only \(open.sorted())")
        }
        if let offered = choices[name], !offered.contains(value) {
            throw StrictHTMLError(line: 0, reason: "“\(name)” offers \(offered), not “\(value)”")
        }
        if ticks.contains(name) {
            if !fields.contains(Field(name: name, value: value)) { fields.append(Field(name: name, value: value)) }
        } else if let place = fields.firstIndex(where: { $0.name == name }) {
            fields[place].value = value
        } else {
            fields.append(Field(name: name, value: value))
        }
    }

    /// Takes a tick away, so that nothing is sent for the field.
    public mutating func clear(_ name: String) { fields.removeAll { $0.name == name && open.contains(name) } }

    private static func sent(_ control: Element, pressed button: Element) -> [Field] {
        let name = control.attribute("name") ?? ""
        if control.isSubmitButton {
            return control.index == button.index ? [Field(name: name, value: control.attribute("value") ?? "")] : []
        }
        switch (control.name, control.attribute("type")) {
        case ("textarea", _): return [Field(name: name, value: control.rawText)]
        case ("select", _):
            let options = control.elements(named: "option")
            let chosen = options.filter { $0.attribute("selected") != nil }
            let isSingle = control.attribute("multiple") == nil
            return (chosen.isEmpty && isSingle ? Array(options.prefix(1)) : chosen).map { Field(name: name, value: $0.optionValue) }
        case ("input", "checkbox"), ("input", "radio"):
            return control.attribute("checked") == nil ? [] : [Field(name: name, value: control.attribute("value") ?? "on")]
        case ("input", "file"), ("input", "button"), ("input", "reset"): return []
        case ("input", _): return [Field(name: name, value: control.attribute("value") ?? "")]
        default: return []
        }
    }

    private static func choices(of controls: [Element]) -> [String: [String]] {
        var choices: [String: [String]] = [:]
        for control in controls {
            let name = control.attribute("name") ?? ""
            if control.name == "select" {
                choices[name, default: []] += control.elements(named: "option").map(\.optionValue)
            } else if ["checkbox", "radio"].contains(control.attribute("type") ?? "") {
                choices[name, default: []].append(control.attribute("value") ?? "on")
            }
        }
        return choices
    }
}

extension Element {
    fileprivate var optionValue: String { attribute("value") ?? text }
}
