import Language

/// Something learned from what people said: one sentence, for whom it holds, and the evidence it rests on.
struct Insight: Sendable {
    let item: Item
    let texts: [String: Text]
    let question: ID<Item>?
    let strength: Strength
    /// Independent sources for it, and against it.
    let sources: Int
    let against: Int
    /// Pieces of evidence that were taken back, and the last day that happened.
    let withdrawn: Int
    let withdrawnOn: Day?
    let confidence: Confidence?
    /// Counts how often its words or what they rest on changed; a check is good for one wording on one set of evidence.
    let wording: Int
    /// The day on which what was checked is looked at again.
    let reviewOn: Day?

    var id: ID<Item> { item.id }
    var claim: Text { texts["claim"] ?? Text(body: "…", language: item.language, origin: "author") }
    var limits: Text? { texts["limits"] }
    var isNote: Bool { item.state == "note" }
    /// Where it stands.
    var stateWords: Phrase {
        switch item.state {
        case "note": Phrase("A note, for the team only")
        case "checked": Phrase("What we learned, checked")
        default: Phrase("What we learned, not checked yet")
        }
    }
    var sureness: Sureness { Sureness(strength, confidence, state: item.state) }

    /// Somebody who did not write it may say how sure they are: it was never checked, or long ago.
    func mayBeChecked(on day: Day) -> Bool { item.state == "shared" || isDueAgain(on: day) }
    func isDueAgain(on day: Day) -> Bool { item.state == "checked" && reviewOn.map { $0 <= day } ?? false }
}

/// The first thing that is written down: a sentence, and whose words it rests on.
struct NoteDraft: Sendable {
    var claim = ""
    var voices: Set<String> = []

    /// One sentence, in characters (domain 3).
    static let longest = 240

    func checked() throws(Invalid) {
        var invalid = Invalid()
        invalid.refuse(claim: claim)
        if voices.isEmpty { invalid.refuse("voices", Phrase("Choose at least one answer it rests on.")) }
        guard invalid.isEmpty else { throw invalid }
    }
}

/// The words of something learned as somebody changes them.
struct WordingDraft: Sendable {
    var claim = ""
    var limits = ""
    /// What follows from it, for somebody.
    var soWhat = ""
    /// Who would not agree, and why (feature C3): looked for before others say it.
    var disagreeing = ""

    static let longest = 600

    /// Each with the field of the insight it is kept in.
    var fields: [(name: String, body: String)] {
        [("claim", claim), ("limits", limits), ("so_what", soWhat), ("disagreeing", disagreeing)]
    }

    func checked() throws(Invalid) {
        var invalid = Invalid()
        invalid.refuse(claim: claim)
        invalid.refuse(limits: limits)
        for (field, words) in [("so_what", soWhat), ("disagreeing", disagreeing)] where words.count > Self.longest {
            invalid.refuse(field, Phrase("Keep this under \("n", Self.longest) characters."))
        }
        guard invalid.isEmpty else { throw invalid }
    }
}

extension WordingDraft {
    init(_ insight: Insight) {
        self.init(
            claim: insight.claim.body, limits: insight.limits?.body ?? "", soWhat: insight.texts["so_what"]?.body ?? "",
            disagreeing: insight.texts["disagreeing"]?.body ?? "")
    }

    init(_ fields: Fields) {
        self.init(
            claim: fields["claim"], limits: fields["limits"], soWhat: fields["so_what"], disagreeing: fields["disagreeing"])
    }
}

extension Invalid {
    fileprivate mutating func refuse(limits: String) {
        if limits.count > 400 { refuse("limits", Phrase("Keep this under \("n", 400) characters.")) }
    }

    fileprivate mutating func refuse(claim: String) {
        if claim.isEmpty { refuse("claim", Phrase("Write in one sentence what you learned.")) }
        if claim.count > NoteDraft.longest {
            refuse("claim", Phrase("Keep it under \("n", NoteDraft.longest) characters: one sentence others can agree or disagree with."))
        }
    }
}

/// Voices put beside something learned, and how they stand to it.
struct EvidenceDraft: Sendable {
    var voices: Set<String> = []
    var relation = ""
    var why = ""
    var kind = SourceKind.unsaid.rawValue
    var event = ""
    var organisation = ""
    var document = ""
    var context = ""
    /// Keep it as open as it is, although the new words are less open.
    var staysOpen = false

    struct Checked: Sendable {
        let relation: Relation
        let kind: SourceKind
    }

    func checked() throws(Invalid) -> Checked {
        var invalid = Invalid()
        if voices.isEmpty { invalid.refuse("voices", Phrase("Choose at least one answer.")) }
        let relation = Relation.ofEvidence.first { $0.rawValue == self.relation }
        if relation == nil { invalid.refuse("relation", Phrase("Say how these words stand to it.")) }
        if why.isEmpty { invalid.refuse("why", Phrase("Say in one sentence why.")) }
        for (field, value) in [
            ("why", why), ("event", event), ("organisation", organisation), ("document", document), ("context", context),
        ]
        where value.count > 300 {
            invalid.refuse(field, Phrase("Keep this under \("n", 300) characters."))
        }
        guard let relation, invalid.isEmpty else { throw invalid }
        return Checked(relation: relation, kind: SourceKind(rawValue: kind) ?? .unsaid)
    }
}

