import Database
import HTML
import Language

/// Handing over what one looks after, to a colleague who says yes.
struct HandoverRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/spaces/:space/handing-over", show)
        roads.post("/spaces/:space/handing-over", offer)
        roads.post("/spaces/:space/handing-over/:handover", answer)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply { .page(HandoverPages.show(try await view(visit))) }

    @Sendable func offer(_ visit: Visit) async throws -> Reply {
        let view = try await view(visit)
        let draft = HandoverDraft(to: visit.fields["to"], note: visit.fields["note"])
        let person: ID<Person>
        do {
            person = try draft.checked(among: view.colleagues.map(\.id))
        } catch {
            return .refused(HandoverPages.show(view, draft, invalid: error))
        }
        guard !view.mine.isEmpty else { throw Refusal.conflict }
        let act = house.act(by: try visit.person())
        let link = visit.address(view.place.path("handing-over"))
        return try await house.answerOnce(visit) { tx in
            let id = try HandoverStore(tx).offer(to: person, saying: draft.note, in: view.place.id, by: act)
            let page = MailPage(
                subject: Phrase("Somebody wants to hand something over to you"),
                lines: [
                    .say(
                        Phrase(
                            "\("name", visit.reader.name) looks after things in \("place", view.place.name) and asks you to take them over."
                        )),
                    .link(Phrase("Look at it, and say yes or no"), link),
                ])
            try PersonalLetter(house: house).send(page, to: person, for: view.place.id, at: act.now, on: tx, key: "hand \(id)")
            return view.place.path("handing-over")
        }
    }

    /// Whoever it was offered to says yes or no, while both are still here.
    @Sendable func answer(_ visit: Visit) async throws -> Reply {
        let id: ID<Handover> = try visit.id("handover")
        let view = try await view(visit)
        guard let offer = view.offers.first(where: { $0.handover.id == id }), !offer.isMine else { throw Refusal.notFound }
        let isTaken = visit.fields["do"] == "accept"
        guard isTaken || visit.fields["do"] == "decline" else { throw Refusal.notFound }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try HandoverStore(tx).answer(offer.handover, isTaken ? .accepted : .declined, by: act)
            if isTaken { try HandoverStore(tx).take(offer.handover, called: visit.reader.name, by: act) }
            return view.place.path("handing-over")
        }
    }

    private func view(_ visit: Visit) async throws -> HandoverView {
        let slug = try visit.word("space")
        return try await house.db.read { tx in
            try HandoverReading(tx: tx, reader: visit.reader, language: visit.language, now: visit.now).view(slug)
        }
    }
}
