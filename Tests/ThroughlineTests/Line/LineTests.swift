import Database
import DatabaseTesting
import Language
import Testing

@testable import Throughline

struct LineTests {
    @Test(arguments: TestEngine.available)
    func aStepThatIsNotDeclaredIsRefusedAndChangesNothing(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let amina = try await world.reader("amina")
            let act = world.house.act(by: amina.person)
            await #expect(throws: Refusal.conflict) {
                _ = try await world.db.write { tx in
                    try LineStore(tx).move(LineStore(tx).find(id, for: amina, at: act.now), "release", as: amina, by: act)
                }
            }
            let item = try await world.db.read { try LineStore($0).unseen(id) }
            #expect(item?.state == "open" && item?.version == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func ofTwoWhoCloseAtOnceOneWinsAndTheOtherIsTold(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let amina = try await world.reader("amina")
            let act = world.house.act(by: amina.person)
            let db = world.db
            let seen = try await db.read { try LineStore($0).find(id, for: amina, at: act.now) }
            let outcomes = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<6 {
                    group.addTask { (try? await db.write { _ = try LineStore($0).move(seen, "close", as: amina, by: act) }) != nil }
                }
                return await group.reduce(into: [Bool]()) { $0.append($1) }
            }
            #expect(outcomes.filter { $0 }.count == 1)
            #expect(try await world.db.read { try LineStore($0).unseen(id) }?.version == 2)
        }
    }

    @Test(arguments: TestEngine.available)
    func talliesSayWhatCountingWouldSay(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let db = world.db
            let question = try await world.read(id)
            let act = world.house.act(by: nil)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for n in 0..<12 {
                    group.addTask {
                        _ = try await db.write { tx in
                            try VoiceStore(tx).add(
                                NewVoice(question: question, text: "Voice \(n)", language: "en", author: .nobody, held: n % 3 == 0), by: act
                            )
                        }
                    }
                }
                try await group.waitForAll()
            }
            let counted = try await db.read { tx in
                try tx.run(
                    "SELECT space_id, audience, kind, state, COUNT(*) AS n FROM items GROUP BY space_id, audience, kind, state ORDER BY 1, 2, 3, 4"
                )
                .map { try "\($0.text("space_id")) \($0.int("audience")) \($0.text("kind")) \($0.text("state")) \($0.int("n"))" }
            }
            let tallied = try await db.read { tx in
                try tx.run("SELECT * FROM tallies WHERE n <> 0 ORDER BY space_id, audience, kind, state")
                    .map { try "\($0.text("space_id")) \($0.int("audience")) \($0.text("kind")) \($0.text("state")) \($0.int("n"))" }
            }
            #expect(counted == tallied)
            let duty = try await db.read { try DutyStore($0).owed(on: id, kind: .tellBack) }
            #expect(duty.map(\.people) == [12])
        }
    }

    @Test(arguments: TestEngine.available)
    func everyAudienceClassIsWhatItsDefinitionGives(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let thanks = try await world.press("Send", on: world.get("/questions/\(id)"), typing: [("text", "Lamps.")])
            _ = try await world.press("Save", on: thanks, typing: [("openness", "everyone")])
            let items = try await world.db.read { try $0.run("SELECT \(SQL.itemColumns) FROM items i").map(Item.init) }
            #expect(items.count == 2)
            for item in items {
                #expect(
                    item.audience
                        == Audience.of(
                            kind: item.kind, state: item.state, sensitivity: item.sensitivity, tlp: item.tlp,
                            isEmbargoed: item.opensOn != nil))
            }
        }
    }

    /// Every reader against every audience class: the rule as SQL and the rule as words must agree.
    @Test(arguments: TestEngine.available)
    func whoMaySeeAnItemIsDecidedByOneRule(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let now = world.clock.now
            let readers = try await [
                ("stranger", Reader.stranger), ("leila", world.reader("leila")), ("diego", world.reader("diego")),
                ("amina", world.reader("amina")),
                ("omar", world.reader("omar")),
            ]
            for audience in Audience.allCases {
                try await world.db.write { tx in
                    try tx.run("UPDATE items SET audience = \(audience.rawValue), author_id = NULL WHERE id = \(id)")
                }
                for (name, reader) in readers {
                    let level: Audience = name == "leila" ? .circle : ["diego", "amina"].contains(name) ? .team : .everyone
                    let may = audience != .nobody && audience <= level
                    let space = world.riverbend.id
                    let (anywhere, inSpace) = try await world.db.read { tx in
                        let a: SQL = "SELECT i.id FROM items i WHERE i.id = \(id) AND "
                        return try (
                            !tx.run(a + Visibility.anywhere(for: reader, at: now)).isEmpty,
                            !tx.run(a + Visibility.inSpace(space, for: reader, at: now)).isEmpty
                        )
                    }
                    #expect(anywhere == may, "\(name) \(audience)")
                    #expect(inSpace == may, "\(name) \(audience)")
                }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func anEmbargoAndAnExpiredConsentHideAtOnce(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let now = world.clock.now.milliseconds
            try await world.db.write { try $0.run("UPDATE items SET shown_from = \(now + 60_000) WHERE id = \(id)") }
            #expect(try await world.get("/questions/\(id)").status == 404)
            world.clock.pass(minutes: 2)
            #expect(try await world.get("/questions/\(id)").status == 200)
            try await world.db.write { try $0.run("UPDATE items SET shown_until = \(now + 180_000) WHERE id = \(id)") }
            world.clock.pass(minutes: 2)
            #expect(try await world.get("/questions/\(id)").status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func anItemSharedWithAnotherPlaceIsSeenThereUntilItIsStopped(engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let (saffron, amina, day) = (world.saffron.id, try world.person("amina"), world.clock.now.day(in: .utc))
            try await world.db.write { tx in
                try tx.run("UPDATE items SET audience = 1 WHERE id = \(id)")
                try tx.run("INSERT INTO shares (item_id, space_id, by_id, shared_on) VALUES (\(id), \(saffron), \(amina), \(day))")
            }
            #expect(try await world.get("/questions/\(id)", as: "omar").status == 200)
            #expect(try await world.get("/questions/\(id)").status == 404)
            try await world.db.write { try $0.run("UPDATE shares SET stopped_on = \(day) WHERE item_id = \(id)") }
            #expect(try await world.get("/questions/\(id)", as: "omar").status == 404)
        }
    }

    @Test func idsTellTheirDayAndNothingElse() throws {
        let day = Day(number: 20_778)
        let random = Randomness.seeded(3)
        let ids = (0..<200).map { _ in ID<Item>.fresh(on: day, random: random) }
        #expect(Set(ids).count == 200)
        #expect(Set(ids.map { $0.description.prefix(9) }).count == 1)
        #expect(ids.map(\.description) != ids.map(\.description).sorted())
        #expect(ids.allSatisfy { ID<Item>(typed: $0.description) == $0 })
        #expect(ID<Item>(typed: "../../etc/passwd") == nil)
    }

    @Test(.enabled(if: TestEngine.available.contains(.postgres), "PostgreSQL is not there: THROUGHLINE_POSTGRES names no server"))
    func bothEnginesEndWithTheSameColumns() async throws {
        let sqlite = try await withDatabase(.sqlite, changes: Schema.changes) { try await TableLayout.columns(of: $0) }
        let postgres = try await withDatabase(.postgres, changes: Schema.changes) { try await TableLayout.columns(of: $0) }
        #expect(sqlite == postgres && sqlite.count > 25)
    }
}
