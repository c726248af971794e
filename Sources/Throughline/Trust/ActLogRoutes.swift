import Database
import HTML
import Language

struct ActLogRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/done", show)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let before = visit[query: "before"].flatMap { ID<Act>(typed: $0) }
        let (place, entries, head) = try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            guard visit.reader.takesPart(in: place.id) else { throw visit.reader.person == nil ? Refusal.signInFirst : .notFound }
            let log = ActLog(tx: tx, reader: visit.reader, language: visit.language, now: visit.now)
            return (place, try log.entries(in: place.id, before: before, limit: ActLog.page + 1), try AuditMarks(tx).lastMailed())
        }
        let shown = Array(entries.prefix(ActLog.page))
        let next = entries.count > ActLog.page ? shown.last.map { place.path("done").with(query: "before", $0.id.description) } : nil
        return .page(ActLogPages.show(shown, in: place, next: next, head: head))
    }
}
