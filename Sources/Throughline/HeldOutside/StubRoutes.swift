import Database
import HTML
import Language

/// The way out of every text box where what one knows could cost a life, and the safety lead's side of it.
struct StubRoutes: Sendable {
    let house: House

    static let perLine = 6
    static let perPlace = 60

    func add(to roads: Roads) {
        roads.get("/questions/:id/held-outside", speaking: true, form)
        roads.post("/questions/:id/held-outside", speaking: true, keep)
        roads.get("/spaces/:space/held-outside", list)
        roads.get("/spaces/:space/held-outside/:stub", show)
        roads.post("/spaces/:space/held-outside/:stub/seen", acknowledge)
        roads.post("/spaces/:space/held-outside/:stub/readers", name)
        roads.post("/spaces/:space/held-outside/:stub/removal", remove)
    }

    private func desk(_ visit: Visit) async throws -> (Question, Place, PlaceNotice) {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in
            let question = try QuestionStore(tx).find(id, for: visit.reader, in: visit.language, at: visit.now)
            let place = try PlaceStore(tx).find(question.item.space)
            return (question, place, try PlaceNoticeStore(tx).notice(of: place, for: visit.language))
        }
    }

    @Sendable func form(_ visit: Visit) async throws -> Reply {
        let (question, place, notice) = try await desk(visit)
        if visit[query: "kept"] == "yes" { return .page(StubPages.kept(question, in: place)) }
        return .page(StubPages.form(.init(), question, in: place, notice, for: visit))
    }

    @Sendable func keep(_ visit: Visit) async throws -> Reply {
        let (question, place, notice) = try await desk(visit)
        let cost = Int(visit.fields["cost"]).flatMap(Sensitivity.init) ?? .severe
        let draft = StubDraft(
            title: visit.fields["title"], keeper: visit.fields["keeper"], how: visit.fields["how"], sensitivity: max(cost, .high))
        guard place.hasSafetyLead else { return .refused(StubPages.form(draft, question, in: place, notice, for: visit)) }
        do {
            try draft.checked()
        } catch {
            return .refused(StubPages.form(draft, question, in: place, notice, for: visit, invalid: error))
        }
        if !visit.isAgain {
            try house.brakes.press(
                "stub", by: visit.peer, .init(limit: Self.perLine, minutes: 60), of: .init(limit: Self.perPlace, minutes: 60),
                to: "\(place.id)", at: visit.now)
        }
        // Whoever is signed in is not written down either.
        let (act, keys) = (house.act(by: nil), house.keys)
        let language = place.language(of: draft.title + " " + draft.how, readBy: visit.language) ?? visit.language
        return try await house.answerOnce(visit) { tx in
            try StubStore(tx).add(draft, in: language, on: question.item, keys, by: act)
            return Href("/questions/\(question.id)/held-outside").with(query: "kept", "yes")
        }
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let keys = house.keys
        let (place, stubs) = try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            return (place, try StubStore(tx).all(in: place.id, for: visit.reader, keys))
        }
        // For whom there is nothing, there is no such page.
        guard !stubs.isEmpty || visit.reader.may(.safeguard, in: place.id) else {
            throw visit.reader.person == nil ? Refusal.signInFirst : .notFound
        }
        return .page(StubPages.list(stubs, in: place))
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply { .page(try await page(visit)) }

    private func page(_ visit: Visit, typed: String = "", invalid: Invalid? = nil) async throws -> Page {
        let (stub, place) = try await found(visit)
        let (readers, question) = try await house.db.read { tx in
            let question = try LineStore(tx).seen(stub.question, for: visit.reader, at: visit.now)
            let texts = try TextStore(tx).all(of: question.map { [$0.id] } ?? [], for: visit.language)
            return (try StubStore(tx).readers(of: stub), texts[stub.question]?["text"])
        }
        return StubPages.show(stub, readers: readers, question: question, in: place, for: visit, typed: typed, invalid: invalid)
    }

    @Sendable func acknowledge(_ visit: Visit) async throws -> Reply {
        let (stub, place) = try await ours(visit)
        let day = visit.now.day(in: .utc)
        return try await house.answerOnce(visit) { tx in
            try StubStore(tx).acknowledge(stub, on: day)
            return StubPages.address(stub, in: place)
        }
    }

    /// Names somebody who may read it too, or takes them off.
    @Sendable func name(_ visit: Visit) async throws -> Reply {
        let (stub, place) = try await ours(visit)
        let act = house.act(by: try visit.person())
        if let person = ID<Person>(typed: visit.fields["not"]) {
            return try await house.answerOnce(visit) { tx in
                try StubStore(tx).hide(stub, from: person, by: act)
                return StubPages.address(stub, in: place)
            }
        }
        let typed = visit.fields["name"]
        guard let person = try await house.db.read({ try MembershipStore($0).person(named: typed, in: place.id) }) else {
            let invalid = Invalid("name", Phrase("Nobody of this name takes part here."))
            return .refused(try await page(visit, typed: typed, invalid: invalid))
        }
        return try await house.answerOnce(visit) { tx in
            try StubStore(tx).show(stub, to: person, by: act)
            return StubPages.address(stub, in: place)
        }
    }

    @Sendable func remove(_ visit: Visit) async throws -> Reply {
        let (stub, place) = try await ours(visit)
        try visit.requireConfirmed()
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try StubStore(tx).remove(stub, by: act)
            return place.path("held-outside")
        }
    }

    private func found(_ visit: Visit) async throws -> (Stub, Place) {
        let (slug, id): (String, ID<Stub>) = (try visit.word("space"), try visit.id("stub"))
        let keys = house.keys
        return try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            guard visit.reader.person != nil else { throw Refusal.signInFirst }
            return (try StubStore(tx).find(id, in: place.id, for: visit.reader, keys), place)
        }
    }

    /// For the safety lead; whoever may only read it meets no such page.
    private func ours(_ visit: Visit) async throws -> (Stub, Place) {
        let (stub, place) = try await found(visit)
        guard visit.reader.may(.safeguard, in: place.id) else { throw Refusal.notFound }
        return (stub, place)
    }
}
