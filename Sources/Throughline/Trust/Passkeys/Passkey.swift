import Language

/// A key on somebody's phone, computer or stick that lets them in. We hold its public half.
struct Passkey: Sendable {
    let id: ID<Passkey>
    let person: ID<Person>
    /// What the authenticator calls it.
    let credential: String
    /// The public key, in COSE.
    let key: [UInt8]
    /// What the authenticator knows the account by.
    let handle: String
    let counter: Int
    let name: String
    let added: Day
    let used: Day?
    /// It is kept in a cloud too, and survives the loss of the phone.
    let isBackedUp: Bool
    /// The day its counter went back: somebody may have a copy, and it lets nobody in any more.
    let refused: Day?

    /// More of them are a mistake.
    static let most = 20
    static let longestName = 40
}
