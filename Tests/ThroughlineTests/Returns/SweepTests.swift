import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import Language
import Testing

@testable import Throughline

/// What is gone from the pages is gone from the disk, and nothing on the disk tells who spoke when.
struct SweepTests {
    private static let words = "The bridge keeper asks for money, and everyone here knows his name."

    @Test(arguments: TestEngine.available)
    func afterTheNightWithdrawnWordsAreNowhere(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer(
                Self.words,
                details: [("openness", "circle"), ("quotable", "yes"), ("place", "Caia ferry landing"), ("name", "Yusuf of Caia")])
            _ = try await story.answer("Somebody else says something else here.")
            try await story.letThrough()
            try await story.learn("The crossing costs more than it should.", from: story.voices())
            let write = try await world.get("/questions/\(story.question)/telling", as: "rosa")
            let page = try await world.follow(write, as: "rosa")
            #expect(try await world.press("Told", on: page, as: "rosa").status == 303)
            let box = try await world.press("Not what I meant", on: story.myWords(code))
            _ = try await world.press("Send", on: box, typing: [("text", "Nobody should read bridge keeper here.")])

            let secrets = ["bridge keeper", "Caia ferry", "Yusuf of Caia"]
            let before = try await world.everything(holding: secrets)
            #expect(before == Set(secrets), "the search finds what is there")
            let sure = try await world.press("Take my words back", on: story.myWords(code))
            _ = try await world.press("Take my words back", on: sure)
            try await Sweep(house: world.house).run()
            #expect(try await world.everything(holding: secrets).isEmpty)
            #expect(try await world.everything(holding: ["Somebody else says"]) == ["Somebody else says"])
            #expect(try await story.myWords(code).says("You took these words back on 21 November"))
            try await Sweep(house: world.house).run()
        }
    }

    @Test(arguments: TestEngine.available)
    func aPhotoGoesWithItsWordsUnlessAnotherHoldsIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let bytes: [UInt8] = Array("two pictures".utf8)
            let (alone, shared) = (try await world.house.files.put(bytes), try await world.house.files.put(bytes + [1]))
            let act = world.house.act(by: nil)
            let question = try await world.db.read { tx in
                try QuestionStore(tx).find(story.question, for: .stranger, in: "en", at: world.house.clock())
            }
            let files = [alone, shared].map { VoiceFile(hash: $0, kind: "photo", size: 12, seconds: nil) }
            let ids = try await world.db.write { tx in
                try [files, [files[1]]].map { held in
                    try VoiceStore(tx).add(
                        NewVoice(question: question, text: "With a picture", language: "en", author: .nobody, held: false), files: held,
                        by: act)
                }
            }
            let voice = try await world.db.read { try VoiceStore($0).own(ids[0]) }
            try await Withdrawal.takeBack(voice, in: world.house)
            #expect(try await world.house.files.all() == [shared])
            let stray = try await world.house.files.put([1, 2, 3])
            try await Sweep(house: world.house).run()
            #expect(try await world.house.files.all().contains(stray), "it may belong to an answer that is just coming in")
            world.clock.pass(days: 1)
            try await Sweep(house: world.house).run()
            #expect(try await world.house.files.all() == [shared])
        }
    }

    @Test(arguments: TestEngine.available)
    func theNightEndsWhatHasRunOut(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            _ = try await story.answer("One answer with a form number.")
            let count: @Sendable (any Connection) throws -> (Int, Int) = { tx in
                try (tx.run("SELECT digest FROM nonces").count, tx.run("SELECT mac FROM sessions").count)
            }
            #expect(try await world.db.read(count) == (1, 6))
            world.clock.pass(days: 2)
            try await Sweep(house: world.house).run()
            #expect(try await world.db.read(count) == (1, 6))
            world.clock.pass(days: 89)
            try await Sweep(house: world.house).run()
            #expect(try await world.db.read(count) == (0, 0))
            #expect(try await world.db.read { try $0.run("SELECT mac FROM receipts").count } == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func nothingTellsInWhichOrderTwentyPeopleSpoke(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let start = world.clock.now
            var random = world.house.random.generator
            let order = (0..<20).shuffled(using: &random)
            for n in order {
                _ = try await story.answer("Answer \(n) has its own number.")
                world.clock.pass(minutes: 7)
            }
            try await Sweep(house: world.house).run()
            let spoken = start.milliseconds...world.clock.now.milliseconds
            let people = try await world.db.read { tx in
                try tx.run("SELECT id FROM items WHERE author_id IS NOT NULL").map { try $0.text("id") }
            }
            for line in try await world.allRows() where !people.contains(where: { line.contains($0) }) {
                for number in line.split(whereSeparator: { !$0.isNumber }).compactMap({ Int($0) }) where number % 86_400_000 != 0 {
                    #expect(!spoken.contains(number), "a time within the day stands in: \(line)")
                    #expect(
                        !(spoken.lowerBound / 1_000...spoken.upperBound / 1_000).contains(number),
                        "a time within the day stands in: \(line)")
                }
            }
            let kept = try await world.db.read { tx in
                try tx.run("SELECT t.body FROM voices v JOIN texts t ON t.item_id = v.id ORDER BY v.id").map { try $0.text("body") }
            }
            let places = kept.compactMap { body in order.firstIndex { body == "Answer \($0) has its own number." } }
            #expect(places.count == 20)
            let turned = places.indices.flatMap { a in places.indices.filter { $0 > a && places[$0] < places[a] } }.count
            #expect((40...150).contains(turned), "of 190 pairs, keys put \(turned) the other way round: no order is left in them")
            if engine == .postgres { try await layOutTellsNothing(world.db) }
        }
    }

    /// On PostgreSQL rows lie in the order of their keys, and one transaction wrote them all.
    private func layOutTellsNothing(_ db: any Database) async throws {
        for (table, key) in [
            ("items", "id"), ("texts", "item_id"), ("voices", "id"), ("receipts", "mac"), ("links", "from_id"), ("nonces", "digest"),
        ] {
            let rows = try await db.read { tx in
                try tx.run(SQL(verbatim: "SELECT \(key) AS key, CAST(CAST(xmin AS TEXT) AS BIGINT) AS writer FROM \(table) ORDER BY ctid"))
                    .map { (try $0.text("key"), try $0.int("writer")) }
            }
            #expect(rows.count >= 20 && Set(rows.map(\.1)).count == 1, "\(table)")
            #expect(rows.map(\.0) == rows.map(\.0).sorted(), "\(table)")
        }
    }
}
