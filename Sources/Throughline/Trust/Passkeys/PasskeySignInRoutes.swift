import HTML
import Language

/// Coming in by a passkey, without a name.
struct PasskeySignInRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/sign-in/passkey", form)
        roads.post("/sign-in/passkey", comeIn)
    }

    @Sendable func form(_ visit: Visit) async throws -> Reply {
        let goal = SignInRoutes.goal(visit[query: "to"])
        if visit.reader.person != nil { return .see(goal) }
        return .page(try await page(visit, to: goal))
    }

    @Sendable func comeIn(_ visit: Visit) async throws -> Reply {
        let (goal, shared) = (SignInRoutes.goal(visit.fields["to"]), visit.fields.has("shared"))
        do {
            let shown = try await PasskeyProof(house: house).shown(.comeIn, visit)
            return try await ComingIn(house: house).reply(
                shown.person, shared: shared, to: goal, came: .passkey, isVerified: shown.isVerified, visit)
        } catch is PasskeyProblem {
            // A second press comes from a browser that the first one let in.
            if visit.reader.person != nil { return .see(goal) }
            return .refused(try await page(visit, to: goal, shared: shared, failed: true))
        }
    }

    private func page(_ visit: Visit, to goal: Href, shared: Bool = false, failed: Bool = false) async throws -> Page {
        let question = try await PasskeyProof(house: house).ask(.comeIn, visit)
        return PasskeySignInPages.form(question, to: goal, shared: shared, failed: failed)
    }
}
