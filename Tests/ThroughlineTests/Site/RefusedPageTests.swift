import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Programs that watch links ask for the head alone; a page that is shown once is not used up by them.
@Test(arguments: TestEngine.available)
func whoAsksForTheHeadAloneUsesNothingUp(_ engine: TestEngine) async throws {
    try await withWorld(engine) { world in
        let question = try await world.question("What makes the road safe?")
        for path in ["/", "/spaces/riverbend", "/questions/\(question)", "/health"] {
            let (head, page) = (try await world.head(path), try await world.get(path))
            #expect(head.status == page.status && head.body.isEmpty, "\(path)")
            #expect(head.headers[.contentType] == page.headers[.contentType] && head.headers[.cacheControl] == page.headers[.cacheControl])
        }
        #expect(try await world.head("/questions/\(ID<Item>.fresh(on: Day(number: 20_000), random: .seeded(5)))").status == 404)
        let form = try await world.get("/questions/\(question)").form(withButton: "Send")
        let sent = try await world.post(
            "/questions/\(question)/answers", form.fields.map { ($0.name, $0.name == "text" ? "Lamps." : $0.value) })
        let once = try #require(sent.headers[.location])
        #expect(try await world.head(once).status != 200)
        #expect(try await world.get(once).says("Thank you"), "still to be read")
    }
}

@Test(arguments: TestEngine.available)
func tooMuchIsToldInTheWordsOfThePage(_ engine: TestEngine) async throws {
    try await withWorld(engine) { world in
        let question = try await world.question("What makes the road safe?")
        let much = [("text", String(repeating: "a", count: 210_000))]
        #expect(try await world.post("/my-words", much).says("It is more than this page takes."))
        let small = try await world.post("/questions/\(question)/answers", [("text", String(repeating: "a", count: 12_100_000))])
        #expect(try small.status == 413 && small.says("Send a shorter recording or a smaller photo, up to 12 MB."))
    }
}

/// A form that was refused says so where one looks first, and leads to the field.
struct RefusedPageTests {
    @Test("A question closes while somebody writes: what they wrote stands on the page", arguments: TestEngine.available)
    func whatMeetsAClosedDoorIsGivenBack(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            let (form, scribe) = (try await world.get("/questions/\(question)"), try await world.get("/questions/\(question)/writing"))
            #expect(scribe.status == 200)
            _ = try await world.press("Close the question", on: world.get("/questions/\(question)", as: "diego"), as: "diego")
            let late = try await world.press("Send", on: form, typing: [("text", "Lamps at the bridge, and a bell.")])
            #expect(try late.status == 409 && late.says("It was not kept.") && late.says("Lamps at the bridge, and a bell."))
            #expect(late.headers[.cacheControl] == "no-store")
            let written = try await world.post(
                "/questions/\(question)/writing", [("text", "The bell <b>rings</b> twice."), ("said_yes", "yes")])
            #expect(try written.status == 409 && written.says("The bell <b>rings</b> twice."))
            // Nothing that opens anything stands on such a page.
            let code = try await world.post(
                "/nowhere-at-all", [("code", "heron over wet maize fields"), ("key_phrase", "one two three four")])
            #expect(!code.body.contains("maize") && !code.body.contains("two three"))
        }
    }

    @Test(arguments: TestEngine.available)
    func theProblemStandsInTheTitleAndOnTopAndTheFirstBadFieldHasTheCursor(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let form = try await world.get("/spaces/riverbend/asking", as: "amina")
            #expect(!form.body.contains("role=\"alert\"") && !form.body.contains("autofocus"))
            let refused = try await world.press(
                "Open the question", on: form, as: "amina",
                typing: [("text", "Road?"), ("hear_by", "2020-01-01"), ("decision_by", "2020-01-01")])
            let page = try refused.page()
            #expect(refused.status == 422 && page.title.hasPrefix("Say in one sentence what you want to know."))
            let alert = try #require(page.root.descendants.first { $0.attribute("role") == "alert" })
            #expect(alert.text == "Say in one sentence what you want to know. Your question 2 more things to look at below.")
            #expect(alert.elements(named: "a").first?.attribute("href") == "#text")
            let focused = page.root.descendants.filter { $0.attribute("autofocus") != nil }
            #expect(focused.map { $0.attribute("id") } == ["text"])
        }
    }

    @Test(arguments: TestEngine.available)
    func aGroupOfCirclesIsFoundTheSameWay(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let place = try await world.promised()
            let refused = try await world.post(place + "/outcome", as: "diego", [("how", ""), ("note", "We tried.")])
            let page = try refused.page()
            #expect(page.title.hasPrefix("Say what became of it."))
            let focused = try #require(page.root.descendants.first { $0.attribute("autofocus") != nil })
            #expect(focused.attribute("id") == "how" && focused.attribute("type") == "radio")
        }
    }
}

/// Choosing a language never loses what stands on the page.
struct LanguageLinkTests {
    @Test(arguments: TestEngine.available)
    func theAnswerToAFormOffersNoOtherLanguageBecauseItCannotComeBack(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await world.question("What makes the road safe?")
            let home = try await world.get("/spaces/riverbend")
            #expect(try home.link("Language") == "/language?to=%2Fspaces%2Friverbend")
            let refused = try await world.press("Send", on: home, typing: [("text", "")])
            #expect(refused.status == 422)
            #expect(try !refused.page().links.contains { $0.href.hasPrefix("/language") })
        }
    }

    @Test(arguments: TestEngine.available)
    func aPageComesBackInTheOtherLanguageWithWhatWasAskedForInItsAddress(_ engine: TestEngine) async throws {
        try await withEmptyHouse(engine) { house in
            let key = house.keys.token("setup", for: .setup)
            let phone = Phone(house)
            let page = try await phone.get("/setup?key=\(key)&zone=Africa&lang=fr")
            let languages = try await phone.get(page.link("Langue"))
            let arabic = try await phone.get(languages.link("العربية"))
            #expect(arabic.body.contains("lang=\"ar\"") && arabic.body.contains(key))
            #expect(try arabic.page().element(id: "zone") != nil, "the part of the world is still chosen")
        }
    }

    @Test(arguments: TestEngine.available)
    func signingInLeadsBackToTheWholeAddress(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let list = try await world.get("/spaces/riverbend/people?after=x")
            #expect(list.headers[.location] == "/sign-in?to=%2Fspaces%2Friverbend%2Fpeople%3Fafter%3Dx")
            let sent = try await world.post("/spaces/riverbend/settings", [("name", "x")])
            #expect(sent.headers[.location] == "/sign-in?to=%2F")
        }
    }
}

extension World {
    /// A promise Diego made on a question; gives its address.
    func promised(typing typed: [(String, String)] = []) async throws -> String {
        let question = try await question("How do researchers learn from each other?")
        let form = try await get("/questions/\(question)/commitments/new", as: "diego")
        let all = [("who", "Diego"), ("member", "yes"), ("promise", "Run a workshop"), ("due", "2027-01-31")]
        let sent = try await press("Promise it", on: form, as: "diego", typing: all + typed)
        guard let place = sent.headers[.location] else { throw WorldError.nobody("Promise it") }
        return place
    }
}
