import Database
import HTML
import Language

/// The desk of a place and everything it has told back.
struct WeekRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/week", week)
        roads.get("/spaces/:space/told", told)
    }

    @Sendable func week(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let week = try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            if !visit.reader.may(.moderate, in: place.id) { try visit.reader.require(.ask, in: place.id) }
            return try WeekReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).week(in: place, on: visit.today)
        }
        return .page(WeekPages.show(week, showsAll: visit[query: "all"] != nil))
    }

    @Sendable func told(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let before = visit[query: "before"].flatMap { ID<Item>(typed: $0) }
        let size = 20
        let page = try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            let tellings = try TellingStore(tx).list(in: place.id, for: visit.reader, at: visit.now, before: before, limit: size + 1)
            let shown = tellings.prefix(size)
            let mayTell = visit.reader.may(.tell, in: place.id)
            let duties = mayTell && before == nil ? try DutyStore(tx).owed(in: place.id, kind: .tellBack) : []
            // A question this reader may not see is left out with what was told on it; the rest of the list stands.
            let questions = try QuestionStore(tx).all(
                shown.map(\.question) + duties.map(\.item), for: visit.reader, in: visit.language, at: visit.now)
            let next: Href? = tellings.count > size ? shown.last.map { place.path("told").with(query: "before", $0.id.description) } : nil
            return ToldPages.list(
                shown.compactMap { telling in questions[telling.question].map { (telling, $0) } },
                owed: duties.compactMap { duty in questions[duty.item].map { (duty, $0) } },
                waiting: try Waiting.people(in: place.id, for: visit.reader, tx), in: place, from: visit.reader.fewest(in: place.id),
                next: next, mayTell: mayTell)
        }
        return .page(page)
    }
}
