import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Hummingbird
import Synchronization
import Testing

@testable import Database
@testable import Throughline

/// How the engines find what pages ask for: never by looking through all items, voices or texts there are. Both are asked for their
/// plans, which do not depend on how many rows there happen to be: SQLite has no statistics, and PostgreSQL is told to read a whole table
/// only where it knows no other way.
struct PlanTests {
    private static let large: Set<String> = ["items", "voices", "texts", "links", "audit"]

    @Test(arguments: TestEngine.available)
    func noPageLooksThroughAWholeTable(_ engine: TestEngine) async throws {
        try await withDatabase(engine, changes: Throughline.Schema.changes) { db in
            try await withFolder { folder in
                let watched = WatchedDatabase(db)
                let world = try await World(db: watched, folder: folder, seed: 7, hasMail: true)
                try await live(in: world)
                let statements = watched.statements
                #expect(statements.count > 100)
                for sql in statements {
                    for fault in try await faults(of: sql, on: db) { Issue.record("\(fault)\n\(sql.text(for: db.engine))") }
                }
                // The rule itself: a statement without a way in is found.
                #expect(try await !faults(of: "SELECT t.body FROM texts t WHERE t.body = 'x'", on: db).isEmpty)
            }
        }
    }

    /// A turn of the path, and every page that is linked from it, as everybody who may see it.
    private func live(in world: World) async throws {
        let story = try await TurnStory.asked(world)
        let code = try await story.answer(
            "There is no work after the third month.", details: [("openness", "circle"), ("quotable", "yes")])
        _ = try await story.answer("We stay as long as there is something to do.")
        try await walk(world, as: ["rosa"])
        try await story.letThrough()
        try await story.learn("Youth leave when the club has no work.", from: story.voices())
        try await story.decide("Each club gets a plot", happened: "Nine have one")
        let telling = try await world.follow(try await world.get("/questions/\(story.question)/telling", as: "rosa"), as: "rosa")
        _ = try await world.press("Told", on: telling, as: "rosa")
        let box = try await world.press("Not what I meant", on: story.myWords(code))
        _ = try await world.press("Send", on: box, typing: [("text", "It was the second month.")])
        try await world.switchCodingOn()
        try await world.code("Work")
        for (place, voice) in try await story.voices().enumerated() {
            _ = try await world.mark(voice, ["0-8"], "Work", as: "diego")
            if place == 0 { for name in ["amina", "diego"] { try await world.reads(voice, as: name) } }
        }
        try await walk(world, as: [nil, "leila", "diego", "amina"])
        let sure = try await world.press("Take my words back", on: story.myWords(code))
        _ = try await world.press("Take my words back", on: sure)
        _ = try await story.myWords(code)
    }

    private func walk(_ world: World, as people: [String?]) async throws {
        for person in people {
            var (waiting, seen): ([String], Set<String>) = (["/", "/spaces/riverbend"], [])
            while let path = waiting.popLast() {
                let bare = String(path.prefix { $0 != "#" })
                guard bare.hasPrefix("/"), !bare.contains("lang="), seen.insert(bare).inserted, seen.count <= 120 else { continue }
                let answer = try await world.get(bare, as: person)
                #expect(answer.status < 500, "\(bare)")
                guard answer.headers[.contentType]?.hasPrefix("text/html") == true else { continue }
                waiting += try answer.page().links.map(\.href)
            }
            #expect(seen.count > 5)
        }
    }

    private func faults(of sql: SQL, on db: any Database) async throws -> [String] {
        let names = Self.names(in: sql.text(for: db.engine))
        return try await db.writeByLocks { tx in
            switch tx.engine {
            case .sqlite:
                return try tx.run("EXPLAIN QUERY PLAN " + sql).map { try $0.text("detail") }.filter { step in
                    let words = step.split(separator: " ")
                    return words.first == "SCAN" && words.count > 1 && Self.large.contains(names[String(words[1])] ?? String(words[1]))
                }
            case .postgres:
                try tx.run("SET LOCAL enable_seqscan = off")
                return try tx.run("EXPLAIN " + sql).map { try $0.text("QUERY PLAN") }.filter { step in
                    step.firstMatch(of: /Seq Scan on (\w+)/).map { Self.large.contains(String($0.1)) } ?? false
                }
            }
        }
    }

    /// Tables by the short names a statement gives them.
    private static func names(in text: String) -> [String: String] {
        var names: [String: String] = [:]
        for match in text.matches(of: /(?:FROM|JOIN) (\w+)(?: AS)? (\w+)/) { names[String(match.2)] = String(match.1) }
        return names
    }
}

/// A database that notes each statement once on its way.
final class WatchedDatabase: Database {
    private let inner: any Database
    private let seen = Mutex<[String: SQL]>([:])

    init(_ inner: any Database) { self.inner = inner }

    var engine: Engine { inner.engine }
    /// Those that read or change rows, in no order.
    var statements: [SQL] {
        seen.withLock { seen in seen.filter { $0.key.contains(/^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)/) }.map(\.value) }
    }

    fileprivate func note(_ sql: SQL) { seen.withLock { $0[sql.text(for: .sqlite)] = sql } }

    func read<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await inner.read { try body(WatchedConnection($0, self)) }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await inner.write { try body(WatchedConnection($0, self)) }
    }

    func writeByLocks<T: Sendable>(_ body: @escaping @Sendable (any Connection) throws -> T) async throws -> T {
        try await inner.writeByLocks { try body(WatchedConnection($0, self)) }
    }

    func close() async { await inner.close() }
}

private final class WatchedConnection: Connection {
    private let inner: any Connection
    private let watch: WatchedDatabase

    init(_ inner: any Connection, _ watch: WatchedDatabase) { (self.inner, self.watch) = (inner, watch) }

    var engine: Engine { inner.engine }

    func run(_ sql: SQL) throws -> [Row] {
        watch.note(sql)
        return try inner.run(sql)
    }

    func change(_ sql: SQL) throws -> Int {
        watch.note(sql)
        return try inner.change(sql)
    }

    func afterCommit(_ act: @escaping @Sendable () -> Void) { inner.afterCommit(act) }
    func attempt<T>(_ body: () throws -> T) throws -> T { try inner.attempt(body) }
}
