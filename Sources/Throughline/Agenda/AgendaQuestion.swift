import Language

/// What a question is on the learning agenda of its place, beside being a question (domain 1, LearningQuestion). Its words are the
/// question's own.
struct AgendaQuestion: Sendable {
    let question: Question
    let state: State
    let kind: Kind
    let setBy: SetBy
    let owner: ID<Person>?
    let ownerName: String
    let priority: Priority
    let reviewOn: Day
    /// The day of its present wording; those who set it may object from then on.
    let wordedOn: Day
    let adoptedOn: Day?
    let answer: ID<Item>?
    let mergedInto: ID<Item>?
    let use: UsePlan
    let version: Int

    var id: ID<Item> { question.id }
    var why: Text? { question.texts["agenda_why"] }
    var decision: String { question.words("decision") }
    var isAdopted: Bool { State.inForce.contains(state) }
    /// The last day on which those who set it may object to its wording.
    var objectUntil: Day { wordedOn + Self.objecting }

    /// Days in which those who set it may object to its wording (domain 1.a).
    static let objecting = 14
    /// A question comes near its decision without an answer (domain 1).
    static let soon = 60

    func daysLeft(on today: Day) -> Int? { question.decisionBy.map { $0 - today } }

    /// A decision is near, and nothing answers it.
    func isPressing(on today: Day) -> Bool {
        guard State.open.contains(state), state != .answered, let days = daysLeft(on: today) else { return false }
        return (0...Self.soon).contains(days)
    }

    /// Its life on the agenda, as data: what is not declared is refused.
    enum State: String, Sendable, CaseIterable {
        case proposed, discussed, adopted, active, answered, retired, merged

        static let inForce: Set<State> = [.adopted, .active, .answered]
        static let open: Set<State> = [.proposed, .discussed, .adopted, .active, .answered]

        var words: Phrase {
            switch self {
            case .proposed: Phrase("proposed", context: "a question on the agenda")
            case .discussed: Phrase("discussed", context: "a question on the agenda")
            case .adopted: Phrase("adopted", context: "a question on the agenda")
            case .active: Phrase("being worked on", context: "a question on the agenda")
            case .answered: Phrase("answered for now", context: "a question on the agenda")
            case .retired: Phrase("retired", context: "a question on the agenda")
            case .merged: Phrase("part of another question", context: "a question on the agenda")
            }
        }
    }

    enum Step: String, Sendable, CaseIterable {
        case discuss, adopt, activate, answer, reopen, retire, merge

        var from: Set<State> {
            switch self {
            case .discuss: [.proposed]
            case .adopt: [.discussed]
            case .activate: [.adopted]
            case .answer: [.active]
            case .reopen, .retire: [.answered]
            case .merge: State.open
            }
        }

        var to: State {
            switch self {
            case .discuss: .discussed
            case .adopt: .adopted
            case .activate, .reopen: .active
            case .answer: .answered
            case .retire: .retired
            case .merge: .merged
            }
        }

        /// The one step a button on the page leads to; the others need more than a press.
        static func next(_ state: State) -> Step? { [.discuss, .adopt, .activate].first { $0.from.contains(state) } }

        var button: Phrase {
            switch self {
            case .discuss: Phrase("We have discussed it")
            case .adopt: Phrase("Adopt it")
            case .activate: Phrase("Work on it now")
            case .answer: Phrase("It is answered for now")
            case .reopen: Phrase("It is open again")
            case .retire: Phrase("Retire it")
            case .merge: Phrase("Make it part of that one")
            }
        }
    }

    enum Kind: String, Sendable, CaseIterable {
        case happening, works, how, assumption
        case forWhom = "for_whom"
        case together
        case whatIf = "what_if"

        var words: Phrase {
            switch self {
            case .happening: Phrase("what is happening")
            case .works: Phrase("does it work")
            case .how: Phrase("how and why")
            case .assumption: Phrase("is what we believe true")
            case .forWhom: Phrase("for whom")
            case .together: Phrase("how do we work together")
            case .whatIf: Phrase("what if")
            }
        }
    }
}

