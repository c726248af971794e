import Database
import HTML
import Language

/// Asking somebody from outside about a change, and their side of the link. Opening it changes nothing; only the form behind it does.
struct WitnessRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.post("/outcomes/:id/witnesses", ask)
        roads.get("/witnessing/:token", open)
        roads.post("/witnessing/:token", answer)
    }

    @Sendable func ask(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let view = try await house.db.read { tx in
            try OutcomeReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).view(
                id, languages: house.catalogues.languages)
        }
        let person = try visit.person()
        try visit.reader.require(.learn, in: view.place.id)
        let draft = WitnessDraft(
            name: visit.fields["name"], knows: visit.fields["knows"], mail: visit.fields["mail"], language: visit.fields["language"])
        let language: LanguageTag
        do {
            language = try draft.checked(needsMail: house.post != nil)
        } catch {
            return .refused(OutcomePages.show(view, for: visit, witness: draft, invalid: error))
        }
        guard view.outcome.item.state != "withdrawn" else { throw Refusal.conflict }
        try house.brakes.press("witness", from: person.description, limit: 30, minutes: 60, at: visit.now)
        let act = house.act(by: person)
        let sealed = DeciderWork.seal(draft.mail, house)
        return try await house.answerOnce(visit) { tx in
            let witness = try WitnessStore(tx).ask(draft, sealedMail: sealed, in: language, about: view.outcome, by: act)
            try send(to: witness, draft.mail, base: visit.base, on: tx, at: visit.now)
            return .to(view.outcome.item)
        }
    }

    /// Seals the mail into the queue; nothing happens where mail is not set up.
    private func send(to witness: Witness, _ address: String, base: String, on tx: any Connection, at now: Moment) throws {
        guard house.post != nil, !address.isEmpty else { return }
        let (outcome, place) = try asked(witness, on: tx, at: now)
        let link = "\(base)/witnessing/\(witness.token(house.keys))?lang=\(witness.language)"
        let tongue = house.catalogues.tongue(witness.language, zone: place.zone, today: now.day(in: place.zone))
        let letter = WitnessPages.mail(outcome, in: place, link: link).letter(
            to: address, called: witness.name, in: tongue, discreetly: place.isDiscreet)
        try PostWork.send(letter, for: place.id, from: house, at: now, on: tx)
    }

    @Sendable func open(_ visit: Visit) async throws -> Reply {
        let token = try visit.word("token")
        let (witness, outcome, place) = try await found(token, visit)
        return .page(WitnessPages.show(witness, outcome, in: place, token: token))
    }

    @Sendable func answer(_ visit: Visit) async throws -> Reply {
        let token = try visit.word("token")
        let (witness, outcome, place) = try await found(token, visit)
        let here: Href = "/witnessing/\(token)"
        guard witness.view == nil else { return .see(here) }
        let draft = WitnessReplyDraft(view: visit.fields["view"], words: visit.fields["words"], mayName: visit.fields["may_name"] == "yes")
        let view: Witness.View
        do {
            view = try draft.checked()
        } catch {
            return .refused(WitnessPages.show(witness, outcome, in: place, token: token, draft, invalid: error))
        }
        // Whoever holds the link answers as the witness, with an account or without: nothing ties the answer to one.
        let act = house.act(by: nil)
        let language = place.language(of: draft.words, readBy: witness.language) ?? witness.language
        do {
            return try await house.answerOnce(visit) { tx in
                try WitnessStore(tx).reply(witness, about: outcome.item, view, draft, in: language, by: act)
                return here
            }
        } catch Refusal.conflict {
            // Answered already, from another window: the page behind the link says how.
            return .see(here)
        }
    }

    /// Forged, run out, about a change that is gone: all of them are simply not found.
    private func found(_ token: String, _ visit: Visit) async throws -> (Witness, Outcome, Place) {
        guard let id = Witness.id(in: token, house.keys) else { throw Refusal.notFound }
        try house.brakes.press("witnessing", from: id.description, limit: 60, minutes: 10, at: visit.now)
        return try await house.db.read { tx in
            guard let witness = try WitnessStore(tx).find(id), !witness.isOver(on: visit.now.day(in: .utc)) else { throw Refusal.notFound }
            let (outcome, place) = try asked(witness, on: tx, at: visit.now)
            return (witness, outcome, place)
        }
    }

    /// What leaves the place is read with the eyes of the team, but without anybody's key, and nothing for named people only.
    private func asked(_ witness: Witness, on tx: any Connection, at now: Moment) throws -> (Outcome, Place) {
        try SealedWords.$opener.withValue(nil) {
            guard let item = try LineStore(tx).unseen(witness.outcome) else { throw Refusal.notFound }
            let team = Reader(person: nil, name: "", roles: [item.space: .analyst])
            let outcome = try OutcomeStore(tx).find(item.id, for: team, in: witness.language, at: now)
            return (outcome, try PlaceStore(tx).find(item.space))
        }
    }
}
