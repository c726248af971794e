import Database
import HTML
import Language

/// Closing a place for good, by one of its stewards.
struct ClosingRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/closing", ask)
        roads.post("/spaces/:space/closing", close)
        roads.get("/spaces/:space/reopening", askAgain)
        roads.post("/spaces/:space/reopening", reopen)
    }

    @Sendable func ask(_ visit: Visit) async throws -> Reply {
        let place = try await place(visit)
        let members = try await house.db.read { try MembershipStore($0).count(in: place.id) }
        return .page(ClosingPages.ask(place, members: members))
    }

    @Sendable func close(_ visit: Visit) async throws -> Reply {
        let place = try await place(visit)
        try visit.requireConfirmed()
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try PlaceClosing(house: house).close(place, by: act, on: tx)
            if let person = act.by { try PlaceClosingStore(tx).remember(place.id, closedBy: person, on: act.day) }
            return place.home
        }
    }

    @Sendable func askAgain(_ visit: Visit) async throws -> Reply {
        .page(ClosingPages.askAgain(try await house.db.read { try reopenable(visit, $0) }))
    }

    /// Whoever closed it looks after it again; everybody else stays what closing made of them.
    @Sendable func reopen(_ visit: Visit) async throws -> Reply {
        _ = try await house.db.read { try reopenable(visit, $0) }
        try visit.requireConfirmed()
        let (person, act) = (try visit.person(), house.act(by: try visit.person()))
        return try await house.answerOnce(visit) { tx in
            let place = try reopenable(visit, tx)
            try PlaceStore(tx).reopen(place.id)
            try PlaceClosingStore(tx).forget(place.id)
            let role = try MembershipStore(tx).role(of: person, in: place.id) ?? .member
            if role != .steward { try MembershipStore(tx).change(person, in: place.id, from: role, to: .steward, by: act) }
            try AuditStore(tx).record("space.reopen", item: nil, space: place.id, by: act, unnamed: false)
            return place.home
        }
    }

    /// A place somebody closed themselves, not long ago; for everybody else there is nothing to open.
    private func reopenable(_ visit: Visit, _ tx: any Connection) throws -> Place {
        let person = try visit.person()
        let place = try PlaceStore(tx).find(slug: try visit.word("space"))
        guard try PlaceClosingStore(tx).mayReopen(place, person, on: visit.now.day(in: .utc)) else { throw Refusal.notFound }
        return place
    }

    private func place(_ visit: Visit) async throws -> Place {
        let slug = try visit.word("space")
        let place = try await house.db.read { try PlaceStore($0).find(slug: slug) }
        try visit.reader.require(.settle, in: place.id)
        return place
    }
}
