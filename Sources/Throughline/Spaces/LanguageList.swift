import Foundation
import Language

/// Languages as people write them: by their own name, by their name in one of the languages we speak, or by their code.
enum LanguageList {
    /// In the order written, each once, with the words we do not know as a language.
    static func read(_ text: String) -> (tags: [LanguageTag], unknown: [String]) {
        var tags: [LanguageTag] = []
        var unknown: [String] = []
        for part in text.split(whereSeparator: { ",;،、\n".contains($0) }) {
            let word = part.trimmingCharacters(in: .whitespaces)
            guard !word.isEmpty else { continue }
            if let tag = tag(of: word) {
                if !tags.contains(tag) { tags.append(tag) }
            } else {
                unknown.append(word)
            }
        }
        return (tags, unknown)
    }

    /// The languages in a line one can change and send again.
    static func line(_ tags: [LanguageTag]) -> String { tags.map(name).joined(separator: ", ") }

    /// A language by its own name, else by its English one, else by its code.
    static func name(_ tag: LanguageTag) -> String {
        // A name that would be read as another language, such as "Português" for pt-BR, gives way to the code.
        if tag.endonym != tag.description { return byName[folded(tag.endonym)] == tag ? tag.endonym : tag.description }
        guard tag.description == tag.primary else { return tag.description }
        return Locale(identifier: "en").localizedString(forIdentifier: tag.description.replacing("-", with: "_")) ?? tag.description
    }

    private static func tag(of word: String) -> LanguageTag? {
        if let tag = byName[folded(word)] { return tag }
        guard let tag = LanguageTag(word), codes.contains(tag.primary) else { return nil }
        return tag
    }

    /// Foundation lists those of ISO 639 it has data for, and so not all that are spoken: Dari is missing. Without the codes of no
    /// language at all, and of languages made for stories and for machines.
    private static let codes = Set(Locale.LanguageCode.isoLanguageCodes.map(\.identifier))
        .union(LanguageTag.named.map(\.primary))
        .subtracting(["und", "mul", "mis", "zxx", "root", "art", "tlh", "jbo", "vo", "ie", "io", "nov", "lfn", "zbl"])

    private static let byName: [String: LanguageTag] = {
        var found: [String: LanguageTag] = [:]
        let speakers = ["en", "fr", "es", "pt", "ru", "ar"].map { Locale(identifier: $0) }
        for code in codes.sorted() {
            guard let tag = LanguageTag(code) else { continue }
            for speaker in speakers {
                guard let name = speaker.localizedString(forLanguageCode: code), name != code else { continue }
                let key = folded(name)
                if found[key] == nil { found[key] = tag }
            }
        }
        for code in codes.sorted() {
            guard let tag = LanguageTag(code), tag.endonym != tag.description else { continue }
            found[folded(tag.endonym)] = tag
        }
        return found
    }()

    private static func folded(_ word: String) -> String {
        word.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil).replacing("’", with: "'")
    }
}
