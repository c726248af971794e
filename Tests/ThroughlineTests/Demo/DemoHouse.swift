import Database
import DatabaseTesting
import Foundation
import Language
import Logging

@testable import Throughline

/// A house with the demonstration in it, on 21 November 2026.
struct DemoHouse: Sendable {
    let house: House
    let made: Demo.Made
    let spread: [ID<Item>]

    var question: ID<Item> { made.question }

    func count(_ table: String) async throws -> Int { try await number(SQL(verbatim: "SELECT COUNT(*) AS n FROM \(table)")) }

    func number(_ sql: SQL) async throws -> Int { try await house.db.read { try $0.run(sql).first?.int("n") ?? -1 } }

    func words(_ sql: SQL) async throws -> Set<String> { try await house.db.read { try Set($0.run(sql).map { try $0.text("word") }) } }

    func find(_ sql: SQL) async throws -> ID<Item> {
        guard let id: ID<Item> = try await house.db.read({ try $0.run(sql).first?.id("item_id") }) else { throw Refusal.notFound }
        return id
    }

    func tallies(_ sql: SQL) async throws -> [String] {
        try await house.db.read { tx in
            try tx.run(sql).map {
                try "\($0.text("space_id")) \($0.int("audience")) \($0.text("kind")) \($0.text("state")) \($0.int("n"))"
            }
        }
    }

    /// Somebody as the product sees them.
    func reader(_ name: String) async throws -> Reader {
        try await house.db.read { tx in
            let rows = try tx.run(
                "SELECT p.id, m.space_id, m.role FROM people p JOIN memberships m ON m.person_id = p.id WHERE p.name = \(name)")
            guard let first = rows.first else { throw Refusal.notFound }
            let roles = try rows.map { (try $0.id("space_id") as ID<Space>, Role(rawValue: try $0.text("role")) ?? .member) }
            return Reader(person: try first.id("id"), name: name, roles: Dictionary(roles) { first, _ in first })
        }
    }

    func walk(_ id: ID<Item>, as reader: Reader) async throws -> (before: [Step], after: [Step]) {
        let now = house.clock()
        return try await house.db.read { try Trail(tx: $0, reader: reader, now: now).around(id, in: "en") }
    }

    func says(_ steps: [Step], _ kind: Kind, _ words: String) -> Bool {
        steps.contains { $0.item.kind == kind && $0.text?.body.hasPrefix(words) == true }
    }
}

func withDemo(_ engine: TestEngine, texts: Int = 0, _ test: (DemoHouse) async throws -> Void) async throws {
    try await withDatabase(engine, changes: Schema.changes) { db in
        try await withFolder { folder in
            let random = Randomness.seeded(11)
            let house = House(
                db: db, keys: try Keys.load(file: folder + "/keys.json"), files: try DiskFiles(folder: folder + "/files"),
                media: Media(folder: folder + "/work"), post: nil, jobs: Jobs(clock: { World.start }),
                catalogues: try World.catalogues.get(), settings: Settings(publicURL: "http://learn.test"),
                clock: { Moment(milliseconds: World.start) },
                random: random, passwords: Passwords(), brakes: Brakes(random: random), gzip: Compression(),
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            let made = try await Demo.fill(house) { _ in }
            let spread = texts > 0 ? try await DemoTexts(count: texts, seed: 5).write(house) { _ in } : []
            try await test(DemoHouse(house: house, made: made, spread: spread))
        }
    }
}
