import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// What could cost somebody dearly is not kept for ever.
struct EndingTests {
    private static let words = "The man in the white car asks for names."

    /// Diego is the safety lead; somebody without a name gave him one answer. It ends after 180 days, on 20 May 2027.
    private func given(_ world: World) async throws -> (story: TurnStory, voice: ID<Item>, code: String) {
        let story = try await TurnStory.asked(world)
        let (diego, place, act) = (try world.person("diego"), world.riverbend.id, world.house.act(by: try world.person("amina")))
        try await world.db.write { try OfficeStore($0).set([.safety], of: diego, in: place, seen: [], by: act) }
        let page = try await world.get("/questions/\(story.question)")
        #expect(try page.says("Only the safety lead of Riverbend, for 180 days"), "it is said where it is chosen")
        let thanks = try await world.press("Send", on: page, typing: [("text", Self.words), ("for_safety", "yes")])
        let code = try #require(try thanks.code())
        try await story.letThrough()
        let desk = try await world.get("/questions/\(story.question)", as: "diego")
        _ = try await world.press("Let it through", on: desk, as: "diego")
        return (story, try await story.voices()[0], code)
    }

    private func pass(to day: String, _ world: World) throws {
        let start = world.riverbend.zone.start(of: try #require(Day(day)))
        world.clock.pass(minutes: (start.milliseconds - world.clock.now.milliseconds) / 60_000)
    }

    @Test(arguments: TestEngine.available)
    func itsReadersAndItsSpeakerKnowTheDay(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (story, voice, code) = try await given(world)
            let page = try await world.get("/voices/\(voice)", as: "diego")
            #expect(try page.says("It ends on 20 May 2027."))
            #expect(try await story.myWords(code).says("These words end on 20 May 2027, and are erased then."))
            let ends = try await world.get(page.link("It ends on"), as: "diego")
            #expect(try ends.says("From 20 April 2027 on you can keep it longer") && !ends.page().buttons.contains("Keep it until"))
            for name in ["rosa", "amina", "leila", "omar", nil] {
                #expect(try await world.get("/records/\(voice)/ending", as: name).status == 404, "\(name ?? "a stranger")")
                #expect(try await world.post("/records/\(voice)/ending", as: name, [("_version", "1"), ("because", "x")]).status == 404)
            }
            // What only the team reads stays.
            let other = try await world.spoken("The clubs give talk.", to: story.question, openness: .circle)
            #expect(try await world.get("/records/\(other)/ending", as: "diego").status == 404)
        }
    }

