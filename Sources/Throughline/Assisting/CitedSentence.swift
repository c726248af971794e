import Language

/// A sentence a machine wrote, with the numbers of the answers it says it rests on.
struct CitedSentence: Sendable, Equatable {
    let words: String
    let cited: [Int]

    /// Longer ones say too much at once to be checked.
    static let longest = 400
    static let most = 8

    /// Every sentence of what it said that has numbers in square brackets at its end or within it; `others` counts those without.
    static func read(_ said: String) -> (sentences: [CitedSentence], others: Int) {
        var (found, others): ([CitedSentence], Int) = ([], 0)
        for line in said.split(whereSeparator: \.isNewline) {
            // A number that follows the full stop belongs to the sentence before it.
            let joined = String(line).replacing(/([.!?؟…])\s*((?:\[[\d\s,;–-]+\]\s*)+)/) { " \($0.output.2)\($0.output.1) " }
            let passage = Passage(joined)
            for span in passage.sentences {
                let (words, cited) = parts(passage[span])
                guard words.contains(where: \.isLetter) else { continue }
                if cited.isEmpty { others += 1 } else { found.append(CitedSentence(words: words, cited: cited)) }
            }
        }
        return (found, others)
    }

    private static func parts(_ sentence: String) -> (words: String, cited: [Int]) {
        var cited: [Int] = []
        for match in sentence.matches(of: /\[([\d\s,;]+)\]/) {
            for number in match.output.1.split(whereSeparator: { !$0.isNumber }).compactMap({ Int($0) }) where !cited.contains(number) {
                cited.append(number)
            }
        }
        let bare = sentence.replacing(/\s*\[[\d\s,;–-]+\]/, with: "").replacing(/^[\s*•–—-]+/, with: "").replacing(/^\d+[.)]\s+/, with: "")
        return (bare.trimmingSpaces, cited)
    }

    /// Whether what it says is found in the answers it names: most of its words, every number, every name and every quote, and something
    /// from each. It finds what was made up; it cannot find a *not* that was left out, so that people check.
    func isFound(in answers: [Int: String]) -> Bool {
        guard words.count <= Self.longest, !cited.isEmpty, cited.allSatisfy({ answers[$0] != nil }) else { return false }
        let texts = cited.compactMap { answers[$0] }
        let known = texts.map { Set(Self.stems(of: $0)) }
        let mine = Set(Self.stems(of: words))
        guard mine.count >= 2 else { return false }
        let together = known.reduce(into: Set<String>()) { $0.formUnion($1) }
        guard mine.intersection(together).count * 10 >= mine.count * 6 else { return false }
        guard known.allSatisfy({ !$0.isDisjoint(with: mine) }) else { return false }
        return quotesAreFound(in: texts) && numbersAndNamesAreFound(in: texts)
    }

    private func quotesAreFound(in texts: [String]) -> Bool {
        let plain = texts.map { WordVectors.words($0).joined(separator: " ") }
        return words.matches(of: /["“«„](.+?)["”»“]/).allSatisfy { match in
            let quote = WordVectors.words(String(match.output.1)).joined(separator: " ")
            return quote.isEmpty || plain.contains { (" " + $0 + " ").contains(" " + quote + " ") }
        }
    }

    /// Digits, and words with a capital that do not begin the sentence.
    private func numbersAndNamesAreFound(in texts: [String]) -> Bool {
        let known = Set(texts.flatMap(WordVectors.words))
        let all = words.split { !$0.isLetter && !$0.isNumber }
        return all.enumerated().allSatisfy { place, word in
            let isName = place > 0 && word.first?.isUppercase == true
            guard isName || word.contains(where: \.isNumber) else { return true }
            return WordVectors.words(String(word)).allSatisfy(known.contains)
        }
    }

    /// Words that carry meaning, cut to their beginning; runs of letters without spaces count in pairs.
    private static func stems(of text: String) -> [String] {
        WordVectors.words(text).flatMap { word -> [String] in
            let letters = Array(word)
            let isRun = letters.contains {
                $0.unicodeScalars.contains {
                    (0x0E00...0x0EFF).contains($0.value) || (0x1000...0x109F).contains($0.value) || (0x2E80...0x9FFF).contains($0.value)
                }
            }
            if isRun { return letters.count < 2 ? [word] : zip(letters, letters.dropFirst()).map { String([$0, $1]) } }
            return letters.count < 4 ? [] : [String(letters.prefix(5))]
        }
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
