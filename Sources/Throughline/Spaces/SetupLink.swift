import Database

extension Instance {
    /// The one-time link of a new instance; nil once somebody has set it up.
    public func setupLink(base: String) async -> String? {
        guard let isNew = try? await house.db.read({ try PlaceStore($0).all().isEmpty }), isNew else { return nil }
        return base + "/setup?key=" + house.keys.token("setup", for: .setup)
    }
}
