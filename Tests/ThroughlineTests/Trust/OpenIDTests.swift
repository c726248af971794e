import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Signing in through an organisation, against a provider that other people wrote.
@Suite(.enabled(if: PeerProcess.canRun, "the peers are not installed: run scripts/setup test"))
struct OpenIDTests {
    private static let phrase = "mango over the river"

    /// The world as its provider sees it: with today's time, an organisation, and Maria who is here already.
    private func withOrganisation(
        _ engine: TestEngine, own: Bool = false, _ test: (World, OpenIDPeer, ID<Person>) async throws -> Void
    ) async throws {
        let peer = own ? try await OpenIDPeer.started() : try await OpenIDPeer.shared()
        try await withWorld(engine) { world in
            world.clock.pass(minutes: (Int(Date().timeIntervalSince1970 * 1_000) - World.start) / 60_000 + 1)
            let said = try await Instance(house: world.house, lock: nil).addProvider(
                issuer: peer.issuer, client: "learning", secret: "a secret", name: "Delta Trust")
            #expect(said.contains("http://learn.test/sign-in/back"))
            let maria = try await world.maria(phrase: Self.phrase, email: "leila-7")
            try await test(world, peer, maria)
        }
    }

    private func signedIn(_ world: World) async throws -> Phone {
        let phone = Phone(world.house)
        let typed = [("name", "Maria"), ("phrase", Self.phrase)]
        #expect(try await phone.press("Sign in", on: phone.get("/sign-in?to=/me"), typing: typed).status == 303)
        return phone
    }

