import Language

/// Some things learned from one question, shown to those whose words they rest on before others read them.
struct CorrectionRound: Sendable {
    let id: ID<CorrectionRound>
    let question: ID<Item>
    let space: ID<Space>
    let begunOn: Day
    /// The last day on which they can answer.
    let until: Day
    /// What it asks of each of them.
    let minutes: Int

    func isOpen(on day: Day) -> Bool { day <= until }

    /// So many working days they have (features C4).
    static let days = 5
    /// A link in a letter shows what became of it for so long after that.
    static let life = 180
    /// Whoever was written to about a question is not written to about it again within so many days.
    static let rest = 90

    /// Monday to Friday; a weekend in between makes it longer, wherever that weekend is.
    static func lastDay(from day: Day) -> Day {
        var (last, left) = (day, days)
        while left > 0 {
            last = last + 1
            if last.weekday < 5 { left -= 1 }
        }
        return last
    }
}

/// What a speaker says to one sentence that rests on their words.
enum RoundAnswer: String, Sendable, CaseIterable {
    case meant
    case notQuite = "not_quite"
    /// Their words are no longer among those it rests on.
    case leave

    var words: Phrase {
        switch self {
        case .meant: Phrase("That is what I meant")
        case .notQuite: Phrase("Not quite")
        case .leave: Phrase("I do not want to be in this")
        }
    }
}

/// How somebody could be asked.
enum RoundWay: String, Sendable {
    /// By a letter with a link, because they allowed to be written to again.
    case mail
    /// On the page of their own words.
    case page
    /// Not at all. They do not hold it up.
    case none
}

/// How many were asked and answered. Whoever is silent has not said yes.
struct RoundNumbers: Sendable, Equatable {
    var people = 0
    var asked = 0
    var answered = 0
    var meant = 0
    var notQuite = 0
    var left = 0

    /// Every number of it, and every one that can be worked out from two, must be fit to be counted aloud.
    func isSafe(from fewest: Int) -> Bool {
        [people, asked, answered, people - asked, asked - answered].allSatisfy { $0 == 0 || $0 >= fewest }
    }
}

/// What stands on the page of something learned about the round it was in.
struct RoundStanding: Sendable {
    let round: CorrectionRound
    let numbers: RoundNumbers
    /// Why it was opened to others before its day, and when.
    let early: (reason: Text, day: Day)?
}

/// Which sentences go out.
struct RoundDraft: Sendable {
    var insights: Set<String> = []

    /// More than this nobody reads in three minutes.
    static let most = 7
    static let minutes = 3

    func checked(among open: [ID<Item>]) throws(Invalid) -> [ID<Item>] {
        let chosen = open.filter { insights.contains($0.description) }
        if chosen.isEmpty { throw Invalid("insights", Phrase("Choose at least one sentence to show.")) }
        if chosen.count > Self.most {
            throw Invalid("insights", Phrase("Choose \("n", Self.most) at most: more is too much to ask of them."))
        }
        return chosen
    }
}

/// What one speaker is shown: the sentences that rest on their words, and what they said to each.
struct SpeakersReview: Sendable {
    struct Claim: Sendable {
        let item: Item
        let claim: Text
        let limits: Text?
        let answer: RoundAnswer?
        /// It was taken back since, or moderators took it off.
        let isGone: Bool

        var id: ID<Item> { item.id }
        var mayBeAnswered: Bool { !isGone && answer != .leave }
    }

    let round: CorrectionRound
    let voice: Voice
    let claims: [Claim]
    let corrections: [Correction]

    func isOpen(on day: Day) -> Bool { round.isOpen(on: day) && claims.contains(where: \.mayBeAnswered) }
    var isAnswered: Bool { claims.allSatisfy { $0.answer != nil || $0.isGone } }
}

/// What a speaker sent back.
struct ReviewDraft: Sendable {
    var answers: [ID<Item>: String] = [:]
    var words: [ID<Item>: String] = [:]

    var hasWords: Bool { words.values.contains { !$0.isEmpty } }

    struct Answer: Sendable {
        let insight: ID<Item>
        let answer: RoundAnswer
        let words: String
    }

    static func answerField(_ id: ID<Item>) -> String { "answer_\(id)" }
    static func wordsField(_ id: ID<Item>) -> String { "words_\(id)" }

    /// What is left empty stays unsaid; at least one thing is said.
    func checked(_ review: SpeakersReview) throws(Invalid) -> [Answer] {
        var (invalid, found): (Invalid, [Answer]) = (Invalid(), [])
        let open = review.claims.filter(\.mayBeAnswered)
        for claim in open {
            let typed = words[claim.id] ?? ""
            if typed.count > 2_000 { invalid.refuse(Self.wordsField(claim.id), Phrase("Keep this under \("n", 2_000) characters.")) }
            guard let answer = RoundAnswer(rawValue: answers[claim.id] ?? "") else {
                if !typed.isEmpty { invalid.refuse(Self.answerField(claim.id), Phrase("Choose one of these too.")) }
                continue
            }
            if answer == .notQuite && typed.isEmpty { invalid.refuse(Self.wordsField(claim.id), Phrase("Write what you meant.")) }
            found.append(Answer(insight: claim.id, answer: answer, words: answer == .notQuite ? typed : ""))
        }
        if found.isEmpty, invalid.isEmpty, let first = open.first {
            invalid.refuse(Self.answerField(first.id), Phrase("Choose an answer, or close the page: then nothing is counted."))
        }
        guard invalid.isEmpty else { throw invalid }
        return found
    }
}

extension ReviewDraft {
    init(_ review: SpeakersReview) {
        for claim in review.claims {
            answers[claim.id] = claim.answer?.rawValue
            words[claim.id] = review.corrections.last { $0.beside == claim.id }?.text.body
        }
    }

    init(_ fields: Fields, _ review: SpeakersReview) {
        for claim in review.claims {
            answers[claim.id] = fields[Self.answerField(claim.id)]
            words[claim.id] = fields[Self.wordsField(claim.id)]
        }
    }
}

/// What a letter's link carries: which round, and whose words.
enum RoundLink {
    private static let prefix = "round-"

    static func token(_ round: ID<CorrectionRound>, _ voice: ID<Item>, _ keys: Keys) -> String {
        keys.token(prefix + round.description + voice.description, for: .mail)
    }

    /// nil for a forged one, or one that was made for another kind of letter.
    static func opened(_ token: String, _ keys: Keys) -> (round: ID<CorrectionRound>, voice: ID<Item>)? {
        guard let said = keys.verify(token: token, for: .mail), said.hasPrefix(prefix) else { return nil }
        let ids = said.dropFirst(prefix.count)
        guard let round = ID<CorrectionRound>(typed: String(ids.prefix(26))), let voice = ID<Item>(typed: String(ids.dropFirst(26))) else {
            return nil
        }
        return (round, voice)
    }
}
