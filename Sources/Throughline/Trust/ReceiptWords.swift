import Foundation

/// A language's 2,048 words for receipt codes, split when first used.
///
/// The words are the BIP-39 lists as the Python package `mnemonic` 0.21 carries them (MIT licence, © 2013–2016 Pavol Rusnak),
/// one Russian word mended. In each list the first four letters, accents aside, belong to one word only.
struct ReceiptWords: Sendable {
    let language: String
    /// The words a fresh code may have: the list without those that could endanger or hurt whoever carries the slip.
    let offered: [String]
    /// From the first four letters to the word.
    private let byStem: [String: String]

    static let all = [
        ReceiptWords(language: "en", list: english, withheld: englishWithheld),
        ReceiptWords(language: "fr", list: french, withheld: frenchWithheld),
        ReceiptWords(language: "es", list: spanish, withheld: spanishWithheld),
        ReceiptWords(language: "pt", list: portuguese, withheld: portugueseWithheld),
        ReceiptWords(language: "ru", list: russian, withheld: russianWithheld),
    ]

    static func list(for primary: String) -> ReceiptWords? { all.first { $0.language == primary } }

    private init(language: String, list: String, withheld: String) {
        let words = list.split(whereSeparator: \.isWhitespace).map(String.init)
        let unfit = Set(withheld.split(whereSeparator: \.isWhitespace).map(String.init))
        self.language = language
        offered = words.filter { !unfit.contains($0) }
        byStem = Dictionary(words.map { (Self.stem(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The words of this list that somebody meant, or nil when one is not in it. Typed words come folded.
    func words(typed: [String]) -> [String]? {
        let found = typed.compactMap { byStem[String($0.prefix(4))] }
        return found.count == typed.count ? found : nil
    }

    /// What a word counts by: its first four letters, folded.
    static func stem(of word: String) -> String { String(folded(word).prefix(4)) }

    /// Lower case without accents. Russian й stays a letter of its own (стоить, стойка), as it is for its readers.
    static func folded(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.decomposedStringWithCompatibilityMapping.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
            if scalar == breve, folded.last == "и" {
                folded.removeLast()
                folded.append("й")
            } else if scalar == "œ" {
                folded.append(contentsOf: "oe".unicodeScalars)
            } else if scalar.properties.generalCategory != .nonspacingMark {
                folded.append(scalar)
            }
        }
        return String(folded)
    }

    private static let breve: Unicode.Scalar = "\u{306}"
}
