import Database
import HTML
import Language

/// One page with everything somebody gave under their account.
struct OwnDataRoutes: Sendable {
    let house: House

    /// Records on one page, and in one read of a whole file.
    static let page = 20
    static let batch = 200

    func add(to roads: Roads) {
        roads.get("/me/data", show)
        roads.get("/me/data/file", file)
        roads.post("/me/data/taking-back", takeBack)
        roads.post("/me/data/hands", takeNameOff)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        let before = visit[query: "before"].flatMap { ID<Item>(typed: $0) }
        let (own, records) = try await house.db.read { tx in
            let reading = Self.reading(person, visit, tx)
            return (try reading.account(), try reading.records(before: before, limit: Self.page + 1))
        }
        let shown = Array(records.prefix(Self.page))
        let next = records.count > Self.page ? shown.last.map { Href("/me/data").with(query: "before", $0.id.description) } : nil
        return .page(OwnDataPages.show(own, shown, isFirst: before == nil, next: next))
    }

    /// All of it at once: for who has just shown that it is them.
    @Sendable func file(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        try visit.requireConfirmed()
        try house.brakes.press("own data", from: person.description, limit: 20, minutes: 60, at: visit.now)
        let own = try await house.db.read { try Self.reading(person, visit, $0).account() }
        var records: [OwnRecord] = []
        while true {
            let last = records.last?.id
            let some = try await house.db.read { try Self.reading(person, visit, $0).records(before: last, limit: Self.batch) }
            records += some
            if some.count < Self.batch { break }
        }
        let keys = house.keys
        let drafts = try await house.db.read { try FormDraftStore($0, keys).all(of: person) }
        let file = OwnDataFile(
            own: own, records: records, base: visit.base, today: visit.today, quiet: visit.discretion.isOn, drafts: drafts)
        if visit[query: "as"] == "json" {
            return .file(
                bytes: Array(try file.json().utf8), type: "application/json; charset=utf-8", name: file.name("json"), cached: false)
        }
        let page = try file.page(in: visit.tongue ?? .english)
        return .file(bytes: page, type: "text/html; charset=utf-8", name: file.name("html"), cached: false)
    }

    /// What was said otherwise than as an answer: first says what will happen, then does it.
    @Sendable func takeBack(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        guard let id = ID<Item>(typed: visit.fields["record"]) else { throw Refusal.notFound }
        let found = try await house.db.read { tx in try Self.own(id, person, tx) }
        guard visit.fields["sure"] == "yes" else {
            let record = try await house.db.read { tx in try Self.reading(person, visit, tx).record(found) }
            return .page(OwnDataPages.takingBack(record))
        }
        let act = house.act(by: person)
        return try await house.answerOnce(visit) { tx in
            _ = try Withdrawal.takeBack(found, tx, by: act)
            return "/me/data"
        }
    }

    /// Nothing says any more whose hand wrote down what others said; their answers stay.
    @Sendable func takeNameOff(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        return try await house.answerOnce(visit) { tx in
            try WrittenDownStore(tx).forget(person)
            return "/me/data"
        }
    }

    /// Somebody's own; for others it was never there.
    private static func own(_ id: ID<Item>, _ person: ID<Person>, _ tx: any Connection) throws -> Item {
        guard let item = try LineStore(tx).unseen(id), item.author == .person(person), item.kind.isSpoken, item.kind != .voice else {
            throw Refusal.notFound
        }
        return item
    }

    private static func reading(_ person: ID<Person>, _ visit: Visit, _ tx: any Connection) -> OwnDataReading {
        OwnDataReading(tx: tx, person: person, reader: visit.reader, language: visit.language, now: visit.now)
    }
}
