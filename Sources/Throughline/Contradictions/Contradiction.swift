import Language

/// Two things that do not fit together: something learned, and what speaks against it. Why they differ, and what would tell (domain 3).
struct Contradiction: Sendable {
    /// Something learned on whose page it was written down.
    let insight: ID<Item>
    /// What speaks against it: words of somebody, or something else that was learned.
    let against: ID<Item>
    let explanation: Explanation
    /// The day of the next check, where one is planned.
    let nextOn: Day?
    let settledOn: Day?
    let version: Int
    /// In the words of the team.
    let why: Text?
    let check: Text?
    let found: Text?

    /// The one of the two that is not on this page.
    func other(than id: ID<Item>) -> ID<Item> { id == insight ? against : insight }
}

/// Why two things differ, as far as anybody knows.
enum Explanation: String, Sendable, CaseIterable {
    case place, time, group, method, translation, error, unexplained

    var words: Phrase {
        switch self {
        case .place: Phrase("They speak of different places")
        case .time: Phrase("They speak of different times")
        case .group: Phrase("They speak of different people")
        case .method: Phrase("It was asked or measured in different ways")
        case .translation: Phrase("Something was lost in translation")
        case .error: Phrase("One of them is a mistake")
        case .unexplained: Phrase("Nobody knows yet")
        }
    }
}

/// A difference as it was typed.
struct ContradictionDraft: Sendable {
    var against = ""
    var explanation = ""
    var why = ""
    var check = ""
    var nextOn = ""
    var found = ""

    static let longest = 600

    struct Checked: Sendable {
        let explanation: Explanation
        let nextOn: Day?
    }

    /// What nobody can explain yet needs a next check with its day; so does nothing else.
    func checked(on day: Day) throws(Invalid) -> Checked {
        var invalid = Invalid()
        let explanation = Explanation(rawValue: explanation)
        if explanation == nil { invalid.refuse("explanation", Phrase("Choose one; that nobody knows yet is an answer too.")) }
        for (field, words) in [("why", why), ("check", check), ("found", found)] where words.count > Self.longest {
            invalid.refuse(field, Phrase("Keep this under \("n", Self.longest) characters."))
        }
        var next: Day?
        if found.isEmpty {
            if explanation == .unexplained, check.isEmpty {
                invalid.refuse("check", Phrase("Say what would tell: whom you ask, or what you look at."))
            }
            if !check.isEmpty || !nextOn.isEmpty {
                next = Day(nextOn)
                if check.isEmpty { invalid.refuse("check", Phrase("Say what would tell: whom you ask, or what you look at.")) }
                if next.map({ $0 <= day }) ?? true { invalid.refuse("next_on", Phrase("Choose a day after today.")) }
            }
        }
        guard let explanation, invalid.isEmpty else { throw invalid }
        return Checked(explanation: explanation, nextOn: next)
    }
}

extension ContradictionDraft {
    init(_ fields: Fields) {
        self.init(
            against: fields["against"], explanation: fields["explanation"], why: fields["why"], check: fields["check"],
            nextOn: fields["next_on"], found: fields["found"])
    }

    init(_ contradiction: Contradiction) {
        self.init(
            against: contradiction.against.description, explanation: contradiction.explanation.rawValue,
            why: contradiction.why?.body ?? "", check: contradiction.check?.body ?? "", nextOn: contradiction.nextOn?.text ?? "",
            found: contradiction.found?.body ?? "")
    }
}
