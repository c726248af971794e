import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct SecondFactorTests {
    private static let phrase = "mango over the river"

    /// What an authenticator holds and shows.
    private struct Authenticator {
        let secret: [UInt8]
        let clock: World.Clock
        var code: String { TimeCode.digits(secret, step: TimeCode.step(at: clock.now)) }

        /// Reads the letters a page shows.
        init(_ page: Answer, _ clock: World.Clock) throws {
            let words = try page.page().text.split(separator: " ").filter {
                $0.count == 4 && $0.allSatisfy { $0.isUppercase || $0.isNumber }
            }
            let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
            var (bytes, held, bits): ([UInt8], UInt32, Int) = ([], 0, 0)
            for letter in words.joined() {
                held = held << 5 | UInt32(try #require(letters.firstIndex(of: letter)))
                bits += 5
                if bits >= 8 {
                    bits -= 8
                    bytes.append(UInt8(truncatingIfNeeded: held >> UInt32(bits)))
                }
            }
            (secret, self.clock) = (bytes, clock)
        }
    }

    private func add(_ name: String, _ role: Role, _ world: World) async throws -> ID<Person> {
        let hash = try await world.house.passwords.hash(ComeBackPhrase.canonical(Self.phrase))
        let act = world.house.act(by: nil)
        return try await world.db.write { tx in
            let email = name.lowercased() + "@example.org"
            let id = try PersonStore(tx).add(NewPerson(name: name, language: "en", email: email, hash: hash), by: act)
            try PersonStore(tx).prove(id, email)
            try MembershipStore(tx).add(id, to: world.riverbend.id, as: role, invitedBy: nil, by: act)
            return id
        }
    }

    private func signIn(_ phone: Phone, _ name: String, to: String = "/me") async throws -> Answer {
        try await phone.press("Sign in", on: phone.get("/sign-in?to=\(to)"), typing: [("name", name), ("phrase", Self.phrase)])
    }

    /// Signs Maria in and switches the second step on; gives her authenticator and recovery codes.
    private func switchedOn(_ world: World) async throws -> (phone: Phone, authenticator: Authenticator, codes: [String]) {
        _ = try await add("Maria", .member, world)
        let phone = Phone(world.house)
        #expect(try await signIn(phone, "Maria").status == 303)
        let page = try await phone.get(try await phone.get("/me").link("A second step at signing in"))
        let authenticator = try Authenticator(page, world.clock)
        let shown = try await phone.press("Switch it on", on: page, typing: [("code", authenticator.code)])
        let codes = try shown.page().elements(named: "li").map(\.text)
        #expect(codes.count == 10 && Set(codes).count == 10 && shown.headers[.cacheControl] == "no-store")
        return (phone, authenticator, codes)
    }

    @Test(arguments: [(59, "94287082"), (1_111_111_109, "07081804"), (1_234_567_890, "89005924"), (20_000_000_000, "65353130")])
    func theVectorsOfTheStandardHold(second: Int, digits: String) {
        let secret = Array("12345678901234567890".utf8)
        let now = Moment(milliseconds: second * 1_000)
        #expect(TimeCode.digits(secret, step: TimeCode.step(at: now), count: 8) == digits)
        let six = String(digits.suffix(6))
        for (seconds, fits) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
            let then = Moment(milliseconds: (second + seconds) * 1_000)
            guard then.milliseconds >= 60_000 || seconds == 0 else { continue }
            #expect((TimeCode.step(of: six, secret, at: then, after: 0) != nil) == fits, "\(seconds) s later")
        }
        #expect(TimeCode.base32(secret) == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
    }

    @Test func digitsOfEveryKeyboardAreDigits() {
        #expect(TimeCode.sixDigits("٢٨٧ ٠٨٢").map { String(decoding: $0, as: UTF8.self) } == "287082")
        for typed in ["28708", "2870822", "28708x", "", "½28708"] { #expect(TimeCode.sixDigits(typed) == nil, "\(typed)") }
        #expect(RecoveryCode.canonical(" K7M2O-9IQ4L ") == "k7m209 1q41".filter { $0 != " " })
    }

    @Test(arguments: TestEngine.available)
    func afterThePhraseComesACodeThatWorksOnce(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, authenticator, _) = try await switchedOn(world)
            let (phone, spy) = (Phone(world.house), Phone(world.house))
            let asked = try await signIn(phone, "Maria")
            #expect(try asked.status == 200 && asked.says("Your code") && phone.session == nil)
            let used = authenticator.code
            let early = try await phone.press("Sign in", on: asked, typing: [("code", used)])
            #expect(try early.status == 422 && early.says("used already"), "it was typed when she switched it on")
            world.clock.pass(minutes: 1)
            let came = try await phone.press("Sign in", on: early, typing: [("code", authenticator.code)])
            #expect(came.status == 303 && came.headers[.location] == "/me" && phone.session != nil)
            let behind = try await spy.press("Sign in", on: try await signIn(spy, "Maria"), typing: [("code", authenticator.code)])
            #expect(behind.status == 422 && spy.session == nil, "whoever looked over her shoulder")
            #expect(
                try await spy.post("/sign-in/code", [("waiting", "AAAA"), ("code", authenticator.code)]).headers[.location] == "/sign-in")
            let late = try await signIn(spy, "Maria")
            world.clock.pass(minutes: ComingIn.minutes)
            #expect(try await spy.press("Sign in", on: late, typing: [("code", authenticator.code)]).headers[.location] == "/sign-in")
        }
    }

    @Test(arguments: TestEngine.available)
    func noOtherWayInGoesAroundIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, authenticator, _) = try await switchedOn(world)
            let asker = Phone(world.house)
            _ = try await asker.press("Send the link", on: asker.get("/sign-in/link"), typing: [("address", "maria@example.org")])
            _ = try await world.runJobs()
            let text = try #require(world.post.sent.last).text
            let link = try #require(text.split(separator: "\n").first { $0.hasPrefix("http://learn.test/sign-in/link/") })
            let phone = Phone(world.house)
            let asked = try await phone.press("Sign in", on: phone.get(String(link.dropFirst("http://learn.test".count))))
            #expect(try asked.says("Your code") && phone.session == nil)
            world.clock.pass(minutes: 1)
            #expect(try await phone.press("Sign in", on: asked, typing: [("code", authenticator.code)]).status == 303)
            let invited = try await world.get("/spaces/riverbend/invitations", as: "amina")
            let made = try await world.press("Make the invitation", on: invited, as: "amina", typing: [("role", "member")])
            let page = try await world.follow(made, as: "amina").body
            let path = try #require(page.firstMatch(of: /\/join\/[\w.-]+/)).0
            let other = Phone(world.house)
            let joined = try await other.press(
                "Join", on: other.get(String(path)), typing: [("name", "Maria"), ("phrase", Self.phrase)])
            #expect(try joined.says("Your code") && other.session == nil, "a name and phrase that fit are not enough")
        }
    }

    @Test(arguments: TestEngine.available)
    func recoveryCodesLetInOnceEach(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (phone, _, codes) = try await switchedOn(world)
            for (typed, status) in [(codes[0].uppercased().replacing("-", with: " "), 303), (codes[0], 422), (codes[1], 303)] {
                let other = Phone(world.house)
                #expect(try await other.press("Sign in", on: signIn(other, "Maria"), typing: [("code", typed)]).status == status)
            }
            let kept = try await world.db.read { tx in
                try tx.run("SELECT mac FROM recovery_codes").map { try $0.text("mac") }
                    + tx.run("SELECT sealed FROM second_factors").map { try $0.text("sealed") }
            }
            #expect(kept.count == 9 && !kept.contains { one in codes.contains { one.contains($0.filter { $0 != "-" }) } })
            let page = try await phone.get("/me/second-factor")
            #expect(try page.says("8 recovery codes are left"))
            let renewed = try await phone.press("New recovery codes", on: page).page().elements(named: "li").map(\.text)
            let other = Phone(world.house)
            #expect(try await other.press("Sign in", on: signIn(other, "Maria"), typing: [("code", codes[2])]).status == 422)
            #expect(try await other.press("Sign in", on: signIn(other, "Maria"), typing: [("code", renewed[2])]).status == 303)
        }
    }

    @Test(arguments: TestEngine.available)
    func guessingIsSlowOverAllLinesTogether(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, authenticator, _) = try await switchedOn(world)
            world.clock.pass(minutes: 16)
            for line in 0..<SecondFactor.triesOfOne {
                let thief = Phone(world.house, peer: "192.0.2.\(line)")
                #expect(try await thief.press("Sign in", on: signIn(thief, "Maria"), typing: [("code", "000000")]).status == 422)
            }
            let thief = Phone(world.house, peer: "192.0.2.99")
            #expect(try await thief.press("Sign in", on: signIn(thief, "Maria"), typing: [("code", authenticator.code)]).status == 429)
        }
    }

    @Test(arguments: TestEngine.available)
    func switchingOffAsksForACode(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (phone, authenticator, _) = try await switchedOn(world)
            let page = try await phone.get("/me/second-factor")
            world.clock.pass(minutes: 11)
            let asked = try await phone.press("Switch it off", on: page)
            #expect(try asked.says("Is it you?") && asked.form(withButton: "Go on").open == ["confirm_code"], "the phrase is not enough")
            let wrong = try await phone.press("Go on", on: asked, typing: [("confirm_code", "000000")])
            #expect(wrong.status == 422)
            let typed = [("confirm_code", authenticator.code)]
            #expect(try await phone.press("Go on", on: wrong, typing: typed).headers[.location] == "/me?saved=yes")
            #expect(try await phone.press("Go on", on: wrong, typing: typed).headers[.location] == "/me?saved=yes", "a nervous thumb")
            #expect(try await world.rows("second_factors") == 0)
            #expect(try await world.rows("recovery_codes") == 0)
            let other = Phone(world.house)
            #expect(try await signIn(other, "Maria").status == 303)
        }
    }

    @Test(arguments: TestEngine.available)
    func itCountsOnlyOnceACodeWasShown(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await add("Maria", .member, world)
            let phone = Phone(world.house)
            _ = try await signIn(phone, "Maria")
            let page = try await phone.get("/me/second-factor")
            let refused = try await phone.press("Switch it on", on: page, typing: [("code", "000000")])
            #expect(try refused.status == 422 && refused.says("This code does not fit"))
            #expect(try Authenticator(refused, world.clock).secret == Authenticator(page, world.clock).secret, "scanned once is enough")
            #expect(try await signIn(Phone(world.house), "Maria").status == 303)
            let picture = try #require(try page.page().elements(named: "img").first?.attribute("src"))
            let drawn = try await phone.get(picture)
            #expect(
                drawn.headers[.contentType] == "image/svg+xml" && drawn.headers[.cacheControl] == "no-store" && drawn.body.contains("<path")
            )
            #expect(try await world.get(picture, as: "leila").status == 404)
            let taken = try page.form(withButton: "Switch it on").value("secret") ?? ""
            let code = try Authenticator(page, world.clock).code
            let other = try await world.post("/me/second-factor", as: "leila", [("secret", taken), ("code", code)])
            #expect(other.headers[.location] == "/me/second-factor", "another's secret")
            #expect(try await world.rows("second_factors") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func twoStewardsTakeALostOneOffAndMariaIsTold(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (phone, _, _) = try await switchedOn(world)
            let maria = try #require(try await world.db.read { try PersonStore($0).owner(ofProved: "maria@example.org") })
            let page = try await world.get("/spaces/riverbend/people/\(maria)", as: "amina")
            let asked = try await world.press("Ask another steward", on: page, as: "amina")
            let path = try #require(asked.headers[.location])
            #expect(try await world.get(path, as: "amina").says("a steward of another place"), "five people are here")
            #expect(try await world.post(path, as: "amina").status == 403, "nobody does it alone")
            #expect(try await phone.post(path).status == 403, "nor for themselves")
            for name in ["leila", "diego", "rosa"] { #expect(try await world.get(path, as: name).status == 404, "\(name)") }
            #expect(try await world.post("/spaces/riverbend/people/\(maria)/second-factor", as: "rosa").status == 403)
            _ = try await world.runJobs()
            #expect(world.post.sent.map(\.to) == ["maria@example.org"] && world.post.sent[0].text.contains(path))
            #expect(try await world.rows("second_factors") == 1)
            let agreeing = try await world.get(path, as: "omar")
            #expect(try await world.press("I am sure; take it off", on: agreeing, as: "omar").status == 303)
            #expect(try await world.rows("second_factors") == 0)
            _ = try await world.runJobs()
            #expect(world.post.sent.count == 2 && world.post.sent[1].text.contains("Two stewards have taken"))
            let acts = try await world.db.read { tx in
                try tx.run("SELECT act FROM audit WHERE act LIKE 'second_factor%' ORDER BY act").map { try $0.text("act") }
            }
            #expect(acts == ["second_factor.ask_reset", "second_factor.begin", "second_factor.reset"])
            #expect(try await signIn(Phone(world.house), "Maria").status == 303)
        }
    }

    @Test(arguments: TestEngine.available)
    func inALargerPlaceTheSecondStewardIsOneOfItsOwn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (phone, _, _) = try await switchedOn(world)
            for name in ["Ana", "Beto", "Caro"] { _ = try await add(name, .member, world) }
            let zuri = try await add("Zuri", .steward, world)
            let maria = try #require(try await world.db.read { try PersonStore($0).owner(ofProved: "maria@example.org") })
            func ask() async throws -> String {
                let page = try await world.get("/spaces/riverbend/people/\(maria)", as: "amina")
                return try #require(try await world.press("Ask another steward", on: page, as: "amina").headers[.location])
            }
            let first = try await ask()
            #expect(try await world.post(first, as: "omar").status == 404)
            #expect(try await phone.press("Stop it", on: phone.get(first)).status == 303, "Maria says it is not lost")
            #expect(try await world.get(first, as: "amina").status == 404)
            let second = try await ask()
            let hers = Phone(world.house)
            #expect(try await signIn(hers, "Zuri").status == 303 && hers.session != nil)
            #expect(try await hers.press("I am sure; take it off", on: hers.get(second)).status == 303)
            #expect(try await world.rows("second_factors") == 0)
            #expect(zuri != maria)
        }
    }

    @Test(arguments: ["en", "ar", "ru"])
    func itsPagesAreLight(language: String) async throws {
        try await withWorld(.sqlite) { world in
            _ = try await add("Maria", .member, world)
            let phone = Phone(world.house)
            _ = try await signIn(phone, "Maria")
            let page = try await phone.get("/me/second-factor?lang=\(language)", headers: [.acceptEncoding: "gzip"])
            let headers = page.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
            #expect(page.status == 200 && page.bytes.count + headers <= 5_120, "\(page.bytes.count + headers)")
        }
    }
}
