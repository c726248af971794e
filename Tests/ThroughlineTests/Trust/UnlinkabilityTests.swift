import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import Language
import Logging
import Testing

@testable import Throughline

/// What an attacker does who holds database, disk, log, numbers and daily backups: nobody who spoke without a name is placed better
/// than within their day and place.
struct UnlinkabilityTests {
    /// One day in Riverbend: people answer, also with a photo, signed in and without their account, with a mail address; others say that
    /// something is wrong, or write in confidence. Rosa lets answers through in between.
    private struct OneDay {
        let world: World
        let question: ID<Item>
        var said: [Attacker.Said] = []
        var byLeila: Set<Int> = []
        var known: Set<String> = []
        /// Which of them are which: chance is asked of each kind apart.
        var kinds: [String: [Attacker.Said]] = [:]

        init(_ world: World, _ question: ID<Item>) async throws {
            (self.world, self.question) = (world, question)
            known = Set(try await Attacker.rows(world.db).flatMap(\.texts))
            // What named people did before was at other moments.
            world.clock.pass(minutes: 30)
        }

        /// What is new in the tables after an act is what could lead to it.
        mutating func speak(_ kind: String, _ mark: String, _ act: () async throws -> Void) async throws {
            let at = world.clock.now.milliseconds
            try await act()
            let texts = Set(try await Attacker.rows(world.db).flatMap(\.texts))
            let new = texts.subtracting(known).filter { $0.utf8.count >= 20 || $0 == mark }
            #expect(!new.isEmpty, "something came of it")
            known.formUnion(texts)
            let one = Attacker.Said(traces: new, at: at)
            said.append(one)
            kinds[kind, default: []].append(one)
            world.clock.pass(minutes: 6)
        }

        mutating func pass() async throws {
            let today = world.clock.now.day(in: .utc).text
            for n in 0..<20 {
                let words = "Answer \(n) of \(world.clock.now.day(in: .utc).text), with its own number."
                let name = n % 4 == 1 ? "leila" : nil
                if name != nil { byLeila.insert(said.count) }
                try await speak("answers", words) { [self] in
                    let page = try await world.get("/questions/\(question)", as: name)
                    let thanks = try await world.press("Send", on: page, as: name, typing: [("text", words), ("as", "nobody")])
                    #expect(thanks.status == 200)
                    if n % 4 == 2 {
                        let saved = try await world.press(
                            "Save", on: thanks, typing: [("door", "mail"), ("mail", "somebody\(n)@example.net"), ("place", "Caia \(n)")])
                        #expect(saved.status == 200)
                    }
                }
                if n % 2 == 0 { try await letThrough(words) }
            }
            let asked = try await world.read(question)
            for n in 0..<14 {
                try await speak("photos", "Picture \(n) of \(today)") { [self] in
                    let hash = try await world.house.files.put(Array("photo \(n) of \(world.clock.now.milliseconds)".utf8))
                    let act = world.house.act(by: nil)
                    let new = NewVoice(question: asked, text: "Picture \(n) of \(today)", language: "en", author: .nobody, held: true)
                    _ = try await world.db.write { tx in
                        try VoiceStore(tx).add(new, files: [VoiceFile(hash: hash, kind: "photo", size: 9, seconds: nil)], by: act)
                    }
                }
            }
            let open = try await world.voice("Read aloud on \(today)", to: asked, openness: .everyone)
            for n in 0..<14 {
                try await speak("flags", "Flag \(n) of \(today)") { [self] in
                    let phone = Phone(world.house, peer: "192.0.2.\(n)")
                    let sent = try await phone.press(
                        "Send", on: phone.get("/records/\(open)/flag"), typing: [("reason", "untrue"), ("words", "Flag \(n) of \(today)")])
                    #expect(sent.status == 200)
                }
            }
            for n in 0..<14 {
                try await speak("talks", "") { [self] in
                    let phone = Phone(world.house, peer: "192.0.2.\(n)")
                    let form = try await phone.get("/spaces/riverbend/stewards")
                    #expect(try await phone.press("Send", on: form, typing: [("text", "In confidence \(n) of \(today)")]).status == 200)
                }
            }
        }

