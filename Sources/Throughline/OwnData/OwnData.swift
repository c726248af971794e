import Language

/// Something somebody gave, with where it was used.
struct OwnRecord: Sendable {
    let item: Item
    let place: String
    /// Every text of it that is theirs to have: each field, language and version.
    let texts: [Piece]
    /// What it answers, while they may read it.
    let question: Text?
    let uses: [Use]
    let files: [VoiceFile]
    /// How sure they said they are, where they looked at what others wrote.
    let check: Check?
    /// What it is to them.
    let part: Part
    let takenBack: Day?
    /// They may open the page it stands on.
    let hasPage: Bool
    /// What they said may be done with it, each answer as it was given.
    var agreed: [Agreed] = []

    /// One text as it is kept.
    struct Piece: Sendable {
        let field: String
        let language: LanguageTag
        let version: Int
        let origin: String
        let body: String
        let isCurrent: Bool
    }

    /// A record that rests on it or followed from it.
    struct Use: Sendable {
        let item: Item
        let day: Day
        let text: Text?
    }

    struct Check: Sendable {
        let confidence: String
        let day: Day
    }

    /// What somebody has to do with a record.
    enum Part: Sendable { case said, promised, wrote, checked }

    var id: ID<Item> { item.id }
    /// The words that stand for it: the original, as it stands now.
    var headline: Piece? {
        let field = part == .checked ? nil : item.kind.headline
        let current = texts.filter { $0.isCurrent && (field == nil || $0.field == field) }
        return current.first { $0.origin == "author" } ?? current.first
    }
    /// Gone from every page; no words of it are left.
    var isTakenBack: Bool { takenBack != nil }
    /// It could have cost somebody dearly, and ended on its day.
    var hasEnded = false
    /// It is theirs to take back by themselves.
    var mayBeTakenBack: Bool { part == .said && !isTakenBack }
}

/// What is kept about an account, and where its owner is.
struct OwnAccount: Sendable {
    let account: Account
    let made: Day
    let seen: Day?
    let sessions: Int
    let secondFactorSince: Day?
    let places: [(place: Place, role: Role, offices: [Office], joined: Day)]
    let leavesOn: Day?
    /// Answers of others that bear their name as the hand that wrote them down.
    var hands = 0
}
