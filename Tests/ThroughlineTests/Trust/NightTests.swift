import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import Language
import Testing

@testable import Throughline

/// What the night removes, and what it must not.
struct NightTests {
    /// A photo that lies in the store, and somebody's answer that may hold it.
    private func answer(_ world: World, holding hash: String) async throws -> ID<Item> {
        let act = world.house.act(by: nil)
        let question = try await world.read(try await world.question("What makes the road safe?"))
        return try await world.db.write { tx in
            try VoiceStore(tx).add(
                NewVoice(question: question, text: "With a picture", language: "en", author: .nobody, held: false),
                files: [VoiceFile(hash: hash, kind: "photo", size: 3, seconds: nil)], by: act)
        }
    }

    @Test(arguments: TestEngine.available)
    func aPhotoSomebodyHoldsSinceThatNightIsKept(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let hash = try await world.house.files.put([1, 2, 3])
            try await Sweep(house: world.house).run()
            _ = try await answer(world, holding: hash)
            // Nothing else is without an owner tonight: the list of the first night is no reason to remove anything.
            for _ in 1...3 {
                world.clock.pass(days: 1)
                try await Sweep(house: world.house).run()
                #expect(try await world.house.files.get(hash) == [1, 2, 3])
            }
            #expect(try await world.rows("unheld_files") == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func amongManyOnlyTheOnesFoundTwiceGo(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            var hashes: [String] = []
            for number in 0..<6 { hashes.append(try await world.house.files.put([UInt8(number)])) }
            try await Sweep(house: world.house).run()
            _ = try await answer(world, holding: hashes[0])
            world.clock.pass(days: 1)
            let late = try await world.house.files.put([9])
            try await Sweep(house: world.house).run()
            #expect(try await world.house.files.all() == [hashes[0], late].sorted())
            world.clock.pass(days: 1)
            try await Sweep(house: world.house).run()
            #expect(try await world.house.files.all() == [hashes[0]])
        }
    }

    /// The same picture is sent a second time while the night looks: its bytes are there, so nothing is written, and the answer that
    /// points to them is not kept yet.
    @Test(arguments: TestEngine.available)
    func bytesThatWerePutAgainWaitForTheirAnswer(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let house = world.house.under { $0.fileRest = 3_600 }
            let hash = try await house.files.put([1, 2, 3])
            try await Sweep(house: house).run()
            world.clock.pass(days: 1)
            #expect(try await house.files.put([1, 2, 3]) == hash)
            try await Sweep(house: house).run()
            #expect(try await house.files.get(hash) == [1, 2, 3])
            let voice = try await answer(world, holding: hash)
            // Taken back at once: who knows who else has just put them. The night removes them, without a second one.
            try await Withdrawal.takeBack(try await world.db.read { try VoiceStore($0).own(voice) }, in: house)
            #expect(try await house.files.all() == [hash])
            try await Sweep(house: world.house).run()
            #expect(try await house.files.all() == [])
        }
    }

    private static let words = "The ferryman at Caia takes money twice."

    /// Which files of the data folder hold the words.
    private func holding(_ words: String, in world: World) throws -> [String] {
        var folders = [world.folder]
        if let sqlite = world.db as? SQLiteDatabase { folders.append(URL(filePath: sqlite.path).deletingLastPathComponent().path) }
        return try folders.flatMap { folder in
            try everyFile(in: folder).filter { $0.value.range(of: Data(words.utf8)) != nil }.map(\.key)
        }
    }

    @Test(arguments: TestEngine.available)
    func whatWasTakenBackIsNotInTheCopyOfBeforeTheTablesChanged(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let story = try await TurnStory.asked(world)
            let code = try await story.answer(Self.words)
            let copies = EarlierCopies(in: world.folder)
            try await copies.make(of: world.db, at: world.clock.now)
            world.clock.pass(days: 2)
            try await Sweep(house: world.house).run()
            #expect(try holding(Self.words, in: world).contains { $0.hasPrefix("backups/before-2026-11-21-") }, "an operator may go back")
            let sure = try await world.press("Take my words back", on: story.myWords(code))
            _ = try await world.press("Take my words back", on: sure)
            // A copy made after that does not have the words.
            world.clock.pass(days: 1)
            try await copies.make(of: world.db, at: world.clock.now)
            try await Sweep(house: world.house).run()
            #expect(try holding(Self.words, in: world) == [])
            #expect(try FileManager.default.contentsOfDirectory(atPath: world.folder + "/backups").count == 1)
        }
    }

    @Test(arguments: TestEngine.available)
    func aCopyOfBeforeTheTablesChangedStaysAWeekAtMost(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            try await EarlierCopies(in: world.folder).make(of: world.db, at: world.clock.now)
            let theirs = ["monday.tlb", "before-the-flood.txt", "before-2026-11-21"]
            for name in theirs { try Data().write(to: URL(filePath: world.folder + "/backups/" + name)) }
            world.clock.pass(days: 6)
            try await Sweep(house: world.house).run()
            #expect(try FileManager.default.contentsOfDirectory(atPath: world.folder + "/backups").count == 4)
            world.clock.pass(days: 1)
            try await Sweep(house: world.house).run()
            #expect(try FileManager.default.contentsOfDirectory(atPath: world.folder + "/backups").sorted() == theirs.sorted())
        }
    }

    @Test func whatAKilledProcessLeftGoesAndWhatARunningOneNeedsStays() async throws {
        try await withFolder { folder in
            let work = folder + "/work"
            for name in ["upload-abc", "carry-def", ".new-carry-ghi"] {
                try FileManager.default.createDirectory(atPath: work + "/" + name, withIntermediateDirectories: true)
                try Data("raw".utf8).write(to: URL(filePath: work + "/\(name)/copy"))
            }
            try Data("raw".utf8).write(to: URL(filePath: work + "/stray"))
            let running = try PassingFolder(in: work, named: "carry")
            try Data("raw".utf8).write(to: URL(filePath: running.path + "/copy"))
            let own = (running.path as NSString).lastPathComponent
            #expect(PassingFolder.clear(work, olderThan: 86_400) == 0, "the night leaves what is young")
            #expect(PassingFolder.clear(work, olderThan: 0) == 3)
            // What is only being made has no name yet by which it could be told.
            #expect(try FileManager.default.contentsOfDirectory(atPath: work).sorted() == [".new-carry-ghi", own].sorted())
            #expect(FileManager.default.fileExists(atPath: running.path + "/copy"))
            running.remove()
            #expect(try FileManager.default.contentsOfDirectory(atPath: work) == [".new-carry-ghi"])
            #expect(PassingFolder.clear(folder + "/nowhere", olderThan: 0) == 0)
        }
    }

    /// On PostgreSQL the night writes whole tables over. People go on answering, into the very same rows.
    @Test(.enabled(if: TestEngine.available.contains(.postgres), "PostgreSQL is not there: THROUGHLINE_POSTGRES names no server"))
    func answersThatComeInAllNightDoNotKeepTheNightFromEnding() async throws {
        try await withPostgresURL(changes: Schema.changes) { url in
            let db = try await PostgresDatabase(url: url, connections: 6)
            try await withFolder { folder in
                let world = try await World(db: db, folder: folder, seed: 7, hasMail: true)
                let question = try await world.read(try await world.question("What makes the road safe?"))
                let answering = Task {
                    await withTaskGroup(of: Int.self) { group in
                        for _ in 0..<3 {
                            group.addTask {
                                var kept = 0
                                while !Task.isCancelled {
                                    let act = world.house.act(by: nil)
                                    let new = NewVoice(question: question, text: "Lamps.", language: "en", author: .nobody, held: false)
                                    if (try? await db.write({ tx in try VoiceStore(tx).add(new, by: act) })) != nil { kept += 1 }
                                }
                                return kept
                            }
                        }
                        return await group.reduce(0, +)
                    }
                }
                for _ in 0..<5 { try await PostgresRewriting(db: db, today: world.clock.now.day(in: .utc)).run() }
                answering.cancel()
                let kept = await answering.value
                #expect(kept > 0)
                #expect(try await world.rows("voices") == kept)
                #expect(try await db.read { try VoiceStore($0).crookedTurnouts() } == 0)
            }
            await db.close()
        }
    }
}
