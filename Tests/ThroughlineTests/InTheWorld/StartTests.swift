import DatabaseTesting
import Foundation
import Testing

@testable import Throughline

/// What the program says when it cannot start, and how it stops.
@Suite(.enabled(if: Program.isBuilt))
struct StartTests {
    @Test func aSecondServerOnTheSameFolderSaysSoAndStops() async throws {
        try await withFolder { folder in
            let first = try await Program.serve("--data", folder)
            let second = try await Program.run("serve", "--data", folder, "--port", "0")
            #expect(second.code == 1)
            #expect(second.output.contains("Another Throughline is serving from \(folder)."))
            let elsewhere = try await withFolder { try await Program.run("serve", "--data", $0, "--port", "\(first.port)") }
            #expect(elsewhere.code == 1)
            #expect(elsewhere.output.contains("Cannot listen on 127.0.0.1, port \(first.port): another program listens there already."))
            #expect(await first.end(by: SIGTERM) == 0)
            // The lock went with its holder.
            let third = try await Program.serve("--data", folder)
            #expect(await third.end(by: SIGINT) == 0)
        }
    }

    /// A raw upload has the place it was taken at in it, and a copy on its way into a backup has everything.
    @Test func whatAKilledServerLeftIsGoneOnceTheNextOneServes() async throws {
        try await withFolder { folder in
            let first = try await Program.serve("--data", folder)
            let left = [folder + "/work/upload-x", folder + "/work/carry-y", folder + "/work/restore-z"]
            for path in left {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
                try Data("raw".utf8).write(to: URL(filePath: path + "/in.jpeg"))
            }
            try Data("half".utf8).write(to: URL(filePath: folder + "/files/incoming/aB3xYz"))
            await first.end(by: SIGKILL)
            // A backup runs meanwhile.
            let backup = try PassingFolder(in: folder + "/work", named: "carry")
            try Data("copy".utf8).write(to: URL(filePath: backup.path + "/copy"))
            let second = try await Program.serve("--data", folder)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/work").count == 1)
            #expect(FileManager.default.contents(atPath: backup.path + "/copy") == Data("copy".utf8))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/files/incoming").isEmpty)
            try FileManager.default.createDirectory(atPath: folder + "/backups", withIntermediateDirectories: true)
            try Data().write(to: URL(filePath: folder + "/backups/before-2026-11-21-1795255200000.sqlite"))
            let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
            for name in names where !Throughline.Schema.fileRetention.keys.contains(where: { Self.covers($0, name) }) {
                Issue.record("nothing in Schema/Retention.swift says how long \(name) stays")
            }
            #expect(names.count > 6)
            backup.remove()
            await second.end(by: SIGTERM)
        }
    }

    /// A pattern speaks of a file, of the folders above it, and of what is in it.
    private static func covers(_ pattern: String, _ name: String) -> Bool {
        let start = pattern.hasSuffix("*") ? String(pattern.dropLast()) : pattern
        return pattern.hasSuffix("*") ? name.hasPrefix(start) || start.hasPrefix(name + "/") : name == pattern
    }

    @Test func aFolderThatCannotBeWrittenIsNamed() async throws {
        let refused = try await Program.run("serve", "--data", "/dev/null/data", "--port", "0")
        #expect(refused.code == 1)
        #expect(refused.output.contains("Cannot write in /dev/null/data."))
    }

    @Test func keysThatOthersMayReadAreNotUsed() async throws {
        try await withFolder { folder in
            _ = try Keys.load(file: folder + "/keys.json")
            #expect(chmod(folder + "/keys.json", 0o644) == 0)
            let refused = try await Program.run("serve", "--data", folder, "--port", "0")
            #expect(refused.code == 1)
            #expect(refused.output.contains("chmod 600"))
        }
    }

    @Test(arguments: [
        (["--trust-proxy", "proxy.example"], "--trust-proxy wants the address of one machine"),
        (["--tls-key", "key.pem"], "--tls-certificate and --tls-key go together"),
        (["--public-url", "learn.example.org"], "--public-url wants an address"),
        (["--files", "s3://b/../c"], "--files wants s3://bucket/prefix"),
        (["--tls-certificate", "/nowhere.pem", "--tls-key", "/nowhere.pem"], "cannot be used"),
        (["--database", "postgres://nobody@127.0.0.1:9/none"], "The database cannot be reached."),
    ])
    func aWrongOptionIsNamed(options: [String], words: String) async throws {
        try await withFolder { folder in
            let refused = try await running(Program.path, ["serve", "--data", folder, "--port", "0"] + options)
            #expect(refused.code != 0)
            #expect(refused.output.contains(words), "\(refused.output)")
        }
    }
}

/// `kill -9` under write load: what was acknowledged is there, and the server starts again by itself.
@Suite(.enabled(if: Program.isBuilt))
struct KillTests {
    private static let rounds = ProcessInfo.processInfo.environment["THROUGHLINE_LONG"] == nil ? 20 : 200

    @Test func whatWasAcknowledgedIsThereAfterAKill() async throws {
        try await withFolder { folder in
            let used = try await Used.made(in: folder)
            var acknowledged: Set<String> = []
            for round in 1...Self.rounds {
                let server = try await Program.serve("--data", folder)
                let port = server.port
                let kept = await withTaskGroup(of: [String].self) { group in
                    for person in 1...3 { group.addTask { await Self.write(used, "round \(round) person \(person)", to: port) } }
                    group.addTask {
                        // Somewhere in the middle of their writing: a few answers by a fourth person later.
                        for number in 0..<(1 + round % 4) { _ = await used.answer("round \(round) last \(number)", to: port) }
                        await server.end(by: SIGKILL)
                        return []
                    }
                    return await group.reduce(into: []) { $0 += $1 }
                }
                acknowledged.formUnion(kept)
            }
            let server = try await Program.serve("--data", folder)
            let stored = try await used.answers()
            await server.end(by: SIGTERM)
            #expect(acknowledged.count >= Self.rounds)
            #expect(acknowledged.subtracting(stored).isEmpty)
            #expect(Set(stored).count == stored.count)
        }
    }

    private static func write(_ used: Used, _ name: String, to port: Int) async -> [String] {
        var kept: [String] = []
        for number in 0..<9 {
            let text = "\(name) answer \(number)"
            guard await used.answer(text, to: port) else { break }
            kept.append(text)
        }
        return kept
    }
}
