import Database
import DatabaseTesting
import Foundation
import Testing

@testable import Throughline

struct VoiceImportTests {
    private static let map = ["text=said,author=who,date=when,parent=answers,key=id", "place=where,language=tongue"]

    private func importing(
        _ world: World, _ path: String, _ map: [String] = VoiceImportTests.map, openTo: String? = "everyone", heard: Heard = Heard()
    )
        async throws -> String
    {
        var choices = ImportChoices()
        (choices.space, choices.openTo) = ("riverbend", openTo)
        return try await Instance(house: world.house, lock: nil).importTable(
            ImportTable(path: path, form: path.hasSuffix("xlsx") ? .xlsx(sheet: "Answers") : .csv, map: map, source: nil),
            to: .ask("Where do you fetch water?"), choices, report: heard.report)
    }

    private func voices(_ world: World) async throws -> [[Value]] {
        try await world.db.read { tx in
            try tx.run(
                """
                SELECT i.id, i.pseudonym, i.language, i.day, i.made_at, t.body, v.place, v.source, l.to_id AS parent FROM voices v
                JOIN items i ON i.id = v.id JOIN texts t ON t.item_id = v.id LEFT JOIN links l ON l.from_id = v.id AND l.relation = 'part_of'
                ORDER BY i.id
                """
            ).map(\.allValues)
        }
    }

