import Language

/// What somebody from outside does so that a programme learns: three lists of tasks, each with who may see it (domain 1,
/// LearningPartnerPlan).
struct PartnerPlan: Sendable {
    let item: Item
    var texts: [String: Text]
    let starts: Day
    /// Who pays, and who does the work; both have accounts, so that what is for the two of them stays with them.
    let commissioner: ID<Person>?
    let partner: ID<Person>?
    let commissionerName: String
    let partnerName: String

    var id: ID<Item> { item.id }
    func words(_ field: String) -> String { texts[field]?.body ?? "" }
    /// Each seat is given away by whoever sits on it, and the partner's by whoever pays; an empty one by the other of the two. Where
    /// both are empty nobody is left to say so: then a new plan is begun.
    func maySeat(payer: ID<Person>, doer: ID<Person>, _ person: ID<Person>?) -> Bool {
        guard let person else { return false }
        let payerStays = payer == commissioner || person == commissioner || (commissioner == nil && person == partner)
        let doerStays = doer == partner || person == partner || person == commissioner
        return payerStays && doerStays
    }

    func isOne(of person: ID<Person>?) -> Bool { person != nil && (person == commissioner || person == partner) }

    /// By the team of the place, or one of the two it is between.
    func mayBeWorkedOn(by reader: Reader) -> Bool {
        reader.person != nil && (isOne(of: reader.person) || reader.may(.decide, in: item.space))
    }

    /// Who pays says that something is what was wanted; where they are gone, the team does.
    func mayBeAccepted(by reader: Reader) -> Bool { commissioner.map { $0 == reader.person } ?? reader.may(.decide, in: item.space) }

    /// What is to be done in the first months is due after so many.
    static let firstMonths = 3
}

/// One task of the plan.
struct PlanTask: Sendable {
    let item: Item
    let texts: [String: Text]
    let plan: ID<Item>
    let bucket: Bucket
    let place: Int
    let cadence: Cadence?
    let due: Day?
    let audience: Audience
    let deliveries: [Delivery]

    var id: ID<Item> { item.id }
    var state: State { State(rawValue: item.state) ?? .notStarted }
    func words(_ field: String) -> String { texts[field]?.body ?? "" }

    /// Its day has passed and nothing was delivered for it.
    func isLate(on today: Day) -> Bool {
        guard let due, [.notStarted, .underWay].contains(state) else { return false }
        return due < today
    }

    /// A plan is whole once everything in it has a day.
    var isUndated: Bool { due == nil && [.notStarted, .underWay].contains(state) }

    enum Bucket: String, Sendable, CaseIterable {
        case first, recurring, once

        var words: Phrase {
            switch self {
            case .first: Phrase("The first three months")
            case .recurring: Phrase("Again and again")
            case .once: Phrase("Once")
            }
        }
    }

    enum Cadence: String, Sendable, CaseIterable {
        case monthly, quarterly
        case halfYearly = "half_yearly"
        case yearly

        var months: Int {
            switch self {
            case .monthly: 1
            case .quarterly: 3
            case .halfYearly: 6
            case .yearly: 12
            }
        }

        var words: Phrase {
            switch self {
            case .monthly: Phrase("every month")
            case .quarterly: Phrase("every three months")
            case .halfYearly: Phrase("every six months")
            case .yearly: Phrase("every year")
            }
        }
    }

    /// Who may see a task.
    enum Audience: String, Sendable, CaseIterable {
        case commissioner, grantees, everyone

        var words: Phrase {
            switch self {
            case .commissioner: Phrase("only who pays and who does it")
            case .grantees: Phrase("who pays, and everybody of this place")
            case .everyone: Phrase("everybody")
            }
        }

        var marks: (sensitivity: Sensitivity, tlp: TLP) {
            switch self {
            case .commissioner: (.moderate, .red)
            case .grantees: (.moderate, .green)
            case .everyone: (.none, .clear)
            }
        }

