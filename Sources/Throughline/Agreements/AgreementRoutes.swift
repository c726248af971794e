import Database
import HTML
import Language

/// What comes before people are asked: their leave where something is overdue, and an agreement where one is needed.
struct AgreementRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/questions/:id/before", before)
        roads.post("/questions/:id/permission", permission)
        roads.get("/questions/:id/agreement", show)
        roads.get("/questions/:id/agreement/wording", wording)
        roads.post("/questions/:id/agreement", write)
        roads.post("/questions/:id/agreement/answer", answer)
        roads.get("/spaces/:space/asked", register)
    }

    @Sendable func before(_ visit: Visit) async throws -> Reply {
        let standing = try await standing(visit)
        guard standing.side != nil else { throw Refusal.notFound }
        return .page(AskingPages.before(standing))
    }

    @Sendable func permission(_ visit: Visit) async throws -> Reply {
        let standing = try await standing(visit)
        guard let side = standing.side else { throw Refusal.notFound }
        let (wish, because) = (visit.fields["do"], visit.fields["because"])
        let id = standing.question.id
        guard because.count <= 300 else {
            let invalid = Invalid("because", Phrase("Keep this under \("n", 300) characters."))
            return .refused(AskingPages.before(standing, invalid: invalid))
        }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            let gate = gate(visit, tx)
            let name: String
            switch (wish, side) {
            case ("ask", .asker):
                try AskStore(tx).set(.wanted, of: id, from: [.none])
                try gate.show(standing.question, by: act)
                try AgreementMail(house: house).write(to: gate.speakers(of: standing.question), about: standing, visit, on: tx)
                name = "ask.want"
            case ("allow", .people), ("refuse", .people):
                try AskStore(tx).set(wish == "allow" ? .allowed : .refused, of: id, from: [.wanted])
                name = wish == "allow" ? "ask.allow" : "ask.refuse"
            default: throw Refusal.notAllowed
            }
            try AuditStore(tx).record(name, item: id, space: standing.place.id, by: act, reason: because.nonEmpty, unnamed: false)
            return "/questions/\(id)/before"
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let standing = try await standing(visit)
        guard let agreement = standing.agreement else { throw Refusal.notFound }
        return .page(AgreementPages.show(agreement, standing))
    }

    @Sendable func wording(_ visit: Visit) async throws -> Reply {
        let standing = try await writable(visit)
        return .page(
            AgreementPages.form(AgreementDraft(standing.agreement, of: standing.question), standing, seen: standing.agreement?.number ?? 0))
    }

    @Sendable func write(_ visit: Visit) async throws -> Reply {
        let standing = try await writable(visit)
        let draft = AgreementDraft(visit.fields)
        let seen = try visit.fields.version()
        let checked: (way: Agreement.ConsentWay, returns: [Agreement.Return])
        do {
            checked = try draft.checked(on: visit.today)
        } catch {
            return .refused(AgreementPages.form(draft, standing, seen: seen, invalid: error))
        }
        guard let side = standing.side else { throw Refusal.notFound }
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                try AgreementStore(tx).write(draft, checked, of: standing.question, as: side, seen: seen, by: act)
                let gate = gate(visit, tx)
                try gate.show(standing.question, by: act)
                let others =
                    side == .asker
                    ? try gate.speakers(of: standing.question) : Set([standing.question.item.author.person].compactMap(\.self))
                try AgreementMail(house: house).write(to: others, about: standing, visit, on: tx)
                return "/questions/\(standing.question.id)/agreement"
            }
        } catch Refusal.conflict {
            let theirs = try await writable(visit)
            return .raced(AgreementRace.page(draft, theirs: theirs, typed: visit.fields.pairs))
        }
    }

    @Sendable func answer(_ visit: Visit) async throws -> Reply {
        let standing = try await standing(visit)
        guard let side = standing.side, let agreement = standing.agreement else { throw Refusal.notFound }
        let because = visit.fields["because"]
        guard because.count <= 300 else {
            return .refused(
                AgreementPages.show(agreement, standing, invalid: Invalid("because", Phrase("Keep this under \("n", 300) characters."))))
        }
        let state: Agreement.State = visit.fields["do"] == "agree" ? .inForce : .refused
        let seen = try visit.fields.version()
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try AgreementStore(tx).answer(state, to: standing.question, as: side, seen: seen, because: because, by: act)
            return "/questions/\(standing.question.id)/agreement"
        }
    }

    /// Asks on one page.
    static let page = 100

    @Sendable func register(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        return try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            guard visit.reader.takesPart(in: place.id) else { throw visit.reader.person == nil ? Refusal.signInFirst : .notFound }
            let store = QuestionStore(tx)
            let open = try store.list(
                ["open", "closed", "told", "retired"], in: place.id, for: visit.reader, in: visit.language, at: visit.now, limit: Self.page)
            let asks = try AskStore(tx).asks(of: open.map(\.id))
            let ids = try AskStore(tx).waiting(in: place.id)
            let found = try store.all(ids, for: visit.reader, in: visit.language, at: visit.now)
            let gate = gate(visit, tx)
            let mine = try ids.compactMap { found[$0] }.filter { try visit.reader.person.map(gate.speakers(of: $0).contains) ?? false }
            return .page(
                AskingPages.register(
                    try AskStore(tx).register(in: place.id, for: "", on: visit.today), waiting: mine,
                    asked: open.compactMap { question in asks[question.id].map { (question, $0) } }, in: place))
        }
    }

    /// An agreement is written by either side while it is not in force.
    private func writable(_ visit: Visit) async throws -> AskStanding {
        let standing = try await standing(visit)
        guard standing.side != nil, standing.needsAgreement || standing.agreement != nil else { throw Refusal.notFound }
        guard standing.agreement?.state != .inForce else { throw Refusal.conflict }
        return standing
    }

    private func standing(_ visit: Visit) async throws -> AskStanding {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in try gate(visit, tx).standing(id) }
    }

    private func gate(_ visit: Visit, _ tx: any Connection) -> AskGate {
        AskGate(tx: tx, reader: visit.reader, language: visit.language, now: visit.now, today: visit.today)
    }
}
