import Database
import HTML
import Language

struct AgendaQuestionRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/agenda/new", new)
        roads.post("/spaces/:space/agenda/questions", propose)
        roads.get("/questions/:id/agenda", show)
        roads.get("/questions/:id/agenda/joining", joining)
        roads.post("/questions/:id/agenda", join)
        roads.get("/questions/:id/agenda/plan", plan)
        roads.post("/questions/:id/agenda/plan", change)
        roads.get("/questions/:id/agenda/priority", priority)
        roads.post("/questions/:id/agenda/priority", weigh)
        roads.get("/questions/:id/agenda/use", use)
        roads.post("/questions/:id/agenda/use", planUse)
        roads.post("/questions/:id/agenda/step", step)
        roads.post("/questions/:id/agenda/saying", say)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply { .page(AgendaQuestionPages.show(try await view(visit), for: visit)) }

    /// Needs somebody ticked on the worksheet become one question.
    @Sendable func new(_ visit: Visit) async throws -> Reply {
        let chosen = visit.query.filter { $0.name == "need" }.compactMap { ID<Item>(typed: $0.value) }
        let (place, needs) = try await around(visit, chosen)
        return .page(AgendaQuestionFormPages.new(AgendaQuestionDraft(from: needs), from: needs, in: place))
    }

    @Sendable func propose(_ visit: Visit) async throws -> Reply {
        let (place, needs) = try await around(visit, visit.fields.all("need").compactMap { ID<Item>(typed: $0) })
        let draft = AgendaQuestionDraft(visit.fields)
        let checked: AgendaQuestionDraft.Checked
        do {
            checked = try draft.checked(on: visit.now.day(in: place.zone))
        } catch {
            return .refused(AgendaQuestionFormPages.new(draft, from: needs, in: place, invalid: error))
        }
        var asked = visit.tongue.map(QuestionDraft().promised) ?? QuestionDraft()
        (asked.text, asked.decision) = (draft.text, draft.decision)
        asked.language = place.language(of: draft.text, readBy: visit.language) ?? visit.language
        let (act, words) = (house.act(by: try visit.person()), asked)
        return try await house.answerOnce(visit) { tx in
            let id = try AgendaQuestionStore(tx).propose(checked, draft, asked: words, from: needs, in: place, as: visit.reader, by: act)
            try AgendaMail(house: house).worded(
                draft.text, id, of: needs, until: act.day + AgendaQuestion.objecting, in: place, visit, on: tx)
            return "/questions/\(id)/agenda"
        }
    }

    @Sendable func joining(_ visit: Visit) async throws -> Reply {
        let (place, question) = try await joinable(visit)
        return .page(AgendaQuestionFormPages.new(Self.draft(of: question), from: [], in: place, existing: question))
    }

    /// A question that is there already comes on the agenda.
    @Sendable func join(_ visit: Visit) async throws -> Reply {
        let (place, question) = try await joinable(visit)
        var draft = AgendaQuestionDraft(visit.fields)
        draft.text = question.text.body
        let checked: AgendaQuestionDraft.Checked
        do {
            checked = try draft.checked(on: visit.now.day(in: place.zone))
        } catch {
            return .refused(AgendaQuestionFormPages.new(draft, from: [], in: place, existing: question, invalid: error))
        }
        let (act, typed) = (house.act(by: try visit.person()), draft)
        return try await house.answerOnce(visit) { tx in
            if question.item.state == "draft" { try LineStore(tx).move(question.item, "plan", as: visit.reader, by: act) }
            let now = try QuestionStore(tx).find(question.id, for: visit.reader, in: visit.language, at: visit.now)
            try QuestionStore(tx).plan(now, text: nil, decision: typed.decision, by: checked.decisionBy, act)
            try AgendaQuestionStore(tx).begin(question.id, checked, typed, in: place.id, language: question.item.language, by: act)
            return "/questions/\(question.id)/agenda"
        }
    }

    @Sendable func plan(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        return .page(AgendaQuestionFormPages.change(AgendaQuestionDraft(view.facet), view, seen: view.facet.version))
    }

    @Sendable func change(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        var draft = AgendaQuestionDraft(visit.fields)
        if view.facet.isAdopted { draft.text = view.facet.question.text.body }
        let version = try visit.fields.version()
        let typed = draft
        let owner: ID<Person>? = try await house.db.read {
            try typed.owner.isEmpty ? nil : MembershipStore($0).person(named: typed.owner, in: view.place.id)
        }
        let checked: AgendaQuestionDraft.Checked
        do {
            checked = try draft.checked(on: view.today, changing: view.facet)
        } catch {
            return .refused(AgendaQuestionFormPages.change(draft, view, seen: version, invalid: error))
        }
        if owner == nil, !draft.owner.isEmpty {
            let invalid = Invalid("owner", Phrase("There is nobody of this name here."))
            return .refused(AgendaQuestionFormPages.change(draft, view, seen: version, invalid: invalid))
        }
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                if try AgendaQuestionStore(tx).change(view.facet, seen: version, checked, typed, owner: owner, by: act) {
                    try AgendaMail(house: house).worded(
                        typed.text, view.facet.id, of: view.needs, until: act.day + AgendaQuestion.objecting, in: view.place, visit, on: tx)
                }
                return "/questions/\(view.facet.id)/agenda"
            }
        } catch Refusal.conflict {
            return .raced(AgendaQuestionFormPages.raced(draft, try await theirs(visit), typed: visit.fields.pairs))
        }
    }

    @Sendable func priority(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        return .page(AgendaQuestionFormPages.weigh(PriorityDraft(view.facet), view, seen: view.facet.version))
    }

    @Sendable func weigh(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let (draft, version) = (PriorityDraft(visit.fields), try visit.fields.version())
        let priority: Priority
        do {
            priority = try draft.checked()
        } catch {
            return .refused(AgendaQuestionFormPages.weigh(draft, view, seen: version, invalid: error))
        }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try AgendaQuestionStore(tx).weigh(view.facet, priority, because: draft.because, seen: version, by: act)
            return "/questions/\(view.facet.id)/agenda"
        }
    }

    @Sendable func use(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        return .page(AgendaQuestionFormPages.use(UsePlanDraft(view.facet), view, seen: view.facet.version))
    }

    @Sendable func planUse(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let (draft, version) = (UsePlanDraft(visit.fields), try visit.fields.version())
        let checked: (on: Day?, status: UsePlan.Status)
        do {
            checked = try draft.checked()
        } catch {
            return .refused(AgendaQuestionFormPages.use(draft, view, seen: version, invalid: error))
        }
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                try AgendaQuestionStore(tx).plan(view.facet, draft, on: checked.on, checked.status, seen: version, by: act)
                return "/questions/\(view.facet.id)/agenda"
            }
        } catch Refusal.conflict {
            return .raced(AgendaQuestionFormPages.racedUse(draft, try await theirs(visit), typed: visit.fields.pairs))
        }
    }

    @Sendable func step(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let version = try visit.fields.version()
        guard let step = AgendaQuestion.Step(rawValue: visit.fields["step"]) else { throw FormError.missing(field: "step") }
        let (facet, review) = (view.facet, visit.fields["review_on"])
        var invalid = Invalid()
        if step == .adopt, let obstacle = view.obstacle(besides: visit.reader.person) { invalid.refuse("step", obstacle.words) }
        let answer = view.candidates.first { $0.item.id.description == visit.fields["answer"] }?.item.id
        if step == .answer {
            if answer == nil { invalid.refuse("answer", Phrase("Choose what answers it.")) }
            if !view.hasOutsideComment {
                invalid.refuse("answer", Phrase("First let somebody who is not of the team say what they think of it."))
            }
            if (Day(review) ?? view.today) <= view.today { invalid.refuse("review_on", Phrase("Choose a day after today.")) }
        }
        let other = view.others.first { $0.id.description == visit.fields["into"] }
        if step == .merge && other == nil { invalid.refuse("into", Phrase("Choose one.")) }
        guard invalid.isEmpty else { return .refused(AgendaQuestionPages.show(view, for: visit, invalid: invalid, answerReview: review)) }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            let store = AgendaQuestionStore(tx)
            switch step {
            case .adopt:
                try store.adopt(facet, from: view.needs, seen: version, as: visit.reader, by: act)
                try AgendaShowing(tx).show(facet, to: AgendaStore(tx).partners(of: view.place.id), by: act)
            case .answer:
                guard let answer, let day = Day(review) else { throw Refusal.notFound }
                try store.answer(facet, by: answer, review: day, seen: version, by: act)
            case .merge:
                guard let other else { throw Refusal.notFound }
                try store.merge(facet, into: other, needs: view.needs, seen: version, as: visit.reader, by: act)
            case .reopen: try store.reopen(facet, seen: version, by: act)
            case .retire: try store.retire(facet, seen: version, as: visit.reader, by: act)
            case .discuss, .activate: try store.move(facet, step, seen: version, by: act)
            }
            return "/questions/\(facet.id)/agenda"
        }
    }

    /// Somebody it came from on its wording; anybody who takes part on its answer.
    @Sendable func say(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit)
        let person = try visit.person()
        try visit.reader.require(.answer, in: view.place.id)
        guard let about = AgendaWord.About(rawValue: visit.fields["about"]) else { throw FormError.missing(field: "about") }
        let isAsker = view.needs.contains { $0.item.author.person == person }
        guard about == .answer || isAsker && view.today <= view.facet.objectUntil else { throw Refusal.notAllowed }
        let (agrees, words) = (visit.fields["agrees"] == "yes", visit.fields["words"])
        var invalid = Invalid()
        if !agrees && words.isEmpty { invalid.refuse("words", Phrase("Say what you mean instead.")) }
        if words.count > 1_000 { invalid.refuse("words", Phrase("Keep this under \("n", 1_000) characters.")) }
        guard invalid.isEmpty else { return .refused(AgendaQuestionPages.show(view, for: visit, words: words, invalid: invalid)) }
        let act = house.act(by: person)
        return try await house.answerOnce(visit) { tx in
            try AgendaQuestionStore(tx).say(
                words, agrees: agrees, about: about, on: view.facet, as: visit.reader, by: person, on: act.day)
            return "/questions/\(view.facet.id)/agenda"
        }
    }

    private func view(_ visit: Visit) async throws -> AgendaQuestionView {
        try await house.db.read { try AgendaReading(tx: $0, visit: visit).question() }
    }

    private func theirs(_ visit: Visit) async throws -> AgendaQuestionView {
        let view = try await view(visit)
        try visit.reader.require(.ask, in: view.place.id)
        return view
    }

    private func around(_ visit: Visit, _ chosen: [ID<Item>]) async throws -> (Place, [LearningNeed]) {
        try await house.db.read { tx in
            let (place, _) = try AgendaReading(tx: tx, visit: visit).standing()
            try visit.reader.require(.ask, in: place.id)
            let needs = try NeedStore(tx).all(chosen, in: place.id, for: visit.reader, in: visit.language, at: visit.now)
            return (place, needs.filter { ["raised", "parked"].contains($0.item.state) })
        }
    }

    private func joinable(_ visit: Visit) async throws -> (Place, Question) {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            let question = try QuestionStore(tx).find(id, for: visit.reader, in: visit.language, at: visit.now)
            let place = try PlaceStore(tx).find(question.item.space)
            guard try AgendaStore(tx).isKept(in: place.id), try !AgendaQuestionStore(tx).isThere(id) else { throw Refusal.notFound }
            try visit.reader.require(.ask, in: place.id)
            return (place, question)
        }
    }

    private static func draft(of question: Question) -> AgendaQuestionDraft {
        AgendaQuestionDraft(
            text: question.text.body, decision: question.words("decision"), decisionBy: question.decisionBy?.text ?? "")
    }
}
