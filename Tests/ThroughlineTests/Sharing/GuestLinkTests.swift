import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// A link by which one record is read without an account, for some days (domain 15).
struct GuestLinkTests {
    private static func learned(_ world: World, _ openness: Openness = .team) async throws -> (id: ID<Item>, story: TurnStory) {
        let story = try await TurnStory.asked(world)
        _ = try await story.answer("mkcapture words", details: [("openness", "team")])
        try await story.letThrough()
        return (try await story.learn("Clubs with a plot keep their members", from: story.voices(), openness: openness), story)
    }

    /// Diego makes a link; gives where it leads.
    private static func link(_ item: ID<Item>, days: String = "7", _ world: World) async throws -> String {
        let page = try await world.get("/records/\(item)/showing", as: "diego")
        let made = try await world.press("Make a link", on: page, as: "diego", typing: [("days", days)])
        #expect(made.status == 200)
        let address = try #require(try made.page().elements(named: "pre").first?.text)
        return String(address.dropFirst("http://learn.test".count))
    }

    @Test(arguments: TestEngine.available)
    func aGuestReadsOneRecordAndNothingElse(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (insight, story) = try await Self.learned(world)
            #expect(try await world.get("/insights/\(insight)").status != 200)
            let path = try await Self.link(insight, world)
            let page = try await world.get(path)
            #expect(try page.status == 200 && page.says("Clubs with a plot keep their members"))
            #expect(try page.says("Diego of the Riverbend team shows you this. You can read it until"))
            #expect(page.body.contains("content=\"noindex\""))
            #expect(page.headers[.cacheControl]?.contains("no-store") == true)
            // Nothing else opens with it, and nothing on it leads further than the first page.
            #expect(!page.body.contains("mkcapture") && !page.body.contains(insight.description))
            let ways = try page.page().links.map(\.href)
            #expect(ways.allSatisfy { $0 == "/" || $0.hasPrefix("#") || $0.hasPrefix("/language") }, "\(ways)")
            for other in ["/insights/\(insight)", "/voices/\(try await story.voices()[0])", "/records/\(insight)/showing"] {
                #expect(try await world.get(other).status != 200)
            }
            // 128 bits, of which only a keyed hash is kept.
            let secret = try #require(path.split(separator: "/").last.map(String.init))
            #expect(Base64URL.bytes(secret)?.count == 16)
            let rows = try await world.db.read { try $0.run("SELECT mac FROM guest_links").map { try $0.text("mac") } }
            #expect(rows == [hex(world.house.keys.mac(secret, for: .guestLinks))])
            for wrong in ["/guests/" + String(secret.reversed()), "/guests/x", "/guests/\(rows[0])"] {
                #expect(try await world.get(wrong).status == 404)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func itEndsOnItsDay(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (insight, _) = try await Self.learned(world)
            let page = try await world.get("/records/\(insight)/showing", as: "diego")
            for days in ["0", "31", "-1", "many", ""] {
                let refused = try await world.press("Make a link", on: page, as: "diego", typing: [("days", days)])
                #expect(try refused.status == 422 && refused.says("A number of days from 1 to 30."), "\(days)")
            }
            let (short, long) = (try await Self.link(insight, world), try await Self.link(insight, days: "30", world))
            world.clock.pass(days: 6)
            #expect(try await world.get(short).status == 200)
            world.clock.pass(days: 1)
            #expect(try await world.get(short).status == 404)
            world.clock.pass(days: 22)
            #expect(try await world.get(long).status == 200)
            world.clock.pass(days: 1)
            #expect(try await world.get(long).status == 404)
            try await world.nights()
            #expect(try await world.rows("guest_links") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func itsMakerOrAStewardEndsItAtOnce(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (insight, _) = try await Self.learned(world)
            let (first, second) = (try await Self.link(insight, world), try await Self.link(insight, days: "9", world))
            // Rosa neither sees nor ends what Diego made.
            let rosas = try await world.get("/records/\(insight)/showing", as: "rosa")
            #expect(try !rosas.page().buttons.contains("End it"))
            let id = try await world.db.read { try #require(try $0.run("SELECT id FROM guest_links ORDER BY until").first).text("id") }
            #expect(try await world.post("/records/\(insight)/guests/ending", as: "rosa", [("link", id)]).status == 404)
            let his = try await world.get("/records/\(insight)/showing", as: "diego")
            #expect(try await world.press("End it", on: his, as: "diego").status == 303)
            #expect(try await world.get(first).status == 404)
            #expect(try await world.get(second).status == 200)
            let hers = try await world.get("/spaces/riverbend/shared", as: "amina")
            #expect(try hers.says("Diego") && hers.says("Clubs with a plot"))
            #expect(try await world.press("End it", on: hers, as: "amina").status == 303)
            #expect(try await world.get(second).status == 404)
            let log = try await world.get("/spaces/riverbend/done", as: "rosa")
            #expect(try log.says("A link for a guest was made") && log.says("A link for a guest was ended"))
        }
    }

    @Test(arguments: TestEngine.available)
    func itOpensNothingThatWasNarrowedTakenBackOrLeftBehind(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (insight, story) = try await Self.learned(world)
            let path = try await Self.link(insight, world)
            let (diego, space, act) = (try world.person("diego"), world.riverbend.id, world.house.act(by: try world.person("amina")))
            func mark(_ sensitivity: Sensitivity, _ tlp: TLP) async throws {
                try await world.db.write { tx in
                    let item = try #require(try LineStore(tx).unseen(insight))
                    try LineStore(tx).mark(item, sensitivity, tlp, by: act)
                }
            }
            for (sensitivity, tlp) in [(Sensitivity.high, TLP.amber), (.moderate, .red), (.moderate, .amberStrict)] {
                try await mark(sensitivity, tlp)
                #expect(try await world.get(path).status == 404, "\(sensitivity) \(tlp)")
            }
            try await mark(.moderate, .amber)
            #expect(try await world.get(path).status == 200)
            try await world.db.write { try $0.run("UPDATE items SET state = 'note', audience = 2 WHERE id = \(insight)") }
            #expect(try await world.get(path).status == 404, "never a draft")
            try await world.db.write { try $0.run("UPDATE items SET state = 'shared' WHERE id = \(insight)") }
            #expect(try await world.get(path).status == 200)
            // Whoever leaves the place takes nobody along.
            try await world.db.write { try MembershipStore($0).end(diego, in: space, by: act) }
            #expect(try await world.get(path).status == 404)
            for kind in [try await story.voices()[0], insight] {
                #expect(try await world.post("/records/\(kind)/guests", as: "nadia", [("days", "7")]).status == 404)
            }
        }
    }

