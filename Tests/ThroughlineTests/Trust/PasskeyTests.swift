import Database
import DatabaseTesting
import Foundation
import HTML
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Passkeys against an authenticator that can also lie; the real one is Chromium's, in `PasskeyJourney`.
struct PasskeyTests {
    private static let phrase = "mango over the river"

    private func signedIn(_ world: World) async throws -> Phone {
        let phone = Phone(world.house)
        let typed = [("name", "Maria"), ("phrase", Self.phrase)]
        #expect(try await phone.press("Sign in", on: phone.get("/sign-in?to=/me"), typing: typed).status == 303)
        return phone
    }

    /// Sends what an authenticator answered, with everything else the form holds.
    private func send(_ credential: String, from page: Answer, _ phone: Phone, _ typed: [(String, String)] = []) async throws -> Answer {
        let form = try #require(try page.page().elements(named: "form").first { $0.attribute("data-passkey") != nil })
        let hidden = form.descendants.filter { $0.name == "input" && $0.attribute("type") == "hidden" }
        let fields = hidden.map { ($0.attribute("name") ?? "", $0.attribute("value") ?? "") }.filter { $0.0 != "credential" }
        return try await phone.post(form.attribute("action") ?? "", fields + [("credential", credential)] + typed)
    }

    private func added(_ world: World, _ kind: SoftKey.Kind = .es256, by phone: Phone) async throws -> SoftKey {
        let key = try SoftKey(kind)
        let page = try await phone.get(try await phone.get("/me/passkeys").link("Add a passkey"))
        let done = try await send(try key.made(.init(page)), from: page, phone, [("name", "My phone")])
        #expect(done.headers[.location] == "/me/passkeys")
        return key
    }

    private func comeIn(_ key: SoftKey, _ world: World, _ lie: SoftKey.Lie = .init()) async throws -> (phone: Phone, answer: Answer) {
        let phone = Phone(world.house)
        let page = try await phone.get("/sign-in/passkey?to=/me/sessions")
        return (phone, try await send(try key.signed(.init(page), lie), from: page, phone))
    }

