import Database
import Language

/// Something owed by a date: a telling-back, a follow-up, a review, a welcome.
struct Duty: Sendable {
    let id: ID<Duty>
    let space: ID<Space>
    let kind: DutyKind
    let item: ID<Item>
    let language: LanguageTag
    let door: Door
    let due: Day
    /// How long it takes, in minutes, so that a week can be planned.
    let minutes: Int
    /// How many people wait for it.
    let people: Int
    let owner: ID<Person>?
    let state: String
    let because: String?
    let wasPostponed: Bool
}

enum DutyKind: String, Sendable, CaseIterable {
    case tellBack = "tell_back"
    case lookAtAnswers = "look_at_answers"
    case followUp = "follow_up"
    case review, welcome
    case askDecider = "ask_decider"
    /// Whoever promised is gone; somebody else keeps it, or says that nobody does.
    case takeOver = "take_over"
    /// Words may not be quoted any more: what they were taken out of is read again.
    case quoteGone = "quote_gone"
    /// A decision is looked at again: did it do what it should?
    case lookAgain = "look_again"
    /// Something for the safety lead alone ends; they may keep it longer.
    case lookAtEnd = "look_at_end"
    /// The day of a small experiment has come: what happened?
    case experimentEnds = "experiment_ends"
    /// Two things do not fit together: the day has come on which somebody looks what tells.
    case checkDifference = "check_difference"
    /// Those who carry a learning journey talk with each other.
    case journeyCheck = "journey_check"
    /// What is still used of a learning journey, some months after it was closed.
    case journeyLook = "journey_look"
}

/// The way words reach somebody again.
enum Door: String, Sendable, CaseIterable {
    case here, code, mail, chat, meeting, radio, paper, person, none
}

