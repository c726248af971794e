import Language

/// Somebody in a space, and what they are there.
struct Membership: Sendable {
    let person: ID<Person>
    let name: String
    let role: Role
    let joined: Day
    /// The name as it is sorted, for the way on to the next page.
    let key: String
    var offices: Set<Office> = []

    func holding(_ offices: Set<Office>) -> Membership {
        var member = self
        member.offices = offices
        return member
    }
}

extension Role {
    /// What people call it.
    var words: Phrase {
        switch self {
        case .reader: Phrase("Reader")
        case .member: Phrase("Member")
        case .analyst: Phrase("Learning officer")
        case .weaver: Phrase("Weaver")
        case .steward: Phrase("Steward")
        }
    }

    /// What somebody in this role does here, in one sentence.
    var does: Phrase {
        switch self {
        case .reader: Phrase("reads what was asked, learned, decided, promised and told back here, never what people said")
        case .member: Phrase("answers, makes promises, and reads what is open to people here")
        case .analyst: Phrase("asks, reads every answer, writes what we learned, and tells back")
        case .weaver: Phrase("does the same, and also lets unnamed answers through and invites people")
        case .steward: Phrase("does everything, and also looks after this place and who is in it")
        }
    }

    /// The same, said to whoever comes in.
    var mayDo: Phrase {
        switch self {
        case .reader: Phrase("You can read what was asked, learned, decided, promised and told back here, never what people said.")
        case .member: Phrase("You can answer, make promises, and read what is open to people here.")
        case .analyst: Phrase("You can ask, read every answer, write what we learned, and tell people what became of it.")
        case .weaver: Phrase("You can ask, read every answer, let answers without a name through, tell back, and invite people.")
        case .steward: Phrase("You can do everything here, and you look after this place and who is in it.")
        }
    }

    /// Nobody gives more than they have.
    func mayGive(_ other: Role) -> Bool { other.rights.isSubset(of: rights) }
}
