import Language

/// Somebody outside whom a mailed link asks for one thing: to decide, to say whether something is so. They need no account.
protocol AskedByLink: Sendable {
    /// So that a token made for another kind of mail opens nothing here.
    static var prefix: String { get }
    var id: ID<Self> { get }
    var askedOn: Day { get }
}

extension AskedByLink {
    /// How many days a link opens anything, and how long an address is kept.
    static var life: Int { 180 }

    var lastDay: Day { askedOn + Self.life }
    func isOver(on day: Day) -> Bool { day > lastDay }

    /// What the link in the mail carries; it can be made again from the keys, so it is stored nowhere.
    func token(_ keys: Keys) -> String { keys.token(Self.prefix + id.description, for: .mail) }

    /// The id within a genuine link; nil for a forged one.
    static func id(in token: String, _ keys: Keys) -> ID<Self>? {
        keys.verify(token: token, for: .mail).flatMap { $0.hasPrefix(prefix) ? ID(typed: String($0.dropFirst(prefix.count))) : nil }
    }
}

/// Whom to write to, as any form that asks somebody outside has it.
struct OutsideAddress: Sendable {
    let name: String
    let mail: String
    let language: String

    /// The language they read; what is wrong is added to `invalid`, `nameless` where nobody is named.
    func checked(needsMail: Bool, nameless: Phrase, _ invalid: inout Invalid) -> LanguageTag? {
        if name.isEmpty { invalid.refuse("name", nameless) }
        if !name.isName { invalid.refuse("name", Phrase("Write the name on one line, under \("n", 120) characters.")) }
        if needsMail || !mail.isEmpty, !MailHeader.isAddress(mail) {
            invalid.refuse("mail", Phrase("Write a mail address like name@example.org."))
        }
        let tag = LanguageTag(language)
        if tag == nil { invalid.refuse("language", Phrase("Choose a language they read.")) }
        return tag
    }
}
