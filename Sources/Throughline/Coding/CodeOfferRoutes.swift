import Database
import HTML
import Language

/// Saying no to a code a machine proposed. Saying yes is giving the code, on the road every code is given on.
struct CodeOfferRoutes: Sendable {
    let house: House

    func add(to roads: Roads) { roads.post("/voices/:id/offers", decline) }

    @Sendable func decline(_ visit: Visit) async throws -> Reply {
        let id: ID<Item> = try visit.id()
        let (coded, place, _) = try await house.db.read { try CodingReading(visit, $0).voice(id) }
        let act = house.act(by: try visit.person())
        guard let code = ID<Code>(typed: visit.fields["code"]) else { throw Refusal.notFound }
        try await house.actOnce(visit) { tx in
            try PracticeStore(tx).require(.machineCodes, in: place.id)
            guard let me = act.by else { throw Refusal.signInFirst }
            try CodingStore(tx).decline(CodeStore(tx).find(code, in: place.id).id, of: id, by: me, on: act.day)
        }
        guard visit.fields.has("quiet"), let tongue = visit.tongue else { return .see(CodingDesk.back(to: coded.voice, visit)) }
        return .plain(Phrase("It is not proposed to you again.").plain(in: tongue))
    }
}
