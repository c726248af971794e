import Database
import HTML
import Language

struct QuestionRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/asking", ask)
        roads.get("/spaces/:space/questions", list)
        roads.post("/spaces/:space/questions", open)
        roads.get("/questions/:id", show)
        roads.get("/questions/:id/wording", wording)
        roads.post("/questions/:id/wording", reword)
        roads.post("/questions/:id/opening") { try await move($0, "open") }
        roads.post("/questions/:id/closing") { try await move($0, "close") }
        roads.post("/questions/:id/flood", flood)
        roads.get("/questions/:id/translation", translation)
        roads.post("/questions/:id/translation", translate)
        roads.get("/questions/:id/chat", chat)
        roads.get("/questions/:id/paper", paper)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let before = visit[query: "before"].flatMap { ID<Item>(typed: $0) }
        let start = min(max(visit[query: "corrections"].flatMap { Int($0) } ?? 0, 0), 100_000)
        let view = try await house.db.read { tx in
            try QuestionReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now)
                .view(id, before: before, correctionsFrom: start)
        }
        return .page(QuestionPages.show(view, for: visit))
    }

    /// Questions on one page of the list.
    static let page = 30

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let before = visit[query: "before"].flatMap { ID<Item>(typed: $0) }
        let (place, questions) = try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            let states = ["draft", "agenda", "open", "closed", "told", "retired"]
            return (
                place,
                try QuestionStore(tx).list(
                    states, in: place.id, for: visit.reader, in: visit.language, at: visit.now, before: before, limit: Self.page + 1)
            )
        }
        let shown = Array(questions.prefix(Self.page))
        let next = questions.count > Self.page ? shown.last.map { place.path("questions").with(query: "before", $0.id.description) } : nil
        return .page(QuestionListPages.list(shown, in: place, next: next, for: visit))
    }

    @Sendable func ask(_ visit: Visit) async throws -> Reply {
        var draft = QuestionDraft()
        draft.from = visit[query: "from"] ?? ""
        draft.text = visit[query: "text"] ?? ""
        return .page(AskPages.form(visit.tongue.map(draft.promised) ?? draft, try await around(draft, visit, try visit.word("space"))))
    }

    @Sendable func open(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        var draft = QuestionDraft(visit.fields)
        let around = try await around(draft, visit, slug)
        draft.language = around.place.language(of: draft.text, readBy: visit.language) ?? visit.language
        let checked: QuestionDraft.Checked
        do {
            checked = try draft.checked(on: visit.today)
        } catch {
            return .refused(AskPages.form(draft, around, invalid: error))
        }
        let opening = visit.fields["do"] != "draft"
        if opening, !around.isAnsweredFor { return .refused(AskPages.form(draft, around)) }
        if opening && around.isNews { return .refused(AskPages.form(draft, around, stops: true)) }
        let act = house.act(by: try visit.person())
        let (asked, place) = (draft, around.place)
        return try await house.answerOnce(visit) { tx in
            let source = try ID<Item>(typed: asked.from).flatMap { try LineStore(tx).seen($0, for: visit.reader, at: visit.now) }
            let id = try QuestionStore(tx).add(checked, asked, in: place, open: false, from: source, by: act)
            return opening ? try open(id, visit, by: act, tx) : "/questions/\(id)"
        }
    }

    @Sendable func wording(_ visit: Visit) async throws -> Reply {
        let question = try await editable(visit)
        return .page(AskPages.form(try await draft(of: question), try await around(question, visit)))
    }

    @Sendable func reword(_ visit: Visit) async throws -> Reply {
        let question = try await editable(visit)
        let version = try visit.fields.version()
        var draft = QuestionDraft(visit.fields)
        if !question.isUnasked { draft.ask = try await self.draft(of: question).ask }
        var around = try await around(question, visit)
        // The form again is still the one that was drawn then, not one over what somebody wrote since.
        around.changing = (question.id, version)
        let checked: QuestionDraft.Checked
        do {
            checked = try draft.checked(on: visit.today, changing: question)
        } catch {
            return .refused(AskPages.form(draft, around, invalid: error))
        }
        let act = house.act(by: try visit.person())
        let wanted = draft
        do {
            return try await house.answerOnce(visit) { tx in
                try QuestionStore(tx).change(question, seen: version, checked, wanted, by: act)
                return .to(question.item)
            }
        } catch Refusal.conflict {
            return try await .raced(AskPages.raced(draft, theirs: editable(visit), in: around.place, typed: visit.fields.pairs))
        } catch let invalid as Invalid {
            return .refused(AskPages.form(draft, around, invalid: invalid))
        }
    }

    private func move(_ visit: Visit, _ step: String) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            let item = try LineStore(tx).find(id, kind: .question, for: visit.reader, at: visit.now)
            try visit.reader.require(.ask, in: item.space)
            if step == "open" { return try open(id, visit, seen: visit.fields.version(), by: act, tx) }
            try LineStore(tx).move(item, step, seen: visit.fields.version(), as: visit.reader, by: act)
            try QuestionStore(tx).setClosed(id, on: step == "close" ? act.day : nil)
            // Everybody was told while it was kept open: its turn ends with it.
            if step == "close" { try Delivery(tx: tx, house: house, reader: visit.reader).close(id, by: act) }
            return "/questions/\(id)"
        }
    }

    /// Puts a question to people, or leads to what stands in between.
    private func open(_ id: ID<Item>, _ visit: Visit, seen version: Int? = nil, by act: Act, _ tx: any Connection) throws -> Href {
        let gate = AskGate(tx: tx, reader: visit.reader, language: visit.language, now: visit.now, today: visit.today)
        let standing = try gate.standing(id)
        let item = standing.question.item
        guard version == nil || version == item.version else { throw Refusal.conflict }
        try PlaceNoticeStore(tx).require(standing.place)
        guard standing.obstacles.isEmpty else { return "/questions/\(id)/before" }
        try LineStore(tx).move(item, ["draft", "agenda"].contains(item.state) ? "open" : "reopen", as: visit.reader, by: act)
        try QuestionStore(tx).setClosed(id, on: nil)
        try gate.opened(standing, by: act)
        return "/questions/\(id)"
    }

    /// The form says what is wanted, so that two who press at once want the same.
    @Sendable func flood(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let act = house.act(by: try visit.person())
        let wanted = visit.fields["flooded"]
        return try await house.answerOnce(visit) { tx in
            let question = try QuestionStore(tx).find(id, for: visit.reader, in: visit.language, at: visit.now)
            try visit.reader.require(.moderate, in: question.item.space)
            guard wanted == "yes" || wanted == "no" else { throw FormError.missing(field: "flooded") }
            try QuestionStore(tx).setFlooded(question, wanted == "yes", by: act)
            return "/questions/\(id)"
        }
    }

    @Sendable func translation(_ visit: Visit) async throws -> Reply {
        let question = try await editable(visit)
        let place = try await house.db.read { try PlaceStore($0).find(question.item.space) }
        return .page(TranslationPages.form(TranslationDraft(), question, in: place))
    }

    @Sendable func translate(_ visit: Visit) async throws -> Reply {
        let question = try await editable(visit)
        let place = try await house.db.read { try PlaceStore($0).find(question.item.space) }
        let draft = TranslationDraft(text: visit.fields["text"], language: visit.fields["language"], version: try visit.fields.version())
        let language: LanguageTag
        do {
            language = try draft.checked(askedIn: question.item.language)
        } catch {
            return .refused(TranslationPages.form(draft, question, in: place, invalid: error))
        }
        let act = house.act(by: try visit.person())
        do {
            return try await house.answerOnce(visit) { tx in
                try QuestionStore(tx).translate(question, draft.text, into: language, seen: draft.version, by: act)
                return "/questions/\(question.id)"
            }
        } catch Refusal.conflict {
            let theirs = try await house.db.read { try TextStore($0).standing(of: question.id, field: "text", in: language) }
            return .raced(TranslationPages.raced(draft, question, theirs: theirs, in: place, typed: visit.fields.pairs))
        }
    }

    @Sendable func chat(_ visit: Visit) async throws -> Reply {
        let (question, place) = try await open(question: visit)
        return .page(ChatPages.copy(question, in: place, for: visit, address: visit.address("/questions/\(question.id)")))
    }

    @Sendable func paper(_ visit: Visit) async throws -> Reply {
        let (question, place) = try await open(question: visit)
        return .page(ChatPages.paper(question, in: place, for: visit, address: visit.address("/questions/\(question.id)")))
    }

    private func open(question visit: Visit) async throws -> (Question, Place) {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            let question = try QuestionStore(tx).find(id, for: visit.reader, in: visit.language, at: visit.now)
            return (question, try PlaceStore(tx).find(question.item.space))
        }
    }

    private func editable(_ visit: Visit) async throws -> Question {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            let item = try LineStore(tx).find(id, kind: .question, for: visit.reader, at: visit.now)
            try visit.reader.require(.ask, in: item.space)
            return try QuestionStore(tx).find(id, for: visit.reader, in: item.language, at: visit.now)
        }
    }

    private func around(_ draft: QuestionDraft, _ visit: Visit, _ slug: String) async throws -> AskPages.Around {
        let text = draft.text
        return try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            try visit.reader.require(.ask, in: place.id)
            let store = QuestionStore(tx)
            // The question every place begins with asks about everything; it is no earlier one of anything.
            let earlier = try store.earlier(like: text, in: place.id, for: visit.reader, in: visit.language, at: visit.now, limit: 4)
                .filter { !$0.isStanding(in: house.catalogues) }.prefix(text.isEmpty ? 2 : 3)
            let register = try AskStore(tx).register(in: place.id, for: draft.ask.organisation, on: visit.today)
            return AskPages.Around(
                place: place, asked: register, earlier: try earlier.map { ($0, try VoiceStore(tx).count(of: $0.id).voices) },
                shown: Set(visit.fields["shown"].split(separator: " ").map(String.init)), sendsMail: visit.sendsMail,
                isAnsweredFor: try PlaceNoticeStore(tx).notice(of: place, for: place.language).isComplete)
        }
    }

    private func draft(of question: Question) async throws -> QuestionDraft {
        var draft = QuestionDraft(question)
        if let ask = try await house.db.read({ try AskStore($0).find(question.id) }) { draft.ask.minutes = "\(ask.minutes)" }
        return draft
    }

    private func around(_ question: Question, _ visit: Visit) async throws -> AskPages.Around {
        let place = try await house.db.read { try PlaceStore($0).find(question.item.space) }
        return AskPages.Around(
            place: place, isAsked: !question.isUnasked, earlier: [], changing: (question.id, question.item.version),
            sendsMail: visit.sendsMail)
    }
}

