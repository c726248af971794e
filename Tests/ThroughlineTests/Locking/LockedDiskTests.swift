import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Logging
import Testing

@testable import Throughline

/// What lies on the disk of a place whose words are locked, what is shown to whoever has no key, and what leaves it.
struct LockedDiskTests {
    /// The words of what is sealed in `MatrixWorld`; names of who decides and promises stay readable, and the page says so.
    private static let sealed = [
        "mkvoicetext", "mkvoiceplace", "mkvoicespeaksfor", "mkvoicedisagreed", "mkinsightclaim", "mkinsightlimits", "mkdissenttext",
        "mkdissentalternative", "mkdecisionwhat", "mkdecisionhappened", "mkpromisewhat", "mkpromisebecause", "mkcorrectiontext",
    ]

    @Test(arguments: TestEngine.available)
    func nobodyWithDatabaseDiskAndKeysFindsAWord(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await MatrixWorld.filled(world)
            #expect(try await world.everything(holding: Self.sealed) == Set(Self.sealed), "before, everything is there")
            let locked = try await LockedWorld.locked(world)
            let question = try await world.question("Why do they leave again?")
            _ = try await world.press(
                "Send", on: world.get("/questions/\(question)"), typing: [("text", "mklater said after it was locked")])
            try await Sweep(house: world.house).run()
            let secrets = [LockedWorld.aminas, locked.slip("diego"), locked.slip("rosa")]
            let found = try await world.everything(holding: Self.sealed + ["mklater"] + secrets)
            #expect(found == [])
            #expect(
                try await world.everything(holding: ["mkquestiontext", "mktellingtext", "mkstatementtext"]).count == 3,
                "said to people outside")
            // Whoever has keys.json opens what this installation sealed for itself, and finds no word and no key.
            let keys = world.house.keys
            for text in Set(try await Attacker.rows(world.db).flatMap(\.texts)) {
                guard let bytes = Base64URL.bytes(text) else { continue }
                for purpose in KeyPurpose.allCases {
                    guard let plain = keys.open(bytes, for: purpose) else { continue }
                    let words = String(decoding: plain, as: UTF8.self)
                    #expect(!words.contains("mk") && PlaceKey(world.riverbend.id, secret: plain)?.lock.bytes == nil, "\(purpose)")
                }
            }
            let earlier = try await world.db.read {
                try $0.run("SELECT body FROM texts WHERE is_current = 0").map { try $0.storedText("body") }
            }
            #expect(earlier.allSatisfy { SealedWords.isSealed($0) || !Self.sealed.contains(where: $0.contains) }, "earlier versions too")
            // Opened, everything is there as it was.
            let house = world.house
            let amina = locked.amina
            let cookie = try #require(OpeningCookie(amina[cookie: "opening"]))
            let (reader, mac) = (try await world.reader("amina"), SessionStore.mac(amina.session ?? "", house.keys))
            let open = try await house.db.read {
                try OpeningStore($0).places(in: mac, cookie, for: reader, house.keys, at: world.clock.now).open
            }
            let all = try await SealedWords.$opener.withValue(open.opener) {
                try await house.db.read { tx in
                    try tx.run("SELECT body FROM texts").map { try $0.text("body") }
                        + tx.run("SELECT place, speaks_for, disagreed FROM voices WHERE place IS NOT NULL").flatMap {
                            [try $0.text("place"), try $0.text("speaks_for"), try $0.text("disagreed")]
                        }
                }
            }
            for word in Self.sealed { #expect(all.contains { $0.contains(word) }, "\(word)") }
            #expect(!all.contains(SealedWords.locked))
        }
    }

    @Test(arguments: TestEngine.available)
    func noPageShowsAWordToWhoHasNotOpenedIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let matrix = try await MatrixWorld.filled(world)
            let locked = try await LockedWorld.locked(world)
            let marks = Kind.allCases.compactMap { matrix.items[$0].map(\.description) }
            var paths: [String] = []
            for road in world.roads where road.method == "GET" {
                let path = road.path.replacing(":space", with: "riverbend")
                guard path.contains(":id") else {
                    if !path.contains(":") { paths.append(path) }
                    continue
                }
                for id in marks + [matrix.duty.description] { paths.append(path.replacing(":id", with: id)) }
            }
            var pages = 0
            for name in [nil, "leila", "diego", "rosa", "amina", "omar", "nadia"] as [String?] {
                for path in paths {
                    let answer = try await world.get(path, as: name)
                    #expect(answer.status < 500, "\(path)")
                    if answer.status == 200 { pages += 1 }
                    let shown = Self.sealed.filter(answer.body.contains)
                    #expect(shown.isEmpty, "\(name ?? "a stranger") \(path) shows \(shown)")
                    #expect(!answer.body.contains(SealedWords.mark), "\(path)")
                }
            }
            #expect(pages > 100)
            var seen: Set<String> = []
            for path in paths {
                let body = try await locked.amina.get(path).body
                for word in Self.sealed where body.contains(word) { seen.insert(word) }
            }
            #expect(seen.isSuperset(of: ["mkvoicetext", "mkinsightclaim", "mkdecisionwhat", "mkpromisewhat", "mkdissenttext"]), "\(seen)")
        }
    }

    @Test(arguments: TestEngine.available)
    func nothingLeavesByMailLinkShareOrExport(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let marker = "mkbridge keeper takes two coins"
            _ = try await story.answer("\(marker) from every girl", details: [("openness", "everyone")])
            try await story.letThrough()
            let insight = try await story.learn("mkclaim: \(marker)", from: story.voices(), openness: .everyone)
            let act = world.house.act(by: try world.person("amina"))
            let (saffron, riverbend) = (world.saffron.id, world.riverbend.id)
            try await world.db.write { tx in
                guard let item = try LineStore(tx).unseen(insight) else { throw Refusal.notFound }
                try LineStore(tx).show(item, to: saffron, by: act)
                try GuestLinkStore(tx).add("a secret of a link", to: item, days: 20, keys: world.house.keys, by: act)
            }
            let locked = try await LockedWorld.locked(world)
            #expect(try await world.rows("guest_links") == 0, "what was shown outside is so no more")
            let stopped = try await world.db.read { try $0.run("SELECT item_id FROM shares WHERE stopped_on IS NULL").count }
            #expect(stopped == 0)
            for refused in [true, false] {
                await #expect(throws: Refusal.notNow(.placeSealed)) {
                    try await world.db.write { tx in
                        guard let item = try LineStore(tx).unseen(insight) else { throw Refusal.notFound }
                        if refused {
                            try LineStore(tx).show(item, to: saffron, by: act)
                        } else {
                            try GuestLinkStore(tx).add("another", to: item, days: 2, keys: world.house.keys, by: act)
                        }
                    }
                }
            }
            // Somebody outside is asked to decide, by somebody who has the place open.
            let form = try await locked.amina.get("/questions/\(story.question)/deciders")
            let fields = try form.form(withButton: "Send it").fields.map(\.name)
            var typed = [("name", "Mrs Chande"), ("mail", "chande@example.org")]
            typed = typed.filter { fields.contains($0.0) }
            _ = try await locked.amina.press("Send it", on: form, typing: typed)
            for _ in 0..<9 {
                world.clock.pass(days: 1)
                try await world.runJobs()
            }
            #expect(!world.post.sent.isEmpty)
            for mail in world.post.sent { #expect(!"\(mail)".contains("mkbridge") && !"\(mail)".contains("mkclaim"), "\(mail)") }
            #expect(try await !world.allRows().joined().contains("mkbridge"), "a plain dump carries sealed words")
            let secret = DataDictionary.whole.secretTables
            #expect(secret.isSuperset(of: ["lock_copies", "spare_keys", "lost_phrases", "openings"]), "and no copy of the key")
            _ = riverbend
        }
    }

    @Test(arguments: TestEngine.available)
    func quotesOfWhatWasTakenBackGoWhenSomebodyOpensThePlace(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let sentence = "the bridge keeper takes two coins from every girl who crosses"
            let story = try await TurnStory.asked(world)
            let code = try await story.answer("I stopped in March; \(sentence). Nobody asks us.", details: [("openness", "everyone")])
            try await story.letThrough()
            let claim = try await story.learn("Crossing costs: \(sentence), one said.", from: story.voices(), openness: .everyone)
            let locked = try await LockedWorld.locked(world)
            let sure = try await world.press("Take my words back", on: story.myWords(code))
            _ = try await world.press("Take my words back", on: sure)
            #expect(try await world.rows("late_redactions") == 1)
            #expect(try await locked.amina.get("/insights/\(claim)").says(sentence), "nobody could look for it yet")
            _ = try await locked.amina.press("Lock it again", on: locked.amina.get("/spaces/riverbend/lock"))
            try await locked.openAmina()
            let page = try await locked.amina.get("/insights/\(claim)")
            #expect(try page.says("Crossing costs: […], one said."))
            #expect(try await world.rows("late_redactions") == 0)
            let stored = try await world.db.read { tx in
                try tx.run("SELECT body FROM texts WHERE item_id = \(claim)").map { try $0.storedText("body") }
            }
            #expect(stored.allSatisfy(SealedWords.isSealed), "and is sealed again")
        }
    }

    @Test(arguments: TestEngine.available)
    func wordsAreFoundWithoutAnIndexAndItSaysHowFarItLooked(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            for n in 0..<4 { _ = try await story.answer("Answer \(n) about the Ferry at dawn") }
            try await story.letThrough()
            let locked = try await LockedWorld.locked(world)
            let found = try await locked.amina.post("/spaces/riverbend/find", [("q", "ferry DAWN")])
            #expect(try found.says("We looked into all") && found.says("Answer 3 about the Ferry at dawn"))
            #expect(try await locked.amina.post("/spaces/riverbend/find", [("q", "helicopter")]).says("These words are in none of them."))
            let shut = try await world.get("/spaces/riverbend/find", as: "amina")
            #expect(shut.status == 303 && shut.headers[.location]?.contains("/lock/opening") == true)
            #expect(try await world.get("/spaces/riverbend/find", as: "omar").status == 404)
            #expect(try await world.post("/spaces/saffron/find", as: "omar", [("q", "ferry")]).status == 404, "only where words are locked")

            let (reader, house) = (try await world.reader("amina"), world.house)
            var visit = Visit(testing: Visitor.Source(logger: house.logger))
            visit.reader = reader
            visit.now = world.clock.now
            let (asked, place) = (visit, world.riverbend)
            let cut = try await world.db.read { try LockedSearch(tx: $0, visit: asked).look(for: "ferry", in: place, most: 2) }
            #expect(cut.isCut && cut.looked == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func theJobMayBeStoppedAndBegunAgain(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await MatrixWorld.filled(world)
            _ = try await LockedWorld.locked(world)
            func stored() async throws -> [String] {
                try await world.db.read {
                    try $0.run("SELECT body FROM texts ORDER BY item_id, field, version").map { try $0.storedText("body") }
                }
            }
            let once = try await stored()
            let house = world.house
            try await world.db.write { tx in try LockWork.schedule(world.riverbend.id, house, on: tx) }
            #expect(try await world.runJobs() == [])
            #expect(try await stored() == once, "what is sealed stays as it is")
            #expect(try await world.db.read { try PlaceLockStore($0).standing(of: world.riverbend.id)?.sealedOn } != nil)
        }
    }
}
