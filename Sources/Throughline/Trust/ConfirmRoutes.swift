import HTML
import Language

/// Showing who one is before a page that is not for other hands; forms are asked about where they are sent (`Confirming`).
struct ConfirmRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/confirm", form)
        roads.post("/confirm", confirm)
    }

    @Sendable func form(_ visit: Visit) async throws -> Reply {
        let goal = SignInRoutes.goal(visit[query: "to"])
        _ = try visit.person()
        if visit.isConfirmed { return .see(goal) }
        return .page(try await page(visit, to: goal))
    }

    @Sendable func confirm(_ visit: Visit) async throws -> Reply {
        let goal = SignInRoutes.goal(visit.fields["to"])
        return try await Confirming(house: house).confirms(visit) ? .see(goal) : .refused(page(visit, to: goal, failed: .init(visit)))
    }

    private func page(_ visit: Visit, to goal: Href, failed: Confirming.Failed? = nil) async throws -> Page {
        let proof = try await Confirming(house: house).proof(for: visit)
        let passkeys = try await Confirming(house: house).passkeys(visit)
        return ConfirmPages.form(proof, by: passkeys, at: "/confirm", keeping: ("to", goal.text), failed: failed)
    }
}
