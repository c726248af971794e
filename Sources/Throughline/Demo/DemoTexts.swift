import Database
import Language

/// Many short voices for measuring: spread over all places, languages and days, so that no page finds its rows side by side.
///
/// They are written in bulk, many rows a statement, without duties and audit; everything else is as if people had sent them.
struct DemoTexts: Sendable {
    /// How many voices.
    let count: Int
    let seed: UInt64

    /// Questions with exactly `DemoTexts.page` voices each, spread over the whole table: what a page of 30 voices is measured on.
    static let spreadQuestions = 40
    static let page = 30
    /// The days they are spread over: a year and a half.
    static let span = 540
    /// Voices in one transaction.
    private static let batch = 10_000

    /// Writes them all; gives the questions of thirty voices, for benches.
    func write(_ house: House, progress: @escaping @Sendable (String) -> Void) async throws -> [ID<Item>] {
        let now = house.clock()
        let plan = try await house.db.write { tx in try prepare(tx, now) }
        var done = 0
        while done < count {
            let upTo = min(done + Self.batch, count)
            let range = done..<upTo
            try await house.db.write { tx in try insert(range, plan, tx) }
            done = upTo
            progress("\(done) of \(count) texts")
        }
        return plan.spread.map(\.id)
    }

    /// The questions voices go to, and the words they are made of.
    private struct Plan: Sendable {
        let spread: [Target]
        let crowds: [Target]
        let words: DemoChatter
        let today: Day
    }

    private struct Target: Sendable {
        let id: ID<Item>
        let space: ID<Space>
    }

    private func prepare(_ tx: any Connection, _ now: Moment) throws -> Plan {
        let places = try PlaceStore(tx).all()
        guard !places.isEmpty else { throw DemoGap("place") }
        let days = DemoDays(now: now, random: .seeded(seed))
        let crowds = max(1, count / 2_000)
        func question(_ number: Int, _ text: String) throws -> Target {
            let place = places[number % places.count]
            var draft = QuestionDraft()
            (draft.text, draft.language) = (text, "en")
            let checked = QuestionDraft.Checked(
                text: text, hearBy: days.today + 60, purpose: .understand, decisionBy: nil, doors: [.here])
            let act = days.act(Self.span + 1)
            let id = try QuestionStore(tx).add(checked, draft, in: place, open: true, by: act)
            return Target(id: id, space: place.id)
        }
        let spread = count >= Self.spreadQuestions * Self.page ? Self.spreadQuestions : 0
        return try Plan(
            spread: (0..<spread).map { try question($0, "How was it on day \($0 + 1) of the count?") },
            crowds: (0..<crowds).map { try question($0, "What did you see this week? Round \($0 + 1)") },
            words: DemoChatter(Demo.stories), today: days.today)
    }

    /// Where the nth voice goes: evenly spaced ones to the questions of thirty, the others to the crowds.
    private func target(_ number: Int, _ plan: Plan, _ random: Randomness) -> Target {
        let wanted = plan.spread.count * Self.page
        if wanted > 0 {
            let step = count / wanted
            if number % step == 0, number / step < wanted { return plan.spread[number / step % plan.spread.count] }
        }
        return plan.crowds[Int(random.next() % UInt64(plan.crowds.count))]
    }

    private func insert(_ range: Range<Int>, _ plan: Plan, _ tx: any Connection) throws {
        let random = Randomness.seeded(seed &+ UInt64(range.lowerBound) &+ 1)
        let voices = range.map { voice($0, plan, random) }
        try LineStore(tx).addAll(voices)
        try VoiceStore(tx).addAll(voices)
    }

    /// One voice; the earlier its number, the earlier its day.
    private func voice(_ number: Int, _ plan: Plan, _ random: Randomness) -> BulkItem {
        let day = plan.today - (Self.span - number * Self.span / count)
        let said = plan.words.sentence(random, number: number)
        let draw = random.next() % 10
        let target = target(number, plan, random)
        return BulkItem(
            id: .fresh(on: day, random: random), kind: .voice, space: target.space, language: said.language,
            openness: draw < 4 ? .everyone : draw < 8 ? .circle : .team, state: "ready", day: day, body: said.text,
            link: (.answers, target.id))
    }
}
