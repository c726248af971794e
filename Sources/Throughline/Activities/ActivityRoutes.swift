import Database
import HTML
import Language

struct ActivityRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/journeys/:id/sessions/new", new)
        roads.post("/journeys/:id/sessions", plan)
        roads.get("/questions/:id/activities/new", new)
        roads.post("/questions/:id/activities", plan)
        roads.get("/activities/:id", show)
        roads.get("/activities/:id/wording", wording)
        roads.post("/activities/:id/wording", change)
        roads.post("/activities/:id/begin", begin)
        roads.post("/activities/:id/report", report)
        roads.post("/activities/:id/joining", join)
        roads.post("/activities/:id/parting", part)
        roads.post("/activities/:id/withdrawal", withdraw)
    }

    @Sendable func new(_ visit: Visit) async throws -> Reply {
        var draft = ActivityDraft()
        draft.lead = visit.reader.name
        return .page(ActivityFormPages.new(try await beside(visit), draft))
    }

    @Sendable func plan(_ visit: Visit) async throws -> Reply {
        let beside = try await beside(visit)
        let draft = ActivityDraft(visit.fields)
        let checked: ActivityDraft.Checked
        do {
            checked = try draft.checked(on: visit.now.day(in: beside.place.zone), inJourney: beside.isJourney)
        } catch {
            return .refused(ActivityFormPages.new(beside, draft, invalid: error))
        }
        let language = beside.place.language(of: draft.purpose, readBy: visit.language) ?? visit.language
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            let lead = try MembershipStore(tx).person(named: draft.lead, in: beside.place.id)
            let id = try ActivityStore(tx).add(checked, draft, of: lead, beside: beside.item, in: language, by: act)
            return "/activities/\(id)"
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply { .page(ActivityPages.show(try await view(visit), for: visit)) }

    @Sendable func wording(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        return .page(ActivityFormPages.change(view, ActivityDraft(view.activity), seen: view.activity.item.version))
    }

    @Sendable func change(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let (draft, version) = (ActivityDraft(visit.fields), try visit.fields.version())
        let checked: ActivityDraft.Checked
        do {
            checked = try draft.checked(on: view.today, inJourney: view.activity.kind == .session)
        } catch {
            return .refused(ActivityFormPages.change(view, draft, seen: version, invalid: error))
        }
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                let lead = try MembershipStore(tx).person(named: draft.lead, in: view.place.id)
                try ActivityStore(tx).change(view.activity, seen: version, checked, draft, of: lead, by: act)
                return .to(view.activity.item)
            }
        } catch Refusal.conflict {
            return .raced(ActivityFormPages.raced(try await theirs(visit), draft, typed: visit.fields.pairs))
        }
    }

    @Sendable func begin(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        return try await house.answerOnce(visit) { tx in
            try ActivityStore(tx).begin(view.activity, seen: version, as: visit.reader, by: act)
            return .to(view.activity.item)
        }
    }

    @Sendable func report(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let report = ActivityReport(visit.fields)
        let checked: (step: String, came: Int?)
        do {
            checked = try report.checked()
        } catch {
            return .refused(ActivityPages.show(view, for: visit, retry: .init(report: report, invalid: error, isReport: true)))
        }
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        do {
            return try await house.answerOnce(visit) { tx in
                let now = try ActivityStore(tx).find(view.activity.id, for: visit.reader, in: visit.language, at: visit.now)
                try ActivityStore(tx).report(now, checked, report, seen: version, as: visit.reader, by: act)
                return .to(now.item)
            }
        } catch Refusal.conflict {
            return .raced(ActivityPages.raced(try await theirs(visit), report, typed: visit.fields.pairs))
        }
    }

    @Sendable func join(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        guard let other = view.choices.first(where: { $0.item.id.description == visit.fields["record"] })?.item,
            ["in", "out"].contains(visit.fields["side"])
        else { throw Refusal.notFound }
        let (cameOut, act) = (visit.fields["side"] == "out", house.act(by: try visit.person()))
        return try await house.answerOnce(visit) { tx in
            try ActivityStore(tx).join(view.activity, to: other, cameOut: cameOut, by: act)
            return .to(view.activity.item)
        }
    }

    @Sendable func part(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let joined = view.around.into + view.around.out
        guard let other = joined.first(where: { $0.item.id.description == visit.fields["record"] })?.item else { throw Refusal.notFound }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try ActivityStore(tx).part(view.activity, from: other.id, by: act)
            return .to(view.activity.item)
        }
    }

    @Sendable func withdraw(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let because = visit.fields["because"]
        var invalid = Invalid()
        invalid.checkReason(because)
        guard invalid.isEmpty else {
            return .refused(ActivityPages.show(view, for: visit, retry: .init(because: because, invalid: invalid)))
        }
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        return try await house.answerOnce(visit) { tx in
            try ActivityStore(tx).withdraw(view.activity, because: because, seen: version, as: visit.reader, by: act)
            return view.home.first.map { .to($0.item) } ?? view.place.more
        }
    }

    private func theirs(_ visit: Visit) async throws -> ActivityView {
        let view = try await view(visit)
        _ = try visit.person()
        try visit.reader.require(.learn, in: view.place.id)
        return view
    }

    private func view(_ visit: Visit) async throws -> ActivityView {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            try ActivityReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).view(id)
        }
    }

    /// A question on the agenda of a place that keeps one, or a journey; nothing else has activities.
    private func beside(_ visit: Visit) async throws -> ActivityFormPages.Beside {
        let id: ID<Item> = try visit.id()
        let beside = try await house.db.read { tx in
            let item = try LineStore(tx).find(id, for: visit.reader, at: visit.now)
            let isThere =
                switch item.kind {
                case .question: try AgendaQuestionStore(tx).isThere(id)
                case .journey: Journey.State(rawValue: item.state)?.isOpen == true
                default: false
                }
            guard isThere else { throw Refusal.notFound }
            return try ActivityFormPages.Beside(
                item: item, text: TextStore(tx).all(of: id, for: visit.language)[item.kind.headline], place: PlaceStore(tx).find(item.space)
            )
        }
        _ = try visit.person()
        try visit.reader.require(.learn, in: beside.place.id)
        return beside
    }
}