        /// Whoever lets an answer through has read it: the moment they did is after the moment it came.
        private func letThrough(_ words: String) async throws {
            let id: ID<Item> = try await world.db.read { tx in
                ID(try tx.run("SELECT item_id FROM texts WHERE body = \(words)").first?.text("item_id") ?? "")
            }
            let version = try await world.db.read { try LineStore($0).unseen(id)?.version }
            let released = try await world.post("/voices/\(id)/release", as: "rosa", [("_version", "\(version ?? 0)")])
            #expect(released.status == 303)
        }

        /// To three in the night, when what is done every night has been done.
        func night() async throws {
            let morning = (world.clock.now.day(in: .utc).number + 1) * 86_400_000 + 3 * 3_600_000
            world.clock.pass(minutes: (morning - world.clock.now.milliseconds) / 60_000)
            try await Nightly.run(world.house)
        }
    }

    private func findings(_ day: OneDay, _ rows: [Attacker.Found], folders: [String]) throws -> [String] {
        // When the machine made a backup, by its own clock, has nothing to do with anybody.
        try Attacker(said: day.said).moments(rows.filter { !$0.texts.contains("last_backup") })
            + day.kinds.sorted { $0.key < $1.key }.flatMap { kind, said in
                let attacker = Attacker(said: said)
                let signals = try attacker.signals(rows) + folders.flatMap { try attacker.signals(folder: $0) }
                #expect(signals.count > 10, "there is much to look at")
                return attacker.telling(signals).map { "\(kind): \($0)" }
            }
    }

    private func folders(_ world: World) -> [String] {
        [world.folder] + ((world.db as? SQLiteDatabase).map { [URL(filePath: $0.path).deletingLastPathComponent().path] } ?? [])
    }

    /// Opens a backup as its owner, or a thief of its secret, would.
    private func opened(_ path: String, _ key: BackupKey, _ look: ([Attacker.Found], String) throws -> Void) async throws {
        try await withFolder { place in
            let unpacked = try Unpacked.open(path, .secretKey(key.secret), in: place + "/backup")
            let db = try SQLiteDatabase(path: try await unpacked.sqlite(), readers: 1)
            let rows = try await Attacker.rows(db)
            await db.close()
            try look(rows, unpacked.folder)
        }
    }

    @Test(arguments: TestEngine.available)
    func whoHoldsEverythingPlacesNobodyBetterThanWithinTheirDay(_ engine: TestEngine) async throws {
        let log = WrittenLog()
        try await withWorld(engine, logger: Logger(label: "test") { _ in log }) { world in
            var day = try await OneDay(world, try await world.question("What makes the road safe?"))
            let began = world.clock.now.day(in: .utc)
            try await day.pass()
            #expect(world.clock.now.day(in: .utc) == began && day.said.count == 62)

            // The log and the numbers, also for somebody who asks for them every second.
            #expect(log.lines.isEmpty)
            let numbers = world.house.metrics.text(jobs: nil, engine: "", build: "", on: began)
            #expect(!numbers.contains("/answers") && !numbers.contains("/flag") && !numbers.contains("/stewards"))

            let key = BackupKey()
            let (first, second) = (world.folder + "/first.tlb", world.folder + "/second.tlb")
            _ = try await Backup.write(world.storage, to: first, key.lock, verify: false, Heard().report)
            try await day.night()
            world.house.hours.write(to: world.house.logger, at: world.clock.now)
            for line in log.lines {
                #expect(line.message == "requests" && line.metadata["road"]?.contains("/answers") == false, "\(line)")
            }
            let later = world.house.metrics.text(jobs: nil, engine: "", build: "", on: began + 1)
            #expect(later.contains("road=\"/questions/:id/answers\",status=\"3xx\"} 20"))

            let rows = try await Attacker.rows(world.db)
            let found = try findings(day, rows, folders: folders(world))
            #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
            let leila = try world.person("leila").description
            let mac = SessionStore.mac(world.session("leila") ?? "", world.house.keys)
            let shared = Attacker(said: day.said).shared(rows, account: [leila, mac], theirs: day.byLeila)
            #expect(shared.isEmpty, "\(shared)")

            // A second day, and what is new since yesterday's backup.
            var next = try await OneDay(world, day.question)
            try await next.pass()
            try await next.night()
            _ = try await Backup.write(world.storage, to: second, key.lock, verify: false, Heard().report)
            var before: [Attacker.Found] = []
            try await opened(first, key) { rows, folder in
                let found = try findings(day, rows, folders: [folder])
                #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
                before = rows
            }
            try await opened(second, key) { rows, folder in
                let found = try findings(day, rows, folders: [folder]) + findings(next, rows, folders: [folder])
                #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
                // Of what was said the day before nothing changed but that it is sealed, all of it under the same number,
                // and how many are owed a telling.
                let old = Set(before.map { "\($0.table) \($0.values)" })
                let traces = day.said.reduce(into: Set<String>()) { $0.formUnion($1.traces) }
                let changed = rows.filter { !old.contains("\($0.table) \($0.values)") && !traces.isDisjoint(with: $0.texts) }
                #expect(Set(changed.map(\.table)).isSubset(of: ["audit", "duties"]), "\(Set(changed.map(\.table)))")
                let seals = Set(changed.compactMap { row in row.columns.firstIndex(of: "seal").map { row.values[$0] } })
                #expect(seals.count == 1)
            }
        }
    }

