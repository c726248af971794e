import Database
import HTML
import Language

/// Keeping a record to the team until a day.
struct EmbargoRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/records/:id/embargo", show)
        roads.post("/records/:id/embargo", change)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let (item, text, place) = try await house.db.read { try found(visit, on: $0) }
        return .page(
            EmbargoPages.show(
                item, text, in: place, draft: EmbargoDraft(day: item.opensOn?.text ?? ""), seen: item.version,
                saved: visit[query: "saved"] != nil))
    }

    @Sendable func change(_ visit: Visit) async throws -> Reply {
        let (item, text, place) = try await house.db.read { try found(visit, on: $0) }
        let (draft, version) = (EmbargoDraft(day: visit.fields["day"]), try visit.fields.version())
        let day: Day?
        do {
            day = try visit.fields["do"] == "open" ? nil : draft.checked(on: visit.now.day(in: place.zone))
        } catch {
            return .refused(EmbargoPages.show(item, text, in: place, draft: draft, seen: version, invalid: error))
        }
        let act = house.act(by: try visit.person())
        do {
            return try await keep(day, version, by: act, visit)
        } catch Refusal.conflict {
            let (now, words, _) = try await house.db.read { try found(visit, on: $0) }
            let changed = Invalid("day", Phrase("Somebody changed this meanwhile. Look once more, then save it again."))
            return .raced(EmbargoPages.show(now, words, in: place, draft: draft, seen: now.version, invalid: changed))
        }
    }

    private func keep(_ day: Day?, _ version: Int, by act: Act, _ visit: Visit) async throws -> Reply {
        try await house.answerOnce(visit) { tx in
            let (item, _, place) = try found(visit, on: tx)
            try LineStore(tx).embargo(item, until: day, in: place.zone, seen: version, by: act)
            return Href("/records/\(item.id)/embargo").with(query: "saved", "yes")
        }
    }

    /// The record in the address, for those who may say when it opens; whoever reads it and may not is told so, for others it is not there.
    private func found(_ visit: Visit, on tx: any Connection) throws -> (Item, Text?, Place) {
        let item = try LineStore(tx).find(try visit.id(), for: visit.reader, at: visit.now)
        guard visit.reader.person != nil else { throw Refusal.signInFirst }
        guard item.mayBeEmbargoed(by: visit.reader) else { throw Refusal.notAllowed }
        return (item, try TextStore(tx).all(of: item.id, for: visit.language)[item.kind.headline], try PlaceStore(tx).find(item.space))
    }
}
