import Foundation

extension LanguageTag {
    /// The language a text is written in, of those people here speak; nil when that is less likely than not.
    ///
    /// Letters are looked at first. Where several candidates write with them, each word speaks for the languages it is common in and
    /// against the others. Languages nobody here speaks are compared too, so that a text in one of them is not taken for a neighbour.
    public static func guess(_ text: String, among candidates: [LanguageTag]) -> LanguageTag? {
        guard let script = Script.mostUsed(in: text) else { return nil }
        let fitting = candidates.filter { Script.usual(for: $0) == script }
        guard !fitting.isEmpty else { return nil }
        return LanguageGuess(fitting: fitting, script: script).decide(text)
    }
}

/// Weighs the candidates that write with one script.
struct LanguageGuess {
    let fitting: [LanguageTag]
    let script: Script

    /// How much likelier a common word makes its language, and another word makes it less likely.
    private static let hit = 8.0
    private static let miss = 0.6
    /// The same for a letter that few languages write.
    private static let letter = 1.6
    private static let foreign = 0.15
    /// What is said below this is not said at all.
    private static let least = 0.5

    func decide(_ text: String) -> LanguageTag? {
        let known = CommonWords.all.filter { Script.usual(for: LanguageTag($0.language) ?? "und") == script }
        let here = known.filter { profile in fitting.contains { Self.name($0) == profile.language } }
        guard !here.isEmpty else { return fitting.count == 1 && script != .latin ? fitting.first : nil }
        let others = known.filter { other in
            !here.contains { $0.language == other.language || CommonWords.near[$0.language]?.contains(other.language) == true }
        }
        // Latin letters write any language; a script only one language here uses is itself a strong sign.
        let isAlone = fitting.count == 1 && script != .latin
        let isUnlisted = fitting.contains { tag in !here.contains { $0.language == Self.name(tag) } }
        let words = Self.words(of: text)
        let scores = here.map { Self.weight(of: words, in: $0) }
        let rivals = others.map { Self.weight(of: words, in: $0) * (isAlone ? 0.02 : 0.1) }
        let unknown = isAlone ? 0.05 : isUnlisted ? 12 : 0.6
        guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }) else { return nil }
        let all = scores.reduce(0, +) + rivals.reduce(0, +) + unknown
        guard scores[best] >= Self.least * all, rivals.allSatisfy({ $0 < scores[best] }) else { return nil }
        return fitting.first { Self.name($0) == here[best].language }
    }

    /// How likely these words are in a language, compared with a language nothing is known of.
    private static func weight(of words: [Word], in profile: CommonWords) -> Double {
        words.reduce(1) { weight, word in
            if word.forms.contains(where: profile.words.contains) { return weight * hit }
            guard !word.telling.isEmpty else { return weight * miss }
            return weight * (word.telling.isSubset(of: profile.letters) ? letter : foreign)
        }
    }

    private struct Word {
        /// The word itself, and what stands before and after an apostrophe in it, folded.
        let forms: [String]
        let telling: Set<Character>
    }

    /// The first words of a text: enough to tell, however long it is.
    private static func words(of text: String) -> [Word] {
        let marks: Set<Character> = ["'", "’", "‘", "ʻ", "ʼ"]
        let plain = String(text.prefix(2_000)).lowercased().precomposedStringWithCanonicalMapping.map { marks.contains($0) ? "'" : $0 }
        return plain.split { !$0.isLetter && $0 != "'" }.prefix(60).compactMap { piece in
            let word = String(piece).trimmingCharacters(in: ["'"])
            guard !word.isEmpty else { return nil }
            var forms = [folded(word)]
            if let mark = word.firstIndex(of: "'") {
                forms.append(folded(String(word[...mark])))
                forms.append(folded(String(word[word.index(after: mark)...])))
            }
            return Word(forms: forms, telling: CommonWords.telling.intersection(word))
        }
    }

    /// Without accents and other marks.
    static func folded(_ word: String) -> String {
        let bare = word.decomposedStringWithCanonicalMapping.unicodeScalars.filter { $0.properties.generalCategory != .nonspacingMark }
        return String(String.UnicodeScalarView(bare))
    }

    /// The name a language is listed under.
    private static func name(_ tag: LanguageTag) -> String {
        CommonWords.alike[tag.description] ?? CommonWords.alike[tag.primary] ?? tag.primary
    }
}
