import Database
import HTML
import Language

/// What became of a question, on paper, in every language we speak.
struct ClosingPackRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/questions/:id/closing-pack", show)
        roads.get("/questions/:id/closing-pack/file", file)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let language = language(visit)
        return .page(ClosingPackPages.show(try await pack(visit, visit.language), chosen: language, languages: house.catalogues.languages))
    }

    @Sendable func file(_ visit: Visit) async throws -> Reply {
        let language = language(visit)
        let pack = try await pack(visit, language)
        try house.brakes.press(
            "printing", by: visit.peer, .init(limit: ReportFileRoutes.byLine, minutes: 10),
            of: .init(limit: ReportFileRoutes.byAll, minutes: 10), at: visit.now)
        var sheet = pack.sheet
        sheet.small(Phrase("As it stood on \("day", pack.day), at \("host", visit.address(.to(pack.question.item)))."))
        let tongue = house.catalogues.tongue(language, zone: pack.place.zone, today: pack.day)
        return try await house.printed(
            sheet.paper(Phrase("What became of it"), titleWords: pack.question.text.body, in: tongue), named: "paper.pdf", in: pack.place)
    }

    /// The one it is wanted in, else the visitor's own.
    private func language(_ visit: Visit) -> LanguageTag {
        let asked = visit[query: "in"].flatMap { LanguageTag($0) } ?? visit.language
        return house.catalogues.languages.contains(asked) ? asked : visit.language
    }

    private func pack(_ visit: Visit, _ language: LanguageTag) async throws -> ClosingPack {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            let reading = ClosingPackReading(tx: tx, reader: visit.reader, language: language, now: visit.now)
            let pack = try reading.pack(id)
            try WordSealing(tx).requireOpen(pack.place.id)
            return pack
        }
    }
}
