import Database
import HTML
import Language

struct QuotesRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/questions/:id/quotes") { .page(QuotesPages.show(try await view($0))) }
        roads.post("/questions/:id/quotes", seen)
        roads.post("/questions/:id/quotes/file", file)
    }

    /// Somebody has read again what a quote was taken out of.
    @Sendable func seen(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit)
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            let question = view.question.item
            if let duty = try DutyStore(tx).owed(.quoteGone, on: question.id, language: "und", door: .here) {
                try DutyStore(tx).finish(duty.id, by: act)
                try AuditStore(tx).record("question.reread", item: question.id, space: question.space, by: act, unnamed: false)
            }
            return "/questions/\(question.id)/quotes"
        }
    }

    /// Words leave for others to work with: as they are allowed at this very moment, and the people of the place read that it was done.
    @Sendable func file(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit)
        try visit.requireConfirmed()
        let act = house.act(by: try visit.person())
        let question = view.question.item
        let lines = try await house.db.read { tx in
            try WordSealing(tx).requireOpen(question.space)
            return try Self.reading(visit, tx).passedOn(question.id)
        }
        guard PassedOn.isEnough(lines), let tongue = visit.tongue else {
            let few = Phrase("Fewer than \("n", PassedOn.fewest) people allow it. Nothing was saved: one of them could be picked out.")
            return .refused(QuotesPages.show(view, invalid: Invalid("file", few)))
        }
        try await house.actOnce(visit) { tx in
            try AuditStore(tx).record("question.pass_on", item: question.id, space: question.space, by: act, unnamed: false)
        }
        func plain(_ phrase: Phrase) -> String { phrase.plain(in: tongue) }
        let csv = PassedOn.csv(
            lines,
            head: [
                plain(Phrase("words")), plain(Phrase("language")), plain(Phrase("name to say with them")), plain(Phrase("may be quoted")),
                plain(Phrase("to be deleted after")),
            ], yes: plain(Phrase("Yes")), no: plain(Phrase("No")))
        return .file(bytes: Array(csv.utf8), type: "text/csv; charset=utf-8", name: "words.csv", cached: false)
    }

    private func view(_ visit: Visit) async throws -> QuotesView {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { try Self.reading(visit, $0).view(id) }
    }

    private static func reading(_ visit: Visit, _ tx: any Connection) -> QuotesReading {
        QuotesReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now)
    }
}
