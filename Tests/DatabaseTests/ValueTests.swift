import Database
import DatabaseTesting
import Testing

struct ValueTests {
    private static let changes = [
        Change(
            "one cell of each type",
            "CREATE TABLE cells (id TEXT PRIMARY KEY, whole INTEGER, broken REAL, words TEXT, raw BLOB) WITHOUT ROWID")
    ]

    @Test(arguments: TestEngine.available)
    func everyKindOfValueComesBackAsItWentIn(_ engine: TestEngine) async throws {
        let texts = ["", "'; DROP TABLE cells; --", "سلام‎", "e\u{301}", "\u{1F469}\u{200D}\u{1F469}", "a\nb\t\u{1}\\"]
        let wholes: [Int64] = [0, -1, .max, .min, 1 << 40]
        let reals = [0.1, -1.5e300, 2.5e-308, 3.0]
        let raws: [[UInt8]] = [[], [0], Array(0...255)]
        let rows: [[Value]] =
            texts.map { [.null, .null, .text($0), .null] } + wholes.map { [.integer($0), .null, .null, .null] }
            + reals.map { [.null, .real($0), .null, .null] } + raws.map { [.null, .null, .null, .bytes($0)] }
        try await withDatabase(engine, changes: Self.changes) { database in
            try await database.write { connection in
                for (index, row) in rows.enumerated() {
                    try connection.run("INSERT INTO cells VALUES \(list: [.text("\(index)")] + row)")
                }
            }
            for (index, row) in rows.enumerated() {
                let found = try await database.read {
                    try $0.run("SELECT whole, broken, words, raw FROM cells WHERE id = \("\(index)")").map(\.allValues)
                }
                #expect(found == [row])
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func textWithAZeroByteIsRefused(_ engine: TestEngine) async throws {
        try await withDatabase(engine, changes: Self.changes) { database in
            await #expect(throws: DatabaseError.self) {
                try await database.write { try $0.change("INSERT INTO cells (id) VALUES (\("a\u{0}b"))") }
            }
            let rows = try await database.read { try $0.run("SELECT id FROM cells") }
            #expect(rows.isEmpty)
        }
    }

    @Test(arguments: TestEngine.available)
    func theSameQuestionsHaveTheSameAnswers(_ engine: TestEngine) async throws {
        let none: String? = nil
        try await withDatabase(engine, changes: Self.changes) { database in
            try await database.write { connection in
                for (index, word) in ["b", "Z", "é", "a"].enumerated() {
                    try connection.change("INSERT INTO cells (id, whole, words) VALUES (\(word), \(index), \(none))")
                }
            }
            let row = try await database.read { connection in
                try #require(
                    connection.run(
                        """
                        SELECT count(*) AS count, sum(whole) AS sum, min(id) AS first, max(id) AS last, count(words) AS words,
                            count(*) = 4 AS is_four, CAST(sum(whole) AS BIGINT) * \(0.5) AS half
                        FROM cells WHERE words IS NULL
                        """
                    ).first)
            }
            #expect(try [row.int("count"), row.int("sum"), row.int("words")] == [4, 6, 0])
            #expect(try row.real("half") == 3)
            #expect(try [row.text("first"), row.text("last")] == ["Z", "é"])
            #expect(try row.bool("is_four"))
        }
    }

    @Test(arguments: TestEngine.available)
    func aRowSaysWhatIsWrongWithIt(_ engine: TestEngine) async throws {
        try await withDatabase(engine, changes: Self.changes) { database in
            let row = try await database.read { connection in
                try #require(connection.run("SELECT \("x") AS words, \(2) AS whole, \(nil as Int?) AS missing").first)
            }
            #expect(throws: RowError.noColumn("word")) { try row.text("word") }
            #expect(throws: RowError.wrongKind("whole", wanted: "text", found: "integer")) { try row.text("whole") }
            #expect(throws: RowError.wrongKind("missing", wanted: "integer", found: "null")) { try row.int("missing") }
            #expect(throws: RowError.wrongKind("whole", wanted: "0 or 1", found: "integer")) { try row.bool("whole") }
            #expect(throws: RowError.wrongKind("words", wanted: "bytes", found: "text")) { try row.bytesOrNil("words") }
            #expect(try row.intOrNil("missing") == nil)
            #expect(try row.textOrNil("words") == "x")
            #expect(row.columnNames == ["words", "whole", "missing"])
        }
    }

    @Test(arguments: TestEngine.available)
    func everythingIsOutsideAnEmptyListAndNothingInIt(_ engine: TestEngine) async throws {
        try await withDatabase(engine, changes: Self.changes) { database in
            try await database.write { connection in
                try connection.change(
                    "INSERT INTO cells (id, whole, words) VALUES (\("a"), \(1), \("x")), (\("b"), \(nil as Int?), \(nil as String?))")
            }
            let (noWholes, noWords): ([Int], [String]) = ([], [])
            for (rule, found): (SQL, [String]) in [
                ("whole NOT IN \(list: noWholes)", ["a", "b"]), ("words NOT IN \(list: noWords) AND id < \("b")", ["a"]),
                ("whole IN \(list: noWholes)", []), ("words IN \(list: noWords) OR id = \("b")", ["b"]),
                ("whole NOT IN \(list: [2, 3, 4])", ["a"]),
            ] {
                let ids = try await database.read { try $0.run("SELECT id FROM cells WHERE \(rule) ORDER BY id").map { try $0.text("id") } }
                #expect(ids == found, "\(rule)")
            }
            // The way a list of what may stay is used: with nothing to stay, all goes.
            let left = try await database.write { connection in
                try connection.run("DELETE FROM cells WHERE id NOT IN \(list: noWords)")
                return try connection.run("SELECT id FROM cells").count
            }
            #expect(left == 0)
        }
    }

    @Test(arguments: TestEngine.available)
    func listsAndNestedStatementsKeepTheirValues(_ engine: TestEngine) async throws {
        try await withDatabase(engine, changes: Self.changes) { database in
            try await database.write { connection in
                for index in 1...40 { try connection.change("INSERT INTO cells (id, whole) VALUES (\("\(index)"), \(index))") }
            }
            for wanted in [[], [7], [1, 2, 3], Array(1...17), Array(1...40)] {
                let isWanted: SQL = "whole IN \(list: wanted)"
                let found = try await database.read {
                    try $0.run("SELECT whole FROM cells WHERE \(isWanted) AND whole < \(39) ORDER BY whole").map { try $0.int("whole") }
                }
                #expect(found == wanted.filter { $0 < 39 })
            }
            let either = [1, 40].map { "whole = \($0)" as SQL }.joined(separator: " OR ")
            #expect(try await database.read { try $0.run("SELECT id FROM cells WHERE " + either).count } == 2)
        }
    }
}
