import Language

/// Sentences nobody said, word after word as the demonstration's voices put them, for filling tables.
struct DemoChatter: Sendable {
    private let languages: [Spoken]

    private struct Spoken: Sendable {
        let language: LanguageTag
        let words: [String]
        /// For each word, the words that came after it somewhere.
        let next: [[Int]]
    }

    init(_ stories: [DemoStory]) {
        let voices = Dictionary(grouping: stories.flatMap(\.voices), by: \.language).sorted { $0.key < $1.key }
        languages = voices.map { language, voices in
            var numbers: [Substring: Int] = [:]
            var words: [String] = []
            var next: [[Int]] = []
            for voice in voices {
                var last: Int?
                for word in voice.text.split(whereSeparator: \.isWhitespace) {
                    let number = numbers[word] ?? words.count
                    if number == words.count {
                        numbers[word] = number
                        words.append(String(word))
                        next.append([])
                    }
                    if let last { next[last].append(number) }
                    last = number
                }
            }
            return Spoken(language: language, words: words, next: next)
        }
    }

    /// Five to sixteen words; every third sentence also has a number of its own, as real ones have names and dates.
    func sentence(_ random: Randomness, number: Int) -> (language: LanguageTag, text: String) {
        let draw = random.next()
        let spoken = languages[Int(draw % UInt64(languages.count))]
        let length = 5 + Int(draw >> 32 % 12)
        var word = Int(random.next() % UInt64(spoken.words.count))
        var text = spoken.words[word]
        text.reserveCapacity(120)
        for _ in 1..<length {
            let draw = random.next()
            let after = spoken.next[word]
            word = Int(draw % UInt64(after.isEmpty ? spoken.words.count : after.count))
            if !after.isEmpty { word = after[word] }
            text += " "
            text += spoken.words[word]
        }
        if number % 3 == 0 { text += " \(number)" }
        return (spoken.language, text)
    }
}
