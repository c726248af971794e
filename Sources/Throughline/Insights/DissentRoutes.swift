import Database
import HTML
import Language

struct DissentRoutes: Sendable {
    let house: House

    /// Unnamed dissents to one insight within an hour before the brake is pressed, and from one line within ten minutes.
    static let perInsight = 60
    static let perLine = 10

    func add(to roads: Roads) {
        roads.get("/insights/:id/dissent", form)
        roads.post("/insights/:id/dissent", speaking: true, send)
        roads.get("/dissents/:id", beside)
        roads.post("/dissents/:id/release") { try await move($0, "release") }
        roads.post("/dissents/:id/rejection") { try await move($0, "reject") }
    }

    @Sendable func form(_ visit: Visit) async throws -> Reply {
        let (insight, place) = try await insight(try visit.id(), visit)
        if visit[query: "sent"] != nil { return .page(DissentPages.waits(insight, in: place)) }
        return .page(DissentPages.form(DissentDraft(), insight, in: place, for: visit))
    }

    /// A dissent is read beside the claim it disagrees with.
    @Sendable func beside(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let insight = try await house.db.read { tx in
            _ = try LineStore(tx).find(id, kind: .dissent, for: visit.reader, at: visit.now)
            guard let insight = try DissentStore(tx).insight(of: id) else { throw Refusal.notFound }
            return try LineStore(tx).find(insight, kind: .insight, for: visit.reader, at: visit.now)
        }
        return .see("/insights/\(insight.id)#differently")
    }

    /// Anyone who may see it may disagree, under a name or without.
    @Sendable func send(_ visit: Visit) async throws -> Reply {
        let (insight, place) = try await insight(try visit.id(), visit)
        let draft = DissentDraft(visit.fields)
        do {
            try draft.checked()
        } catch {
            return .refused(DissentPages.form(draft, insight, in: place, for: visit, invalid: error))
        }
        let author = draft.author(visit.reader)
        if author.person == nil && !visit.isAgain {
            try house.brakes.press(
                "dissent", by: visit.peer, .init(limit: Self.perLine, minutes: 10), of: .init(limit: Self.perInsight, minutes: 60),
                to: insight.id.description, at: visit.now)
        }
        let waits = place.holdsUnnamed && author.person == nil && !visit.reader.takesPart(in: place.id)
        let language = place.language(of: draft.text, readBy: visit.language) ?? visit.language
        let act = house.act(by: author.person)
        try await house.actOnce(visit) { tx in
            try DissentStore(tx).add(draft, to: insight.item, as: author, in: language, held: waits, by: act)
        }
        return waits ? .see("/insights/\(insight.id)/dissent?sent=yes") : .see("/insights/\(insight.id)#differently")
    }

    /// Those who wrote the claim cannot decide what is said against it.
    private func move(_ visit: Visit, _ step: String) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let person = try visit.person()
        let act = house.act(by: person)
        return try await house.answerOnce(visit) { tx in
            let dissent = try LineStore(tx).find(id, kind: .dissent, for: visit.reader, at: visit.now)
            try visit.reader.require(.moderate, in: dissent.space)
            guard let insight = try DissentStore(tx).insight(of: id), let item = try LineStore(tx).unseen(insight) else {
                throw Refusal.notFound
            }
            if step == "reject", try ReviewStore(tx).authors(of: item).contains(where: { $0.person == person }) {
                throw Refusal.notNow(.ownReview)
            }
            try LineStore(tx).move(dissent, step, seen: visit.fields.version(), as: visit.reader, by: act)
            return "/insights/\(insight)#differently"
        }
    }

    private func insight(_ id: ID<Item>, _ visit: Visit) async throws -> (Insight, Place) {
        try await house.db.read { tx in
            let insight = try InsightStore(tx).find(id, for: visit.reader, in: visit.language, at: visit.now)
            return (insight, try PlaceStore(tx).find(insight.item.space))
        }
    }
}

extension DissentDraft {
    fileprivate init(_ fields: Fields) {
        text = fields["text"]
        alternative = fields["alternative"]
        name = fields["name"]
        asPerson = fields["as"] == "me"
    }

    fileprivate func author(_ reader: Reader) -> Author {
        if asPerson, let person = reader.person { return .person(person) }
        return name.nonEmpty.map { .pseudonym($0) } ?? .nobody
    }
}
