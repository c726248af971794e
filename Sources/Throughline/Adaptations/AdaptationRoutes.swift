import Database
import HTML
import Language

/// Using a lesson somewhere else, and saying what came of it.
struct AdaptationRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/records/:id/using", form)
        roads.post("/records/:id/using", use)
        roads.get("/insights/:id/lineage", lineage)
        roads.get("/adaptations/:id", show)
        roads.get("/adaptations/:id/more", more)
        roads.post("/adaptations/:id/more", change)
        roads.post("/adaptations/:id/step", step)
        roads.post("/adaptations/:id/result", report)
        roads.post("/adaptations/:id/withdrawal", withdraw)
    }

    @Sendable func form(_ visit: Visit) async throws -> Reply { .page(UsedPages.form(try await around(visit), UsedDraft())) }

    @Sendable func use(_ visit: Visit) async throws -> Reply {
        let me = try visit.person()
        let around = try await around(visit)
        var draft = UsedDraft(visit.fields)
        guard let place = around.place(draft.place) else { throw Refusal.notAllowed }
        draft.opening.maySafeguard = visit.reader.may(.safeguard, in: place.id)
        let sources = Openness.covering([around.origin.item])
        // Opening something wider than what it came from is the team's act.
        if !visit.reader.may(.decide, in: place.id), let sources,
            Openness(rawValue: draft.opening.openness)?.isWider(than: sources) == true
        {
            draft.opening.openness = sources.rawValue
        }
        let (kept, checked): (UsedDraft, UsedDraft.Checked)
        do {
            kept = draft
            checked = try draft.checked(
                by: me, sources: sources, isElsewhere: place.id != around.origin.home, isSealed: place.isSealed)
        } catch {
            return .refused(UsedPages.form(around, draft, invalid: error))
        }
        let language = place.language(of: draft.took, readBy: visit.language) ?? visit.language
        let act = house.act(by: me)
        return try await house.answerOnce(visit) { tx in
            let id = try AdaptationStore(tx).add(checked, kept, from: around.origin, in: place, language: language, by: act)
            try AdaptationNews(house: house).tell(of: id, at: visit.base, by: act, on: tx)
            return "/adaptations/\(id)"
        }
    }

    @Sendable func lineage(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        return .page(
            try await house.db.read { tx in
                let insight = try InsightStore(tx).find(id, for: visit.reader, in: visit.language, at: visit.now)
                try PracticeStore(tx).require(.adaptations, in: insight.item.space)
                let lineage = try AdaptationStore(tx).lineage(of: id, for: visit.reader, in: visit.language, at: visit.now)
                return LineagePages.show(lineage, of: insight, in: try PlaceStore(tx).find(insight.item.space), for: visit)
            })
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply { .page(AdaptationPages.show(try await view(visit), for: visit)) }

    @Sendable func more(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        return .page(MorePage.form(view, MoreDraft(view.adaptation), seen: view.adaptation.item.version))
    }

    @Sendable func change(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let draft = MoreDraft(visit.fields)
        let version = try visit.fields.version()
        do {
            try draft.checked()
        } catch {
            return .refused(MorePage.form(view, draft, seen: version, invalid: error))
        }
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                let adaptation = try AdaptationStore(tx).find(view.adaptation.id, for: visit.reader, in: visit.language, at: visit.now)
                try AdaptationStore(tx).change(adaptation, draft, seen: version, by: act)
                return .to(adaptation.item)
            }
        } catch Refusal.conflict {
            return .raced(AdaptationPages.raced(try await theirs(visit), draft, typed: visit.fields.pairs))
        }
    }

    @Sendable func step(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let name = visit.fields["do"]
        guard ["decide", "begin", "keep", "drop"].contains(name) else { throw Refusal.notFound }
        let version = try visit.fields.version()
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try AdaptationStore(tx).move(view.adaptation, name, seen: version, as: visit.reader, by: act)
            return .to(view.adaptation.item)
        }
    }

    @Sendable func report(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        var retry = AdaptationPages.Retry(result: visit.fields["result"], happened: visit.fields["happened"])
        var invalid = Invalid()
        let result = Adaptation.Result(rawValue: retry.result)
        if result == nil { invalid.refuse("result", Phrase("Choose one.")) }
        if retry.happened.count > UsedDraft.longest {
            invalid.refuse("happened", Phrase("Keep this under \("n", UsedDraft.longest) characters."))
        }
        guard let result, invalid.isEmpty else {
            retry.invalid = invalid
            return .refused(AdaptationPages.show(view, for: visit, retry: retry))
        }
        let (happened, version, act) = (retry.happened, try visit.fields.version(), house.act(by: try visit.person()))
        do {
            return try await house.answerOnce(visit) { tx in
                try AdaptationStore(tx).report(view.adaptation, result, happened: happened, seen: version, as: visit.reader, by: act)
                try AdaptationNews(house: house).tell(of: view.adaptation.id, at: visit.base, by: act, on: tx)
                return .to(view.adaptation.item)
            }
        } catch Refusal.conflict {
            // The page as it stands now, with what was typed.
            return .raced(AdaptationPages.show(try await theirs(visit), for: visit, retry: retry))
        }
    }

    @Sendable func withdraw(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        var retry = AdaptationPages.Retry(because: visit.fields["because"])
        var invalid = Invalid()
        invalid.checkReason(retry.because)
        guard invalid.isEmpty else {
            retry.invalid = invalid
            return .refused(AdaptationPages.show(view, for: visit, retry: retry))
        }
        let (because, version, act) = (retry.because, try visit.fields.version(), house.act(by: try visit.person()))
        return try await house.answerOnce(visit) { tx in
            try AdaptationStore(tx).move(view.adaptation, "withdraw", because: because, seen: version, as: visit.reader, by: act)
            return view.place.path("insights")
        }
    }

    /// For the people of the place where it is used, and for whoever wrote it while they are one of them.
    private func theirs(_ visit: Visit) async throws -> AdaptationView {
        let view = try await view(visit)
        _ = try visit.person()
        try visit.reader.require(.promise, in: view.place.id)
        return view
    }

    private func view(_ visit: Visit) async throws -> AdaptationView {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in try reading(tx, visit).view(id) }
    }

    private func around(_ visit: Visit) async throws -> UsedAround {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in try reading(tx, visit).around(id) }
    }

    private func reading(_ tx: any Connection, _ visit: Visit) -> AdaptationReading {
        AdaptationReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now)
    }
}
