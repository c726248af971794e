import Database
import HTML
import Language

/// Closing a place for good, by one of its stewards.
struct ClosingRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/closing", ask)
        roads.post("/spaces/:space/closing", close)
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
            return place.home
        }
    }

    private func place(_ visit: Visit) async throws -> Place {
        let slug = try visit.word("space")
        let place = try await house.db.read { try PlaceStore($0).find(slug: slug) }
        try visit.reader.require(.settle, in: place.id)
        return place
    }
}
