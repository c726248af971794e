import Database
import HTML
import Language

/// The last step of every way in: somebody has shown who they are, and a session begins.
struct ComingIn: Sendable {
    let house: House

    /// Opens a session in the place of the one this browser had, and leads on.
    func reply(_ person: ID<Person>, shared: Bool, to goal: Href, _ visit: Visit) async throws -> Reply {
        let (act, keys) = (house.act(by: person), house.keys)
        let left = visit.session.map { SessionStore.mac($0, keys) }
        let token = try await house.db.write { tx in
            if let left { try SessionStore(tx).close(left) }
            return try SessionStore(tx).open(for: person, shared: shared, keys: keys, by: act)
        }
        return .withSession(.open(token: token, shared: shared), goal)
    }
}
