import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Handing over what one looks after: one page, a colleague who says yes, nothing without an owner.
struct HandoverTests {
    private func promised(_ world: World) async throws -> (question: ID<Item>, place: String) {
        let question = try await world.question("Where do the July patrols go?")
        _ = try await world.voice("They never come to us.", to: try await world.read(question))
        let form = try await world.get("/questions/\(question)/commitments/new", as: "diego")
        let sent = try await world.press(
            "Promise it", on: form, as: "diego",
            typing: [("who", "Diego"), ("member", "yes"), ("promise", "Ask the commander"), ("due", "2027-01-10"), ("openness", "circle")])
        return (question, try #require(sent.headers[.location]))
    }

    private func offered(_ world: World, to name: String = "rosa", by giver: String = "diego") async throws -> Answer {
        let page = try await world.get("/spaces/riverbend/handing-over", as: giver)
        return try await world.press(
            "Offer it to them", on: page, as: giver,
            typing: [("to", try world.person(name).description), ("note", "The clerk at the post knows the commander.")])
    }

    @Test(arguments: TestEngine.available)
    func aColleagueSaysYesAndEverythingIsTheirs(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, place) = try await promised(world)
            let mine = try await world.get("/spaces/riverbend/handing-over", as: "diego")
            #expect(try mine.says("Ask the commander"))
            #expect(try await offered(world).status == 303)
            #expect(try await world.runJobs().isEmpty)
            let letter = try #require(world.post.sent.last)
            #expect(letter.to == "rosa@example.org" && !letter.text.contains("commander"), "nothing of it travels by mail")
            #expect(try await world.get("/spaces/riverbend/handing-over", as: "diego").says("Until they say yes, it stays yours."))
            #expect(try await !world.get("/spaces/riverbend/handing-over", as: "amina").says("clerk"), "between the two alone")
            let offer = try await world.get("/spaces/riverbend/handing-over", as: "rosa")
            #expect(try offer.says("The clerk at the post knows the commander.") && offer.says("Ask the commander"))
            let taken = try await world.press("I take it over", on: offer, as: "rosa")
            #expect(taken.status == 303)
            let page = try await world.get(place, as: "rosa")
            #expect(try page.says("Rosa") && !page.says("Diego."))
            #expect(try await world.get("/spaces/riverbend/handing-over", as: "diego").says("Nothing here waits for you alone."))
            #expect(try await world.get("/spaces/riverbend/handing-over", as: "rosa").says("Ask the commander"))
            let owners = try await world.db.read { try $0.run("SELECT person_id FROM commitments").map { try $0.text("person_id") } }
            #expect(owners == [try world.person("rosa").description])
            let twice = try await world.press("I take it over", on: offer, as: "rosa")
            #expect(twice.status == 303 || twice.status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func whoSaysNoLeavesItWhereItWasAndNobodyElseMayAnswer(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await promised(world)
            let empty = try await world.get("/spaces/riverbend/handing-over", as: "diego")
            let refused = try await world.press("Offer it to them", on: empty, as: "diego", typing: [("note", "")])
            #expect(try refused.status == 422 && refused.says("Ask them first.") && refused.says("Say who knows about it"))
            _ = try await offered(world)
            let offer = try await world.get("/spaces/riverbend/handing-over", as: "rosa")
            let action = try offer.form(withButton: "I cannot").action
            for name in ["diego", "amina", "leila"] {
                #expect(try await world.post(action, as: name, [("do", "accept")]).status == 404, "\(name)")
            }
            #expect(try await world.post(action, as: "omar", [("do", "accept")]).status == 403)
            _ = try await world.press("I cannot", on: offer, as: "rosa")
            #expect(try await world.get("/spaces/riverbend/handing-over", as: "diego").says("Ask the commander"))
            let owners = try await world.db.read { try $0.run("SELECT person_id FROM commitments").map { try $0.text("person_id") } }
            #expect(owners == [try world.person("diego").description])
        }
    }

    /// Whoever leaves for good is led to it first, and an offer goes with the account.
    @Test(arguments: TestEngine.available)
    func whoLeavesIsLedToItFirst(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            #expect(try await !world.get("/me/leaving", as: "diego").says("Hand over first"))
            _ = try await promised(world)
            #expect(try await world.get("/me/leaving", as: "diego").says("Hand over first"))
            _ = try await offered(world)
            let (diego, act) = (try world.person("diego"), world.house.act(by: try world.person("diego")))
            _ = try await world.db.write { try Leaving(house: world.house).erase(diego, keepingWords: true, by: act, on: $0) }
            #expect(try await world.rows("handovers") == 0)
            #expect(try await world.get("/spaces/riverbend/handing-over", as: "rosa").status == 200)
        }
    }
}
