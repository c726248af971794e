import Database
import Language

/// Words that were taken back go from wherever they were quoted; a mark stands in their place.
///
/// Only what was written after the voice came can quote it: else a stranger could send a team's own words as an answer, take them
/// back, and erase the record. For the same reason nothing is taken from the question that was asked, from other speakers' answers,
/// from other places, or for an answer nobody has let through, except where the team put that answer down as a source.
enum QuoteWithdrawal {
    static let mark = "[…]"
    /// How many records around a question are searched.
    static let most = 2_000

    static func redact(_ voice: Voice, _ tx: any Connection, by act: Act) throws {
        let line = LineStore(tx)
        let tellings = Set(try TellingStore(tx).quoting(voice.id).map(\.id))
        let passages = Passages(of: voice).all
        var changed: Set<ID<Item>> = []
        if !passages.isEmpty {
            let sourced = Set(try EvidenceStore(tx).insights(from: voice.id)).union(tellings)
            let around = voice.item.state == "held" ? [] : try line.around(voice.question, in: voice.item.space, most: most)
            let items = Array(sourced.union(around)).sorted { $0.description < $1.description }
            let day = voice.item.day
            changed = try TextStore(tx).redact(passages, in: items, since: day, mark: mark)
            try line.redactReasons(passages, in: items, since: day, mark: mark)
            try EvidenceStore(tx).redact(passages, in: items, since: day, mark: mark)
        }
        try TellingStore(tx).mark(changed.union(tellings), quoteGoneOn: act.day)
    }
}

/// What of an answer is looked for where it may have been quoted: the whole, its beginning as the telling desk cuts it, and each
/// sentence long enough to be somebody's own.
struct Passages {
    /// Shorter words than this, in characters, say nothing of who said them and would be found in anybody's sentence.
    static let shortest = 12
    static let shortestSentence = 25

    let all: [String]

    init(of voice: Voice) {
        let words = voice.text?.body ?? ""
        let whole = [words, voice.quoted ?? words].filter { $0.count >= Self.shortest }
        let sentences = words.split { Self.ends.contains($0) }.map { String($0.drop(while: \.isWhitespace)) }.filter {
            $0.count >= Self.shortestSentence
        }
        var seen: Set<String> = []
        // The longest first, so that no shorter one leaves a rest of it standing.
        all = (whole + sentences).filter { seen.insert($0).inserted }.sorted { ($0.count, $0) > ($1.count, $1) }
    }

    private static let ends: Set<Character> = [".", "!", "?", ";", "\n", "\r\n", "؟", "؛", "۔", "。", "！", "？", "।", "…"]
}

extension String {
    /// The text with a mark in the place of every passage, or nil where it has none of them.
    func without(_ passages: [String], mark: String) -> String? {
        var text = self
        for passage in passages where text.contains(passage) { text = text.replacing(passage, with: mark) }
        return text == self ? nil : text
    }
}
