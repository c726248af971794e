import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// A place is its own people's; what it shows to another stays its own and can be stopped (domain 15, feature L5).
struct SharingTests {
    private static func learned(_ world: World, _ openness: Openness = .circle) async throws -> (id: ID<Item>, story: TurnStory) {
        let story = try await TurnStory.asked(world)
        _ = try await story.answer("mkcapture only in what people said", details: [("openness", "circle")])
        try await story.letThrough()
        return (try await story.learn("Clubs with a plot keep their members", from: story.voices(), openness: openness), story)
    }

    private static func show(_ item: ID<Item>, to place: String, as name: String = "rosa", _ world: World) async throws -> Answer {
        let page = try await world.get("/records/\(item)/showing", as: name)
        return try await world.press("Show it there", on: page, as: name, typing: [("place", place)])
    }

    @Test(arguments: TestEngine.available)
    func aRecordIsShownToAnotherPlaceUntilItIsStopped(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (insight, _) = try await Self.learned(world)
            let path = "/insights/\(insight)"
            for name in ["omar", "nadia"] { #expect(try await world.get(path, as: name).status == 404) }
            #expect(try await world.get(path, as: "leila").link("Show it elsewhere") == "/records/\(insight)/showing")
            // By name, by the end of the address, or by a link.
            #expect(try await Self.show(insight, to: "http://learn.test/spaces/saffron/more?x=1", world).status == 303)
            #expect(try await Self.show(insight, to: "saffron valley women's network", world).status == 303)
            #expect(try await world.rows("shares") == 1)
            for name in ["omar", "nadia"] {
                let page = try await world.get(path, as: name)
                #expect(page.body.contains("Clubs with a plot") && !page.body.contains("mkcapture"), "\(name)")
                #expect(try !page.page().buttons.contains("Change the words"))
            }
            #expect(try await world.get(path).status == 404)
            let shared = try await world.get("/spaces/saffron/shared", as: "omar")
            #expect(try shared.says("Shown to you by Lower Delta learning circle") && shared.link("Clubs with a plot") == path)
            #expect(try await world.get("/spaces/saffron/done", as: "omar").says("Another place showed us something"))
            #expect(try await world.get("/spaces/riverbend/done", as: "leila").says("Something was shown to another place"))
            // It stays where it was made: nobody of Saffron shows it on, or finds it among their own.
            #expect(try await world.get("/records/\(insight)/showing", as: "omar").status == 403)
            #expect(try await !world.get("/spaces/saffron/insights", as: "omar").body.contains("Clubs with a plot"))
            // Stopped, it is gone at once.
            let mine = try await world.get("/records/\(insight)/showing", as: "diego")
            #expect(try mine.says("Saffron Valley Women's Network"))
            #expect(try await world.press("Stop showing it", on: mine, as: "diego").status == 303)
            for name in ["omar", "nadia"] { #expect(try await world.get(path, as: name).status == 404) }
            #expect(try await !world.get("/spaces/saffron/shared", as: "omar").body.contains("Clubs with a plot"))
            #expect(try await world.press("Stop showing it", on: mine, as: "diego").status == 303, "the same form is the same answer")
            #expect(try await world.post("/records/\(insight)/showing/ending", as: "diego", [("place", "saffron")]).status == 409)
            #expect(try await Self.show(insight, to: "saffron", world).status == 303)
            #expect(try await world.get(path, as: "nadia").status == 200)
        }
    }

    @Test(arguments: TestEngine.available)
    func theOtherPlaceSaysNoAndIsNotShownItAgain(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (insight, _) = try await Self.learned(world)
            _ = try await Self.show(insight, to: "saffron", world)
            #expect(try await world.get("/spaces/saffron/shared", as: "nadia").status == 403, "its team sees to that")
            let shared = try await world.get("/spaces/saffron/shared", as: "omar")
            #expect(try await world.press("No, thank you", on: shared, as: "omar").status == 303)
            #expect(try await world.get("/insights/\(insight)", as: "nadia").status == 404)
            #expect(try await world.get("/records/\(insight)/showing", as: "rosa").says("They said no, thank you."))
            let again = try await Self.show(insight, to: "saffron", world)
            #expect(try again.status == 422 && again.says("They said no to this before."))
            #expect(try await world.get("/spaces/riverbend/done", as: "rosa").says("Another place said no"))
        }
    }

