import Database
import Language

/// For whom something is read: an account with its places, a speaker with a code, or a stranger.
struct Reader: Sendable {
    let person: ID<Person>?
    let name: String
    let roles: [ID<Space>: Role]
    /// What they do in a place besides their role.
    var offices: [ID<Space>: Set<Office>] = [:]
    /// A contributor who gave a code: the one voice it opens, and its space.
    var speaker: (voice: ID<Item>, space: ID<Space>)?

    static let stranger = Reader(person: nil, name: "", roles: [:])

    func role(in space: ID<Space>) -> Role? { roles[space] }
    /// Whether they are one of the people of a place, and not merely shown what comes of it.
    func takesPart(in space: ID<Space>) -> Bool { roles[space].map { $0 != .reader } ?? false }

    func may(_ right: Right, in space: ID<Space>) -> Bool {
        if right == .hear && roles[space] == .steward { return false }
        return has(right, in: space)
    }

    private func has(_ right: Right, in space: ID<Space>) -> Bool {
        (roles[space].map { $0.rights.contains(right) } ?? false) || (offices[space]?.contains { $0.rights.contains(right) } ?? false)
    }

    /// The widest audience class this reader sees in a space.
    func level(in space: ID<Space>) -> Audience {
        guard let role = roles[space] else { return speaker?.space == space ? .circle : .everyone }
        return offices[space]?.reduce(role.level) { max($0, $1.level) } ?? role.level
    }

    /// Refuses with "not yours" when the reader lacks the right.
    func require(_ right: Right, in space: ID<Space>) throws(Refusal) {
        guard !may(right, in: space) else { return }
        throw person == nil ? .signInFirst : .notAllowed
    }
}
