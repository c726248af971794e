import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Dangerous acts are asked about once more, and nothing typed is lost meanwhile.
struct ConfirmTests {
    private static let phrase = "mango over the river"

    /// Maria looks after Riverbend, and has been signed in for a quarter of an hour.
    private func maria(_ world: World) async throws -> Phone {
        let hash = try await world.house.passwords.hash(ComeBackPhrase.canonical(Self.phrase))
        let act = world.house.act(by: nil)
        try await world.db.write { tx in
            let id = try PersonStore(tx).add(NewPerson(name: "Maria", language: "en", email: "maria@example.org", hash: hash), by: act)
            try MembershipStore(tx).add(id, to: world.riverbend.id, as: .steward, invitedBy: nil, by: act)
        }
        let phone = Phone(world.house)
        let page = try await phone.get("/sign-in?to=/me")
        #expect(try await phone.press("Sign in", on: page, typing: [("name", "Maria"), ("phrase", Self.phrase)]).status == 303)
        world.clock.pass(minutes: 15)
        return phone
    }

    @Test(arguments: TestEngine.available)
    func whatWasTypedGoesOnAfterThePhrase(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let phone = try await maria(world)
            let settings = try await phone.get("/spaces/riverbend/settings")
            let asked = try await phone.press("Save", on: settings, typing: [("team", "The river team")])
            #expect(try asked.status == 422 && asked.says("Is it you?"))
            #expect(!asked.body.contains("The river team"), "what was typed is sealed")
            let wrong = try await phone.press("Go on", on: asked, typing: [("confirm_phrase", "no idea at all")])
            #expect(try wrong.status == 422 && wrong.says("This is not your phrase"))
            let right = [("confirm_phrase", "Mango over  the river")]
            let saved = try await phone.press("Go on", on: wrong, typing: right)
            #expect(saved.headers[.location] == "/spaces/riverbend/settings?saved=yes")
            #expect(try await phone.get("/spaces/riverbend/settings").body.contains("The river team"))
            let writes = try await world.rows("audit")
            #expect(try await phone.press("Go on", on: wrong, typing: right).headers[.location] == saved.headers[.location])
            #expect(try await world.rows("audit") == writes, "pressed twice, done once")
            let again = try await phone.press("Save", on: try await phone.get("/spaces/riverbend/settings"), typing: [("team", "River")])
            #expect(again.status == 303, "asked a moment ago")
            world.clock.pass(minutes: 11)
            let later = try await phone.press("Save", on: try await phone.get("/spaces/riverbend/settings"), typing: [("team", "Other")])
            #expect(try later.says("Is it you?"))
        }
    }

    @Test(arguments: TestEngine.available)
    func everyDangerousActAsks(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let phone = try await maria(world)
            let leila = "/spaces/riverbend/people/\(try world.person("leila"))"
            let page = try await phone.get(leila)
            #expect(try await phone.press("Save", on: page, typing: [("role", "weaver")]).says("Is it you?"))
            #expect(try await phone.press("End it", on: page).says("Is it you?"))
            let me = try await phone.get("/me")
            #expect(try await phone.press("Save", on: me, typing: [("email", "other@example.org")]).says("Is it you?"))
            #expect(try await phone.press("Save", on: me, typing: [("name", "Maria of the river")]).status == 303, "a name is no danger")
            let way = try await phone.get("/me/phrase")
            #expect(way.headers[.location] == "/confirm?to=%2Fme%2Fphrase")
            let asked = try await phone.follow(way)
            #expect(try await phone.post("/me/phrase", [("phrase", "boats come home late")]).says("Is it you?"))
            #expect(try await world.db.read { try MembershipStore($0).role(of: world.person("leila"), in: world.riverbend.id) } == .member)
            #expect(try await phone.press("Go on", on: asked, typing: [("confirm_phrase", "x")]).status == 422)
            let on = try await phone.press("Go on", on: asked, typing: [("confirm_phrase", Self.phrase)])
            #expect(on.headers[.location] == "/me/phrase")
            #expect(try await phone.get("/me/phrase").status == 200)
            #expect(try await phone.press("Save", on: page, typing: [("role", "weaver")]).status == 303)
        }
    }

    @Test(arguments: TestEngine.available)
    func aKeptFormOpensNowhereElse(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let phone = try await maria(world)
            let asked = try await phone.press("Save", on: try await phone.get("/spaces/riverbend/settings"), typing: [("team", "Other")])
            let kept = try #require(try asked.form(withButton: "Go on").value("_kept"))
            let typed = [("_kept", kept), ("confirm_phrase", Self.phrase)]
            #expect(try await world.post("/spaces/riverbend/settings", as: "amina", typed).status == 400, "another session")
            #expect(try await phone.post("/me", typed).status == 400, "another address")
            #expect(try await phone.post("/spaces/riverbend/settings", [("_kept", kept + "A"), typed[1]]).status == 400)
            #expect(
                try await Phone(world.house).post("/spaces/riverbend/settings", typed).headers[.location]?.hasPrefix("/sign-in") == true)
            world.clock.pass(minutes: KeptForm.minutes + 1)
            #expect(try await phone.post("/spaces/riverbend/settings", typed).status == 400, "too old")
            for _ in 0..<Confirming.tries { _ = try await phone.post("/confirm", [("to", "/"), ("confirm_phrase", "x y z")]) }
            #expect(try await phone.post("/confirm", [("to", "/"), ("confirm_phrase", Self.phrase)]).status == 429)
        }
    }

    @Test func whoHasNoPhraseIsToldTheWay() async throws {
        try await withWorld(.sqlite) { world in
            world.clock.pass(minutes: 15)
            let asked = try await world.get("/confirm?to=/me/phrase", as: "leila")
            #expect(try asked.says("You have no phrase here"))
            #expect(try await world.post("/confirm", as: "leila", [("to", "/"), ("confirm_phrase", "")]).status == 422)
        }
    }
}

extension World {
    /// Somebody has just shown once more who they are.
    func confirm(_ name: String) async throws {
        guard let session = session(name) else { throw WorldError.nobody(name) }
        let (mac, keys, now) = (SessionStore.mac(session, house.keys), house.keys, clock.now)
        try await db.write { try SessionStore($0).confirm(mac, keys, at: now) }
    }
}
