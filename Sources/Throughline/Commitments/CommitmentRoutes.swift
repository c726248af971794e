import Database
import HTML
import Language

struct CommitmentRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/questions/:id/commitments/new", new)
        roads.post("/questions/:id/commitments", promise)
        roads.get("/commitments/:id", show)
        roads.post("/commitments/:id/acceptance") { try await step($0, "accept") }
        roads.post("/commitments/:id/start") { try await step($0, "start") }
        roads.post("/commitments/:id/outcome", report)
        roads.post("/commitments/:id/keeper", takeOver)
        roads.post("/commitments/:id/refusal") { try await end($0, "decline", as: "refusal", mustSayWhy: false) }
        roads.post("/commitments/:id/release") { try await end($0, "release", as: "release", mustSayWhy: true) }
    }

    @Sendable func new(_ visit: Visit) async throws -> Reply {
        _ = try visit.person()
        return .page(DecisionOrPromise.promise(try await around(visit), for: visit))
    }

    private func around(_ visit: Visit) async throws -> DecidingAround {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            try DecisionReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).around(id)
        }
    }

    @Sendable func promise(_ visit: Visit) async throws -> Reply {
        let me = try visit.person()
        let around = try await around(visit)
        var draft = PromiseDraft(visit.fields)
        let isTeam = visit.reader.may(.decide, in: around.place.id)
        // The other form, with everything that was typed into this one.
        if isTeam, visit.fields.has("instead") {
            return .page(DecisionOrPromise.decision(around, for: visit, DecisionDraft(visit.fields, insteadOf: draft, on: visit.today)))
        }
        // A member promises for themselves; only the team writes down what somebody else promised.
        if !isTeam { (draft.who, draft.hasAccount) = (visit.reader.name, false) }
        let person = isTeam ? try await named(draft, in: around.place) : me
        draft.opening.maySafeguard = visit.reader.may(.safeguard, in: around.place.id)
        let sources = around.chosen(draft.opening.from)
        let open = Openness.covering([around.question.item] + sources)
        // Opening something wider than what it came from is the team's act.
        if !isTeam, let open, Openness(rawValue: draft.opening.openness)?.isWider(than: open) == true {
            draft.opening.openness = open.rawValue
        }
        let checked: PromiseDraft.Checked
        do {
            checked = try draft.checked(on: visit.now.day(in: around.place.zone), by: person, sources: open)
        } catch {
            return .refused(DecisionOrPromise.promise(around, for: visit, draft, invalid: error))
        }
        let language = around.place.language(of: draft.promise, readBy: visit.language) ?? visit.language
        let act = house.act(by: me)
        let kept = draft
        return try await house.answerOnce(visit) { tx in
            let id = try CommitmentStore(tx).add(checked, kept, of: person, on: around.question, from: sources, in: language, by: act)
            return "/commitments/\(id)"
        }
    }

    /// Whose account it is, where the team said that who promises has one.
    private func named(_ draft: PromiseDraft, in place: Place) async throws -> ID<Person>? {
        guard draft.hasAccount else { return nil }
        return try await house.db.read { try MembershipStore($0).person(named: draft.who, in: place.id) }
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        var view = try await view(visit)
        view.followLinks = try await links(view, visit)
        return .page(CommitmentPages.show(view, for: visit))
    }

    /// Links that ask how it goes, to be answered by whoever promised; for the team where no letter brings them.
    private func links(_ view: CommitmentView, _ visit: Visit) async throws -> [ID<FollowUp>: String] {
        let waiting = view.followUps.filter { $0.mayBeAnswered && !$0.isOver(on: visit.today) }
        guard !waiting.isEmpty else { return [:] }
        let isOwn = view.promise.person != nil && view.promise.person == visit.reader.person
        let isReached = try await house.db.read { try FollowUpReading(tx: $0, now: visit.now).isReached(view.promise.person, from: house) }
        guard isOwn || (visit.reader.may(.decide, in: view.place.id) && !isReached) else { return [:] }
        return Dictionary(waiting.map { ($0.id, visit.address("/follow-ups/\($0.token(house.keys))")) }) { first, _ in first }
    }

    @Sendable func report(_ visit: Visit) async throws -> Reply {
        let draft = OutcomeDraft(
            how: visit.fields["how"], lapse: Set(visit.fields.all("lapse")), note: visit.fields["note"], engaged: visit.fields["engaged"])
        let checked: OutcomeDraft.Checked
        do {
            checked = try draft.checked()
        } catch {
            return try await refused(visit, CommitmentPages.Retry(outcome: draft, invalid: error))
        }
        return try await act(visit, .report(checked, draft)) { store, promise, version, act in
            try store.report(promise, checked, note: draft.note, seen: version, as: visit.reader, by: act)
        }
    }

    private func step(_ visit: Visit, _ name: String) async throws -> Reply {
        try await act(visit) { store, promise, version, act in
            try store.move(promise, name, seen: version, as: visit.reader, by: act)
        }
    }

    private func end(_ visit: Visit, _ name: String, as form: String, mustSayWhy: Bool) async throws -> Reply {
        let words = visit.fields[form + "_because"]
        var invalid = Invalid()
        invalid.checkReason(words, isNeeded: mustSayWhy)
        guard invalid.isEmpty else {
            return try await refused(visit, CommitmentPages.Retry(outcome: OutcomeDraft(how: form), words: words, invalid: invalid))
        }
        return try await act(visit, .end(name, form: form, because: words)) { store, promise, version, act in
            try store.move(promise, name, because: words, seen: version, as: visit.reader, by: act)
        }
    }

    /// For the team, where whoever promised is gone for good.
    @Sendable func takeOver(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit)
        try visit.reader.require(.decide, in: view.place.id)
        let act = house.act(by: try visit.person())
        let keeper: String
        do {
            keeper = try TakeOverForm.checked(visit.fields["who"])
        } catch {
            return .refused(
                CommitmentPages.show(view, for: visit, retry: CommitmentPages.Retry(words: visit.fields["who"], invalid: error)))
        }
        return try await house.answerOnce(visit) { tx in
            let person = try MembershipStore(tx).person(named: keeper, in: view.place.id)
            try CommitmentStore(tx).takeOver(view.promise, by: keeper, person: person, by: act)
            return .to(view.promise.item)
        }
    }

    /// One step over the version its page showed. Where words came with the step, a lost race gives them back.
    private func act(
        _ visit: Visit, _ said: CommitmentPages.Said? = nil,
        _ body: @escaping @Sendable (CommitmentStore, Commitment, Int, Act) throws -> Void
    ) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let person = try visit.person()
        let act = house.act(by: person)
        do {
            return try await house.answerOnce(visit) { tx in
                let promise = try CommitmentStore(tx).find(id, for: visit.reader, in: visit.language, at: visit.now)
                if promise.person != person { try visit.reader.require(.decide, in: promise.item.space) }
                try body(CommitmentStore(tx), promise, visit.fields.version(), act)
                return "/commitments/\(id)"
            }
        } catch Refusal.conflict {
            guard let said else { throw Refusal.conflict }
            let view = try await mine(visit, person)
            return .raced(CommitmentPages.raced(said, view, typed: visit.fields.pairs))
        }
    }

    /// The form again, for those who may fill it in.
    private func refused(_ visit: Visit, _ retry: CommitmentPages.Retry) async throws -> Reply {
        .refused(CommitmentPages.show(try await mine(visit, try visit.person()), for: visit, retry: retry))
    }

    /// The promise, for who made it and for the team.
    private func mine(_ visit: Visit, _ person: ID<Person>) async throws -> CommitmentView {
        let view = try await view(visit)
        if view.promise.person != person { try visit.reader.require(.decide, in: view.place.id) }
        return view
    }

    private func view(_ visit: Visit) async throws -> CommitmentView {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            try CommitmentReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).view(id)
        }
    }
}

extension PromiseDraft {
    init(_ fields: Fields) {
        who = fields["who"]
        organisation = fields["organisation"]
        promise = fields["promise"]
        due = fields["due"]
        needs = Set(fields.all("needs"))
        amount = fields["amount"]
        currency = fields["currency"]
        days = fields["days"]
        secured = fields["secured"].nonEmpty ?? Secured.no.rawValue
        hasAccount = fields["member"] == "yes"
        opening = OpeningDraft(fields)
    }
}
