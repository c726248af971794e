import Database
import Language

/// For whom something is read: an account with its places, a speaker with a code, or a stranger.
struct Reader: Sendable {
    let person: ID<Person>?
    let name: String
    let roles: [ID<Space>: Role]
    /// A contributor who gave a code: the one voice it opens, and its space.
    var speaker: (voice: ID<Item>, space: ID<Space>)?

    static let stranger = Reader(person: nil, name: "", roles: [:])

    func role(in space: ID<Space>) -> Role? { roles[space] }
    func may(_ right: Right, in space: ID<Space>) -> Bool { roles[space].map { $0.rights.contains(right) } ?? false }

    /// The widest audience class this reader sees in a space.
    func level(in space: ID<Space>) -> Audience { roles[space]?.level ?? (speaker?.space == space ? .circle : .everyone) }

    /// Refuses with "not yours" when the reader lacks the right.
    func require(_ right: Right, in space: ID<Space>) throws(Refusal) {
        guard !may(right, in: space) else { return }
        throw person == nil ? .signInFirst : .notAllowed
    }
}

/// What a person is in one space. One role a person and space; what it may do stands in `rights`.
enum Role: String, Sendable, CaseIterable {
    case member, analyst, weaver, steward

    /// The widest audience class the role sees in its space.
    var level: Audience {
        switch self {
        case .member: .circle
        case .analyst, .weaver, .steward: .team
        }
    }

    var rights: Set<Right> {
        switch self {
        case .member: [.answer, .promise]
        case .analyst: [.answer, .promise, .ask, .learn, .decide, .tell]
        case .weaver: [.answer, .promise, .ask, .learn, .decide, .tell, .moderate, .invite]
        case .steward: Set(Right.allCases)
        }
    }
}

/// What one may do in a space.
enum Right: String, Sendable, CaseIterable {
    case answer, promise, ask, learn, decide, tell, moderate, invite, settle
}
