import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct SignInLinkTests {
    /// Asks for a link and does the work that follows; gives the answer.
    private func ask(_ address: String, _ world: World, peer: String? = nil) async throws -> Answer {
        let phone = Phone(world.house, peer: peer)
        let way = try await phone.get("/sign-in").link("A link by mail")
        let sent = try await phone.press("Send the link", on: try await phone.get(way), typing: [("address", address)])
        #expect(try await world.runJobs().isEmpty)
        return sent
    }

    private func link(_ world: World, _ place: Int = 0) throws -> String {
        let mail = try #require(world.post.sent.reversed().dropFirst(place).first)
        let line = try #require(mail.text.split(separator: "\n").first { $0.hasPrefix("http://learn.test/sign-in/link/") })
        return String(line.dropFirst("http://learn.test".count))
    }

    @Test(arguments: TestEngine.available)
    func leilaComesInByALinkOnce(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            #expect(try await ask("Leila@example.org", world).says("a link is on its way"))
            let mail = try #require(world.post.sent.last)
            #expect(world.post.sent.count == 1 && mail.to == "leila@example.org" && mail.subject == "The link you asked for")
            for name in ["Leila", "Riverbend", "Lower Delta", "Throughline"] {
                #expect(!mail.text.contains(name) && !(mail.html ?? "").contains(name), "the letter says \(name)")
            }
            let (scanner, phone) = (Phone(world.house), Phone(world.house))
            for _ in 1...3 { #expect(try await scanner.get(link(world)).status == 200, "a program that looks through mail") }
            #expect(scanner.session == nil)
            let page = try await phone.get(link(world))
            let came = try await phone.press("Sign in", on: page)
            #expect(came.status == 303 && phone.session != nil)
            #expect(try await phone.get("/spaces/riverbend/more").says("Signed in as Leila"))
            #expect(try await phone.press("Sign in", on: page).status == 303, "a nervous thumb comes in as well")
            let thief = Phone(world.house)
            let over = try await thief.get(link(world))
            #expect(try over.status == 410 && over.says("This link is over"))
            #expect(try over.page().elements(named: "title").map(\.text) == ["Notes"], "whose it was is not known any more")
            #expect(try await thief.post(link(world)).status == 410 && thief.session == nil)
        }
    }

    @Test(arguments: TestEngine.available)
    func nobodyLearnsWhoHasAnAccount(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let act = world.house.act(by: nil)
            try await world.db.write { tx in
                _ = try PersonStore(tx).add(NewPerson(name: "Maria", language: "en", email: "maria@example.org", hash: nil), by: act)
            }
            var pages: Set<String> = []
            var rows: Set<Int> = []
            for address in ["leila@example.org", "nobody@example.org", "maria@example.org"] {
                let before = try await world.rows("jobs")
                let phone = Phone(world.house)
                let sent = try await phone.press("Send the link", on: try await phone.get("/sign-in/link"), typing: [("address", address)])
                #expect(sent.status == 200)
                pages.insert(sent.body)
                rows.insert(try await world.rows("jobs") - before)
            }
            #expect(pages.count == 1 && rows == [1], "the same page and the same work for every address")
            let kept = try await world.db.read { tx in try tx.run("SELECT payload FROM jobs").map { try $0.text("payload") } }
            #expect(!kept.joined().contains("leila"))
            #expect(try await world.runJobs().isEmpty)
            #expect(world.post.sent.map(\.to) == ["leila@example.org"], "Maria has not confirmed hers")
            let typo = Phone(world.house)
            let refused = try await typo.press("Send the link", on: try await typo.get("/sign-in/link"), typing: [("address", "leila@")])
            #expect(try refused.status == 422 && refused.says("Write a mail address like") && refused.body.contains("value=\"leila@\""))
        }
    }

    @Test(arguments: TestEngine.available)
    func aLinkIsOverAfterAQuarterOfAnHourOrWhenThereIsANewerOne(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await ask("leila@example.org", world)
            _ = try await ask("leila@example.org", world)
            let phone = Phone(world.house)
            #expect(try await phone.get(link(world, 1)).status == 410, "the older one")
            let page = try await phone.get(link(world))
            world.clock.pass(minutes: 16)
            #expect(try await phone.press("Sign in", on: page).status == 410)
            #expect(phone.session == nil)
            _ = try await ask("leila@example.org", world)
            try await world.confirm("leila")
            let account = try await world.get("/me", as: "leila")
            #expect(try await world.press("Save", on: account, as: "leila", typing: [("email", "new@example.org")]).status == 303)
            #expect(try await phone.get(link(world)).status == 410, "it went to an address that is no longer hers")
            let kept = try await world.db.read { tx in try tx.run("SELECT mac FROM sign_in_links").map { try $0.text("mac") } }
            #expect(kept.isEmpty)
            try await world.db.write { tx in
                _ = try SignInLinkStore(tx).make(for: world.person("omar"), keys: world.house.keys, by: world.house.act(by: nil))
            }
            world.clock.pass(minutes: 16)
            try await Sweep(house: world.house).eraseOld()
            #expect(try await world.rows("sign_in_links") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func nobodyFillsAMailbox(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            for _ in 1...3 { #expect(try await ask("leila@example.org", world, peer: "192.0.2.7").status == 200) }
            #expect(try await ask("leila@example.org", world, peer: "192.0.2.7").status == 429)
            #expect(try await ask("nobody@example.org", world, peer: "192.0.2.7").status == 200)
            for line in 8...20 { _ = try await ask("leila@example.org", world, peer: "192.0.2.\(line)") }
            #expect(world.post.sent.count <= SignInLink.letters)
        }
    }

    @Test func whereNoMailIsSetUpNobodyIsPromisedOne() async throws {
        try await withWorld(.sqlite, hasMail: false) { world in
            let phone = Phone(world.house)
            let page = try await phone.get("/sign-in")
            #expect(try !page.says("Send me a link"))
            #expect(try await phone.get("/sign-in/link").status == 404)
            #expect(try await phone.post("/sign-in/link", [("address", "leila@example.org")]).status == 404)
        }
    }

    /// The letter told nothing, and the page it leads to tells nothing either.
    @Test(arguments: TestEngine.available)
    func whoTakesPartInADiscreetPlaceComesToAPageThatTellsNothing(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await ask("leila@example.org", world)
            #expect(try await Phone(world.house).get(link(world)).page().elements(named: "title").map(\.text) == ["Sign in"])
            let space = world.riverbend.id
            try await world.db.write { tx in try tx.run("UPDATE spaces SET discreet = 1 WHERE id = \(space)") }
            let page = try await Phone(world.house).get(link(world))
            #expect(try page.page().elements(named: "title").map(\.text) == ["Notes"])
            #expect(!page.body.contains("Throughline") && page.headers[.referrerPolicy] == "no-referrer")
        }
    }
}
