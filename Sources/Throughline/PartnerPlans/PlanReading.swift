import Database
import Language

struct PlanView: Sendable {
    let plan: PartnerPlan
    let place: Place
    let tasks: [PlanTask]
    /// What came out of the tasks, by record.
    let records: [ID<Item>: Joined]
    let today: Day

    func tasks(_ bucket: PlanTask.Bucket) -> [PlanTask] { tasks.filter { $0.bucket == bucket } }
    var undated: [PlanTask] { tasks.filter(\.isUndated) }
    var late: [PlanTask] { tasks.filter { $0.isLate(on: today) } }
}

struct TaskView: Sendable {
    let task: PlanTask
    /// The plan, as far as the reader may see it.
    let plan: PartnerPlan
    let place: Place
    let records: [ID<Item>: Joined]
    /// What may have come out of it, the newest first.
    let choices: [Joined]
    let trail: (before: [Step], after: [Step])
    let today: Day
}

/// Reads what the pages of a plan show, each in one snapshot.
struct PlanReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    func view(_ id: ID<Item>) throws -> PlanView {
        let plan = try PlanStore(tx).find(id, for: reader, in: language, at: now)
        let place = try PlaceStore(tx).find(plan.item.space)
        let tasks = try PlanStore(tx).tasks(of: id, for: reader, in: language, at: now)
        return try PlanView(plan: plan, place: place, tasks: tasks, records: records(of: tasks), today: now.day(in: place.zone))
    }

    func task(_ id: ID<Item>) throws -> TaskView {
        let task = try PlanStore(tx).task(id, for: reader, in: language, at: now)
        let plan = try PlanStore(tx).plan(of: task, for: reader, in: language, at: now)
        let place = try PlaceStore(tx).find(task.item.space)
        let choices =
            plan.mayBeWorkedOn(by: reader)
            ? try ActivityReading(tx: tx, reader: reader, language: language, now: now).joined(
                """
                SELECT \(SQL.itemColumns) FROM items i
                WHERE i.kind IN ('insight', 'decision', 'outcome', 'telling', 'journey', 'activity') AND i.state NOT IN ('withdrawn', 'draft')
                    AND i.sensitivity < \(Sensitivity.high.rawValue) AND \(Visibility.inSpace(place.id, for: reader, at: now))
                ORDER BY i.id DESC LIMIT 30
                """) : []
        return try TaskView(
            task: task, plan: plan, place: place, records: records(of: [task]), choices: choices,
            trail: Trail(tx: tx, reader: reader, now: now).around(id, in: language), today: now.day(in: place.zone))
    }

    private func records(of tasks: [PlanTask]) throws -> [ID<Item>: Joined] {
        let seen = try LineStore(tx).seen(tasks.flatMap { $0.deliveries.compactMap(\.record) }, for: reader, at: now)
        let texts = try TextStore(tx).all(of: Array(seen.keys), for: language)
        return seen.mapValues { Joined(item: $0, text: texts[$0.id]?[$0.kind.headline]) }
    }
}
