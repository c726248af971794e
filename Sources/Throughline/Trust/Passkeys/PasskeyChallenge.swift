import Language

/// What an authenticator is asked to sign. It waits sealed in the page that asks, is good for minutes, for one purpose and once.
struct PasskeyChallenge: Codable, Sendable {
    enum Purpose: String, Codable, Sendable {
        case add, comeIn, confirm
    }

    private let purpose: Purpose
    private let person: String?
    private let text: String
    private let user: String
    private let made: Int

    /// Short: it travels in pages that have to stay light.
    private enum CodingKeys: String, CodingKey {
        case purpose = "p"
        case person = "w"
        case text = "t"
        case user = "u"
        case made = "m"
    }

    /// Minutes to find one's finger, one's key or one's other phone.
    static let minutes = 10

    /// `handle` is what the passkeys of this account know it by; random, so that it tells nothing.
    init(_ purpose: Purpose, for person: ID<Person>?, handle: [UInt8]? = nil, random: Randomness, at now: Moment) {
        func draw(_ words: Int) -> [UInt8] { (0..<words).flatMap { _ in random.next().bytes } }
        (self.purpose, self.person, made) = (purpose, person?.description, now.milliseconds)
        (text, user) = (Base64URL.text(draw(4)), Base64URL.text(handle ?? draw(2)))
    }

    /// nil when it is none of ours, for something else, another's, or too old.
    init?(_ sealed: String, _ purpose: Purpose, for person: ID<Person>?, _ keys: Keys, at now: Moment) {
        guard let found = keys.opened(sealed, as: Self.self, for: .passkeys), found.purpose == purpose, found.person == person?.description,
            abs(now.milliseconds - found.made) < Self.minutes * 60_000
        else { return nil }
        self = found
    }

    func sealed(_ keys: Keys) throws -> String { try keys.sealed(self, for: .passkeys) }

    var bytes: [UInt8] { Base64URL.bytes(text) ?? [] }
    var handle: [UInt8] { Base64URL.bytes(user) ?? [] }
    /// As a script reads it.
    var written: String { text }
    var writtenHandle: String { user }
    /// The name it is crossed out under, and until when that has to be remembered.
    func name(_ keys: Keys) -> String { hex(keys.mac(text, for: .passkeys)) }
    var until: Int { made + Self.minutes * 60_000 }
}
