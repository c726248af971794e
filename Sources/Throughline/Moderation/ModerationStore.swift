import Database
import Language

/// Owns the tables `moderation_acts` and `moderation_log`.
struct ModerationStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Writes down what is done to an item, in the place of what stood before of the same sort.
    @discardableResult
    func add(_ new: ModerationDraft.Checked, on item: Item, by act: Act) throws -> ModerationAct {
        guard let by = act.by else { throw Refusal.signInFirst }
        let earlier = try standing(on: item.id).filter { $0.deed.takesOutOfSight == new.deed.takesOutOfSight }
        for before in earlier { try tx.run("UPDATE moderation_acts SET state = 'replaced' WHERE id = \(before.id)") }
        // That there was anything only the safety lead may read is in no list of others.
        let isLogged = item.sensitivity < .high
        let (id, log): (ID<ModerationAct>, ID<ModerationLog>) = (
            act.id(), isLogged ? try note(new.deed, new.reason, in: item.space, by: act) : act.id()
        )
        let due = new.deed == .hold ? act.day + ModerationAct.holdDays : nil
        try tx.run(
            """
            INSERT INTO moderation_acts (id, item_id, space_id, log_id, act, reason, words, label, source, by_id, second_id, day, due_on,
                was_state, state, appeal, appealed_on, decided_by, decided_on, answer)
            VALUES (\(id), \(item.id), \(item.space), \(log), \(new.deed.rawValue), \(new.reason.rawValue), \(new.words), \(new.label?.rawValue),
                \(new.source), \(by), NULL, \(act.day), \(due), \(earlier.first?.before ?? item.state),
                \((new.deed == .remove ? ModerationAct.State.proposed : .stands).rawValue), NULL, NULL, NULL, NULL, NULL)
            """)
        return try find(id)
    }

    /// An answer its team does not let through: whoever wrote it may ask somebody else to look again.
    func turnAway(_ item: Item, because words: String, by act: Act) throws -> ModerationAct {
        try add(.init(deed: .reject, reason: .other, words: words, label: nil, source: nil), on: item, by: act)
    }

    /// One line of the public log.
    func note(_ deed: ModerationAct.Deed, _ reason: FlagReason, in space: ID<Space>, by act: Act) throws -> ID<ModerationLog> {
        let id: ID<ModerationLog> = act.id()
        try tx.run(
            """
            INSERT INTO moderation_log (id, space_id, act, reason, day, is_appealed, outcome)
            VALUES (\(id), \(space), \(deed.rawValue), \(reason.rawValue), \(act.day), 0, \(deed == .remove ? "waits" : nil))
            """)
        return id
    }

    func find(_ id: ID<ModerationAct>) throws -> ModerationAct {
        guard let row = try tx.run("SELECT * FROM moderation_acts WHERE id = \(id)").first else { throw Refusal.notFound }
        return try ModerationAct(row)
    }

    /// What holds for an item now: a note at most, and one act at most that keeps it out of sight.
    func standing(on item: ID<Item>) throws -> [ModerationAct] {
        try tx.run("SELECT * FROM moderation_acts WHERE item_id = \(item) AND state IN ('proposed', 'stands') ORDER BY id").map(
            ModerationAct.init)
    }

    /// Everything that was ever done to an item and was not replaced, the newest day first.
    func all(on item: ID<Item>) throws -> [ModerationAct] {
        try tx.run("SELECT * FROM moderation_acts WHERE item_id = \(item) AND state <> 'replaced' ORDER BY id DESC LIMIT 50").map(
            ModerationAct.init)
    }

    /// What was done to what somebody wrote under their account.
    func all(toldTo author: ID<Person>) throws -> [ModerationAct] {
        try tx.run(
            """
            SELECT a.* FROM moderation_acts a JOIN items i ON i.id = a.item_id WHERE i.author_id = \(author) AND a.state <> 'replaced'
            ORDER BY a.id DESC LIMIT 100
            """
        ).map(ModerationAct.init)
    }

    /// Removals and objections that wait for a second person, and holds that wait to be decided.
    func waiting(in space: ID<Space>) throws -> [ModerationAct] {
        try tx.run(
            """
            SELECT * FROM moderation_acts WHERE space_id = \(space) AND (state = 'proposed'
                OR (state = 'stands' AND ((appeal IS NOT NULL AND decided_on IS NULL) OR act = 'hold'))) ORDER BY day, id LIMIT 200
            """
        ).map(ModerationAct.init)
    }

    /// A second person agrees to a removal. Its author has their days from now on.
    func agree(_ deed: ModerationAct, by act: Act) throws {
        try once(
            "UPDATE moderation_acts SET state = 'stands', second_id = \(act.by), day = \(act.day) WHERE id = \(deed.id) AND state = 'proposed'"
        )
        try tx.run("UPDATE moderation_log SET outcome = NULL WHERE id = \(deed.log)")
    }

    /// It holds no more. Who lifted it and why is told to the author.
    func lift(_ deed: ModerationAct, saying words: String?, by act: Act) throws {
        try once(
            """
            UPDATE moderation_acts SET state = 'lifted', decided_by = \(act.by), decided_on = \(act.day), answer = \(words)
            WHERE id = \(deed.id) AND state IN ('proposed', 'stands')
            """)
        try tx.run("UPDATE moderation_log SET outcome = 'lifted' WHERE id = \(deed.log)")
    }

    /// Whoever wrote it asks for a second look; once.
    func appeal(_ deed: ModerationAct, _ text: String, by act: Act) throws {
        guard deed.mayBeAppealed(on: act.day) else { throw Refusal.conflict }
        try once(
            "UPDATE moderation_acts SET appeal = \(text), appealed_on = \(act.day) WHERE id = \(deed.id) AND appeal IS NULL AND state = 'stands'"
        )
        try tx.run("UPDATE moderation_log SET is_appealed = 1 WHERE id = \(deed.log)")
    }

    /// It was looked at again, and stays.
    func uphold(_ deed: ModerationAct, saying words: String?, by act: Act) throws {
        try once(
            """
            UPDATE moderation_acts SET decided_by = \(act.by), decided_on = \(act.day), answer = \(words)
            WHERE id = \(deed.id) AND state = 'stands' AND decided_on IS NULL
            """)
        try tx.run("UPDATE moderation_log SET outcome = 'upheld' WHERE id = \(deed.log)")
    }

    /// Holds nobody decided about in time, and removals nobody objects to any more.
    func over(on today: Day) throws -> [ModerationAct] {
        try tx.run(
            """
            SELECT * FROM moderation_acts WHERE state = 'stands' AND (appeal IS NULL OR decided_on IS NOT NULL)
                AND ((act = 'hold' AND due_on < \(today)) OR (act = 'remove' AND day < \(today - ModerationAct.appealDays))) ORDER BY id LIMIT 500
            """
        ).map(ModerationAct.init)
    }

    /// What was done in a place since a day, the newest first.
    func log(in space: ID<Space>, since day: Day) throws -> [ModerationLine] {
        try tx.run("SELECT * FROM moderation_log WHERE space_id = \(space) AND day >= \(day) ORDER BY day DESC, id LIMIT 500").map { row in
            try ModerationLine(
                deed: ModerationAct.Deed(rawValue: row.text("act")) ?? .leave, reason: FlagReason(rawValue: row.text("reason")) ?? .other,
                day: row.day("day"), isAppealed: row.bool("is_appealed"), outcome: row.textOrNil("outcome"))
        }
    }

    /// Its words went: what was said for and against it goes with them, and nobody decides about it any more. Whoever's words two removed
    /// keeps reading that they did.
    func forget(_ item: Item) throws {
        try tx.run("UPDATE moderation_acts SET words = '', appeal = NULL, answer = NULL WHERE item_id = \(item.id)")
        guard item.state != "removed" else { return }
        try tx.run("UPDATE moderation_acts SET state = 'replaced' WHERE item_id = \(item.id)")
    }

    /// Two at once: the second finds it decided.
    private func once(_ change: SQL) throws { guard try tx.change(change) == 1 else { throw Refusal.conflict } }
}

extension ModerationAct {
    init(_ row: Row) throws {
        try self.init(
            id: row.id("id"), item: row.id("item_id"), space: row.id("space_id"), log: row.id("log_id"),
            deed: Deed(rawValue: row.text("act")) ?? .note, reason: FlagReason(rawValue: row.text("reason")) ?? .other,
            words: row.text("words"),
            label: row.textOrNil("label").flatMap(NoteKind.init), source: row.textOrNil("source"), by: row.id("by_id"),
            second: row.idOrNil("second_id"), day: row.day("day"), due: row.dayOrNil("due_on"), before: row.text("was_state"),
            state: State(rawValue: row.text("state")) ?? .lifted, appeal: row.textOrNil("appeal"), appealedOn: row.dayOrNil("appealed_on"),
            decidedBy: row.idOrNil("decided_by"), decidedOn: row.dayOrNil("decided_on"), answer: row.textOrNil("answer"))
    }
}
