import Database
import HTML
import Language

struct JourneyRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/journeys", list)
        roads.get("/spaces/:space/journeys/new", new)
        roads.post("/spaces/:space/journeys", begin)
        roads.get("/journeys/:id", show)
        roads.get("/journeys/:id/wording", wording)
        roads.post("/journeys/:id/wording", change)
        roads.post("/journeys/:id/step", step)
        roads.post("/journeys/:id/check", check)
        roads.post("/journeys/:id/look", look)
        roads.post("/journeys/:id/questions", join)
        roads.post("/journeys/:id/showing", present)
        roads.get("/journeys/:id/hand-over", handOver)
        roads.post("/journeys/:id/hand-over", hand)
        roads.get("/journeys/:id/table", table)
        roads.get("/journeys/:id/data", data)
        roads.post("/journeys/:id/withdrawal", withdraw)
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        return .page(
            try await house.db.read { tx in
                let place = try PlaceStore(tx).find(slug: slug)
                let all = try JourneyStore(tx).list(in: place.id, for: visit.reader, in: visit.language, at: visit.now)
                return JourneyPages.list(all, in: place, for: visit)
            })
    }

    @Sendable func new(_ visit: Visit) async throws -> Reply {
        let (place, question) = try await beginning(visit, on: visit[query: "question"])
        return .page(JourneyFormPages.new(JourneyDraft(), on: question, in: place))
    }

    @Sendable func begin(_ visit: Visit) async throws -> Reply {
        let draft = JourneyDraft(visit.fields)
        let (place, question) = try await beginning(visit, on: draft.question.nonEmpty)
        let checked: JourneyDraft.Checked
        do {
            checked = try draft.checked(sources: question.map { Openness.covering([$0.item]) ?? .safety })
        } catch {
            return .refused(JourneyFormPages.new(draft, on: question, in: place, invalid: error))
        }
        let language = place.language(of: draft.issue, readBy: visit.language) ?? visit.language
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            let people = try Self.people(draft.names, in: place, tx)
            let id = try JourneyStore(tx).add(checked, draft, of: people, on: question?.item, in: place.id, language: language, by: act)
            return "/journeys/\(id)"
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply { .page(JourneyPages.show(try await view(visit), for: visit)) }

    @Sendable func wording(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        return .page(JourneyFormPages.change(view, JourneyDraft(view.journey), seen: view.journey.item.version))
    }

    @Sendable func change(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let (draft, version) = (JourneyDraft(visit.fields), try visit.fields.version())
        let checked: JourneyDraft.Checked
        do {
            checked = try draft.checked(sources: nil)
        } catch {
            return .refused(JourneyFormPages.change(view, draft, seen: version, invalid: error))
        }
        let act = house.act(by: try visit.person())
        do {
            guard view.journey.state.isOpen else { throw Refusal.conflict }
            return try await house.answerOnce(visit) { tx in
                let people = try Self.people(draft.names, in: view.place, tx)
                try JourneyStore(tx).change(view.journey, seen: version, checked, draft, of: people, by: act)
                return .to(view.journey.item)
            }
        } catch Refusal.conflict {
            return .raced(JourneyFormPages.raced(try await theirs(visit), draft, typed: visit.fields.pairs))
        }
    }

    @Sendable func step(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        guard let next = view.journey.state.next, next.act == visit.fields["step"] else { throw Refusal.conflict }
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        return try await house.answerOnce(visit) { tx in
            try JourneyStore(tx).move(view.journey, next.act, seen: version, as: visit.reader, by: act)
            return .to(view.journey.item)
        }
    }

    @Sendable func check(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        return try await house.answerOnce(visit) { tx in
            try JourneyStore(tx).check(view.journey, seen: version, by: act)
            return .to(view.journey.item)
        }
    }

    @Sendable func look(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let found = visit.fields["found"]
        var invalid = Invalid()
        if found.isEmpty { invalid.refuse("found", Phrase("Say what you found, if only “nothing”.")) }
        if found.count > 1_000 { invalid.refuse("found", Phrase("Keep this under \("n", 1_000) characters.")) }
        guard invalid.isEmpty else { return .refused(JourneyPages.show(view, for: visit, retry: .init(found: found, invalid: invalid))) }
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        do {
            guard let look = view.nextLook, "\(look.months)" == visit.fields["months"] else { throw Refusal.conflict }
            return try await house.answerOnce(visit) { tx in
                try JourneyStore(tx).look(view.journey, at: look, found: found, seen: version, as: visit.reader, by: act)
                return .to(view.journey.item)
            }
        } catch Refusal.conflict {
            let now = try await theirs(visit)
            let months = Int(visit.fields["months"]) ?? 0
            return .raced(
                TwoTexts.page(
                    [
                        .init(
                            JourneyPages.after(months), theirs: now.journey.words(JourneyLook.field(months)), mine: found)
                    ], in: now.place, action: now.nextLook?.months == months ? "/journeys/\(now.journey.id)/look" : nil,
                    back: .to(now.journey.item), version: now.journey.item.version, typed: visit.fields.pairs))
        }
    }

    @Sendable func join(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        guard view.journey.state.isOpen, let other = view.choices.first(where: { $0.item.id.description == visit.fields["question"] })
        else { throw Refusal.notFound }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try JourneyStore(tx).work(view.journey, on: other.item, by: act)
            return .to(view.journey.item)
        }
    }

    /// Shown where a team of the cohort has its own place, with every session; or not any more.
    @Sendable func present(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        guard let entry = view.places.first(where: { $0.place.slug == visit.fields["place"] }) else { throw Refusal.notFound }
        let wanted = visit.fields["shown"] == "yes"
        guard wanted != entry.isShown else { throw Refusal.conflict }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            let line = LineStore(tx)
            for id in [view.journey.id] + (try ActivityStore(tx).all(ofJourney: view.journey.id)) {
                guard let item = try line.unseen(id), item.canBeShown, !item.isForPartners else { continue }
                let share = try line.shown(item).first { $0.to == entry.place.id }
                if wanted {
                    if share == nil { try line.show(item, to: entry.place.id, by: act) }
                } else if let share, !share.isDeclined {
                    try line.stopShowing(item, to: entry.place.id, by: act)
                }
            }
            return .to(view.journey.item)
        }
    }

    @Sendable func handOver(_ visit: Visit) async throws -> Reply {
        .page(JourneyFormPages.handOver(try await view(visit), for: visit))
    }

    @Sendable func hand(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let draft = JourneyHandDraft(role: visit.fields["role"], name: visit.fields["name"], note: visit.fields["note"])
        let role: Journey.Role
        do {
            role = try draft.checked()
        } catch {
            return .refused(JourneyFormPages.handOver(view, for: visit, draft, invalid: error))
        }
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        let link = visit.address("/journeys/\(view.journey.id)/hand-over")
        do {
            return try await house.answerOnce(visit) { tx in
                let person = try MembershipStore(tx).person(named: draft.name, in: view.place.id)
                try JourneyStore(tx).hand(view.journey, role, to: person, called: draft.name, saying: draft.note, seen: version, by: act)
                if let person, person != act.by {
                    let page = MailPage(
                        subject: Phrase("A learning journey is in your hands now"),
                        lines: [
                            .say(
                                Phrase(
                                    "\("name", visit.reader.name) handed you a role in a learning journey of \("place", view.place.name).")),
                            .link(Phrase("Read what one has to know"), link),
                        ])
                    try PersonalLetter(house: house).send(page, to: person, for: view.place.id, at: act.now, on: tx)
                }
                return "/journeys/\(view.journey.id)/hand-over"
            }
        } catch Refusal.conflict {
            return .raced(JourneyFormPages.handRaced(try await theirs(visit), draft, typed: visit.fields.pairs))
        }
    }

    @Sendable func table(_ visit: Visit) async throws -> Reply {
        let csv = JourneyFile.csv(try await view(visit), in: visit.tongue ?? .english)
        return .file(bytes: Array(csv.utf8), type: "text/csv; charset=utf-8", name: "journey.csv", cached: false)
    }

    @Sendable func data(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit)
        let bytes = try JourneyFile.json(view, withNames: visit.reader.takesPart(in: view.place.id))
        return .file(bytes: bytes, type: "application/json", name: "journey.json", cached: false)
    }

    /// Its sessions go with it.
    @Sendable func withdraw(_ visit: Visit) async throws -> Reply {
        let view = try await theirs(visit)
        let because = visit.fields["because"]
        var invalid = Invalid()
        invalid.checkReason(because)
        guard invalid.isEmpty else {
            return .refused(JourneyPages.show(view, for: visit, retry: .init(because: because, invalid: invalid)))
        }
        let (version, act) = (try visit.fields.version(), house.act(by: try visit.person()))
        return try await house.answerOnce(visit) { tx in
            try JourneyStore(tx).withdraw(view.journey, because: because, seen: version, as: visit.reader, by: act)
            for session in view.sessions {
                try ActivityStore(tx).withdraw(
                    session.activity, because: because, seen: session.activity.item.version, as: visit.reader, by: act)
            }
            return view.place.path("journeys")
        }
    }

    /// Whose accounts the names are, as far as they are of the place.
    private static func people(_ names: [Journey.Role: String], in place: Place, _ tx: any Connection) throws -> [Journey.Role: ID<Person>]
    {
        try names.compactMapValues { $0.isEmpty ? nil : try MembershipStore(tx).person(named: $0, in: place.id) }
    }

    private func theirs(_ visit: Visit) async throws -> JourneyView {
        let view = try await view(visit)
        _ = try visit.person()
        try visit.reader.require(.learn, in: view.place.id)
        return view
    }

    private func view(_ visit: Visit) async throws -> JourneyView {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { tx in try reading(tx, visit).view(id) }
    }

    /// Where a journey may begin: in a place that uses them, by its team.
    private func beginning(_ visit: Visit, on question: String?) async throws -> (Place, Joined?) {
        let slug = try visit.word("space")
        return try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            try PracticeStore(tx).require(.journeys, in: place.id)
            _ = try visit.person()
            try visit.reader.require(.learn, in: place.id)
            return (place, try reading(tx, visit).question(question.flatMap { ID<Item>(typed: $0) }, in: place))
        }
    }

    private func reading(_ tx: any Connection, _ visit: Visit) -> JourneyReading {
        JourneyReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now)
    }
}
