import Language

/// Something learned in a story, with the voices it rests on.
struct DemoInsight: Sendable {
    let key: String
    let day: Int
    let by: String
    let claim: String
    var limits = ""
    var state = "shared"
    var confidence: Confidence?
    /// Why a reviewer is as sure as that.
    var because = ""
    var reviewer = ""
    /// nil: as open as its story.
    var openness: Openness?
    /// nil: the language its story is worked on in.
    var language: LanguageTag?
    var translations: [LanguageTag: String] = [:]
    var evidence: [DemoEvidence] = []
    var dissents: [DemoDissent] = []
}

/// Voices that stand to an insight in one way, and why.
struct DemoEvidence: Sendable {
    let relation: Relation
    let voices: [String]
    let why: String

    static func supports(_ voices: String..., why: String) -> Self { .init(relation: .supports, voices: voices, why: why) }
    static func contradicts(_ voices: String..., why: String) -> Self { .init(relation: .contradicts, voices: voices, why: why) }
    static func complicates(_ voices: String..., why: String) -> Self { .init(relation: .complicates, voices: voices, why: why) }
    static func limits(_ voices: String..., why: String) -> Self { .init(relation: .limits, voices: voices, why: why) }
}

/// Somebody who sees it differently.
struct DemoDissent: Sendable {
    let day: Int
    let language: LanguageTag
    let text: String
    var instead = ""
    let by: DemoAuthor
    var state = "open"
}

/// A decision, from what it came, and what came of it.
struct DemoDecision: Sendable {
    let key: String
    let day: Int
    let by: String
    let what: String
    let decidedBy: String
    let level: DecisionLevel
    let type: DecisionType
    let from: String
    var why = ""
    var expected = ""
    var state = "decided"
    var result: DecisionResult?
    /// What was seen when it was applied or looked at again.
    var happened = ""
    /// Why it was taken back.
    var because = ""
    /// Days from the demonstration's day until it is looked at again.
    var checkIn: Int?
    /// Of what was decided, and of what happened.
    var translations: [LanguageTag: String] = [:]
    var happenedElsewhere: [LanguageTag: String] = [:]
}

/// A promise and what became of it.
struct DemoPromise: Sendable {
    let day: Int
    let who: String
    let what: String
    let organisation: String
    let from: String
    /// Days from the demonstration's day until it is due; negative when that day is past.
    let dueIn: Int
    var key = ""
    /// The account that made it, where it is one of the named people.
    var person: String?
    var needs: Set<Need> = []
    /// Days of work.
    var days: Int?
    var amount: Int?
    var currency: String?
    var secured = Secured.yes
    var state = "accepted"
    /// nil: the language its story is worked on in.
    var language: LanguageTag?
    /// The kind of reason a promise was not kept, and the words for it.
    var lapse: LapseReason?
    var because = ""
    var happened = ""
    var translations: [LanguageTag: String] = [:]
}

/// What people who heard in one language were told, and how many it reached.
struct DemoTelling: Sendable {
    let day: Int
    let by: String
    /// The language people hear it in; `written` differs where somebody speaks it from notes in another one.
    let language: LanguageTag
    let text: String
    let unreachable: Int
    var written: LanguageTag?
    var translations: [LanguageTag: String] = [:]
}

/// A speaker who puts something right.
struct DemoCorrection: Sendable {
    let day: Int
    let language: LanguageTag
    let text: String
    let voice: String
    let insight: String
    var state = "open"
}
