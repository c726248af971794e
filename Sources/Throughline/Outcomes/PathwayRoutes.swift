import Database
import HTML
import Language

struct PathwayRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/questions/:id/pathway", show)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let pathway = try await house.db.read { tx in
            try PathwayReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).pathway(id)
        }
        return .page(PathwayPages.show(pathway, for: visit))
    }
}
