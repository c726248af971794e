import Database
import DatabaseTesting
import Foundation
import Language
import Logging
import Testing

@testable import Throughline

/// The demonstration is full, true to the rules, and made once.
struct DemoTests {
    @Test(arguments: TestEngine.available)
    func theDemonstrationHasItsVolumes(engine: TestEngine) async throws {
        try await withDemo(engine) { demo in
            #expect(try await demo.count("spaces") == 6)
            #expect(try await demo.count("people") == 120)
            #expect(try await demo.count("questions") == 16)
            #expect(try await demo.count("voices") == 184)
            #expect(try await demo.count("insights") == 22)
            #expect(try await demo.count("commitments") == 48)
            #expect(try await demo.count("decisions") == 12)
            #expect(try await demo.count("tellings") == 19)
            let dormant: SQL = """
                SELECT COUNT(*) AS n FROM people p WHERE NOT EXISTS (SELECT 1 FROM sessions s WHERE s.person_id = p.id)
                    AND NOT EXISTS (SELECT 1 FROM items i WHERE i.author_id = p.id)
                """
            #expect(try await demo.number(dormant) == 15)
            #expect(Demo.stories.flatMap(\.voices).count { $0.isSpoken } == 40)
            #expect(Demo.stories.flatMap(\.voices).count { $0.text.split(separator: "\n").count == 4 } == 25)
            let sounds = try await demo.number("SELECT COUNT(*) AS n FROM files WHERE kind = 'sound'")
            #expect(sounds == 41 || !FileManager.default.fileExists(atPath: "/usr/bin/ffmpeg"))
        }
    }

