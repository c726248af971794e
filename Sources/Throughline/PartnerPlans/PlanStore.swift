import Database
import Language

/// Owns the tables `partner_plans`, `plan_tasks` and `plan_deliveries`.
struct PlanStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// A new plan with its three lists, in the words of whoever begins it.
    func add(
        _ checked: (starts: Day, payer: ID<Person>, doer: ID<Person>), _ draft: PlanDraft, openness: Openness, in place: Place,
        language: LanguageTag, tongue: Tongue, by act: Act
    ) throws -> ID<Item> {
        let marks = openness.marks
        let line = LineStore(tx)
        let id = try line.add(
            NewItem(
                kind: .partnerPlan, space: place.id, author: act.by.map { .person($0) } ?? .nobody, language: language,
                sensitivity: marks.sensitivity, tlp: marks.tlp, state: "running"), texts: draft.texts, by: act)
        try tx.run(
            """
            INSERT INTO partner_plans (id, starts, commissioner_id, partner_id)
            VALUES (\(id), \(checked.starts), \(checked.payer), \(checked.doer))
            """)
        for person in [checked.payer, checked.doer] { try line.grant(id, to: person, by: act) }
        for (n, first) in PlanBeginning.all.enumerated() {
            try addTask(
                .init(bucket: first.bucket, cadence: first.cadence, due: first.due(from: checked.starts), audience: first.audience),
                [("task", first.words.plain(in: tongue))], at: n, of: id, in: place.id, for: [checked.payer, checked.doer],
                language: tongue.tag, by: act)
        }
        return id
    }

    func add(_ checked: TaskDraft.Checked, _ draft: TaskDraft, to plan: PartnerPlan, language: LanguageTag, by act: Act) throws -> ID<Item>
    {
        let last = try tx.run("SELECT MAX(place) AS n FROM plan_tasks WHERE plan_id = \(plan.id)").first?.intOrNil("n") ?? 0
        return try addTask(
            checked, draft.texts, at: last + 1, of: plan.id, in: plan.item.space,
            for: [plan.commissioner, plan.partner].compactMap(\.self),
            language: language, by: act)
    }

    /// Nobody stands behind it as its author: who wrote what is for two alone could go on reading it.
    @discardableResult
    private func addTask(
        _ checked: TaskDraft.Checked, _ texts: [(field: String, body: String)], at place: Int, of plan: ID<Item>, in space: ID<Space>,
        for people: [ID<Person>], language: LanguageTag, by act: Act
    ) throws -> ID<Item> {
        let marks = checked.audience.marks
        let line = LineStore(tx)
        let id = try line.add(
            NewItem(
                kind: .planTask, space: space, author: .nobody, language: language, sensitivity: marks.sensitivity, tlp: marks.tlp,
                state: PlanTask.State.notStarted.rawValue), texts: texts, by: act)
        try tx.run(
            """
            INSERT INTO plan_tasks (id, plan_id, bucket, place, cadence, due)
            VALUES (\(id), \(plan), \(checked.bucket.rawValue), \(place), \(checked.cadence?.rawValue), \(checked.due))
            """)
        try line.link(id, .partOf, plan, by: act)
        for person in people { try line.grant(id, to: person, by: act) }
        return id
    }

    func change(
        _ plan: PartnerPlan, seen version: Int, _ checked: (starts: Day, payer: ID<Person>, doer: ID<Person>), _ draft: PlanDraft,
        by act: Act
    ) throws {
        let line = LineStore(tx)
        try line.touch(plan.id, seen: version)
        try tx.run(
            """
            UPDATE partner_plans SET starts = \(checked.starts), commissioner_id = \(checked.payer), partner_id = \(checked.doer)
            WHERE id = \(plan.id)
            """)
        for (field, body) in draft.texts where plan.words(field) != body {
            try TextStore(tx).write(body, of: plan.id, field: field, in: plan.item.language, on: act.day)
        }
        let tasks: [ID<Item>] = try tx.run("SELECT id FROM plan_tasks WHERE plan_id = \(plan.id) ORDER BY id").map { try $0.id("id") }
        let now = [checked.payer, checked.doer]
        for id in [plan.id] + tasks {
            for person in [plan.commissioner, plan.partner].compactMap(\.self) where !now.contains(person) {
                try line.ungrant(id, of: person)
            }
            for person in now { try line.grant(id, to: person, by: act) }
        }
        try audit("partner_plan.change", plan.item, by: act)
    }

    func change(_ task: PlanTask, seen version: Int, _ checked: TaskDraft.Checked, _ draft: TaskDraft, by act: Act) throws {
        let line = LineStore(tx)
        try line.touch(task.id, seen: version)
        try tx.run(
            """
            UPDATE plan_tasks SET bucket = \(checked.bucket.rawValue), cadence = \(checked.cadence?.rawValue), due = \(checked.due)
            WHERE id = \(task.id)
            """)
        for (field, body) in draft.texts where task.words(field) != body {
            try TextStore(tx).write(body, of: task.id, field: field, in: task.item.language, on: act.day)
        }
        let marks = checked.audience.marks
        if checked.audience != task.audience, let item = try line.unseen(task.id) {
            try line.mark(item, marks.sensitivity, marks.tlp, by: act)
        }
        try audit("plan_task.change", task.item, by: act)
    }

    func begin(_ task: PlanTask, seen version: Int, as reader: Reader, own: Bool, by act: Act) throws {
        try LineStore(tx).move(task.item, "begin", seen: version, as: reader, own: own, by: act)
    }

    /// Delivered for its day. What comes again has its next day at once.
    func deliver(_ task: PlanTask, _ draft: HandedInDraft, record: ID<Item>?, seen version: Int, as reader: Reader, own: Bool, by act: Act)
        throws
    {
        let line = LineStore(tx)
        let moved = try line.move(task.item, "deliver", seen: version, as: reader, own: own, by: act)
        let id: ID<PlanTask.Delivery> = act.id()
        try tx.run(
            """
            INSERT INTO plan_deliveries (id, task_id, due, delivered_on, accepted_on, record_id)
            VALUES (\(id), \(task.id), \(task.due), \(act.day), NULL, \(record))
            """)
        let texts = TextStore(tx)
        try texts.write(draft.what, of: task.id, field: "delivered \(id)", in: task.item.language, on: act.day)
        if !draft.why.isEmpty { try texts.write(draft.why, of: task.id, field: "late \(id)", in: task.item.language, on: act.day) }
        if let record { try line.link(task.id, .ledTo, record, by: act) }
        if let cadence = task.cadence {
            try tx.run("UPDATE plan_tasks SET due = \((task.due ?? act.day).plus(months: cadence.months)) WHERE id = \(task.id)")
            try line.move(moved, "again", as: reader, own: own, by: act)
        }
    }

    /// What was delivered is what was wanted. What is done once is settled with that.
    func accept(_ task: PlanTask, _ delivery: PlanTask.Delivery, seen version: Int, as reader: Reader, own: Bool, by act: Act) throws {
        let changed = try tx.change(
            "UPDATE plan_deliveries SET accepted_on = \(act.day) WHERE id = \(delivery.id) AND task_id = \(task.id) AND accepted_on IS NULL"
        )
        guard changed == 1 else { throw Refusal.conflict }
        if task.state == .delivered {
            try LineStore(tx).move(task.item, "accept", seen: version, as: reader, own: own, by: act)
        } else {
            try LineStore(tx).touch(task.id, seen: version)
            try audit("plan_task.accept", task.item, by: act)
        }
    }

    func withdraw(_ plan: PartnerPlan, because: String, seen version: Int, as reader: Reader, by act: Act) throws {
        let line = LineStore(tx)
        try line.move(plan.item, "withdraw", seen: version, as: reader, because: because, by: act)
        let ids: [ID<Item>] = try tx.run("SELECT id FROM plan_tasks WHERE plan_id = \(plan.id) ORDER BY id").map { try $0.id("id") }
        // Those for two alone too, which whoever takes the plan back need not see.
        for id in ids {
            if let task = try line.unseen(id), task.state != "withdrawn" { try line.move(task, "withdraw", as: reader, own: true, by: act) }
        }
    }

    func withdraw(_ task: PlanTask, because: String, seen version: Int, as reader: Reader, own: Bool, by act: Act) throws {
        try LineStore(tx).move(task.item, "withdraw", seen: version, as: reader, own: own, because: because, by: act)
    }

    func find(_ id: ID<Item>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> PartnerPlan {
        let rows = try tx.run("\(Self.plans) WHERE w.id = \(id) AND \(Visibility.anywhere(for: reader, at: now))")
        guard let plan = try read(rows, in: language).first else { throw Refusal.notFound }
        return plan
    }

    /// Somebody is not of the place any more: their seat stands empty, and they read nothing of the plan.
    func leave(_ person: ID<Person>, in space: ID<Space>) throws {
        let here: SQL = "SELECT id FROM items WHERE space_id = \(space) AND kind = 'partner_plan'"
        try tx.run("UPDATE partner_plans SET commissioner_id = NULL WHERE commissioner_id = \(person) AND id IN (\(here))")
        try tx.run("UPDATE partner_plans SET partner_id = NULL WHERE partner_id = \(person) AND id IN (\(here))")
        try LineStore(tx).ungrant(person, from: ["partner_plan", "plan_task"], in: space)
    }

    /// The plan of a task; without a word of it where the reader may see the task alone.
    func plan(of task: PlanTask, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> PartnerPlan {
        do {
            return try find(task.plan, for: reader, in: language, at: now)
        } catch Refusal.notFound {
            let rows = try tx.run("\(Self.plans) WHERE w.id = \(task.plan)")
            guard var plan = try read(rows, in: language).first else { throw Refusal.notFound }
            plan.texts = [:]
            return plan
        }
    }

    func list(in space: ID<Space>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> [PartnerPlan] {
        try read(
            tx.run(
                """
                \(Self.plans) WHERE i.kind = 'partner_plan' AND i.state <> 'withdrawn' AND \(Visibility.inSpace(space, for: reader, at: now))
                ORDER BY w.starts DESC, w.id DESC LIMIT 100
                """), in: language)
    }

    func task(_ id: ID<Item>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> PlanTask {
        let rows = try tx.run("\(Self.tasks) WHERE t.id = \(id) AND \(Visibility.anywhere(for: reader, at: now))")
        guard let task = try readTasks(rows, in: language).first else { throw Refusal.notFound }
        return task
    }

    /// Those of a plan this reader may see; within each list the nearest day first, and what has none first of all.
    func tasks(of plan: ID<Item>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> [PlanTask] {
        try readTasks(
            tx.run(
                """
                \(Self.tasks) WHERE t.plan_id = \(plan) AND i.state <> 'withdrawn' AND \(Visibility.anywhere(for: reader, at: now))
                ORDER BY CASE WHEN t.due IS NULL THEN 0 ELSE 1 END, t.due, t.place, t.id LIMIT 300
                """), in: language)
    }

    /// Somebody is gone for good: nobody holds their part any more.
    func forget(_ person: ID<Person>) throws {
        try tx.run("UPDATE partner_plans SET commissioner_id = NULL WHERE commissioner_id = \(person)")
        try tx.run("UPDATE partner_plans SET partner_id = NULL WHERE partner_id = \(person)")
    }

    private func audit(_ name: String, _ item: Item, by act: Act) throws {
        try AuditStore(tx).record(name, item: item.id, about: item.kind, space: item.space, by: act, unnamed: act.by == nil)
    }

    private func read(_ rows: [Row], in language: LanguageTag) throws -> [PartnerPlan] {
        let texts = try TextStore(tx).all(of: rows.map { try $0.id("id") }, for: language)
        return try rows.map { row in
            let item = try Item(row)
            return try PartnerPlan(
                item: item, texts: texts[item.id] ?? [:], starts: row.day("starts"), commissioner: row.idOrNil("commissioner_id"),
                partner: row.idOrNil("partner_id"), commissionerName: row.textOrNil("commissioner_name") ?? "",
                partnerName: row.textOrNil("partner_name") ?? "")
        }
    }

    private func readTasks(_ rows: [Row], in language: LanguageTag) throws -> [PlanTask] {
        let ids: [ID<Item>] = try rows.map { try $0.id("id") }
        guard !ids.isEmpty else { return [] }
        let texts = try TextStore(tx).all(of: ids, for: language)
        let made = try tx.run("SELECT * FROM plan_deliveries WHERE task_id IN \(list: ids) ORDER BY delivered_on, id")
        var deliveries: [ID<Item>: [PlanTask.Delivery]] = [:]
        for row in made {
            try deliveries[row.id("task_id"), default: []].append(
                PlanTask.Delivery(
                    id: row.id("id"), due: row.dayOrNil("due"), deliveredOn: row.day("delivered_on"),
                    acceptedOn: row.dayOrNil("accepted_on"),
                    record: row.idOrNil("record_id")))
        }
        return try rows.map { row in
            let item = try Item(row)
            return try PlanTask(
                item: item, texts: texts[item.id] ?? [:], plan: row.id("plan_id"),
                bucket: PlanTask.Bucket(rawValue: row.text("bucket")) ?? .once, place: row.int("place"),
                cadence: row.textOrNil("cadence").flatMap { PlanTask.Cadence(rawValue: $0) }, due: row.dayOrNil("due"),
                audience: PlanTask.Audience(item), deliveries: deliveries[item.id] ?? [])
        }
    }

    private static let plans: SQL = """
        SELECT \(SQL.itemColumns), w.starts, w.commissioner_id, w.partner_id, c.name AS commissioner_name, p.name AS partner_name
        FROM partner_plans w JOIN items i ON i.id = w.id LEFT JOIN people c ON c.id = w.commissioner_id
        LEFT JOIN people p ON p.id = w.partner_id
        """

    private static let tasks: SQL = """
        SELECT \(SQL.itemColumns), t.plan_id, t.bucket, t.place, t.cadence, t.due FROM plan_tasks t JOIN items i ON i.id = t.id
        """
}
