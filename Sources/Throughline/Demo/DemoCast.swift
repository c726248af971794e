import Database
import Language

/// Everybody and every place, once they are in the tables.
struct DemoCast {
    private(set) var places: [String: Place] = [:]
    private(set) var people: [String: ID<Person>] = [:]
    private(set) var names: [String: String] = [:]
    /// Members who take part, by place.
    private(set) var active: [String: [ID<Person>]] = [:]

    /// Makes the places and the people. Who takes part was here within the last months; the dormant never came back.
    static func settle(_ tx: any Connection, _ days: DemoDays, _ named: [Demo.Named], _ house: House) throws -> DemoCast {
        var cast = DemoCast()
        for plan in DemoPlace.all {
            let place = Place(
                id: days.act(540).id(), slug: plan.slug, name: plan.name, team: plan.team, language: plan.languages[0],
                languages: plan.languages, zone: Zone(plan.zone) ?? .utc, accent: plan.accent, holdsUnnamed: true, isFlooded: false,
                version: 1)
            try PlaceStore(tx).add(place, on: days.day(540))
            let steward =
                named.first { $0.person.roles.contains { $0.place == plan.slug && $0.role == .steward } }?.person.name ?? plan.team
            let tongue = house.catalogues.tongue(place.language, zone: place.zone)
            try PlaceNoticeStore(tx).write(
                .first(team: place.team, steward: steward, in: tongue), of: place, in: place.language, by: days.act(540))
            cast.places[plan.slug] = place
        }
        for one in named { try cast.settle(one, tx, days, house) }
        for plan in DemoPlace.all { try cast.settle(plan, tx, days, house) }
        return cast
    }

    func place(_ slug: String) throws -> Place {
        guard let place = places[slug] else { throw DemoGap(slug) }
        return place
    }

    func person(_ key: String) throws -> ID<Person> {
        guard let person = people[key] else { throw DemoGap(key) }
        return person
    }

    /// Somebody at work in a place, with the rights of its steward: what the stories tell was done by whoever might.
    func reader(_ key: String?, in place: Place) throws -> Reader {
        Reader(person: try key.map { try person($0) }, name: key.flatMap { names[$0] } ?? "", roles: [place.id: .steward])
    }

    private mutating func settle(_ one: Demo.Named, _ tx: any Connection, _ days: DemoDays, _ house: House) throws {
        let person = one.person
        let act = days.act(535)
        let new = NewPerson(name: person.name, language: person.language, email: person.mail, hash: one.hash)
        let id = try PersonStore(tx).add(new, by: act)
        for (slug, role) in person.roles { try join(id, place(slug), as: role, tx, days.act(535, by: id)) }
        if let slug = person.isSafetyLeadOf { try OfficeStore(tx).set([.safety], of: id, in: place(slug).id, seen: [], by: act) }
        (people[person.key], names[person.key]) = (id, person.name)
        try visit(id, tx, days, house)
    }

    private mutating func settle(_ plan: DemoPlace, _ tx: any Connection, _ days: DemoDays, _ house: House) throws {
        let place = try place(plan.slug)
        for (number, name) in plan.members.enumerated() {
            let isDormant = number >= plan.members.count - plan.dormant
            let joined = 520 - number * 4
            let id = try PersonStore(tx).add(NewPerson(name: name, language: place.language, hash: nil), by: days.act(joined))
            try join(id, place, as: .member, tx, days.act(joined, by: id))
            guard !isDormant else { continue }
            active[plan.slug, default: []].append(id)
            try visit(id, tx, days, house)
        }
    }

    private func join(_ person: ID<Person>, _ place: Place, as role: Role, _ tx: any Connection, _ act: Act) throws {
        try MembershipStore(tx).add(person, to: place.id, as: role, invitedBy: nil, by: act)
    }

    /// A browser that was signed in within the last two months. Its key is a real secret and thrown away at once.
    private func visit(_ person: ID<Person>, _ tx: any Connection, _ days: DemoDays, _ house: House) throws {
        let act = Act(by: person, now: days.act(Int(days.random.next() % 60)).now, random: house.random)
        _ = try SessionStore(tx).open(for: person, shared: false, keys: house.keys, by: act)
    }
}

/// A story names something that is not there: the stories themselves are wrong.
struct DemoGap: Error, CustomStringConvertible {
    let description: String
    init(_ name: String) { description = "The demonstration has no “\(name)”." }
}