    @Test(arguments: TestEngine.available)
    func mariaAddsOneComesInByItAndTakesItAway(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.maria(phrase: Self.phrase)
            let phone = try await signedIn(world)
            #expect(try await phone.get(try await phone.get("/me").link("Passkeys")).says("You have none yet."))
            let key = try await added(world, by: phone)
            let list = try await phone.get("/me/passkeys")
            #expect(try list.says("My phone") && list.says("not used yet"))
            let way = try await Phone(world.house).get("/sign-in?to=/me/sessions").link("A passkey on your phone or computer")
            #expect(way == "/sign-in/passkey?to=%2Fme%2Fsessions")
            let (other, answer) = try await comeIn(key, world)
            #expect(answer.headers[.location] == "/me/sessions")
            #expect(try await other.get("/me/sessions").says("by passkey"))
            #expect(try await phone.get("/me/passkeys").says("last used"))
            let one = try await phone.get(try await phone.get("/me/passkeys").link("My phone"))
            let renamed = try await phone.press("Save", on: one, typing: [("name", "")])
            #expect(try renamed.status == 422 && renamed.says("Give it a name."))
            _ = try await phone.press("Save", on: renamed, typing: [("name", "The old phone")])
            #expect(try await phone.get("/me/passkeys").says("The old phone"))
            #expect(try await phone.press("Take this passkey away", on: one).headers[.location] == "/me/passkeys")
            let (late, refused) = try await comeIn(key, world)
            #expect(try refused.status == 422 && late.session == nil && refused.says("We could not believe this passkey."))
            let acts = try await world.db.read {
                try $0.run("SELECT act FROM audit WHERE act LIKE 'passkey%' ORDER BY act").map { try $0.text("act") }
            }
            #expect(acts == ["passkey.add", "passkey.end"])
        }
    }

    @Test(arguments: SoftKey.Kind.allCases)
    func everyKindOfKeyWeAskForWorks(_ kind: SoftKey.Kind) async throws {
        try await withWorld(.sqlite) { world in
            _ = try await world.maria(phrase: Self.phrase)
            let key = try await added(world, kind, by: signedIn(world))
            #expect(try await comeIn(key, world).answer.status == 303)
            #expect(try await comeIn(key, world, .init(signature: true)).answer.status == 422)
            #expect(try await comeIn(key, world).answer.status == 303)
        }
    }

    private static let lies: [(String, SoftKey.Lie)] = [
        ("another origin", .init(origin: "http://learn.test.evil.example")), ("another port", .init(origin: "http://learn.test:8080")),
        ("another site", .init(site: "evil.example")), ("another challenge", .init(challenge: [UInt8](repeating: 7, count: 32))),
        ("no challenge", .init(challenge: [])), ("made, not used", .init(kind: "webauthn.create")),
        ("inside another page", .init(crossOrigin: true)),
        ("nobody there", .init(flags: 0x04)), ("a changed signature", .init(signature: true)),
        ("another account", .init(handle: [1, 2, 3])),
        ("more than it says", .init(trailing: [0xa0])), ("backed up without being eligible", .init(flags: 0x15)),
    ]

    @Test(arguments: TestEngine.available)
    func noLieLetsAnybodyIn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.maria(phrase: Self.phrase)
            let key = try await added(world, by: signedIn(world))
            for (name, lie) in Self.lies {
                let (phone, answer) = try await comeIn(key, world, lie)
                #expect(answer.status == 422 && phone.session == nil, "\(name)")
            }
            let stranger = try SoftKey(id: key.id)
            #expect(try await comeIn(stranger, world).answer.status == 422, "the right id, another key")
            #expect(try await comeIn(key, world).answer.status == 303, "none of it has harmed the real one")
        }
    }

    @Test func noLieMakesANewOne() async throws {
        try await withWorld(.sqlite) { world in
            _ = try await world.maria(phrase: Self.phrase)
            let phone = try await signedIn(world)
            let lies =
                Self.lies.filter { !["a changed signature", "another account", "made, not used"].contains($0.0) } + [
                    ("used, not made", .init(kind: "webauthn.get")), ("another attestation", .init(format: "packed")),
                ]
            for (name, lie) in lies {
                let page = try await phone.get("/me/passkeys/new")
                let answer = try await send(try SoftKey().made(.init(page), lie), from: page, phone, [("name", "Kept as typed")])
                #expect(answer.status == 422 && answer.body.contains("Kept as typed"), "\(name)")
            }
            #expect(try await world.rows("passkeys") == 0)
            let page = try await phone.get("/me/passkeys/new")
            let other = try await world.get("/me/passkeys/new", as: "leila")
            let key = try SoftKey()
            #expect(try await send(try key.made(.init(page)), from: page, phone).status == 303, "without a name it has ours")
            let again = try await world.get("/me/passkeys/new", as: "leila")
            let form = try #require(try again.page().elements(named: "form").first { $0.attribute("data-passkey") != nil })
            let challenge = form.descendants.first { $0.attribute("name") == "challenge" }?.attribute("value") ?? ""
            let stolen = try await world.post(
                "/me/passkeys", as: "leila", [("challenge", challenge), ("credential", try key.made(.init(again)))])
            #expect(stolen.status == 409, "an authenticator's id is one account's")
            _ = other
        }
    }

    @Test(arguments: TestEngine.available)
    func aQuestionIsGoodOnceAndForMinutes(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.maria(phrase: Self.phrase)
            let key = try await added(world, by: signedIn(world))
            let (spy, phone, third) = (Phone(world.house), Phone(world.house), Phone(world.house))
            let page = try await phone.get("/sign-in/passkey")
            let credential = try key.signed(.init(page))
            #expect(try await send(credential, from: page, phone).status == 303)
            #expect(try await send(credential, from: page, spy).status == 422 && spy.session == nil, "replayed")
            #expect(try await send(try key.signed(.init(page)), from: page, spy).status == 422, "a second signature over the same question")
            let late = try await third.get("/sign-in/passkey")
            let signed = try key.signed(.init(late))
            world.clock.pass(minutes: PasskeyChallenge.minutes)
            let over = try await send(signed, from: late, third)
            #expect(over.status == 422)
            #expect(try await send(try key.signed(.init(over)), from: over, third).status == 303, "the page that says no asks anew")
            let confirming = try await phone.get("/confirm?to=/me")
            _ = confirming
            world.clock.pass(days: 1)
            try await Sweep(house: world.house).eraseOld()
            #expect(try await world.rows("spent_proofs") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func aCounterThatGoesBackEndsThePasskeyAndItsOwnerSeesWhy(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.maria(phrase: Self.phrase)
            let phone = try await signedIn(world)
            let key = try await added(world, by: phone)
            #expect(try await comeIn(key, world, .init(counter: 5)).answer.status == 303)
            let (thief, answer) = try await comeIn(key, world, .init(counter: 5))
            #expect(answer.status == 422 && thief.session == nil)
            #expect(try await comeIn(key, world, .init(counter: 9)).answer.status == 422, "nobody knows which of the two is the copy")
            let list = try await phone.get("/me/passkeys")
            #expect(try list.says("lets nobody in any more"))
            #expect(try await phone.get(list.link("My phone")).says("as a copy would"))
            let acts = try await world.db.read { try $0.run("SELECT act FROM audit WHERE act = 'passkey.refuse'").count }
            #expect(acts == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func aDangerousActTakesAPasskeyThatMadeSure(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.maria(phrase: Self.phrase)
            let phone = try await signedIn(world)
            let key = try await added(world, by: phone)
            world.clock.pass(minutes: SessionStore.confirmedMinutes + 1)
            let asked = try await phone.press("Take this passkey away", on: phone.get(try await phone.get("/me/passkeys").link("My phone")))
            #expect(try asked.says("Is it you?") && SoftKey.Asked(asked).userVerification == "required")
            #expect(try SoftKey.Asked(asked).allowCredentials?.map(\.id) == [Base64URL.text(key.id)])
            let unsure = try await send(try key.signed(.init(asked), .init(flags: 0x01)), from: asked, phone)
            #expect(try unsure.status == 422 && unsure.says("We could not believe this passkey."), "somebody was there; not who")
            #expect(try await world.rows("passkeys") == 1)
            let comingIn = try await Phone(world.house).get("/sign-in/passkey")
            #expect(try await send(try key.signed(.init(comingIn)), from: unsure, phone).status == 422, "signed for something else")
            #expect(try await send(try key.signed(.init(unsure)), from: unsure, phone).headers[.location] == "/me/passkeys")
            #expect(try await world.rows("passkeys") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func withASecondStepOnlyOneThatMadeSureNeedsNoCode(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let person = try await world.maria(phrase: Self.phrase)
            let key = try await added(world, by: signedIn(world))
            let act = world.house.act(by: person)
            try await world.db.write { try SecondFactorStore($0).add("sealed", step: 1, codes: [], for: person, by: act) }
            let (phone, answer) = try await comeIn(key, world, .init(flags: 0x01))
            #expect(try answer.says("Your code") && phone.session == nil)
            #expect(try await comeIn(key, world).answer.status == 303)
        }
    }

    @Test(arguments: TestEngine.available)
    func nobodyTakesTheirLastWayInAwayUnwarned(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let person = try await world.maria(phrase: Self.phrase)
            let phone = try await signedIn(world)
            _ = try await added(world, by: phone)
            try await world.db.write { tx in try tx.run("UPDATE people SET password = NULL WHERE id = \(person)") }
            let path = try await phone.get("/me/passkeys").link("My phone")
            let warned = try await phone.press("Take this passkey away", on: phone.get(path))
            #expect(try warned.status == 422 && warned.says("the only way into your account"))
            #expect(try await world.rows("passkeys") == 1)
            #expect(try await phone.press("I am sure; take it away", on: warned).status == 303)
            #expect(try await world.rows("passkeys") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func anothersPasskeyIsAsIfItWereNot(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.maria(phrase: Self.phrase)
            let phone = try await signedIn(world)
            _ = try await added(world, by: phone)
            let path = try await phone.get("/me/passkeys").link("My phone")
            for method in ["GET", "POST", "ENDING"] {
                let answer =
                    switch method {
                    case "GET": try await world.get(path, as: "leila")
                    case "POST": try await world.post(path, as: "leila", [("name", "Mine now")])
                    default: try await world.post(path + "/ending", as: "leila", [("sure", "yes")])
                    }
                #expect(answer.status == 404, "\(method)")
            }
            #expect(try await Phone(world.house).get(path).status == 303)
            #expect(try await world.rows("passkeys") == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func whoeverGetsAPasskeyIsTold(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let person = try await world.maria(phrase: Self.phrase)
            try await world.db.write { tx in
                try tx.run("UPDATE people SET email = 'maria@example.org', email_proved = 1 WHERE id = \(person)")
            }
            _ = try await added(world, by: signedIn(world))
            _ = try await world.runJobs()
            let letter = try #require(world.post.sent.first)
            #expect(world.post.sent.count == 1 && letter.to == "maria@example.org" && letter.subject == "About your account")
            #expect(letter.text.contains("A passkey was added to your account."))
        }
    }

    @Test func tryingIsSlow() async throws {
        try await withWorld(.sqlite) { world in
            _ = try await world.maria(phrase: Self.phrase)
            let key = try await added(world, by: signedIn(world))
            let thief = Phone(world.house, peer: "192.0.2.7")
            let page = try await thief.get("/sign-in/passkey")
            var statuses: Set<Int> = []
            for _ in 0..<61 { statuses.insert(try await send("{}", from: page, thief).status) }
            #expect(statuses == [422, 429])
            #expect(try await comeIn(key, world).answer.status == 303, "over another line")
        }
    }

    /// What strangers send is read to its end and no further.
    @Test func brokenBytesAreRefusedAndNothingElse() throws {
        #expect(throws: CBORReader.Problem.short) { try CBORReader.whole([0x5a, 0x7f, 0xff, 0xff, 0xff]) }
        #expect(throws: CBORReader.Problem.short) { try CBORReader.whole([0x9a, 0x7f, 0xff, 0xff, 0xff]) }
        #expect(throws: CBORReader.Problem.short) { try CBORReader.whole([0xba, 0x00, 0xff, 0xff, 0xff, 1]) }
        #expect(throws: CBORReader.Problem.unknown) { try CBORReader.whole([0x5b] + [UInt8](repeating: 0xff, count: 8)) }
        #expect(throws: CBORReader.Problem.unknown) { try CBORReader.whole([0x5f, 0x41, 1, 0xff]) }
        #expect(throws: CBORReader.Problem.tooDeep) { try CBORReader.whole([UInt8](repeating: 0x81, count: 9_000) + [0]) }
        #expect(throws: CBORReader.Problem.twice) { try CBORReader.whole([0xa2, 1, 2, 1, 3]) }
        #expect(throws: CBORReader.Problem.badText) { try CBORReader.whole([0x62, 0xc3, 0x28]) }
        #expect(throws: CBORReader.Problem.unknown) { try CBORReader.whole([0x01, 0x01]) }
        var random = Randomness.seeded(2_026).generator
        let good = try SoftKey.authenticatorData()
        #expect(AuthenticatorData(good)?.made != nil)
        for length in 0..<good.count { #expect(AuthenticatorData(Array(good.prefix(length)))?.made == nil, "cut at \(length)") }
        #expect(AuthenticatorData(good + [0]) == nil)
        for _ in 0..<20_000 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            let read = AuthenticatorData(bytes)
            if let made = read?.made { #expect(made.id.count <= 1_023 && made.key.count < bytes.count) }
            _ = try? CBORReader.whole((0..<Int.random(in: 0...40, using: &random)).map { _ in .random(in: 0...255, using: &random) })
        }
    }

    @Test(arguments: [
        ("https://learn.example.org", "learn.example.org", "https://learn.example.org"),
        ("https://Learn.Example.org:443", "learn.example.org", "https://learn.example.org"),
        ("http://localhost:8080", "localhost", "http://localhost:8080"), ("https://[::1]:8443", "[::1]", "https://[::1]:8443"),
    ])
    func aSiteIsNamedAsBrowsersNameIt(base: String, id: String, origin: String) {
        let site = PasskeySite(base: base)
        #expect(site.id == id && site.origin == origin && site.isName == !id.hasPrefix("["))
    }

    /// Six kilobytes is what a page's script may weigh; it runs on these pages and nowhere else.
    @Test func theScriptIsSmallAndOnItsOwnPagesOnly() async throws {
        try await withWorld(.sqlite) { world in
            let code = PasskeyForm.script.code.render(in: .english)
            let packed = try #require(world.house.gzip.deflate(code, level: 6))
            #expect(packed.count <= 6 * 1_024, "\(packed.count)")
            let page = try await world.get("/sign-in/passkey")
            let policy = try #require(page.headers[.contentSecurityPolicy])
            #expect(policy.contains("default-src 'none'") && policy.hasSuffix("; script-src \(PasskeyForm.script.source)"))
            #expect(!policy.contains("unsafe") && page.body.contains("<script>"))
            #expect(try page.says("Passkeys do not work here as it is"))
            for path in ["/sign-in", "/", "/sign-in/link", "/me", "/me/passkeys"] {
                let other = try await world.get(path, as: path.hasPrefix("/me") ? "leila" : nil)
                #expect(
                    !other.body.contains("<script") && other.headers[.contentSecurityPolicy]?.contains("script-src") == false, "\(path)")
            }
        }
    }
}
