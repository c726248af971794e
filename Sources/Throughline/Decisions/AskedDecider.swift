import Language

/// Somebody outside who was asked by a link: to decide, or to confirm what was written for them. They need no account.
struct AskedDecider: Sendable {
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

    /// How many days a link opens anything, and how long an address is kept.
    static let life = 180

    var lastDay: Day { askedOn + Self.life }
    func isOver(on day: Day) -> Bool { day > lastDay }

    /// What the link in the mail carries; it can be made again from the keys, so it is stored nowhere.
    func token(_ keys: Keys) -> String { keys.token(Self.prefix + id.description, for: .mail) }

    /// The id within a genuine link; nil for a forged one.
    static func id(in token: String, _ keys: Keys) -> ID<AskedDecider>? {
        keys.verify(token: token, for: .mail).flatMap { $0.hasPrefix(prefix) ? ID(typed: String($0.dropFirst(prefix.count))) : nil }
    }

    /// So that a token made for another kind of mail opens nothing here.
    private static let prefix = "decider-"
}

/// What the form *Ask who decides* sent.
struct AskDeciderDraft: Sendable {
    var name = ""
    var mail = ""
    var language = ""

    func checked(needsMail: Bool) throws(Invalid) -> LanguageTag {
        var invalid = Invalid()
        if name.isEmpty { invalid.refuse("name", Phrase("Say who decides: a person, a group or a role.")) }
        if !name.isName { invalid.refuse("name", Phrase("Write the name on one line, under \("n", 120) characters.")) }
        if needsMail || !mail.isEmpty, !MailHeader.isAddress(mail) {
            invalid.refuse("mail", Phrase("Write a mail address like name@example.org."))
        }
        let tag = LanguageTag(language)
        if tag == nil { invalid.refuse("language", Phrase("Choose a language they read.")) }
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
