import Database
import DatabaseTesting
import Foundation
import Testing

@testable import Throughline

/// The program itself, as somebody at a terminal meets it.
struct VerbsTests {
    private static let binary = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../.build/debug/throughline")
        .standardized.path
    private static let isBuilt = FileManager.default.isExecutableFile(atPath: binary)
    private static let verbs = [
        ["import"], ["import", "polis"], ["import", "csv"], ["import", "xlsx"], ["import", "throughline"], ["export"], ["backup"],
        ["restore"],
        ["check"], ["keys", "rotate"], ["keys", "backup-key"],
    ]

    private func run(_ arguments: [String], _ environment: [String: String] = [:]) throws -> (code: Int32, out: String, err: String) {
        let process = Process()
        process.executableURL = URL(filePath: Self.binary)
        process.arguments = arguments
        process.environment = environment.merging(["THROUGHLINE_TRANSLATIONS": World.translations, "PATH": "/usr/bin"]) { first, _ in first
        }
        let (out, err) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (out, err)
        try process.run()
        let said = try (out.fileHandleForReading.readToEnd() ?? Data(), err.fileHandleForReading.readToEnd() ?? Data())
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: said.0, as: UTF8.self), String(decoding: said.1, as: UTF8.self))
    }

    @Test(.enabled(if: isBuilt), arguments: verbs) func everyVerbExplainsItself(_ verb: [String]) throws {
        let help = try run(verb + ["--help"])
        #expect(help.code == 0 && help.out.contains("OVERVIEW"))
        if verb != ["import"] {
            #expect(
                help.out.contains("Example: ") && help.out.contains("throughline \(verb.joined(separator: " "))")
                    && help.out.contains("--database"))
        }
        let wrong = try run(verb + ["--no-such-thing"])
        #expect(wrong.code == 64 && wrong.err.contains("Usage: throughline"))
    }

    @Test(.enabled(if: isBuilt)) func aBackupTravelsByTheVerbsAlone() async throws {
        try await withWorld(.sqlite) { world in
            _ = try await world.fillForCarrying()
            let export = world.folder + "/export"
            _ = try await Export.write(world.storage, to: export, passphrase: nil, Heard().report)
            let (data, other, backup) = (world.folder + "/data", world.folder + "/other", world.folder + "/b.tlb")
            let brought = try run(["import", "throughline", export, "--data", data])
            #expect(brought.code == 0, "\(brought.err)")
            let early = try run(["backup", backup, "--data", data])
            #expect(early.code == 1 && early.err.hasPrefix("throughline: There is no backup key in "))
            let key = try run(["keys", "backup-key", "--data", data])
            let secret = try #require(key.out.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("tlsec-") })
            let written = try run(["backup", backup, "--verify", "--data", data])
            #expect(written.code == 0 && written.out.contains("Opened again and compared: all there."), "\(written.err)")
            let restored = try run(["restore", backup, "--data", other], ["THROUGHLINE_BACKUP_SECRET": String(secret)])
            #expect(restored.code == 0 && restored.out.contains("Restored the backup of"), "\(restored.err)")
            let checked = try run(["check", "--data", other])
            #expect(checked.code == 1 && checked.out.contains("WRONG  There is no key file") && checked.err.isEmpty)
        }
    }

    /// A survey of 100 statements and 20,000 votes.
    private func survey(in folder: String) throws -> String {
        let path = folder + "/survey"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        let comments = (0..<100).map { "178030080\($0 % 10)000,\($0),1,Statement number \($0) about the pump." }
        let votes = (0..<20_000).map { "178031000\($0 % 10)000,\($0 % 100),\($0 / 100),\($0 % 3 - 1)" }
        let files = [
            "summary.csv": ["topic,What about the pump?", "url,https://survey.example/pump"],
            "comments.csv": ["timestamp,comment-id,moderated,comment-body"] + comments,
            "votes.csv": ["timestamp,comment-id,voter-id,vote"] + votes,
        ]
        for (name, lines) in files { try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: path + "/" + name)) }
        return path
    }

    private func votes(in data: String) async throws -> [[Value]] {
        let db = try SQLiteDatabase(path: data + "/throughline.sqlite", readers: 1)
        let rows = try await db.read { tx in
            try tx.run("SELECT s.number, v.voter, v.vote, v.day FROM votes v JOIN statements s ON s.id = v.statement_id ORDER BY 1, 2").map(
                \.allValues)
        }
        await db.close()
        return rows
    }

    @Test(.enabled(if: isBuilt)) func anImportThatIsKilledAndStartedAgainEndsWithTheSameRows() async throws {
        try await withWorld(.sqlite) { world in
            let (export, fresh) = (world.folder + "/export", world.folder + "/fresh")
            _ = try await Export.write(world.storage, to: export, passphrase: nil, Heard().report)
            #expect(try run(["import", "throughline", export, "--data", fresh]).code == 0)
            _ = try Keys.load(file: fresh + "/keys.json")
            let arguments = ["import", "polis", try survey(in: world.folder), "--space", "riverbend", "--data"]
            let whole = world.folder + "/whole"
            try FileManager.default.copyItem(atPath: fresh, toPath: whole)
            #expect(try run(arguments + [whole]).code == 0)
            let expected = try await votes(in: whole)
            #expect(expected.count == 20_000)
            var wasHalfWay = false
            for attempt in 0..<8 where !wasHalfWay {
                let data = world.folder + "/killed\(attempt)"
                try FileManager.default.copyItem(atPath: fresh, toPath: data)
                let process = Process()
                // It gives way to the one who watches, however busy the machine is.
                process.executableURL = URL(filePath: "/usr/bin/nice")
                process.arguments = ["-n", "19", Self.binary] + arguments + [data]
                process.environment = ["THROUGHLINE_TRANSLATIONS": World.translations, "PATH": "/usr/bin"]
                (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
                let db = try SQLiteDatabase(path: data + "/throughline.sqlite", readers: 1)
                try process.run()
                while process.isRunning, try await db.read({ try $0.run("SELECT voter FROM votes LIMIT 1").isEmpty }) { await Task.yield() }
                kill(process.processIdentifier, SIGKILL)
                process.waitUntilExit()
                await db.close()
                wasHalfWay = try await (1..<20_000).contains(votes(in: data).count)
                let again = try run(arguments + [data])
                #expect(again.code == 0, "\(again.err)")
                #expect(try await votes(in: data) == expected)
            }
            #expect(wasHalfWay, "it was never killed half-way")
        }
    }

    /// A misspelt folder is not made into a new instance by a verb that only looks.
    @Test(
        .enabled(if: isBuilt),
        arguments: [
            ["metrics-token"], ["import", "csv", "x.csv", "--ask", "What?"], ["import", "polis", "."], ["check"],
            ["export", "/tmp/never-made"],
        ])
    func aFolderWithoutAnInstanceIsRefused(_ verb: [String]) async throws {
        try await withFolder { folder in
            let refused = try run(verb + ["--data", folder + "/typo"])
            #expect(refused.code == 1 && refused.out.isEmpty)
            #expect(
                refused.err.hasPrefix("throughline: There is no Throughline in \(folder)/typo. Name its folder with --data"),
                "\(refused.err)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }

    @Test(.enabled(if: isBuilt)) func whatIsAskedOfTheWrongPlaceIsASentenceToo() async throws {
        try await withFolder { folder in
            for verb in ["extract", "check"] {
                let refused = try run(["phrases", verb, "--root", folder])
                #expect(
                    refused.code == 1 && refused.err == "throughline: There are no phrases under \(folder)/Sources.\n", "\(refused.err)")
            }
            _ = try Keys.load(file: folder + "/keys.json")
            let token = try run(["metrics-token", "--data", folder, "--database", "postgres://nobody@127.0.0.1:1/none"])
            #expect(token.code == 1 && token.err.hasPrefix("throughline: The database cannot be reached."), "\(token.err)")
        }
    }

    @Test(.enabled(if: isBuilt)) func troublesAreSentences() throws {
        let missing = try run(["check", "--data", "/nowhere/at/all"])
        #expect(
            missing.code == 1
                && missing.err
                    == "throughline: There is no Throughline in /nowhere/at/all. Name its folder with --data, or its database with --database.\n"
        )
        let server = try run([
            "export", "/tmp/never-made", "--database", "postgres://nobody@127.0.0.1:1/none", "--data", NSTemporaryDirectory() + "tl-verbs",
        ])
        #expect(server.code == 1 && server.err.hasPrefix("throughline: The database cannot be reached."), "\(server.err)")
        let address = try run(["export", "/tmp/never-made", "--database", "mysql://x"])
        #expect(address.code != 0 && address.err.contains("postgres://"))
        let secrets = try run(["export", "/tmp/never-made", "--with-secrets"])
        #expect(secrets.code == 64 && secrets.err.contains("THROUGHLINE_EXPORT_PASSPHRASE"))
    }
}
