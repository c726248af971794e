import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// A place whose words are locked: who reads them, for how long, and by what.
struct LockTests {
    static let words = "mkanswer the bridge keeper takes two coins"

    private static func answered(_ world: World, _ words: String = words) async throws -> (question: ID<Item>, voice: ID<Item>) {
        let question = try await world.question("Why do girls stay away in March?")
        let page = try await world.get("/questions/\(question)")
        #expect(try await world.press("Send", on: page, typing: [("text", words)]).status == 200)
        let voice: ID<Item> = try await world.db.read { tx in
            ID(try tx.run("SELECT id FROM voices WHERE question_id = \(question) ORDER BY id DESC LIMIT 1").first?.text("id") ?? "")
        }
        return (question, voice)
    }

    @Test(arguments: TestEngine.available)
    func aStrangersAnswerIsReadByWhoHasAKeyAndByNobodyElse(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let locked = try await LockedWorld.locked(world)
            let form = try await world.get("/questions/\(try await world.question("What should we ask?"))")
            #expect(try form.says("It is locked as it arrives"), "said before anything is written")
            let (question, voice) = try await Self.answered(world)

            let open = try await locked.amina.get("/voices/\(voice)")
            #expect(try open.says(Self.words))
            #expect(open.headers[.cacheControl] == "no-store")

            let without = try await world.get("/voices/\(voice)", as: "amina")
            #expect(without.status == 200 && !without.body.contains("mkanswer"))
            #expect(try without.says("Locked") && without.says("The words of this place are locked."))
            #expect(try without.link("Open them").contains("/spaces/riverbend/lock/opening?to="))
            #expect(
                try await world.get("/questions/\(question)", as: "amina").says("Why do girls stay away in March?"),
                "what people outside are asked")

            let rosa = try LockedWorld.phone("rosa", world)
            #expect(try await rosa.get("/spaces/riverbend/lock/opening").says("You have no key to this place yet"))
            #expect(try await !rosa.get("/voices/\(voice)").body.contains("mkanswer"))
            let again = try await locked.handOn(to: "rosa", own: "four stones by the well")
            #expect(try await again.get("/voices/\(voice)").says(Self.words))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoAnsweredWithACodeFindsALockAndCanStillTakeItBack(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await LockedWorld.locked(world)
            let story = try await TurnStory.asked(world)
            let code = try await story.answer(Self.words)
            let mine = try await story.myWords(code)
            #expect(mine.status == 200 && !mine.body.contains("mkanswer"))
            #expect(try mine.says("Locked"))
            let sure = try await world.press("Take my words back", on: mine)
            #expect(try await world.press("Take my words back", on: sure).status == 200)
            let left = try await world.db.read { try $0.run("SELECT id FROM items WHERE kind = 'voice' AND state = 'withdrawn'").count }
            #expect(left == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func neitherTheCookieNorTheRowOpensAnythingAlone(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let locked = try await LockedWorld.locked(world)
            let (_, voice) = try await Self.answered(world)
            let session = try #require(locked.amina[cookie: "session"])
            let cookie = try #require(locked.amina[cookie: "opening"])
            func sees(_ phone: Phone) async throws -> Bool { try await phone.get("/voices/\(voice)").body.contains("mkanswer") }
            #expect(try await sees(locked.amina))

