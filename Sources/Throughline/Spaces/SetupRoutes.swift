import Database
import HTML
import Language

/// The first run: a person, a place and its standing question come to be, once.
struct SetupRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/setup", form)
        roads.post("/setup", begin)
    }

    @Sendable func form(_ visit: Visit) async throws -> Reply {
        try await requireNew()
        guard let key = genuine(visit[query: "key"]) else { return .page(SetupPages.wantsLink()) }
        let wishes = Arrival.wishes(visit.accepts)
        let asked = visit[query: "zone"]
        let cities: ZoneList.Cities
        switch ZoneChoice.Step(asked ?? ZoneList.region(suggestedBy: wishes)?.name ?? "all") {
        case .cities(let found): cities = found
        case .lists(let region): return .page(SetupPages.parts(key: key, of: region))
        case .folded, .parts: return .page(SetupPages.parts(key: key))
        }
        var draft = SetupDraft()
        draft.place.zone = ""
        let spoken = wishes.prefix(3).flatMap { LanguageTag($0.primary).map { [$0] } ?? [] }
        let first = visit.choseLanguage.map { [$0] } ?? []
        let suggested = (first + spoken + [visit.language]).reduce(into: [LanguageTag]()) { if !$0.contains($1) { $0.append($1) } }
        draft.place.languages = LanguageList.line(suggested)
        return .page(SetupPages.form(draft, key: key, in: cities, sendsMail: visit.sendsMail))
    }

    @Sendable func begin(_ visit: Visit) async throws -> Reply {
        // Sent again by a browser that came in with it: it is in.
        if visit.reader.person != nil { return .see("/") }
        if !visit.isAgain { try await requireNew() }
        guard let key = genuine(visit.fields["key"]) else { throw Refusal.notFound }
        let draft = SetupDraft(visit.fields)
        let checked: SetupDraft.Checked
        do {
            checked = try draft.checked()
        } catch {
            guard
                let cities = ZoneList.cities(visit.fields["zone_part"]) ?? ZoneList.cities(around: draft.place.zone)
                    ?? ZoneList.regions.first?.lists.first
            else { throw Refusal.notFound }
            return .refused(SetupPages.form(draft, key: key, in: cities, sendsMail: visit.sendsMail, invalid: error))
        }
        let hash = try await house.passwords.hash(ComeBackPhrase.canonical(draft.phrase))
        let person = NewPerson(name: checked.person, language: visit.language, zone: checked.place.zone, email: checked.email, hash: hash)
        let token = try await house.db.write { tx in
            // Who began is noted, never their session: the same form again opens another one.
            let steward = ID<Person>(try SentForms(tx).once(visit) { try founded(checked.place, by: person, visit, on: tx).description })
            return try SessionStore(tx).open(for: steward, shared: false, keys: house.keys, by: house.act(by: steward))
        }
        return .withSession(.open(token: token, shared: false), "/")
    }

    /// All in one transaction, so that of two who press at once one begins and the other is told.
    private func founded(
        _ checked: PlaceDraft.Checked, by person: NewPerson, _ visit: Visit, on tx: any Connection
    )
        throws -> ID<Person>
    {
        guard try PlaceStore(tx).all().isEmpty else { throw Refusal.notNow(.setupDone) }
        let steward = try PersonStore(tx).add(person, by: house.act(by: nil))
        let (act, language) = (house.act(by: steward), visit.language)
        if let email = person.email, let tongue = visit.tongue {
            try MailProof(house: house).ask(steward, at: email, called: person.name, in: tongue, visit, on: tx)
        }
        let place = Place(
            id: act.id(), slug: try PlaceStore(tx).freeSlug(for: checked.name), name: checked.name, team: checked.team,
            language: checked.languages.first ?? language, languages: checked.languages, zone: checked.zone, accent: .teal,
            holdsUnnamed: true, isFlooded: false, version: 1)
        try PlaceStore(tx).add(place, on: act.day)
        let tongue = house.catalogues.tongue(place.language, zone: place.zone)
        try PlaceNoticeStore(tx).write(.first(team: place.team, steward: person.name, in: tongue), of: place, in: place.language, by: act)
        try MembershipStore(tx).add(steward, to: place.id, as: .steward, invitedBy: nil, by: act)
        let spoken = house.catalogues.languages.contains(place.language) ? place.language : language
        let asked = QuestionDraft.standing(in: house.catalogues.tongue(spoken, zone: place.zone), on: act.now.day(in: place.zone))
        try QuestionStore(tx).add(asked.checked(on: act.now.day(in: place.zone)), asked, in: place, open: true, by: act)
        return steward
    }

    private func requireNew() async throws {
        guard try await house.db.read({ try PlaceStore($0).all().isEmpty }) else { throw Refusal.notNow(.setupDone) }
    }

    private func genuine(_ key: String?) -> String? {
        key.flatMap { house.keys.verify(token: $0, for: .setup) == "setup" ? $0 : nil }
    }
}

extension SetupDraft {
    init(_ fields: Fields) {
        person = fields["person"]
        email = fields["email"]
        phrase = fields["phrase"]
        place = PlaceDraft(fields)
        place.name = fields["place_name"]
    }
}
