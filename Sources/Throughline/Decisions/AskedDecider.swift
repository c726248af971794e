import Language

/// Somebody outside who was asked by a link: to decide, or to confirm what was written for them. They need no account.
struct AskedDecider: AskedByLink {
    let id: ID<AskedDecider>
    let question: ID<Item>
    let name: String
    /// The sealed mail address; empty when there is none, or when it was forgotten.
    let sealedMail: String
    let language: LanguageTag
    let askedOn: Day
    let reply: Reply?
    let repliedOn: Day?
    /// Why not yet, who then, or what is wrong with what was written.
    let because: String?
    let againOn: Day?
    /// Asked to confirm a decision, not to make one.
    let isConfirmation: Bool
    let decision: ID<Item>?

    enum Reply: String, Sendable, CaseIterable {
        case decided
        case notYet = "not_yet"
        case notForMe = "not_for_me"
        case confirmed, denied

        /// After these the link only shows what was said.
        var isLast: Bool { self == .decided || self == .confirmed }
    }

    static let prefix = "decider-"
}

/// What the form *Ask who decides* sent.
struct AskDeciderDraft: Sendable {
    var name = ""
    var mail = ""
    var language = ""

    func checked(needsMail: Bool) throws(Invalid) -> LanguageTag {
        var invalid = Invalid()
        let tag = OutsideAddress(name: name, mail: mail, language: language)
            .checked(needsMail: needsMail, nameless: Phrase("Say who decides: a person, a group or a role."), &invalid)
        guard let tag, invalid.isEmpty else { throw invalid }
        return tag
    }
}

/// What the decider's one short form sent.
struct DeciderReplyDraft: Sendable {
    var answer: AskedDecider.Reply
    var what = ""
    var startsOn = ""
    var because = ""
    var againOn = ""
    var who = ""

    struct Checked: Sendable {
        let startsOn: Day?
        let againOn: Day?
        /// The words that go with the answer.
        let because: String
    }

    /// `last` is the day the link runs out.
    func checked(on today: Day, last: Day) throws(Invalid) -> Checked {
        var invalid = Invalid()
        let start = Day(startsOn)
        let again = Day(againOn)
        switch answer {
        case .decided:
            if what.isEmpty { invalid.refuse("what", Phrase("Say in one sentence what you decided.")) }
            if what.count > 300 { invalid.refuse("what", Phrase("Keep this under \("n", 300) characters.")) }
            if !startsOn.isEmpty && start == nil { invalid.refuse("starts_on", Phrase("Choose a day, or leave it empty.")) }
        case .notYet:
            if because.isEmpty { invalid.refuse("because", Phrase("Say what is missing.")) }
            if again.map({ $0 <= today || $0 > last }) ?? true {
                invalid.refuse("again_on", Phrase("Choose a day between tomorrow and \("day", last)."))
            }
        case .notForMe:
            if who.isEmpty { invalid.refuse("who", Phrase("Say who decides, as far as you know.")) }
            if who.count > 300 { invalid.refuse("who", Phrase("Keep this under \("n", 300) characters.")) }
        case .denied:
            if because.isEmpty { invalid.refuse("because", Phrase("Say what is not right.")) }
        case .confirmed: break
        }
        if because.count > 1_000 { invalid.refuse("because", Phrase("Keep this under \("n", 1_000) characters.")) }
        guard invalid.isEmpty else { throw invalid }
        return Checked(startsOn: start, againOn: again, because: answer == .notForMe ? who : because)
    }
}
