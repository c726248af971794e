import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Hummingbird
import Language
import Testing

@testable import Throughline

/// Domain 14: a phone that is looked at. What the browser, its history, a preview or a list of tabs shows of us is nothing.
struct DiscreetTests {
    /// Every page somebody can reach, on a discreet device: none has a title, a sign or a header that tells where they are.
    @Test(arguments: [("stranger", "en"), ("Amina", "en"), ("Leila", "ar"), ("Diego", "ru")])
    func noPageTellsWhereOneIs(name: String, language: String) async throws {
        try await withDemo(.sqlite) { demo in
            let places = try await demo.house.db.read { try PlaceStore($0).all() }
            let names = places.flatMap { [$0.name, $0.team] } + ["Throughline"]
            let tongue = demo.house.catalogues.tongue(try #require(LanguageTag(language)), zone: .utc)
            let title = DiscreetFrame.name.plain(in: tongue)
            #expect((title == "Notes") == (language == "en"))
            let visitor = Visitor(responder: Site(house: demo.house).router.buildResponder(), logger: demo.house.logger)
            var cookies: HTTPFields = [.cookie: "v=1; lang=\(language)"]
            if name != "stranger" { cookies[.cookie] = "session=\(try await demo.session(name)); v=1; lang=\(language)" }
            var waiting = ["/", "/sign-in", "/setup", "/my-words", "/nowhere-at-all", "/discreet"] + places.map { "/spaces/\($0.slug)" }
            var (seen, looked): (Set<String>, Int) = ([], 0)
            while let path = waiting.popLast() {
                let bare = String(path.prefix { $0 != "#" })
                guard bare.hasPrefix("/"), !bare.contains("lang="), !bare.contains("zone="), !bare.hasPrefix("/language"),
                    seen.insert(bare).inserted, seen.count <= 400
                else { continue }
                let answer = try await visitor.send(.get, bare, language, cookies, body: [], type: nil)
                #expect(answer.headers[.referrerPolicy] == "no-referrer", "\(bare)")
                let disposition = answer.headers[.contentDisposition] ?? "notes."
                #expect(disposition.contains("notes."), "\(bare): \(disposition)")
                // A file somebody saves has its own title; its name says nothing.
                guard answer.headers[.contentType]?.hasPrefix("text/html") == true, answer.headers[.contentDisposition] == nil else {
                    continue
                }
                let page = try answer.page()
                looked += 1
                #expect(page.elements(named: "title").map(\.text) == [title], "\(bare)")
                #expect(answer.headers[.cacheControl] == "no-store" && answer.headers[.eTag] == nil, "\(bare)")
                #expect(page.elements(named: "link").allSatisfy { $0.attribute("href") == "data:," }, "\(bare)")
                let metas = page.elements(named: "meta")
                #expect(!metas.contains { ($0.attribute("property") ?? $0.attribute("name") ?? "").contains(/^og:|description|title/) })
                let told = answer.headers.map { $0.name == .location || $0.name == .setCookie ? "" : $0.value }.joined(separator: " ")
                let shown = metas.compactMap { $0.attribute("content") }.joined(separator: " ") + told
                #expect(!names.contains { shown.contains($0) }, "\(bare): \(shown)")
                let around = page.elements(named: "header") + page.elements(named: "footer")
                #expect(!around.contains { element in names.contains { element.text.contains($0) } }, "\(bare)")
                // The way out is the first thing the keys reach.
                let body = try #require(page.elements(named: "body").first)
                let first = body.descendants.first { ["a", "button", "input", "select", "textarea", "summary"].contains($0.name) }
                #expect(first?.name == "button" && page.form(withButton: first?.text ?? "")?.action == "/leave", "\(bare)")
                for form in page.elements(named: "form")
                where form.attribute("method") == "post" && form.descendants.contains(where: Self.isTypedInto) {
                    #expect(form.attribute("autocomplete") == "off", "\(bare)")
                }
                #expect(!answer.body.contains(#"autocomplete="email""#) && !answer.body.contains(#"autocomplete="name""#), "\(bare)")
                waiting += page.links.map(\.href)
            }
            #expect(looked > (name == "stranger" ? 30 : 60), "\(looked)")
        }
    }

    private static func isTypedInto(_ element: Element) -> Bool {
        element.name == "textarea"
            || element.name == "input" && !["hidden", "radio", "checkbox", "file", "submit"].contains(element.attribute("type") ?? "")
    }

    @Test(arguments: TestEngine.available)
    func aVisitorSwitchesItOnAndOffWithoutAnAccount(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let phone = Phone(world.house)
            let before = try await phone.get("/spaces/riverbend")
            #expect(try before.page().elements(named: "title").map(\.text) == ["Lower Delta learning circle"])
            #expect(!before.body.contains("/leave"))
            let more = try await phone.get("/spaces/riverbend/more")
            let page = try await phone.get(more.link("Be discreet on this device"))
            #expect(try page.says("It is off.") && page.link("What it does not hide") == "/discreet/limits")
            let on = try await phone.press("Switch it on", on: page, typing: [("leads", "2")])
            let kept = on.headers[values: .setCookie].filter { $0.hasPrefix("v=") }
            // A number, gone with the browser's window: no name, no day, no address.
            #expect(kept == ["v=2; Path=/; HttpOnly; SameSite=Lax"])
            #expect(try await phone.follow(on).says("It is on, on this device."))
            let after = try await phone.get("/spaces/riverbend")
            #expect(try after.page().elements(named: "title").map(\.text) == ["Notes"])
            #expect(after.body.contains("https://www.yr.no/"))
            #expect(try await world.rows("nonces") == 0, "nothing of it is stored")
            _ = try await phone.press("Switch it off", on: phone.get("/discreet"))
            #expect(try await phone.get("/spaces/riverbend").page().elements(named: "title").map(\.text) == ["Lower Delta learning circle"])
        }
    }

