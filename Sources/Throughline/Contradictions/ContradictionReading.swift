import Database
import Language

/// One difference as somebody may read it: with the words of its other side.
struct StandingContradiction: Sendable {
    let contradiction: Contradiction
    let other: Item
    /// Nil for a recording or a photo.
    let words: Text?
}

/// Reads what does not fit together with something learned, as far as its reader may read both sides.
struct ContradictionReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    /// Those whose other side this reader may read; words of speakers only where they may be quoted to them.
    func standing(of insight: ID<Item>) throws -> [StandingContradiction] {
        let all = try ContradictionStore(tx).all(of: insight, in: language)
        guard !all.isEmpty else { return [] }
        let others = all.map { $0.other(than: insight) }
        let voices = try VoiceStore(tx).all(others, for: reader, at: now)
        let insights = try InsightStore(tx).all(others, for: reader, in: language, at: now)
        let today = now.day(in: .utc)
        return all.compactMap { contradiction in
            let id = contradiction.other(than: insight)
            if let voice = voices[id], voice.item.state == "ready", voice.mayBeQuoted(to: reader, on: today) {
                return StandingContradiction(contradiction: contradiction, other: voice.item, words: voice.text)
            }
            return insights[id].map { StandingContradiction(contradiction: contradiction, other: $0.item, words: $0.claim) }
        }
    }

    /// What stands on the other side of a difference somebody of the team writes about: words that are evidence, or something else that
    /// was learned here.
    func other(_ id: ID<Item>, of insight: Insight) throws -> (item: Item, words: Text?) {
        if let entry = try EvidenceStore(tx).entry(id, of: insight.id), entry.evidence.relation != .supports,
            let voice = try VoiceStore(tx).all([id], for: reader, at: now)[id], voice.item.state == "ready"
        {
            return (voice.item, voice.text)
        }
        guard id != insight.id, let found = try InsightStore(tx).all([id], for: reader, in: language, at: now)[id],
            found.item.space == insight.item.space, !found.isNote
        else { throw Refusal.notFound }
        return (found.item, found.claim)
    }

    /// What else was learned in the place and could say otherwise, the newest first.
    func candidates(for insight: Insight) throws -> [Insight] {
        try InsightStore(tx).list(
            ["shared", "checked"], in: insight.item.space, for: reader, in: language, at: now, limit: Self.offered
        ).filter { $0.id != insight.id }
    }

    private static let offered = 60
}
