import Foundation

/// The part of an address that names a space: small Latin letters, digits and hyphens, whatever script the name is written in.
enum Slug {
    static let longest = 40

    static func of(_ name: String) -> String {
        let latin = name.applyingTransform(.toLatin, reverse: false) ?? name
        let plain = (latin.applyingTransform(.stripDiacritics, reverse: false) ?? latin).lowercased()
        var letters = ""
        for sign in plain.unicodeScalars {
            if sign.isASCII, sign.properties.isAlphabetic || sign.properties.numericType != nil {
                letters.unicodeScalars.append(sign)
            } else if separates(sign) {
                letters += " "
            }
        }
        var slug = ""
        for word in letters.split(separator: " ") where slug.isEmpty || slug.utf8.count + word.utf8.count < longest {
            slug += (slug.isEmpty ? "" : "-") + word.prefix(longest)
        }
        return slug.isEmpty ? "place" : slug
    }

    /// The name itself, or the name with the first free number.
    static func free(_ wanted: String, among taken: Set<String>) -> String {
        guard taken.contains(wanted) else { return wanted }
        var number = 2
        while taken.contains("\(wanted)-\(number)") { number += 1 }
        return "\(wanted)-\(number)"
    }

    /// Apostrophes and marks that a transcription leaves behind stand inside words.
    private static func separates(_ sign: Unicode.Scalar) -> Bool {
        switch sign.properties.generalCategory {
        case .spaceSeparator, .lineSeparator, .control, .dashPunctuation, .connectorPunctuation, .openPunctuation, .closePunctuation: true
        case .otherPunctuation, .mathSymbol: sign != "'"
        default: false
        }
    }
}
