import Database
import HTML
import Language

/// Being discreet: the switch for this device and for an account, what it does not hide, and the quick way out.
struct DiscreetRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/discreet", show)
        roads.post("/discreet", choose)
        roads.get("/discreet/limits") { _ in .page(DiscreetPages.limits()) }
        let house = house
        roads.post(QuickExit.road, speaking: true, beforeAll: true) { visit in await QuickExit(house: house).leave(visit) }
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        var view = DiscreetPages.View(discretion: visit.discretion, saved: visit[query: "saved"] != nil)
        if let person = visit.reader.person {
            let reader = visit.reader
            let (account, places) = try await house.db.read { tx in
                (try PersonStore(tx).account(person), try PlaceStore(tx).all(of: reader))
            }
            view.account = .some(account.wayOut)
            view.isOfPlace = places.contains(where: \.isDiscreet)
        }
        return .page(DiscreetPages.show(view))
    }

    /// On the device it is a number in a cookie; only an account keeps it anywhere else.
    @Sendable func choose(_ visit: Visit) async throws -> Reply {
        let way = WayOut(rawValue: Int(visit.fields["leads"]) ?? 0) ?? visit.discretion.wayOut
        switch visit.fields["do"] {
        case "open":
            return .discreet(Discretion(.on, way), Href(inside: visit.fields["to"]) ?? "/")
        case "off":
            if visit.reader.person != nil { try await keep(nil, visit) }
            return .discreet(Discretion(), "/discreet?saved=yes")
        default:
            if visit.reader.person != nil { try await keep(visit.fields["for"] == "account" ? way : nil, visit) }
            return .discreet(Discretion(.on, way), "/discreet?saved=yes")
        }
    }

    private func keep(_ way: WayOut?, _ visit: Visit) async throws {
        let person = try visit.person()
        try await house.actOnce(visit) { try PersonStore($0).setDiscreet(person, way) }
    }
}
