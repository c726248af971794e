import Foundation

/// What may be kept of a sender's file name.
enum FileName {
    /// The name within a Content-Disposition, nil when the part is no file. `filename*` (RFC 5987) wins where it is UTF-8.
    static func of(_ disposition: HeaderValue) -> String? {
        if let extended = disposition.parameters["filename*"], let name = decoded(extended) { return cleaned(name) }
        return disposition.parameters["filename"].map { cleaned(unescaped($0)) }
    }

    /// The three escapes the HTML standard lets browsers write in names.
    static func unescaped(_ name: String) -> String {
        guard name.contains("%") else { return name }
        return name.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
    }

    /// `UTF-8'language'percent-encoded`; nil for other character sets and broken encodings.
    private static func decoded(_ extended: String) -> String? {
        let parts = extended.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
        return String(parts[2]).removingPercentEncoding
    }

    /// The last part of a path, without control and direction signs that could make a name look like another; at most 120 letters.
    private static func cleaned(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        var kept = String.UnicodeScalarView()
        for scalar in String(last).precomposedStringWithCanonicalMapping.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: continue
            default: kept.append(scalar)
            }
        }
        return String(String(kept).prefix(120)).trimmingCharacters(in: .whitespaces)
    }
}
