import Database
import Language

/// A speaker says whether what was written down is what they meant. What they put right stands beside the sentence; whoever does not want
/// to be in it is in it no more; silence is nothing.
struct Reviewing {
    let tx: any Connection
    let language: LanguageTag

    /// `held`: only the team reads what they put right until it has looked. `act` is by nobody for somebody without an account.
    func say(
        _ answers: [ReviewDraft.Answer], by voice: ID<Item>, in round: ID<CorrectionRound>, held: Bool, written: LanguageTag, by act: Act
    ) throws {
        let voice = try VoiceStore(tx).own(voice)
        let reading = RoundReading(tx: tx, language: language, now: act.now)
        guard let review = try reading.review(voice, in: round), review.isOpen(on: act.day),
            let standing = try RoundStore(tx).standing(for: voice, in: round)
        else { throw Refusal.conflict }
        let open = review.claims.filter(\.mayBeAnswered)
        for said in answers {
            guard let claim = open.first(where: { $0.id == said.insight }) else { continue }
            let before = review.corrections.filter { $0.beside == claim.id }
            let stays = said.answer == .notQuite && before.contains { $0.text.body == said.words }
            if !stays {
                for correction in before where correction.isNew { try CorrectionStore(tx).withdraw(correction.item.id, by: act) }
                if said.answer == .notQuite {
                    try CorrectionStore(tx).add(said.words, to: voice, beside: claim.item, held: held, language: written, by: act)
                }
            }
            if said.answer == .leave { try leave(claim.id, voice, by: act) }
            try RoundStore(tx).say(said.answer, to: claim.id, by: standing, on: act.day)
        }
        let all = answers.map(\.answer)
        if all.contains(.notQuite) {
            try ReplyStore(tx).say(.wrong, by: voice, on: act.day)
        } else if all.contains(.meant) {
            try ReplyStore(tx).say(.right, by: voice, on: act.day)
        }
    }

    /// Their words, all of them that it rests on, are none of its sources any more.
    private func leave(_ insight: ID<Item>, _ voice: Voice, by act: Act) throws {
        let same: SQL = voice.item.author.person.map { "i.author_id = \($0)" } ?? "i.id = \(voice.id)"
        let sources: [ID<Item>] = try tx.run(
            "SELECT e.source_id FROM evidence e JOIN items i ON i.id = e.source_id WHERE e.insight_id = \(insight) AND i.kind = 'voice' AND \(same)"
        ).map { try $0.id("source_id") }
        for source in sources { try InsightStore(tx).sourceWithdrawn(source, from: insight, by: act) }
    }
}
