import Database
import HTML
import Language

/// Discreet pages for everybody who opens a place, by one of its stewards.
struct DiscretionRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/discretion", show)
        roads.post("/spaces/:space/discretion", change)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        .page(DiscretionPages.ask(try await place(visit), saved: visit[query: "saved"] != nil))
    }

    /// Switching it off shows names again to whoever looks at people's phones: whoever does it shows who they are.
    @Sendable func change(_ visit: Visit) async throws -> Reply {
        let place = try await place(visit)
        let (on, version) = (visit.fields["on"] == "yes", try visit.fields.version())
        try visit.requireConfirmed()
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try PlaceStore(tx).setDiscreet(on, place.id, seen: version)
            try AuditStore(tx).record(
                on ? "space.discreet" : "space.indiscreet", item: nil, space: place.id, by: act, unnamed: false)
            return place.path("discretion").with(query: "saved", "yes")
        }
    }

    private func place(_ visit: Visit) async throws -> Place {
        let slug = try visit.word("space")
        let place = try await house.db.read { try PlaceStore($0).find(slug: slug) }
        try visit.reader.require(.settle, in: place.id)
        return place
    }
}