    /// A thumb that sends twice makes one link, and reads it again.
    @Test(arguments: TestEngine.available)
    func theSameFormTwiceIsOneLink(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (insight, _) = try await Self.learned(world, .everyone)
            let page = try await world.get("/records/\(insight)/showing", as: "leila")
            let first = try await world.press("Make a link", on: page, as: "leila")
            let second = try await world.press("Make a link", on: page, as: "leila")
            let (one, other) = (try first.page().elements(named: "pre").first?.text, try second.page().elements(named: "pre").first?.text)
            #expect(one != nil && one == other)
            #expect(try await world.rows("guest_links") == 1)
        }
    }

    @Test(arguments: ["en", "ar", "ru"])
    func theFormsAreFiveKilobytesAtMost(language: String) async throws {
        try await withWorld(.sqlite) { world in
            let (insight, _) = try await Self.learned(world)
            _ = try await Self.link(insight, world)
            for path in ["/records/\(insight)/showing", "/spaces/riverbend/shared", "/spaces/riverbend/emergencies"] {
                let answer = try await world.get(path, as: "amina", in: language, headers: [.acceptEncoding: "gzip"])
                let headers = answer.headers.reduce(0) { $0 + $1.name.rawName.utf8.count + $1.value.utf8.count + 4 }
                #expect(answer.status == 200 && answer.bytes.count + headers <= 5_120, "\(answer.bytes.count + headers) \(path)")
            }
        }
    }
}
