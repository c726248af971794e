import Database
import Language

/// Owns the table `follow_ups`.
struct FollowUpStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// So many days ahead the next one is written down, so that a team sees what comes.
    static let ahead = 35

    /// Writes down who is to be asked soon. Nothing from before the place began with it is caught up on. Once a promise is settled, its
    /// months count from that day.
    func schedule(in space: ID<Space>, since: Day, on today: Day, by act: Act) throws {
        let rows = try tx.run(
            """
            SELECT c.id, c.person_id, coalesce(c.settled_on, i.day) AS start, CASE WHEN EXISTS (
                SELECT 1 FROM links l LEFT JOIN captures p ON p.voice_id = l.from_id
                WHERE (l.to_id = c.id AND l.relation = 'led_to' AND p.form = 'review') OR (l.from_id = c.id AND l.relation = 'heard_at')
                ) THEN 1 ELSE 0 END AS met
            FROM commitments c JOIN items i ON i.id = c.id
            WHERE i.space_id = \(space) AND i.kind = 'commitment' AND i.state IN \(list: Self.followed)
                AND coalesce(c.settled_on, i.day) > \(today - 400) ORDER BY c.id
            """)
        for row in rows {
            let start = try row.day("start")
            for (months, days) in FollowUp.rhythm {
                let due = start + days
                guard due >= since, due >= today - FollowUp.rest, due <= today + Self.ahead else { continue }
                let id: ID<FollowUp> = act.id()
                try tx.run(
                    """
                    INSERT INTO follow_ups (id, item_id, space_id, person_id, months, due, met, state, reminders)
                    VALUES (\(id), \(row.text("id")), \(space), \(row.textOrNil("person_id")), \(months), \(due), \(row.int("met")),
                        \(FollowUp.State.scheduled.rawValue), 0)
                    ON CONFLICT (item_id, months) DO UPDATE SET due = excluded.due, person_id = excluded.person_id
                        WHERE follow_ups.state = 'scheduled'
                    """)
            }
        }
    }

    /// States of a promise whose maker is asked.
    static let followed = ["made", "accepted", "under_way", "fulfilled", "partly", "not_fulfilled"]

    /// Those whose day has come.
    func due(in space: ID<Space>, on today: Day) throws -> [FollowUp] {
        try read("f.space_id = \(space) AND f.state = 'scheduled' AND f.due <= \(today) ORDER BY f.due, f.id LIMIT 500")
    }

    /// Asked a week ago or more, and silent since.
    func silent(in space: ID<Space>, on today: Day) throws -> [FollowUp] {
        try read(
            """
            f.space_id = \(space) AND f.state = 'sent' AND coalesce(f.reminded_on, f.sent_on) <= \(today - FollowUp.rest)
                ORDER BY f.sent_on, f.id LIMIT 500
            """)
    }

    func find(_ id: ID<FollowUp>) throws -> FollowUp? { try read("f.id = \(id)").first }

    /// Every one of a promise, the earliest first.
    func all(of item: ID<Item>) throws -> [FollowUp] { try read("f.item_id = \(item) ORDER BY f.due, f.id LIMIT 20") }

    /// Those of a place whose promise this reader may see, the nearest day first among those to come, then the newest.
    func list(in space: ID<Space>, for reader: Reader, at now: Moment) throws -> [FollowUp] {
        try read(
            """
            f.item_id IN (SELECT i.id FROM items i WHERE i.kind = 'commitment' AND \(Visibility.inSpace(space, for: reader, at: now)))
                ORDER BY f.due DESC, f.id DESC LIMIT 200
            """)
    }

    /// How often a name without an account was asked here in the last 90 days.
    func count(named who: String, in space: ID<Space>, on today: Day) throws -> Int {
        try tx.run(
            """
            SELECT COUNT(*) AS n FROM follow_ups f JOIN commitments c ON c.id = f.item_id
            WHERE f.space_id = \(space) AND f.person_id IS NULL AND c.who = \(who) AND f.sent_on > \(today - PersonAsk.window)
            """
        ).first?.int("n") ?? 0
    }

    func sent(_ followUp: FollowUp, by act: Act) throws {
        let changed = try tx.change(
            "UPDATE follow_ups SET state = 'sent', sent_on = \(act.day) WHERE id = \(followUp.id) AND state = 'scheduled'")
        guard changed == 1 else { throw Refusal.conflict }
        if let person = followUp.person {
            try PersonAskStore(tx).add(.followUp, to: person, from: followUp.space, minutes: FollowUp.minutes, by: act)
        }
        try AuditStore(tx).record("follow_up.ask", item: followUp.item, space: followUp.space, by: act, unnamed: true)
    }

    func reminded(_ followUp: FollowUp, on day: Day) throws {
        try tx.run(
            "UPDATE follow_ups SET reminders = reminders + 1, reminded_on = \(day) WHERE id = \(followUp.id) AND state = 'sent'")
    }

    /// Nobody is asked a third time.
    func giveUp(_ followUp: FollowUp) throws {
        try tx.run("UPDATE follow_ups SET state = 'no_answer' WHERE id = \(followUp.id) AND state = 'sent'")
    }

    func skip(_ followUp: FollowUp, _ because: FollowUp.Skip) throws {
        try tx.run(
            """
            UPDATE follow_ups SET state = 'skipped', because = \(because.rawValue)
            WHERE id = \(followUp.id) AND state IN ('scheduled', 'sent')
            """)
    }

    /// Keeps the answer, once, with the words beside the promise.
    func answer(
        _ followUp: FollowUp, about promise: Commitment, _ checked: FollowUpDraft.Checked, _ draft: FollowUpDraft,
        in language: LanguageTag, by act: Act
    ) throws {
        let reasons = LapseReason.allCases.filter { checked.hindered.contains($0) }.map(\.rawValue).joined(separator: " ")
        let changed = try tx.change(
            """
            UPDATE follow_ups SET state = 'answered', answered_on = \(act.day), engaged = \(checked.engaged.rawValue),
                came = \(checked.came?.rawValue), hindered = \(reasons)
            WHERE id = \(followUp.id) AND state IN ('sent', 'no_answer')
            """)
        guard changed == 1 else { throw Refusal.conflict }
        let words: [(FollowUp.Question, String)] = [(.whom, draft.whom), (.came, draft.what), (.help, draft.help)]
        for (question, body) in words where followUp.questions.contains(question) && !body.isEmpty {
            try TextStore(tx).write(body, of: followUp.item, field: followUp.field(question), in: language, on: act.day)
        }
        try CommitmentStore(tx).stays(promise, checked.engaged, by: act)
        try AuditStore(tx).record("follow_up.answer", item: followUp.item, space: followUp.space, by: act, unnamed: true)
    }

    /// Somebody else keeps the promise: what was sent ends with whoever had it, and the new keeper is asked from now on.
    func handOver(_ promise: ID<Item>, to keeper: ID<Person>) throws {
        try tx.run("UPDATE follow_ups SET state = 'skipped', because = 'ended' WHERE item_id = \(promise) AND state = 'sent'")
        try tx.run("UPDATE follow_ups SET person_id = \(keeper) WHERE item_id = \(promise) AND state = 'scheduled'")
    }

    /// No more of these: nothing that waits is asked any more.
    func refuse(_ followUp: FollowUp, on day: Day) throws {
        let mine: SQL
        if let person = followUp.person {
            try PersonAskStore(tx).leaveInPeace(person, on: day)
            mine = "person_id = \(person)"
        } else {
            mine = "item_id = \(followUp.item)"
        }
        try tx.run("UPDATE follow_ups SET state = 'skipped', because = 'refused' WHERE state IN ('scheduled', 'sent') AND " + mine)
    }

    /// Whether whoever would be asked said: no more of these.
    func isRefused(_ followUp: FollowUp) throws -> Bool {
        if let person = followUp.person { return try PersonAskStore(tx).isLeftInPeace(person) }
        return try !tx.run("SELECT id FROM follow_ups WHERE item_id = \(followUp.item) AND because = 'refused' LIMIT 1").isEmpty
    }

    /// They changed their mind: what comes next is asked again, and this one can be answered.
    func takeUp(_ followUp: FollowUp) throws {
        if let person = followUp.person { try PersonAskStore(tx).mayAskAgain(person) }
        let mine: SQL = followUp.person.map { "person_id = \($0)" } ?? "item_id = \(followUp.item)"
        try tx.run("UPDATE follow_ups SET state = 'sent', because = NULL WHERE because = 'refused' AND sent_on IS NOT NULL AND " + mine)
        try tx.run("DELETE FROM follow_ups WHERE because = 'refused' AND sent_on IS NULL AND " + mine)
    }

    /// The place does not use it any more: what was not asked yet is not asked.
    func stop(in space: ID<Space>) throws {
        try tx.run("DELETE FROM follow_ups WHERE space_id = \(space) AND state = 'scheduled'")
    }

    /// Somebody is gone for good.
    func forget(_ person: ID<Person>) throws {
        try tx.run(
            """
            UPDATE follow_ups SET state = CASE WHEN state IN ('scheduled', 'sent') THEN 'skipped' ELSE state END,
                because = CASE WHEN state IN ('scheduled', 'sent') THEN 'gone' ELSE because END, person_id = NULL WHERE person_id = \(person)
            """)
    }

    /// What was asked and answered in a place, over the promises this reader may see.
    func figures(in space: ID<Space>, for reader: Reader, at now: Moment) throws -> FollowFigures {
        let rows = try tx.run(
            """
            SELECT f.state, f.because, f.engaged, f.came, COUNT(*) AS n FROM follow_ups f JOIN items i ON i.id = f.item_id
            WHERE i.kind = 'commitment' AND \(Visibility.inSpace(space, for: reader, at: now))
            GROUP BY f.state, f.because, f.engaged, f.came
            """)
        return try rows.reduce(into: FollowFigures()) { all, row in
            let n = try row.int("n")
            switch FollowUp.State(rawValue: try row.text("state")) {
            case .sent, .noAnswer: all.asked += n
            case .answered:
                all.asked += n
                all.answered += n
                if try row.textOrNil("engaged") != Engaged.no.rawValue { all.staying += n }
                switch try row.textOrNil("came").flatMap({ FollowUp.Came(rawValue: $0) }) {
                case .something: all.something += n
                case .nothing: all.nothing += n
                case .early: all.early += n
                case nil: break
                }
            case .skipped: if try row.textOrNil("because") == FollowUp.Skip.tired.rawValue { all.spared += n }
            case .scheduled, nil: break
            }
        }
    }

    private func read(_ rule: SQL) throws -> [FollowUp] {
        try tx.run("SELECT \(Self.columns) FROM follow_ups f WHERE " + rule).map(FollowUp.init)
    }

    private static let columns: SQL = """
        f.id, f.item_id, f.space_id, f.person_id, f.months, f.due, f.met, f.state, f.sent_on, f.reminders, f.reminded_on, f.answered_on,
            f.because, f.engaged, f.came, f.hindered
        """
}

extension FollowUp {
    fileprivate init(_ row: Row) throws {
        let reasons = try (row.textOrNil("hindered") ?? "").split(separator: " ").compactMap { LapseReason(rawValue: String($0)) }
        try self.init(
            id: row.id("id"), item: row.id("item_id"), space: row.id("space_id"), person: row.idOrNil("person_id"),
            months: row.int("months"), due: row.day("due"), hadMeeting: row.bool("met"),
            state: State(rawValue: row.text("state")) ?? .skipped, sentOn: row.dayOrNil("sent_on"), reminders: row.int("reminders"),
            remindedOn: row.dayOrNil("reminded_on"), answeredOn: row.dayOrNil("answered_on"),
            because: row.textOrNil("because").flatMap { Skip(rawValue: $0) },
            engaged: row.textOrNil("engaged").flatMap { Engaged(rawValue: $0) },
            came: row.textOrNil("came").flatMap { Came(rawValue: $0) }, hindered: Set(reasons))
    }
}
