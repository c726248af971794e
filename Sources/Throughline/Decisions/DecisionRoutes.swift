import Database
import HTML
import Language

struct DecisionRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/questions/:id/decisions/new", new)
        roads.post("/questions/:id/decisions", decide)
        roads.get("/decisions/:id", show)
        roads.post("/decisions/:id/deciding", confirm)
        roads.post("/decisions/:id/applying", apply)
        roads.post("/decisions/:id/checking", check)
        roads.post("/decisions/:id/keeping", keep)
        roads.post("/decisions/:id/reversing", reverse)
        roads.get("/spaces/:space/decisions", list)
    }

    @Sendable func new(_ visit: Visit) async throws -> Reply {
        _ = try visit.person()
        let around = try await around(visit)
        guard visit.reader.may(.decide, in: around.place.id) else { return .see("/questions/\(around.question.id)/commitments/new") }
        var decision = DecisionDraft()
        decision.decidedOn = visit.today.text
        decision.decidedBy = around.question.decider
        decision.deciderMail = around.question.deciderMail ?? ""
        decision.isOnBehalf = visit[query: "for"] == "another"
        return .page(DecisionOrPromise.decision(around, for: visit, decision))
    }

    @Sendable func decide(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        let around = try await around(visit)
        try visit.reader.require(.decide, in: around.place.id)
        var asked = DecisionDraft(visit.fields)
        asked.opening.maySafeguard = visit.reader.may(.safeguard, in: around.place.id)
        let draft = asked
        // The other form, with everything that was typed into this one.
        if visit.fields.has("instead") {
            return .page(DecisionOrPromise.promise(around, for: visit, PromiseDraft(visit.fields, insteadOf: draft)))
        }
        let sources = around.chosen(draft.opening.from)
        let checked: DecisionDraft.Checked
        do {
            checked = try draft.checked(
                on: visit.today, sources: .covering([around.question.item] + sources), needsMail: house.post != nil)
        } catch {
            return .refused(DecisionOrPromise.decision(around, for: visit, draft, invalid: error))
        }
        let language = around.place.language(of: draft.what, readBy: visit.language) ?? visit.language
        if draft.isOnBehalf { try house.brakes.press("decider", from: person.description, limit: 30, minutes: 60, at: visit.now) }
        let act = house.act(by: person)
        return try await house.answerOnce(visit) { tx in
            let id = try DecisionStore(tx).add(checked, draft, on: around.question, from: sources, in: language, by: act)
            if draft.isOnBehalf { try askToConfirm(id, draft, around, visit, act, on: tx) }
            return "/decisions/\(id)"
        }
    }

    /// The one it was written for gets a link of their own; only that link makes it a decision.
    private func askToConfirm(
        _ id: ID<Item>, _ draft: DecisionDraft, _ around: DecidingAround, _ visit: Visit, _ act: Act, on tx: any Connection
    ) throws {
        let asked = try AskedDeciderStore(tx).ask(
            draft.decidedBy, sealedMail: DeciderWork.seal(draft.deciderMail, house),
            in: LanguageTag(draft.deciderLanguage) ?? around.place.language,
            about: around.question, confirming: id, by: act)
        let (page, brief) = try confirmation(asked, visit, on: tx)
        try DeciderWork.send(page, to: asked, brief.place, house, on: tx)
    }

    private func confirmation(_ asked: AskedDecider, _ visit: Visit, on tx: any Connection) throws -> (MailPage, DeciderBrief) {
        let brief = try DeciderReading(tx: tx, now: visit.now).brief(asked)
        guard let decision = brief.proposal else { throw Refusal.notFound }
        let links = DeciderMail.Links(base: visit.base, token: asked.token(house.keys), language: asked.language)
        return (DeciderMail.confirm(brief, decision, links), brief)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit)
        return .page(DecisionPages.show(view, for: visit, copy: try await copy(for: view, visit)))
    }

    /// Where mail is not set up, the team brings the text to the decider by hand.
    private func copy(for view: DecisionView, _ visit: Visit) async throws -> String? {
        guard house.post == nil, !view.decision.isConfirmed, let asked = view.asked else { return nil }
        let page = try await house.db.read { tx in try confirmation(asked, visit, on: tx).0 }
        return page.text(in: house.catalogues.tongue(asked.language, zone: view.place.zone, today: visit.now.day(in: view.place.zone)))
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let before = visit[query: "before"].flatMap { ID<Item>(typed: $0) }
        let view = try await house.db.read { tx in try reading(tx, visit).list(slug, before: before) }
        return .page(DecisionListPages.list(view))
    }

    @Sendable func confirm(_ visit: Visit) async throws -> Reply {
        try await act(visit) { store, decision, version, act in
            try store.decide(decision, seen: version, as: visit.reader, by: act)
        }
    }

    @Sendable func keep(_ visit: Visit) async throws -> Reply {
        try await act(visit) { store, decision, version, act in
            try store.keep(decision, seen: version, as: visit.reader, by: act)
        }
    }

    @Sendable func apply(_ visit: Visit) async throws -> Reply {
        let words = visit.fields["happened"]
        if words.count > 2_000 { return try await refused(visit, "happened", Phrase("Keep this under \("n", 2_000) characters.")) }
        return try await act(visit, .apply) { store, decision, version, act in
            try store.apply(decision, happened: words, seen: version, as: visit.reader, by: act)
        }
    }

    @Sendable func check(_ visit: Visit) async throws -> Reply {
        let words = visit.fields["found"]
        if words.count > 2_000 { return try await refused(visit, "found", Phrase("Keep this under \("n", 2_000) characters.")) }
        guard let result = DecisionResult(rawValue: visit.fields["result"]) else {
            return try await refused(visit, "result", Phrase("Say whether it worked."), words: words)
        }
        let again = Day(visit.fields["again_on"])
        if result == .tooEarly, again.map({ $0 <= visit.today || $0 > visit.today + 3_660 }) ?? true {
            return try await refused(visit, "again_on", Phrase("Choose the day you look again, from tomorrow on."), words: words)
        }
        return try await act(visit, .check) { store, decision, version, act in
            try store.check(
                decision, result, found: words, again: result == .tooEarly ? again : nil, seen: version, as: visit.reader, by: act)
        }
    }

    @Sendable func reverse(_ visit: Visit) async throws -> Reply {
        let words = visit.fields["because"]
        if words.isEmpty { return try await refused(visit, "because", Phrase("Say why, so that others can follow.")) }
        if words.count > 1_000 { return try await refused(visit, "because", Phrase("Keep this under \("n", 1_000) characters.")) }
        return try await act(visit, .reverse) { store, decision, version, act in
            try store.reverse(decision, because: words, seen: version, as: visit.reader, by: act)
        }
    }

    /// One step over the version its page showed. Where words came with the step, a lost race gives them back.
    private func act(
        _ visit: Visit, _ said: DecisionPages.Said? = nil, _ body: @escaping @Sendable (DecisionStore, Decision, Int, Act) throws -> Void
    ) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                let decision = try DecisionStore(tx).find(id, for: visit.reader, in: visit.language, at: visit.now)
                try visit.reader.require(.decide, in: decision.item.space)
                try body(DecisionStore(tx), decision, visit.fields.version(), act)
                return "/decisions/\(id)"
            }
        } catch Refusal.conflict {
            guard let said else { throw Refusal.conflict }
            let view = try await view(visit)
            return .raced(DecisionPages.raced(said, view, typed: visit.fields.pairs))
        }
    }

    private func refused(_ visit: Visit, _ field: String, _ problem: Phrase, words: String? = nil) async throws -> Reply {
        _ = try visit.person()
        let view = try await view(visit)
        try visit.reader.require(.decide, in: view.place.id)
        var invalid = Invalid()
        invalid.refuse(field, problem)
        let retry = DecisionPages.Retry(
            words: words ?? visit.fields[field], result: visit.fields["result"], again: visit.fields["again_on"], invalid: invalid)
        return .refused(DecisionPages.show(view, for: visit, retry: retry))
    }

    private func view(_ visit: Visit) async throws -> DecisionView {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in try reading(tx, visit).decision(id) }
    }

    private func around(_ visit: Visit) async throws -> DecidingAround {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in try reading(tx, visit).around(id) }
    }

    private func reading(_ tx: any Connection, _ visit: Visit) -> DecisionReading {
        DecisionReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now)
    }
}
