import Language

/// How many promises were kept of those that were due (domain 4).
///
/// Due is what had its day, and what was reported on before it. Promises that were declined or released are not counted at all.
struct Fulfilment: Sendable, Equatable {
    /// Promises kept.
    var fulfilled = 0
    /// Promises kept in part.
    var partly = 0
    /// Promises reported as not kept.
    var notKept = 0
    /// Promises whose day is over and that nobody has reported on.
    var unreported = 0
    /// Of those due, how many need something that nobody has secured.
    var unsecured = 0

    /// All that were due.
    var due: Int { fulfilled + partly + notKept + unreported }

    /// (fulfilled + 0.5 · partly) ÷ due, in whole percent; 0 when nothing was due.
    var percent: Int { Self.percent(halves: 2 * fulfilled + partly, of: due) }

    /// Due promises that need something and have none of it ÷ due, in whole percent.
    var gap: Int { Self.percent(halves: 2 * unsecured, of: due) }

    /// Adds `n` promises of one kind.
    mutating func add(_ n: Int, state: String, isPastDue: Bool, isUnsecured: Bool) {
        switch state {
        case "fulfilled": fulfilled += n
        case "partly": partly += n
        case "not_fulfilled": notKept += n
        case "made", "accepted", "under_way":
            guard isPastDue else { return }
            unreported += n
        default: return
        }
        if isUnsecured { unsecured += n }
    }

    private static func percent(halves: Int, of whole: Int) -> Int { whole == 0 ? 0 : (100 * halves + whole) / (2 * whole) }
}

/// How many of those who promised are still with it half a year later (domain 4): yes and somewhat ÷ those who answered.
struct Stay: Sendable, Equatable {
    var engaged = 0
    var answered = 0

    /// In whole percent; 0 when nobody answered.
    var percent: Int { answered == 0 ? 0 : (200 * engaged + answered) / (2 * answered) }

    /// Answers that speak of half a year after the promise, in whole months.
    static let window = 5...8

    /// Whole months of thirty days.
    static func months(from made: Day, to today: Day) -> Int { max(0, (today - made) / 30) }
}

/// Promises sorted as a work list reads them.
struct PromiseBoard: Sendable {
    /// Open, due within 30 days from today, the nearest day first.
    private(set) var soon: [Commitment] = []
    /// Open and past their day, which nobody has reported on: the nearest day first.
    private(set) var late: [Commitment] = []
    /// Answered for: kept in part or not at all, with the reason; the newest first.
    private(set) var lapsed: [Commitment] = []
    /// The newest first.
    private(set) var kept: [Commitment] = []
    /// The nearest day first.
    private(set) var later: [Commitment] = []
    /// Declined or released, the newest first.
    private(set) var ended: [Commitment] = []

    init(_ promises: [Commitment], on today: Day) {
        for promise in promises.sorted(by: { ($0.due, $0.id.description) < ($1.due, $1.id.description) }) {
            switch promise.item.state {
            case "fulfilled": kept.append(promise)
            case "partly", "not_fulfilled": lapsed.append(promise)
            case "declined", "released": ended.append(promise)
            case _ where promise.isLate(on: today): late.append(promise)
            case _ where promise.due <= today + 30: soon.append(promise)
            default: later.append(promise)
            }
        }
        late.reverse()
        for list in [\Self.lapsed, \.kept, \.ended] { self[keyPath: list].sort { Self.settled($0) > Self.settled($1) } }
    }

    private static func settled(_ promise: Commitment) -> (Day, String) { (promise.settledOn ?? promise.due, promise.id.description) }
}
