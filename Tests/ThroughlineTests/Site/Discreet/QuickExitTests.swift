import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Hummingbird
import Language
import Testing

@testable import Throughline

/// The way out that asks nothing and never says no.
struct QuickExitTests {
    @Test(arguments: TestEngine.available)
    func leavingEndsWhatCanBeEndedHereAndBackFindsNothing(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.maria(phrase: "mango over the river")
            let question = try await world.question("Who waits at the bridge at night?")
            let phone = Phone(world.house)
            _ = try await phone.press(
                "Sign in", on: phone.get("/sign-in"), typing: [("name", "Maria"), ("phrase", "mango over the river")])
            _ = try await phone.press("Switch it on", on: phone.get("/discreet"), typing: [("leads", "2")])
            let session = try #require(phone.session)
            let page = try await phone.get("/questions/\(question)")
            #expect(try page.says("bridge"))
            let out = try await phone.press("Leave now", on: page)
            #expect(out.status == 303 && out.headers[.location] == "https://www.yr.no/")
            #expect(out.headers[.referrerPolicy] == "no-referrer" && out.headers[.cacheControl] == "no-store")
            #expect(out.headers[.clearSiteData] == "\"cache\", \"storage\"")
            #expect(phone.session == nil)
            let (mac, now, keys) = (SessionStore.mac(session, world.house.keys), world.clock.now, world.house.keys)
            #expect(try await world.db.read { try SessionStore($0).reader(mac, keys, at: now) } == nil, "it ended here too, not only there")
            // Back, and whatever else this browser asks for, public or not.
            for path in ["/questions/\(question)", "/me", "/", "/spaces/riverbend/questions", "/nowhere-at-all"] {
                let back = try await phone.get(path)
                #expect(try back.page().elements(named: "title").map(\.text) == ["Notes"])
                #expect(try back.page().elements(named: "main").first?.text.contains(/bridge|Riverbend|Delta/) == false, "\(path)")
                #expect(back.headers[.cacheControl] == "no-store" && !back.body.contains("Throughline"))
            }
            // Its owner opens it again, and is nobody until they sign in.
            let opened = try await phone.press("Open", on: phone.get("/questions/\(question)"))
            #expect(opened.headers[.location] == "/questions/\(question)")
            let again = try await phone.follow(opened)
            #expect(try again.says("bridge") && again.page().elements(named: "title").map(\.text) == ["Notes"])
            #expect(try await phone.get("/me").status == 303)
        }
    }

    @Test func whoeverRunsItSaysWhereItLeads() async throws {
        try await withWorld(.sqlite) { world in
            var settings = world.house.settings
            settings.leavesTo = "https://weather.example.org/today"
            let phone = Phone(world.house.with(settings))
            _ = try await phone.press("Switch it on", on: phone.get("/discreet"))
            let page = try await phone.get("/spaces/riverbend")
            #expect(page.headers[.contentSecurityPolicy]?.contains("form-action 'self' https://weather.example.org;") == true)
            #expect(try await phone.press("Leave now", on: page).headers[.location] == "https://weather.example.org/today")
            #expect(InstanceOptions.isPage("https://weather.example.org/today"))
            #expect(!InstanceOptions.isPage("http://weather.example.org") && !InstanceOptions.isPage("https://a b"))
        }
    }

    /// Another site can send somebody to the harmless page, and signs nobody out by it.
    @Test(arguments: TestEngine.available)
    func anotherSiteEndsNothing(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            for headers: HTTPFields in [[.origin: "https://elsewhere.example"], [.secFetchSite: "cross-site"]] {
                let session = try #require(world.session("leila"))
                let answer = try await Visitor(responder: world.responder, logger: world.house.logger).send(
                    .post, "/leave", "en", headers.with(.cookie, "session=\(session)"), body: [], type: "application/x-www-form-urlencoded")
                #expect(answer.status == 303 && answer.headers[values: .setCookie].isEmpty && answer.headers[.clearSiteData] == nil)
                #expect(try await world.get("/me", as: "leila").status == 200)
            }
        }
    }

    /// With a form nobody can read, without one, and with a storage that does not answer.
    @Test func itNeverSaysNo() async throws {
        try await withWorld(.sqlite) { world in
            let session = try #require(world.session("leila"))
            let visitor = Visitor(responder: world.responder, logger: world.house.logger)
            for (body, type) in [("", nil), ("%", "text/plain"), ("--x", "multipart/form-data; boundary=y")] as [(String, String?)] {
                let answer = try await visitor.send(
                    .post, "/leave", "en", [.cookie: "session=\(session); v=1", .secFetchSite: "same-origin"], body: Array(body.utf8),
                    type: type)
                #expect(answer.status == 303 && answer.headers[.location] == WayOut.encyclopedia, "\(type ?? "-")")
            }
            await world.db.close()
            let answer = try await visitor.send(
                .post, "/leave", "en", [.cookie: "session=\(session); v=1", .secFetchSite: "same-origin"], body: [], type: nil)
            #expect(answer.status == 303 && answer.headers[values: .setCookie].contains { $0.hasPrefix("session=;") })
        }
    }
}

extension HTTPFields {
    fileprivate func with(_ name: HTTPField.Name, _ value: String) -> HTTPFields {
        var all = self
        all[name] = value
        return all
    }
}