    /// The procedure finds what it should: a place in a row, a moment in another table, a name, a file's own time.
    @Test(arguments: TestEngine.available)
    func theProcedureFindsALeakThatWasPlanted(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let leila = try world.person("leila")
            let said = (0..<14).map {
                Attacker.Said(traces: ["trace of the one who spoke \($0 + 10)"], at: World.start + 3_600_000 + $0 * 420_000)
            }
            try await world.db.write { tx in
                try tx.run("CREATE TABLE planted (who TEXT NOT NULL PRIMARY KEY, number INTEGER, word TEXT)")
                try tx.run("CREATE TABLE apart (note TEXT NOT NULL PRIMARY KEY)")
                for (n, one) in said.enumerated() {
                    let word = String(UnicodeScalar(UInt8(97 + n))) + (n == 3 ? leila.description : "")
                    try tx.run("INSERT INTO planted (who, number, word) VALUES (\(one.traces.first), \(900 - n), \(word))")
                }
                try tx.run("INSERT INTO apart (note) VALUES (\("at \((said[5].at + 3_000) / 1_000)"))")
                try tx.run("INSERT INTO planted (who, number, word) VALUES (\(leila), 1, \("d" + leila.description))")
            }
            for one in said { try Data((one.traces.first ?? "").utf8).write(to: URL(filePath: world.folder + "/all"), appending: true) }
            let (attacker, rows) = (Attacker(said: said), try await Attacker.rows(world.db))
            let found = attacker.telling(attacker.signals(rows) + (try attacker.signals(folder: world.folder)))
            for name in ["planted.number", "planted.word", "first place in all", "last place in all"] {
                #expect(found.contains { $0.hasPrefix(name) }, "\(name) in \(found)")
            }
            #expect(attacker.moments(rows) == ["apart.note holds a moment somebody spoke at"])
            #expect(attacker.shared(rows, account: [leila.description], theirs: [3]).contains(.text("d" + leila.description)))
        }
    }

    /// Before the night a photo's own time of change tells; after it the order of the files is that of their hashes.
    @Test func filesLieInTheOrderOfTheirHashesAfterTheNight() async throws {
        try await withFolder { folder in
            let files = try DiskFiles(folder: folder)
            var said: [Attacker.Said] = []
            for n in 0..<16 { said.append(.init(traces: [try await files.put(Array("photo \(n)".utf8))], at: n)) }
            let attacker = Attacker(said: said)
            let before = attacker.telling(try attacker.signals(folder: folder))
            #expect(before.contains { $0.hasPrefix("time of change") })
            try await files.layAnew()
            let after = try attacker.signals(folder: folder)
            let found = attacker.telling(after)
            #expect(found.isEmpty, "\(found)")
            #expect(try await files.all().count == 16)
            try await files.layAnew()
            let again = try attacker.signals(folder: folder)
            let times = [after, again].map { signals in signals.first { $0.name == "time of change" }?.values }
            #expect(times[0] == times[1], "once is enough")
        }
    }
}

extension Data {
    fileprivate func write(to url: URL, appending: Bool) throws {
        try ((FileManager.default.contents(atPath: url.path) ?? Data()) + self).write(to: url)
    }
}
