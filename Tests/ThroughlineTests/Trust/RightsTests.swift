import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Roles, offices, and what is kept for the safety lead alone (domain 14 and 15).
struct RightsTests {
    @Test func theDocumentIsTheTable() throws {
        let path = World.translations + "/../docs/rights.md"
        #expect(try String(contentsOfFile: path, encoding: .utf8) == Rights.document + "\n", "scripts/throughline rights > docs/rights.md")
    }

    @Test func everyRightIsGivenToSomebodyOnce() {
        #expect(Rights.rows.map(\.right) == Right.allCases)
        #expect(Rights.rows.allSatisfy { !$0.roles.isEmpty || !$0.offices.isEmpty })
        #expect(Role.reader.rights.isEmpty)
    }

    @Test(arguments: TestEngine.available)
    func whatIsForTheSafetyLeadIsReadByNobodyElse(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            try await appoint("diego", [.safety], world)
            let words = "The man in the white car asks for names."
            let page = try await world.get("/questions/\(story.question)")
            let thanks = try await world.press("Send", on: page, typing: [("text", words)])
            #expect(try thanks.says("Only the safety lead of"))
            _ = try await world.press("Save", on: thanks, typing: [("openness", "safety")])
            let voice = try await story.voices()[0]
            for name in ["rosa", "amina", "leila", nil] {
                let question = try await world.get("/questions/\(story.question)", as: name)
                #expect(!question.body.contains(words) && !question.body.contains("Let it through"), "\(name ?? "a stranger")")
                #expect(try await world.get("/voices/\(voice)", as: name).status == 404)
                #expect(try await world.post("/voices/\(voice)/release", as: name, [("_version", "2")]).status != 303 || name == nil)
            }
            let desk = try await world.get("/questions/\(story.question)", as: "diego")
            #expect(desk.body.contains(words))
            #expect(try await world.press("Let it through", on: desk, as: "diego").status == 303)
            #expect(try await world.get("/voices/\(voice)", as: "diego").body.contains(words))
            #expect(try await world.get("/voices/\(voice)", as: "rosa").status == 404, "let through, it is still for the safety lead alone")
        }
    }

    /// Between sending and saying who may see it, the team would have read it.
    @Test(arguments: TestEngine.available)
    func whatIsSentToTheSafetyLeadIsTheirsFromTheFirstMoment(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            #expect(try await !world.get("/questions/\(story.question)").says("Only the safety lead"), "nobody is there to give it to")
            try await appoint("leila", [.safety], world)
            let page = try await world.get("/questions/\(story.question)")
            let words = "He waits at the bridge."
            let thanks = try await world.press("Send", on: page, typing: [("text", words), ("for_safety", "yes")])
            #expect(try thanks.says("Thank you"))
            for name in ["rosa", "amina", "diego"] {
                #expect(try await !world.get("/questions/\(story.question)", as: name).body.contains(words), "\(name)")
            }
            #expect(try await world.get("/questions/\(story.question)", as: "leila").body.contains(words))
            // The lead has left while somebody wrote: their words do not go to the team instead.
            let (leila, place, act) = (try world.person("leila"), world.riverbend.id, world.house.act(by: try world.person("amina")))
            try await world.db.write { try OfficeStore($0).set([], of: leila, in: place, seen: [.safety], by: act) }
            let refused = try await world.press("Send", on: page, typing: [("text", "She waits too."), ("for_safety", "yes")])
            #expect(refused.status == 422)
            #expect(try refused.says("There is no safety lead here any more") && refused.body.contains("She waits too."))
            #expect(try await world.rows("voices") == 1)
        }
    }

    @Test func nobodyMakesThemselvesTheSafetyLead() async throws {
        try await withWorld(.sqlite) { world in
            let path = "/spaces/riverbend/people/\(try world.person("amina"))/offices"
            #expect(try await world.post(path, as: "amina", [("offices", "safety"), ("_was", "")]).status == 409)
            #expect(try await world.post(path, as: "amina", [("offices", "moderator"), ("_was", "")]).status == 303)
            world.clock.pass(minutes: 20)
            let late = try await world.post(path, as: "amina", [("offices", ""), ("_was", "moderator")])
            #expect(try late.status == 422 && late.says("Is it you?"), "after a while they show once more who they are")
        }
    }

    /// An office is enough: whoever holds it need not be of the team.
    @Test(arguments: TestEngine.available)
    func aMemberWhoIsSafetyLeadFindsWhatWaitsAndLetsItThrough(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            try await appoint("leila", [.safety], world)
            _ = try await story.answer("They asked for my brother.", details: [("openness", "safety")])
            #expect(try await world.get("/spaces/riverbend/week", as: "leila").says("1 answer without a name waits for you"))
            #expect(try await !world.get("/spaces/riverbend/week", as: "rosa").says("waits for you"))
            let page = try await world.get("/questions/\(story.question)", as: "leila")
            #expect(page.body.contains("They asked for my brother.") && !page.body.contains("Change the question"))
            #expect(try await world.press("Let it through", on: page, as: "leila").status == 303)
        }
    }

    /// A parenthesis too many in a page of ours shows on the page.
    @Test func noPageEndsALineWithAParenthesisOfItsOwn() async throws {
        try await withWorld(.sqlite) { world in
            let question = try await world.question("What makes the road to the market safe?")
            let thanks = try await world.press(
                "Send", on: world.get("/questions/\(question)"), typing: [("text", "There are lamps now on the road to the market.")])
            for page in [thanks, try await world.get("/me", as: "amina")] {
                let stray = page.body.firstMatch(of: />\s*\)/)?.range
                #expect(stray == nil)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func whatRestsOnItIsOpenedWiderByTheSafetyLeadAlone(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.asked()
            let voice = try await world.voice("They come at night.", to: question, openness: .safety, quotable: true)
            try await appoint("diego", [.safety], world)
            let path = try await world.note("People are watched on the river road.", on: [voice], of: question)
            try await world.db.write { tx in
                let rosa = try #require(try tx.run("SELECT id FROM people WHERE name = 'Rosa'").first?.id("id") as ID<Person>?)
                let insight: ID<Item> = ID(String(path.split(separator: "/").last ?? ""))
                try LineStore(tx).grant(insight, to: rosa, by: world.house.act(by: rosa))
            }
            let typed = [("openness", "everyone"), ("confirmed", "yes"), ("checked", "yes")]
            let sharing = try await world.get(path + "/sharing", as: "rosa")
            let refused = try await world.press("Share it", on: sharing, as: "rosa", typing: typed)
            #expect(refused.status == 422)
            #expect(try refused.says("Only the safety lead can open it to more people."))
            #expect(try await world.get(path, as: nil).status == 404)
            let his = try await world.get(path + "/sharing", as: "diego")
            #expect(try await world.press("Share it", on: his, as: "diego", typing: typed).status == 303)
            let seen = try await world.get(path)
            #expect(seen.status == 200 && !seen.body.contains("They come at night."))
        }
    }

    /// Domain 15: what came of it, never what people said.
    @Test(arguments: TestEngine.available)
    func aReaderFromOutsideSeesWhatCameOfItAndNeverWhatPeopleSaid(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("Only those of this place may know.", details: [("openness", "circle"), ("quotable", "yes")])
            try await story.letThrough()
            let insight = try await story.learn("Youth leave when there is no work.", from: story.voices())
            #expect(try await world.get("/insights/\(insight)", as: "nadia").status == 404)
            let (nadia, place, act) = (try world.person("nadia"), world.riverbend.id, world.house.act(by: try world.person("amina")))
            try await world.db.write { try MembershipStore($0).add(nadia, to: place, as: .reader, invitedBy: nil, by: act) }
            let page = try await world.get("/insights/\(insight)", as: "nadia")
            #expect(try page.says("Youth leave when there is no work."))
            #expect(!page.body.contains("Only those of this place may know."))
            let question = try await world.get("/questions/\(story.question)", as: "nadia")
            #expect(!question.body.contains("Only those of this place may know."))
            #expect(try await world.get("/spaces/riverbend/people", as: "nadia").status == 404, "nor who is here")
            #expect(try await world.get("/spaces/riverbend/week", as: "nadia").status == 403)
        }
    }

    @Test(arguments: TestEngine.available)
    func aStewardGivesOfficesAndTheyEndWithTheMembership(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let leila = try world.person("leila")
            let path = "/spaces/riverbend/people/\(leila)"
            let page = try await world.get(path, as: "amina")
            #expect(try await world.press("Save", on: page, as: "amina", typing: []).status == 303)
            #expect(try await world.post(path + "/offices", as: "rosa", [("offices", "moderator"), ("_was", "")]).status == 403)
            #expect(try await world.post(path + "/offices", as: "amina", [("offices", "moderator"), ("_was", "")]).status == 303)
            #expect(try await world.reader("leila").may(.moderate, in: world.riverbend.id))
            #expect(try await world.get("/spaces/riverbend/people", as: "rosa").says("Moderator"))
            // Another steward still has the old page open.
            let late = try await world.post(path + "/offices", as: "amina", [("offices", "safety"), ("_was", "")])
            #expect(late.status == 409)
            #expect(try late.says("Moderator") && late.says("Safety lead"))
            _ = try await world.post(path + "/ending", as: "amina", [])
            #expect(try await world.rows("offices") == 0)
        }
    }

    private func appoint(_ name: String, _ offices: Set<Office>, _ world: World) async throws {
        let (person, place, act) = (try world.person(name), world.riverbend.id, world.house.act(by: try world.person("amina")))
        try await world.db.write { try OfficeStore($0).set(offices, of: person, in: place, seen: [], by: act) }
    }
}
