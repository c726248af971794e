/// What of an answer is looked for where it may have been quoted: the whole, its beginning as the telling desk cuts it, and each
/// sentence long enough to be somebody's own.
struct Passages {
    /// Shorter words than this, in characters, say nothing of who said them and would be found in anybody's sentence.
    static let shortest = 12
    static let shortestSentence = 25

    let all: [String]

    init(of voice: Voice) { self.init(of: voice.text?.body ?? "", quoted: voice.quoted) }

    init(of words: String, quoted: String?) {
        let whole = [words, quoted ?? words].filter { $0.count >= Self.shortest }
        let sentences = words.split { Self.ends.contains($0) }.map { String($0.drop(while: \.isWhitespace)) }.filter {
            $0.count >= Self.shortestSentence
        }
        var seen: Set<String> = []
        // The longest first, so that no shorter one leaves a rest of it standing.
        all = (whole + sentences).filter { seen.insert($0).inserted }.sorted { ($0.count, $0) > ($1.count, $1) }
    }

    private static let ends: Set<Character> = [".", "!", "?", ";", "\n", "\r\n", "؟", "؛", "۔", "。", "！", "？", "।", "…"]
}
