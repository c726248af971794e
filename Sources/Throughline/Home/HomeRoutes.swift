import Database
import HTML
import Language

struct HomeRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/", first)
        roads.get("/spaces/:space", space)
        roads.get("/language", language)
    }

    /// One space: its first screen. Several: which one.
    @Sendable func first(_ visit: Visit) async throws -> Reply {
        let places = try await house.db.read { try PlaceStore($0).all() }
        if places.isEmpty { return .see("/setup") }
        let mine = places.filter { visit.reader.roles[$0.id] != nil }
        guard let only = places.count == 1 ? places.first : mine.count == 1 ? mine.first : nil else {
            return .page(HomePages.places(mine.isEmpty ? places : mine, for: visit))
        }
        return try await .page(HomePages.show(view(only.slug, visit), for: visit))
    }

    @Sendable func space(_ visit: Visit) async throws -> Reply {
        try await .page(HomePages.show(view(try visit.word("space"), visit), for: visit))
    }

    @Sendable func language(_ visit: Visit) async throws -> Reply {
        let back = visit[query: "to"].flatMap { Href(inside: $0) } ?? "/"
        return .page(HomePages.languages(house.catalogues.languages, to: back, now: visit.language))
    }

    private func view(_ slug: String, _ visit: Visit) async throws -> HomeView {
        try await house.db.read { tx in
            try HomeReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).view(PlaceStore(tx).find(slug: slug))
        }
    }
}

/// Reads the first screen in one snapshot.
struct HomeReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    func view(_ place: Place) throws -> HomeView {
        let store = QuestionStore(tx)
        // Of one day, the one whose promise comes due first stands in front: ids of a day tell no order.
        let open = try store.list(["open"], in: place.id, for: reader, in: language, at: now, limit: 6).sorted {
            $0.item.day == $1.item.day ? $0.hearBy < $1.hearBy : $0.item.day > $1.item.day
        }
        let told = try store.list(["told"], in: place.id, for: reader, in: language, at: now, limit: 1).first
        return try HomeView(
            place: place, turn: told.map(turn), asking: open.first, others: Array(open.dropFirst()),
            waiting: Waiting.people(in: place.id, for: reader, tx),
            isNew: reader.may(.invite, in: place.id) && MembershipStore(tx).count(in: place.id) == 1,
            toTranslate: reader.person.map { try TranslationTaskStore(tx).waiting(for: $0, on: now.day(in: .utc)).count } ?? 0,
            mayReopen: PlaceClosingStore(tx).mayReopen(place, reader.person, on: now.day(in: .utc)))
    }

    /// You told us, we decided, it happened: the newest of each that this reader may see. What was checked goes before what was not; what
    /// lost the last words it rested on is nothing anybody told us any more. What happened to the decision before what happened to a promise.
    private func turn(_ question: Question) throws -> HomeView.Turn {
        let items = try tx.run(
            """
            SELECT \(SQL.itemColumns) FROM links l JOIN items i ON i.id = l.from_id LEFT JOIN insights n ON n.id = i.id
            WHERE (n.id IS NULL OR n.sources > 0 OR n.withdrawn = 0) AND l.to_id = \(question.id) AND l.relation IN ('cites', 'returned_to') AND \(Visibility.anywhere(for: reader, at: now))
            ORDER BY i.id DESC LIMIT 20
            """
        ).map(Item.init)
        let texts = try TextStore(tx).all(of: items.map(\.id), for: language)
        func newest(_ kind: Kind) -> Text? {
            items.first { $0.kind == kind && $0.state != "note" && $0.state != "proposed" }.flatMap { texts[$0.id]?[kind.headline] }
        }
        let checked = items.first { $0.kind == .insight && $0.state == "checked" }.flatMap { texts[$0.id]?["claim"] }
        let done = items.filter { $0.kind == .decision } + items.filter { $0.kind != .decision }
        let happened = done.lazy.compactMap { texts[$0.id]?["happened"] }.first
        return HomeView.Turn(
            question: question, learned: checked ?? newest(.insight), decided: newest(.decision) ?? newest(.commitment),
            told: happened ?? newest(.telling))
    }
}
