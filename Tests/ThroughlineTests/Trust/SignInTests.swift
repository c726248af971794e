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
    func whoTriesTooOftenWaitsAndKeepsNobodyElseOut(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await twoMarias(world)
            let (phone, hers) = (Phone(world.house, peer: "192.0.2.7"), Phone(world.house, peer: "192.0.2.8"))
            let wrong = [("to", "/me"), ("name", "Maria"), ("phrase", "x y z")]
            for _ in 0..<SignIn.triesOfOne { #expect(try await phone.post("/sign-in", wrong).status == 422) }
            for _ in 0..<3 { #expect(try await phone.post("/sign-in", wrong).status == 429) }
            #expect(try await phone.post("/sign-in", [("to", "/me"), ("name", "Joao"), ("phrase", "x y z")]).status == 422)
            #expect(try await signIn(hers, "Maria", "mango over the river").status == 303, "she comes over another line")
            world.clock.pass(minutes: 16)
            #expect(try await phone.post("/sign-in", wrong).status == 422)
        }
    }

    @Test func evenWhenEverybodysTriesAreUsedUpANewLineHasItsFirst() async throws {
        try await withWorld(.sqlite) { world in
            try await twoMarias(world)
            for line in 0..<SignIn.triesOfAll / 100 {
                for _ in 0..<100 {
                    try? world.house.brakes.press(
                        "sign-ins", by: "line \(line)", .init(limit: 300, minutes: 15), of: .init(limit: SignIn.triesOfAll, minutes: 15),
                        at: world.clock.now)
                }
            }
            for line in 0..<SignIn.triesOfName {
                try? world.house.brakes.press(
                    "sign-in", by: "line \(line)", .init(limit: 20, minutes: 15), of: .init(limit: SignIn.triesOfName, minutes: 15),
                    to: "maria", at: world.clock.now)
            }
            let hers = Phone(world.house, peer: "192.0.2.8")
            for _ in 1..<Brakes.always { #expect(try await signIn(hers, "Maria", "boats come home soon").status == 422) }
            #expect(try await signIn(hers, "Maria", "mango over the river").status == 303)
        }
    }

    @Test func aPhraseLongerThanAnybodysCountsForNobody() async throws {
        try await withWorld(.sqlite) { world in
            try await twoMarias(world)
            let phone = Phone(world.house, peer: "192.0.2.7")
            let endless = String(repeating: "x", count: Passwords.longest + 1)
            for _ in 0..<2 * SignIn.triesOfOne {
                #expect(try await phone.post("/sign-in", [("to", "/me"), ("name", "Maria"), ("phrase", endless)]).status == 422)
            }
            #expect(try await signIn(phone, "Maria", "mango over the river").status == 303)
        }
    }

    @Test func manyTriesOverOneLineDelayNobodyOnAnother() async throws {
        let turns = FairTurns(1, most: 5)
        let order = Guarded<[String]>([])
        let (gates, gate) = AsyncStream.makeStream(of: Void.self)
        async let first: Void = turns.take("crowd") { for await _ in gates {} }
        try await Task.sleep(for: .milliseconds(50))
        let crowd = (1...7).map { n in
            Task {
                try await Task.sleep(for: .milliseconds(n * 10))
                try await turns.take("crowd") { order.with { $0.append("crowd") } }
            }
        }
        try await Task.sleep(for: .milliseconds(300))
        let alone = Task { try await turns.take("alone") { order.with { $0.append("alone") } } }
        try await Task.sleep(for: .milliseconds(50))
        gate.finish()
        try await first
        try await alone.value
        var refused = 0
        for one in crowd { do { try await one.value } catch { refused += 1 } }
        #expect(refused == 2, "five may wait")
        #expect(order.with { $0.firstIndex(of: "alone") } == 1, "after one of the crowd, not after all")
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
