import Language

/// Where two have to agree: who may be the second. Never who began it, nor whom it concerns. In a place with few people somebody of another
/// place may be asked, by a link that is good for one thing, so that five people can do all that a rule of two asks.
struct SecondPerson: Sendable {
    let right: Right
    let space: ID<Space>
    /// Who began it, and those it concerns.
    let not: Set<ID<Person>>
    let peopleInSpace: Int

    /// With fewer people, one from elsewhere may be the second.
    static let few = 8

    var isFew: Bool { peopleInSpace < Self.few }

    func mayBe(_ reader: Reader) -> Bool { isOfThePlace(reader) || mayBeGuest(reader) }

    /// With the same right in this very place.
    func isOfThePlace(_ reader: Reader) -> Bool { isApart(reader) && reader.may(right, in: space) }

    /// With the same right in another place.
    func mayBeGuest(_ reader: Reader) -> Bool {
        isFew && isApart(reader) && !reader.may(right, in: space) && reader.roles.keys.contains { $0 != space && reader.may(right, in: $0) }
    }

    private func isApart(_ reader: Reader) -> Bool { reader.person.map { !not.contains($0) } ?? false }
}

/// The link by which somebody of another place is asked: it names one thing, and is over when that is decided.
enum SecondPersonLink {
    static func token(_ id: String, _ keys: Keys) -> String { keys.token(id, for: .secondPersons) }

    static func subject(_ token: String, _ keys: Keys) -> String? { keys.verify(token: token, for: .secondPersons) }
}