    /// A day before it, and at the very minute it begins in Maputo; nothing has come round to erase it yet.
    @Test(arguments: TestEngine.available)
    func onItsDayNobodyReadsItWhetherTheHourHasComeRoundOrNot(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (story, voice, code) = try await given(world)
            try pass(to: "2027-05-20", world)
            world.clock.pass(minutes: -1)
            // Their sessions have ended long ago; the rule itself is asked.
            let reader = try await reader("diego", world)
            func isSeen() async throws -> Bool {
                try await world.db.read { [now = world.clock.now] in try LineStore($0).seen(voice, for: reader, at: now) != nil }
            }
            #expect(try await isSeen())
            world.clock.pass(minutes: 1)
            #expect(try await !isSeen())
            let mine = try await story.myWords(code)
            #expect(try mine.says("These words ended on 20 May") && !mine.body.contains("white car"))
            #expect(!mine.body.contains("Save the file") && !mine.body.contains("Take my words back"))
        }
    }

    @Test(arguments: TestEngine.available)
    func afterItsDayTheWordsAreNowhereAndWhatStaysSaysThatItEnded(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (story, voice, code) = try await given(world)
            let insight = try await story.learn("Somebody is looking for people.", from: [voice], openness: .safety)
            try await world.db.write { [first = Day(number: 20_000)] tx in
                // What was learned stays longer in this story.
                try tx.run("UPDATE items SET ends_on = \(first + 4_000) WHERE id = \(insight)")
            }
            let secrets = ["white car asks for names"]
            #expect(try await world.everything(holding: secrets) == Set(secrets), "the search finds what is there")
            try pass(to: "2027-05-20", world)
            #expect(try await world.runNight().isEmpty)
            #expect(try await world.everything(holding: secrets).isEmpty)
            let left = try await world.db.read { tx in
                try (
                    LineStore(tx).unseen(voice)?.state, LineStore(tx).ended([voice])[voice]?.text,
                    tx.run("SELECT act FROM audit WHERE item_id = \(voice) AND act = 'voice.expire'").count
                )
            }
            #expect(left.0 == "erased" && left.1 == "2027-05-20" && left.2 == 1)
            #expect(try await story.myWords(code).says("These words ended on 20 May, as had been said, and were erased."))
            // Nobody took it back, and no page says so; nobody waits to be told of it.
            #expect(try await world.db.read { try VoiceStore($0).takenBack(from: story.question) } == nil)
            #expect(try await world.db.read { try DutyStore($0).waiting(in: world.riverbend.id).people } == 0)
            #expect(try await world.db.read { try VoiceStore($0).crookedTurnouts() } == 0)
            #expect(try await world.runNight().isEmpty)
        }
    }

    /// A backup from before brings nothing back, and its speaker still reads why.
    @Test(arguments: TestEngine.available)
    func noBackupBringsItBack(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, voice, _) = try await given(world)
            let key = BackupKey()
            let folder = world.folder + "/backups"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            _ = try await Backup.write(world.storage, to: folder + "/old.tlb", key.lock, verify: false, Heard().report)
            try pass(to: "2027-05-20", world)
            try await TimesWork.run(world.house)
            _ = try await Backup.write(world.storage, to: folder + "/new.tlb", key.lock, verify: false, Heard().report)
            try await withEmptyOptions(engine) { options in
                _ = try await Backup.restore(
                    folder + "/old.tlb", into: options, secret: key.secretText, ledger: nil, report: Heard().report)
                let storage = try await Storage.open(options)
                let found = try await storage.db.read { tx in
                    try (LineStore(tx).unseen(voice)?.state, LineStore(tx).ended([voice])[voice], VoiceStore(tx).own(voice).text?.body)
                }
                #expect(found.0 == "erased" && found.1 != nil && found.2 == nil)
                await storage.close()
            }
        }
    }

    /// Fourteen days before, once: a letter that says nothing of it, and a line in the week of the safety lead alone.
    @Test(arguments: TestEngine.available)
    func theSafetyLeadIsRemindedAndMayKeepItLongerOnceAPeriod(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, voice, _) = try await given(world)
            try await shorten(voice, to: 15, world)
            try await TimesWork.nightly(world.house)
            #expect(try await letters(world).isEmpty, "too early")
            world.clock.pass(days: 1)
            try await wake(["diego", "amina"], world)
            try await TimesWork.nightly(world.house)
            try await TimesWork.nightly(world.house)
            let sent = try await letters(world)
            #expect(sent.map(\.to) == ["diego@example.org"] && sent[0].subject == "Something waits for you")
            #expect(!sent[0].text.contains("white car") && sent[0].text.contains("/spaces/riverbend/ending"))
            #expect(try await world.get("/spaces/riverbend/week", as: "diego").says("Something for you alone ends soon"))
            #expect(try await !world.get("/spaces/riverbend/week", as: "amina").says("Something for you alone ends soon"))
            #expect(try await world.get("/spaces/riverbend/ending", as: "amina").status == 403)
            let list = try await world.get("/spaces/riverbend/ending", as: "diego")
            #expect(list.body.contains("white car"))
            let page = try await world.get(list.link("It ends on"), as: "diego")
            let button = try #require(try page.page().buttons.first { $0.hasPrefix("Keep it until") })
            let refused = try await world.press(button, on: page, as: "diego", typing: [("because", "")])
            #expect(refused.status == 422)
            #expect(try refused.says("Say why it is still needed."))
            #expect(try await world.press(button, on: page, as: "diego", typing: [("because", "The trial is in June.")]).status == 303)
            // The same page once more, in another tab: it is far away now.
            #expect(try await world.press(button, on: page, as: "diego", typing: [("because", "And in July.")]).status == 409)
            let after = try await world.get("/records/\(voice)/ending", as: "diego")
            #expect(try after.says("Kept longer, because: The trial is in June."))
            #expect(try after.says("on you can keep it longer") && !after.page().buttons.contains { $0.hasPrefix("Keep it") })
            #expect(try await !world.get("/spaces/riverbend/week", as: "diego").says("Something for you alone ends soon"))
            let why = try await world.db.read { try AuditStore($0).reason(of: "voice.extend", on: voice) }
            #expect(why == "The trial is in June.")
            world.clock.pass(days: 14)
            try await TimesWork.run(world.house)
            #expect(try await world.db.read { try LineStore($0).unseen(voice)?.state } == "ready")
        }
    }

    /// What the weaver is told of the week counts nothing of what is for the safety lead alone.
    @Test(arguments: TestEngine.available)
    func nobodyElseLearnsThatSomethingEnds(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, voice, _) = try await given(world)
            try await shorten(voice, to: 3, world)
            func news(of name: String) async throws -> [String] {
                try await world.db.read { [now = world.clock.now] tx in
                    let reading = DigestReading(tx: tx, now: now)
                    guard let to = try reading.due().due.first(where: { $0.name == name }) else { return [] }
                    return try reading.news(for: to).map { "\($0)" }
                }
            }
            let before = try await news(of: "Rosa")
            try await TimesWork.nightly(world.house)
            #expect(try await world.rows("duties") == 1, "the safety lead's own; nobody of the team owes a telling")
            #expect(try await news(of: "Rosa") == before)
        }
    }

    /// For the people it names alone: ninety days, and whoever wrote it keeps it longer.
    @Test(arguments: TestEngine.available)
    func whatIsRedEndsSoonerAndItsAuthorMayKeepIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let insight = try await story.learn("For two people.", from: [], openness: .team)
            let act = world.house.act(by: try world.person("diego"))
            try await world.db.write { tx in
                guard let item = try LineStore(tx).unseen(insight) else { throw Refusal.notFound }
                try LineStore(tx).mark(item, .none, .red, by: act)
            }
            #expect(try await world.get("/records/\(insight)/ending", as: "diego").says("It ends on 19 February 2027."))
            #expect(try await world.get("/records/\(insight)/ending", as: "amina").status == 404)
            try await shorten(insight, to: 10, world)
            try await TimesWork.nightly(world.house)
            #expect(try await letters(world).map(\.to) == ["diego@example.org"])
            let page = try await world.get("/records/\(insight)/ending", as: "diego")
            let button = try #require(try page.page().buttons.first { $0.hasPrefix("Keep it until") })
            #expect(try await world.press(button, on: page, as: "diego", typing: [("because", "Still needed.")]).status == 303)
            // Given to more people it stays as long as its place.
            try await world.db.write { tx in
                guard let item = try LineStore(tx).unseen(insight) else { throw Refusal.notFound }
                try LineStore(tx).mark(item, .none, .green, by: act)
            }
            #expect(try await world.get("/records/\(insight)/ending", as: "diego").status == 404)
        }
    }

    /// What came without an end gets one, and time to be looked at first.
    @Test(arguments: TestEngine.available)
    func whatIsOlderThanTheRuleGetsItsDay(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (_, voice, _) = try await given(world)
            let today = world.clock.now.day(in: .utc)
            try await world.db.write { tx in
                try tx.run(
                    "UPDATE items SET ends_on = NULL, shown_until = \(LineStore.forever), day = \(today - 400) WHERE id = \(voice)")
            }
            try await TimesWork.nightly(world.house)
            #expect(try await world.db.read { try LineStore($0).unseen(voice)?.endsOn } == today + Lasting.window)
            #expect(try await world.get("/voices/\(voice)", as: "diego").status == 200)
        }
    }

    private func shorten(_ item: ID<Item>, to days: Int, _ world: World) async throws {
        let day = world.clock.now.day(in: .utc) + days
        let until = world.riverbend.zone.start(of: day).milliseconds
        try await world.db.write { try $0.run("UPDATE items SET ends_on = \(day), shown_until = \(until) WHERE id = \(item)") }
    }

    /// Sessions rest in a place like this one; they have just shown who they are.
    private func wake(_ names: [String], _ world: World) async throws {
        let (keys, now) = (world.house.keys, world.clock.now)
        for name in names {
            let mac = SessionStore.mac(try #require(world.session(name)), keys)
            try await world.db.write { try SessionStore($0).use(mac, keys, at: now) }
        }
    }

    /// Letters that were handed over, but for digests and seals.
    private func letters(_ world: World) async throws -> [Mail] {
        _ = try await world.runJobs()
        return world.post.sent.filter { $0.text.contains("/ending") }
    }

    private func reader(_ name: String, _ world: World) async throws -> Reader {
        let (person, space) = (try world.person(name), world.riverbend.id)
        return try await world.db.read { tx in
            var reader = Reader(person: person, name: name, roles: [space: .analyst])
            reader.offices = try OfficeStore(tx).all(of: person)
            return reader
        }
    }
}

extension World {
    /// Everything a night does, from the first act to the sweep.
    fileprivate func runNight() async throws -> [String] {
        do {
            try await Nightly.run(house)
            return []
        } catch let problem as WorkProblem {
            return ["\(problem)"]
        }
    }
}
