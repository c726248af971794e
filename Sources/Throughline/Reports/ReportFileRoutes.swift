import Database
import HTML
import Language

/// Reports as files. Each is made when it is asked for, with what its readers may see and quote at that moment, and kept nowhere.
struct ReportFileRoutes: Sendable {
    let house: House

    /// Files made for one line, and for everybody, within ten minutes: a PDF takes a second of computing.
    static let byLine = 30
    static let byAll = 300

    func add(to roads: Roads) {
        roads.get("/reports/:id/file", file)
    }

    @Sendable func file(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        guard let kind = ReportFile(rawValue: visit[query: "as"] ?? "") else { throw Refusal.notFound }
        let size = ReportSize(rawValue: visit[query: "size"] ?? "") ?? .page
        let asked = visit[query: "in"].flatMap { LanguageTag($0) } ?? visit.language
        let language = house.catalogues.languages.contains(asked) ? asked : visit.language
        let view = try await house.db.read { tx in
            let view = try ReportReading(tx: tx, reader: visit.reader, language: language, now: visit.now).view(id)
            try WordSealing(tx).requireOpen(view.place.id)
            return view
        }
        // Words that may not stand there stop it; the page says where they are.
        guard view.blocked.isEmpty else {
            return .refused(ReportPages.show(view, size, for: visit, .init(languages: house.catalogues.languages)))
        }
        let tongue = house.catalogues.tongue(language, zone: view.place.zone, today: visit.now.day(in: view.place.zone))
        if kind == .json {
            return .file(
                bytes: try ReportRecord(view, size, in: tongue).json(), type: "application/json", name: "report.json", cached: false)
        }
        var sheet = ReportSheet(view: view, size: size).sheet
        sheet.small(Phrase("As it stood on \("day", view.day), at \("host", visit.address(.to(view.report.item)))."))
        let title = view.words(.line)?.body ?? Phrase("A report").plain(in: tongue)
        if kind == .docx {
            return .file(
                bytes: WordFile(sheet: sheet, title: title, tongue: tongue).packed(),
                type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", name: "report.docx", cached: false)
        }
        try house.brakes.press(
            "printing", by: visit.peer, .init(limit: Self.byLine, minutes: 10), of: .init(limit: Self.byAll, minutes: 10), at: visit.now)
        return try await house.printed(sheet.paper(Phrase("A report"), titleWords: title, in: tongue), named: "report.pdf", in: view.place)
    }
}
