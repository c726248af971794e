import Database
import Language

/// Owns the tables `sealed_talks`, `sealed_letters`, `talk_promises` and `public_answers`.
struct SealedTalkStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    private struct Header: Codable {
        let readers: [String]
    }

    private struct Words: Codable {
        let text: String
        let name: String?
    }

    /// Begins a talk behind a code.
    func open(
        _ kind: SealedTalk.Kind, in space: ID<Space>, _ text: String, for readers: Set<String>, behind mac: String, due: Day, _ keys: Keys,
        by act: Act
    ) throws {
        let id: ID<SealedTalk> = act.id()
        let sealed = try keys.sealed(Header(readers: readers.sorted()), for: .talks)
        try tx.run(
            """
            INSERT INTO sealed_talks (id, mac, space_id, kind, sealed, state, day, due_on, seen_on, kept_until)
            VALUES (\(id), \(mac), \(space), \(kind.rawValue), \(sealed), 'waits', \(act.day), \(due), NULL, \(act.day + kind.kept))
            """)
        try write(text, by: nil, in: id, number: 1, keys, on: act.day)
        // The bare fact, of no place: who reads a place's log learns nothing.
        try AuditStore(tx).record("talk.begin", item: nil, space: nil, by: act, unnamed: true)
    }

    /// One more message. From whoever holds the code it waits anew; an answer ends the waiting.
    func add(_ text: String, by name: String?, to talk: SealedTalk, due: Day, _ keys: Keys, on day: Day) throws {
        let isAnswer = name != nil
        let last = try tx.run("SELECT MAX(n) AS n FROM sealed_letters WHERE talk_id = \(talk.id)").first?.intOrNil("n") ?? 0
        try write(text, by: name, in: talk.id, number: last + 1, keys, on: day)
        let next = talk.isWaiting && !isAnswer ? talk.due : due
        try tx.run(
            """
            UPDATE sealed_talks SET state = \(isAnswer ? "answered" : "waits"), due_on = \(next), kept_until = \(day + talk.kind.kept),
                seen_on = coalesce(seen_on, \(isAnswer ? day : nil)) WHERE id = \(talk.id)
            """)
    }

    /// Whoever wrote is told that it was read.
    func acknowledge(_ talk: SealedTalk, on day: Day) throws {
        try tx.run("UPDATE sealed_talks SET seen_on = coalesce(seen_on, \(day)) WHERE id = \(talk.id)")
    }

    func has(_ macs: [String]) throws -> Bool { try !tx.run("SELECT id FROM sealed_talks WHERE mac IN \(list: macs)").isEmpty }

    func find(behind macs: [String], _ keys: Keys) throws -> SealedTalk {
        guard let row = try tx.run("SELECT * FROM sealed_talks WHERE mac IN \(list: macs)").first else { throw Refusal.notFound }
        return try talk(row, keys)
    }

    /// For one of its readers; for others there is none.
    func find(_ id: ID<SealedTalk>, _ kind: SealedTalk.Kind, in space: ID<Space>, for reader: Reader, _ keys: Keys) throws -> SealedTalk {
        let rows = try tx.run("SELECT * FROM sealed_talks WHERE id = \(id) AND kind = \(kind.rawValue) AND space_id = \(space)")
        guard let row = rows.first else { throw Refusal.notFound }
        let talk = try talk(row, keys)
        guard talk.isOpen(to: reader) else { throw Refusal.notFound }
        return talk
    }

    /// Those a reader may open: what waits first, the nearest day first.
    func all(_ kind: SealedTalk.Kind, in space: ID<Space>, for reader: Reader, _ keys: Keys) throws -> [SealedTalk] {
        try tx.run(
            """
            SELECT * FROM sealed_talks WHERE space_id = \(space) AND kind = \(kind.rawValue)
            ORDER BY CASE WHEN state = 'waits' THEN 0 ELSE 1 END, due_on, id LIMIT 500
            """
        ).map { try talk($0, keys) }.filter { $0.isOpen(to: reader) }
    }

    /// Everything that waits anywhere; for the nightly reminder alone.
    func waiting(_ keys: Keys) throws -> [SealedTalk] {
        try tx.run("SELECT * FROM sealed_talks WHERE state = 'waits' ORDER BY space_id, kind, id LIMIT 5000").map { try talk($0, keys) }
    }

    func letters(of talk: SealedTalk, _ keys: Keys) throws -> [SealedTalk.Letter] {
        try tx.run("SELECT * FROM sealed_letters WHERE talk_id = \(talk.id) ORDER BY n LIMIT 500").compactMap { row in
            guard let words: Words = keys.opened(try row.text("sealed"), for: .talks) else { return nil }
            return SealedTalk.Letter(isFromSender: try row.bool("from_sender"), text: words.text, name: words.name, day: try row.day("day"))
        }
    }

    /// Whoever holds the code wants it gone: nothing of it is left.
    func erase(_ talk: SealedTalk) throws {
        try tx.run("DELETE FROM sealed_letters WHERE talk_id = \(talk.id)")
        try tx.run("DELETE FROM sealed_talks WHERE id = \(talk.id)")
    }

    /// How many messages to those who lead wait longer than promised.
    func overdue(in space: ID<Space>, on today: Day) throws -> Int {
        try tx.run(
            """
            SELECT COUNT(*) AS n FROM sealed_talks WHERE space_id = \(space) AND kind = 'upwards' AND state = 'waits' AND due_on < \(today)
            """
        ).first?.int("n") ?? 0
    }

    /// How many messages wait for those who lead, and the nearest day one was promised an answer by.
    func waitingUpwards(in space: ID<Space>) throws -> (n: Int, due: Day?) {
        let rows = try tx.run(
            "SELECT COUNT(*) AS n, MIN(due_on) AS due FROM sealed_talks WHERE space_id = \(space) AND kind = 'upwards' AND state = 'waits'")
        return try (rows.first?.int("n") ?? 0, rows.first?.dayOrNil("due"))
    }

    /// Within how many days those who lead promise to answer.
    func promised(in space: ID<Space>) throws -> Int {
        try tx.run("SELECT days FROM talk_promises WHERE space_id = \(space)").first?.int("days") ?? SealedTalk.usualDays
    }

    func promise(_ days: Int, in space: ID<Space>, by act: Act) throws {
        try tx.run(
            "INSERT INTO talk_promises (space_id, days) VALUES (\(space), \(days)) ON CONFLICT (space_id) DO UPDATE SET days = excluded.days"
        )
        try AuditStore(tx).record("place.letters", item: nil, space: space, by: act, unnamed: false)
    }

    func publish(_ asked: String, _ answer: String, in space: ID<Space>, language: LanguageTag, by act: Act) throws {
        let id: ID<PublicAnswer> = act.id()
        try tx.run(
            """
            INSERT INTO public_answers (id, space_id, asked, answer, language, day)
            VALUES (\(id), \(space), \(asked), \(answer), \(language), \(act.day))
            """)
    }

    /// The newest day first.
    func published(in space: ID<Space>, limit: Int = 20) throws -> [PublicAnswer] {
        try tx.run("SELECT * FROM public_answers WHERE space_id = \(space) ORDER BY day DESC, id LIMIT \(limit)").map {
            try PublicAnswer(asked: $0.text("asked"), answer: $0.text("answer"), language: $0.language("language"), day: $0.day("day"))
        }
    }

    /// Who is told of harm in a place, by name; never its stewards.
    func listeners(in space: ID<Space>) throws -> [Listener] {
        try tx.run(
            """
            SELECT p.id, p.name FROM offices o JOIN people p ON p.id = o.person_id
            JOIN memberships m ON m.person_id = p.id AND m.space_id = o.space_id
            WHERE o.space_id = \(space) AND o.office = \(Office.safeguarding.rawValue) AND m.role <> \(Role.steward.rawValue) ORDER BY p.name, p.id
            """
        ).map { try Listener(person: $0.id("id"), name: $0.text("name")) }
    }

    /// Who reads what comes in, by kind.
    func readers(of talk: SealedTalk) throws -> [ID<Person>] {
        guard talk.kind == .upwards else {
            return try listeners(in: talk.space).map(\.person).filter { talk.readers.isEmpty || talk.readers.contains($0.description) }
        }
        return try tx.run("SELECT person_id FROM memberships WHERE space_id = \(talk.space) AND role = 'steward' ORDER BY person_id").map {
            try $0.id("person_id")
        }
    }

    private func write(_ text: String, by name: String?, in talk: ID<SealedTalk>, number: Int, _ keys: Keys, on day: Day) throws {
        let sealed = try keys.sealed(Words(text: text, name: name), for: .talks)
        try tx.run(
            """
            INSERT INTO sealed_letters (talk_id, n, from_sender, sealed, day) VALUES (\(talk), \(number), \(name == nil), \(sealed), \(day))
            """)
    }

    private func talk(_ row: Row, _ keys: Keys) throws -> SealedTalk {
        let header: Header? = keys.opened(try row.text("sealed"), for: .talks)
        // Whose name cannot be read again may read nothing.
        return try SealedTalk(
            id: row.id("id"), space: row.id("space_id"), kind: SealedTalk.Kind(rawValue: row.text("kind")) ?? .harm,
            readers: Set(header?.readers ?? ["nobody"]), isWaiting: row.text("state") == "waits", day: row.day("day"),
            due: row.day("due_on"),
            seenOn: row.dayOrNil("seen_on"))
    }
}
