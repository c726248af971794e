import Database
import Language

/// Many short voices for measuring, in all places, languages and days of a year and a half. Forty questions have exactly thirty of
/// them, one here and one there over the whole table, so that no page of theirs finds its rows side by side.
///
/// They come in as an import does: nobody waits to be told.
struct DemoTexts: Sendable {
    /// How many voices.
    let count: Int
    let seed: UInt64
    /// All of them in one place, with passages that have codes and what was learned from them.
    var isTogether = false

    /// How many questions have `page` voices each; none when there are too few voices for it.
    static let spreadQuestions = 40
    static let page = 30
    /// Days.
    static let span = 540
    /// About how many voices each of the other questions has.
    private static let crowd = 2_000
    /// Voices in one transaction, and in one statement.
    private static let batch = 10_000
    private static let rows = 100

    /// Writes them all; gives the questions of thirty voices, for benches.
    func write(_ house: House, progress: @escaping @Sendable (String) -> Void) async throws -> [ID<Item>] {
        let now = house.clock()
        let plan = try await house.db.write { tx in try prepare(tx, now) }
        for start in stride(from: 0, to: count, by: Self.batch) {
            let range = start..<min(start + Self.batch, count)
            try await house.db.write { tx in try insert(range, plan, tx) }
            progress("\(range.upperBound) of \(count) texts")
        }
        if isTogether {
            let questions = plan.crowds.map(\.id)
            for part in 0..<DemoDesk.parts {
                try await house.db.write { tx in
                    try DemoDesk(tx: tx, now: now, count: count, random: .seeded(seed &+ UInt64(part) &+ 7)).write(part, on: questions)
                }
            }
            progress("\(count / DemoDesk.coded) passages, \(count / DemoDesk.learned) things learned")
        }
        return plan.spread.map(\.id)
    }

    /// The questions voices go to, and the words they are made of.
    private struct Plan: Sendable {
        let spread: [Item]
        let crowds: [Item]
        let words: DemoChatter
        let now: Moment
    }

    private func prepare(_ tx: any Connection, _ now: Moment) throws -> Plan {
        let places = try PlaceStore(tx).all().filter { !isTogether || $0.slug == DemoDesk.place }
        guard !places.isEmpty else { throw DemoGap("place") }
        let days = DemoDays(now: now, random: .seeded(seed))
        func ask(_ number: Int, _ text: String) throws -> Item {
            var draft = QuestionDraft()
            (draft.text, draft.language) = (text, "en")
            let checked = QuestionDraft.Checked(
                text: text, hearBy: days.today + 60, purpose: .understand, decisionBy: nil, doors: [.here])
            let id = try QuestionStore(tx).add(checked, draft, in: places[number % places.count], open: true, by: days.act(Self.span + 1))
            guard let item = try LineStore(tx).unseen(id) else { throw Refusal.notFound }
            return item
        }
        let spread = count >= Self.spreadQuestions * Self.page ? Self.spreadQuestions : 0
        return try Plan(
            spread: (0..<spread).map { try ask($0, "How was it on day \($0 + 1) of the count?") },
            crowds: (0..<max(1, count / Self.crowd)).map { try ask($0, "What did you see this week? Round \($0 + 1)") },
            words: DemoChatter(Demo.stories), now: now)
    }

    /// A hundred voices at a time go to one question, but for those that are due to a question of thirty.
    private func insert(_ range: Range<Int>, _ plan: Plan, _ tx: any Connection) throws {
        let random = Randomness.seeded(seed &+ UInt64(range.lowerBound) &+ 1)
        let act = Act(by: nil, now: plan.now, random: random)
        for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.rows) {
            var together: [ArrivingVoice] = []
            for number in start..<min(start + Self.rows, range.upperBound) {
                let voice = voice(number, plan, random)
                if let alone = spreadQuestion(number, plan) {
                    try VoiceStore(tx).addAll([voice], to: alone, openness: .everyone, source: "generated", by: act)
                } else {
                    together.append(voice)
                }
            }
            let crowd = start / Self.rows % plan.crowds.count
            let openness = isTogether ? .circle : Openness.allCases[crowd % Openness.allCases.count]
            try VoiceStore(tx).addAll(together, to: plan.crowds[crowd], openness: openness, source: "generated", by: act)
        }
    }

    /// The question of thirty a voice is due to, if it is: every so manieth voice, in turns.
    private func spreadQuestion(_ number: Int, _ plan: Plan) -> Item? {
        let wanted = plan.spread.count * Self.page
        guard wanted > 0 else { return nil }
        let step = count / wanted
        return number % step == 0 && number / step < wanted ? plan.spread[number / step % plan.spread.count] : nil
    }

    /// One voice; the earlier its number, the earlier its day.
    private func voice(_ number: Int, _ plan: Plan, _ random: Randomness) -> ArrivingVoice {
        let day = plan.now.day(in: .utc) - (Self.span - number * Self.span / count)
        let said = plan.words.sentence(random, number: number)
        return ArrivingVoice(id: .fresh(on: day, random: random), text: said.text, language: said.language, author: .nobody, day: day)
    }
}