    @Test(arguments: TestEngine.available)
    func rowsBecomeVoicesAndEachRefusedOneSaysWhy(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let heard = Heard()
            let summary = try await importing(world, Fixtures.own("answers.csv"), heard: heard)
            #expect(summary.contains("4 voices new, 0 there already, 3 rows refused, 2 answers joined to what they answer."))
            #expect(
                heard.remarks == [
                    "answers.csv line 5: it has no text", "answers.csv line 6: its date is not written as 2026-12-03",
                    "answers.csv line 8: its key was there before",
                    "answers.csv: 1 rows are kept by themselves, since what they answer is not in the file: lines 7",
                ])
            let question = try #require(summary.split(separator: " ").dropFirst().first).dropLast()
            let page = try await world.get("/questions/\(question)")
            // A file says who wrote; whether their name may stand beside their words, only they can say.
            #expect(try page.says("The pump is dry; we walk to the river.") && page.says("Without a name, Lower Delta"))
            #expect(try !page.says("Ana"))
            #expect(try page.says("A few people answered.") && !page.says("4 answers"))
            #expect(try await world.get("/questions/\(question)", as: "leila").says("4 answers"))
            #expect(page.body.contains("<blockquote lang=\"ar\""))
            #expect(try page.says("Closed, not told back yet"))
        }
    }

    @Test(arguments: TestEngine.available)
    func twiceIsOnceWithAndWithoutKeys(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            for map in [Self.map, ["text=said,author=who"]] {
                let before = try await voices(world).count
                _ = try await importing(world, Fixtures.own("answers.csv"), map)
                let once = try await voices(world)
                let summary = try await importing(world, Fixtures.own("answers.csv"), map)
                #expect(summary.contains(" 0 voices new") && once.count > before)
                #expect(try await voices(world) == once)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func whatWasTakenBackDoesNotComeAgain(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await importing(world, Fixtures.own("answers.csv"))
            let act = world.house.act(by: nil)
            let id = try await world.db.write { tx in
                let id: ID<Item> = try #require(try tx.run("SELECT item_id FROM imported WHERE key = 'key:17'").first?.id("item_id"))
                let item = try #require(try LineStore(tx).unseen(id))
                try LineStore(tx).move(item, "withdraw", as: .stranger, own: true, by: act)
                try LineStore(tx).unlinkAll(id)
                return id
            }
            _ = try await importing(world, Fixtures.own("answers.csv"))
            let after = try await world.db.read { tx in
                try (
                    LineStore(tx).unseen(id)?.state, tx.run("SELECT from_id FROM links WHERE to_id = \(id) AND relation = 'part_of'").count
                )
            }
            #expect(after == ("withdrawn", 0))
        }
    }

    @Test(arguments: TestEngine.available)
    func aRunThatWasStoppedGoesOnWhereItWas(_ engine: TestEngine) async throws {
        let lines = (0..<1_100).map { "\($0),Answer number \($0) about the pump,\($0 == 0 ? "-1" : "\(($0 * 7) % 1_100)")" }
        let text = (["id,said,answers"] + lines).joined(separator: "\n")
        let map = ["text=said,key=id,parent=answers"]
        try await withFile("answers.csv", Array(text.utf8)) { path in
            try await withWorld(engine) { world in
                // The file breaks after its first batch, as a process that is killed there.
                try await withFile(
                    "answers.csv", Array((["id,said,answers"] + lines.prefix(700) + ["\"broken"]).joined(separator: "\n").utf8)
                ) { broken in
                    await #expect(throws: CarryError("answers.csv line 702: a quotation mark opens here and is never closed.")) {
                        _ = try await importing(world, broken, map)
                    }
                }
                #expect(try await voices(world).count == 500)
                let summary = try await importing(world, path, map)
                #expect(summary.contains("600 voices new, 500 there already, 0 rows refused"))
                let stopped = try await voices(world).map { Array($0[1...7]) }.sorted { "\($0)" < "\($1)" }
                try await withWorld(engine) { other in
                    _ = try await importing(other, path, map)
                    #expect(try await voices(other).map { Array($0[1...7]) }.sorted { "\($0)" < "\($1)" } == stopped)
                }
                #expect(try await voices(world).count { $0[8] != .null } == 1_098)
            }
        }
    }

    @Test func aWorkbookIsATableToo() async throws {
        try await withWorld(.sqlite) { world in
            let summary = try await importing(world, Fixtures.own("answers.xlsx"), ["text=said,date=when"])
            #expect(summary.contains("3 voices new"))
            let days = try await voices(world).map { $0[3] }
            #expect(Set(days) == [.integer(20_516), .integer(20_517), .integer(20_521)])
        }
    }

    @Test(arguments: [
        (
            ["said"],
            "--map takes pairs such as text=COLUMN; the left side is one of text, author, date, language, place, parent, key, organisation, role."
        ),
        (["text=sayd"], "answers.csv has no column “sayd”. It has: id, said, who, when, answers, where, tongue."),
        (
            ["author=who"],
            "Say which column holds what people said: --map text=COLUMN. answers.csv has: id, said, who, when, answers, where, tongue."
        ),
        (["text=said,parent=answers"], "--map parent=… needs key=… too: the column by which rows name each other."),
    ]) func aWrongMapSaysWhatToWrite(_ map: [String], _ message: String) async throws {
        try await withWorld(.sqlite) { world in
            await #expect(throws: CarryError(message)) { _ = try await importing(world, Fixtures.own("answers.csv"), map) }
            let kept = try await voices(world)
            #expect(kept.isEmpty)
        }
    }

    @Test(.enabled(if: Fixtures.real("lessons") != nil))
    func realLessonsWithTheirLongTextsComeIn() async throws {
        let path = try #require(Fixtures.real("lessons/nasa-llis-sample.csv"))
        try await withWorld(.sqlite) { world in
            let heard = Heard()
            let summary = try await importing(
                world, path, ["text=title+lesson_text,key=lesson_number,date=lesson_date,organisation=organization"], heard: heard)
            let kept = try await voices(world).count
            #expect(kept + heard.remarks.count == 159 && kept > 140, "\(summary) \(heard.remarks)")
        }
    }

    @Test(.enabled(if: Fixtures.real("discussions") != nil && Fixtures.isLong), arguments: TestEngine.available)
    func realThreadsComeInWithWhoAnswersWhom(_ engine: TestEngine) async throws {
        let path = try #require(Fixtures.real("discussions/decide-madrid/comments.csv.gz"))
        try await withWorld(engine) { world in
            let heard = Heard()
            let map = ["text=text,key=id,parent=parentId,author=userId,date=date"]
            _ = try await importing(world, path, map, heard: heard)
            let once = try await voices(world)
            #expect(once.count + heard.remarks.count { !$0.contains("kept by themselves") } == 3_731)
            #expect(once.count { $0[8] != .null } > 1_000)
            _ = try await importing(world, path, map)
            #expect(try await voices(world) == once)
        }
    }
}

extension LineStore {
    /// As taking back does: nothing points at it any more.
    fileprivate func unlinkAll(_ id: ID<Item>) throws {
        try tx.run("DELETE FROM links WHERE (from_id = \(id) OR to_id = \(id)) AND relation = 'part_of'")
    }
}
