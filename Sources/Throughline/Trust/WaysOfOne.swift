import Database
import Language

/// How somebody can come in, counted, so that nobody takes their last way in away without being told.
struct WaysOfOne: Sendable {
    private let hasPhrase: Bool
    private let hasMail: Bool
    private let passkeys: Int
    private let organisations: Int

    init(_ person: ID<Person>, sendsMail: Bool, on tx: any Connection) throws {
        let account = try PersonStore(tx).account(person)
        hasPhrase = try PersonStore(tx).hash(of: person) != nil
        hasMail = sendsMail && account.email != nil && account.isEmailProved
        passkeys = try PasskeyStore(tx).all(of: person).count { $0.refused == nil }
        organisations = try ProviderStore(tx).joined(by: person).count
    }

    /// Whether a way is left when one of these is gone.
    func isLeft(without gone: WayIn) -> Bool {
        hasPhrase || hasMail || passkeys > (gone == .passkey ? 1 : 0) || organisations > (gone == .organisation ? 1 : 0)
    }
}
