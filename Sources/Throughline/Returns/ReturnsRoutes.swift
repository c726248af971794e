import Database
import HTML
import Language

/// The returns desk, who looks at a telling before it goes, and what comes back from those who were told.
struct ReturnsRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/returns", desk)
        roads.post("/tellings/:id/checking", check)
        roads.post("/tellings/:id/receipt", receive)
        roads.get("/questions/:id/trail", trail)
    }

    @Sendable func desk(_ visit: Visit) async throws -> Reply {
        _ = try visit.person()
        let slug = try visit.word("space")
        return .page(
            ReturnsPages.show(
                try await house.db.read { tx in
                    try ReturnsReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).desk(slug)
                }))
    }

    @Sendable func check(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let draft = CheckedByDraft(name: visit.fields["checked_by"])
        let name: String
        do {
            name = try draft.checked()
        } catch {
            return .refused(ReturnDetailPages.checking(view, draft, error))
        }
        let version = try visit.fields.version()
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try TellingStore(tx).check(view.telling, by: name, seen: version, by: act)
            return "/tellings/\(view.telling.id)/chat"
        }
    }

    @Sendable func receive(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let draft = ReceiptDraft(heard: visit.fields["heard"], reply: visit.fields["reply"])
        let heard: Acknowledged
        do {
            heard = try draft.checked()
        } catch {
            return .refused(ReturnDetailPages.receipt(view, draft, error))
        }
        let version = try visit.fields.version()
        let language = view.place.language(of: draft.reply, readBy: visit.language) ?? view.telling.item.language
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                try TellingStore(tx).receive(heard, reply: draft.reply, in: language, of: view.telling, seen: version, by: act)
                return .to(view.telling.item)
            }
        } catch Refusal.conflict {
            return .raced(ReturnDetailPages.raced(try await theirs(visit), draft, typed: visit.fields.pairs))
        }
    }

    @Sendable func trail(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let view = try await house.db.read { tx in
            let question = try QuestionStore(tx).find(id, for: visit.reader, in: visit.language, at: visit.now)
            let became = try BecameReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).view(id)
            let steps = try Trail(tx: tx, reader: visit.reader, now: visit.now).around(id, in: visit.language).after
            let people = try VoiceStore(tx).count(of: id).people
            return try TrailSheet(
                question: question, place: PlaceStore(tx).find(question.item.space), became: became,
                changed: steps.filter { $0.item.kind == .outcome && !$0.isBeyond },
                answered: visit.reader.headcount(people, in: question.item.space), fewest: visit.reader.fewest(in: question.item.space))
        }
        return .page(TrailSheetPages.show(view, in: visit.language))
    }

    /// A telling, for those who may tell it.
    private func theirs(_ visit: Visit) async throws -> ReturnDetail {
        let id: ID<Item> = try visit.id()
        _ = try visit.person()
        return try await house.db.read { tx in
            let telling = try TellingStore(tx).find(id, for: visit.reader, at: visit.now)
            try visit.reader.require(.tell, in: telling.item.space)
            return try ReturnDetail(
                telling: telling, place: PlaceStore(tx).find(telling.item.space),
                reply: TellingStore(tx).reply(to: telling, for: visit.language))
        }
    }
}
