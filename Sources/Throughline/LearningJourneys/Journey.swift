import Language

/// A learning journey: several teams learn about one issue over some months, with a senior person behind it, somebody who leads it day
/// to day, and sessions in which evidence and practice meet (domain 1, LearningJourney).
struct Journey: Sendable {
    let item: Item
    let texts: [String: Text]
    let starts: Day
    let ends: Day
    let rhythm: Rhythm
    let forms: Set<Form>
    let functions: Set<Function>
    /// Who holds each role by account; where they have none, their name stands in the words.
    let people: [Role: ID<Person>]
    let names: [Role: String]
    /// The last day on which those who carry it talked with each other.
    let checkedOn: Day?
    let closedOn: Day?

    var id: ID<Item> { item.id }
    var state: State { State(rawValue: item.state) ?? .needAgreed }
    var length: JourneyLength { JourneyLength(from: starts, until: ends) }
    func words(_ field: String) -> String { texts[field]?.body ?? "" }
    func name(_ role: Role) -> String { names[role] ?? "" }
    var own: [String] { Self.lines(words("own")) }
    var outside: [String] { Self.lines(words("outside")) }
    var cohort: Int { own.count + outside.count }

    /// One name a line; what is empty is passed over.
    static func lines(_ text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map { $0.trimmingWhitespace }.filter { !$0.isEmpty }
    }

    /// Where it stands; the steps between are declared in `Lifecycle`.
    enum State: String, Sendable, CaseIterable {
        case needAgreed = "need_agreed"
        case coDesign = "co_design"
        case running, synthesis, application, closed
        case followedUp = "followed_up"

        var words: Phrase {
            switch self {
            case .needAgreed: Phrase("the need is agreed", context: "a learning journey")
            case .coDesign: Phrase("being planned together", context: "a learning journey")
            case .running: Phrase("under way", context: "a learning journey")
            case .synthesis: Phrase("bringing together what was learned", context: "a learning journey")
            case .application: Phrase("putting it to use", context: "a learning journey")
            case .closed: Phrase("closed", context: "a learning journey")
            case .followedUp: Phrase("followed up for a year", context: "a learning journey")
            }
        }

        /// Those who carry it meet regularly.
        var isAtWork: Bool { [.coDesign, .running, .synthesis, .application].contains(self) }
        var isOpen: Bool { self == .needAgreed || isAtWork }

        /// The step that leads on from here, with the words on its button; nil where only time leads on.
        var next: (act: String, words: Phrase)? {
            switch self {
            case .needAgreed: ("design", Phrase("Plan it together"))
            case .coDesign: ("run", Phrase("It begins"))
            case .running: ("gather", Phrase("Bring together what was learned"))
            case .synthesis: ("apply", Phrase("Put it to use"))
            case .application: ("close", Phrase("Close it"))
            case .closed, .followedUp: nil
            }
        }

        /// What this part of the way asks for.
        var asks: Phrase {
            switch self {
            case .needAgreed: Phrase("Agree with those it concerns what hangs on it, and who in charge stands behind it.")
            case .coDesign: Phrase("Let the teams choose the questions, the sessions and the days themselves.")
            case .running: Phrase("In each session somebody brings evidence, and somebody brings practice.")
            case .synthesis: Phrase("Write down what was learned, where you agree and where you do not.")
            case .application: Phrase("See who does what differently now, and what keeps them from it.")
            case .closed: Phrase("After 3, 6 and 12 months you look at what is still used.")
            case .followedUp: Phrase("Nothing more is owed on it.")
            }
        }
    }

    /// Who carries it.
    enum Role: String, Sendable, CaseIterable {
        case sponsor, lead, facilitator

        var words: Phrase {
            switch self {
            case .sponsor: Phrase("Who in charge stands behind it")
            case .lead: Phrase("Who leads it day to day")
            case .facilitator: Phrase("Who guides the sessions")
            }
        }
    }

    enum Rhythm: String, Sendable, CaseIterable {
        case weekly, fortnightly

        var days: Int { self == .weekly ? 7 : 14 }
        var words: Phrase { self == .weekly ? Phrase("every week") : Phrase("every two weeks") }
    }

    enum Form: String, Sendable, CaseIterable {
        case series, group, strand, mixed

        var words: Phrase {
            switch self {
            case .series: Phrase("talks online, one after the other")
            case .group: Phrase("a small group that works on its own cases")
            case .strand: Phrase("part of a community of practice")
            case .mixed: Phrase("a mixture")
            }
        }
    }

    enum Function: String, Sendable, CaseIterable {
        case evidence, programme, connections

        var words: Phrase {
            switch self {
            case .evidence: Phrase("bring evidence to those who need it")
            case .programme: Phrase("shape a programme")
            case .connections: Phrase("bring people together")
            }
        }
    }
}

/// How long a journey lasts, in months as people count them.
struct JourneyLength: Sendable, Equatable {
    let months: Int

    /// Journeys usually last so many months (domain 0.5).
    static let usual = 3...9

    /// The last day counts: from 1 February to 31 March of the next year are 14 months.
    init(from starts: Day, until ends: Day) {
        let after = ends + 1
        let whole = (after.year - starts.year) * 12 + after.month - starts.month
        let rest = after.dayOfMonth - starts.dayOfMonth
        months = max(0, whole + (rest >= 15 ? 1 : rest <= -15 ? -1 : 0))
    }

    var isUsual: Bool { Self.usual.contains(months) }

    var words: Phrase {
        let counted = Phrase.counted(months, one: "\("n", months) month", other: "\("n", months) months")
        return isUsual
            ? counted
            : Phrase("\("months", counted); journeys usually last \("from", Self.usual.lowerBound)–\("to", Self.usual.upperBound)")
    }
}

/// A look, some months after a journey was closed, at what is still used.
struct JourneyLook: Sendable {
    let months: Int
    let due: Day
    let lookedOn: Day?

    static let rhythm: [(months: Int, days: Int)] = [(3, 91), (6, 182), (12, 365)]
    static let minutes = 20

    /// The field in which what was found stands beside the journey.
    static func field(_ months: Int) -> String { "look_\(months)" }
}

extension StringProtocol {
    /// Without the spaces around it.
    fileprivate var trimmingWhitespace: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
        while rest.last?.isWhitespace == true { rest = rest.dropLast() }
        return String(rest)
    }
}
