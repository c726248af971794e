import Database
import Language

/// What the team works with on a question: what can be shown to those who said it, and what they answered.
struct RoundDesk: Sendable {
    struct Claim: Sendable {
        let insight: Insight
        let numbers: RoundNumbers
    }

    struct Past: Sendable {
        let round: CorrectionRound
        let numbers: RoundNumbers
        let claims: [Claim]
    }

    let question: Question
    let place: Place
    /// What was never shown and is not open to everybody yet.
    let open: [Insight]
    let rounds: [Past]
    /// Of those whose words these rest on: how many there are, and how many can be asked.
    let people: Int
    let reachable: Int
    let register: AskRegister
    /// Something promised to the same people is overdue, and nobody who speaks for them let this through.
    let isBlocked: Bool

    var running: Past? { rounds.first }
}

/// Reads rounds for the team, and for one speaker.
struct RoundReading {
    let tx: any Connection
    let language: LanguageTag
    let now: Moment

    private var day: Day { now.day(in: .utc) }

    /// For whoever may write down what was learned.
    /// `wanted` stand first among what can be shown.
    func desk(
        _ id: ID<Item>, wanted: Set<String>, for reader: Reader, reaching: ([RoundStore.Asked]) -> [RoundStore.Asked]
    ) throws -> RoundDesk {
        let question = try QuestionStore(tx).find(id, for: reader, in: language, at: now)
        try reader.require(.learn, in: question.item.space)
        let place = try PlaceStore(tx).find(question.item.space)
        let store = RoundStore(tx)
        let open = try eligible(question, wanted, for: reader)
        let speakers = try reaching(store.speakers(behind: open.map(\.id), on: day))
        let ask = try AskStore(tx).find(id)
        let register = try AskStore(tx).register(in: place.id, for: ask?.organisation ?? "", on: now.day(in: place.zone), besides: id)
        let rounds = try store.all(on: id).map { round in
            let claims = try insights(store.claims(of: round.id), for: reader).map { insight in
                RoundDesk.Claim(insight: insight, numbers: try store.numbers(of: round.id, insight: insight.id))
            }
            return RoundDesk.Past(round: round, numbers: try store.numbers(of: round.id), claims: claims)
        }
        return RoundDesk(
            question: question, place: place, open: open, rounds: rounds, people: speakers.count,
            reachable: speakers.count { $0.way != .none }, register: register,
            isBlocked: register.overdue > 0 && ask?.permission != .allowed)
    }

    /// What stands on the page of something learned; nil where it was never shown.
    func standing(of insight: Insight) throws -> RoundStanding? {
        let store = RoundStore(tx)
        guard let (round, earlyOn) = try store.round(of: insight.id) else { return nil }
        return RoundStanding(
            round: round, numbers: try store.numbers(of: round.id, insight: insight.id),
            early: earlyOn.flatMap { day in insight.texts["early"].map { ($0, day) } })
    }

    /// What one speaker is shown, in the newest round they are part of; nil in none, or when it is long over.
    func review(_ voice: Voice, in asked: ID<CorrectionRound>? = nil) throws -> SpeakersReview? {
        guard voice.item.state == "ready" else { return nil }
        let store = RoundStore(tx)
        let rounds = try store.rounds(asking: voice)
        guard let round = asked.map({ id in rounds.first { $0.id == id } }) ?? rounds.first, day <= round.until + CorrectionRound.life,
            let standing = try store.standing(for: voice, in: round.id)
        else { return nil }
        let answers = try store.answers(of: standing)
        let shown = try store.claims(of: round.id)
        let own = Set(try sources(of: voice, in: shown)).union(answers.keys)
        let items = try LineStore(tx).unseen(shown.filter(own.contains))
        let texts = try TextStore(tx).all(of: Array(items.keys), for: language)
        let claims = shown.filter(own.contains).compactMap { id -> SpeakersReview.Claim? in
            guard let item = items[id] else { return nil }
            let isGone = item.audience > .team || !["note", "shared", "checked"].contains(item.state)
            let claim = texts[id]?["claim"] ?? Text(body: "…", language: item.language, origin: "author")
            return .init(item: item, claim: claim, limits: isGone ? nil : texts[id]?["limits"], answer: answers[id], isGone: isGone)
        }
        guard !claims.isEmpty else { return nil }
        return SpeakersReview(round: round, voice: voice, claims: claims, corrections: try CorrectionStore(tx).own(of: voice.id))
    }

    /// Those of some things learned that rest on a voice, or for an account on any of theirs.
    private func sources(of voice: Voice, in insights: [ID<Item>]) throws -> [ID<Item>] {
        let same: SQL = voice.item.author.person.map { "i.author_id = \($0)" } ?? "i.id = \(voice.id)"
        return try tx.run(
            """
            SELECT DISTINCT e.insight_id FROM evidence e JOIN items i ON i.id = e.source_id
            WHERE e.insight_id IN \(list: insights) AND i.state = 'ready' AND \(same)
            """
        ).map { try $0.id("insight_id") }
    }

    /// As many as one round takes: those somebody came for, then the newest.
    private func eligible(_ question: Question, _ wanted: Set<String>, for reader: Reader) throws -> [Insight] {
        let ids: [ID<Item>] = try tx.run(
            """
            SELECT n.id FROM insights n JOIN items i ON i.id = n.id
            WHERE n.question_id = \(question.id) AND i.state IN ('note', 'shared', 'checked') AND i.audience > \(Audience.everyone.rawValue)
                AND i.audience <= \(Audience.team.rawValue) AND EXISTS (SELECT 1 FROM evidence e WHERE e.insight_id = n.id)
                AND \(Visibility.inSpace(question.item.space, for: reader, at: now)) ORDER BY n.id DESC LIMIT 500
            """
        ).map { try $0.id("id") }
        let open = try RoundStore(tx).neverShown(ids)
        let chosen = open.filter { wanted.contains($0.description) } + open.filter { !wanted.contains($0.description) }
        return try insights(Array(chosen.prefix(RoundDraft.most)), for: reader)
    }

    private func insights(_ ids: [ID<Item>], for reader: Reader) throws -> [Insight] {
        let found = try InsightStore(tx).all(ids, for: reader, in: language, at: now)
        return ids.compactMap { found[$0] }
    }
}