            let withoutCookie = Phone(world.house, session: session)
            #expect(try await !sees(withoutCookie), "the row and the session")
            let otherCookie = Phone(world.house, session: session)
            otherCookie[cookie: "opening"] = Base64URL.text([UInt8](repeating: 7, count: 32))
            #expect(try await !sees(otherCookie))
            let otherSession = Phone(world.house, session: world.session("diego"))
            otherSession[cookie: "opening"] = cookie
            #expect(try await !sees(otherSession), "the cookie in another's session")
            // Whoever holds the table and keys.json has one half; it is not the key.
            let (row, keys) = (
                try await world.db.read { try $0.run("SELECT box FROM openings").first?.text("box") ?? "" }, world.house.keys
            )
            let half = try #require(OpeningHalf(sealed: row, keys))
            let found = try await world.db.read { try WordSealing($0).lock(in: world.riverbend.id) }
            let lock = try #require(found)
            #expect(PlaceKey(world.riverbend.id, secret: half.half)?.lock.bytes != lock.bytes)
            let brought = try #require(OpeningCookie(cookie))
            let whole = Halves.joined(half.half, brought.half(for: world.riverbend.id))
            #expect(PlaceKey(world.riverbend.id, secret: whole)?.lock.bytes == lock.bytes, "both together are")
            _ = try await world.db.write { try $0.run("DELETE FROM openings") }
            #expect(try await !sees(locked.amina), "the cookie without the row")
        }
    }

    @Test(arguments: TestEngine.available)
    func itLocksAgainAfterHalfAnHourAndAtTheEndOfTheSession(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let locked = try await LockedWorld.locked(world)
            let (_, voice) = try await Self.answered(world)
            func sees() async throws -> Bool { try await locked.amina.get("/voices/\(voice)").body.contains("mkanswer") }
            for _ in 0..<4 {
                world.clock.pass(minutes: 20)
                #expect(try await sees(), "used every twenty minutes it stays open")
            }
            world.clock.pass(minutes: 36)
            #expect(try await !sees())
        }
    }

    @Test(arguments: TestEngine.available)
    func signingOutLeavesNeitherHalf(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let locked = try await LockedWorld.locked(world)
            #expect(try await world.rows("openings") == 1)
            _ = try await locked.amina.post("/sign-out")
            #expect(locked.amina[cookie: "opening"] == nil)
            #expect(try await world.rows("openings") == 0, "the row goes with the session")
        }
    }

    @Test(arguments: TestEngine.available)
    func itIsLockedByHandAndOpenedWithTheRightWordsOnly(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let locked = try await LockedWorld.locked(world)
            let page = try await locked.amina.get("/spaces/riverbend/lock")
            #expect(try page.says("It is open to you on this device."))
            let shut = try await locked.amina.press("Lock it again", on: page)
            #expect(shut.status == 303)
            #expect(try await world.rows("openings") == 0)
            let wrong = try await LockedWorld.open(locked.amina, "heron over dry maize fields")
            #expect(wrong.status == 422)
            #expect(try wrong.says("This key phrase does not fit."))
            #expect(!wrong.body.contains("dry maize"), "what was typed wrongly stands on no page")
            let form = try await locked.amina.get("/spaces/riverbend/lock/opening?to=/spaces/riverbend/insights")
            let right = try await locked.amina.press("Open", on: form, typing: [("key_phrase", LockedWorld.aminas)])
            #expect(right.status == 303 && right.headers[.location] == "/spaces/riverbend/insights")
            let cookies = right.headers[values: .setCookie].filter { $0.hasPrefix("opening=") }
            #expect(
                cookies.count == 1 && cookies.allSatisfy { $0.contains("HttpOnly") && $0.contains("SameSite") && !$0.contains("Max-Age") })
            let away = try await locked.amina.post(
                "/spaces/riverbend/lock/opening", [("_form", "1"), ("key_phrase", LockedWorld.aminas), ("to", "https://elsewhere.example")])
            #expect(away.headers[.location] == "/spaces/riverbend/lock", "nowhere else")
        }
    }

    @Test(arguments: TestEngine.available)
    func guessingIsBrakedForOneAccountAndLocksOutNobodyElse(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let locked = try await LockedWorld.locked(world)
            let leila = try LockedWorld.phone("leila", world)
            var last = 0
            for n in 0..<9 {
                last = try await leila.post("/spaces/riverbend/lock/opening", [("_form", "n\(n)"), ("key_phrase", "guess number \(n)")])
                    .status
            }
            #expect(last == 429)
            _ = try await locked.amina.press("Lock it again", on: locked.amina.get("/spaces/riverbend/lock"))
            try await locked.openAmina()
        }
    }

    @Test(arguments: TestEngine.available)
    func onlyAStewardLocksAndOnce(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (leila, omar) = (try LockedWorld.phone("leila", world), try LockedWorld.phone("omar", world))
            #expect(try await leila.get("/spaces/riverbend/lock").says("A steward can lock them."))
            #expect(try await leila.get("/spaces/riverbend/lock/beginning").status == 403)
            #expect(try await omar.get("/spaces/riverbend/lock").status == 404)
            #expect(try await world.get("/spaces/riverbend/lock").status == 303, "a stranger is asked to sign in")
            let fields = [
                ("_form", "1"), ("key_phrase", "a phrase that is long"), ("first_holder", "Diego"), ("second_holder", "Rosa"),
                ("sure", "yes"),
            ]
            for phone in [leila, omar] {
                let answer = try await phone.post("/spaces/riverbend/lock", fields)
                #expect(answer.status == 403 || answer.status == 404)
            }
            #expect(try await world.rows("place_locks") == 0)

            let amina = try LockedWorld.phone("amina", world)
            let form = try await amina.get("/spaces/riverbend/lock/beginning")
            for (wrong, words) in [
                (("key_phrase", "short"), "Make it longer"), (("first_holder", "Nobody"), "Name two people of this place"),
                (("second_holder", "Diego"), "Two different people"), (("first_holder", "Amina"), "other than yourself"),
                (("sure", ""), "this cannot be undone"),
            ] {
                let typed = fields.filter { $0.0 != wrong.0 && $0.0 != "_form" } + [wrong]
                let hidden = try form.form(withButton: "Lock it").fields.filter { $0.name.hasPrefix("_") }.map { ($0.name, $0.value) }
                let answer = try await amina.post("/spaces/riverbend/lock", hidden + typed)
                #expect(answer.status == 422, "\(wrong)")
                #expect(try answer.says(words), "\(wrong)")
                #expect(!answer.body.contains("a phrase that is long"), "no phrase comes back on a page")
            }
            #expect(try await world.rows("place_locks") == 0)
            _ = try await LockedWorld.locked(world)
            let second = try await amina.post("/spaces/riverbend/lock", [("_form", "2")] + fields.dropFirst())
            #expect(second.status == 409)
            #expect(try await world.rows("lock_copies") == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func theSameFormSentTwiceLocksOnceAndShowsTheSameHalves(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let amina = try LockedWorld.phone("amina", world)
            let form = try await amina.get("/spaces/riverbend/lock/beginning")
            let typed = [("key_phrase", LockedWorld.aminas), ("first_holder", "Diego"), ("second_holder", "Rosa"), ("sure", "yes")]
            let first = try await amina.press("Lock it", on: form, typing: typed)
            let second = try await amina.press("Lock it", on: form, typing: typed)
            #expect(try LockedWorld.slipWords(first) == LockedWorld.slipWords(second))
            #expect(try await world.rows("spare_keys") == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func nobodyWritesOverWordsTheyCannotRead(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer(Self.words, details: [("openness", "everyone")])
            try await story.letThrough()
            let insight = try await story.learn("mkclaim of the path", from: story.voices(), openness: .team)
            let locked = try await LockedWorld.locked(world)
            let page = try await world.get("/insights/\(insight)/wording", as: "diego")
            let field = try page.form(withButton: "Save").fields.first { $0.value.contains(SealedWords.locked) }
            let name = try #require(field?.name)
            let saved = try await world.press(
                "Save", on: page, as: "diego", typing: [(name, SealedWords.locked + " and more"), ("limits", "Said again in other words.")])
            #expect(saved.status == 409)
            #expect(try saved.says("The words of this place are locked just now."))
            #expect(try saved.says("Said again in other words."), "what was typed beside it is not lost")
            #expect(try await locked.amina.get("/insights/\(insight)").says("mkclaim of the path"))
        }
    }

    @Test(arguments: TestEngine.available)
    func whoLeavesLosesTheirKey(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let locked = try await LockedWorld.locked(world)
            let (_, voice) = try await Self.answered(world)
            let rosa = try await locked.handOn(to: "rosa", own: "four stones by the well")
            #expect(try await rosa.get("/voices/\(voice)").body.contains("mkanswer"))
            let (act, id) = (world.house.act(by: try world.person("amina")), try world.person("rosa"))
            try await world.db.write { try MembershipStore($0).end(id, in: world.riverbend.id, by: act) }
            #expect(try await !rosa.get("/voices/\(voice)").body.contains("mkanswer"))
            #expect(try await world.rows("lock_copies") == 1)
            #expect(try await locked.amina.get("/spaces/riverbend/lock").says("One of those who held it is gone"))
        }
    }

    @Test(arguments: TestEngine.available)
    func aPhotoIsSealedAndOpensWithThePlace(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let picture = Array("mkpicture of a ferry".utf8)
            let hash = try await world.house.files.put(picture)
            let asked = try await world.read(try await world.question("What did you see?"))
            let act = world.house.act(by: nil)
            let new = NewVoice(question: asked, text: "", language: "en", author: .nobody, held: false)
            _ = try await world.db.write { tx in
                try VoiceStore(tx).add(
                    new, files: [VoiceFile(hash: hash, kind: "photo", size: 9, seconds: nil)], types: [hash: "image/jpeg"], by: act)
            }
            let locked = try await LockedWorld.locked(world)
            let sealed = try await world.db.read { try $0.run("SELECT hash FROM files").first?.text("hash") ?? "" }
            #expect(sealed != hash)
            #expect(try await world.house.files.get(hash) == nil, "the readable one is gone")
            #expect(try await locked.amina.get("/media/\(sealed)").bytes == picture)
            let without = try await world.get("/media/\(sealed)", as: "amina")
            #expect(without.status == 409 && !without.body.contains("mkpicture"))
            let found = try await world.db.read { try WordSealing($0).lock(in: world.riverbend.id) }
            let lock = try #require(found)
            #expect(OpenPlaces().open(file: lock.seal(file: picture)) == nil && OpenPlaces().open(file: picture) == picture)
        }
    }

    @Test(arguments: TestEngine.available)
    func nothingIsLetThroughUnread(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let locked = try await LockedWorld.locked(world)
            let (question, voice) = try await Self.answered(world)
            let shut = try await world.get("/questions/\(question)", as: "amina")
            #expect(try shut.says("Locked") && shut.page().form(withButton: "Let it through") == nil)
            for (road, fields) in [("release", []), ("rejection", [("because", "It names somebody.")])] {
                let answer = try await world.post("/voices/\(voice)/\(road)", as: "amina", [("_version", "1")] + fields)
                #expect(answer.status == 409, "\(road)")
            }
            _ = try await locked.amina.press("Let it through", on: locked.amina.get("/questions/\(question)"))
            let state = try await world.db.read { try $0.run("SELECT state FROM items WHERE id = \(voice)").first?.text("state") }
            #expect(state == "ready")
        }
    }

    @Test(arguments: TestEngine.available)
    func lockedWordsAreGivenToNoTranslatorAndSavedInNoFile(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await TranslatingTests.nigina(world)
            let (story, voice) = try await TranslatingTests.halima(world)
            let link = try await TranslatingTests.link(world, voice)
            _ = try await world.post(link, [("do", "keep"), ("text", "mkdraft La patrouille ne vient pas.")])
            let locked = try await LockedWorld.locked(world)
            #expect(try await world.rows("translation_tasks") == 0)
            #expect(try await world.get(link).status == 404)
            #expect(try await locked.amina.get("/records/\(voice)/translations").status == 409)
            try await world.confirm("amina")
            let file = try await world.post("/questions/\(story.question)/quotes/file", as: "amina")
            #expect(try file.status == 409 && file.says("Open it with your key phrase"))
        }
    }

    @Test(arguments: TestEngine.available)
    func aPhotoIsCoveredUnderTheLock(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let locked = try await LockedWorld.locked(world)
            let question = try await world.question("What did you see?")
            let photo = try MediaMaking().picture("jpg", width: 640, height: 480)
            _ = try await world.upload("/questions/\(question)/answers", [("text", "The ferry.")], files: [("photo", "photo.jpg", photo)])
            let found: ID<Item>? = try await world.db.read { try $0.run("SELECT id FROM voices").first?.id("id") }
            let voice = try #require(found)
            func hash() async throws -> String {
                try await world.db.read { try $0.run("SELECT hash FROM files").first?.text("hash") ?? "" }
            }
            let before = try await hash()
            #expect(try await world.get("/voices/\(voice)/photo", as: "amina").status == 409, "without her key")
            let page = try await locked.amina.get("/voices/\(voice)/photo")
            _ = try await locked.amina.press("Cover them", on: page, typing: [("squares", "1-3")])
            let after = try await hash()
            #expect(after != before)
            let stored = try #require(try await world.house.files.get(after))
            #expect(stored.starts(with: PlaceLock.fileMark), "what was covered is locked again")
            let seen = try await locked.amina.get("/media/\(after)").bytes
            let point = try MediaMaking().vips("vips", seen, before: ["getpoint"], after: ["20", "20"])
            #expect(point.split(separator: " ").prefix(3).allSatisfy { (Double($0) ?? 255) < 12 }, "\(point)")
        }
    }

    @Test(arguments: TestEngine.available)
    func theWayOutTellsNothingOfALock(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let locked = try await LockedWorld.locked(world)
            #expect(locked.amina[cookie: "opening"] != nil)
            _ = try await locked.amina.press("Switch it on", on: locked.amina.get("/discreet"))
            _ = try await locked.amina.press("Leave now", on: locked.amina.get("/spaces/riverbend"))
            #expect(locked.amina[cookie: "opening"] == nil)
            #expect(try await world.rows("openings") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func aKeyOnItsWayIsListedAndEnds(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let locked = try await LockedWorld.locked(world)
            let page = try await locked.amina.get("/spaces/riverbend/lock")
            let handed = try await locked.amina.press("Make a key", on: page, typing: [("person", "Rosa")])
            let words = try LockedWorld.slipWords(handed).first ?? ""
            let list = try await locked.amina.get("/spaces/riverbend/lock")
            #expect(try list.says("For Rosa, by Amina, until"))
            #expect(try await locked.amina.press("It opens nothing any more", on: list).status == 303)
            #expect(try await world.rows("lock_copies") == 1, "Amina's own")
            let rosa = try LockedWorld.phone("rosa", world)
            #expect(try await rosa.get("/spaces/riverbend/lock/opening").says("You have no key to this place yet."))
            #expect(try await rosa.post("/spaces/riverbend/lock/opening", [("key_phrase", words)]).status == 422)
            #expect(try await !locked.amina.get("/spaces/riverbend/lock").says("Made, and not used yet"))
            #expect(try await locked.amina.press("It opens nothing any more", on: list).status == 303, "the same form again")
            #expect(try await world.get("/spaces/riverbend/done", as: "leila").says("A key that nobody had used was ended"))
            // A page from before does not end a key that was made since.
            let ended = try list.form(withButton: "It opens nothing any more").value("mark") ?? ""
            let again = try await locked.amina.get("/spaces/riverbend/lock")
            _ = try await locked.amina.press("Make a key", on: again, typing: [("person", "Rosa")])
            let late = [("person", try world.person("rosa").description), ("mark", ended)]
            #expect(try await locked.amina.post("/spaces/riverbend/lock/copies/ending", late).status == 409)
            #expect(try await world.rows("lock_copies") == 2)
            for name in ["leila", "omar"] {
                let answer = try await world.post(
                    "/spaces/riverbend/lock/copies/ending", as: name, [("person", world.person("rosa").description)])
                #expect(answer.status != 303 && answer.status != 200, "\(name)")
            }
        }
    }

    /// Two colleagues make a key for the same person at once: one paper opens the place, and nobody holds one that does not.
    @Test(arguments: TestEngine.available)
    func ofTwoKeysAtOnceOneIsMade(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let locked = try await LockedWorld.locked(world)
            let diego = try await locked.handOn(to: "diego", own: "a lamp under the mango tree")
            let pages = [try await locked.amina.get("/spaces/riverbend/lock"), try await diego.get("/spaces/riverbend/lock")]
            async let first = locked.amina.press("Make a key", on: pages[0], typing: [("person", "Rosa")])
            async let second = diego.press("Make a key", on: pages[1], typing: [("person", "Rosa")])
            let answers = try await [first, second]
            let slips = try answers.flatMap { try LockedWorld.slipWords($0) }
            // One after the other both may be made; then the later one holds, and the list says so.
            let good = try await world.db.read { tx in
                try PlaceLockStore(tx).handed(in: world.riverbend.id, on: world.clock.now.day(in: .utc))
            }
            #expect(good.count == 1 && !slips.isEmpty && answers.allSatisfy { [200, 409].contains($0.status) })
        }
    }

    /// What was written beside the words before the place was locked is sealed with them.
    @Test(arguments: TestEngine.available)
    func codesNotesAndWhatWasSaidOfTheAgendaAreSealedToo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let question = try await world.question("What makes the road safe?")
            let (space, day) = (world.riverbend.id, world.clock.now.day(in: .utc))
            let (amina, rosa) = (try world.person("amina"), try world.person("rosa"))
            try await world.db.write { tx in
                try tx.run(
                    """
                    INSERT INTO codes (id, space_id, name, name_key, about, use_when, not_when, state, version, made_on)
                    VALUES ('c', \(space), 'mkcode', 'mkcode', 'mkcode about', '', '', 'trial', 1, \(day))
                    """)
                try tx.run(
                    """
                    INSERT INTO handovers (id, space_id, from_id, to_id, note, offered_on, state)
                    VALUES ('h', \(space), \(amina), \(rosa), 'mknote', \(day), 'offered')
                    """)
                try tx.run(
                    """
                    INSERT INTO agenda_words (question_id, person_id, about, agrees, words, outside, day)
                    VALUES (\(question), \(rosa), 'wording', 0, 'mkagenda', 0, \(day))
                    """)
            }
            _ = try await LockedWorld.locked(world)
            let left = try await world.db.read { tx in
                try tx.run("SELECT name || name_key || about AS said FROM codes").map { try $0.storedText("said") }
                    + tx.run("SELECT note AS said FROM handovers").map { try $0.storedText("said") }
                    + tx.run("SELECT words AS said FROM agenda_words").map { try $0.storedText("said") }
            }
            #expect(left.count == 3 && left.allSatisfy { !$0.contains("mk") || SealedWords.isSealed($0) }, "\(left)")
            #expect(!left.joined().contains("mkcode") && !left.joined().contains("mknote") && !left.joined().contains("mkagenda"))
        }
    }
}
