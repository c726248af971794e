import Database
import HTML
import Language

/// Links by which somebody without an account reads one record.
struct GuestLinkRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/guests/:secret", read)
        roads.post("/records/:id/guests", make)
        roads.post("/records/:id/guests/ending", end)
    }

    @Sendable func read(_ visit: Visit) async throws -> Reply {
        let secret = try visit.word("secret")
        guard secret.utf8.count <= 100 else { throw Refusal.notFound }
        return .page(
            GuestLinkPages.show(
                try await house.db.read { tx in
                    let link = try GuestLinkStore(tx).find(secret, keys: house.keys, at: visit.now)
                    let item = try GuestLinkStore(tx).item(of: link, at: visit.now)
                    return try GuestView(
                        item: item, texts: TextStore(tx).all(of: item.id, for: visit.language), place: PlaceStore(tx).find(item.space),
                        by: PersonStore(tx).account(link.by).name, until: link.until)
                }))
    }

    @Sendable func make(_ visit: Visit) async throws -> Reply {
        let view = try await house.db.read { try SharingReading(tx: $0, visit: visit).record() }
        let draft = GuestLinkDraft(days: visit.fields["days"])
        let days: Int
        do throws(Invalid) {
            days = try draft.checked()
        } catch {
            return .refused(SharingPages.record(view, days: draft, invalid: error))
        }
        let (act, secret) = (house.act(by: try visit.person()), self.secret(for: visit))
        if !visit.isAgain {
            try await house.actOnce(visit) { tx in
                let item = try SharingReading(tx: tx, visit: visit).item()
                try GuestLinkStore(tx).add(secret, to: item, days: days, keys: house.keys, by: act)
            }
        }
        let until = Moment(milliseconds: act.now.milliseconds + days * 86_400_000)
        return .page(GuestLinkPages.made(visit.address("/guests/\(secret)"), for: view.item, until: until, in: view.place))
    }

    /// Its maker or a steward ends it.
    @Sendable func end(_ visit: Visit) async throws -> Reply {
        let act = house.act(by: try visit.person())
        guard let link = ID<GuestLink>(typed: visit.fields["link"]) else { throw Refusal.notFound }
        return try await house.answerOnce(visit) { tx in
            let reading = SharingReading(tx: tx, visit: visit)
            let item = try reading.item()
            try GuestLinkStore(tx).end(link, to: item, by: reading.maker(in: item.space), act: act)
            return "/records/\(item.id)/showing"
        }
    }

    /// 128 bits that follow from the very form under a key outside the database, so that sending it twice makes one link and shows it again.
    private func secret(for visit: Visit) -> String {
        guard visit.fields.number != nil else {
            return Base64URL.text((0..<2).flatMap { _ in house.random.next().bytes })
        }
        return Base64URL.text(Array(house.keys.mac("link " + SentForms.digest(visit), for: .guestLinks).prefix(16)))
    }
}
