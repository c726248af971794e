import Database
import HTML
import Language

struct StatementRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/questions/:id/statements", show)
        roads.get("/statements/:id", among)
    }

    /// A statement is read among those of its question, first on the page.
    @Sendable func among(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let place = try await house.db.read { tx in
            _ = try LineStore(tx).find(id, kind: .statement, for: visit.reader, at: visit.now)
            guard let place = try StatementStore(tx).place(of: id) else { throw Refusal.notFound }
            _ = try LineStore(tx).find(place.question, kind: .question, for: visit.reader, at: visit.now)
            return place
        }
        return .see("/questions/\(place.question)/statements?after=\(place.number - 1)")
    }

    /// Statements on one page.
    static let page = 30

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let after = visit[query: "after"].flatMap { Int($0) } ?? -1
        let view = try await house.db.read { tx in
            let question = try QuestionStore(tx).find(id, for: visit.reader, in: visit.language, at: visit.now)
            guard let poll = try StatementStore(tx).poll(of: id) else { throw Refusal.notFound }
            let place = try PlaceStore(tx).find(question.item.space)
            let list = try StatementStore(tx).list(
                of: id, in: place.id, for: visit.reader, at: visit.now, after: after, limit: Self.page + 1)
            return StatementsView(
                question: question, place: place, poll: poll, statements: Array(list.prefix(Self.page)), hasMore: list.count > Self.page,
                fewest: visit.reader.fewest(in: place.id))
        }
        return .page(StatementPages.list(view))
    }
}
