import Database
import Language

/// Owns the tables `journeys` and `journey_looks`.
struct JourneyStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    func add(
        _ checked: JourneyDraft.Checked, _ draft: JourneyDraft, of people: [Journey.Role: ID<Person>], on question: Item?,
        in space: ID<Space>, language: LanguageTag, by act: Act
    ) throws -> ID<Item> {
        let marks = checked.openness.marks
        let line = LineStore(tx)
        let id = try line.add(
            NewItem(
                kind: .journey, space: space, author: act.by.map { .person($0) } ?? .nobody, language: language,
                sensitivity: marks.sensitivity, tlp: marks.tlp, state: Journey.State.needAgreed.rawValue),
            texts: draft.texts(besides: people), by: act)
        try tx.run(
            """
            INSERT INTO journeys (id, starts, ends, rhythm, forms, functions, sponsor_id, lead_id, facilitator_id, checked_on, closed_on)
            VALUES (\(id), \(checked.starts), \(checked.ends), \(checked.rhythm.rawValue), \(Self.list(checked.forms)),
                \(Self.list(checked.functions)), \(people[.sponsor]), \(people[.lead]), \(people[.facilitator]), NULL, NULL)
            """)
        for person in people.values { try line.grant(id, to: person, by: act) }
        if let question { try line.link(id, .cites, question.id, by: act) }
        return id
    }

    /// Everything its form says, over the version somebody read. Whom it is open to stays.
    func change(
        _ journey: Journey, seen version: Int, _ checked: JourneyDraft.Checked, _ draft: JourneyDraft,
        of people: [Journey.Role: ID<Person>],
        by act: Act
    ) throws {
        try LineStore(tx).touch(journey.id, seen: version)
        let before = try carriers(of: journey.id)
        try tx.run(
            """
            UPDATE journeys SET starts = \(checked.starts), ends = \(checked.ends), rhythm = \(checked.rhythm.rawValue),
                forms = \(Self.list(checked.forms)), functions = \(Self.list(checked.functions)), sponsor_id = \(people[.sponsor]),
                lead_id = \(people[.lead]), facilitator_id = \(people[.facilitator])
            WHERE id = \(journey.id)
            """)
        for person in people.values { try LineStore(tx).grant(journey.id, to: person, by: act) }
        try close(journey.id, to: before)
        if people[.lead] != journey.people[.lead] { try handDuties(journey, to: people[.lead]) }
        for (field, body) in draft.texts(besides: people) where journey.words(field) != body {
            try TextStore(tx).write(body, of: journey.id, field: field, in: journey.item.language, on: act.day)
        }
        try audit("journey.change", journey, by: act)
    }

    /// On to the next part of the way. From then on those who carry it talk regularly; once it is closed, looks are owed instead.
    func move(_ journey: Journey, _ step: String, seen version: Int, as reader: Reader, by act: Act) throws {
        let moved = try LineStore(tx).move(journey.item, step, seen: version, as: reader, by: act)
        let duties = DutyStore(tx)
        if step == "design" { try oweCheck(journey, due: act.day + journey.rhythm.days, by: act) }
        guard moved.state == Journey.State.closed.rawValue else { return }
        try settle(journey, .journeyCheck, by: act)
        try tx.run("UPDATE journeys SET closed_on = \(act.day) WHERE id = \(journey.id)")
        for (months, days) in JourneyLook.rhythm {
            try tx.run(
                """
                INSERT INTO journey_looks (journey_id, months, due, looked_on) VALUES (\(journey.id), \(months), \(act.day + days), NULL)
                ON CONFLICT (journey_id, months) DO NOTHING
                """)
        }
        try duties.owe(
            .journeyLook, on: journey.id, in: journey.item.space, language: journey.item.language, door: .here,
            due: act.day + JourneyLook.rhythm[0].days, minutes: JourneyLook.minutes, people: 1, by: act)
        try handDuties(journey, to: journey.people[.lead])
    }

    /// Those who carry it have talked with each other; the next time is owed.
    func check(_ journey: Journey, seen version: Int, by act: Act) throws {
        guard journey.state.isAtWork else { throw Refusal.conflict }
        try LineStore(tx).touch(journey.id, seen: version)
        try tx.run("UPDATE journeys SET checked_on = \(act.day) WHERE id = \(journey.id)")
        try settle(journey, .journeyCheck, by: act)
        try oweCheck(journey, due: act.day + journey.rhythm.days, by: act)
        try audit("journey.check", journey, by: act)
    }

    /// What is still used so many months later. After the last look nothing more is owed.
    func look(
        _ journey: Journey, at look: JourneyLook, found: String, seen version: Int, as reader: Reader, by act: Act
    ) throws {
        let changed = try tx.change(
            """
            UPDATE journey_looks SET looked_on = \(act.day)
            WHERE journey_id = \(journey.id) AND months = \(look.months) AND looked_on IS NULL
            """)
        guard changed == 1 else { throw Refusal.conflict }
        try TextStore(tx).write(found, of: journey.id, field: JourneyLook.field(look.months), in: journey.item.language, on: act.day)
        try settle(journey, .journeyLook, by: act)
        if let next = try looks(journey.id).first(where: { $0.lookedOn == nil }) {
            try LineStore(tx).touch(journey.id, seen: version)
            try DutyStore(tx).owe(
                .journeyLook, on: journey.id, in: journey.item.space, language: journey.item.language, door: .here, due: next.due,
                minutes: JourneyLook.minutes, people: 1, by: act)
            try handDuties(journey, to: journey.people[.lead])
        } else {
            try LineStore(tx).move(journey.item, "follow_up", seen: version, as: reader, by: act)
        }
        try audit("journey.look", journey, by: act)
    }

    func looks(_ journey: ID<Item>) throws -> [JourneyLook] {
        try tx.run("SELECT months, due, looked_on FROM journey_looks WHERE journey_id = \(journey) ORDER BY months").map {
            try JourneyLook(months: $0.int("months"), due: $0.day("due"), lookedOn: $0.dayOrNil("looked_on"))
        }
    }

    /// A question it works on besides.
    func work(_ journey: Journey, on question: Item, by act: Act) throws {
        try LineStore(tx).link(journey.id, .cites, question.id, by: act)
        try audit("journey.question", journey, by: act)
    }

    func withdraw(_ journey: Journey, because: String, seen version: Int, as reader: Reader, by act: Act) throws {
        try LineStore(tx).move(journey.item, "withdraw", seen: version, as: reader, because: because, by: act)
        for kind in [DutyKind.journeyCheck, .journeyLook] { try settle(journey, kind, by: act) }
    }

    /// Somebody else has a role from now on; what they have to know stands beside it.
    func hand(
        _ journey: Journey, _ role: Journey.Role, to person: ID<Person>?, called name: String, saying note: String, seen version: Int,
        by act: Act
    ) throws {
        try LineStore(tx).touch(journey.id, seen: version)
        let before = try carriers(of: journey.id)
        try set(role, of: journey.id, to: person, by: act)
        try close(journey.id, to: before)
        let texts = TextStore(tx)
        // Whoever has an account is named by it; the name that stood there goes.
        try texts.rename(role.rawValue, of: journey.id, to: nil)
        if person == nil { try texts.write(name, of: journey.id, field: role.rawValue, in: journey.item.language, on: act.day) }
        try texts.write(note, of: journey.id, field: "handed", in: journey.item.language, on: act.day)
        if role == .lead { try handDuties(journey, to: person) }
        try audit("journey.hand", journey, by: act)
    }

    /// Journeys of a place that somebody carries and that go on.
    func carried(by person: ID<Person>, in space: ID<Space>) throws -> [ID<Item>] {
        try tx.run(
            """
            SELECT j.id FROM journeys j JOIN items i ON i.id = j.id
            WHERE (j.sponsor_id = \(person) OR j.lead_id = \(person) OR j.facilitator_id = \(person)) AND i.space_id = \(space)
                AND i.state NOT IN ('followed_up', 'withdrawn') ORDER BY j.id LIMIT 200
            """
        ).map { try $0.id("id") }
    }

    /// Every role somebody has in a journey goes to a colleague.
    func handAll(_ id: ID<Item>, from: ID<Person>, to person: ID<Person>, by act: Act) throws {
        for role in Journey.Role.allCases {
            try tx.run("UPDATE journeys SET \(Self.column(role)) = \(person) WHERE id = \(id) AND \(Self.column(role)) = \(from)")
        }
        try LineStore(tx).grant(id, to: person, by: act)
        try close(id, to: [from])
    }

    private func carriers(of id: ID<Item>) throws -> Set<ID<Person>> {
        guard let row = try tx.run("SELECT sponsor_id, lead_id, facilitator_id FROM journeys WHERE id = \(id)").first else { return [] }
        return try Set([row.idOrNil("sponsor_id"), row.idOrNil("lead_id"), row.idOrNil("facilitator_id")].compactMap { $0 })
    }

    /// Whoever carries it no more reads it only as everybody of their place does.
    private func close(_ id: ID<Item>, to before: Set<ID<Person>>) throws {
        for person in try before.subtracting(carriers(of: id)) { try LineStore(tx).ungrant(id, of: person) }
    }

    /// Somebody is not of the place any more: they carry none of its journeys, and read none.
    func leave(_ person: ID<Person>, in space: ID<Space>) throws {
        let here: SQL = "SELECT id FROM items WHERE space_id = \(space) AND kind = 'journey'"
        for role in Journey.Role.allCases {
            try tx.run("UPDATE journeys SET \(Self.column(role)) = NULL WHERE \(Self.column(role)) = \(person) AND id IN (\(here))")
        }
        try LineStore(tx).ungrant(person, from: ["journey"], in: space)
    }

    /// Somebody is gone for good: their roles stand empty, and the team sees it.
    func forget(_ person: ID<Person>) throws {
        for role in Journey.Role.allCases {
            try tx.run("UPDATE journeys SET \(Self.column(role)) = NULL WHERE \(Self.column(role)) = \(person)")
        }
    }

    func find(_ id: ID<Item>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> Journey {
        let rows = try tx.run("\(Self.select) WHERE j.id = \(id) AND \(Visibility.anywhere(for: reader, at: now))")
        guard let journey = try read(rows, in: language).first else { throw Refusal.notFound }
        return journey
    }

    /// Those of a place this reader may see, what is open first, the nearest end first.
    func list(in space: ID<Space>, for reader: Reader, in language: LanguageTag, at now: Moment) throws -> [Journey] {
        try read(
            tx.run(
                """
                \(Self.select) WHERE i.kind = 'journey' AND i.state <> 'withdrawn' AND \(Visibility.inSpace(space, for: reader, at: now))
                ORDER BY CASE WHEN i.state IN ('closed', 'followed_up') THEN 1 ELSE 0 END, j.ends, j.id LIMIT 200
                """), in: language)
    }

    private func oweCheck(_ journey: Journey, due: Day, by act: Act) throws {
        try DutyStore(tx).owe(
            .journeyCheck, on: journey.id, in: journey.item.space, language: journey.item.language, door: .here, due: due, minutes: 15,
            people: 1, by: act)
        try handDuties(journey, to: journey.people[.lead])
    }

    /// What is owed on it is the lead's; without an account of theirs, the whole team's.
    private func handDuties(_ journey: Journey, to person: ID<Person>?) throws {
        let duties = DutyStore(tx)
        for kind in [DutyKind.journeyCheck, .journeyLook] {
            for duty in try duties.owed(on: journey.id, kind: kind) where duty.state == "owed" && duty.owner != person {
                try duties.hand(duty.id, from: duty.owner, to: person)
            }
        }
    }

    private func settle(_ journey: Journey, _ kind: DutyKind, by act: Act) throws {
        let duties = DutyStore(tx)
        for duty in try duties.owed(on: journey.id, kind: kind) where duty.state == "owed" { try duties.finish(duty.id, by: act) }
    }

    private func set(_ role: Journey.Role, of id: ID<Item>, to person: ID<Person>?, by act: Act) throws {
        try tx.run("UPDATE journeys SET \(Self.column(role)) = \(person) WHERE id = \(id)")
        if let person { try LineStore(tx).grant(id, to: person, by: act) }
    }

    private func audit(_ name: String, _ journey: Journey, by act: Act) throws {
        try AuditStore(tx).record(name, item: journey.id, about: .journey, space: journey.item.space, by: act, unnamed: act.by == nil)
    }

    private static func column(_ role: Journey.Role) -> SQL {
        switch role {
        case .sponsor: "sponsor_id"
        case .lead: "lead_id"
        case .facilitator: "facilitator_id"
        }
    }

    private static func list<Word: RawRepresentable<String>>(_ words: Set<Word>) -> String {
        words.map(\.rawValue).sorted().joined(separator: " ")
    }

    private func read(_ rows: [Row], in language: LanguageTag) throws -> [Journey] {
        let texts = try TextStore(tx).all(of: rows.map { try $0.id("id") }, for: language)
        return try rows.map { row in
            let item = try Item(row)
            let words = texts[item.id] ?? [:]
            let people: [Journey.Role: ID<Person>?] = try [
                .sponsor: row.idOrNil("sponsor_id"), .lead: row.idOrNil("lead_id"), .facilitator: row.idOrNil("facilitator_id"),
            ]
            let known: [Journey.Role: String?] = try [
                .sponsor: row.textOrNil("sponsor_name"), .lead: row.textOrNil("lead_name"), .facilitator: row.textOrNil("facilitator_name"),
            ]
            var names = known.compactMapValues(\.self)
            for role in Journey.Role.allCases where names[role] == nil { names[role] = words[role.rawValue]?.body }
            return try Journey(
                item: item, texts: words, starts: row.day("starts"), ends: row.day("ends"),
                rhythm: .init(rawValue: row.text("rhythm")) ?? .fortnightly,
                forms: Set(row.text("forms").split(separator: " ").compactMap { Journey.Form(rawValue: String($0)) }),
                functions: Set(row.text("functions").split(separator: " ").compactMap { Journey.Function(rawValue: String($0)) }),
                people: people.compactMapValues(\.self),
                names: names, checkedOn: row.dayOrNil("checked_on"), closedOn: row.dayOrNil("closed_on"))
        }
    }

    private static let select: SQL = """
        SELECT \(SQL.itemColumns), j.starts, j.ends, j.rhythm, j.forms, j.functions, j.sponsor_id, j.lead_id, j.facilitator_id, j.checked_on,
            j.closed_on, s.name AS sponsor_name, p.name AS lead_name, f.name AS facilitator_name FROM journeys j
        JOIN items i ON i.id = j.id LEFT JOIN people s ON s.id = j.sponsor_id LEFT JOIN people p ON p.id = j.lead_id
        LEFT JOIN people f ON f.id = j.facilitator_id
        """
}
