import Database
import Language

/// A second thing to sign in with: codes from an authenticator, and ten recovery codes for the day it is lost.
struct SecondFactor: Sendable {
    let house: House

    /// Tries of one account, which nobody reaches who has not shown the first factor: within a quarter of an hour, and a day. Of a
    /// million codes three are good at any time.
    static let triesOfOne = 8
    static let triesOfDay = 40
    private static let triesOfLine = Brakes.Limit(limit: 60, minutes: 15)
    private static let triesOfAll = Brakes.Limit(limit: 1_000, minutes: 15)

    /// Counts a try; refused when there were too many of this account, this line, or everybody.
    func slow(_ person: ID<Person>, over line: String?, at now: Moment) throws(Refusal) {
        try house.brakes.press("codes", by: line, Self.triesOfLine, of: Self.triesOfAll, at: now)
        try house.brakes.press("code", from: person.description, limit: Self.triesOfOne, minutes: 15, at: now)
        try house.brakes.press("codes of a day", from: person.description, limit: Self.triesOfDay, minutes: 1_440, at: now)
    }

    /// Whether this is a code of theirs; it is used up with it.
    func take(_ typed: String, of person: ID<Person>, at now: Moment, on tx: any Connection) throws -> Bool {
        let store = SecondFactorStore(tx)
        guard let kept = try store.find(person) else { return false }
        guard TimeCode.sixDigits(typed) != nil else {
            return try store.useRecovery(macs(RecoveryCode.canonical(typed), of: person), of: person)
        }
        guard let secret = SealedSecret(kept.sealed, of: person, house.keys)?.bytes,
            let step = TimeCode.step(of: typed, secret, at: now, after: kept.lastStep)
        else { return false }
        return try store.use(step, of: person)
    }

    /// Ten codes that belong to one form alone: sent again, it shows the same ones.
    /// From the form's own number, which is kept nowhere: a form sent twice shows the same, and nothing on the disk leads to them.
    func recoveryCodes(for visit: Visit) throws -> [String] {
        guard let form = visit.fields.number else { throw FormError.missing(field: "_form") }
        return (0..<RecoveryCode.count).map { RecoveryCode.text(house.keys.mac("\(form) \($0)", for: .recoveryCodes)) }
    }

    /// As they are stored.
    func hashed(_ codes: [String], of person: ID<Person>) -> [String] {
        codes.compactMap { macs(RecoveryCode.canonical($0), of: person).first }
    }

    private func macs(_ code: String, of person: ID<Person>) -> [String] {
        house.keys.macs("\(person) \(code)", for: .recoveryCodes).map { hex($0) }
    }
}

/// The secret an authenticator holds, sealed for one account: as it waits in the page that shows it, and as it is stored.
struct SealedSecret: Codable, Sendable {
    private let person: String
    private let secret: String
    let made: Moment

    private enum CodingKeys: String, CodingKey { case person, secret, made }

    /// Minutes in which a first code has to come.
    static let minutes = 30

    init(for person: ID<Person>, random: Randomness, at now: Moment) {
        let bytes = (0..<3).flatMap { _ in random.next().bytes }.prefix(TimeCode.secretBytes)
        (self.person, secret, made) = (person.description, Base64URL.text(Array(bytes)), now)
    }

    /// nil when it is none of ours, or another's.
    init?(_ sealed: String, of person: ID<Person>, _ keys: Keys) {
        guard let found = keys.opened(sealed, as: Self.self, for: .secondFactors), found.person == person.description
        else { return nil }
        self = found
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        person = try values.decode(String.self, forKey: .person)
        secret = try values.decode(String.self, forKey: .secret)
        made = Moment(milliseconds: try values.decode(Int.self, forKey: .made))
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(person, forKey: .person)
        try values.encode(secret, forKey: .secret)
        try values.encode(made.milliseconds, forKey: .made)
    }

    var bytes: [UInt8] { Base64URL.bytes(secret) ?? [] }

    func sealed(_ keys: Keys) throws -> String { try keys.sealed(self, for: .secondFactors) }

    func isYoung(at now: Moment) -> Bool { abs(now.milliseconds - made.milliseconds) < Self.minutes * 60_000 }
}
