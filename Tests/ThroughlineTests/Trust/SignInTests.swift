import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct SignInTests {
    /// Two people of one name, with phrases of their own.
    private func twoMarias(_ world: World) async throws {
        for (phrase, email) in [("mango over the river", "maria@example.org"), ("boats come home late", nil)] as [(String, String?)] {
            let hash = try await world.house.passwords.hash(ComeBackPhrase.canonical(phrase))
            let act = world.house.act(by: nil)
            try await world.db.write { tx in
                let id = try PersonStore(tx).add(NewPerson(name: "Maria", language: "en", email: email, hash: hash), by: act)
                try MembershipStore(tx).add(id, to: world.riverbend.id, as: email == nil ? .member : .weaver, invitedBy: nil, by: act)
            }
        }
    }

    private func signIn(_ phone: Phone, _ name: String, _ phrase: String, to: String = "/me") async throws -> Answer {
        try await phone.press("Sign in", on: try await phone.get("/sign-in?to=\(to)"), typing: [("name", name), ("phrase", phrase)])
    }

    @Test(arguments: TestEngine.available)
    func twoPeopleOfOneNameComeBackAsThemselves(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await twoMarias(world)
            let (first, second, wrong) = (Phone(world.house), Phone(world.house), Phone(world.house))
            #expect(try await signIn(first, "maria", "Mango over the river").headers[.location] == "/me")
            #expect(try await signIn(second, " Maria ", "boats come home late").headers[.location] == "/me")
            #expect(try await first.get("/me").body.contains("maria@example.org"))
            #expect(try await !second.get("/me").body.contains("maria@example.org"))
            #expect(try await first.get("/spaces/riverbend/invitations").status == 200)
            #expect(try await second.get("/spaces/riverbend/invitations").status == 403)
            let byMail = Phone(world.house)
            #expect(try await signIn(byMail, "Maria@Example.org", "mango over the river").status == 303)
            let refusals = [
                try await signIn(wrong, "Maria", "boats come home soon"), try await signIn(wrong, "Nobody", "boats come home late"),
                try await signIn(wrong, "maria@example.org", "boats come home late"), try await signIn(wrong, "", ""),
                try await signIn(wrong, "Amina", ""),
            ]
            for refused in refusals {
                #expect(try refused.status == 422 && refused.says("do not belong together"), "one sentence, whatever was wrong")
            }
            #expect(wrong.session == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func aSignInNeverLeadsElsewhere(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await twoMarias(world)
            for to in [
                "https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/sign-out", "/a/../..//evil.example",
            ] {
                let phone = Phone(world.house)
                let page = try await phone.get("/sign-in?to=" + World.encoded(to))
                let fields = try page.form(withButton: "Sign in").fields.map { ($0.name, $0.value) }
                #expect(fields.first { $0.0 == "to" }?.1 == "/", "\(to)")
                let forged =
                    fields.filter { !["to", "name", "phrase"].contains($0.0) } + [
                        ("to", to), ("name", "Maria"), ("phrase", "mango over the river"),
                    ]
                #expect(try await phone.post("/sign-in", forged).headers[.location] == "/", "\(to)")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func whoTriesTooOftenWaits(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let phone = Phone(world.house)
            let page = try await phone.get("/sign-in")
            let form = try page.form(withButton: "Sign in").fields.map { ($0.name, $0.value) }.filter { $0.0 == "to" }
            for _ in 0..<SignIn.triesOfOne {
                try world.house.brakes.press("sign-in", from: "maria", limit: SignIn.triesOfOne, minutes: 15, at: world.clock.now)
            }
            #expect(try await phone.post("/sign-in", form + [("name", "Maria"), ("phrase", "x y z")]).status == 429)
            #expect(try await phone.post("/sign-in", form + [("name", "Joao"), ("phrase", "x y z")]).status == 422)
            world.clock.pass(minutes: 16)
            #expect(try await phone.post("/sign-in", form + [("name", "Maria"), ("phrase", "x y z")]).status == 422)
        }
    }

    @Test(arguments: TestEngine.available)
    func signingOutEndsTheSessionItself(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await twoMarias(world)
            let phone = Phone(world.house)
            _ = try await signIn(phone, "Maria", "mango over the river")
            let kept = try #require(phone.session)
            let out = try await phone.press("Sign out", on: try await phone.get("/spaces/riverbend/more"))
            #expect(out.status == 303 && phone.session == nil)
            let thief = Phone(world.house)
            let stolen = try await thief.get("/me", headers: [.cookie: "session=\(kept)"])
            #expect(stolen.headers[.location] == "/sign-in?to=%2Fme")
            #expect(try await phone.get("/sign-out").status == 404, "a link cannot sign anybody out")
            #expect(try await phone.post("/sign-out", headers: [.origin: "http://evil.example"]).status == 403)
        }
    }

    @Test func aPhraseIsLongEnoughOrRefused() {
        for good in ["mango over the river", "correcthorse12", "три рыбы спят", "一二三四五六七八九十百千"] {
            #expect(ComeBackPhrase.fault(good, name: "Maria") == nil, "\(good)")
        }
        for bad in ["", "short", "a b c", "aaaaaaaaaaaaaaa", "Maria Josefina Dos Santos"] {
            #expect(ComeBackPhrase.fault(bad, name: "maria josefina dos santos") != nil, "\(bad)")
        }
        #expect(ComeBackPhrase.canonical("Mango  over the River") == "mango over the river")
        #expect(ComeBackPhrase.canonical("PassWord12345") == "PassWord12345")
    }

    @Test func namesThatLookAlikeAreOneName() {
        #expect(PersonName.key("Amina") == PersonName.key(" AMI\u{200B}NA\u{202E} "))
        #expect(PersonName.clean("A\u{202E}mi\nna  B") == "Ami na B")
        #expect(PersonName.fault("\u{200B}") != nil && PersonName.fault("amina@example.org") != nil && PersonName.fault("آمنة") == nil)
    }
}
