import Language

/// What can be wrong with a record, the most dangerous first: the order in which moderators read.
enum FlagReason: String, Sendable, CaseIterable {
    case danger, names, incitement, impersonation, other, untrue

    var words: Phrase {
        switch self {
        case .danger: Phrase("It puts somebody in danger")
        case .names: Phrase("It names somebody, or lets them be recognised")
        case .incitement: Phrase("It calls for harming people")
        case .impersonation: Phrase("Somebody pretends to be somebody else")
        case .other: Phrase("Something else")
        case .untrue: Phrase("It is not true")
        }
    }

    /// What is unpopular or disputed gets a note and is not hidden (domain 14).
    var allowsHiding: Bool { self != .untrue }
    var allowsRemoving: Bool { self != .untrue && self != .other }
    /// What is out of sight for this does not come back by itself.
    var isDangerous: Bool { self == .danger || self == .names }
}

/// What became of a flag.
enum FlagOutcome: String, Sendable {
    case left, noted, held, hidden, removed
    /// The record was taken back or erased before or after anybody looked.
    case gone

    var words: Phrase {
        switch self {
        case .left: Phrase("Moderators have looked and left it as it is.")
        case .noted: Phrase("Moderators put a note beside it. It can still be read.")
        case .held: Phrase("It is out of sight while moderators look closer.")
        case .hidden: Phrase("Moderators took it out of sight.")
        case .gone: Phrase("It is not there any more.")
        case .removed: Phrase("Moderators asked for it to be removed; two have to agree. It is out of sight.")
        }
    }
}

/// Somebody says that something is wrong. Who says so is nobody's to know: only the one with the receipt finds it again.
struct Flag: Sendable {
    let id: ID<Flag>
    let item: ID<Item>
    let reason: FlagReason
    let words: String?
    let day: Day
    let outcome: FlagOutcome?
    let answer: String?
    let answeredOn: Day?
}

/// The account's own receipt: the same for all its flags, and nothing leads from it back to the account without the keys.
enum FlagReceipt {
    static func macs(of person: ID<Person>, _ keys: Keys) -> [String] { keys.macs("flags of \(person)", for: .receipts).map(hex) }
}

struct FlagDraft: Sendable {
    var reason = ""
    var words = ""

    static let longest = 500

    func checked() throws(Invalid) -> FlagReason {
        var invalid = Invalid()
        let reason = FlagReason(rawValue: reason)
        if reason == nil { invalid.refuse("reason", Phrase("Choose what is wrong.")) }
        if words.count > Self.longest { invalid.refuse("words", Phrase("Keep this under \("n", Self.longest) characters.")) }
        if reason == .other && words.isEmpty { invalid.refuse("words", Phrase("Say in a few words what is wrong.")) }
        guard let reason, invalid.isEmpty else { throw invalid }
        return reason
    }
}
