import Database
import DatabaseTesting
import Testing

@testable import Throughline

struct PolisImportTests {
    private func importing(_ world: World, _ folder: String, _ heard: Heard = Heard()) async throws -> String {
        var choices = ImportChoices()
        choices.space = "riverbend"
        return try await Instance(house: world.house, lock: nil).importPolis(folder: folder, choices, report: heard.report)
    }

    /// All rows an import writes, without the ids and days of the audit.
    private func rows(_ world: World) async throws -> [String: [[Value]]] {
        try await world.db.read { tx in
            try Dictionary(
                uniqueKeysWithValues: ["items", "texts", "statements", "votes", "links", "polls", "imported", "tallies"].map { table in
                    (table, try tx.run("SELECT * FROM \(SQL(verbatim: table)) ORDER BY 1, 2, 3").map(\.allValues))
                })
        }
    }

    @Test(arguments: TestEngine.available)
    func anExportBecomesAQuestionWithItsStatementsAndVotes(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let heard = Heard()
            let summary = try await importing(world, Fixtures.own("polis"), heard)
            #expect(
                summary.contains(
                    "4 statements (1 of them moderated out, kept but shown to nobody), 18 votes by 6 people (1 more were replaced by a later vote of the same person)."
                ))
            #expect(
                heard.remarks == [
                    "comments.csv line 7: its timestamp is not milliseconds since 1970",
                    "votes.csv line 21: the statement it votes on is not in the comments", "votes.csv line 22: its vote is not 1, 0 or -1",
                ])
            let question = try #require(summary.split(separator: " ").dropFirst().first).dropLast()
            let page = try await world.get("/questions/\(question)")
            #expect(try page.says("Where should the July patrols go?"))
            let few = try await world.get(page.link("4 statements, a few people voted."))
            #expect(try few.says("shown from 10 people on") && !few.body.contains("<td>"))
            let inside = try await world.get("/questions/\(question)", as: "leila")
            let list = try await world.get(inside.link("4 statements, 6 people voted."), as: "leila")
            #expect(try list.says("A lamp, even \"one\", helps more than a patrol.") && list.says("Ночью никто не ходит один."))
            #expect(try list.says("Say what you think of each sentence."))
            #expect(try !list.says("Buy my phone cards"))
            #expect(list.body.contains("<span lang=\"ru\" dir=\"auto\">Ночью"))
            // The later vote of one person counts: 2 of 6 agreed at first, then 3.
            #expect(list.body.contains("<td>3</td><td>1</td><td>2</td>"))
        }
    }

    @Test(arguments: TestEngine.available)
    func aSecondRunChangesNothingEvenAfterTheKeysWereChanged(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await importing(world, Fixtures.own("polis"))
            let first = try await rows(world)
            #expect(first["votes"]?.count == 18)
            let house = try world.house.with(keys: world.house.keys.rotated(file: world.folder + "/keys.json"))
            var choices = ImportChoices()
            choices.space = "riverbend"
            let summary = try await Instance(house: house, lock: nil).importPolis(
                folder: Fixtures.own("polis"), choices, report: Heard().report)
            #expect(summary.hasSuffix("New this time: 0 statements."))
            #expect(try await rows(world) == first)
        }
    }

    @Test(arguments: TestEngine.available)
    func nothingKeptLeadsBackToAVotersNumberOrHour(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            _ = try await importing(world, Fixtures.own("polis"))
            let voters = try await world.db.read { tx in try tx.run("SELECT DISTINCT voter FROM votes").map { try $0.text("voter") } }
            #expect(voters.count == 6 && voters.allSatisfy { $0.count == 32 })
            let times = try await world.db.read { tx in
                try tx.run("SELECT COUNT(*) AS n FROM items WHERE kind = 'statement' AND (made_at IS NOT NULL OR author_id IS NOT NULL)")
                    .map { try $0.int("n") }
            }
            #expect(times == [0])
        }
    }

    @Test(arguments: TestEngine.available)
    func fewVotersAreNotShownInNumbers(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let summary = try await importing(world, Fixtures.own("polis"))
            let question = try #require(summary.split(separator: " ").dropFirst().first).dropLast()
            try await world.db.write { tx in _ = try tx.run("UPDATE polls SET voters = 4") }
            let list = try await world.get("/questions/\(question)/statements", as: "leila")
            #expect(try list.says("shown from 5 people on") && !list.body.contains("<td>"))
        }
    }

    @Test func aFolderThatIsNoExportSaysWhatIsMissing() async throws {
        try await withWorld(.sqlite) { world in
            await #expect(throws: CarryError("/ has no summary.csv. A Polis export has comments.csv, votes.csv and summary.csv.")) {
                _ = try await importing(world, "/")
            }
        }
    }

    @Test(.enabled(if: Fixtures.real("consultations/polis") != nil), arguments: ["london.youth.policing", "15-per-hour-seattle"])
    func realExportsKeepEveryStatementAndVote(_ name: String) async throws {
        let folder = try #require(Fixtures.real("consultations/polis/" + name))
        try await withWorld(.sqlite) { world in
            let heard = Heard()
            let first = try await importing(world, folder, heard)
            let once = try await rows(world)
            #expect(heard.remarks.isEmpty, "\(heard.remarks.prefix(3))")
            _ = try await importing(world, folder)
            #expect(try await rows(world) == once)
            let statements = ["london.youth.policing": 39, "15-per-hour-seattle": 54][name]
            #expect(first.contains(": \(statements ?? 0) statements"))
        }
    }
}

extension House {
    /// The same house with other keys.
    func with(keys: Keys) -> House {
        House(
            db: db, keys: keys, files: files, media: media, post: post, jobs: jobs, catalogues: catalogues, settings: settings,
            clock: clock,
            random: random, passwords: passwords, brakes: brakes, gzip: gzip, logger: logger)
    }
}
