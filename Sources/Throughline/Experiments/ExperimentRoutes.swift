import Database
import HTML
import Language

struct ExperimentRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/questions/:id/experiments/new", new)
        roads.post("/questions/:id/experiments", begin)
        roads.get("/spaces/:space/experiments", list)
        roads.get("/experiments/:id", show)
        roads.post("/experiments/:id/result", end)
        roads.post("/experiments/:id/joining", join)
        roads.post("/experiments/:id/withdrawal", withdraw)
    }

    @Sendable func new(_ visit: Visit) async throws -> Reply {
        let around = try await around(visit)
        var draft = ExperimentDraft()
        // From the page of something learned: it is ticked already.
        draft.opening.from = visit[query: "from"].map { [$0] } ?? []
        return .page(ExperimentPages.new(around, draft, for: visit))
    }

    @Sendable func begin(_ visit: Visit) async throws -> Reply {
        let around = try await around(visit)
        var typed = ExperimentDraft(visit.fields)
        typed.opening.maySafeguard = visit.reader.may(.safeguard, in: around.place.id)
        let draft = typed
        let sources = around.chosen(draft.opening.from)
        let checked: ExperimentDraft.Checked
        do {
            checked = try draft.checked(
                on: visit.now.day(in: around.place.zone), sources: .covering([around.question.item] + sources))
        } catch {
            return .refused(ExperimentPages.new(around, draft, for: visit, invalid: error))
        }
        let language = around.place.language(of: draft.believe, readBy: visit.language) ?? visit.language
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            "/experiments/\(try ExperimentStore(tx).add(checked, draft, on: around.question, from: sources, in: language, by: act))"
        }
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        return .page(
            try await house.db.read { tx in
                let place = try PlaceStore(tx).find(slug: slug)
                let all = try ExperimentStore(tx).list(in: place.id, for: visit.reader, in: visit.language, at: visit.now)
                return ExperimentPages.list(all, in: place, for: visit)
            })
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply { .page(ExperimentPages.show(try await view(visit), for: visit)) }

    @Sendable func end(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let draft = EndedDraft(visit.fields)
        let verdict: Experiment.Verdict
        do {
            verdict = try draft.checked()
        } catch {
            guard view.experiment.isRunning else { return .see(.to(view.experiment.item)) }
            return .refused(ExperimentPages.show(view, for: visit, retry: .init(ended: draft, invalid: error)))
        }
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        do {
            return try await house.answerOnce(visit) { tx in
                let now = try ExperimentStore(tx).find(view.experiment.id, for: visit.reader, in: visit.language, at: visit.now)
                try ExperimentStore(tx).end(now, verdict, draft, seen: version, as: visit.reader, by: act)
                return .to(now.item)
            }
        } catch Refusal.conflict {
            return .raced(ExperimentPages.raced(try await theirs(visit), draft, on: visit.today, typed: visit.fields.pairs))
        }
    }

    @Sendable func join(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        guard let next = view.next.first(where: { $0.item.id.description == visit.fields["next"] })?.item else { throw Refusal.notFound }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try ExperimentStore(tx).join(view.experiment, to: next, by: act)
            return .to(view.experiment.item)
        }
    }

    @Sendable func withdraw(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let because = visit.fields["because"]
        var invalid = Invalid()
        invalid.checkReason(because)
        guard invalid.isEmpty else {
            return .refused(ExperimentPages.show(view, for: visit, retry: .init(because: because, invalid: invalid)))
        }
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        return try await house.answerOnce(visit) { tx in
            try ExperimentStore(tx).withdraw(view.experiment, because: because, seen: version, as: visit.reader, by: act)
            return view.place.path("experiments")
        }
    }

    private func theirs(_ visit: Visit) async throws -> ExperimentView {
        let view = try await view(visit)
        _ = try visit.person()
        try visit.reader.require(.learn, in: view.place.id)
        return view
    }

    private func view(_ visit: Visit) async throws -> ExperimentView {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in try reading(tx, visit).view(id) }
    }

    private func around(_ visit: Visit) async throws -> ExperimentAround {
        let id: ID<Item> = try visit.id()
        let around = try await house.db.read { tx in try reading(tx, visit).around(id) }
        _ = try visit.person()
        try visit.reader.require(.learn, in: around.place.id)
        return around
    }

    private func reading(_ tx: any Connection, _ visit: Visit) -> ExperimentReading {
        ExperimentReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now)
    }
}
