import Database
import HTML
import Language

struct OutcomeRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/questions/:id/outcomes/new", new)
        roads.post("/questions/:id/outcomes", add)
        roads.get("/spaces/:space/outcomes", list)
        roads.get("/outcomes/:id", show)
        roads.get("/outcomes/:id/wording", wording)
        roads.post("/outcomes/:id/wording", reword)
        roads.post("/outcomes/:id/sharing", share)
        roads.post("/outcomes/:id/joining", join)
        roads.post("/outcomes/:id/withdrawal", withdraw)
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        return .page(OutcomePages.list(try await house.db.read { tx in try reading(tx, visit).list(slug) }))
    }

    @Sendable func new(_ visit: Visit) async throws -> Reply {
        .page(OutcomeFormPages.new(try await around(visit), ChangeDraft(), for: visit))
    }

    @Sendable func add(_ visit: Visit) async throws -> Reply {
        let around = try await around(visit)
        guard let question = around.question else { throw Refusal.notFound }
        var typed = ChangeDraft(visit.fields)
        typed.opening.maySafeguard = visit.reader.may(.safeguard, in: around.place.id)
        let draft = typed
        let sources = around.chosen(draft.opening.from)
        let checked: ChangeDraft.Checked
        do {
            checked = try draft.checked(
                on: visit.now.day(in: around.place.zone), sources: .covering([question.item] + sources))
        } catch {
            return .refused(OutcomeFormPages.new(around, draft, for: visit, invalid: error))
        }
        let language = around.place.language(of: draft.what, readBy: visit.language) ?? visit.language
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            let id = try OutcomeStore(tx).add(checked, draft, on: question, from: sources, in: language, by: act)
            return "/outcomes/\(id)"
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        var view = try await view(visit)
        if house.post == nil, visit.reader.may(.learn, in: view.place.id) {
            view.copies = view.witnesses.filter { $0.view == nil && !$0.isOver(on: visit.today) }.map {
                ($0.name, visit.address("/witnessing/\($0.token(house.keys))"))
            }
        }
        return .page(OutcomePages.show(view, for: visit))
    }

    @Sendable func wording(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        return .page(OutcomeFormPages.wording(view, ChangeDraft(view.outcome), seen: view.outcome.item.version))
    }

    @Sendable func reword(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let draft = ChangeDraft(visit.fields)
        let version = try visit.fields.version()
        let checked: ChangeDraft.Checked
        do {
            checked = try draft.checked(on: visit.now.day(in: view.place.zone), sources: nil)
        } catch {
            return .refused(OutcomeFormPages.wording(view, draft, seen: version, invalid: error))
        }
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                let outcome = try OutcomeStore(tx).find(view.outcome.id, for: visit.reader, in: visit.language, at: visit.now)
                try OutcomeStore(tx).reword(outcome, checked, draft, seen: version, by: act)
                return .to(outcome.item)
            }
        } catch Refusal.conflict {
            return .raced(OutcomeFormPages.raced(try await theirs(visit), draft, typed: visit.fields.pairs))
        }
    }

    @Sendable func share(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let version = try visit.fields.version()
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try LineStore(tx).move(view.outcome.item, "share", seen: version, as: visit.reader, by: act)
            return .to(view.outcome.item)
        }
    }

    @Sendable func join(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        guard let source = view.around.chosen([visit.fields["source"]]).first,
            let how = Contribution.How(rawValue: visit.fields["how"]), let sure = Contribution.Sure(rawValue: visit.fields["sure"])
        else { throw Refusal.notFound }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try OutcomeStore(tx).join(source, to: view.outcome.id, how, sure, by: act)
            return .to(view.outcome.item)
        }
    }

    @Sendable func withdraw(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let because = visit.fields["because"]
        var invalid = Invalid()
        invalid.checkReason(because)
        guard invalid.isEmpty else { return .refused(OutcomePages.show(view, for: visit, invalid: invalid)) }
        let version = try visit.fields.version()
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try LineStore(tx).move(view.outcome.item, "withdraw", seen: version, as: visit.reader, because: because, by: act)
            return view.place.path("outcomes")
        }
    }

    /// The change, for those who may work on it.
    private func theirs(_ visit: Visit) async throws -> OutcomeView {
        let view = try await view(visit)
        _ = try visit.person()
        try visit.reader.require(.learn, in: view.place.id)
        return view
    }

    private func view(_ visit: Visit) async throws -> OutcomeView {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in try reading(tx, visit).view(id, languages: house.catalogues.languages) }
    }

    private func around(_ visit: Visit) async throws -> ChangeAround {
        let id: ID<Item> = try visit.id()
        let around = try await house.db.read { tx in try reading(tx, visit).around(id) }
        _ = try visit.person()
        try visit.reader.require(.learn, in: around.place.id)
        return around
    }

    private func reading(_ tx: any Connection, _ visit: Visit) -> OutcomeReading {
        OutcomeReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now)
    }
}
