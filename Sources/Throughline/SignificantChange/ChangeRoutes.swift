import Database
import HTML
import Language

/// Where stories of change are collected.
struct ChangeRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/changes", list)
        roads.get("/questions/:id/changes", desk)
        roads.post("/questions/:id/changes", collect)
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        return .page(ChangePages.list(try await house.db.read { try reading($0, visit).list(slug) }, for: visit))
    }

    @Sendable func desk(_ visit: Visit) async throws -> Reply { .page(ChangePages.desk(try await read(visit), for: visit)) }

    @Sendable func collect(_ visit: Visit) async throws -> Reply {
        let desk = try await read(visit)
        let act = house.act(by: try visit.person())
        try visit.reader.require(.ask, in: desk.place.id)
        let draft = DomainDraft(words: visit.fields["domain"])
        let words: String
        do throws(Invalid) {
            words = try draft.checked(besides: desk.domains.map(\.domain))
        } catch {
            return .refused(ChangePages.desk(desk, draft: draft, for: visit, invalid: error))
        }
        let language = desk.place.language(of: words, readBy: visit.language) ?? visit.language
        return try await house.answerOnce(visit) { tx in
            try ChangeCallStore(tx).add(words, to: desk.question, in: language, by: act)
            return "/questions/\(desk.question.id)/changes"
        }
    }

    private func read(_ visit: Visit) async throws -> ChangeDesk {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { try reading($0, visit).desk(id) }
    }

    private func reading(_ tx: any Connection, _ visit: Visit) -> PanelReading {
        PanelReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now)
    }
}
