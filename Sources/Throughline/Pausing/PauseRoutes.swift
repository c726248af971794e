import Database
import HTML
import Language

struct PauseRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/pause", show)
    }

    /// For the team of a place that uses the form; everything on it is what its reader may see anyway.
    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let wanted = visit[query: "of"].flatMap { Quarter($0) }
        return try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            try visit.reader.require(.learn, in: place.id)
            guard try PlaceFormsStore(tx).forms(of: place.id).used.contains(.pause) else { throw Refusal.notFound }
            let today = visit.now.day(in: place.zone)
            let quarter = wanted ?? Quarter(today)
            let (reader, language, now) = (visit.reader, visit.language, visit.now)
            let days = quarter.first...quarter.last
            let decisions = try DecisionStore(tx).list(
                in: place.id, from: quarter.first - 730, until: quarter.last, for: reader, in: language, at: now)
            let learned = try InsightStore(tx).list(
                ["shared", "checked"], in: place.id, for: reader, in: language, at: now, limit: 200)
            let promises = try CommitmentStore(tx).list(in: place.id, for: reader, in: language, at: now)
            let questions = try QuestionStore(tx).list(["open"], in: place.id, for: reader, in: language, at: now)
            return .page(
                PausePages.show(
                    PausePack(
                        place: place, quarter: quarter, today: today, questions: questions.filter { $0.item.day <= quarter.last },
                        learned: learned.filter { days ~= $0.item.day },
                        due: promises.filter { days ~= $0.due },
                        toCheck: decisions.filter { $0.checkedOn == nil && ($0.checkOn.map { $0 <= quarter.last } ?? false) },
                        decided: decisions.filter { days ~= $0.decidedOn })))
        }
    }
}
