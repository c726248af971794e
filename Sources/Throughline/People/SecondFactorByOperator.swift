import Database
import Language

extension Instance {
    /// The operator's half of taking a lost second factor off: for the only steward of a place, for whom nobody there could ask. Gives what to
    /// say in the terminal. Somebody of the place's team has to agree in the browser, so that neither does it alone.
    public func askSecondFactorReset(name: String, place slug: String) async throws -> String {
        let act = house.act(by: nil)
        let house = house
        let id = try await house.db.write { tx -> ID<SecondFactorReset>? in
            let place: Place
            do { place = try PlaceStore(tx).find(slug: slug) } catch Refusal.notFound { return nil }
            guard let person = try MembershipStore(tx).person(named: name, in: place.id), try SecondFactorStore(tx).isOn(for: person) else {
                return nil
            }
            return try SecondFactorResetStore(tx).askByOperator(for: person, in: place.id, by: act).id
        }
        guard let id else { return "Nobody of that name in that place has a second step at signing in." }
        let page = "/second-factor-resets/\(id)"
        return """
            Asked. Within \(SecondFactorReset.days) days somebody of the team who may invite people there, a weaver or a steward, opens this page
            signed in, makes sure that it is them, and agrees:

                \(house.settings.address(page) ?? "http://localhost:8080" + page)
            """
    }
}
