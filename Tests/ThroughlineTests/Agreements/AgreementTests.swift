import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Domain 11: for research and for other organisations, both sides agree before anybody is asked; what comes back is promised from then on.
struct AgreementTests {
    private static let words: [(String, String)] = [
        ("agree_who", "Diego, for the institute. We are not from the government."), ("agree_pays", "The Delta fund"),
        ("agree_asks", "Ten people, an hour each, in March"), ("agree_data", "Voice notes, kept at the institute for a year"),
        ("agree_checks", "Read aloud in Sena before it is printed"), ("agree_owns", "The people of Sena"),
        ("agree_leave", "Tell Rosa"), ("agree_complain", "The district's ombudsperson"), ("agree_contact", "Rosa"), ("consent", "together"),
    ]

    /// Diego writes a question for an institute; it waits for an agreement.
    private static func question(_ world: World) async throws -> String {
        try await AskLimitTests.rosaSpeaks(world)
        let sent = try await world.post(
            "/spaces/riverbend/questions", as: "diego",
            AskLimitTests.ask("How do families choose what to plant?", more: [("for_organisation", "Institute for Border Studies")]))
        let before = try await world.follow(sent, as: "diego")
        #expect(try before.says("For research, and for other organisations, people agree first"))
        #expect(try before.page().form(withButton: "Open the question") == nil)
        return try #require(sent.headers[.location]?.split(separator: "/").dropFirst().first.map(String.init))
    }

    @Test("11.b: version 3 is in force, and what comes back is promised", arguments: TestEngine.available)
    func thePeopleChangeWhatComesBack(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await Self.question(world)
            let path = "/questions/\(id)/agreement"
            // 11.d
            let unsaid = try await world.press(
                "Propose it", on: world.get(path + "/wording", as: "diego"), as: "diego",
                typing: Self.words.filter { $0.0 != "agree_pays" } + [("what_0", "A report"), ("due_0", "2026-12-20")])
            #expect(try unsaid.status == 422 && unsaid.says("Say who pays.") && unsaid.body.contains("Ten people, an hour each"))
            let proposed = try await world.press(
                "Propose it", on: world.get(path + "/wording", as: "diego"), as: "diego",
                typing: Self.words + [("what_0", "A report"), ("due_0", "2026-12-20")])
            #expect(proposed.status == 303)
            // Who wrote it does not say yes to it; nobody outside reads it.
            #expect(try await world.get(path, as: "diego").page().form(withButton: "We agree") == nil)
            #expect(try await world.post(path + "/answer", as: "diego", [("do", "agree"), ("_version", "1")]).status == 409)
            #expect(try await world.get(path, as: "leila").status == 404)

            let read = try await world.get(path, as: "rosa")
            #expect(try read.says("Version 1") && read.says("A report"))
            let changed = try await world.press(
                "Propose it", on: world.get(path + "/wording", as: "rosa"), as: "rosa",
                typing: [
                    ("what_0", "A meeting in Sena"), ("due_0", "2026-12-20"), ("what_1", "Thirty printed drawings"),
                    ("due_1", "2027-01-10"),
                ])
            #expect(changed.status == 303)
            #expect(try await world.get(path, as: "diego").says("Changed by people here; it waits for those who ask."))
            _ = try await world.press("We agree", on: world.get(path, as: "diego"), as: "diego")
            #expect(try await world.get(path, as: "rosa").says("Version 3"))
            #expect(try await world.get(path, as: "rosa").says("Agreed: this holds."))
            #expect(try await world.get(path + "/wording", as: "rosa").status == 409)

            let open = try await world.press("Open the question", on: world.get("/questions/\(id)/before", as: "diego"), as: "diego")
            #expect(open.headers[.location] == "/questions/\(id)")
            #expect(try await world.get("/questions/\(id)").says("It is asked for Institute for Border Studies."))
            #expect(try await world.get(path).says("Thirty printed drawings"))
            let promises = try await world.get("/spaces/riverbend/decisions")
            #expect(try promises.says("A meeting in Sena") && promises.says("Thirty printed drawings"))
            let due = try await world.db.read { try $0.run("SELECT due FROM commitments ORDER BY due").map { try $0.day("due").text } }
            #expect(due == ["2026-12-20", "2027-01-10"])
            // A day later than the second, whoever asked may not ask again: what was agreed did not come back.
            let (space, late) = (world.riverbend.id, try #require(Day("2027-01-11")))
            let register = try await world.db.read { try AskStore($0).register(in: space, for: "institute for border studies", on: late) }
            #expect(register.overdue == 2 && register.daysOverdue == 22)
        }
    }

    @Test(arguments: TestEngine.available) func eitherSideMaySayNo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await Self.question(world)
            let path = "/questions/\(id)/agreement"
            _ = try await world.press(
                "Propose it", on: world.get(path + "/wording", as: "diego"), as: "diego",
                typing: Self.words + [("what_0", "A report"), ("due_0", "2026-12-20")])
            let page = try await world.get(path, as: "rosa")
            _ = try await world.press("We do not", on: page, as: "rosa", typing: [("because", "It is harvest.")])
            #expect(try await world.get(path, as: "diego").says("People here said no to it."))
            #expect(try await world.get("/questions/\(id)/before", as: "diego").page().form(withButton: "Open the question") == nil)
            #expect(try await world.press("We agree", on: page, as: "rosa").status == 409)
            // It may be proposed again, in other words; two who write at once see both.
            let form = try await world.get(path + "/wording", as: "diego")
            _ = try await world.press("Propose it", on: form, as: "diego", typing: [("agree_asks", "Three people, in May")])
            let raced = try await world.press("Propose it", on: form, as: "diego", typing: [("agree_asks", "Two people, in June")])
            #expect(try raced.status == 409 && raced.says("Three people, in May") && raced.says("Two people, in June"))
        }
    }

    @Test(arguments: TestEngine.available) func researchOfTheTeamItselfIsAgreedToo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let sent = try await world.post(
                "/spaces/riverbend/questions", as: "diego",
                AskLimitTests.ask("How do families choose what to plant?").map { $0.0 == "purpose" ? ("purpose", "research") : $0 })
            #expect(try await world.follow(sent, as: "diego").says("Propose an agreement"))
            // Nobody speaks for people there: the other stewards do, and not who asks.
            let id = try #require(sent.headers[.location]?.split(separator: "/").dropFirst().first.map(String.init))
            let path = "/questions/\(id)/agreement"
            _ = try await world.press(
                "Propose it", on: world.get(path + "/wording", as: "diego"), as: "diego",
                typing: Self.words + [("what_0", "A report"), ("due_0", "2026-12-20")])
            #expect(try await world.press("We agree", on: world.get(path, as: "amina"), as: "amina").status == 303)
            // The team's own name is no other organisation.
            let own = try await world.post(
                "/spaces/riverbend/questions", as: "amina",
                AskLimitTests.ask("Who has seeds for spring to give?", more: [("for_organisation", "riverbend")]))
            #expect(own.headers[.location]?.hasSuffix("/before") == false)
        }
    }
}