/// Owns the table `duties`. One duty per kind, record, language and door; never one per voice.
struct DutyStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// Owes something, or adds people to what is owed already. A duty that was done is owed anew when somebody else speaks, to them alone.
    func owe(
        _ kind: DutyKind, on item: ID<Item>, in space: ID<Space>, language: LanguageTag, door: Door, due: Day, minutes: Int, people: Int,
        by act: Act
    ) throws {
        let id: ID<Duty> = act.id()
        try tx.run(
            """
            INSERT INTO duties (id, space_id, kind, item_id, language, door, due, minutes, people, owner_id, state, because, postponed_on,
                done_on, reminded)
            VALUES (\(id), \(space), \(kind.rawValue), \(item), \(language), \(door.rawValue), \(due), \(minutes), \(people), NULL, 'owed', NULL,
                NULL, NULL, 0)
            ON CONFLICT (kind, item_id, language, door) DO UPDATE SET
                people = CASE WHEN duties.state = 'owed' THEN duties.people + excluded.people ELSE excluded.people END,
                due = CASE WHEN duties.state = 'owed' THEN duties.due ELSE excluded.due END,
                state = 'owed', because = NULL, done_on = NULL,
                postponed_on = CASE WHEN duties.state = 'owed' THEN duties.postponed_on ELSE NULL END
            """)
    }

    /// Fewer people wait: somebody took their words back, or changed how they want to hear. At nobody the duty falls away; gives it then.
    @discardableResult
    func excuse(_ kind: DutyKind, on item: ID<Item>, language: LanguageTag, door: Door, people: Int) throws -> ID<Duty>? {
        guard let duty = try owed(kind, on: item, language: language, door: door) else { return nil }
        guard duty.people <= people else {
            try tx.run("UPDATE duties SET people = people - \(people) WHERE id = \(duty.id)")
            return nil
        }
        try tx.run("DELETE FROM duties WHERE id = \(duty.id)")
        return duty.id
    }

    /// What is owed on a record in one language and by one door.
    func owed(_ kind: DutyKind, on item: ID<Item>, language: LanguageTag, door: Door) throws -> Duty? {
        try tx.run(
            """
            SELECT \(Self.columns) FROM duties d WHERE d.kind = \(kind.rawValue) AND d.item_id = \(item) AND d.language = \(language)
                AND d.door = \(door.rawValue) AND d.state = 'owed'
            """
        ).first.map { try Duty($0) }
    }

    /// What is owed in a space, the nearest date first.
    func owed(in space: ID<Space>, kind: DutyKind? = nil, limit: Int = 50) throws -> [Duty] {
        var sql: SQL = "SELECT \(Self.columns) FROM duties d WHERE d.space_id = \(space) AND d.state = 'owed'"
        if let kind { sql += " AND d.kind = \(kind.rawValue)" }
        return try tx.run(sql + " ORDER BY d.due, d.id LIMIT \(limit)").map(Duty.init)
    }

    /// Every duty of this kind on a record, whatever its state, the nearest date first.
    func owed(on item: ID<Item>, kind: DutyKind) throws -> [Duty] {
        try tx.run(
            "SELECT \(Self.columns) FROM duties d WHERE d.item_id = \(item) AND d.kind = \(kind.rawValue) ORDER BY d.due, d.id"
        ).map(Duty.init)
    }

    /// Every duty of this kind in a space, whatever its state, the nearest date first.
    func all(in space: ID<Space>, kind: DutyKind) throws -> [Duty] {
        try tx.run(
            "SELECT \(Self.columns) FROM duties d WHERE d.space_id = \(space) AND d.kind = \(kind.rawValue) ORDER BY d.due, d.id LIMIT 1000"
        ).map(Duty.init)
    }

    func find(_ id: ID<Duty>) throws -> Duty {
        guard let row = try tx.run("SELECT \(Self.columns) FROM duties d WHERE d.id = \(id)").first else { throw Refusal.notFound }
        return try Duty(row)
    }

    func finish(_ id: ID<Duty>, by act: Act) throws {
        try close(id, "done", because: nil, by: act)
    }

    /// Closed as *not done, because*: the reason stays to be read.
    func lapse(_ id: ID<Duty>, because: String, by act: Act) throws {
        try close(id, "not_done", because: because, by: act)
    }

    /// Once only; a second time is refused.
    func postpone(_ id: ID<Duty>, to due: Day, by act: Act) throws {
        let changed = try tx.change(
            "UPDATE duties SET due = \(due), postponed_on = \(act.day) WHERE id = \(id) AND state = 'owed' AND postponed_on IS NULL")
        guard changed == 1 else { throw Refusal.conflict }
    }

    /// Whoever is waited for named another day; unlike putting it off ourselves, this may happen again.
    func move(_ id: ID<Duty>, to due: Day) throws {
        let changed = try tx.change("UPDATE duties SET due = \(due) WHERE id = \(id) AND state = 'owed'")
        guard changed == 1 else { throw Refusal.conflict }
    }

    /// The day everything of this kind on a record was promised by has moved. Later than it was is the one postponement; false when
    /// something owed was put off before, and then nothing is changed for it.
    func redate(_ kind: DutyKind, on item: ID<Item>, to due: Day, by act: Act) throws -> Bool {
        let owed: SQL = "kind = \(kind.rawValue) AND item_id = \(item) AND state = 'owed'"
        let late = try tx.run("SELECT id FROM duties WHERE \(owed) AND due < \(due) AND postponed_on IS NOT NULL LIMIT 1")
        guard late.isEmpty else { return false }
        try tx.run("UPDATE duties SET due = \(due), postponed_on = \(act.day) WHERE \(owed) AND due < \(due)")
        try tx.run("UPDATE duties SET due = \(due) WHERE \(owed) AND due > \(due)")
        return true
    }

    /// From the one whose it was, as the page showed it; nil while it is everybody's.
    func hand(_ id: ID<Duty>, from owner: ID<Person>?, to person: ID<Person>?) throws {
        let same: SQL = owner.map { "owner_id = \($0)" } ?? "owner_id IS NULL"
        let changed = try tx.change("UPDATE duties SET owner_id = \(person) WHERE id = \(id) AND state = 'owed' AND " + same)
        guard changed == 1 else { throw Refusal.conflict }
    }

    /// Somebody is not here any more: what they had taken on is everybody's again. In one space, or wherever they were.
    func handBack(_ person: ID<Person>, in space: ID<Space>? = nil) throws {
        let here: SQL = space.map { " AND space_id = \($0)" } ?? ""
        try tx.run("UPDATE duties SET owner_id = NULL WHERE owner_id = \(person)" + here)
    }

    /// How many people wait to be told in a space, on how many questions, and since which promised day.
    func waiting(in space: ID<Space>) throws -> (people: Int, since: Day?) {
        let row = try tx.run(
            """
            SELECT coalesce(SUM(people), 0) AS people, MIN(due) AS since FROM duties
            WHERE space_id = \(space) AND kind = \(DutyKind.tellBack.rawValue) AND state = 'owed'
            """
        ).first
        return try (row?.int("people") ?? 0, row?.dayOrNil("since"))
    }

    private func close(_ id: ID<Duty>, _ state: String, because: String?, by act: Act) throws {
        let changed = try tx.change(
            "UPDATE duties SET state = \(state), because = \(because), done_on = \(act.day) WHERE id = \(id) AND state = 'owed'")
        guard changed == 1 else { throw Refusal.conflict }
    }

    private static let columns: SQL =
        "d.id, d.space_id, d.kind, d.item_id, d.language, d.door, d.due, d.minutes, d.people, d.owner_id, d.state, d.because, d.postponed_on"
}

extension Duty {
    fileprivate init(_ row: Row) throws {
        guard let kind = DutyKind(rawValue: try row.text("kind")), let door = Door(rawValue: try row.text("door")) else {
            throw Refusal.notFound
        }
        try self.init(
            id: row.id("id"), space: row.id("space_id"), kind: kind, item: row.id("item_id"), language: row.language("language"),
            door: door,
            due: row.day("due"), minutes: row.int("minutes"), people: row.int("people"), owner: row.idOrNil("owner_id"),
            state: row.text("state"),
            because: row.textOrNil("because"), wasPostponed: row.intOrNil("postponed_on") != nil)
    }
}
