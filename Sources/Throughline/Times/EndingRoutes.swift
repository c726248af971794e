import Database
import HTML
import Language

/// When sensitive records end, and keeping one longer for a reason.
struct EndingRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/records/:id/ending", show)
        roads.post("/records/:id/ending", extend)
        roads.get("/spaces/:space/ending", list)
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let found = try await house.db.read { try self.found(visit, on: $0) }
        return .page(page(found, visit, seen: found.item.version))
    }

    @Sendable func extend(_ visit: Visit) async throws -> Reply {
        let found = try await house.db.read { try self.found(visit, on: $0) }
        guard found.item.mayBeKeptLonger(by: visit.reader) else { throw Refusal.notAllowed }
        let (draft, version) = (LongerDraft(because: visit.fields["because"]), try visit.fields.version())
        let because: String
        do { because = try draft.checked() } catch {
            return .refused(page(found, visit, draft, seen: version, invalid: error))
        }
        let act = house.act(by: try visit.person())
        return try await house.answerOnce(visit) { tx in
            let now = try self.found(visit, on: tx)
            let (item, place) = (now.item, now.place)
            // Its end is far away again once it was moved: nobody moves it twice a period.
            guard item.mayBeKeptLonger(by: visit.reader), let longer = item.longer, visit.now.day(in: place.zone) >= longer.from else {
                throw Refusal.conflict
            }
            try LineStore(tx).extend(item, to: longer.to, because: because, seen: version, by: act)
            try DutyStore(tx).excuse(.lookAtEnd, on: item.id, language: item.language, door: .here, people: 1)
            return "/records/\(item.id)/ending"
        }
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("space")
        let (entries, place) = try await house.db.read { tx in
            let place = try PlaceStore(tx).find(slug: slug)
            try visit.reader.require(.safeguard, in: place.id)
            let items = try LineStore(tx).ending(
                by: visit.now.day(in: place.zone) + Lasting.window, in: place.id, for: visit.reader, at: visit.now)
            let texts = try TextStore(tx).all(of: items.map(\.id), for: visit.language)
            return (items.map { ($0, texts[$0.id]?[$0.kind.headline]) }, place)
        }
        return .page(EndingPages.list(entries, in: place))
    }

    private struct Found: Sendable {
        let item: Item
        let text: Text?
        let place: Place
        /// Why it was kept longer, the last time it was.
        let because: String?
    }

    /// Whoever may read it may know when it ends; for others it is not there.
    private func found(_ visit: Visit, on tx: any Connection) throws -> Found {
        let item = try LineStore(tx).find(try visit.id(), for: visit.reader, at: visit.now)
        guard item.endsOn != nil else { throw Refusal.notFound }
        return try Found(
            item: item, text: TextStore(tx).all(of: item.id, for: visit.language)[item.kind.headline],
            place: PlaceStore(tx).find(item.space), because: AuditStore(tx).reason(of: item.kind.rawValue + ".extend", on: item.id))
    }

    private func page(_ found: Found, _ visit: Visit, _ draft: LongerDraft = .init(), seen version: Int, invalid: Invalid? = nil) -> Page {
        EndingPages.show(
            found.item, found.text, in: found.place, today: visit.now.day(in: found.place.zone),
            mayExtend: found.item.mayBeKeptLonger(by: visit.reader), because: found.because, draft: draft, seen: version, invalid: invalid)
    }
}
