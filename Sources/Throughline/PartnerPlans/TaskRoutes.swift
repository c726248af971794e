import Database
import HTML
import Language

struct TaskRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/plan-tasks/:id", show)
        roads.get("/plan-tasks/:id/wording", wording)
        roads.post("/plan-tasks/:id/wording", change)
        roads.post("/plan-tasks/:id/begin", begin)
        roads.post("/plan-tasks/:id/delivery", deliver)
        roads.post("/plan-tasks/:id/acceptance", accept)
        roads.post("/plan-tasks/:id/withdrawal", withdraw)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply { .page(TaskPages.show(try await view(visit), for: visit)) }

    @Sendable func wording(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        return .page(
            PlanFormPages.changeTask(
                view, TaskDraft(view.task), isOneOfTwo: view.plan.isOne(of: visit.reader.person), seen: view.task.item.version))
    }

    @Sendable func change(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let (draft, version) = (TaskDraft(visit.fields), try visit.fields.version())
        let isOneOfTwo = view.plan.isOne(of: visit.reader.person)
        let checked: TaskDraft.Checked
        do {
            checked = try draft.checked(isOneOfTwo: isOneOfTwo)
        } catch {
            return .refused(PlanFormPages.changeTask(view, draft, isOneOfTwo: isOneOfTwo, seen: version, invalid: error))
        }
        let act = house.act(by: try visit.person())
        do {
            guard [.notStarted, .underWay].contains(view.task.state) else { throw Refusal.conflict }
            return try await house.answerOnce(visit) { tx in
                try PlanStore(tx).change(view.task, seen: version, checked, draft, by: act)
                return .to(view.task.item)
            }
        } catch Refusal.conflict {
            return .raced(PlanFormPages.taskRaced(try await theirs(visit), draft, typed: visit.fields.pairs))
        }
    }

    @Sendable func begin(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        return try await house.answerOnce(visit) { tx in
            try PlanStore(tx).begin(view.task, seen: version, as: visit.reader, own: true, by: act)
            return .to(view.task.item)
        }
    }

    @Sendable func deliver(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let draft = HandedInDraft(visit.fields)
        do {
            try draft.checked(isLate: view.task.isLate(on: view.today))
        } catch {
            return .refused(TaskPages.show(view, for: visit, draft, invalid: error))
        }
        let record = view.choices.first { $0.item.id.description == draft.record }?.item.id
        guard draft.record.isEmpty || record != nil else { throw Refusal.notFound }
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        do {
            return try await house.answerOnce(visit) { tx in
                try PlanStore(tx).deliver(view.task, draft, record: record, seen: version, as: visit.reader, own: true, by: act)
                return .to(view.task.item)
            }
        } catch Refusal.conflict {
            return .raced(TaskPages.raced(try await theirs(visit), draft, typed: visit.fields.pairs))
        }
    }

    @Sendable func accept(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit)
        _ = try visit.person()
        guard view.plan.mayBeAccepted(by: visit.reader) else { throw Refusal.notAllowed }
        guard let delivery = view.task.deliveries.first(where: { $0.id.description == visit.fields["delivery"] }) else {
            throw Refusal.notFound
        }
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        return try await house.answerOnce(visit) { tx in
            try PlanStore(tx).accept(view.task, delivery, seen: version, as: visit.reader, own: true, by: act)
            return .to(view.task.item)
        }
    }

    @Sendable func withdraw(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let because = visit.fields["because"]
        var invalid = Invalid()
        invalid.checkReason(because)
        guard invalid.isEmpty else { return .refused(TaskPages.show(view, for: visit, because: because, invalid: invalid)) }
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        return try await house.answerOnce(visit) { tx in
            try PlanStore(tx).withdraw(view.task, because: because, seen: version, as: visit.reader, own: true, by: act)
            return .to(view.plan.item)
        }
    }

    /// For the team of the place and the two the plan is between; `own` elsewhere in this file says that this was asked here.
    private func theirs(_ visit: Visit) async throws -> TaskView {
        let view = try await view(visit)
        _ = try visit.person()
        guard view.plan.mayBeWorkedOn(by: visit.reader) else { throw Refusal.notAllowed }
        return view
    }

    private func view(_ visit: Visit) async throws -> TaskView {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            try PlanReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).task(id)
        }
    }
}