    @Test(arguments: TestEngine.available)
    func anAccountIsDiscreetWhereverItSignsIn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let page = try await world.get("/discreet", as: "leila")
            let on = try await world.press("Switch it on", on: page, as: "leila", typing: [("for", "account"), ("leads", "3")])
            #expect(on.status == 303)
            // Another browser that has no cookie of it yet.
            let there = try await world.get("/spaces/riverbend", as: "leila")
            #expect(try there.page().elements(named: "title").map(\.text) == ["Notes"])
            #expect(there.headers[values: .setCookie].contains { $0.hasPrefix("v=3;") })
            #expect(try await world.get("/discreet", as: "leila").says("It is on, for your account."))
            #expect(try await world.get("/spaces/riverbend", as: "diego").page().elements(named: "title").map(\.text) != ["Notes"])
            _ = try await world.press("Switch it off", on: world.get("/discreet", as: "leila"), as: "leila")
            #expect(try await world.get("/spaces/riverbend", as: "leila").page().elements(named: "title").map(\.text) != ["Notes"])
        }
    }

    @Test(arguments: TestEngine.available)
    func aPlaceIsDiscreetForWhoeverOpensIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("Who waits at the bridge at night?")
            #expect(try await world.get("/spaces/riverbend/discretion", as: "diego").status == 403)
            #expect(try await world.post("/spaces/riverbend/discretion", as: "diego", [("_version", "1"), ("on", "yes")]).status == 403)
            #expect(try await world.post("/spaces/riverbend/discretion", as: "omar", [("_version", "1"), ("on", "yes")]).status == 403)
            let page = try await world.get("/spaces/riverbend/discretion", as: "amina")
            #expect(try await world.press("Switch it on", on: page, as: "amina").status == 303)
            // Drawn before it was switched: somebody was faster.
            #expect(try await world.press("Switch it on", on: page, as: "amina", typing: [("on", "no")]).status == 409)
            let phone = Phone(world.house)
            let seen = try await phone.get("/questions/\(question)")
            let head = try #require(try seen.page().elements(named: "head").first)
            #expect(!head.rawText.contains("bridge") && seen.headers[.cacheControl] == "no-store")
            #expect(try seen.page().elements(named: "title").map(\.text) == ["Notes"])
            // So is what belongs to no place, for the rest of this visit.
            #expect(try await phone.get("/my-words").page().elements(named: "title").map(\.text) == ["Notes"])
            #expect(try await world.get("/me", as: "leila").page().elements(named: "title").map(\.text) == ["Notes"])
            #expect(try await world.get("/me", as: "omar").page().elements(named: "title").map(\.text) == ["My account"])
            #expect(try await world.get("/spaces/riverbend/done", as: "leila").says("Pages here are discreet for everybody now"))
        }
    }

    /// Older browsers hide where a form came from even from us, on pages that tell nobody: they are asked once more, not refused.
    @Test func anOlderBrowserIsAskedOnceMore() async throws {
        try await withWorld(.sqlite) { world in
            let question = try await world.question("What makes the road safe?")
            let phone = Phone(world.house)
            let hidden: HTTPFields = [.origin: "null"]
            let form: [(String, String)] = [("text", "Lamps."), ("_form", "01j00000000000000000000000")]
            #expect(try await phone.post("/questions/\(question)/answers", headers: hidden, form).status == 403)
            _ = try await phone.press("Switch it on", on: phone.get("/discreet"))
            let asked = try await phone.post("/questions/\(question)/answers", headers: hidden, form)
            #expect(try asked.says("Send this?"))
            let fields = try asked.form(withButton: "Send").fields.map { ($0.name, $0.value) }
            #expect(try await phone.post("/questions/\(question)/answers", headers: hidden, fields).status == 303)
        }
    }

    @Test(arguments: ["en", "ar", "ru"])
    func itsPagesAreAsLight(language: String) async throws {
        try await withWorld(.sqlite) { world in
            let question = try await world.question("What makes the road to the market safe, or not, this month?")
            let visitor = Visitor(responder: world.responder, logger: world.house.logger)
            for path in ["/discreet", "/discreet/limits", "/my-words", "/sign-in", "/spaces/riverbend", "/questions/\(question)"] {
                let answer = try await visitor.send(
                    .get, path, language, [.acceptEncoding: "gzip", .cookie: "v=1; lang=\(language)"], body: [], type: nil)
                let headers = answer.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
                // A record with its path is a page to read, as it is otherwise.
                let most = path.hasPrefix("/questions/") ? 14_336 : 5_120
                #expect(answer.status == 200 && answer.bytes.count + headers <= most, "\(answer.bytes.count + headers) \(path)")
            }
        }
    }
}
