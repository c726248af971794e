import Database
import HTML
import Language

/// Coming in by an invitation: a name and a phrase, on any phone, in a chat program's own browser.
struct JoiningRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/join/:token", form)
        roads.post("/join/:token", join)
    }

    @Sendable func form(_ visit: Visit) async throws -> Reply {
        let (invitation, place, isGood) = try await invited(visit)
        if visit.reader.roles[place.id] != nil { return .see(place.home) }
        if let person = visit.reader.person, try await house.db.read({ try InvitationStore($0).isShutOut(person, from: invitation.id) }) {
            throw Refusal.notNow(.takenOut)
        }
        guard isGood, invitation.isOpen(on: visit.now.day(in: place.zone)) else { throw Refusal.notNow(.invitationOver) }
        let action = try action(visit)
        if let page = try await stopped(invitation, place, visit) { return .page(page) }
        if visit.reader.person != nil { return .page(JoiningPages.known(invitation, in: place, at: action, as: visit.reader.name)) }
        return .page(
            JoiningPages.form(invitation, in: place, at: action, JoiningDraft(), sendsMail: visit.sendsMail, by: try await providers()))
    }

    private func providers() async throws -> [Provider] { try await house.db.read { try ProviderStore($0).all() } }

    @Sendable func join(_ visit: Visit) async throws -> Reply {
        let (invitation, place, _) = try await invited(visit)
        // What an organisation said is for somebody who comes without a session; nobody else gets around the question by sending it.
        let comesThrough = visit.reader.person == nil && visit.fields.has("proof")
        if !comesThrough, let page = try await stopped(invitation, place, visit) { return .refused(page) }
        if let person = visit.reader.person { return try await enter(person, invitation, place, visit) }
        if visit.fields.has("proof") { return try await OutsideJoining(house: house).join(by: invitation, to: place, visit) }
        let draft = JoiningDraft(visit.fields)
        do {
            let checked = try draft.checked()
            return try await begin(checked, draft, invitation, place, visit)
        } catch let invalid as Invalid {
            return .refused(
                JoiningPages.form(invitation, in: place, at: try action(visit), draft, sendsMail: visit.sendsMail, invalid: invalid))
        } catch let taken as NameTaken {
            return .refused(
                JoiningPages.form(invitation, in: place, at: try action(visit), draft, sendsMail: visit.sendsMail, invalid: taken.invalid))
        }
    }

    /// Where an organisation has to know who comes, and nothing shows yet that it does.
    private func stopped(_ invitation: Invitation, _ place: Place, _ visit: Visit) async throws -> Page? {
        guard let through = invitation.through else { return nil }
        let (action, person) = (try action(visit), visit.reader.person)
        return try await house.db.read { tx in
            let provider = try ProviderStore(tx).find(through)
            if let person, try ProviderStore(tx).joined(by: person).contains(where: { $0.id == through }) { return nil }
            return JoiningPages.through(provider, invitation, in: place, at: action, isSignedIn: person != nil)
        }
    }

    /// Somebody signed in comes in.
    private func enter(_ person: ID<Person>, _ invitation: Invitation, _ place: Place, _ visit: Visit) async throws -> Reply {
        let act = house.act(by: person)
        do {
            return try await house.answerOnce(visit) { tx in
                try Self.admit(person, by: invitation, to: place, act, on: tx)
                return place.home
            }
        } catch NameTaken.here {
            return .refused(JoiningPages.known(invitation, in: place, at: try action(visit), as: visit.reader.name, isTaken: true))
        }
    }

    /// A name and a phrase that fit an account are that account: the same person on another phone. Otherwise they begin one.
    private func begin(_ checked: JoiningDraft.Checked, _ draft: JoiningDraft, _ invitation: Invitation, _ place: Place, _ visit: Visit)
        async throws -> Reply
    {
        let known = try await SignIn(house: house).person(checked.name, phrase: draft.phrase, over: visit.peer, at: visit.now)
        if let known, try await house.db.read({ try SecondFactorStore($0).isOn(for: known) }) {
            return try await ComingIn(house: house).reply(known, shared: draft.usesSharedPhone, to: action(visit), visit)
        }
        let hash = try await house.passwords.hash(ComeBackPhrase.canonical(draft.phrase))
        let new = NewPerson(
            name: checked.name, language: visit.language, zone: place.zone, email: checked.email, hash: hash,
            usesSharedPhone: draft.usesSharedPhone)
        let (keys, newcomer) = (house.keys, house.act(by: nil))
        let token = try await house.db.write { tx in
            // Who came in is noted, never their session: the same form again opens another one.
            let came = try SentForms(tx).once(visit) {
                let person = try known ?? begun(new, visit, newcomer, on: tx)
                try Self.admit(person, by: invitation, to: place, Act(by: person, now: visit.now, random: newcomer.random), on: tx)
                return person.description
            }
            let person = ID<Person>(came)
            let act = Act(by: person, now: visit.now, random: newcomer.random)
            return try SessionStore(tx).open(for: person, shared: draft.usesSharedPhone, keys: keys, by: act)
        }
        return .withSession(.open(token: token, shared: draft.usesSharedPhone), place.home)
    }

    /// A new account, and the question whether its mail address is theirs.
    private func begun(_ new: NewPerson, _ visit: Visit, _ act: Act, on tx: any Connection) throws -> ID<Person> {
        let person = try PersonStore(tx).add(new, by: act)
        if let email = new.email, let tongue = visit.tongue {
            try MailProof(house: house).ask(person, at: email, called: new.name, in: tongue, visit, on: tx)
        }
        return person
    }

    /// Uses the invitation up by one, unless the person is here already.
    static func admit(_ person: ID<Person>, by invitation: Invitation, to place: Place, _ act: Act, on tx: any Connection) throws {
        let members = MembershipStore(tx)
        if try members.role(of: person, in: place.id) != nil { return }
        if let through = invitation.through {
            guard try ProviderStore(tx).joined(by: person).contains(where: { $0.id == through }) else { throw Refusal.notAllowed }
        }
        let key = PersonName.key(try PersonStore(tx).account(person).name)
        if try members.isTaken(key, in: place.id, except: person) { throw NameTaken.here }
        try InvitationStore(tx).use(invitation, by: person, on: act.now.day(in: place.zone))
        try members.add(person, to: place.id, as: invitation.role, invitedBy: invitation.by, by: act)
    }

    private func invited(_ visit: Visit) async throws -> (Invitation, Place, isGood: Bool) {
        guard let id = house.keys.verify(token: try visit.word("token"), for: .invitations) else { throw Refusal.notFound }
        return try await house.db.read { tx in
            let invitation = try InvitationStore(tx).find(ID(id))
            return (invitation, try PlaceStore(tx).find(invitation.space), try InvitationStore(tx).mayStillGive(invitation))
        }
    }

    private func action(_ visit: Visit) throws -> Href { Href("/join/\(try visit.word("token"))") }
}

extension JoiningDraft {
    init(_ fields: Fields) {
        name = fields["name"]
        phrase = fields["phrase"]
        email = fields["email"]
        usesSharedPhone = fields.has("shared")
    }
}
