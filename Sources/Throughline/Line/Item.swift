import Language

/// Everything a person can open, link to or withdraw. What is particular to a kind lives in that kind's own table by the same id.
struct Item: Sendable {
    let id: ID<Item>
    let kind: Kind
    let space: ID<Space>
    let author: Author
    let language: LanguageTag
    let sensitivity: Sensitivity
    let tlp: TLP
    let state: String
    let version: Int
    let audience: Audience
    let day: Day
    /// What moderators noted beside it.
    var label: NoteKind?
    /// The day before which only the team reads it, and when that begins by its place's clock; nil once it was opened.
    var opensOn: Day?
    var opensAt: Moment?
    /// The day it ends, for what could cost somebody dearly.
    var endsOn: Day?
}

/// The kinds of item the path knows. A new kind is a case here and a folder of its own.
enum Kind: String, Sendable, CaseIterable {
    case question, voice, insight, dissent, decision, commitment, telling, correction, statement, outcome, need, adaptation, experiment,
        panel
    case journey, activity
    case partnerPlan = "partner_plan"
    case planTask = "plan_task"
    case report

    /// What people say for themselves, with their name or without.
    var isSpoken: Bool { [.voice, .dissent, .correction, .statement, .need].contains(self) }
}

/// Who stands behind an item: an account, a name chosen for this space, or nobody (then nothing leads back).
enum Author: Sendable, Hashable {
    case person(ID<Person>)
    case pseudonym(String)
    case nobody

    var person: ID<Person>? { if case .person(let id) = self { id } else { nil } }
    var pseudonym: String? { if case .pseudonym(let name) = self { name } else { nil } }
}

/// Harm if it gets out (domain 14). Level 3 is kept as a stub only.
enum Sensitivity: Int, Sendable, Comparable, CaseIterable {
    case none = 0
    case moderate, high, severe
    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// Who may pass it on: Traffic Light Protocol 2.0, from the widest to the strictest.
enum TLP: String, Sendable, Comparable, CaseIterable {
    case clear = "CLEAR"
    case green = "GREEN"
    case amber = "AMBER"
    case amberStrict = "AMBER+STRICT"
    case red = "RED"
    private var strictness: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    static func < (a: Self, b: Self) -> Bool { a.strictness < b.strictness }
}

/// How one record stands to another. The path is a walk over these, and nothing else.
enum Relation: String, Sendable, CaseIterable {
    case answers
    case heardAt = "heard_at"
    case supports, contradicts, complicates, limits
    case ledTo = "led_to"
    case adapts
    case returnedTo = "returned_to"
    case partOf = "part_of"
    case cites
}

/// Who does something, when, and where new ids come from. `by` is nil for somebody without an account.
struct Act: Sendable {
    let by: ID<Person>?
    let now: Moment
    let random: Randomness
    /// The UTC day: the only time stored with an unnamed contribution.
    let day: Day

    init(by: ID<Person>?, now: Moment, random: Randomness) {
        (self.by, self.now, self.random, self.day) = (by, now, random, now.day(in: .utc))
    }

    func id<T>() -> ID<T> { .fresh(on: day, random: random) }
}
