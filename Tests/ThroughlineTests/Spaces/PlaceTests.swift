import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct PlaceTests {
    @Test(arguments: TestEngine.available)
    func aminaSettlesThePlace(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let page = try await world.get("/spaces/riverbend/settings?zone=all", as: "amina")
            let typed = [
                ("name", "Delta circle"), ("languages", "Sena, English"), ("zone", "Africa/Nairobi"), ("accent", "plum"),
                ("flooded", "yes"),
            ]
            #expect(try await world.press("Save", on: page, as: "amina", typing: typed).status == 303)
            let place = try await world.db.read { try PlaceStore($0).find(slug: "riverbend") }
            #expect(place.name == "Delta circle" && place.languages == ["seh", "en"] && place.zone.name == "Africa/Nairobi")
            #expect(place.accent == .plum && place.isFlooded && place.holdsUnnamed)
            let raced = try await world.press("Save", on: page, as: "amina", typing: [("name", "Other circle")])
            #expect(try raced.status == 409 && raced.says("Delta circle") && raced.says("Other circle"))
            #expect(try await world.press("Use my text", on: raced, as: "amina").status == 303)
            #expect(try await world.db.read { try PlaceStore($0).find(slug: "riverbend") }.name == "Other circle")
            let settings = try await world.get("/spaces/riverbend/settings", as: "amina")
            let other = try await world.press("Save", on: settings, as: "amina", typing: [("name", world.saffron.name.uppercased() + " ")])
            #expect(try other.status == 422 && other.says("Another place here goes by this name."))
            let refused = try await world.press(
                "Save", on: try await world.get("/spaces/riverbend/settings", as: "amina"), as: "amina", typing: [("team", "")])
            #expect(try refused.status == 422 && refused.says("Write the name of your team"))
        }
    }

    @Test(arguments: TestEngine.available)
    func onlyStewardsSettle(_ engine: TestEngine) async throws {
        try await withWorld(engine) { (world) async throws in
            #expect(try await world.get("/spaces/riverbend/settings", as: "rosa").status == 403)
            #expect(try await world.post("/spaces/riverbend/settings", as: "rosa", [("name", "x")]).status == 403)
            #expect(try await world.get("/spaces/riverbend/settings").headers[.location]?.hasPrefix("/sign-in") == true)
            #expect(try await world.get("/spaces/nowhere/settings", as: "amina").status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func moreLeadsEverybodyOnlyWhereTheyMayGo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            for name in ["amina", "diego", "rosa", "leila", "omar", nil] as [String?] {
                let page = try await world.get("/spaces/riverbend/more", as: name)
                let links = try page.page().elements(named: "main").flatMap { $0.elements(named: "a") }.compactMap { $0.attribute("href") }
                #expect(links.count >= 3)
                for link in links { #expect(try await world.get(link, as: name).status == 200, "\(name ?? "a stranger") at \(link)") }
            }
            let stranger = try await world.get("/spaces/riverbend/more")
            #expect(try stranger.says("Sign in") && !stranger.says("Settings") && !stranger.says("Sign out"))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoSeesWhatSaysWhatTheRulesSay(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let page = try await world.get("/spaces/riverbend/who-sees-what").page()
            let rows = page.elements(named: "tr").map { $0.children.map(\.text) }
            #expect(rows.first { $0[0] == "Safety lead" } == ["Safety lead", "reads it", "reads it", "reads it", "reads it"])
            #expect(rows.first { $0[0] == "Anybody" } == ["Anybody", "reads it", "–", "–", "–"])
            #expect(rows.first { $0[0] == "Member" } == ["Member", "reads it", "reads it", "–", "–"])
            #expect(rows.first { $0[0] == "Learning officer" } == ["Learning officer", "reads it", "reads it", "reads it", "–"])
        }
    }

    @Test(arguments: TestEngine.available)
    func allQuestionsAreListedAPageAtATime(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let act = world.house.act(by: try world.person("diego"))
            try await world.db.write { tx in
                for number in 0..<35 {
                    var draft = QuestionDraft()
                    draft.text = "Which ford is safe, number \(number)?"
                    draft.hearBy = "2026-12-24"
                    try QuestionStore(tx).add(draft.checked(on: act.day), draft, in: world.riverbend, open: number != 3, by: act)
                }
            }
            func seen(as name: String?) async throws -> Int {
                let first = try await world.get("/spaces/riverbend/questions", as: name)
                let second = try await world.get(try first.link("Older ones"), as: name)
                return try [first, second].map { try $0.page().links.filter { $0.href.hasPrefix("/questions/") }.count }.reduce(0, +)
            }
            #expect(try await seen(as: nil) == 34, "a draft is its author's")
            #expect(try await seen(as: "diego") == 35)
            #expect(try await world.get("/spaces/saffron/questions").says("No question has been asked here yet"))
        }
    }

    @Test func languagesOfStoriesAndMachinesAreNobodysHere() {
        #expect(LanguageList.read("Klingon, tlh, Hausa, Sena").unknown == ["Klingon", "tlh"])
        #expect(LanguageList.read("Esperanto, Hausa").unknown.isEmpty)
    }

    /// A clock is called by its city, and another one is chosen by its part of the world.
    @Test(arguments: TestEngine.available)
    func aClockIsACityNotAName(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let settings = try await world.get("/spaces/riverbend/settings", as: "amina")
            #expect(try settings.says("The clock here Maputo") && !settings.page().text.contains("Africa/Maputo"))
            let parts = try await world.get(settings.link("Choose another clock"), as: "amina")
            let lists = try await world.get(parts.link("The Americas"), as: "amina")
            let cities = try await world.get(lists.link("Grenada – Panama"), as: "amina")
            #expect(try cities.form(withButton: "Save").value("zone") == "Africa/Maputo", "nobody's clock changes by looking")
            let saved = try await world.press("Save", on: cities, as: "amina", typing: [("zone", "La Paz")])
            #expect(saved.status == 303)
            #expect(try await world.get("/spaces/riverbend/settings", as: "amina").says("The clock here La Paz"))
            let wrong = try await world.press("Save", on: cities, as: "amina", typing: [("zone", "Mars/Base")])
            #expect(try wrong.status == 422 && wrong.page().element(id: "zone")?.name == "select")
        }
    }

    /// From a person's own pages there is a way back to where they take part.
    @Test(arguments: TestEngine.available)
    func myOwnPagesLeadBackToThePlace(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            for page in ["/me", "/me/words"] {
                let mine = try await world.get(page, as: "leila")
                #expect(try mine.link("Back to Lower Delta learning circle") == "/spaces/riverbend")
            }
        }
    }
}
