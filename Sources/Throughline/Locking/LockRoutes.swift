import Database
import HTML
import Language

/// Locking the words of a place, opening them for a while, and handing the key on.
struct LockRoutes: Sendable {
    let house: House
    let locking: Locking

    init(house: House) { (self.house, locking) = (house, Locking(house: house)) }

    func add(to roads: Roads) {
        roads.get("/spaces/:space/lock", show)
        roads.get("/spaces/:space/lock/beginning", beginning)
        roads.post("/spaces/:space/lock", begin)
        roads.get("/spaces/:space/lock/opening", opening)
        roads.post("/spaces/:space/lock/opening", open)
        roads.post("/spaces/:space/lock/closing", close)
        roads.get("/spaces/:space/lock/phrase", phrase)
        roads.post("/spaces/:space/lock/phrase", change)
        roads.post("/spaces/:space/lock/copies", give)
        roads.post("/spaces/:space/lock/copies/ending", end)
    }

    func view(_ visit: Visit) async throws -> LockView {
        let slug = try visit.word("space")
        return try await house.db.read { try LockReading(tx: $0, visit: visit).view(slug) }
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit)
        if view.standing != nil { return .page(LockPages.show(view, for: visit)) }
        return .page(visit.reader.may(.settle, in: view.place.id) ? LockPages.explained(view) : LockPages.notLocked(view))
    }

    @Sendable func beginning(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit)
        try visit.reader.require(.settle, in: view.place.id)
        guard view.standing == nil else { return .see(view.place.path("lock")) }
        try visit.requireConfirmed()
        return .page(LockPages.begin(view, LockDraft()))
    }

    /// The key is made here, wrapped, and forgotten: nothing of it is stored that opens anything by itself. It is not open afterwards:
    /// whoever locked it types their phrase once more while they still know it.
    @Sendable func begin(_ visit: Visit) async throws -> Reply {
        let (view, draft, person) = (try await view(visit), LockDraft(visit.fields), try visit.person())
        let place = view.place
        try visit.reader.require(.settle, in: place.id)
        try visit.requireConfirmed()
        let holders: [LockView.Keyholder]
        do {
            holders = try draft.checked(view, by: person)
        } catch {
            return .refused(LockPages.begin(view, draft, invalid: error))
        }
        let slips = try holders.enumerated().map { (holder: $1, words: try locking.words("spare \($0) \(place.id)", for: visit)) }
        if visit.isAgain { return .page(LockPages.slips(slips, in: place)) }
        guard view.standing == nil, let key = PlaceKey.fresh(for: place.id) else { throw Refusal.conflict }
        let copy = try await locking.wrap(key.secret, under: draft.phrase, over: visit.peer)
        let halves = try await spare(key, slips, visit)
        let act = house.act(by: person)
        try await house.actOnce(visit) { tx in
            let store = PlaceLockStore(tx)
            try store.begin(key.lock, by: act)
            try store.keep(copy, for: person, in: place.id, on: act.day)
            try store.keep(spare: halves, in: place.id, by: act)
            try LockWork.schedule(place.id, house, on: tx)
        }
        return .page(LockPages.slips(slips, in: place))
    }

    /// The two halves of a spare key, each under the words of its slip.
    func spare(_ key: PlaceKey, _ slips: [(holder: LockView.Keyholder, words: ReceiptCode)], _ visit: Visit) async throws -> [(
        holder: ID<Person>, half: WrappedKey
    )] {
        let halves = Halves.of(key.secret)
        var wrapped: [(holder: ID<Person>, half: WrappedKey)] = []
        for (slip, half) in zip(slips, [halves.first, halves.second]) {
            wrapped.append((slip.holder.id, try await locking.wrap(half, under: slip.words.text, over: visit.peer)))
        }
        return wrapped
    }

    @Sendable func opening(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit)
        guard view.standing != nil, !view.isOpen else { return .see(view.place.path("lock")) }
        return .page(LockPages.opening(view, to: visit[query: "to"] ?? ""))
    }

    /// A wrong phrase is said to be wrong after the same time as one where there is no copy at all.
    @Sendable func open(_ visit: Visit) async throws -> Reply {
        let (view, person) = (try await view(visit), try visit.person())
        let place = view.place
        guard view.standing != nil, let session = visit.session else { throw Refusal.notFound }
        let to = Href(inside: visit.fields["to"]) ?? place.path("lock")
        try locking.slow(person, over: visit.peer, at: visit.now)
        let isHanded = view.copy?.isHanded == true
        let new = visit.fields["new_key_phrase"]
        if isHanded, let problem = Self.problem(new) {
            return .refused(LockPages.opening(view, to: to.text, invalid: Invalid("new_key_phrase", problem)))
        }
        guard let secret = try await locking.open(view.copy?.wrapped, with: visit.fields["key_phrase"], over: visit.peer),
            let key = PlaceKey(place.id, secret: secret), key.lock.bytes == view.standing?.lock.bytes
        else {
            let words =
                view.copy == nil
                ? Phrase("You have no key to this place yet. Ask somebody who has one.")
                : Phrase("This key phrase does not fit. Try it again, with every word and space.")
            return .refused(LockPages.opening(view, to: to.text, invalid: Invalid("key_phrase", words)))
        }
        let own = isHanded ? try await locking.wrap(key.secret, under: new, over: visit.peer) : nil
        return try await opened(key, own: own, to: to, session, visit)
    }

    /// Open in this session from now on. What waited for somebody who can read is done at once.
    func opened(_ key: PlaceKey, own: WrappedKey?, to: Href, _ session: String, _ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        let cookie = visit.openingCookie ?? OpeningCookie(for: visit, house.keys)
        let act = house.act(by: person)
        try await SealedWords.$opener.withValue(OpenPlaces([key]).opener) {
            try await house.actOnce(visit) { tx in
                if let own {
                    try PlaceLockStore(tx).keep(own, for: person, in: key.space, on: act.day)
                    try LostPhraseStore(tx).forget(person, in: key.space)
                }
                try OpeningStore(tx).open(key, in: SessionStore.mac(session, house.keys), cookie, house.keys, at: act.now)
                try QuoteWithdrawal.redactLate(in: key.space, tx, by: Act(by: nil, now: act.now, random: act.random))
            }
        }
        return .withOpening(cookie, to)
    }

    static func problem(_ phrase: String) -> Phrase? {
        do { try Locking.checked(phrase) } catch { return error["key_phrase"] }
        return nil
    }

    @Sendable func close(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit)
        guard let session = visit.session else { throw Refusal.signInFirst }
        return try await house.answerOnce(visit) { tx in
            try OpeningStore(tx).close(view.place.id, in: SessionStore.mac(session, house.keys))
            return view.place.path("lock")
        }
    }

    @Sendable func phrase(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit)
        guard view.standing != nil, view.isOpen else { return .see(view.place.path("lock")) }
        try visit.requireConfirmed()
        return .page(LockPages.phrase(view))
    }

    /// A phrase of one's own, in the place of the one before; wherever else it is open, it is closed.
    @Sendable func change(_ visit: Visit) async throws -> Reply {
        let (view, person) = (try await view(visit), try visit.person())
        guard view.standing != nil, let key = visit.openPlaces[view.place.id], let session = visit.session else {
            throw Refusal.notNow(.placeLocked)
        }
        try visit.requireConfirmed()
        do {
            try Locking.checked(visit.fields["key_phrase"])
        } catch {
            return .refused(LockPages.phrase(view, invalid: error))
        }
        let wrapped = try await locking.wrap(key.secret, under: visit.fields["key_phrase"], over: visit.peer)
        let act = house.act(by: person)
        return try await house.answerOnce(visit) { tx in
            try PlaceLockStore(tx).keep(wrapped, for: person, in: view.place.id, on: act.day)
            try OpeningStore(tx).close(view.place.id, of: person, but: SessionStore.mac(session, house.keys))
            return view.place.path("lock").with(query: "saved", "yes")
        }
    }

    /// A copy for somebody who has none, or lost their phrase: under words that are shown to the giver once, good for some days, and
    /// replaced by a phrase of their own when they open the place.
    @Sendable func give(_ visit: Visit) async throws -> Reply {
        let (view, person) = (try await view(visit), try visit.person())
        guard view.standing != nil, let key = visit.openPlaces[view.place.id] else { throw Refusal.notNow(.placeLocked) }
        guard let whom = view.person(named: visit.fields["person"]), whom.id != person else {
            let words = Phrase("Nobody else of this place goes by this name. Look under People how it is written.")
            return .refused(LockPages.show(view, for: visit, invalid: Invalid("person", words)))
        }
        // Whose own phrase opens their copy keeps it, unless they said that they lost it.
        guard !whom.hasCopy || visit.isAgain || view.lost.contains(where: { $0.person == whom.id }) else {
            let words = Phrase("\("name", whom.name) has a key. Who lost theirs says so on the page “I lost my key phrase” first.")
            return .refused(LockPages.show(view, for: visit, invalid: Invalid("person", words)))
        }
        try visit.requireConfirmed()
        let words = try locking.words("copy \(whom.id) \(view.place.id)", for: visit)
        if visit.isAgain { return .page(LockPages.handed(words, to: whom, in: view.place)) }
        let wrapped = try await locking.wrap(key.secret, under: words.text, over: visit.peer)
        let act = house.act(by: person)
        try await house.actOnce(visit) { tx in
            guard try MembershipStore(tx).role(of: whom.id, in: view.place.id).map({ $0 != .reader }) == true else {
                throw Refusal.conflict
            }
            // Two colleagues at once: the second reads that a key has been made, instead of a slip that opens nothing.
            let now = try PlaceLockStore(tx).handed(in: view.place.id, on: act.day).first { $0.person == whom.id }
            guard now?.mark == view.handed.first(where: { $0.person == whom.id })?.mark else { throw Refusal.conflict }
            try PlaceLockStore(tx).keep(wrapped, for: whom.id, in: view.place.id, handedBy: person, on: act.day)
            try AuditStore(tx).record("lock.give", item: nil, space: view.place.id, by: act, unnamed: false)
        }
        return .page(LockPages.handed(words, to: whom, in: view.place))
    }
    /// Words that fell into other hands, or were made for the wrong one, open nothing from now on.
    @Sendable func end(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit)
        guard view.standing != nil, view.isOpen else { throw Refusal.notNow(.placeLocked) }
        guard let copy = view.handed.first(where: { $0.person.description == visit.fields["person"] }) else { throw Refusal.conflict }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try PlaceLockStore(tx).end(copy, in: view.place.id, by: act)
            return view.place.path("lock").with(query: "saved", "yes")
        }
    }
}
