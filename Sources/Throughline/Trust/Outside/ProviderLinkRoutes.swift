import Database
import HTML
import HTTPTypes
import Language

/// Which organisations sign one in, joined and parted by the owner of the account.
struct ProviderLinkRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/me/organisations", mine)
        roads.get("/me/organisations/:provider/joining", leave)
        roads.post("/me/organisations", join)
        roads.post("/me/organisations/:provider/ending", part)
    }

    /// Who it is is asked for here already: a form that was sent may lead to no other site.
    @Sendable func mine(_ visit: Visit) async throws -> Reply {
        _ = try visit.person()
        try visit.requireConfirmed()
        return .page(try await page(visit))
    }

    @Sendable func leave(_ visit: Visit) async throws -> Reply {
        let (person, slug) = (try visit.person(), try visit.word("provider"))
        guard visit.isConfirmed else { return .see("/me/organisations") }
        let provider = try await house.db.read { try ProviderStore($0).find(slug: slug) }
        return try await ProviderSignInRoutes.answered {
            try await OutsideSignIn(house: house).leave(to: provider, for: .join, as: person, goal: "/me/organisations", visit)
        }
    }

    @Sendable func join(_ visit: Visit) async throws -> Reply {
        let person = try visit.person()
        try visit.requireConfirmed()
        return try await ProviderSignInRoutes.answered {
            guard let shown = OutsideSignIn.Shown(visit.fields["proof"], house.keys, at: visit.now), shown.purpose == .join,
                shown.person == person.description
            else { throw OutsideProblem.state }
            return try await OutsideLinks(house: house).join(shown, to: person, visit)
        }
    }

    @Sendable func part(_ visit: Visit) async throws -> Reply {
        let (person, slug) = (try visit.person(), try visit.word("provider"))
        try visit.requireConfirmed()
        let (provider, ways) = try await house.db.read { tx in
            (try ProviderStore(tx).find(slug: slug), try WaysOfOne(person, sendsMail: visit.sendsMail, on: tx))
        }
        guard visit.fields.has("sure") || ways.isLeft(without: .organisation) else {
            return .refused(try await page(visit, lastOne: slug))
        }
        let act = house.act(by: person)
        return try await house.answerOnce(visit) { tx in
            try ProviderStore(tx).part(person, from: provider.id, by: act)
            return "/me/organisations"
        }
    }

    private func page(_ visit: Visit, lastOne: String? = nil) async throws -> Page {
        let person = try visit.person()
        let (all, joined) = try await house.db.read { tx in (try ProviderStore(tx).all(), try ProviderStore(tx).joined(by: person)) }
        return ProviderPages.mine(all.map { one in (one, joined.first { $0.id == one.id }?.since) }, lastOne: lastOne)
    }
}
