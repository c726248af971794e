import Language

/// Everything the page of something learned shows, read in one go.
struct InsightView: Sendable {
    let insight: Insight
    let place: Place
    let question: Question?
    let suggestion: Suggestion
    let warmth: Warmth
    let cards: [Card]
    /// Every piece of evidence is among the cards, so that numbers can be checked by counting.
    let showsAll: Bool
    let dissents: [Dissent]
    /// Unnamed dissents that wait for somebody who may let them through.
    let heldDissents: [Dissent]
    /// What speakers put right.
    let corrections: [Correction]
    /// There are more of them, on the page of its question.
    let hasMoreCorrections: Bool
    let authors: [String]
    let reviews: [Review]
    let chance: Checking.Chance
    /// How many people of the place may check it, as far as this reader is one of them.
    let checkers: Int
    /// A year has passed since it was checked.
    let isDueAgain: Bool
    /// It was judged before its words or its evidence changed.
    let wasJudged: Bool
    /// How many pieces of evidence were taken back, as this reader may know it.
    let withdrawn: Headcount
    let decisions: [Head]
    /// What was made of it elsewhere; nil where its place does not use this.
    let lineage: Lineage?
    /// A small experiment may come from it.
    let mayTry: Bool
    let trail: (before: [Step], after: [Step])
    let documents: [Document]
    /// What those said whose words it rests on, before others read it.
    var round: RoundStanding?
    /// What does not fit together with it, as far as this reader may read both sides.
    var contradictions: [StandingContradiction] = []

    /// One piece of evidence this reader may read, in its speaker's words.
    struct Card: Sendable {
        let voice: Voice
        let evidence: Evidence
        let why: String?
    }

    /// A decision or promise in one line.
    struct Head: Sendable {
        let item: Item
        let text: Text?
        let day: Day
    }

    /// A judgement was made, and it waits for a second person.
    var waitsForSecond: Bool { insight.item.state == "shared" && insight.confidence != nil }

    /// What is said while it waits.
    var waitingWords: Phrase {
        guard let confidence = insight.confidence else { return Self.changedSince }
        let agreeing = reviews.count { $0.confidence == confidence }
        guard agreeing < Checking.reviewersNeeded(confidence, insight.strength) else {
            return reviews.contains(where: \.isFromContext)
                ? Self.changedSince : Phrase("It waits for somebody who knows the place or the people it speaks about.")
        }
        guard Checking.reviewersNeeded(confidence, insight.strength) > 1 else { return Self.changedSince }
        return Phrase("This judgement is far from what the evidence suggests. A second person has to confirm it.")
    }

    static let changedSince = Phrase("The evidence has changed since. Somebody else looks at it again.")
}

extension Voice {
    /// Whether these words may be quoted to somebody (domain 0.3, G1): the team reads what it was given, a speaker their own words,
    /// everybody else only what its speaker let be quoted.
    func mayBeQuoted(to reader: Reader, on day: Day) -> Bool { allows(.quote, for: reader, on: day) }
}
