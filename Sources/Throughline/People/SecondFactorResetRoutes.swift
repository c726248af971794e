import Database
import HTML
import Language

/// Two stewards take a lost second factor off.
struct SecondFactorResetRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.post("/spaces/:space/people/:id/second-factor", ask)
        roads.get("/second-factor-resets/:id", show)
        roads.post("/second-factor-resets/:id", agree)
        roads.post("/second-factor-resets/:id/ending", stop)
    }

    @Sendable func ask(_ visit: Visit) async throws -> Reply {
        let (slug, person): (String, ID<Person>) = (try visit.word("space"), try visit.id())
        let place = try await house.db.read { try PlaceStore($0).find(slug: slug) }
        try visit.reader.require(.settle, in: place.id)
        guard person != visit.reader.person else { throw Refusal.notAllowed }
        try visit.requireConfirmed()
        let (act, name) = (house.act(by: try visit.person()), visit.reader.name)
        return try await house.answerOnce(visit) { tx in
            _ = try MembershipStore(tx).find(person, in: place.id)
            guard try SecondFactorStore(tx).isOn(for: person) else { throw Refusal.notFound }
            let reset = try SecondFactorResetStore(tx).ask(for: person, in: place.id, by: act)
            let page: Href = "/second-factor-resets/\(reset.id)"
            try SecondFactorLetter(house: house).asked(reset, by: name, at: visit.address(page), visit, on: tx)
            return page
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        _ = try visit.person()
        let id: ID<SecondFactorReset> = try visit.id()
        let (view, place) = try await house.db.read { tx in
            let (reset, mayAgree) = try Self.found(id, visit, tx)
            let names = (
                try PersonStore(tx).account(reset.person).name, reset.isByOperator ? "" : try PersonStore(tx).account(reset.by).name
            )
            let few = try MembershipStore(tx).count(in: reset.space) < SecondPerson.few
            let view = SecondFactorResetView(
                reset: reset, name: names.0, asker: names.1, mayAgree: mayAgree, isFew: few,
                address: visit.address("/second-factor-resets/\(id)"))
            return (view, try PlaceStore(tx).find(reset.space))
        }
        return .page(SecondFactorResetPages.show(view, in: place))
    }

    @Sendable func agree(_ visit: Visit) async throws -> Reply {
        let (id, act): (ID<SecondFactorReset>, Act) = (try visit.id(), house.act(by: try visit.person()))
        guard try await house.db.read({ try Self.found(id, visit, $0).mayAgree }) else { throw Refusal.notAllowed }
        try visit.requireConfirmed()
        return try await house.answerOnce(visit) { tx in
            let (reset, mayAgree) = try Self.found(id, visit, tx)
            guard mayAgree else { throw Refusal.notAllowed }
            try SecondFactorResetStore(tx).close(reset)
            try SecondFactorStore(tx).remove(for: reset.person)
            try AuditStore(tx).record(
                "second_factor.reset", item: nil, space: reset.space, by: act, reason: "\(reset.person) \(reset.by)", unnamed: false)
            try SecondFactorLetter(house: house).done(reset, visit, on: tx)
            return "/"
        }
    }

    /// Whoever asked, or whose it is, may stop it.
    @Sendable func stop(_ visit: Visit) async throws -> Reply {
        let (id, me): (ID<SecondFactorReset>, ID<Person>) = (try visit.id(), try visit.person())
        return try await house.answerOnce(visit) { tx in
            let reset = try Self.found(id, visit, tx).reset
            guard me == reset.by || me == reset.person else { throw Refusal.notAllowed }
            try SecondFactorResetStore(tx).close(reset)
            return "/"
        }
    }

    /// For the three it concerns; others learn of nothing.
    private static func found(_ id: ID<SecondFactorReset>, _ visit: Visit, _ tx: any Connection) throws -> (
        reset: SecondFactorReset, mayAgree: Bool
    ) {
        let reset = try SecondFactorResetStore(tx).find(id, at: visit.now)
        let mayAgree = reset.mayAgree(visit.reader, peopleInSpace: try MembershipStore(tx).count(in: reset.space))
        guard mayAgree || visit.reader.person == reset.by || visit.reader.person == reset.person else { throw Refusal.notFound }
        return (reset, mayAgree)
    }
}