    @Test(arguments: TestEngine.available)
    func everyStateAndEveryLanguageIsThere(engine: TestEngine) async throws {
        try await withDemo(engine) { demo in
            let states = try await demo.words("SELECT DISTINCT kind || ' ' || state AS word FROM items")
            for kind in [Kind.insight, .commitment, .decision] {
                for state in Lifecycle.of(kind).states.keys { #expect(states.contains("\(kind.rawValue) \(state)"), "\(kind) \(state)") }
            }
            #expect(states.isSuperset(of: ["question open", "question closed", "question told", "voice held", "voice withdrawn"]))
            #expect(states.isSuperset(of: ["dissent open", "dissent answered", "dissent kept", "correction open", "correction answered"]))
            let spoken = try await demo.words("SELECT DISTINCT language AS word FROM items WHERE kind = 'voice'")
            #expect(spoken == ["en", "pt", "sw", "fr", "es", "ar", "ru", "tg", "prs", "ky"])
            let told = try await demo.words("SELECT DISTINCT told_language AS word FROM voices")
            #expect(told == spoken.union(["seh"]))
            for story in Demo.stories {
                let served = try #require(DemoPlace.all.first { $0.slug == story.place }).languages.filter { $0 != "seh" && $0 != "ky" }
                let said = Set(story.translations.keys).union([story.language])
                #expect(said.count >= 3 && said.isSubset(of: served + ["ky"]), "\(story.key)")
                #expect(story.text.count <= 240 && story.translations.values.allSatisfy { $0.count <= 240 })
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func classesAndTalliesAreWhatTheyShouldBe(engine: TestEngine) async throws {
        try await withDemo(engine, texts: 2_500) { demo in
            let items = try await demo.house.db.read { try $0.run("SELECT \(SQL.itemColumns) FROM items i").map(Item.init) }
            #expect(items.count > 2_500 + 14 + 180)
            for item in items {
                #expect(item.audience == Audience.of(kind: item.kind, state: item.state, sensitivity: item.sensitivity, tlp: item.tlp))
            }
            let counted = try await demo.tallies(
                """
                SELECT space_id, audience, kind, state, COUNT(*) AS n FROM items
                GROUP BY space_id, audience, kind, state ORDER BY 1, 2, 3, 4
                """
            )
            let kept = try await demo.tallies(
                "SELECT space_id, audience, kind, state, n FROM tallies WHERE n <> 0 ORDER BY space_id, audience, kind, state")
            #expect(counted == kept && !kept.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func nobodyIsOwedMoreOrLessThanTheyAre(engine: TestEngine) async throws {
        try await withDemo(engine) { demo in
            let owed = try await demo.tallies(
                """
                SELECT item_id AS space_id, 0 AS audience, language AS kind, door AS state, people AS n FROM duties
                WHERE kind = 'tell_back' AND state = 'owed' ORDER BY item_id, language, door
                """)
            let waiting = try await demo.tallies(
                """
                SELECT v.question_id AS space_id, 0 AS audience, v.told_language AS kind, v.door AS state,
                    SUM(CASE WHEN i.state = 'held' THEN 1 ELSE v.people END) AS n
                FROM voices v JOIN items i ON i.id = v.id WHERE i.state IN ('ready', 'held') AND v.told_on IS NULL
                GROUP BY v.question_id, v.told_language, v.door ORDER BY v.question_id, v.told_language, v.door
                """)
            #expect(owed == waiting && !owed.isEmpty)
            let told: SQL =
                """
                SELECT COUNT(*) AS n FROM duties d JOIN items i ON i.id = d.item_id
                WHERE d.kind = 'tell_back' AND d.state = 'owed' AND i.state = 'told'
                """
            #expect(try await demo.number(told) == 0)
            let week = demo.house.clock().day(in: .utc) + 7
            let today = demo.house.clock().day(in: .utc)
            let soon: SQL = "SELECT COUNT(*) AS n FROM duties WHERE state = 'owed' AND due >= \(today) AND due <= \(week)"
            #expect(try await demo.number(soon) >= 5)
        }
    }

    @Test(arguments: TestEngine.available)
    func aSecondDemonstrationIsRefusedAndChangesNothing(engine: TestEngine) async throws {
        try await withDemo(engine) { demo in
            let before = try await demo.count("items")
            await #expect(throws: Demo.Problem.notEmpty) { _ = try await Demo.fill(demo.house) { _ in } }
            #expect(try await demo.count("items") == before)
        }
    }

    @Test func theSameDayMakesTheSameDemonstration() async throws {
        func all() async throws -> [String] {
            var rows: [String] = []
            try await withDemo(.sqlite) { demo in
                rows = try await demo.house.db.read { tx in
                    try tx.run("SELECT item_id, field, language, body FROM texts ORDER BY item_id, field, language, version").map {
                        try "\($0.text("item_id")) \($0.text("field")) \($0.text("language")) \($0.text("body"))"
                    }
                }
            }
            return rows
        }
        let first = try await all()
        #expect(try await all() == first && first.count > 400)
    }

    @Test(arguments: TestEngine.available)
    func generatedTextsSpreadOverTheWholeTable(engine: TestEngine) async throws {
        try await withDemo(engine, texts: 2_500) { demo in
            #expect(try await demo.count("voices") == 2_684 && demo.spread.count == DemoTexts.spreadQuestions)
            for question in [demo.spread[0], demo.spread[39]] {
                let days = try await demo.words(
                    "SELECT CAST(day AS TEXT) AS word FROM items i JOIN voices v ON v.id = i.id WHERE v.question_id = \(question)")
                let all = try await demo.number("SELECT COUNT(*) AS n FROM voices WHERE question_id = \(question)")
                #expect(all == DemoTexts.page && days.count >= 25)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func noUnnamedVoiceIsPlacedBetterThanItsDay(engine: TestEngine) async throws {
        try await withDemo(engine, texts: 100) { (demo) async throws in
            let timed: SQL = "SELECT COUNT(*) AS n FROM items WHERE author_id IS NULL AND made_at IS NOT NULL"
            let unnamed: SQL = "SELECT COUNT(*) AS n FROM items WHERE author_id IS NULL AND kind = 'voice'"
            let numbers = try await (demo.number(timed), demo.number(unnamed))
            #expect(numbers.0 == 0 && numbers.1 > 200)
        }
    }
}
