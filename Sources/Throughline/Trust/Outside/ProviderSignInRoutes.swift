import Database
import HTML
import HTTPTypes
import Language

/// To an organisation and back.
struct ProviderSignInRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/sign-in/with/:provider", leave)
        roads.get("/sign-in/back", back)
        roads.post("/sign-in/back", comeIn)
    }

    @Sendable func leave(_ visit: Visit) async throws -> Reply {
        let slug = try visit.word("provider")
        let provider = try await house.db.read { try ProviderStore($0).find(slug: slug) }
        let goal = SignInRoutes.goal(visit[query: "to"])
        if visit.reader.person != nil { return .see(goal) }
        return try await Self.answered {
            try await OutsideSignIn(house: house).leave(
                to: provider, for: goal.text.hasPrefix("/join/") ? .invited : .comeIn, goal: goal, visit)
        }
    }

    @Sendable func back(_ visit: Visit) async throws -> Reply {
        try await Self.answered {
            let (shown, provider) = try await OutsideSignIn(house: house).back(visit)
            let sealed = try shown.sealed(house.keys)
            let owner = try await house.db.read { tx in
                try ProviderStore(tx).owner(of: shown.subject, at: provider.id).map { try PersonStore(tx).account($0) }
            }
            switch shown.purpose {
            case .join:
                guard let person = visit.reader.person, person.description == shown.person else { throw OutsideProblem.state }
                if let owner { return owner.id == person ? .see("/me/organisations") : .problem(ProviderPages.taken(provider), .conflict) }
                return .page(ProviderPages.join(provider, as: visit.reader.name, sealed: sealed))
            case .invited:
                let goal = SignInRoutes.goal(shown.goal)
                return .page(
                    ProviderPages.joining(.init(provider: provider, sealed: sealed, action: goal, name: owner?.name ?? shown.name)))
            case .comeIn:
                guard let owner else { return .problem(ProviderPages.unknown(provider), .forbidden) }
                return .page(ProviderPages.welcome(owner.name, from: provider, sealed: sealed))
            }
        }
    }

    @Sendable func comeIn(_ visit: Visit) async throws -> Reply {
        guard let shown = OutsideSignIn.Shown(visit.fields["proof"], house.keys, at: visit.now), shown.purpose == .comeIn,
            let person = try await OutsideLinks(house: house).owner(of: shown)
        else {
            // A second press comes from a browser that the first one let in.
            return visit.reader.person == nil ? .problem(ProviderPages.over(isUnreachable: false), .badRequest) : .see("/")
        }
        return try await ComingIn(house: house).reply(
            person, shared: visit.fields.has("shared"), to: SignInRoutes.goal(shown.goal), came: .organisation, visit)
    }

    /// A page in people's own words for whatever an organisation does.
    static func answered(_ body: () async throws -> Reply) async throws -> Reply {
        do {
            return try await body()
        } catch OutsideProblem.unreachable {
            return .problem(ProviderPages.over(isUnreachable: true), .badGateway)
        } catch is OutsideProblem {
            return .problem(ProviderPages.over(isUnreachable: false), .badRequest)
        }
    }
}
