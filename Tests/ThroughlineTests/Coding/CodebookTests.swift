import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// The codebook of a place: begun, agreed, merged, retired, carried in a table.
struct CodebookTests {
    private func open(_ code: Code, _ world: World, as name: String = "diego") async throws -> Answer {
        try await world.get("/spaces/riverbend/codes/\(code.id)", as: name)
    }

    @Test(arguments: TestEngine.available)
    func aCodeIsBegunOnTrialAndAgreedOnceItIsSaidWhatItMeans(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await world.switchCodingOn()
            let list = try await world.get("/spaces/riverbend/codes", as: "diego")
            #expect(try await world.press("Begin it on trial", on: list, as: "diego", typing: [("name", "Roads")]).status == 303)
            let same = try await world.press("Begin it on trial", on: list, as: "diego", typing: [("name", " ROADS "), ("about", "Ways.")])
            #expect(same.status == 422)
            #expect(try same.says("There is a code of this name."))
            #expect(try same.form(withButton: "Begin it on trial").value("about") == "Ways.")
            #expect(try await world.press("Begin it on trial", on: list, as: "diego").says("Give the code a name."))

            let page = try await open(try await world.code("Roads"), world)
            let unsaid = try await world.press("Save", on: page, as: "diego", typing: [("state", "agreed")])
            #expect(try unsaid.says("Say what it means before you agree on it."))
            let typed = [
                ("state", "agreed"), ("about", "How people get there."), ("use", "Any way or vehicle."), ("not", "The market itself."),
            ]
            #expect(try await world.press("Save", on: page, as: "diego", typing: typed).status == 303)
            let shown = try await world.get("/spaces/riverbend/codes", as: "rosa")
            #expect(try shown.says("How people get there.") && !shown.body.contains("<span class=\"soft\">on trial</span>"))

            // Two change it at once: nobody's words are lost.
            let late = try await world.press("Save", on: page, as: "rosa", typing: [("about", "Bridges and ferries.")])
            #expect(late.status == 409)
            #expect(try late.says("How people get there.") && late.says("Bridges and ferries."))
        }
    }

    @Test(arguments: TestEngine.available)
    func aMergedCodeTakesItsPassagesAlongAndTheySayWhatTheyWereCalled(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice("The road is bad. The ferry is late.", to: question)
            try await world.switchCodingOn()
            let (ferry, roads) = (try await world.code("Ferry"), try await world.code("Roads"))
            _ = try await world.mark(voice, ["0-16"], "Roads", as: "diego")
            for span in ["0-16", "17-35"] { _ = try await world.mark(voice, [span], "Ferry", as: "diego") }
            let page = try await open(ferry, world)
            #expect(try await world.press("Merge", on: page, as: "diego").says("Choose the code it becomes."))
            #expect(try await world.press("Merge", on: page, as: "diego", typing: [("into", "\(roads.id)")]).status == 303)
            // What had both keeps one.
            #expect(try await world.codings() == ["0-16 Roads Diego", "17-35 Roads Diego"])
            let passages = try await world.get("/spaces/riverbend/passages?code=\(roads.id)", as: "rosa")
            #expect(try passages.says("was called Ferry"))
            #expect(try await open(roads, world).says("Ferry became part of it on"))
            #expect(try await open(ferry, world).status == 404)
            #expect(try await world.get("/spaces/riverbend/codes", as: "rosa").says("became Roads on"))
            // Whoever types the old name gives the new code, and a form drawn before finds it changed.
            _ = try await world.mark(voice, ["4-8"], "ferry", as: "rosa")
            #expect(try await world.codings().contains("4-8 Roads Rosa"))
            #expect(try await world.press("Merge", on: page, as: "rosa", typing: [("into", "\(roads.id)")]).status == 404)
            #expect(try await world.get("/spaces/riverbend/done", as: "leila").says("A code was merged into another"))
        }
    }

    @Test(arguments: TestEngine.available)
    func codesStandUnderEachOtherWithoutACircleAndARetiredOneIsGivenNoMore(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice("The road is bad.", to: question)
            try await world.switchCodingOn()
            let (roads, ferry) = (try await world.code("Roads"), try await world.code("Ferry"))
            #expect(try await world.press("Save", on: open(ferry, world), as: "diego", typing: [("parent", "\(roads.id)")]).status == 303)
            let circle = try await world.press("Save", on: open(roads, world), as: "diego", typing: [("parent", "\(ferry.id)")])
            #expect(circle.status == 422)
            #expect(try circle.says("Choose another code: this one is itself part of it."))
            _ = try await world.mark(voice, ["0-16"], "Ferry", as: "diego")
            #expect(try await world.press("Save", on: open(ferry, world), as: "diego", typing: [("state", "retired")]).status == 303)
            #expect(try await world.mark(voice, ["4-8"], "Ferry", as: "diego").says("There is no code of this name yet."))
            let again = try await world.mark(voice, ["4-8"], "Ferry", as: "diego", more: [("begin", "yes")])
            #expect(try again.says("There was a code of this name. Choose another one, or take that one up again."))
            #expect(try await world.codings() == ["0-16 Ferry Diego"])
            // Another place's code is not there.
            let omar = try await world.get("/spaces/saffron/codes/\(roads.id)", as: "omar")
            #expect(omar.status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func aCodebookGoesOutAsATableAndComesInAgain(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await world.switchCodingOn()
            let (roads, ferry) = (try await world.code("Roads", means: "Ways, \"good\" or bad."), try await world.code("=Ferry"))
            _ = try await world.press("Save", on: open(ferry, world), as: "diego", typing: [("parent", "\(roads.id)")])
            let file = try await world.get("/spaces/riverbend/codebook", as: "diego")
            #expect(file.body.contains("\"Roads\",\"Ways, \"\"good\"\" or bad.\""))
            #expect(file.body.contains("\"'=Ferry\""), "no formula for a spreadsheet")
            let table = try CodebookTable.read(Array(file.body.utf8))
            #expect(table.lines.map(\.draft.name) == ["Roads", "=Ferry"] && table.lines.map(\.parent) == ["", "Roads"])
            let act = world.house.act(by: try world.person("amina"))
            let saffron = world.saffron.id
            let came = try await world.db.write { tx in
                try CodeStore(tx).addAll(table.new(among: []), in: saffron, by: act)
                return try CodeStore(tx).all(of: saffron)
            }
            #expect(CodebookTable.csv(came) == file.body)
            #expect(try table.new(among: came).isEmpty, "names that are there stay as they are")
        }
    }

    @Test(arguments: [
        "", "no header\nx", "name;means\n\"open", "name,state\n,trial\n x", "means\nsomething",
    ])
    func aTableThatIsNoneSaysSo(text: String) {
        #expect(throws: Invalid.self) { try CodebookTable.read(Array(text.utf8)).new(among: []) }
    }

    @Test func tablesOfOtherProgramsAreRead() throws {
        let table = try CodebookTable.read(Array("\u{FEFF}Name;Description\r\nRoads;\"Ways;\r\nof all kinds\"\r\n\r\nFerry;\r\n".utf8))
        #expect(table.lines.map(\.draft.about) == ["Ways;\r\nof all kinds", ""])
        #expect(throws: Invalid.self) { try CodebookTable.read([0x6E, 0x61, 0x6D, 0x65, 0x0A, 0xFF]) }
    }
}