    /// TLP: what is for the team goes to a named partner alone; what is given to fewer people is shown nowhere any more.
    @Test(arguments: TestEngine.available)
    func whatIsForTheTeamIsShownToPartnersAlone(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (insight, _) = try await Self.learned(world, .team)
            #expect(try await world.get("/records/\(insight)/showing", as: "leila").status == 404)
            let refused = try await Self.show(insight, to: "saffron", world)
            #expect(
                try refused.status == 422 && refused.says("that place is no partner of yours") && refused.body.contains("value=\"saffron\"")
            )
            #expect(try await !world.get("/spaces/riverbend/shared", as: "rosa").page().buttons.contains("Name it a partner"))
            let border = try await world.get("/spaces/riverbend/shared", as: "amina")
            #expect(try await world.press("Name it a partner", on: border, as: "amina", typing: [("place", "nowhere")]).status == 422)
            #expect(try await world.press("Name it a partner", on: border, as: "amina", typing: [("place", "Saffron")]).status == 303)
            #expect(try await Self.show(insight, to: "saffron", world).status == 303)
            #expect(try await world.get("/insights/\(insight)", as: "omar").status == 200)
            #expect(try await world.get("/insights/\(insight)", as: "nadia").status == 404, "their team, not everybody of theirs")
            let named = try await world.get("/spaces/riverbend/shared", as: "amina")
            #expect(try await world.press("No partner any more", on: named, as: "amina").status == 303)
            #expect(try await world.get("/insights/\(insight)", as: "omar").status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func whatIsGivenToFewerPeopleIsShownNowhereAnyMore(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (insight, story) = try await Self.learned(world)
            _ = try await Self.show(insight, to: "saffron", world)
            let (omar, act) = (try world.person("omar"), world.house.act(by: try world.person("diego")))
            let place = world.saffron.id
            try await world.db.write { tx in
                // Somebody looks after safety in the other place: what is for ours is not theirs.
                try OfficeStore(tx).set([.safety], of: omar, in: place, seen: [], by: act)
                let item = try #require(try LineStore(tx).unseen(insight))
                try LineStore(tx).mark(item, .high, .amberStrict, by: act)
            }
            #expect(try await world.get("/insights/\(insight)", as: "omar").status == 404)
            // Even where an older share was left.
            try await world.db.write { try $0.run("UPDATE shares SET stopped_on = NULL WHERE item_id = \(insight)") }
            #expect(try await world.get("/insights/\(insight)", as: "omar").status == 404)
            for id in [insight, try await story.voices()[0]] {
                for name in ["rosa", "diego", "amina"] {
                    #expect(
                        try await world.get("/records/\(id)/showing", as: name).status == 404,
                        "never a voice, never what is for the safety lead")
                    #expect(try await world.post("/records/\(id)/showing", as: name, [("place", "saffron")]).status == 404)
                    #expect(try await world.post("/records/\(id)/guests", as: name, [("days", "7")]).status == 404)
                }
            }
        }
    }

    /// L5: headquarters reads nothing of a partner's place unless invited or shown it.
    @Test(arguments: TestEngine.available)
    func headquartersReadsNothingOfAPartnersPlace(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (insight, story) = try await Self.learned(world)
            let told = try await story.decide("mkdecided for all to see")
            let voice = try await story.voices()[0]
            for path in [
                "week", "people", "invitations", "settings", "failed-work", "flags", "letters", "done", "asked", "shared", "emergencies",
            ] {
                let answer = try await world.get("/spaces/riverbend/\(path)", as: "omar")
                #expect(answer.status == 403 || answer.status == 404, "\(path) \(answer.status)")
            }
            for path in [
                "/insights/\(insight)", "/voices/\(voice)", "/records/\(voice)/moderation", "/questions/\(story.question)/insights/new",
            ] {
                let answer = try await world.get(path, as: "omar")
                #expect(answer.status == 403 || answer.status == 404, "\(path)")
            }
            for path in ["", "/questions", "/insights", "/decisions", "/told", "/more", "/moderation"] {
                let (his, anybodys) = (
                    try await world.get("/spaces/riverbend\(path)", as: "omar"), try await world.get("/spaces/riverbend\(path)")
                )
                #expect(!his.body.contains("mkcapture") && !his.body.contains("Clubs with a plot"), "\(path)")
                #expect(his.body.contains("mkdecided") == anybodys.body.contains("mkdecided"), "\(path)")
            }
            #expect(try await world.get("/decisions/\(told)", as: "omar").status == 200, "what is open to everybody is open to him")
        }
    }

    /// 15.b: there is no list or count in which a donor's reader finds a word that stands in answers alone, nor that there are any.
    @Test(arguments: TestEngine.available)
    func aDonorsReaderMeetsNoWordAndNoCountOfWhatPeopleSaid(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (insight, story) = try await Self.learned(world)
            let (nadia, space, act) = (try world.person("nadia"), world.riverbend.id, world.house.act(by: try world.person("amina")))
            try await world.db.write { try MembershipStore($0).add(nadia, to: space, as: .reader, invitedBy: nil, by: act) }
            let paths =
                [
                    "/", "/me/words", "/me/data", "/questions/\(story.question)", "/questions/\(story.question)/numbers",
                    "/insights/\(insight)",
                    "/questions/\(story.question)/statements",
                ]
                + [
                    "", "/questions", "/insights", "/decisions", "/told", "/asked", "/done", "/people", "/week", "/shared", "/moderation",
                    "/more",
                ]
                .map { "/spaces/riverbend\($0)" }
            func look() async throws -> [String] {
                var bodies: [String] = []
                for path in paths {
                    let answer = try await world.get(path, as: "nadia")
                    #expect(answer.status < 500)
                    bodies.append(answer.status == 200 ? try answer.page().text : "\(answer.status)")
                }
                return bodies
            }
            let before = try await look()
            for (path, body) in zip(paths, before) { #expect(!body.contains("mkcapture"), "\(path)") }
            _ = try await story.answer("mkcapture once more", details: [("openness", "team")])
            _ = try await story.answer("mkcapture a third time")
            let after = try await look()
            for (path, both) in zip(paths, zip(before, after)) { #expect(both.0 == both.1, "\(path) tells that somebody spoke") }
        }
    }

    /// Domain 14.f, in a product where marks stand on records: everything a turn of a place left is at AMBER+STRICT, and a donor's reader has
    /// every link of it. Nothing tells that there is anything.
    @Test("14.f", arguments: TestEngine.available)
    func aDonorsReaderWithLinksToWhatIsStrictFindsNothingThere(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (insight, story) = try await Self.learned(world)
            let decision = try await story.decide("mkstrict Begin a livelihoods hour")
            let (nadia, space, act) = (try world.person("nadia"), world.riverbend.id, world.house.act(by: try world.person("amina")))
            let records = try await story.voices().map { "/voices/\($0)" } + ["/insights/\(insight)", "/decisions/\(decision)"]
            try await world.db.write { tx in
                try MembershipStore(tx).add(nadia, to: space, as: .reader, invitedBy: nil, by: act)
                for id in try story.items(tx) {
                    guard let item = try LineStore(tx).unseen(id) else { continue }
                    try LineStore(tx).mark(item, .high, .amberStrict, by: act)
                }
            }
            let never = ID<Item>.fresh(on: Day(number: 20_000), random: .seeded(5)).description
            func bare(_ answer: Answer) -> String { answer.body.replacing(/[0-9a-hjkmnp-tv-z]{26}/, with: "") }
            for name in ["nadia", "omar", nil] as [String?] {
                for path in records {
                    let kind = path.split(separator: "/")[0]
                    let (strict, nothing) = (try await world.get(path, as: name), try await world.get("/\(kind)/\(never)", as: name))
                    #expect(strict.status == 404 && bare(strict) == bare(nothing), "\(path) as \(name ?? "a stranger")")
                    #expect(
                        strict.headers[.eTag] == nothing.headers[.eTag] && strict.headers[.cacheControl] == nothing.headers[.cacheControl])
                }
                for page in ["", "/insights", "/decisions", "/told", "/questions"] {
                    let list = try await world.get("/spaces/riverbend\(page)", as: name)
                    #expect(!list.body.contains("mkstrict") && !list.body.contains("Clubs with a plot") && !list.body.contains("mkcapture"))
                }
            }
        }
    }
}
