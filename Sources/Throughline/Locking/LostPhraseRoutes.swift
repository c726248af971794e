import Database
import HTML
import Language

/// When a phrase is lost: the two halves of the spare key, given by two people, one after the other; and naming who holds them.
struct LostPhraseRoutes: Sendable {
    let house: House
    let lock: LockRoutes

    init(house: House) { (self.house, lock) = (house, LockRoutes(house: house)) }

    func add(to roads: Roads) {
        roads.get("/spaces/:space/lock/lost", lost)
        roads.post("/spaces/:space/lock/lost", ask)
        roads.post("/spaces/:space/lock/helping", help)
        roads.get("/spaces/:space/lock/spare", spare)
        roads.post("/spaces/:space/lock/spare", name)
    }

    @Sendable func lost(_ visit: Visit) async throws -> Reply {
        let view = try await lock.view(visit)
        guard view.standing != nil else { throw Refusal.notFound }
        return .page(LostPhrasePages.lost(view, again: visit[query: "again"] != nil))
    }

    /// The first time, a new phrase is chosen and the two are asked; once both have given their half, the same phrase takes them up.
    @Sendable func ask(_ visit: Visit) async throws -> Reply {
        let (view, person) = (try await lock.view(visit), try visit.person())
        guard view.standing != nil else { throw Refusal.notFound }
        let phrase = visit.fields["key_phrase"]
        let again = visit.fields["again"] == "yes"
        if let mine = view.mine, !again, !visit.isAgain {
            return mine.isReady ? try await takeUp(mine, phrase, view, visit) : .see(view.place.lock("lost"))
        }
        do {
            try Locking.checked(phrase)
        } catch {
            return .refused(LostPhrasePages.lost(view, again: again, invalid: error))
        }
        try lock.locking.slow(person, over: visit.peer, at: visit.now)
        guard view.holders.count == 2, let pair = PlaceKey.fresh(for: view.place.id) else { throw Refusal.conflict }
        let wrapped = try await lock.locking.wrap(pair.secret, under: phrase, over: visit.peer)
        let act = house.act(by: person)
        return try await house.answerOnce(visit) { tx in
            try LostPhraseStore(tx).ask(pair.lock, wrapped, for: person, by: act)
            try tell(view, act, on: tx)
            return view.place.lock("lost")
        }
    }

    /// Neither the subject nor the letter says what it is about: mail is read by others too.
    private func tell(_ view: LockView, _ act: Act, on tx: any Connection) throws {
        guard let page = house.settings.address(view.place.path("lock").description) else { return }
        let letter = MailPage(
            subject: Phrase("Something waits for you"),
            lines: [.say(Phrase("Somebody of \("place", view.place.name) needs your help.")), .gap, .link(Phrase("Read it"), page)])
        for holder in view.holders where holder.id != act.by {
            try PersonalLetter(house: house).send(letter, to: holder.id, for: view.place.id, at: act.now, on: tx)
        }
    }

    private func takeUp(_ mine: LostPhrase, _ phrase: String, _ view: LockView, _ visit: Visit) async throws -> Reply {
        guard let session = visit.session, let one = mine.half, let other = mine.otherHalf else { throw Refusal.conflict }
        try lock.locking.slow(mine.person, over: visit.peer, at: visit.now)
        guard let secret = try await lock.locking.open(mine.wrapped, with: phrase, over: visit.peer),
            let pair = PlaceKey(view.place.id, secret: secret), let first = pair.open(one), let second = pair.open(other)
        else {
            let words = Phrase("This is not the key phrase you chose when you asked for help.")
            return .refused(LostPhrasePages.lost(view, invalid: Invalid("key_phrase", words)))
        }
        guard let key = PlaceKey(view.place.id, secret: Halves.joined(first, second)), key.lock.bytes == view.standing?.lock.bytes else {
            throw Refusal.conflict
        }
        let own = try await lock.locking.wrap(key.secret, under: phrase, over: visit.peer)
        return try await lock.opened(key, own: own, to: view.place.path("lock"), session, visit)
    }

    /// Whoever holds a half gives it to one person, after they have made sure who asks.
    @Sendable func help(_ visit: Visit) async throws -> Reply {
        let (view, person) = (try await lock.view(visit), try visit.person())
        guard view.holders.contains(where: { $0.id == person }) else { throw Refusal.notFound }
        guard let whom = view.lost.first(where: { $0.id.description == visit.fields["request"] }), whom.person != person else {
            throw Refusal.notFound
        }
        try visit.requireConfirmed()
        guard visit.fields["is_them"] == "yes" else {
            return .refused(
                LockPages.show(
                    view, for: visit, invalid: Invalid("is_them", Phrase("Talk to \("name", whom.name) first: a message can be anybody’s."))
                ))
        }
        try lock.locking.slow(person, over: visit.peer, at: visit.now)
        let mine = try await house.db.read { try PlaceLockStore($0).half(of: person, in: view.place.id) }
        guard let half = try await lock.locking.open(mine, with: visit.fields["spare_phrase"], over: visit.peer) else {
            return .refused(
                LockPages.show(view, for: visit, invalid: Invalid("spare_phrase", Phrase("These are not the words of your half."))))
        }
        let act = house.act(by: person)
        return try await house.answerOnce(visit) { tx in
            try LostPhraseStore(tx).give(whom.lock.seal(half), to: whom, by: person, act)
            return view.place.path("lock").with(query: "saved", "yes")
        }
    }

    @Sendable func spare(_ visit: Visit) async throws -> Reply {
        let view = try await lock.view(visit)
        try visit.reader.require(.settle, in: view.place.id)
        guard view.standing != nil, view.isOpen else { throw Refusal.notNow(.placeLocked) }
        try visit.requireConfirmed()
        return .page(LostPhrasePages.spare(view, LockDraft()))
    }

    /// New halves for two people; those that were handed out before open nothing any more.
    @Sendable func name(_ visit: Visit) async throws -> Reply {
        let (view, draft, person) = (try await lock.view(visit), LockDraft(visit.fields), try visit.person())
        let place = view.place
        try visit.reader.require(.settle, in: place.id)
        guard view.standing != nil, let key = visit.openPlaces[place.id] else { throw Refusal.notNow(.placeLocked) }
        try visit.requireConfirmed()
        let holders: [LockView.Keyholder]
        do {
            holders = try draft.holders(view, by: person)
        } catch {
            return .refused(LostPhrasePages.spare(view, draft, invalid: error))
        }
        let slips = try holders.enumerated().map { (holder: $1, words: try lock.locking.words("spare \($0) \(place.id)", for: visit)) }
        if visit.isAgain { return .page(LockPages.slips(slips, in: place)) }
        let halves = try await lock.spare(key, slips, visit)
        let act = house.act(by: person)
        try await house.actOnce(visit) { try PlaceLockStore($0).keep(spare: halves, in: place.id, by: act) }
        return .page(LockPages.slips(slips, in: place))
    }
}
