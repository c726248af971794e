/// An address on another site as a person typed it, read more strictly than a browser would.
struct OutsideAddress {
    /// In ASCII but for the letters of an international host name.
    let text: String

    init?(_ address: String) {
        guard address.utf8.count <= 2_048, !address.unicodeScalars.contains(where: Self.isTreacherous) else { return nil }
        let lowered = address.lowercased()
        if lowered.hasPrefix("mailto:") {
            let rest = address.dropFirst(7)
            let isAddress = rest.prefix { $0 != "?" }.split(separator: "@", omittingEmptySubsequences: false).count == 2
            guard isAddress, !rest.hasPrefix("@"), !lowered.contains("%0a"), !lowered.contains("%0d") else { return nil }
            text = "mailto:" + Self.encodedRest(rest)
            return
        }
        guard let scheme = ["https://", "http://"].first(where: { lowered.hasPrefix($0) }) else { return nil }
        let rest = address.dropFirst(scheme.count)
        let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        guard Self.isHost(host) else { return nil }
        text = scheme + host + Self.encodedRest(rest.dropFirst(host.count))
    }

    /// Controls, white space, backslashes, and the invisible characters that make an address look like another.
    private static func isTreacherous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .spaceSeparator: true
        default: scalar == "\\"
        }
    }

    /// A name of letters, digits, `-` and `.`, or an address in brackets, perhaps with a port.
    private static func isHost(_ text: Substring) -> Bool {
        var name = text
        if let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") {
            let port = text[text.index(after: colon)...]
            guard !port.isEmpty, port.utf8.count <= 5, port.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return false }
            name = text[..<colon]
        }
        if name.hasPrefix("["), name.hasSuffix("]") {
            return name.count > 3 && name.dropFirst().dropLast().allSatisfy { $0 == ":" || $0 == "." || $0.isHexDigit && $0.isASCII }
        }
        guard let first = name.unicodeScalars.first, isLetterOrDigit(first), !name.contains("..") else { return false }
        return name.unicodeScalars.allSatisfy { isLetterOrDigit($0) || $0 == "-" || $0 == "." || $0 == "_" }
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .lowercaseLetter, .uppercaseLetter, .otherLetter, .modifierLetter, .decimalNumber, .nonspacingMark, .spacingMark: true
        default: false
        }
    }

    private static func encodedRest(_ text: Substring) -> String {
        let refused = Array("\"<>`{}|^'".utf8)
        var out: [UInt8] = []
        for byte in text.utf8 {
            if byte >= 0x7F || refused.contains(byte) { out += Href.percent(byte) } else { out.append(byte) }
        }
        return String(decoding: out, as: UTF8.self)
    }
}
