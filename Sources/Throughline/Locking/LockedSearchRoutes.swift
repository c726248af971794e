import Database
import HTML
import Language

struct LockedSearchRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/find", find)
        roads.post("/spaces/:space/find", find)
    }

    @Sendable func find(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        // What somebody looks for stands in no address, and so in no history.
        let words = String(visit.fields["q"].prefix(200))
        guard let person = visit.reader.person else { throw Refusal.signInFirst }
        let (place, isFresh) = try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            guard visit.reader.takesPart(in: place.id), place.isSealed else { throw Refusal.notFound }
            return (place, visit.openPlaces[place.id] != nil)
        }
        guard isFresh else { return .see(place.lock("opening").with(query: "to", place.path("find").text)) }
        guard !words.isEmpty else { return .page(LockedSearchPages.show(nil, words: "", in: place)) }
        try house.brakes.press("locked search", from: person.description, limit: 60, minutes: 15, at: visit.now)
        let result = try await house.db.read { try LockedSearch(tx: $0, visit: visit).look(for: words, in: place) }
        return .page(LockedSearchPages.show(result, words: words, in: place))
    }
}
