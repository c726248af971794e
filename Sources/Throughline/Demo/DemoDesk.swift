import Database
import Language

/// A place with a great deal of work on it, for measuring: generated voices with codes, and what was learned from them. The first thing
/// learned rests on two thousand of them.
struct DemoDesk {
    let tx: any Connection
    let now: Moment
    let count: Int
    let random: Randomness

    static let place = "lower-delta"
    /// One passage in so many voices, and one thing learned.
    static let coded = 20
    static let learned = 200
    /// Sources of what was learned, and of the first one.
    static let sources = 10
    static let most = 2_000
    /// Transactions it is written in.
    static let parts = 10

    func write(_ part: Int, on questions: [ID<Item>]) throws {
        let place = try PlaceStore(tx).find(slug: Self.place)
        let act = Act(by: nil, now: now, random: random)
        let codes = try CodeStore(tx).all(of: place.id).filter(\.isInUse)
        guard let coder = try MembershipStore(tx).people(in: place.id, who: .learn).min(by: { $0.description < $1.description }) else {
            throw DemoGap("coder")
        }
        for (n, question) in questions.enumerated() where n % Self.parts == part {
            let voices: [ID<Item>] = try tx.run(
                "SELECT v.id FROM voices v JOIN items i ON i.id = v.question_id WHERE v.question_id = \(question) ORDER BY v.id"
            ).map { try $0.id("id") }
            for (place, voice) in voices.enumerated() where place % Self.coded == 0 && !codes.isEmpty {
                let given = Act(by: coder, now: now, random: random)
                try CodingStore(tx).add(
                    [Span(start: 0, stop: 4)], of: voice, version: 1, code: codes[place / Self.coded % codes.count].id, by: given)
            }
            try learn(from: voices, on: question, isFirst: n == 0, by: act)
        }
    }

    private func learn(from voices: [ID<Item>], on question: ID<Item>, isFirst: Bool, by act: Act) throws {
        let asked = try QuestionStore(tx).find(question, for: .stranger, in: "en", at: now)
        for n in 0..<max(voices.count / Self.learned, 1) {
            let wanted = isFirst && n == 0 ? Self.most : Self.sources
            let chosen = try voices.dropFirst(n * Self.learned).prefix(wanted).compactMap { try LineStore(tx).unseen($0) }
            let id = try InsightStore(tx).add(
                "What \(n + 1) says of round \(question)", limits: "Generated.", in: "en", from: asked,
                evidence: chosen.map { NewEvidence(source: $0, organisation: "Group \(Int(random.next() % 9))") }, by: act)
            guard let item = try LineStore(tx).unseen(id) else { continue }
            try LineStore(tx).move(item, "share", as: .stranger, own: true, by: act)
            try LineStore(tx).mark(item, Openness.circle.marks.sensitivity, Openness.circle.marks.tlp, by: act)
        }
    }
}
