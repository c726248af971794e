import Database
import HTML
import Language

struct NeedRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/needs", list)
        roads.get("/spaces/:space/needs/new", new)
        roads.post("/spaces/:space/needs", add)
        roads.get("/spaces/:space/needs/paper", paper)
        roads.get("/spaces/:space/needs/typing", typing)
        roads.post("/spaces/:space/needs/typing", typeIn)
        roads.get("/spaces/:space/needs/changes", changes)
        roads.get("/needs/:id", show)
        roads.get("/needs/:id/wording", wording)
        roads.post("/needs/:id/wording", reword)
        roads.post("/needs/:id/parking", park)
        roads.post("/needs/:id/answering", answer)
        roads.post("/needs/:id/withdrawal", withdraw)
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let (place, _, needs) = try await sheet(visit)
        return .page(NeedPages.list(needs, in: place, for: visit))
    }

    @Sendable func new(_ visit: Visit) async throws -> Reply {
        .page(NeedPages.form(NeedDraft(), in: try await place(visit, who: .answer)))
    }

    @Sendable func add(_ visit: Visit) async throws -> Reply {
        let place = try await place(visit, who: .answer)
        let draft = NeedDraft(visit.fields)
        let checked: NeedDraft.Checked
        do {
            checked = try draft.checked()
        } catch {
            return .refused(NeedPages.form(draft, in: place, invalid: error))
        }
        let act = house.act(by: try visit.person())
        let language = place.language(of: draft.text, readBy: visit.language) ?? visit.language
        return try await house.answerOnce(visit) { tx in
            let id = try NeedStore(tx).add(checked, draft, in: place.id, language: language, by: act)
            return "/needs/\(id)"
        }
    }

    @Sendable func paper(_ visit: Visit) async throws -> Reply {
        let (place, agenda, needs) = try await sheet(visit)
        return .page(NeedSheetPages.paper(needs, in: place, agenda: agenda, isEmpty: visit[query: "empty"] == "yes"))
    }

    @Sendable func typing(_ visit: Visit) async throws -> Reply {
        let place = try await place(visit, who: .ask)
        let done = min(max(visit[query: "kept"].flatMap { Int($0) } ?? 0, 0), NeedSheetPages.rows)
        return .page(NeedSheetPages.typing(Array(repeating: NeedDraft(), count: NeedSheetPages.rows), in: place, done: done))
    }

    /// What was written on paper by several people; all rows are kept, or none and the page says why.
    @Sendable func typeIn(_ visit: Visit) async throws -> Reply {
        let place = try await place(visit, who: .ask)
        let drafts = (0..<NeedSheetPages.rows).map { NeedDraft(visit.fields, row: $0) }
        var invalid = Invalid()
        var rows: [(draft: NeedDraft, checked: NeedDraft.Checked)] = []
        for (row, draft) in drafts.enumerated() where !draft.isEmpty {
            do {
                rows.append((draft, try draft.checked(forAnother: true, row: "\(row)")))
            } catch {
                invalid.add(error)
            }
        }
        if rows.isEmpty && invalid.isEmpty { invalid.refuse("who0", Phrase("Write at least one row.")) }
        guard invalid.isEmpty else { return .refused(NeedSheetPages.typing(drafts, in: place, invalid: invalid)) }
        let (act, kept) = (house.act(by: try visit.person()), rows)
        return try await house.answerOnce(visit) { tx in
            for (draft, checked) in kept {
                let language = place.language(of: draft.text, readBy: visit.language) ?? visit.language
                try NeedStore(tx).add(checked, draft, in: place.id, language: language, by: act)
            }
            return place.needs("typing").with(query: "kept", "\(kept.count)")
        }
    }

    @Sendable func changes(_ visit: Visit) async throws -> Reply {
        let (place, _, needs) = try await sheet(visit)
        let until = visit[query: "until"].flatMap { Day($0) } ?? visit.now.day(in: .utc)
        let from = visit[query: "from"].flatMap { Day($0) } ?? until - 30
        let (before, after) = try await house.db.read { tx in
            (try NeedStore(tx).standing(needs, on: min(from, until)), try NeedStore(tx).standing(needs, on: max(from, until)))
        }
        let changed = needs.compactMap { need -> NeedSheetPages.Change? in
            guard let now = after[need.id], before[need.id] != now else { return nil }
            return .init(need: need, before: before[need.id], after: now)
        }
        return .page(NeedSheetPages.changes(changed, from: min(from, until), until: max(from, until), in: place))
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply { .page(NeedPages.show(try await view(visit), for: visit)) }

    @Sendable func wording(_ visit: Visit) async throws -> Reply {
        let view = try await changeable(visit)
        return .page(NeedPages.form(NeedDraft(view.need), in: view.place, changing: (view.need.id, view.need.item.version)))
    }

    @Sendable func reword(_ visit: Visit) async throws -> Reply {
        let view = try await changeable(visit)
        let (draft, version) = (NeedDraft(visit.fields), try visit.fields.version())
        let checked: NeedDraft.Checked
        do {
            checked = try draft.checked()
        } catch {
            return .refused(NeedPages.form(draft, in: view.place, changing: (view.need.id, version), invalid: error))
        }
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                try NeedStore(tx).reword(view.need, checked, draft, seen: version, by: act)
                return .to(view.need.item)
            }
        } catch Refusal.conflict {
            return .raced(NeedPages.raced(draft, theirs: try await changeable(visit).need, in: view.place, typed: visit.fields.pairs))
        }
    }

    /// Whoever raised it reads why.
    @Sendable func park(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let because = visit.fields["because"]
        var invalid = Invalid()
        invalid.checkReason(because, atMost: 600)
        guard invalid.isEmpty else { return .refused(NeedPages.show(view, for: visit, because: because, invalid: invalid)) }
        let version = try visit.fields.version()
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try NeedStore(tx).move(view.need, "park", seen: version, as: visit.reader, because: because, by: act)
            try AgendaMail(house: house).parked(view.need, because: because, in: view.place, visit, on: tx)
            return .to(view.need.item)
        }
    }

    @Sendable func answer(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        guard let answer = view.answers.first(where: { $0.item.id.description == visit.fields["answer"] }) else { throw Refusal.notFound }
        let version = try visit.fields.version()
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try NeedStore(tx).move(view.need, "answer", seen: version, as: visit.reader, by: act)
            try LineStore(tx).link(view.need.id, .ledTo, answer.item.id, by: act)
            try AgendaMail(house: house).answered(view.need, by: answer.text?.body ?? "…", in: view.place, visit, on: tx)
            return .to(view.need.item)
        }
    }

    /// Whoever raised it takes it back: it is gone from every page at once, and from every question that came from it.
    @Sendable func withdraw(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit)
        guard view.need.item.author == .person(try visit.person()) else { throw Refusal.notAllowed }
        guard try visit.fields.version() == view.need.item.version else { throw Refusal.conflict }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            _ = try Withdrawal.takeBack(view.need.item, tx, by: act)
            return view.place.path("needs")
        }
    }

    private func view(_ visit: Visit) async throws -> NeedView {
        try await house.db.read { tx in
            let need = try NeedStore(tx).find(visit.id(), for: visit.reader, in: visit.language, at: visit.now)
            let place = try PlaceStore(tx).find(need.item.space)
            return try NeedReading(tx: tx, visit: visit).view(need, in: place)
        }
    }

    private func theirs(_ visit: Visit) async throws -> NeedView {
        let view = try await view(visit)
        try visit.reader.require(.ask, in: view.place.id)
        return view
    }

    /// Its owner or the team may say it in other words, as long as nothing was made of it.
    private func changeable(_ visit: Visit) async throws -> NeedView {
        let view = try await view(visit)
        if view.need.item.author != .person(try visit.person()) { try visit.reader.require(.ask, in: view.place.id) }
        guard ["raised", "parked"].contains(view.need.item.state) else { throw Refusal.conflict }
        return view
    }

    private func place(_ visit: Visit, who right: Right) async throws -> Place {
        try await house.db.read { tx in
            let (place, _) = try AgendaReading(tx: tx, visit: visit).standing()
            try visit.reader.require(right, in: place.id)
            return place
        }
    }

    private func sheet(_ visit: Visit) async throws -> (Place, Agenda, [LearningNeed]) {
        try await house.db.read { tx in
            let (place, agenda) = try AgendaReading(tx: tx, visit: visit).standing()
            return (place, agenda, try NeedStore(tx).list(in: place.id, for: visit.reader, in: visit.language, at: visit.now))
        }
    }
}