    /// Goes there by the link a page shows, shows it who they are, and comes back.
    private func there(_ phone: Phone, _ peer: OpenIDPeer, from link: String, as name: String) async throws -> Answer {
        let away = try await phone.get(link)
        return try await phone.get(try await peer.shows(name, at: try #require(away.headers[.location])))
    }

    /// Joins Maria's account to one over there.
    private func joined(_ world: World, _ peer: OpenIDPeer, as name: String) async throws -> Phone {
        let phone = try await signedIn(world)
        let page = try await phone.get(try await phone.get("/me").link("Sign in through your organisation"))
        let back = try await there(phone, peer, from: page.link("Show it who you are"), as: name)
        #expect(try back.says("From now on Delta Trust lets you in as Maria"))
        #expect(try await phone.press("Join them", on: back).headers[.location] == "/me/organisations")
        return phone
    }

    private func comeIn(_ world: World, _ peer: OpenIDPeer, as name: String) async throws -> (phone: Phone, back: Answer) {
        let phone = Phone(world.house)
        return (phone, try await there(phone, peer, from: phone.get("/sign-in?to=/me/sessions").link("Through Delta Trust"), as: name))
    }

    @Test(arguments: TestEngine.available)
    func mariaJoinsHerAccountAndComesInThroughIt(_ engine: TestEngine) async throws {
        try await withOrganisation(engine) { world, peer, maria in
            let (stranger, unknown) = try await comeIn(world, peer, as: "leila-7")
            #expect(try unknown.status == 403 && unknown.says("No account is joined to it yet") && stranger.session == nil)
            #expect(try await world.rows("outside_accounts") == 0, "never by a mail address that looks alike")
            let phone = try await joined(world, peer, as: "leila-7")
            #expect(try await phone.get("/me/organisations").says("Part them again"))
            let (other, back) = try await comeIn(world, peer, as: "leila-7")
            #expect(try back.says("Sign in as Maria") && other.session == nil, "opening an address never does anything")
            #expect(back.headers[.cacheControl] == "no-store")
            #expect(try await other.press("Sign in", on: back).headers[.location] == "/me/sessions")
            #expect(try await other.get("/me/sessions").says("through an organisation"))
            let again = Phone(world.house)
            #expect(try await again.press("Sign in", on: back).status == 400 && again.session == nil, "what was shown is good once")
            #expect(try await other.press("Sign in", on: back).headers[.location] == "/", "a nervous thumb")
            #expect(try await phone.press("Part them again", on: phone.get("/me/organisations")).status == 303)
            #expect(try await comeIn(world, peer, as: "leila-7").back.status == 403)
            let acts = try await world.db.read { tx in
                try tx.run("SELECT act FROM audit WHERE act LIKE 'outside%' OR act LIKE 'provider%' ORDER BY act").map {
                    try $0.text("act")
                }
            }
            #expect(acts == ["outside_account.join", "outside_account.part", "provider.add"])
            _ = maria
        }
    }

    @Test(arguments: [
        "other-issuer", "other-audience", "many-audiences", "other-party", "no-audience", "other-nonce", "no-nonce", "expired", "not-yet",
        "from-the-future", "stale", "other-access-token", "nobody", "unsigned", "shared-secret", "another-key", "tampered",
    ])
    func whatItSaysIsNotBelieved(_ wrong: String) async throws {
        try await withOrganisation(.sqlite) { world, peer, maria in
            let act = world.house.act(by: maria)
            try await world.db.write { tx in
                let provider = try #require(try ProviderStore(tx).all().first)
                for name in [wrong, "leila-7", ""] { try ProviderStore(tx).join(name, at: provider.id, to: maria, by: act) }
            }
            let (phone, back) = try await comeIn(world, peer, as: wrong)
            #expect(try back.status == 400 && back.says("That did not work") && phone.session == nil)
            #expect(try back.says("Ways to sign in"))
            #expect(try await comeIn(world, peer, as: "leila-7").back.status == 200, "the others come in")
        }
    }

    @Test(arguments: TestEngine.available)
    func aNewKeyIsAskedForOnceAndNotByWhoeverSendsTokens(_ engine: TestEngine) async throws {
        try await withOrganisation(engine, own: true) { world, peer, _ in
            _ = try await joined(world, peer, as: "leila-7")
            #expect(try await comeIn(world, peer, as: "leila-7").back.status == 200)
            #expect(try await peer.asked() == 1, "remembered")
            world.clock.pass(minutes: 2)
            try await peer.rotate()
            // The provider's clock stands where ours stood; two minutes are within what a token may be old.
            #expect(try await comeIn(world, peer, as: "leila-7").back.status == 200)
            #expect(try await peer.asked() == 2)
            try await peer.rotate()
            for _ in 0..<3 { #expect(try await comeIn(world, peer, as: "leila-7").back.status == 400) }
            #expect(try await peer.asked() == 2, "not again within a minute")
            world.clock.pass(minutes: 1)
            #expect(try await comeIn(world, peer, as: "leila-7").back.status == 200)
            #expect(try await peer.asked() == 3)
        }
    }

    @Test(arguments: TestEngine.available)
    func aStateIsOneBrowsersAndGoodOnce(_ engine: TestEngine) async throws {
        try await withOrganisation(engine) { world, peer, _ in
            _ = try await joined(world, peer, as: "leila-7")
            let (phone, thief) = (Phone(world.house), Phone(world.house))
            let away = try await phone.get("/sign-in/with/delta-trust")
            let location = try #require(away.headers[.location])
            #expect(location.contains("code_challenge_method=S256") && location.contains("nonce=") && location.contains("scope=openid"))
            #expect(
                away.headers[values: .setCookie].contains {
                    $0.hasPrefix("away=") && $0.contains("HttpOnly") && $0.contains("SameSite=Lax")
                })
            let path = try await peer.shows("leila-7", at: location)
            #expect(try await thief.get(path).status == 400, "somebody else's browser")
            _ = try await thief.get("/sign-in/with/delta-trust")
            #expect(try await thief.get(path).status == 400, "another state")
            let changed = path.replacing(/code=[^&]+/, with: "code=guessed")
            #expect(try await phone.get(path).status == 200)
            for used in [path, changed] { #expect(try await phone.get(used).status == 400, "used") }
            let late = Phone(world.house)
            let slow = try await peer.shows("leila-7", at: try #require(try await late.get("/sign-in/with/delta-trust").headers[.location]))
            world.clock.pass(minutes: OutsideSignIn.Away.minutes)
            #expect(try await late.get(slow).status == 400)
            let denied = Phone(world.house)
            let state = try #require(try await denied.get("/sign-in/with/delta-trust").headers[.location]?.firstMatch(of: /state=([\w-]+)/))
            #expect(try await denied.get("/sign-in/back?error=access_denied&state=\(state.1)").status == 400)
            let other = Phone(world.house)
            let second = try #require(try await other.get("/sign-in/with/delta-trust").headers[.location]?.firstMatch(of: /state=([\w-]+)/))
            #expect(try await other.get("/sign-in/back?code=x&state=\(second.1)&iss=https://evil.example").status == 400)
        }
    }

    @Test(arguments: TestEngine.available)
    func joiningAsksWhoItIsAndTakesNobodyElses(_ engine: TestEngine) async throws {
        try await withOrganisation(engine) { world, peer, _ in
            let phone = try await joined(world, peer, as: "leila-7")
            world.clock.pass(minutes: SessionStore.confirmedMinutes + 1)
            #expect(try await phone.get("/me/organisations").headers[.location]?.hasPrefix("/confirm") == true)
            #expect(try await phone.get("/me/organisations/delta-trust/joining").headers[.location] == "/me/organisations")
            let hash = try await world.house.passwords.hash(ComeBackPhrase.canonical("boats come home late"))
            let act = world.house.act(by: nil)
            _ = try await world.db.write { try PersonStore($0).add(NewPerson(name: "Nour", language: "en", hash: hash), by: act) }
            let nour = Phone(world.house)
            _ = try await nour.press(
                "Sign in", on: nour.get("/sign-in?to=/me"), typing: [("name", "Nour"), ("phrase", "boats come home late")])
            let taken = try await there(nour, peer, from: "/me/organisations/delta-trust/joining", as: "leila-7")
            #expect(try taken.status == 409 && taken.says("It is joined to another account"))
            let page = try await there(nour, peer, from: "/me/organisations/delta-trust/joining", as: "nour-1")
            let proof = try page.form(withButton: "Join them").value("proof") ?? ""
            let fresh = try await signedIn(world)
            #expect(try await fresh.post("/me/organisations", [("proof", proof)]).status == 400, "shown by Nour, not by Maria")
            #expect(try await Phone(world.house).post("/sign-in/back", [("proof", proof)]).status == 400, "nor to come in")
            #expect(try await world.rows("outside_accounts") == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func somebodyInvitedNeedsNoPhrase(_ engine: TestEngine) async throws {
        try await withOrganisation(engine) { world, peer, _ in
            let steward = try await signedIn(world)
            let made = try await steward.press(
                "Make the invitation", on: steward.get("/spaces/riverbend/invitations"), typing: [("role", "member")])
            let path = String(try #require(try await steward.follow(made).body.firstMatch(of: /\/join\/[\w.-]+/)).0)
            let phone = Phone(world.house)
            let back = try await there(phone, peer, from: phone.get(path).link("Through Delta Trust"), as: "nadia-3")
            let refused = try await phone.press("Join", on: back, typing: [("name", "Maria")])
            #expect(refused.status == 422 && phone.session == nil, "somebody here is called so")
            #expect(try await phone.press("Join", on: refused, typing: [("name", "Nadia of the bridge")]).status == 303)
            #expect(try await phone.get("/spaces/riverbend/people").says("Nadia of the bridge"))
            let (other, again) = try await comeIn(world, peer, as: "nadia-3")
            #expect(try await other.press("Sign in", on: again).status == 303)
            let part = try await other.press("Part them again", on: other.get("/me/organisations"))
            #expect(try part.status == 422 && part.says("the only way into your account"))
            #expect(try await other.press("I am sure; part them", on: part).status == 303)
        }
    }

    @Test(arguments: TestEngine.available)
    func aLinkOnTheIntranetLetsInWhomTheOrganisationKnows(_ engine: TestEngine) async throws {
        try await withOrganisation(engine) { world, peer, _ in
            let page = try await world.get("/spaces/riverbend/invitations", as: "amina")
            #expect(try page.says("Whom Delta Trust knows"))
            let typed = [("role", "member"), ("uses", "200"), ("until", "2027-05-01"), ("through", "delta-trust")]
            let made = try await world.press("Make the invitation", on: page, as: "amina", typing: typed)
            let path = String(try #require(try await world.follow(made, as: "amina").body.firstMatch(of: /\/join\/[\w.-]+/)).0)
            // The link alone opens nothing: not with a phrase, not with a form made by hand, not for somebody signed in.
            let phone = Phone(world.house)
            let door = try await phone.get(path)
            #expect(try door.says("This is for people whom Delta Trust knows") && door.page().form(withButton: "Join") == nil)
            let forced = try await phone.post(path, [("name", "Nadia"), ("phrase", "heron under the old bridge")])
            #expect(forced.status == 422 && phone.session == nil)
            #expect(try await world.get(path, as: "omar").says("Show it who you are first"))
            #expect(try await world.post(path, as: "omar").status == 422)
            #expect(try await world.post(path, as: "omar", [("proof", "x")]).status == 422)
            #expect(try await world.get("/spaces/riverbend/people", as: "omar").status != 200)
            let back = try await there(phone, peer, from: door.link("Through Delta Trust"), as: "nadia-9")
            #expect(try await phone.press("Join", on: back, typing: [("name", "Nadia of the bridge")]).status == 303)
            #expect(try await phone.get("/spaces/riverbend/people").says("Nadia of the bridge"))
            let tooLong = try await world.press(
                "Make the invitation", on: world.get("/spaces/riverbend/invitations", as: "amina"), as: "amina",
                typing: [("role", "member"), ("uses", "2"), ("until", "2027-05-01")])
            #expect(tooLong.status == 422)
        }
    }

    @Test(arguments: TestEngine.available)
    func whenItDoesNotAnswerTheOtherWaysStay(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let act = world.house.act(by: nil)
            let gone = Provider(
                id: act.id(), slug: "gone", name: "Gone", issuer: "http://127.0.0.1:9", client: "learning",
                sealed: Base64URL.text(world.house.keys.seal([1], for: .providerSecrets)), hosts: ["http://127.0.0.1:9"])
            try await world.db.write { try ProviderStore($0).keep(gone, by: act) }
            let answer = try await world.get("/sign-in/with/gone", in: "fr")
            #expect(answer.status == 502 && answer.headers[.location] == nil)
            #expect(try answer.page().links.contains { $0.href == "/sign-in" })
            #expect(try await world.get("/sign-in/with/nobody").status == 404)
            #expect(try await world.get("/sign-in").says("Other ways in"))
        }
    }

    /// Every way in on one page, and every page on the way, on the phone with the slowest line.
    @Test(arguments: ["en", "ar", "ru", "fr", "es"])
    func thePagesAreLight(language: String) async throws {
        try await withWorld(.sqlite) { world in
            let act = world.house.act(by: nil)
            try await world.db.write { tx in
                for (slug, name) in [("delta", "Lower Delta Women’s Trust"), ("valley", "منظمة وادي الزعفران")] {
                    let one = Provider(
                        id: act.id(), slug: slug, name: name, issuer: "https://\(slug).example", client: "learning", sealed: "", hosts: [])
                    try ProviderStore(tx).keep(one, by: act)
                }
            }
            for path in [
                "/sign-in", "/sign-in?to=/me/sessions", "/sign-in/passkey", "/me/passkeys", "/me/passkeys/new", "/me/organisations", "/me",
            ] {
                let answer = try await world.get(
                    path, as: path.hasPrefix("/me") ? "leila" : nil, in: language, headers: [.acceptEncoding: "gzip"])
                let headers = answer.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
                #expect(answer.status == 200 && answer.bytes.count + headers <= 5_120, "\(answer.bytes.count + headers) \(path)")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func theOperatorAddsAndRemovesOneAndItsSecretIsSealed(_ engine: TestEngine) async throws {
        try await withOrganisation(engine) { world, peer, _ in
            let instance = Instance(house: world.house, lock: nil)
            _ = try await instance.addProvider(issuer: peer.issuer, client: "learning", secret: "another secret", name: "Delta Trust")
            #expect(try await world.rows("providers") == 1)
            let kept = try await world.db.read { try #require(try ProviderStore($0).all().first) }
            #expect(kept.secret(world.house.keys) == "another secret" && !kept.sealed.contains("secret"))
            #expect(kept.hosts == [peer.issuer] && !kept.owns("http://169.254.169.254/latest") && !kept.owns("https://evil.example/keys"))
            for issuer in ["http://id.example.org", "ftp://127.0.0.1", "https://user@id.example.org", "nothing", peer.issuer + "/other"] {
                await #expect(throws: CarryError.self, "\(issuer)") {
                    try await instance.addProvider(issuer: issuer, client: "x", secret: "y", name: "Z")
                }
            }
            #expect(try await instance.listProviders().contains(peer.issuer))
            _ = try await instance.removeProvider(issuer: peer.issuer)
            #expect(try await world.rows("providers") == 0)
            #expect(try await !world.get("/sign-in").body.contains("Delta Trust"))
        }
    }
}
