import Database
import Language

/// What is done with the keys of places: made, opened, handed on, found again. Whoever calls has asked who may.
struct Locking: Sendable {
    let house: House

    /// The shortest phrase somebody chooses, in characters, and the longest.
    static let shortest = 12
    static let longest = 200
    private static let triesOfOne = 8
    private static let triesOfDay = 40
    private static let triesOfLine = Brakes.Limit(limit: 40, minutes: 15)
    private static let triesOfAll = Brakes.Limit(limit: 400, minutes: 15)

    /// Words somebody chose for themselves.
    static func checked(_ phrase: String) throws(Invalid) {
        if phrase.count < shortest {
            throw Invalid("key_phrase", Phrase("Make it longer: at least \("n", shortest) characters, for example four words of your own."))
        }
        if phrase.count > longest { throw Invalid("key_phrase", Phrase("Keep this under \("n", longest) characters.")) }
    }

    /// As it is stretched: words of ours by their first letters, as with every code; anybody's own as they typed them.
    static func canonical(_ typed: String) -> String { ReceiptCode(typed: typed)?.canonical ?? typed }

    /// Counts a try to open something; refused when there were too many of this account, this line, or everybody.
    func slow(_ person: ID<Person>, over line: String?, at now: Moment) throws(Refusal) {
        try house.brakes.press("key phrases", by: line, Self.triesOfLine, of: Self.triesOfAll, at: now)
        try house.brakes.press("key phrase", from: person.description, limit: Self.triesOfOne, minutes: 15, at: now)
        try house.brakes.press("key phrases of a day", from: person.description, limit: Self.triesOfDay, minutes: 1_440, at: now)
    }

    /// What a phrase opens, when it is this line's turn; nil when it does not fit, and after the same time where there is nothing to open.
    func open(_ wrapped: WrappedKey?, with typed: String, over line: String?) async throws(Refusal) -> [UInt8]? {
        let key = try await house.passwords.inTurn(line) {
            await house.passwords.stretched(Self.canonical(typed), wrapped?.stretch ?? .nobodys)
        }
        return key.flatMap { wrapped?.open(under: $0) }
    }

    func wrap(_ secret: [UInt8], under typed: String, over line: String?) async throws -> WrappedKey {
        let wrapped = try await house.passwords.inTurn(line) {
            try? await house.passwords.wrapped(secret, under: Self.canonical(typed))
        }
        guard let wrapped else { throw Refusal.tooMany }
        return wrapped
    }

    /// Words of ours for somebody else, to be shown once. They are made of the form's own number, which is kept nowhere: a form sent twice
    /// shows the same, and nothing that lies on the disk leads to them.
    func words(_ what: String, for visit: Visit) throws -> ReceiptCode {
        guard let number = visit.fields.number else { throw FormError.missing(field: "_form") }
        return .made(from: house.keys.mac("\(what) \(number)", for: .keyPhrases), in: visit.language)
    }
}
