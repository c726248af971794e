/// A header value with parameters, such as `form-data; name="photo"; filename="a.jpg"`.
struct HeaderValue {
    /// What stands before the first semicolon, trimmed.
    let value: String
    /// By lower-case name. Quotes are taken off.
    let parameters: [String: String]

    /// nil when a parameter is unfinished or comes twice, which one reader takes for one thing and the next for another.
    init?(_ text: String) {
        var rest = Substring(text)
        value = Self.trimmed(rest.prefix { $0 != ";" })
        rest = rest.dropFirst(rest.prefix { $0 != ";" }.count)
        var found: [String: String] = [:]
        while rest.first == ";" {
            rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
            if rest.isEmpty { break }
            let name = rest.prefix { $0 != "=" && $0 != ";" }
            rest = rest.dropFirst(name.count)
            guard rest.first == "=" else { return nil }
            rest = rest.dropFirst()
            guard let parameter = rest.first == "\"" ? Self.quoted(&rest) : Self.plain(&rest) else { return nil }
            let key = Self.trimmed(name).lowercased()
            guard !key.isEmpty, found.updateValue(parameter, forKey: key) == nil else { return nil }
        }
        guard rest.isEmpty else { return nil }
        parameters = found
    }

    private static func plain(_ rest: inout Substring) -> String? {
        let value = rest.prefix { $0 != ";" }
        rest = rest.dropFirst(value.count)
        return trimmed(value)
    }

    /// Only `\"` is an escape: a backslash before anything else is part of a Windows path.
    private static func quoted(_ rest: inout Substring) -> String? {
        rest = rest.dropFirst()
        var value = String.UnicodeScalarView()
        var scalars = rest.unicodeScalars
        while let scalar = scalars.popFirst() {
            if scalar == "\"" {
                rest = Substring(scalars).drop { $0 == " " || $0 == "\t" }
                return String(value)
            }
            if scalar == "\\", scalars.first == "\"" {
                value.append("\"")
                scalars.removeFirst()
            } else {
                value.append(scalar)
            }
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }
}
