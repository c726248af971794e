import Language

/// How sure people are after looking at the evidence: a judgement with a written reason, never a sum (domain 3).
enum Confidence: String, Sendable, CaseIterable {
    case high, moderate, low
    case veryLow = "very_low"

    var words: Phrase {
        switch self {
        case .high: Phrase("Very probably a fair picture")
        case .moderate: Phrase("Probably so")
        case .low: Phrase("Possibly so")
        case .veryLow: Phrase("We cannot tell yet")
        }
    }

    /// Steps between a judgement and what the evidence suggests.
    func steps(from strength: Strength) -> Int { abs(rank - strength.confidence.rank) }

    private var rank: Int {
        switch self {
        case .veryLow: 0
        case .low: 1
        case .moderate: 2
        case .high: 3
        }
    }
}

/// How sure one may be of something learned: somebody's judgement once it was checked, before that what the evidence suggests.
struct Sureness: Sendable {
    let strength: Strength
    /// Nil while nobody who did not write it has checked it.
    let judged: Confidence?

    init(_ strength: Strength, _ confidence: Confidence?, state: String) {
        (self.strength, judged) = (strength, state == "checked" ? confidence : nil)
    }

    /// As the columns `strength` and `confidence` of what was learned have it; nil beside other kinds of record.
    init?(strength: String?, confidence: String?, state: String) {
        guard let strength = strength.flatMap({ Strength(rawValue: $0) }) else { return nil }
        self.init(strength, confidence.flatMap { Confidence(rawValue: $0) }, state: state)
    }

    var words: Phrase { judged.map { Phrase("Checked: \("sure", $0.words).") } ?? strength.words }
}

extension Strength {
    /// The judgement that stands nearest to the word (domain 3, the mapping for the warning).
    var confidence: Confidence {
        switch self {
        case .none, .singleVoice: .veryLow
        case .emerging, .contested: .low
        case .corroborated: .moderate
        case .wellSupported: .high
        }
    }
}

/// Somebody's look at something learned: how sure they are of one wording, and why.
struct Review: Sendable {
    let person: ID<Person>
    let name: String
    let confidence: Confidence
    let reason: Text?
    /// They know the place or the people themselves.
    let isFromContext: Bool
    /// They belong to another space.
    let isFromElsewhere: Bool
    let day: Day
    /// What makes them less sure, of what they said something about.
    var concerns: [Concern: Weight] = [:]
}

/// What can make something learned less sure (domain 3, after the four concerns of GRADE-CERQual).
enum Concern: String, Sendable, CaseIterable {
    case limitations, coherence, adequacy, relevance

    var words: Phrase {
        switch self {
        case .limitations: Phrase("The way it was asked")
        case .coherence: Phrase("How well it fits what people said")
        case .adequacy: Phrase("How much there is, and how rich it is")
        case .relevance: Phrase("Whether it speaks of the place and people meant")
        }
    }
}

/// How much a concern weighs.
enum Weight: String, Sendable, CaseIterable {
    case none, minor, moderate, serious

    var words: Phrase {
        switch self {
        case .none: Phrase("no doubt")
        case .minor: Phrase("a small doubt")
        case .moderate: Phrase("some doubt")
        case .serious: Phrase("serious doubt")
        }
    }
}

extension Review {
    /// The field of the insight that holds a reviewer's reason for one wording.
    static func field(of person: ID<Person>, wording: Int) -> String { "reason.\(wording).\(person)" }
}

/// Who may check what was learned, and how many must agree.
enum Checking {
    /// Below this many members a person from another space may be the reviewer (blueprint 4, small spaces).
    static let smallSpace = 8

    /// One reviewer who did not write it; a second where the judgement is more than one step from the evidence (scenario 3.c).
    static func reviewersNeeded(_ confidence: Confidence, _ strength: Strength) -> Int { confidence.steps(from: strength) > 1 ? 2 : 1 }

    enum Chance: Sendable, Equatable { case no, ownWork, lookedAlready, insider, outsider }

    static func chance(of reader: Reader, in space: ID<Space>, authors: Set<ID<Person>>, reviewers: Set<ID<Person>>, members: Int) -> Chance
    {
        guard let person = reader.person else { return .no }
        let isInsider = reader.may(.learn, in: space)
        let isOutsider = members < smallSpace && reader.roles.contains { $0.key != space && $0.value.rights.contains(.learn) }
        guard isInsider || isOutsider else { return .no }
        if authors.contains(person) { return .ownWork }
        if reviewers.contains(person) { return .lookedAlready }
        return isInsider ? .insider : .outsider
    }
}
