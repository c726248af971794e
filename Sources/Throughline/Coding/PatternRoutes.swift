import Database
import HTML
import Language

/// What codes show once there are some: two readers compared, what stands together, and where.
struct PatternRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/coding/readers", readers)
        roads.get("/spaces/:space/coding/together", together)
        roads.get("/spaces/:space/coding/spread", spread)
    }

    @Sendable func readers(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let (one, other) = (visit[query: "one"].flatMap { ID<Person>(typed: $0) }, visit[query: "other"].flatMap { ID<Person>(typed: $0) })
        return try await house.db.read { tx in
            let reading = CodingReading(visit, tx)
            return .page(TwoCodersPages.show(try reading.compare(one, other, in: reading.place(slug: slug))))
        }
    }

    @Sendable func together(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        return try await house.db.read { tx in
            let reading = CodingReading(visit, tx)
            let place = try reading.place(slug: slug)
            return .page(PatternPages.together(try reading.together(in: place.id), in: place))
        }
    }

    @Sendable func spread(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let by = visit[query: "by"].flatMap(Spread.init) ?? .question
        return try await house.db.read { tx in
            let reading = CodingReading(visit, tx)
            let place = try reading.place(slug: slug)
            return .page(PatternPages.spread(try reading.spread(by: by, in: place.id), in: place))
        }
    }
}
