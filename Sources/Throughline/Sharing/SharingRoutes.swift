import Database
import HTML
import Language

/// Showing a record to another place, which sees it where it is and can say no.
struct SharingRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/records/:id/showing", record)
        roads.post("/records/:id/showing", show)
        roads.post("/records/:id/showing/ending", stop)
        roads.get("/spaces/:space/shared", border)
        roads.post("/spaces/:space/shared/declining", decline)
        roads.post("/spaces/:space/partners", name)
        roads.post("/spaces/:space/partners/ending", end)
    }

    @Sendable func record(_ visit: Visit) async throws -> Reply {
        .page(SharingPages.record(try await house.db.read { try SharingReading(tx: $0, visit: visit).record() }))
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let (view, places, partners) = try await house.db.read { tx in
            let view = try SharingReading(tx: tx, visit: visit).record()
            return (view, try PlaceStore(tx).all(), try PartnerStore(tx).all(of: view.item.space))
        }
        let typed = visit.fields["place"]
        let problem: Phrase? =
            switch PlaceDraftName(typed).found(among: places) {
            case nil: PlaceDraftName.noSuch
            case let place? where place.id == view.item.space: Phrase("It is of this very place.")
            case let place? where view.item.isForPartners && !partners.contains(place.id):
                Phrase("This is for the team, and that place is no partner of yours.")
            case let place? where view.shares.contains(where: { $0.place.id == place.id && $0.share.isDeclined }):
                Phrase("They said no to this before.")
            default: nil
            }
        guard problem == nil, let place = PlaceDraftName(typed).found(among: places) else {
            return .refused(SharingPages.record(view, typed: typed, invalid: problem.map { Invalid("place", $0) }))
        }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            let view = try SharingReading(tx: tx, visit: visit).record()
            let isPartner = try PartnerStore(tx).all(of: view.item.space).contains(place.id)
            guard isPartner || !view.item.isForPartners else { throw Refusal.conflict }
            if !view.shares.contains(where: { $0.place.id == place.id && !$0.share.isDeclined }) {
                try LineStore(tx).show(view.item, to: place.id, by: act)
            }
            return "/records/\(view.item.id)/showing"
        }
    }

    /// Anybody who may show it may stop it.
    @Sendable func stop(_ visit: Visit) async throws -> Reply {
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            let item = try SharingReading(tx: tx, visit: visit).item()
            let other = try PlaceStore(tx).find(slug: visit.fields["place"])
            try LineStore(tx).stopShowing(item, to: other.id, by: act)
            return "/records/\(item.id)/showing"
        }
    }

    @Sendable func border(_ visit: Visit) async throws -> Reply {
        let (view, place) = try await house.db.read { try SharingReading(tx: $0, visit: visit).border() }
        return .page(SharingPages.border(view, in: place))
    }

    /// The team of the place it is shown to does not want it.
    @Sendable func decline(_ visit: Visit) async throws -> Reply {
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            let (view, place) = try SharingReading(tx: tx, visit: visit).border()
            guard let entry = view.come.first(where: { $0.share.item.id.description == visit.fields["record"] }) else {
                throw Refusal.notFound
            }
            try LineStore(tx).stopShowing(entry.share.item, to: place.id, declined: true, by: act)
            return place.path("shared")
        }
    }

    @Sendable func name(_ visit: Visit) async throws -> Reply {
        let (view, place, places) = try await house.db.read { tx in
            let (view, place) = try SharingReading(tx: tx, visit: visit).border()
            return (view, place, try PlaceStore(tx).all())
        }
        try visit.reader.require(.settle, in: place.id)
        let typed = visit.fields["place"]
        guard let other = PlaceDraftName(typed).found(among: places), other.id != place.id else {
            return .refused(SharingPages.border(view, in: place, typed: typed, invalid: Invalid("place", PlaceDraftName.noSuch)))
        }
        try visit.requireConfirmed()
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            try PartnerStore(tx).add(other.id, to: place.id, by: act)
            return place.path("shared")
        }
    }

    @Sendable func end(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            try visit.reader.require(.settle, in: place.id)
            try PartnerStore(tx).end(PlaceStore(tx).find(slug: visit.fields["place"]).id, of: place.id, by: act)
            return place.path("shared")
        }
    }
}
