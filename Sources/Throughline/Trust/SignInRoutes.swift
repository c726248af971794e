import Database
import HTML
import Language

struct SignInRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/sign-in", form)
        roads.post("/sign-in", signIn)
        roads.post("/sign-in/code") { visit in try await ComingIn(house: house).reply(toCode: visit) }
        roads.post("/sign-out", signOut)
        SignInLinkRoutes(house: house).add(to: roads)
        PasskeySignInRoutes(house: house).add(to: roads)
        ProviderSignInRoutes(house: house).add(to: roads)
    }

    private func ways(_ visit: Visit) async throws -> OtherWays {
        OtherWays(
            sendsMail: visit.sendsMail, hasPasskeys: PasskeySite(base: visit.base).isName,
            providers: try await house.db.read { try ProviderStore($0).all() })
    }

    @Sendable func form(_ visit: Visit) async throws -> Reply {
        if visit.reader.person != nil {
            return visit[query: "to"] == nil ? .page(SignInPages.already(visit.reader.name)) : .see(Self.goal(visit[query: "to"]))
        }
        return .page(
            SignInPages.form(
                name: "", shared: false, to: Self.goal(visit[query: "to"]), failed: false, ways: try await ways(visit)))
    }

    @Sendable func signIn(_ visit: Visit) async throws -> Reply {
        let (name, shared, goal) = (visit.fields["name"], visit.fields.has("shared"), Self.goal(visit.fields["to"]))
        guard let person = try await SignIn(house: house).person(name, phrase: visit.fields["phrase"], over: visit.peer, at: visit.now)
        else {
            return .refused(SignInPages.form(name: name, shared: shared, to: goal, failed: true, ways: try await ways(visit)))
        }
        return try await ComingIn(house: house).reply(person, shared: shared, to: goal, visit)
    }

    @Sendable func signOut(_ visit: Visit) async throws -> Reply {
        if let session = visit.session {
            let mac = SessionStore.mac(session, house.keys)
            try await house.db.write { tx in try SessionStore(tx).close(mac) }
        }
        return .withSession(.close, "/")
    }

    /// Where to go afterwards: a page of this site, or the first one.
    static func goal(_ typed: String?) -> Href {
        guard let href = typed.flatMap({ Href(inside: $0) }), !href.text.hasPrefix("/sign-") else { return "/" }
        return href
    }
}
