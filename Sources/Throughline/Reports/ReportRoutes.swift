import Database
import HTML
import Language

struct ReportRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/published", list)
        roads.get("/spaces/:space/published/new") { try await new($0, try await aroundPlace($0)) }
        roads.post("/spaces/:space/published") { try await begin($0, try await aroundPlace($0)) }
        roads.get("/questions/:id/reports/new") { try await new($0, try await aroundQuestion($0)) }
        roads.post("/questions/:id/reports") { try await begin($0, try await aroundQuestion($0)) }
        roads.get("/reports/:id", show)
        roads.get("/reports/:id/wording", wording)
        roads.post("/reports/:id/wording", reword)
        roads.post("/reports/:id/check", check)
        roads.post("/reports/:id/publishing", publish)
        roads.post("/reports/:id/edition", next)
        roads.post("/reports/:id/withdrawal", withdraw)
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        return .page(
            try await house.db.read { tx in
                let place = try PlaceStore(tx).find(slug: slug)
                let isUsed = try PracticeStore(tx).used(in: place.id)[.reports] != nil
                let reports = try ReportStore(tx).list(in: place.id, for: visit.reader, in: visit.language, at: visit.now)
                let lineless = try ReportStore(tx).lineless(among: reports.map(\.id), on: visit.now.day(in: .utc))
                return ReportPages.list(
                    reports, lineless: lineless, in: place,
                    mayWrite: isUsed && visit.reader.person != nil && visit.reader.may(.learn, in: place.id))
            })
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let size = ReportSize(rawValue: visit[query: "size"] ?? "") ?? .page
        return .page(ReportPages.show(try await view(visit), size, for: visit, standing()))
    }

    private func standing(_ because: String = "", _ invalid: Invalid? = nil) -> ReportPages.Standing {
        .init(because: because, invalid: invalid, languages: house.catalogues.languages)
    }

    private func new(_ visit: Visit, _ around: ReportAround) async throws -> Reply {
        var draft = ReportDraft()
        if around.question != nil { draft.opening.from = Set(around.sources.map(\.item.id.description)) }
        return .page(ReportFormPages.form(draft, frame(around), for: visit))
    }

    private func frame(_ around: ReportAround) -> ReportFormPages.Frame {
        .init(action: around.question.map { "/questions/\($0.id)/reports" } ?? around.place.path("published"), around: around)
    }

    private func begin(_ visit: Visit, _ around: ReportAround) async throws -> Reply {
        let draft = typed(visit, around)
        let language = language(of: draft, around.place, visit)
        let act = house.act(by: try visit.person())
        do {
            let (openness, about) = (try draft.checked(sources: around.chosen(draft.opening.from)), around.about(draft.opening.from))
            return try await house.answerOnce(visit) { tx in
                let quotes = try Self.quotes(draft, about, openness, tx, at: visit.now)
                return "/reports/\(try ReportStore(tx).add(draft, for: openness, about: about, quoting: quotes, in: language, by: act))"
            }
        } catch let invalid as Invalid {
            return .refused(ReportFormPages.form(draft, frame(around), for: visit, invalid: invalid))
        }
    }

    private func typed(_ visit: Visit, _ around: ReportAround) -> ReportDraft {
        var draft = ReportDraft(visit.fields)
        draft.opening.maySafeguard = visit.reader.may(.safeguard, in: around.place.id)
        return draft
    }

    private func language(of draft: ReportDraft, _ place: Place, _ visit: Visit) -> LanguageTag {
        let words = ReportPart.allCases.map { draft[$0] }.filter { !$0.isEmpty }.joined(separator: " ")
        return place.language(of: words, readBy: visit.language) ?? visit.language
    }

    /// What stands in it letter by letter of what people said, and that it may.
    private static func quotes(
        _ draft: ReportDraft, _ about: ReportStore.About, _ openness: Openness, _ tx: any Connection, at now: Moment
    ) throws -> [ReportQuote] {
        try WordSealing(tx).requireOpen(about.space)
        return try ReportQuote.found(in: draft, about: questions(about, tx, at: now), for: openness, tx, at: now)
    }

    private static func questions(_ about: ReportStore.About, _ tx: any Connection, at now: Moment) throws -> [ID<Item>] {
        let reading = ReportReading(tx: tx, reader: .stranger, language: "en", now: now)
        let answered = try reading.questions(of: about.sources.map(\.id))
        return Array(Set(answered + (about.question.map { [$0] } ?? []))).sorted { $0.description < $1.description }
    }

    @Sendable func wording(_ visit: Visit) async throws -> Reply {
        let (report, around, sources) = try await theirs(visit)
        guard report.isDraft else { return .see(.to(report.item)) }
        return .page(ReportFormPages.form(ReportDraft(report, from: sources), frame(report, around, report.item.version), for: visit))
    }

    private func frame(_ report: Report, _ around: ReportAround, _ version: Int) -> ReportFormPages.Frame {
        .init(action: "/reports/\(report.id)/wording", around: around, report: report, seen: version)
    }

    @Sendable func reword(_ visit: Visit) async throws -> Reply {
        let (report, around, _) = try await theirs(visit)
        let version = try visit.fields.version()
        let draft = typed(visit, around)
        let act = house.act(by: try visit.person())
        do {
            let (openness, about) = (try draft.checked(sources: around.chosen(draft.opening.from)), around.about(draft.opening.from))
            return try await house.answerOnce(visit) { tx in
                let quotes = try Self.quotes(draft, about, openness, tx, at: visit.now)
                try ReportStore(tx).reword(report, draft, for: openness, about: about, quoting: quotes, seen: version, by: act)
                return .to(report.item)
            }
        } catch let invalid as Invalid {
            return .refused(ReportFormPages.form(draft, frame(report, around, version), for: visit, invalid: invalid))
        } catch Refusal.conflict {
            let (theirs, around, _) = try await theirs(visit)
            return .raced(ReportFormPages.raced(draft, theirs: theirs, frame(theirs, around, version), typed: visit.fields.pairs))
        }
    }

    @Sendable func check(_ visit: Visit) async throws -> Reply {
        let view = try await owned(visit)
        guard view.report.missing.isEmpty else { throw Refusal.conflict }
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        return try await house.answerOnce(visit) { tx in
            try ReportStore(tx).check(view.report, seen: version, as: visit.reader, by: act)
            return .to(view.report.item)
        }
    }

    /// With what may stand in it at this very moment.
    @Sendable func publish(_ visit: Visit) async throws -> Reply {
        let view = try await owned(visit)
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        return try await house.answerOnce(visit) { tx in
            let now = try reading(visit, tx).view(view.report.id)
            guard now.blocked.isEmpty, now.mayGoOut else { throw Refusal.conflict }
            try ReportStore(tx).publish(now.report, beside: now.records, seen: version, as: visit.reader, by: act)
            return .to(now.report.item)
        }
    }

    /// The next edition begins with the words of this one. Of two who begin it at once, the second is led to what the first began.
    @Sendable func next(_ visit: Visit) async throws -> Reply {
        let (report, around, sources) = try await theirs(visit)
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        if let next = try await owned(visit).team?.next { return .see(.to(next.item)) }
        guard report.item.state == "published" else { throw Refusal.conflict }
        var draft = ReportDraft(report, from: sources)
        draft.words[.change] = nil
        let copy = draft
        let about = ReportStore.About(space: around.place.id, question: report.question, sources: around.chosen(draft.opening.from))
        return try await house.answerOnce(visit) { tx in
            try LineStore(tx).touch(report.id, seen: version)
            let quotes = try ReportQuote.found(
                in: copy, about: Self.questions(about, tx, at: visit.now), for: report.openness, refusing: false, tx, at: visit.now)
            let id = try ReportStore(tx).add(
                copy, for: report.openness, about: about, quoting: quotes, after: report, in: report.item.language, by: act)
            return "/reports/\(id)/wording"
        }
    }

    @Sendable func withdraw(_ visit: Visit) async throws -> Reply {
        let view = try await owned(visit)
        let because = visit.fields["because"]
        var invalid = Invalid()
        invalid.checkReason(because)
        guard invalid.isEmpty else { return .refused(ReportPages.show(view, .page, for: visit, standing(because, invalid))) }
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        return try await house.answerOnce(visit) { tx in
            try ReportStore(tx).withdraw(view.report, because: because, seen: version, as: visit.reader, by: act)
            return view.place.path("published")
        }
    }

    private func reading(_ visit: Visit, _ tx: any Connection) -> ReportReading {
        ReportReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now)
    }

    private func view(_ visit: Visit) async throws -> ReportView {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { try reading(visit, $0).view(id) }
    }

    /// For the team whose report it is.
    private func owned(_ visit: Visit) async throws -> ReportView {
        let view = try await view(visit)
        _ = try visit.person()
        try visit.reader.require(.learn, in: view.place.id)
        return view
    }

    /// In the language it was written in, with what it can be written from.
    private func theirs(_ visit: Visit) async throws -> (Report, ReportAround, [ID<Item>]) {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            let item = try LineStore(tx).find(id, kind: .report, for: visit.reader, at: visit.now)
            _ = try visit.person()
            try visit.reader.require(.learn, in: item.space)
            let report = try ReportStore(tx).find(id, for: visit.reader, in: item.language, at: visit.now)
            return (report, try reading(visit, tx).around(report), try ReportStore(tx).sources(of: id))
        }
    }

    private func aroundPlace(_ visit: Visit) async throws -> ReportAround {
        let slug = try visit.word("space")
        return try await house.db.read { try reading(visit, $0).around(slug: slug) }
    }

    private func aroundQuestion(_ visit: Visit) async throws -> ReportAround {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { try reading(visit, $0).around(question: id) }
    }
}
