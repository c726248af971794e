import Database
import HTML
import Language

struct WorkshopRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/questions/:id/workshop", show)
        roads.get("/questions/:id/workshop/cards", cards)
        roads.get("/questions/:id/workshop/cards.pdf", file)
        roads.post("/questions/:id/workshop", keep)
    }

    private func workshop(_ visit: Visit) async throws -> Workshop {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            try WorkshopReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).workshop(id)
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply { .page(WorkshopPages.show(try await workshop(visit))) }
    @Sendable func cards(_ visit: Visit) async throws -> Reply { .page(WorkshopPages.read(try await workshop(visit))) }

    @Sendable func file(_ visit: Visit) async throws -> Reply {
        let workshop = try await workshop(visit)
        try house.brakes.press(
            "printing", by: visit.peer, .init(limit: ReportFileRoutes.byLine, minutes: 10),
            of: .init(limit: ReportFileRoutes.byAll, minutes: 10), at: visit.now)
        let tongue = house.catalogues.tongue(visit.language, zone: workshop.place.zone, today: visit.today)
        return try await house.printed(WorkshopPages.paper(workshop, in: tongue), named: "cards.pdf", in: workshop.place)
    }

    /// Every table's sentence becomes a note of the team that rests on its cards.
    @Sendable func keep(_ visit: Visit) async throws -> Reply {
        let workshop = try await workshop(visit)
        let draft = WorkshopDraft(visit.fields)
        let tables: [WorkshopDraft.Checked]
        do {
            tables = try draft.checked(workshop)
        } catch {
            return .refused(WorkshopPages.show(workshop, draft, invalid: error))
        }
        let act = house.act(by: try visit.person())
        let said = tables.map { table in
            (table, workshop.place.language(of: table.table.claim, readBy: visit.language) ?? visit.language)
        }
        let question = workshop.question
        return try await house.answerOnce(visit) { tx in
            for (table, language) in said {
                let store = InsightStore(tx)
                let id = try store.add(
                    table.table.claim, in: language, from: question, evidence: table.cards.map { NewEvidence(speaking: $0.voice) }, by: act)
                for (field, body) in [("heap", table.table.name), ("disagreeing", table.table.disagreeing)] where !body.isEmpty {
                    try TextStore(tx).write(body, of: id, field: field, in: language, on: act.day)
                }
            }
            return workshop.place.path("insights")
        }
    }
}