        /// Two audiences differ by their marks, so the marks alone say which it is.
        init(_ item: Item) { self = item.tlp >= .amber ? .commissioner : item.tlp == .clear ? .everyone : .grantees }
    }

    enum State: String, Sendable, CaseIterable {
        case notStarted = "not_started"
        case underWay = "under_way"
        case delivered, accepted

        var words: Phrase {
            switch self {
            case .notStarted: Phrase("not begun", context: "a task")
            case .underWay: Phrase("under way", context: "a task")
            case .delivered: Phrase("delivered", context: "a task")
            case .accepted: Phrase("accepted", context: "a task")
            }
        }
    }

    /// Something delivered, for one of its days.
    struct Delivery: Sendable {
        let id: ID<Delivery>
        let due: Day?
        let deliveredOn: Day
        let acceptedOn: Day?
        /// A record of the place that came out of it.
        let record: ID<Item>?

        var wasLate: Bool { due.map { $0 < deliveredOn } ?? false }
        var whatField: String { "delivered \(id)" }
        var whyField: String { "late \(id)" }
    }
}

/// The tasks a new plan begins with, in three lists (domain 1, after the sources' figure of a learning partner's year). Everything in
/// them can be changed.
struct PlanBeginning: Sendable {
    let bucket: PlanTask.Bucket
    let words: Phrase
    let audience: PlanTask.Audience
    var cadence: PlanTask.Cadence?

    static let all: [PlanBeginning] = [
        .init(bucket: .first, words: Phrase("Questions across the programmes, and a learning agenda"), audience: .grantees),
        .init(
            bucket: .first, words: Phrase("Plan meetings across the programmes, for who pays and those who are paid"), audience: .grantees),
        .init(bucket: .first, words: Phrase("Plan meetings for who pays alone"), audience: .commissioner),
        .init(bucket: .first, words: Phrase("Propose studies in depth"), audience: .commissioner),
        .init(bucket: .first, words: Phrase("A form in which what is learned reaches the reports on results"), audience: .grantees),
        .init(bucket: .first, words: Phrase("Indicators of the results framework that fit the questions"), audience: .grantees),
        .init(bucket: .first, words: Phrase("Kick-off workshop"), audience: .grantees),
        .init(
            bucket: .recurring, words: Phrase("Learning meetings, with something written afterwards"), audience: .grantees,
            cadence: .quarterly),
        .init(bucket: .recurring, words: Phrase("Look after the studies"), audience: .commissioner, cadence: .quarterly),
        .init(
            bucket: .recurring, words: Phrase("Make short notes, briefings and working sessions of what those who are paid hand in"),
            audience: .grantees, cadence: .quarterly),
        .init(bucket: .recurring, words: Phrase("Report on results"), audience: .commissioner, cadence: .yearly),
        .init(bucket: .once, words: Phrase("How things stand at the beginning (baseline)"), audience: .grantees),
        .init(bucket: .once, words: Phrase("Look again half-way (midterm review)"), audience: .grantees),
        .init(bucket: .once, words: Phrase("Look back at the end (final evaluation)"), audience: .grantees),
    ]

    /// The day it is due in a plan that starts on a day; nil for what has to be dated by hand.
    func due(from starts: Day) -> Day? {
        switch bucket {
        case .first: starts.plus(months: PartnerPlan.firstMonths)
        case .recurring: cadence.map { starts.plus(months: $0.months) }
        case .once: nil
        }
    }
}

extension Day {
    /// The same day so many months later; the last of the month where it has no such day.
    func plus(months: Int) -> Day {
        let count = year * 12 + month - 1 + months
        var first = firstOfMonth
        while first.year * 12 + first.month - 1 < count { first = (first + 31).firstOfMonth }
        let last = (first + 31).firstOfMonth - 1
        return Swift.min(first + (dayOfMonth - 1), last)
    }
}
