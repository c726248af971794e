import Database
import HTML
import Language

/// Where somebody is signed in, browser by browser.
struct SessionRoutes: Sendable {
    let house: House

    static let longestName = 40

    func add(to roads: Roads) {
        roads.get("/me/sessions", list)
        roads.post("/me/sessions", name)
        roads.post("/me/sessions/ending", endOthers)
        roads.post("/me/sessions/:session/ending", endOne)
    }

    @Sendable func list(_ visit: Visit) async throws -> Reply { .page(try await page(visit)) }

    @Sendable func name(_ visit: Visit) async throws -> Reply {
        _ = try visit.person()
        let (mac, name) = (here(visit), PersonName.clean(visit.fields["name"]))
        guard name.count <= Self.longestName, name.utf8.count <= 4 * Self.longestName else {
            let fault = Phrase("Keep the name under \("n", Self.longestName) characters.")
            return .refused(try await page(visit, name: visit.fields["name"], invalid: Invalid("name", fault)))
        }
        return try await house.answerOnce(visit) { tx in
            try SessionStore(tx).name(mac, name.nonEmpty)
            return "/me/sessions"
        }
    }

    @Sendable func endOthers(_ visit: Visit) async throws -> Reply {
        let (person, here) = (try visit.person(), here(visit))
        return try await house.answerOnce(visit) { tx in
            try SessionStore(tx).closeOthers(of: person, than: here)
            return "/me/sessions"
        }
    }

    @Sendable func endOne(_ visit: Visit) async throws -> Reply {
        let (person, handle) = (try visit.person(), try visit.word("session"))
        return try await house.answerOnce(visit) { tx in
            let mine = try SessionStore(tx).list(of: person, at: visit.now)
            guard let one = mine.first(where: { $0.handle == handle }) else { throw Refusal.notFound }
            try SessionStore(tx).close(one.mac)
            return "/me/sessions"
        }
    }

    private func page(_ visit: Visit, name: String? = nil, invalid: Invalid? = nil) async throws -> Page {
        let (person, here) = (try visit.person(), here(visit))
        let sessions = try await house.db.read { try SessionStore($0).list(of: person, at: visit.now) }
        return SessionPages.list(sessions, here: here, name: name, invalid: invalid)
    }

    private func here(_ visit: Visit) -> String { visit.session.map { SessionStore.mac($0, house.keys) } ?? "" }
}
