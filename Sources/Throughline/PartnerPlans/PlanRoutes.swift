import Database
import HTML
import Language

struct PlanRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/partner-plans", list)
        roads.get("/spaces/:space/partner-plans/new", new)
        roads.post("/spaces/:space/partner-plans", begin)
        roads.get("/partner-plans/:id", show)
        roads.get("/partner-plans/:id/wording", wording)
        roads.post("/partner-plans/:id/wording", change)
        roads.get("/partner-plans/:id/tasks/new", newTask)
        roads.post("/partner-plans/:id/tasks", addTask)
        roads.get("/partner-plans/:id/report", report)
        roads.get("/partner-plans/:id/table", table)
        roads.get("/partner-plans/:id/data", data)
        roads.post("/partner-plans/:id/withdrawal", withdraw)
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        return .page(
            try await house.db.read { tx in
                let place = try PlaceStore(tx).find(slug: slug)
                let all = try PlanStore(tx).list(in: place.id, for: visit.reader, in: visit.language, at: visit.now)
                return PlanPages.list(all, in: place, for: visit)
            })
    }

    @Sendable func new(_ visit: Visit) async throws -> Reply { .page(PlanFormPages.new(PlanDraft(), in: try await place(visit))) }

    @Sendable func begin(_ visit: Visit) async throws -> Reply {
        let place = try await place(visit)
        let draft = PlanDraft(visit.fields)
        let two = try await two(draft, in: place)
        let checked: (starts: Day, payer: ID<Person>, doer: ID<Person>)
        do {
            checked = try draft.checked(payer: two.payer, doer: two.doer)
        } catch {
            return .refused(PlanFormPages.new(draft, in: place, invalid: error))
        }
        let language = place.language(of: draft.independence, readBy: visit.language) ?? visit.language
        let (tongue, act) = (visit.tongue ?? .english, house.act(by: try visit.person()))
        return try await house.answerOnce(visit) { tx in
            let id = try PlanStore(tx).add(
                checked, draft, openness: Openness(rawValue: draft.openness) ?? .circle, in: place, language: language, tongue: tongue,
                by: act)
            return "/partner-plans/\(id)"
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply { .page(PlanPages.show(try await view(visit), for: visit)) }

    @Sendable func wording(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        return .page(PlanFormPages.change(view, PlanDraft(view.plan), seen: view.plan.item.version))
    }

    @Sendable func change(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let (draft, version) = (PlanDraft(visit.fields), try visit.fields.version())
        let two = try await two(draft, in: view.place)
        let checked: (starts: Day, payer: ID<Person>, doer: ID<Person>)
        do throws(Invalid) {
            checked = try draft.checked(payer: two.payer, doer: two.doer)
            // Whoever could put themselves in their place would read what is for the two of them alone.
            guard view.plan.maySeat(payer: checked.payer, doer: checked.doer, visit.reader.person) else {
                throw Invalid("commissioner_name", Phrase("Only one of the two can name others in their place."))
            }
        } catch {
            return .refused(PlanFormPages.change(view, draft, seen: version, invalid: error))
        }
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                try PlanStore(tx).change(view.plan, seen: version, checked, draft, by: act)
                return .to(view.plan.item)
            }
        } catch Refusal.conflict {
            return .raced(PlanFormPages.raced(try await theirs(visit), draft, typed: visit.fields.pairs))
        }
    }

    @Sendable func newTask(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        return .page(PlanFormPages.newTask(view, TaskDraft(), isOneOfTwo: view.plan.isOne(of: visit.reader.person)))
    }

    @Sendable func addTask(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let draft = TaskDraft(visit.fields)
        let isOneOfTwo = view.plan.isOne(of: visit.reader.person)
        let checked: TaskDraft.Checked
        do {
            checked = try draft.checked(isOneOfTwo: isOneOfTwo)
        } catch {
            return .refused(PlanFormPages.newTask(view, draft, isOneOfTwo: isOneOfTwo, invalid: error))
        }
        let language = view.place.language(of: draft.task, readBy: visit.language) ?? visit.language
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            "/plan-tasks/\(try PlanStore(tx).add(checked, draft, to: view.plan, language: language, by: act))"
        }
    }

    @Sendable func report(_ visit: Visit) async throws -> Reply { .page(PlanReport.page(try await view(visit))) }

    @Sendable func table(_ visit: Visit) async throws -> Reply {
        let csv = PlanReport.csv(try await view(visit), in: visit.tongue ?? .english)
        return .file(bytes: Array(csv.utf8), type: "text/csv; charset=utf-8", name: "plan.csv", cached: false)
    }

    @Sendable func data(_ visit: Visit) async throws -> Reply {
        .file(bytes: try PlanReport.json(try await view(visit)), type: "application/json", name: "plan.json", cached: false)
    }

    /// Its tasks go with it.
    @Sendable func withdraw(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        try visit.reader.require(.decide, in: view.place.id)
        let because = visit.fields["because"]
        var invalid = Invalid()
        invalid.checkReason(because)
        guard invalid.isEmpty else { return .refused(PlanPages.show(view, for: visit, because: because, invalid: invalid)) }
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        return try await house.answerOnce(visit) { tx in
            try PlanStore(tx).withdraw(view.plan, because: because, seen: version, as: visit.reader, by: act)
            return view.place.path("partner-plans")
        }
    }

    private func theirs(_ visit: Visit) async throws -> PlanView {
        let view = try await view(visit)
        _ = try visit.person()
        guard view.plan.mayBeWorkedOn(by: visit.reader) else { throw Refusal.notAllowed }
        return view
    }

    private func view(_ visit: Visit) async throws -> PlanView {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            try PlanReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).view(id)
        }
    }

    private func two(_ draft: PlanDraft, in place: Place) async throws -> (payer: ID<Person>?, doer: ID<Person>?) {
        try await house.db.read { tx in
            let members = MembershipStore(tx)
            return (
                draft.commissionerName.isEmpty ? nil : try members.person(named: draft.commissionerName, in: place.id),
                draft.partnerName.isEmpty ? nil : try members.person(named: draft.partnerName, in: place.id)
            )
        }
    }

    private func place(_ visit: Visit) async throws -> Place {
        let slug = try visit.word("space")
        return try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            try PracticeStore(tx).require(.partnerPlans, in: place.id)
            _ = try visit.person()
            try visit.reader.require(.decide, in: place.id)
            return place
        }
    }
}
