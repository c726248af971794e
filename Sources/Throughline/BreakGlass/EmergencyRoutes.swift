import Database
import HTML
import Language

/// Two people open to one of them what is for the safety lead alone.
struct EmergencyRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/emergencies", list)
        roads.post("/spaces/:space/emergencies", ask)
        roads.get("/emergencies/:id", show)
        roads.post("/emergencies/:id/agreement", agree)
        roads.post("/emergencies/:id/ending", end)
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply { .page(try await page(EmergencyDraft(), visit)) }

    @Sendable func ask(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let place = try await house.db.read { try PlaceStore($0).find(slug: slug) }
        try visit.reader.require(.settle, in: place.id)
        let draft = EmergencyDraft(address: visit.fields["address"], reason: visit.fields["reason"])
        let id: ID<Item>
        do throws(Invalid) {
            id = try draft.checked()
        } catch {
            return .refused(try await page(draft, visit, invalid: error))
        }
        try visit.requireConfirmed()
        let act = house.act(by: try visit.person())
        guard try await house.db.read({ try Self.guarded(id, in: place, visit, $0) }) != nil else {
            return .refused(try await page(draft, visit, invalid: Invalid("address", EmergencyDraft.noSuch)))
        }
        return try await house.answerOnce(visit) { tx in
            guard let item = try Self.guarded(id, in: place, visit, tx) else { throw Refusal.conflict }
            return "/emergencies/\(try EmergencyStore(tx).ask(for: item, because: draft.reason, by: act))"
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        _ = try visit.person()
        return .page(
            try await house.db.read { tx in
                let (view, _) = try self.view(visit, tx)
                return EmergencyPages.show(view, in: try PlaceStore(tx).find(view.emergency.space))
            })
    }

    @Sendable func agree(_ visit: Visit) async throws -> Reply {
        let act = house.act(by: try visit.person())
        let seen = try await house.db.read { try self.view(visit, $0).view }
        guard seen.state == .asked else { throw Refusal.conflict }
        guard seen.mayAgree else { throw Refusal.notAllowed }
        try visit.requireConfirmed()
        return try await house.answerOnce(visit) { tx in
            let view = try self.view(visit, tx).view
            guard view.mayAgree else { throw Refusal.conflict }
            try EmergencyStore(tx).open(view.emergency, by: act)
            try EmergencyLetter(house: house).opened(view.emergency, to: view.asker, at: act.now, on: tx)
            return "/emergencies/\(view.emergency.id)"
        }
    }

    /// Whoever asked, and every safety lead of the place, ends it at once.
    @Sendable func end(_ visit: Visit) async throws -> Reply {
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            let view = try self.view(visit, tx).view
            guard view.mayEnd else { throw Refusal.notAllowed }
            try EmergencyStore(tx).end(view.emergency, by: act)
            return "/emergencies/\(view.emergency.id)"
        }
    }

    /// A record of this place that is for the safety lead alone, and that whoever asks cannot read anyway.
    private static func guarded(_ id: ID<Item>, in place: Place, _ visit: Visit, _ tx: any Connection) throws -> Item? {
        guard let item = try LineStore(tx).unseen(id), item.space == place.id, item.audience == .safety,
            try LineStore(tx).seen(id, for: visit.reader, at: visit.now) == nil
        else { return nil }
        return item
    }

    private func page(_ draft: EmergencyDraft, _ visit: Visit, invalid: Invalid? = nil) async throws -> Page {
        let slug = try visit.word("space")
        return try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            let isLead = visit.reader.may(.safeguard, in: place.id)
            if !isLead { try visit.reader.require(.settle, in: place.id) }
            let since = Moment(milliseconds: visit.now.milliseconds - Emergency.noticeDays * 86_400_000)
            // Whoever else is a steward learns of the others from the place's log.
            let all = try EmergencyStore(tx).recent(in: place.id, since: since).filter { emergency in
                isLead || emergency.by == visit.reader.person || emergency.state(at: visit.now) == .asked
            }
            let entries: [(emergency: Emergency, state: Emergency.State, asker: String)] = try all.map {
                ($0, $0.state(at: visit.now), try name($0.by, tx))
            }
            return EmergencyPages.list(entries, draft, in: place, mayAsk: visit.reader.may(.settle, in: place.id), invalid: invalid)
        }
    }

    /// For those it concerns: who asked, who may agree, who looks after safety there. Others learn of nothing.
    private func view(_ visit: Visit, _ tx: any Connection) throws -> (view: EmergencyView, item: Item) {
        let emergency = try EmergencyStore(tx).find(try visit.id())
        guard let item = try LineStore(tx).unseen(emergency.item), item.audience == .safety else { throw Refusal.notFound }
        let people = try MembershipStore(tx).count(in: emergency.space)
        let second = emergency.secondPerson(author: item.author.person, peopleInSpace: people)
        let (me, state) = (visit.reader.person, emergency.state(at: visit.now))
        let isLead = visit.reader.may(.safeguard, in: emergency.space)
        let isAsker = emergency.by == me && me != nil && visit.reader.may(.settle, in: emergency.space)
        let mayAgree = state == .asked && second.mayBe(visit.reader)
        guard isAsker || isLead || mayAgree || (emergency.second == me && me != nil) else { throw Refusal.notFound }
        let view = EmergencyView(
            emergency: emergency, state: state, asker: try name(emergency.by, tx), second: try emergency.second.map { try name($0, tx) },
            mayAgree: mayAgree, mayEnd: isAsker || isLead, isFew: second.isFew, address: visit.address("/emergencies/\(emergency.id)"),
            record: isAsker && state == .open ? Href.to(item) : nil)
        return (view, item)
    }

    private func name(_ person: ID<Person>?, _ tx: any Connection) throws -> String {
        guard let person else { return "" }
        do { return try PersonStore(tx).account(person).name } catch Refusal.notFound { return "" }
    }
}
