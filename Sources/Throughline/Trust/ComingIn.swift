import Database
import HTML
import Language

/// The last step of every way in: somebody has shown who they are, and a session begins, after a code where they have a second factor.
struct ComingIn: Sendable {
    let house: House

    /// Who has said their phrase or opened their link, and has yet to give a code. It waits sealed in the page that asks.
    private struct Waiting: Codable {
        let person: String
        let shared: Bool
        let goal: String
        let made: Int
        let way: WayIn
    }

    /// Minutes to look for the code.
    static let minutes = 10

    /// Leads in, or asks for a code first, unless they came by something that only they have and that made sure it is them.
    func reply(
        _ person: ID<Person>, shared: Bool, to goal: Href, came way: WayIn = .phrase, isVerified: Bool = false, _ visit: Visit
    ) async throws -> Reply {
        let asksForCode = try await house.db.read { try !isVerified && SecondFactorStore($0).isOn(for: person) }
        guard asksForCode else {
            return try await open(person, shared: shared, to: goal, way, visit)
        }
        let waiting = Waiting(person: person.description, shared: shared, goal: goal.text, made: visit.now.milliseconds, way: way)
        return .page(CodePages.form(waiting: try house.keys.sealed(waiting, for: .comingIn), failed: false))
    }

    /// Goes on with who waited, when their code fits. The same form again is the same person again.
    func reply(toCode visit: Visit) async throws -> Reply {
        let token = visit.fields["waiting"]
        guard let waiting = waiting(token, at: visit.now) else { return .see("/sign-in") }
        let (person, factor): (ID<Person>, SecondFactor) = (ID(waiting.person), SecondFactor(house: house))
        if !visit.isAgain { try factor.slow(person, over: visit.peer, at: visit.now) }
        do {
            _ = try await house.db.write { tx in
                try SentForms(tx).once(visit) {
                    guard try factor.take(visit.fields["code"], of: person, at: visit.now, on: tx) else { throw Refusal.notAllowed }
                    return person.description
                }
            }
        } catch Refusal.notAllowed {
            return .refused(CodePages.form(waiting: token, failed: true))
        }
        return try await open(person, shared: waiting.shared, to: SignInRoutes.goal(waiting.goal), waiting.way, visit)
    }

    private func waiting(_ token: String, at now: Moment) -> Waiting? {
        guard let waiting = house.keys.opened(token, as: Waiting.self, for: .comingIn),
            abs(now.milliseconds - waiting.made) < Self.minutes * 60_000
        else { return nil }
        return waiting
    }

    /// Opens a session in the place of the one this browser had.
    private func open(_ person: ID<Person>, shared: Bool, to goal: Href, _ way: WayIn, _ visit: Visit) async throws -> Reply {
        let (act, keys) = (house.act(by: person), house.keys)
        let left = visit.session.map { SessionStore.mac($0, keys) }
        let token = try await house.db.write { tx in
            if let left { try SessionStore(tx).close(left) }
            return try SessionStore(tx).open(for: person, shared: shared, came: way, keys: keys, by: act)
        }
        return .withSession(.open(token: token, shared: shared), goal)
    }
}
