import Database
import HTML
import Language

struct MemberRoutes: Sendable {
    let house: House

    /// People on one page.
    static let page = 60

    func add(to roads: Roads) {
        roads.get("/spaces/:space/people", list)
        roads.get("/spaces/:space/people/:id", show)
        roads.post("/spaces/:space/people/:id", change)
        roads.post("/spaces/:space/people/:id/offices", appoint)
        roads.post("/spaces/:space/people/:id/ending", end)
        SecondFactorResetRoutes(house: house).add(to: roads)
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let after = visit[query: "after"].flatMap { ID<Person>(typed: $0) }
        let (place, members) = try await house.db.read { tx in
            let place = try Self.inside(slug, visit, tx)
            let last = try after.map { try MembershipStore(tx).find($0, in: place.id) }
            let offices = try OfficeStore(tx).all(in: place.id)
            let members = try MembershipStore(tx).list(in: place.id, after: last.map { ($0.key, $0.person) }, limit: Self.page + 1)
            return (place, members.map { $0.holding(offices[$0.person] ?? []) })
        }
        let shown = Array(members.prefix(Self.page))
        let next =
            members.count > Self.page ? shown.last.map { Href("/spaces/\(slug)/people").with(query: "after", $0.person.description) } : nil
        return .page(MemberPages.list(shown, in: place, next: next, for: visit))
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let (place, member) = try await found(visit)
        guard visit.reader.may(.settle, in: place.id) || member.person == visit.reader.person else { throw Refusal.notAllowed }
        let (hasFactor, isOnly) = try await house.db.read { tx in
            (try SecondFactorStore(tx).isOn(for: member.person), try MembershipStore(tx).onlySteward(member.person).contains(place.id))
        }
        return .page(MemberPages.one(member, in: place, hasSecondFactor: hasFactor, isOnlySteward: isOnly, for: visit))
    }

    @Sendable func change(_ visit: Visit) async throws -> Reply {
        let (place, member) = try await found(visit)
        try visit.reader.require(.settle, in: place.id)
        guard let role = Role(rawValue: visit.fields["role"]) else { throw Refusal.notFound }
        guard let was = Role(rawValue: visit.fields["_was"]) else { throw FormError.missing(field: "_was") }
        try visit.requireConfirmed()
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                try MembershipStore(tx).change(member.person, in: place.id, from: was, to: role, by: act)
                return place.path("people")
            }
        } catch Refusal.conflict {
            return try await .raced(MemberPages.raced(found(visit).1, wanted: role, in: place))
        }
    }

    /// What somebody does here besides their role.
    @Sendable func appoint(_ visit: Visit) async throws -> Reply {
        let (place, member) = try await found(visit)
        try visit.reader.require(.settle, in: place.id)
        let offices = Set(visit.fields.all("offices").compactMap(Office.init))
        let seen = Set(visit.fields["_was"].split(separator: " ").compactMap { Office(rawValue: String($0)) })
        // Else a steward would read what somebody kept from the team by one press of their own.
        if member.person == visit.reader.person, offices.subtracting(seen).contains(.safety) { throw Refusal.notNow(.ownOffice) }
        if member.role == .steward, offices.subtracting(seen).contains(.safeguarding) { throw Refusal.notNow(.stewardHears) }
        try visit.requireConfirmed()
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                try OfficeStore(tx).set(offices, of: member.person, in: place.id, seen: seen, by: act)
                return place.path("people")
            }
        } catch Refusal.conflict {
            return try await .raced(MemberPages.raced(found(visit).1, wanted: offices, in: place))
        }
    }

    /// A steward ends anybody's membership; everybody may end their own.
    @Sendable func end(_ visit: Visit) async throws -> Reply {
        let (place, member) = try await found(visit)
        let own = member.person == visit.reader.person
        if !own {
            try visit.reader.require(.settle, in: place.id)
            try visit.requireConfirmed()
        }
        let (act, alsoLinks) = (house.act(by: try visit.person()), !own && visit.fields["links"] == "yes")
        return try await house.answerOnce(visit) { tx in
            try MembershipStore(tx).end(member.person, in: place.id, by: act)
            if alsoLinks { try InvitationStore(tx).endAll(in: place.id, by: act) }
            return own ? place.home : place.path("people")
        }
    }

    private func found(_ visit: Visit) async throws -> (Place, Membership) {
        let (slug, person): (String, ID<Person>) = (try visit.word("space"), try visit.id())
        return try await house.db.read { tx in
            // Whoever reads from outside sees nobody here but themselves, and may leave as well.
            let isOwnReading = person == visit.reader.person
            let place = try isOwnReading ? PlaceStore(tx).find(slug: slug) : Self.inside(slug, visit, tx)
            var member = try MembershipStore(tx).find(person, in: place.id)
            member.offices = try OfficeStore(tx).held(by: person, in: place.id)
            return (place, member)
        }
    }

    /// The place, for somebody who is in it; for others there is nobody to see.
    private static func inside(_ slug: String, _ visit: Visit, _ tx: any Connection) throws -> Place {
        let place = try PlaceStore(tx).find(slug: slug)
        guard visit.reader.takesPart(in: place.id) else { throw visit.reader.person == nil ? Refusal.signInFirst : .notFound }
        return place
    }
}
