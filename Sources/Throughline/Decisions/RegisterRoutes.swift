import Database
import HTML
import Language

struct RegisterRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/register", show)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let wanted = visit[query: "of"].flatMap { Quarter($0) }
        let view = try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            let today = visit.now.day(in: place.zone)
            let quarter = wanted ?? Quarter(today)
            let decisions = try DecisionStore(tx).list(
                in: place.id, from: quarter.first, until: quarter.last, for: visit.reader, in: visit.language, at: visit.now)
            return RegisterView(place: place, quarter: quarter, decisions: decisions, today: today)
        }
        return .page(RegisterPages.show(view))
    }
}
