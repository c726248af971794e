import Database
import Language

/// Owns the table `handovers`.
struct HandoverStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// One offer at a time: a new one takes the place of the one before.
    func offer(to person: ID<Person>, saying note: String, in space: ID<Space>, by act: Act) throws -> ID<Handover> {
        guard let from = act.by else { throw Refusal.signInFirst }
        let id: ID<Handover> = act.id()
        let sealed = try WordSealing(tx).lock(in: space)?.seal(words: note) ?? note
        try tx.run("DELETE FROM handovers WHERE space_id = \(space) AND from_id = \(from) AND state = 'offered'")
        try tx.run(
            """
            INSERT INTO handovers (id, space_id, from_id, to_id, note, offered_on, state, answered_on)
            VALUES (\(id), \(space), \(from), \(person), \(sealed), \(act.day), 'offered', NULL)
            """)
        try AuditStore(tx).record("handover.offer", item: nil, space: space, by: act, unnamed: false)
        return id
    }

    func find(_ id: ID<Handover>) throws -> Handover {
        guard let row = try tx.run("SELECT * FROM handovers WHERE id = \(id)").first else { throw Refusal.notFound }
        return try Handover(row)
    }

    /// What was offered by somebody or to them, and not answered.
    func open(of person: ID<Person>, in space: ID<Space>) throws -> [Handover] {
        try tx.run(
            """
            SELECT * FROM handovers WHERE space_id = \(space) AND state = 'offered' AND (from_id = \(person) OR to_id = \(person))
            ORDER BY offered_on, id LIMIT 20
            """
        ).map(Handover.init)
    }

    /// What was noted before the place was locked.
    func seal(_ space: ID<Space>, to lock: PlaceLock) throws {
        for row in try tx.run("SELECT id, note FROM handovers WHERE space_id = \(space) AND note <> ''") {
            let stored = try row.storedText("note")
            guard !SealedWords.isSealed(stored) else { continue }
            try tx.run("UPDATE handovers SET note = \(lock.seal(words: stored)) WHERE id = \(row.text("id"))")
        }
    }

    /// Yes or no, once; what had to be known is in other hands then, or in none.
    func answer(_ handover: Handover, _ state: Handover.State, by act: Act) throws {
        let changed = try tx.change(
            "UPDATE handovers SET state = \(state.rawValue), answered_on = \(act.day) WHERE id = \(handover.id) AND state = 'offered'")
        guard changed == 1 else { throw Refusal.conflict }
        try AuditStore(tx).record("handover.\(state.rawValue)", item: nil, space: handover.space, by: act, unnamed: false)
    }

    /// Everything but what only the safety lead reads changes hands in one go: promises, experiments, journeys, what was taken on, and telling back on the questions they asked.
    func take(_ handover: Handover, called name: String, by act: Act) throws {
        let (from, to, space) = (handover.from, handover.to, handover.space)
        // Whoever may not any more by the time they say yes is given nothing.
        guard try MembershipStore(tx).people(in: space, who: .decide).contains(to) else { throw Refusal.conflict }
        let open: [ID<Item>] = try tx.run(
            """
            SELECT c.id FROM commitments c JOIN items i ON i.id = c.id
            WHERE c.person_id = \(from) AND i.space_id = \(space) AND i.state IN ('made', 'accepted', 'under_way')
                AND i.sensitivity < \(Sensitivity.high.rawValue) ORDER BY c.id LIMIT 500
            """
        ).map { try $0.id("id") }
        for promise in open { try CommitmentStore(tx).handOver(promise, from: from, to: to, called: name, by: act) }
        for experiment in try ExperimentStore(tx).running(of: from, in: space) {
            guard let item = try LineStore(tx).unseen(experiment), item.sensitivity < .high else { continue }
            try ExperimentStore(tx).hand(experiment, from: from, to: to)
            try LineStore(tx).grant(experiment, to: to, by: act)
        }
        for journey in try JourneyStore(tx).carried(by: from, in: space) {
            guard let item = try LineStore(tx).unseen(journey), item.sensitivity < .high else { continue }
            try JourneyStore(tx).handAll(journey, from: from, to: to, by: act)
        }
        let duties = DutyStore(tx)
        let asked = Set(
            try tx.run("SELECT i.id FROM items i WHERE i.kind = 'question' AND i.space_id = \(space) AND i.author_id = \(from)").map {
                try $0.id("id") as ID<Item>
            })
        for duty in try duties.owed(in: space, limit: 2_000) {
            // What the colleague may not read is not theirs to look after.
            guard try LineStore(tx).unseen(duty.item).map({ $0.sensitivity < .high }) ?? false else { continue }
            if duty.owner == from || (duty.owner == nil && duty.kind == .tellBack && asked.contains(duty.item)) {
                try duties.hand(duty.id, from: duty.owner, to: to)
            }
        }
    }
}

extension Handover {
    fileprivate init(_ row: Row) throws {
        try self.init(
            id: row.id("id"), space: row.id("space_id"), from: row.id("from_id"), to: row.id("to_id"), note: row.text("note"),
            offeredOn: row.day("offered_on"), state: State(rawValue: row.text("state")) ?? .declined)
    }
}