extension QuestionDraft {
    init(_ fields: Fields) {
        text = fields["text"]
        hearBy = fields["hear_by"]
        purpose = fields["purpose"].nonEmpty ?? Reason.understand.rawValue
        decision = fields["decision"]
        decisionBy = fields["decision_by"]
        reader = fields["reader"]
        decider = fields["decider"]
        deciderMail = fields["decider_mail"]
        doors = Set(fields.all("doors"))
        whereElse = fields["where_else"]
        promiseAsk = fields["promise_ask"]
        promiseComplain = fields["promise_complain"]
        from = fields["from"]
        ask = AskDraft(organisation: fields["for_organisation"], minutes: fields["minutes"].nonEmpty ?? "2")
    }

    init(_ question: Question) {
        text = question.text.body
        hearBy = question.hearBy.text
        purpose = question.purpose.rawValue
        decision = question.words("decision")
        decisionBy = question.decisionBy?.text ?? ""
        reader = question.reader
        decider = question.decider
        deciderMail = question.deciderMail ?? ""
        doors = Set(question.doors.map(\.rawValue))
        whereElse = question.words("where")
        promiseAsk = question.words("promise_ask")
        promiseComplain = question.words("promise_complain")
        ask.organisation = question.words("for")
        language = question.item.language
    }
}
