import Database
import HTML
import Language

struct PracticeRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/practices", choosing)
        roads.post("/spaces/:space/practices", choose)
    }

    @Sendable func choosing(_ visit: Visit) async throws -> Reply {
        let (place, used) = try await settled(visit)
        return .page(
            PracticePages.form(
                used, in: place, outside: house.machines.chat?.host, seen: place.version, saved: visit[query: "saved"] != nil))
    }

    @Sendable func choose(_ visit: Visit) async throws -> Reply {
        let (place, _) = try await settled(visit)
        let chosen = Set(visit.fields.all("used").compactMap { Practice(rawValue: $0) })
            .filter { $0.mayBeUsed(in: place, outside: house.machines.chat?.host) }
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        do {
            return try await house.answerOnce(visit) { tx in
                try PracticeStore(tx).choose(chosen, in: place, seen: version, by: act)
                return place.path("practices").with(query: "saved", "yes")
            }
        } catch Refusal.conflict {
            let (place, theirs) = try await settled(visit)
            return .raced(PracticePages.raced(chosen, theirs: theirs, in: place, typed: visit.fields.pairs))
        }
    }

    private func settled(_ visit: Visit) async throws -> (Place, Set<Practice>) {
        let slug = try visit.word("space")
        return try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            try visit.reader.require(.settle, in: place.id)
            return (place, Set(try PracticeStore(tx).used(in: place.id).keys))
        }
    }
}
