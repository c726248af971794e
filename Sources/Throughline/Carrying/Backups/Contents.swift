import CSodium
import Database
import Foundation

/// What a database holds, in numbers: rows by table and one digest over all of them, the same on either engine.
struct Contents: Codable, Equatable, Sendable {
    let rows: [String: Int]
    let digest: String

    static func of(_ db: any Database) async throws -> Contents {
        let box = ContentsBox()
        try await TableDump.write(from: db) { box.sink() }
        return box.contents
    }
}

/// Holds what a dump that goes by was found to contain; a dump that starts anew starts the counting anew.
final class ContentsBox: Sendable {
    private let found = Guarded(Contents(rows: [:], digest: ""))

    var contents: Contents { found.with { $0 } }
    func sink() -> any DumpSink { ContentsSink { contents in self.found.with { $0 = contents } } }
}

/// Counts and digests the lines of a dump that go by; they are not kept.
private final class ContentsSink: DumpSink {
    private let found: (Contents) -> Void
    private var state = crypto_hash_sha256_state()
    private var rows: [String: Int] = [:]
    private var table = ""

    init(_ found: @escaping (Contents) -> Void) {
        self.found = found
        crypto_hash_sha256_init(&state)
    }

    func write(_ lines: [UInt8]) throws {
        crypto_hash_sha256_update(&state, lines, UInt64(lines.count))
        for line in lines.split(separator: UInt8(ascii: "\n")) {
            if line.first == UInt8(ascii: "[") {
                rows[table, default: 0] += 1
            } else if line.starts(with: Self.mark) {
                table = String(decoding: line.dropFirst(Self.mark.count).prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
                rows[table] = 0
            }
        }
    }

    func finish() throws {
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_hash_sha256_final(&state, &digest)
        found(Contents(rows: rows, digest: hex(digest)))
    }

    private static let mark = Array("{\"table\":\"".utf8)
}

/// The first file of a backup: what should be in it.
struct Manifest: Codable, Equatable, Sendable {
    static let name = "manifest.json"
    static let sqlite = "database.sqlite"
    static let dump = "database.jsonl"

    var format = 1
    /// Milliseconds since 1970.
    let madeAt: Int
    let engine: String
    let contents: Contents
    let files: [String]
    /// Files rows spoke of that the store did not have.
    let missing: [String]

    var database: String { engine == Engine.sqlite.rawValue ? Self.sqlite : Self.dump }

    static func isKnown(_ name: String) -> Bool {
        name == Self.name || name == sqlite || name == dump
            || name.hasPrefix("files/") && name.utf8.count == 70 && name.dropFirst(6).allSatisfy { $0.isHexDigit }
    }
}