/// Who may see what was learned.
struct SharingDraft: Sendable {
    var openness = ""
    /// *I have read the quotes and nobody is put at risk.*
    var isConfirmed = false
    /// Why it does not wait until those who said it had their days to put it right.
    var early = ""

    /// Whether it would be read by others before those whose words it rests on had the time they were given.
    static func isEarly(_ openness: Openness, _ insight: Insight, _ standing: RoundStanding?, on day: Day) -> Bool {
        guard let standing, standing.round.isOpen(on: day) else { return false }
        return openness.audience < .team && (insight.isNote || openness.audience < insight.item.audience)
    }

    /// Wider than its strictest source only for somebody who has read the quotes (domain 0.3, G2).
    /// What rests on words for the safety lead alone is opened wider by the safety lead alone (domain 14 and 15).
    func checked(strictest: Audience, maySafeguard: Bool, isEarly: (Openness) -> Bool = { _ in false }) throws(Invalid) -> Openness {
        var invalid = Invalid()
        let openness = Openness(rawValue: openness)
        if let openness, isEarly(openness), early.isEmpty {
            invalid.refuse("early", Phrase("They still have time to put it right. Say why it cannot wait, or choose the team."))
        }
        if early.count > 600 { invalid.refuse("early", Phrase("Keep this under \("n", 600) characters.")) }
        if let openness, strictest >= .safety, openness.audience < .safety, !maySafeguard {
            invalid.refuse("openness", Openness.safetyLeadOnly)
        }
        if openness == nil { invalid.refuse("openness", Phrase("Choose who may see it.")) }
        if let openness, openness.audience < strictest, !isConfirmed {
            invalid.refuse("confirmed", Phrase("This opens it wider than the words it rests on. Read the quotes, then tick this."))
        }
        guard let openness, invalid.isEmpty else { throw invalid }
        return openness
    }
}

extension Openness {
    /// The class of people it opens a record to.
    var audience: Audience {
        switch self {
        case .everyone: .everyone
        case .circle: .circle
        case .team: .team
        case .safety: .safety
        }
    }

    /// The widest that is no wider than a class; a record for named people only is still the team's to share.
    init(noWiderThan audience: Audience) {
        self =
            switch audience {
            case .everyone: .everyone
            case .circle: .circle
            case .team: .team
            case .safety, .named, .nobody: .safety
            }
    }
}

/// A reviewer's judgement. Where nobody has said yet for whom it holds, the reviewer says that too.
struct CheckDraft: Sendable {
    var confidence = ""
    var reason = ""
    /// Whether they know the place or the people it speaks about: `yes` or `no`.
    var knows = ""
    var limits = ""
    /// What makes them less sure; what was not said is not there.
    var concerns: [Concern: Weight] = [:]

    var isFromContext: Bool { knows == "yes" }

    func checked(hasLimits: Bool) throws(Invalid) -> Confidence {
        var invalid = Invalid()
        if !["yes", "no"].contains(knows) { invalid.refuse("from_context", Phrase("Choose one: both answers help.")) }
        if confidence == Confidence.high.rawValue, let concern = Concern.allCases.first(where: { concerns[$0] == .serious }) {
            invalid.refuse(concern.rawValue, Phrase("Serious doubt does not go with being very sure. Change one of the two."))
        }
        if !hasLimits {
            if limits.isEmpty { invalid.refuse("limits", Phrase("First say for whom, where and when it holds.")) }
            invalid.refuse(limits: limits)
        }
        let confidence = Confidence(rawValue: confidence)
        if confidence == nil { invalid.refuse("confidence", Phrase("Choose how sure you are.")) }
        if reason.isEmpty { invalid.refuse("reason", Phrase("Say why you are as sure as that.")) }
        if reason.count > 600 { invalid.refuse("reason", Phrase("Keep this under \("n", 600) characters.")) }
        guard let confidence, invalid.isEmpty else { throw invalid }
        return confidence
    }
}

/// Another way to see it.
struct DissentDraft: Sendable {
    var text = ""
    var alternative = ""
    var name = ""
    var asPerson = false

    func checked() throws(Invalid) {
        var invalid = Invalid()
        if text.isEmpty { invalid.refuse("text", Phrase("Say what you see differently.")) }
        for (field, value) in [("text", text), ("alternative", alternative)] where value.count > 600 {
            invalid.refuse(field, Phrase("Keep this under \("n", 600) characters."))
        }
        if name.count > 80 { invalid.refuse("name", Phrase("Keep this under \("n", 80) characters.")) }
        guard invalid.isEmpty else { throw invalid }
    }
}
