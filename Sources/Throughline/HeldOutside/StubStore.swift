import Database
import Language

/// Owns the tables `stubs` and `stub_readers`: where to ask for what is not kept here. Who wrote it is kept nowhere.
struct StubStore {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    private struct Words: Codable {
        let title: String
        let keeper: String
        let how: String
    }

    func add(_ draft: StubDraft, in language: LanguageTag, on question: Item, _ keys: Keys, by act: Act) throws {
        let id: ID<Stub> = act.id()
        let sealed = try keys.sealed(Words(title: draft.title, keeper: draft.keeper, how: draft.how), for: .stubs)
        try tx.run(
            """
            INSERT INTO stubs (id, space_id, question_id, sealed, language, sensitivity, day, seen_on)
            VALUES (\(id), \(question.space), \(question.id), \(sealed), \(language), \(draft.sensitivity.rawValue), \(act.day), NULL)
            """)
        // The bare fact, of no place: who reads a place's log does not learn that there is something to look for.
        try AuditStore(tx).record("stub.add", item: nil, space: nil, by: act, unnamed: true)
    }

    /// The safety lead reads them all; anybody else those they were named for, while they take part here.
    private func shown(to reader: Reader, in space: ID<Space>) -> SQL {
        if reader.may(.safeguard, in: space) { return "s.space_id = \(space)" }
        guard let person = reader.person, reader.takesPart(in: space) else { return "1 = 0" }
        return
            "(s.space_id = \(space) AND EXISTS (SELECT 1 FROM stub_readers r WHERE r.stub_id = s.id AND r.person_id = \(person)))"
    }

    func all(in space: ID<Space>, for reader: Reader, _ keys: Keys) throws -> [Stub] {
        try tx.run("SELECT s.* FROM stubs s WHERE \(shown(to: reader, in: space)) ORDER BY s.day DESC, s.id DESC LIMIT 100")
            .compactMap { try stub($0, keys) }
    }

    func find(_ id: ID<Stub>, in space: ID<Space>, for reader: Reader, _ keys: Keys) throws -> Stub {
        guard let row = try tx.run("SELECT s.* FROM stubs s WHERE s.id = \(id) AND \(shown(to: reader, in: space))").first,
            let stub = try stub(row, keys)
        else { throw Refusal.notFound }
        return stub
    }

    /// How many there are about one question, for whoever may know it.
    func count(of question: ID<Item>, in space: ID<Space>, for reader: Reader) throws -> Int {
        guard reader.person != nil, reader.takesPart(in: space) else { return 0 }
        return try tx.run("SELECT COUNT(*) AS n FROM stubs s WHERE s.question_id = \(question) AND \(shown(to: reader, in: space))").first?
            .int("n") ?? 0
    }

    /// How many the safety lead has not read yet, and the day of the oldest.
    func unread(in space: ID<Space>) throws -> (n: Int, since: Day?) {
        let row = try tx.run("SELECT COUNT(*) AS n, MIN(day) AS day FROM stubs WHERE space_id = \(space) AND seen_on IS NULL").first
        return (try row?.int("n") ?? 0, try row?.dayOrNil("day"))
    }

    func acknowledge(_ stub: Stub, on day: Day) throws {
        try tx.run("UPDATE stubs SET seen_on = coalesce(seen_on, \(day)) WHERE id = \(stub.id)")
    }

    func readers(of stub: Stub) throws -> [(person: ID<Person>, name: String)] {
        try tx.run(
            """
            SELECT r.person_id, p.name FROM stub_readers r JOIN people p ON p.id = r.person_id
            JOIN memberships m ON m.person_id = r.person_id AND m.space_id = \(stub.space) WHERE r.stub_id = \(stub.id) ORDER BY p.name, p.id
            """
        ).map { try ($0.id("person_id"), $0.text("name")) }
    }

    func show(_ stub: Stub, to person: ID<Person>, by act: Act) throws {
        try tx.run(
            """
            INSERT INTO stub_readers (stub_id, person_id, shown_on) VALUES (\(stub.id), \(person), \(act.day))
            ON CONFLICT (stub_id, person_id) DO NOTHING
            """)
        try AuditStore(tx).record("stub.show", item: nil, space: nil, by: act, unnamed: false)
    }

    func hide(_ stub: Stub, from person: ID<Person>, by act: Act) throws {
        try tx.run("DELETE FROM stub_readers WHERE stub_id = \(stub.id) AND person_id = \(person)")
        try AuditStore(tx).record("stub.hide", item: nil, space: nil, by: act, unnamed: false)
    }

    func remove(_ stub: Stub, by act: Act) throws {
        try tx.run("DELETE FROM stub_readers WHERE stub_id = \(stub.id)")
        try tx.run("DELETE FROM stubs WHERE id = \(stub.id)")
        try AuditStore(tx).record("stub.remove", item: nil, space: nil, by: act, unnamed: false)
    }

    private func stub(_ row: Row, _ keys: Keys) throws -> Stub? {
        guard let words = keys.opened(try row.text("sealed"), as: Words.self, for: .stubs) else { return nil }
        return try Stub(
            id: row.id("id"), space: row.id("space_id"), question: row.id("question_id"), title: words.title, keeper: words.keeper,
            how: words.how, language: row.language("language"), sensitivity: Sensitivity(rawValue: row.int("sensitivity")) ?? .severe,
            day: row.day("day"), seenOn: row.dayOrNil("seen_on"))
    }
}