/// Who set a question.
enum SetBy: String, Sendable, CaseIterable {
    case affected, partner, joint, implementer, evaluation, donor

    var words: Phrase {
        switch self {
        case .affected: Phrase("the people it concerns")
        case .partner: Phrase("a local partner")
        case .joint: Phrase("several together")
        case .implementer: Phrase("those who do the work")
        case .evaluation: Phrase("the evaluation team")
        case .donor: Phrase("a donor")
        }
    }

    /// Needs of different people make a question of several together.
    static func of(_ needs: [LearningNeed]) -> SetBy {
        let kinds = Set(needs.map(\.relation.setBy))
        return Set(needs.map(\.asker)).count > 1 ? .joint : kinds.first ?? .implementer
    }
}

/// How urgent it is to answer a question, with the parts it is made of: P = 2D + 2S + U + F (domain 1).
struct Priority: Sendable, Equatable {
    /// Decision value, stakes for those affected, uncertainty, feasibility: 0 to 3 each.
    var parts: [Int?] = [nil, nil, nil, nil]
    /// What somebody set in its place, with a reason.
    var override: Int?

    static let weights = [2, 2, 1, 1]
    static let most = 18

    var weighted: [Int]? {
        let known = parts.compactMap(\.self)
        return known.count == 4 ? zip(known, Self.weights).map { $0 * $1 } : nil
    }

    var sum: Int? { weighted?.reduce(0, +) }
    var value: Int? { override ?? sum }

    /// 15 (6 + 6 + 2 + 1)
    var words: Phrase {
        guard let weighted, let sum else { return override.map { Phrase("\("n", $0)") } ?? Phrase("not weighed yet") }
        let parts = weighted.map(String.init).joined(separator: "+")
        guard let override, override != sum else { return Phrase("\("sum", sum) (\("parts", parts))") }
        return Phrase("\("n", override), set by hand in place of \("sum", sum) (\("parts", parts))")
    }
}

/// Who will use the answer, when and how, and how that will show (domain 1, UsePlan).
struct UsePlan: Sendable {
    let texts: [String: Text]
    let on: Day?
    let status: Status

    func words(_ field: Field) -> String { texts[field.rawValue]?.body ?? "" }
    var isFull: Bool { on != nil && Field.allCases.allSatisfy { !words($0).isEmpty } }

    enum Field: String, Sendable, CaseIterable {
        case users = "use_users"
        case routine = "use_for"
        case form = "use_form"
        case carrier = "use_carrier"
        case sign = "use_sign"
        case
            downstream = "use_downstream"

        var label: Phrase {
            switch self {
            case .users: Phrase("Who will use the answer?")
            case .routine: Phrase("For which decision, or which routine?")
            case .form: Phrase("In which form do they need it?")
            case .carrier: Phrase("Who brings it to them?")
            case .sign: Phrase("What would show that it was used?")
            case .downstream: Phrase("How, and in which languages, do those who answered get it?")
            }
        }

        var hint: Phrase? {
            self == .users ? Phrase("Names or roles, with commas between. People of this place get a letter when the answer changes.") : nil
        }
    }

    enum Status: String, Sendable, CaseIterable {
        case none, shared, discussed, used
        case notUsed = "not_used"

        var words: Phrase {
            switch self {
            case .none: Phrase("not used yet")
            case .shared: Phrase("shared with its users")
            case .discussed: Phrase("discussed with its users")
            case .used: Phrase("used", context: "an answer")
            case .notUsed: Phrase("not used, for a reason")
            }
        }
    }
}

/// What somebody said about the wording of a question, or about its answer.
struct AgendaWord: Sendable {
    let person: ID<Person>
    let name: String
    let agrees: Bool
    let words: String
    let isOutside: Bool
    let day: Day

    enum About: String, Sendable { case wording, answer }
}

/// What answered a question for a while, or does.
struct AgendaAnswer: Sendable {
    let insight: ID<Item>
    let from: Day
    let until: Day?
    let why: String?
}
