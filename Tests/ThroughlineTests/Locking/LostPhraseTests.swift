import Database
import DatabaseTesting
import HTMLTesting
import Language
import Testing

@testable import Throughline

/// A key phrase that is lost: two people with half a spare key each, one after the other.
struct LostPhraseTests {
    private static func help(_ phone: Phone, _ words: String, isThem: Bool = true) async throws -> Answer {
        let page = try await phone.get("/spaces/riverbend/lock")
        return try await phone.press(
            "Give my half", on: page, typing: [("spare_phrase", words)] + (isThem ? [("is_them", "yes")] : []))
    }

    @Test(arguments: TestEngine.available)
    func twoHalvesOpenThePlaceForWhoLostTheirPhrase(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let locked = try await LockedWorld.locked(world)
            let question = try await world.question("Why do they leave again?")
            _ = try await world.press("Send", on: world.get("/questions/\(question)"), typing: [("text", "mkanswer in the dark")])
            let voice = try await world.db.read { try $0.run("SELECT id FROM voices").first?.text("id") ?? "" }
            // Amina is on another browser, and has forgotten her phrase; nobody else has a key.
            _ = try await world.db.write { try $0.run("DELETE FROM openings") }
            let amina = try LockedWorld.phone("amina", world)
            let (diego, rosa) = (try LockedWorld.phone("diego", world), try LockedWorld.phone("rosa", world))
            let lost = try await amina.get(try await amina.get("/spaces/riverbend/lock/opening").link("I lost my key phrase"))
            #expect(try lost.says("Diego") && lost.says("Rosa"))
            #expect(try await amina.press("Ask them", on: lost, typing: [("key_phrase", "short")]).status == 422)
            #expect(try await amina.press("Ask them", on: lost, typing: [("key_phrase", "an owl on a tin roof")]).status == 303)

            try await world.runJobs()
            #expect(Set(world.post.sent.map(\.to)) == ["diego@example.org", "rosa@example.org"], "the two are written to")
            let page = try await diego.get("/spaces/riverbend/lock")
            #expect(try page.says("Amina lost their key phrase"))
            #expect(try await Self.help(diego, locked.slip("diego"), isThem: false).status == 422)
            let wrong = try await Self.help(diego, locked.slip("rosa"))
            #expect(wrong.status == 422)
            #expect(try wrong.says("These are not the words of your half."))
            #expect(try await Self.help(diego, locked.slip("diego")).status == 303)
            #expect(try await amina.get("/spaces/riverbend/lock/lost").says("One half is here, the other is not."))
            #expect(try await !diego.get("/spaces/riverbend/lock").says("Amina lost their key phrase"), "nobody gives theirs twice")
            let request = try await world.db.read { try $0.run("SELECT id FROM lost_phrases").first?.text("id") ?? "" }
            let twice = try await diego.post(
                "/spaces/riverbend/lock/helping",
                [("_form", "9"), ("request", request), ("is_them", "yes"), ("spare_phrase", locked.slip("diego"))])
            #expect(twice.status == 409, "one person never gives both")
            // One half and everything on the disk is not the key.
            let early = try await amina.post("/spaces/riverbend/lock/lost", [("_form", "8"), ("key_phrase", "an owl on a tin roof")])
            #expect(early.status == 303)
            #expect(try await !amina.get("/voices/\(voice)").body.contains("mkanswer"))
            #expect(try await Self.help(rosa, locked.slip("rosa")).status == 303)

            let ready = try await amina.get("/spaces/riverbend/lock/lost")
            let other = try await amina.press("Open", on: ready, typing: [("key_phrase", "another phrase altogether")])
            #expect(other.status == 422)
            let opened = try await amina.press("Open", on: ready, typing: [("key_phrase", "an owl on a tin roof")])
            #expect(opened.status == 303)
            #expect(try await amina.get("/voices/\(voice)").says("mkanswer in the dark"))
            #expect(try await world.rows("lost_phrases") == 0)
            #expect(
                try await LockedWorld.open(try LockedWorld.phone("amina", world), LockedWorld.aminas).status == 422, "the old one is over")
            #expect(try await LockedWorld.open(try LockedWorld.phone("amina", world), "an owl on a tin roof").status == 303)
            #expect(try await world.get("/spaces/riverbend/done", as: "leila").says("Half of the spare key was given to help somebody"))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoHoldsNoHalfHelpsNobodyAndNobodyHelpsThemselves(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let locked = try await LockedWorld.locked(world)
            let diego = try LockedWorld.phone("diego", world)
            let form = try await diego.get("/spaces/riverbend/lock/lost")
            #expect(try await diego.press("Ask them", on: form, typing: [("key_phrase", "an owl on a tin roof")]).status == 303)
            let request = try await world.db.read { try $0.run("SELECT id FROM lost_phrases").first?.text("id") ?? "" }
            for (name, words) in [("diego", "diego"), ("leila", "rosa"), ("amina", "rosa")] {
                let answer = try await LockedWorld.phone(name, world).post(
                    "/spaces/riverbend/lock/helping",
                    [("_form", name), ("request", request), ("is_them", "yes"), ("spare_phrase", locked.slip(words))])
                #expect(answer.status == 404, "\(name)")
            }
            world.clock.pass(days: 8)
            let waiting = try await world.db.read { try LostPhraseStore($0).all(in: world.riverbend.id, on: world.clock.now.day(in: .utc)) }
            #expect(waiting.isEmpty, "after a week it is over")
        }
    }

    @Test(arguments: TestEngine.available)
    func aKeyIsHandedOnByWhoHasThePlaceOpen(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let locked = try await LockedWorld.locked(world)
            let leila = try LockedWorld.phone("leila", world)
            #expect(
                try await leila.post("/spaces/riverbend/lock/copies", [("_form", "1"), ("person", "Rosa")]).status == 409,
                "who has none gives none")
            let page = try await locked.amina.get("/spaces/riverbend/lock")
            for name in ["Amina", "Omar", "Nobody"] {
                #expect(
                    try await locked.amina.post("/spaces/riverbend/lock/copies", [("_form", name), ("person", name)]).status == 422,
                    "\(name)")
            }
            let handed = try await locked.amina.press("Make a key", on: page, typing: [("person", "Leila")])
            let words = try LockedWorld.slipWords(handed).first ?? ""
            #expect(try await LockedWorld.open(leila, words, new: "short").status == 422, "a phrase of her own is asked for")
            #expect(try await LockedWorld.open(leila, words, new: "rain on the seventh day").status == 303)
            #expect(try await LockedWorld.open(try LockedWorld.phone("leila", world), words).status == 422, "once")
            #expect(try await LockedWorld.open(try LockedWorld.phone("leila", world), "rain on the seventh day").status == 303)
            // Nobody takes a key away by giving another one, unless its owner asked.
            let over = try await locked.amina.post("/spaces/riverbend/lock/copies", [("_form", "again"), ("person", "Leila")])
            #expect(over.status == 422)
            let lost = try await leila.get("/spaces/riverbend/lock/lost")
            _ = try await leila.press("Ask them", on: lost, typing: [("key_phrase", "a new one of hers")])
            let form = try await locked.amina.get("/spaces/riverbend/lock")
            #expect(try await locked.amina.press("Make a key", on: form, typing: [("person", "Leila")]).status == 200)

            let third = try await locked.amina.press("Make a key", on: form, typing: [("person", "Rosa")])
            let late = try LockedWorld.slipWords(third).first ?? ""
            world.clock.pass(days: 8)
            let copy = try await world.db.read { try PlaceLockStore($0).copy(of: world.person("rosa"), in: world.riverbend.id) }
            #expect(copy?.isGood(on: world.clock.now.day(in: .utc)) == false, "\(late) was good for a week")
        }
    }

    @Test(arguments: TestEngine.available)
    func aNewPhraseEndsTheOldOneAndClosesOtherBrowsers(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let locked = try await LockedWorld.locked(world)
            let form = try await locked.amina.get("/spaces/riverbend/lock/phrase")
            #expect(try await locked.amina.press("Save", on: form, typing: [("key_phrase", "tiny")]).status == 422)
            #expect(try await locked.amina.press("Save", on: form, typing: [("key_phrase", "seven goats on a hill")]).status == 303)
            let other = try LockedWorld.phone("amina", world)
            #expect(try await LockedWorld.open(other, LockedWorld.aminas).status == 422)
            #expect(try await LockedWorld.open(other, "seven goats on a hill").status == 303)

            let spare = try await other.get("/spaces/riverbend/lock/spare")
            let slips = try await other.press("Make new halves", on: spare, typing: [("first_holder", "Leila"), ("second_holder", "Rosa")])
            #expect(try LockedWorld.slipWords(slips).count == 2)
            let half = try await world.db.read { try PlaceLockStore($0).half(of: world.person("diego"), in: world.riverbend.id) }
            #expect(half == nil)
        }
    }
}
