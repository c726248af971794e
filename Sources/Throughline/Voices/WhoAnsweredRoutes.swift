import Database
import HTML
import Language

struct WhoAnsweredRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/questions/:id/numbers", show)
        roads.post("/questions/:id/numbers", publish)
        roads.get("/questions/:id/numbers/file", file)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let asked = visit[query: "by"].map { Grouping(typed: $0, visit[query: "and"]) }
        return .page(WhoAnsweredPages.show(try await view(visit, by: asked)))
    }

    @Sendable func publish(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let grouping = Grouping(typed: visit.fields["by"], visit.fields["and"])
        let standing = try await view(visit, by: grouping)
        try visit.reader.require(.learn, in: standing.place.id)
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                let reading = WhoAnsweredReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now)
                try reading.publish(try reading.view(id, by: grouping), by: act)
                return "/questions/\(id)/numbers"
            }
        } catch let invalid as Invalid {
            return .refused(WhoAnsweredPages.show(standing, invalid: invalid))
        }
    }

    /// What this reader sees as a table for other programs: never more than the page shows to people.
    @Sendable func file(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit, by: nil)
        guard let table = view.published, let tongue = visit.tongue, view.day != nil || view.ofTeam else { throw Refusal.notFound }
        func plain(_ phrase: Phrase) -> String { phrase.plain(in: tongue) }
        let csv = table.csv(
            corner: plain(view.grouping.rows.words), others: plain("all others"), total: plain("All together"), hidden: plain("hidden"))
        return .file(bytes: Array(csv.utf8), type: "text/csv; charset=utf-8", name: "numbers.csv", cached: false)
    }

    private func view(_ visit: Visit, by asked: Grouping?) async throws -> WhoAnswered {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            try WhoAnsweredReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).view(id, by: asked)
        }
    }
}
