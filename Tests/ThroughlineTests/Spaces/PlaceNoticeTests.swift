import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Who answers for a place: said to everybody, in their language, before anybody is asked anything.
struct PlaceNoticeTests {
    @Test(arguments: TestEngine.available)
    func nothingOpensForAnswersWhileNobodyAnswersForIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await world.db.write { try $0.run("DELETE FROM place_notices WHERE field = 'safeguarding'") }
            let form = try await world.get("/spaces/riverbend/asking", as: "rosa")
            let asked = [("text", "What makes the road to the market safe?"), ("hear_by", "2026-12-03")]
            let refused = try await world.press("Open the question", on: form, as: "rosa", typing: asked)
            #expect(refused.status == 422)
            #expect(try refused.says("First a steward says who answers for this place"))
            #expect(try refused.form(withButton: "Open the question").value("text") == "What makes the road to the market safe?")
            // It can be kept meanwhile, and opened once it is said.
            #expect(try await world.press("Save for later", on: refused, as: "rosa", typing: []).status == 303)
            let path = try #require(
                try await world.get("/spaces/riverbend/questions", as: "rosa").page().links.map(\.href).first {
                    $0.contains(/^\/questions\/[0-9a-z]{26}$/)
                })
            let draft = try await world.get(path, as: "rosa")
            #expect(try await world.press("Open the question", on: draft, as: "rosa").status == 409)
            let words = try await world.get("/spaces/riverbend/about/words", as: "amina")
            let empty = try await world.press("Save", on: words, as: "amina", typing: [("safeguarding", "")])
            #expect(empty.status == 422)
            #expect(try empty.says("Nobody can answer here while this is empty."))
            #expect(
                try await world.press("Save", on: words, as: "amina", typing: [("safeguarding", "Tell Sister Ana at the clinic.")]).status
                    == 303)
            #expect(try await world.press("Open the question", on: world.get(path, as: "rosa"), as: "rosa").status == 303)
            #expect(try await world.get("/spaces/riverbend/about").says("Tell Sister Ana at the clinic."))
        }
    }

    @Test(arguments: TestEngine.available)
    func everybodyReadsItInTheirLanguageOrInThePlacesOwn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let words = try await world.get("/spaces/riverbend/about/words?in=fr", as: "amina")
            _ = try await world.press("Save", on: words, as: "amina", typing: [("contact", "Demandez Amina au marché.")])
            let french = try await world.get("/spaces/riverbend/about", in: "fr")
            #expect(try french.says("Demandez Amina au marché."))
            #expect(try french.says("The Riverbend team."), "what nobody has said in French yet")
            #expect(try await !world.get("/spaces/riverbend/about", in: "ru").says("Demandez Amina"))
            #expect(try await world.get("/spaces/riverbend/about/words", as: "rosa").status == 403)
            // Two stewards at once.
            let late = try await world.press("Save", on: words, as: "amina", typing: [("contact", "Au bureau.")])
            #expect(late.status == 409)
            #expect(try late.says("Au bureau.") && late.says("Demandez Amina au marché."))
        }
    }
}
