import Database
import DatabaseTesting
import Foundation
import Testing

struct TableDumpTests {
    private static let changes = [
        Change(
            "people who know each other",
            """
            CREATE TABLE people (
                id TEXT PRIMARY KEY, name TEXT, size REAL, photo BLOB, born INTEGER, friend TEXT REFERENCES people (id)
            ) WITHOUT ROWID
            """,
            "CREATE TABLE homes (street TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (street, number)) WITHOUT ROWID",
            "CREATE TABLE \"a visit\" (number INTEGER PRIMARY KEY, person TEXT NOT NULL REFERENCES people (id))")
    ]

    private static func fill(_ database: any Database) async throws {
        let none: Int? = nil
        try await database.write { connection in
            for index in 0..<1203 {
                let name = "Ana \u{1F469} \"\(index)\"\\ \n\u{7}é"
                try connection.change(
                    """
                    INSERT INTO people (id, name, size, photo, born, friend)
                    VALUES (\("p\(index)"), \(name), \(Double(index) / 3), \([UInt8(index % 256), 0]), \(none), NULL)
                    """)
            }
            // A friend who comes later in the dump, and one who is oneself.
            try connection.change("UPDATE people SET friend = 'p99', born = \(Int.min), size = NULL, photo = NULL WHERE id = 'p0'")
            try connection.change("UPDATE people SET friend = 'p1', born = \(Int.max), size = 1e300, name = NULL WHERE id = 'p1'")
            for (street, number) in [("é", 2), ("Z", 10), ("Z", 9), ("a", 1)] {
                try connection.change("INSERT INTO homes VALUES (\(street), \(number))")
            }
            try connection.change("INSERT INTO \"a visit\" VALUES (10, 'p5'), (9, 'p6')")
        }
    }

    private static func dump(_ database: any Database, _ path: String, except: Set<String> = []) async throws -> Data {
        try await TableDump.write(from: database, except: except) { try DumpFileSink(path) }
        return try Data(contentsOf: URL(filePath: path))
    }

    @Test func aDumpTravelsOverBothEnginesAndBackWithoutALostByte() async throws {
        try await withFolder { folder in
            let first = folder + "/0"
            let original = try await withDatabase(.sqlite, changes: Self.changes) { database in
                try await Self.fill(database)
                return try await Self.dump(database, first)
            }
            let lines = original.split(separator: UInt8(ascii: "\n")).count
            #expect(lines == 1214)
            for engine in TestEngine.available + [.sqlite] {
                let again = try await withDatabase(engine, changes: Self.changes) { database in
                    #expect(try await TableDump.load(into: database) { try DumpFileSource(first) } == 1209)
                    #expect(
                        try await database.read { try $0.run("SELECT born FROM people WHERE friend = 'p99'").map { try $0.int("born") } }
                            == [.min])
                    await #expect(throws: DatabaseError.self, "foreign keys hold again") {
                        try await database.write { try $0.change("UPDATE people SET friend = 'nobody' WHERE id = 'p7'") }
                    }
                    return try await Self.dump(database, folder + "/1")
                }
                #expect(again == original)
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func whatIsThereIsOnlyReplacedWhenAsked(_ engine: TestEngine) async throws {
        try await withFolder { folder in
            try await withDatabase(engine, changes: Self.changes) { database in
                try await database.write { try $0.change("INSERT INTO homes VALUES ('old', 1)") }
                let before = try await Self.dump(database, folder + "/0")
                try await database.write { try $0.change("INSERT INTO homes VALUES ('new', 1)") }
                await #expect(throws: DumpError.notEmpty("homes")) {
                    try await TableDump.load(into: database) { try DumpFileSource(folder + "/0") }
                }
                #expect(try await TableDump.load(into: database, replacing: true) { try DumpFileSource(folder + "/0") } == 1)
                #expect(try await Self.dump(database, folder + "/1") == before)
                let without = try await Self.dump(database, folder + "/2", except: ["homes"])
                #expect(!String(decoding: without, as: UTF8.self).contains("homes"))
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func aBrokenDumpIsRefusedWholeAndNamesTheLine(_ engine: TestEngine) async throws {
        let head = "{\"dump\":1,\"changes\":1}\n"
        let homes = "{\"table\":\"homes\",\"columns\":[\"street TEXT\",\"number INTEGER\"]}\n"
        let cases: [(String, DumpError)] = [
            ("", .cut),
            (head + homes + "[\"a\",1]\n", .cut),
            (head + homes + "[\"a\",1]\n{\"rows\":2}\n", .cut),
            (head + homes + "[\"a\",1,2]\n", .badLine(3)),
            (head + homes + "[\"a\",1\n", .badLine(3)),
            (head + homes + "[\"a\",\"\\x\"]\n", .badLine(3)),
            (head + "[1]\n", .badLine(2)),
            (homes, .badLine(1)),
            (head + "{\"rows\":0}\n[1]\n", .badLine(3)),
            (head + "{\"table\":\"castles\",\"columns\":[]}\n", .unknownTable("castles")),
            (head + "{\"table\":\"homes\",\"columns\":[\"street TEXT\"]}\n", .otherColumns("homes")),
        ]
        try await withFolder { folder in
            try await withDatabase(engine, changes: Self.changes) { database in
                for (index, (text, error)) in cases.enumerated() {
                    try Data(text.utf8).write(to: URL(filePath: folder + "/\(index)"))
                    await #expect(throws: error) {
                        try await TableDump.load(into: database) { try DumpFileSource(folder + "/\(index)") }
                    }
                }
                let rows = try await database.read { try $0.run("SELECT street FROM homes") }
                #expect(rows.isEmpty)
            }
        }
    }
}
