import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Somebody is in danger: two people open one record that is for the safety lead alone, to one of them, for a day (domain 15.e).
struct BreakGlassTests {
    private static let words = "He waits at the bridge with a knife."

    /// Leila is the safety lead of Riverbend; somebody gave her one answer, and Amina has its address from whoever wrote it.
    private static func guarded(_ world: World) async throws -> (voice: ID<Item>, story: TurnStory) {
        let (leila, space, act) = (try world.person("leila"), world.riverbend.id, world.house.act(by: try world.person("amina")))
        try await world.db.write { try OfficeStore($0).set([.safety], of: leila, in: space, seen: [], by: act) }
        let story = try await TurnStory.asked(world)
        _ = try await world.press(
            "Send", on: world.get("/questions/\(story.question)"), typing: [("text", words), ("for_safety", "yes")])
        return (try await story.voices()[0], story)
    }

    private static func ask(_ world: World, _ voice: ID<Item>, because: String = "His sister is in danger tonight.") async throws -> Answer
    {
        let form = try await world.get("/spaces/riverbend/emergencies", as: "amina")
        return try await world.press(
            "Ask a second person", on: form, as: "amina",
            typing: [("address", "http://learn.test/me/words/\(voice)?lang=fr"), ("reason", because)])
    }

    /// 15.e
    @Test(arguments: TestEngine.available)
    func twoPeopleOpenOneRecordVisiblyAndTheSafetyLeadHearsOfItAtOnce(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (voice, _) = try await Self.guarded(world)
            #expect(try await world.get("/voices/\(voice)", as: "amina").status == 404)
            let asked = try await Self.ask(world, voice)
            let path = try #require(asked.headers[.location])
            // Alone, whoever asks reads nothing, and cannot be their own second.
            let waiting = try await world.get(path, as: "amina")
            #expect(try waiting.says("It waits for a second person") && waiting.says("a steward of another place"))
            #expect(try !waiting.page().buttons.contains("Open it to them"))
            #expect(try await world.post(path + "/agreement", as: "amina").status == 403)
            #expect(try await world.get("/voices/\(voice)", as: "amina").status == 404)
            #expect(world.post.sent.isEmpty)
            // Five people are too few to have two stewards: Omar, a steward elsewhere, has the link. He reads why, not what.
            let seconds = try await world.get(path, as: "omar")
            #expect(try seconds.says("His sister is in danger tonight.") && !seconds.body.contains(Self.words))
            #expect(try await world.press("Open it to them", on: seconds, as: "omar").status == 303)
            #expect(try await world.get("/voices/\(voice)", as: "omar").status == 404)
            #expect(try await world.get("/voices/\(voice)", as: "amina").body.contains(Self.words))
            #expect(try await world.get(path, as: "amina").link("Read it") == "/voices/\(voice)")
            for name in ["rosa", "diego", nil] { #expect(try await world.get("/voices/\(voice)", as: name).status == 404) }
            // The safety lead: a letter within the minute, which says nothing of it, and a line among what waits.
            world.clock.pass(minutes: 1)
            #expect(try await world.runJobs() == [])
            let letter = try #require(world.post.sent.first { $0.to == "leila@example.org" })
            #expect(world.post.sent.count { $0.subject == letter.subject } == 1)
            #expect(letter.subject == "Something you look after was opened" && letter.text.contains("Amina"))
            #expect(!letter.text.contains("knife") && !letter.text.contains("sister") && letter.text.contains(path))
            let week = try await world.get("/spaces/riverbend/week", as: "leila")
            #expect(try week.says("Something for you alone is open to somebody") && week.link("Read why") == path)
            #expect(try await !world.get("/spaces/riverbend/week", as: "diego").says("Something for you alone"))
            // Everybody in the place reads that it was done, and by whom; not what, nor why.
            for name in ["leila", "diego", "rosa"] {
                let log = try await world.get("/spaces/riverbend/done", as: name)
                #expect(try log.says("Two people opened one record for the safety lead alone") && log.says("Omar") && log.says("Amina"))
                #expect(!log.body.contains("knife") && !log.body.contains("sister") && !log.body.contains(voice.description))
            }
            for name in ["rosa", "diego"] { #expect(try await world.get(path, as: name).status == 404) }
        }
    }

    @Test(arguments: TestEngine.available)
    func itEndsByItselfAfterADay(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (voice, _) = try await Self.guarded(world)
            let path = try #require(try await Self.ask(world, voice).headers[.location])
            _ = try await world.press("Open it to them", on: world.get(path, as: "omar"), as: "omar")
            let (amina, lead) = (try await world.reader("amina"), try await world.reader("leila"))
            for (minutes, isOpen) in [(23 * 60 + 59, true), (1, false)] {
                world.clock.pass(minutes: minutes)
                let now = world.clock.now
                let (hers, his) = try await world.db.read {
                    (try LineStore($0).seen(voice, for: amina, at: now) != nil, try LineStore($0).seen(voice, for: lead, at: now) != nil)
                }
                #expect(hers == isOpen && his)
                let inPlace = try await world.db.read {
                    try $0.run(
                        "SELECT i.id FROM items i WHERE i.id = \(voice) AND \(Visibility.inSpace(world.riverbend.id, for: amina, at: now))")
                }
                #expect(inPlace.isEmpty != isOpen)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func theSafetyLeadEndsItAtOnceAndItCannotBeOpenedAgainByTheSameWish(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (voice, _) = try await Self.guarded(world)
            let path = try #require(try await Self.ask(world, voice).headers[.location])
            let seconds = try await world.get(path, as: "omar")
            _ = try await world.press("Open it to them", on: seconds, as: "omar")
            let page = try await world.get(path, as: "leila")
            #expect(try page.says("His sister is in danger tonight.") && page.says("Omar agreed."))
            #expect(try await world.press("End it now", on: page, as: "leila").status == 303)
            #expect(try await world.get("/voices/\(voice)", as: "amina").status == 404)
            #expect(try await world.get(path, as: "amina").says("It was ended."))
            #expect(try await world.get("/spaces/riverbend/done", as: "rosa").says("A record for the safety lead alone is closed again"))
            #expect(try await world.post(path + "/agreement", as: "omar").status != 303)
            #expect(try await world.post(path + "/ending", as: "leila").status == 409)
            #expect(try await world.get("/voices/\(voice)", as: "amina").status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func nobodyElseAsksOrAgreesAndNothingElseOpens(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (voice, story) = try await Self.guarded(world)
            _ = try await story.answer("For everybody.", details: [("openness", "everyone")])
            let other = try #require(try await story.voices().first { $0 != voice })
            for name in ["rosa", "diego"] {
                #expect(
                    try await world.post(
                        "/spaces/riverbend/emergencies", as: name, [("address", "\(voice)"), ("reason", "I want to see it.")]
                    ).status == 403)
            }
            for name in ["omar", "nadia"] { #expect(try await world.get("/spaces/riverbend/emergencies", as: name).status == 403) }
            // What was never there and what is for others answer with the same words; what was typed stands.
            for address in ["\(other)", "01arz3ndektsv4rrffq69g5fav", "the newest one", ""] {
                let refused = try await world.post(
                    "/spaces/riverbend/emergencies", as: "amina", [("address", address), ("reason", "His sister is in danger.")])
                #expect(refused.status == 422)
                #expect(try refused.says("Nothing for the safety lead of this place is at this address."), "\(address)")
                #expect(refused.body.contains("His sister is in danger."))
            }
            let short = try await world.post("/spaces/riverbend/emergencies", as: "amina", [("address", "\(voice)"), ("reason", "now")])
            #expect(try short.status == 422 && short.says("Say who is in danger"))
            // Who looks after safety reads it anyway, and there is nothing to open; the same wish twice is one.
            let path = try #require(try await Self.ask(world, voice).headers[.location])
            #expect(try await Self.ask(world, voice).headers[.location] == path)
            #expect(try await world.rows("emergencies") == 1)
            for name in ["rosa", "diego", "nadia"] { #expect(try await world.post(path + "/agreement", as: name).status == 404) }
            // A wish nobody agrees to is over after a day.
            world.clock.pass(days: 1, minutes: 1)
            let late = try await world.db.read { try $0.run("SELECT item_id FROM grants").count }
            #expect(late == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func whoLeavesThePlaceReadsItNoMore(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (voice, _) = try await Self.guarded(world)
            let (diego, space, act) = (try world.person("diego"), world.riverbend.id, world.house.act(by: try world.person("amina")))
            try await world.db.write { try MembershipStore($0).change(diego, in: space, from: .analyst, to: .steward, by: act) }
            let path = try #require(try await Self.ask(world, voice).headers[.location])
            #expect(try await world.press("Open it to them", on: world.get(path, as: "diego"), as: "diego").status == 303)
            let (amina, now) = (try world.person("amina"), world.clock.now)
            #expect(try await world.get("/voices/\(voice)", as: "amina").status == 200)
            let leaves = world.house.act(by: amina)
            try await world.db.write { try MembershipStore($0).end(amina, in: space, by: leaves) }
            #expect(try await world.get("/voices/\(voice)", as: "amina").status == 404)
            #expect(try await world.db.read { try $0.run("SELECT item_id FROM grants WHERE until > \(now)").isEmpty })
        }
    }
}
