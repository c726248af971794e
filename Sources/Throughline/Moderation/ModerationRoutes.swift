import Database
import HTML
import Language

struct ModerationRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        FlagRoutes(house: house).add(to: roads)
        roads.get("/spaces/:space/flags", desk)
        roads.get("/spaces/:space/moderation", log)
        roads.get("/records/:id/note", note)
        roads.get("/records/:id/moderation", record)
        roads.post("/records/:id/moderation", moderate)
        roads.get("/moderation/:act", show)
        roads.post("/moderation/:act/decision", decide)
        roads.post("/moderation/:act/lifting", lift)
        roads.post("/moderation/:act/appeal", appeal)
        roads.get("/second-looks/:token", look)
        roads.post("/second-looks/:token", decideAsGuest)
        roads.get("/me/moderation", own)
    }

    @Sendable func desk(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        return .page(
            try await house.db.read { tx in
                let place = try PlaceStore(tx).find(slug: slug)
                let (flagged, waiting) = try reading(visit, tx).desk(of: place)
                return ModerationPages.desk(flagged, waiting, in: place)
            })
    }

    @Sendable func log(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let since = visit.today - ModerationLogPages.days
        return .page(
            try await house.db.read { tx in
                let place = try PlaceStore(tx).find(slug: slug)
                return ModerationLogPages.log(try ModerationStore(tx).log(in: place.id, since: since), in: place, for: visit)
            })
    }

    /// Why moderators put a word beside a record, for whoever may read the record.
    @Sendable func note(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        return .page(
            try await house.db.read { tx in
                let item = try LineStore(tx).find(id, for: visit.reader, at: visit.now)
                guard let label = item.label else { throw Refusal.notFound }
                let note = try ModerationStore(tx).standing(on: id).first { $0.deed == .note }
                let text = try TextStore(tx).all(of: id, for: visit.language)[item.kind.headline]
                let reply: Href = item.kind == .insight ? "/insights/\(id)/dissent" : .to(item)
                return ModerationLogPages.notes(note, label: label, on: item, text, reply: reply, in: try PlaceStore(tx).find(item.space))
            })
    }

    @Sendable func record(_ visit: Visit) async throws -> Reply {
        .page(ModerationPages.record(try await found(visit)))
    }

    @Sendable func moderate(_ visit: Visit) async throws -> Reply {
        let record = try await found(visit)
        guard !record.isOwn else { throw Refusal.notNow(.ownModeration) }
        let draft = ModerationDraft(
            deed: visit.fields["deed"], reason: visit.fields["reason"], words: visit.fields["words"], label: visit.fields["label"],
            source: visit.fields["source"])
        let version = try visit.fields.version()
        let checked: ModerationDraft.Checked
        do {
            checked = try draft.checked(canBeHidden: record.item.kind.canBeHidden)
        } catch {
            return .refused(ModerationPages.record(record, draft, invalid: error))
        }
        if checked.deed == .remove { try visit.requireConfirmed() }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            let item = try reading(visit, tx).item(record.item.id)
            guard item.version == version else { throw Refusal.conflict }
            let deed = try Moderating(tx: tx, house: house).act(checked, on: item, by: act)
            return deed.map { "/moderation/\($0.id)" } ?? record.place.path("flags")
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        .page(ModerationPages.act(try await house.db.read { try view(visit, $0) }, for: visit))
    }

    @Sendable func decide(_ visit: Visit) async throws -> Reply {
        try await decide(visit, try await house.db.read { try view(visit, $0) }) { try view(visit, $0) }
    }

    /// A note is taken off, or what is out of sight comes back, by any moderator but its author, while nobody objects and no second is asked.
    @Sendable func lift(_ visit: Visit) async throws -> Reply {
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            let view = try view(visit, tx)
            guard view.may == .lift else { throw Refusal.conflict }
            try Moderating(tx: tx, house: house).lift(view.act, saying: nil, by: act)
            return view.place.path("flags")
        }
    }

    /// Whoever wrote it asks for a second look.
    @Sendable func appeal(_ visit: Visit) async throws -> Reply {
        let (id, person): (ID<ModerationAct>, ID<Person>) = (try visit.id("act"), try visit.person())
        let deed = try await house.db.read { tx in
            let deed = try ModerationStore(tx).find(id)
            guard try LineStore(tx).unseen(deed.item)?.author.person == person else { throw Refusal.notFound }
            return deed
        }
        let draft = AppealDraft(text: visit.fields["appeal"])
        let text: String
        do throws(Invalid) {
            text = try draft.checked()
        } catch {
            return .refused(try await mine(visit, refused: (id, draft, error)))
        }
        let act = house.act(by: nil)
        return try await house.answerOnce(visit) { tx in
            try ModerationStore(tx).appeal(deed, text, by: act)
            return "/me/moderation"
        }
    }

    @Sendable func own(_ visit: Visit) async throws -> Reply { .page(try await mine(visit)) }

    private func mine(_ visit: Visit, refused: (ID<ModerationAct>, AppealDraft, Invalid)? = nil) async throws -> Page {
        let person = try visit.person()
        let macs = FlagReceipt.macs(of: person, house.keys)
        return try await house.db.read { tx in
            let acts = try ModerationStore(tx).all(toldTo: person)
            let kinds = try LineStore(tx).unseen(acts.map(\.item))
            let texts = try TextStore(tx).all(of: Array(kinds.keys), for: visit.language)
            let told = acts.map { act in (act, kinds[act.item].flatMap { texts[act.item]?[$0.kind.headline] }) }
            return ModerationLogPages.own(told, try FlagStore(tx).behind(macs), on: visit.today, refused: refused)
        }
    }

    @Sendable func look(_ visit: Visit) async throws -> Reply {
        _ = try visit.person()
        return .page(ModerationPages.act(try await house.db.read { try guestView(visit, $0) }, for: visit))
    }

    @Sendable func decideAsGuest(_ visit: Visit) async throws -> Reply {
        _ = try visit.person()
        return try await decide(visit, try await house.db.read { try guestView(visit, $0) }) { try guestView(visit, $0) }
    }

    private func decide(_ visit: Visit, _ seen: ModerationActView, _ view: @escaping @Sendable (any Connection) throws -> ModerationActView)
        async throws -> Reply
    {
        guard seen.may == .decide else { throw seen.act.waitsForSecond ? Refusal.notNow(.ownModeration) : .conflict }
        let draft = AppealDraft(text: visit.fields["appeal"])
        let stays = visit.fields["decision"] != "lifted"
        let words: String
        do throws(Invalid) {
            words = try draft.checked()
        } catch {
            return .refused(ModerationPages.act(seen, for: visit, draft: draft, invalid: error))
        }
        if seen.act.state == .proposed && stays { try visit.requireConfirmed() }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            let now = try view(tx)
            guard now.may == .decide, now.act.state == seen.act.state else { throw Refusal.conflict }
            try Moderating(tx: tx, house: house).decide(now.act, stays: stays, saying: words, by: act)
            return visit.reader.may(.moderate, in: now.place.id) ? now.place.path("flags") : "/"
        }
    }

    private func reading(_ visit: Visit, _ tx: any Connection) -> ModerationReading {
        ModerationReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now)
    }

    private func found(_ visit: Visit) async throws -> ModeratedRecord {
        let id: ID<Item> = try visit.id()
        return try await house.db.read { try reading(visit, $0).record(id) }
    }

    /// An act for a moderator of its place who may, or could, read the record.
    private func view(_ visit: Visit, _ tx: any Connection) throws -> ModerationActView {
        _ = try visit.person()
        let act = try ModerationStore(tx).find(try visit.id("act"))
        let item = try reading(visit, tx).item(act.item)
        let people = try MembershipStore(tx).count(in: act.space)
        let authors = try Moderating.authors(of: item, tx)
        let second = act.second(authors: authors, peopleInSpace: people)
        let isOwn = authors.contains { $0 == visit.reader.person }
        let may: ModerationActView.May =
            act.waitsForSecond ? (second.isOfThePlace(visit.reader) ? .decide : .wait) : act.state == .stands && !isOwn ? .lift : .nothing
        let asksGuest = act.waitsForSecond && second.isFew && item.sensitivity < .high && !isOwn
        let link = asksGuest ? visit.address("/second-looks/\(SecondPersonLink.token(act.id.description, house.keys))") : nil
        return try drawn(act, item, may, "/moderation/\(act.id)/decision", link, visit, tx)
    }

    /// The same for a moderator of another place, who has the link; what is for a safety lead alone does not leave the place.
    private func guestView(_ visit: Visit, _ tx: any Connection) throws -> ModerationActView {
        let token = try visit.word("token")
        guard let id = SecondPersonLink.subject(token, house.keys).flatMap({ ID<ModerationAct>(typed: $0) }) else { throw Refusal.notFound }
        let act = try ModerationStore(tx).find(id)
        guard act.waitsForSecond, let item = try LineStore(tx).unseen(act.item), item.sensitivity < .high,
            item.isOutOfSight || act.deed == .note
        else { throw Refusal.notFound }
        let people = try MembershipStore(tx).count(in: act.space)
        let second = act.second(authors: try Moderating.authors(of: item, tx), peopleInSpace: people)
        guard second.mayBe(visit.reader) else { throw Refusal.notFound }
        return try drawn(act, item, .decide, Href("/second-looks/\(token)"), nil, visit, tx)
    }

    private func drawn(
        _ act: ModerationAct, _ item: Item, _ may: ModerationActView.May, _ action: Href, _ link: String?, _ visit: Visit,
        _ tx: any Connection
    ) throws -> ModerationActView {
        try ModerationActView(
            act: act, text: TextStore(tx).all(of: item.id, for: visit.language)[item.kind.headline], place: PlaceStore(tx).find(act.space),
            by: PersonStore(tx).account(act.by).name, may: may, action: action, guestLink: link)
    }
}
