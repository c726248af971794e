import Database
import HTML
import Language

/// The words of a place, looked after by its team.
struct GlossaryRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/glossary", show)
        roads.post("/spaces/:space/glossary", write)
        roads.post("/spaces/:space/glossary/ending", remove)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let (place, terms) = try await standing(visit)
        return .page(GlossaryPages.show(terms, in: place))
    }

    @Sendable func write(_ visit: Visit) async throws -> Reply {
        let (place, terms) = try await standing(visit)
        let draft = GlossaryDraft(term: visit.fields["term"], language: visit.fields["language"], said: visit.fields["said"])
        let term: GlossaryTerm
        do {
            term = try draft.checked()
        } catch {
            return .refused(GlossaryPages.show(terms, in: place, draft: draft, invalid: error))
        }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try GlossaryStore(tx).write(term, in: place.id, by: act)
            return place.path("glossary")
        }
    }

    @Sendable func remove(_ visit: Visit) async throws -> Reply {
        let (place, _) = try await standing(visit)
        let act = house.act(by: try visit.person())
        let (term, language) = (visit.fields["term"], visit.fields["language"].nonEmpty.flatMap { LanguageTag($0) })
        return try await house.answerOnce(visit) { tx in
            try GlossaryStore(tx).remove(term, language, in: place.id, by: act)
            return place.path("glossary")
        }
    }

    private func standing(_ visit: Visit) async throws -> (Place, [GlossaryTerm]) {
        let slug = try visit.word("space")
        return try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            try visit.reader.require(.tell, in: place.id)
            return (place, try GlossaryStore(tx).all(of: place.id))
        }
    }
}
