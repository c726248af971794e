import Testing

@testable import Throughline

struct CSVFileTests {
    private func rows(_ text: String) async throws -> (columns: [String], rows: [TableRow]) { try await rows(Array(text.utf8)) }

    private func rows(_ bytes: [UInt8]) async throws -> (columns: [String], rows: [TableRow]) {
        try await withFile("t.csv", bytes) { path in
            let file = try CSVFile(path)
            var rows: [TableRow] = []
            while let row = try file.next() { rows.append(row) }
            return (file.columns, rows)
        }
    }

    private static let plain: [(String, [[String]])] = [
        ("a,b\n1,2\n", [["1", "2"]]),
        ("a,b\r\n1,2", [["1", "2"]]),
        ("a,b\r1,2\r3,4", [["1", "2"], ["3", "4"]]),
        ("a;b\n1,5;2", [["1,5", "2"]]),
        ("a\tb\n\"1\t2\"\t3", [["1\t2", "3"]]),
        ("\u{FEFF}a,b\n1,2", [["1", "2"]]),
        ("a,b\n\"1\"\"2\",\"\"\n", [["1\"2", ""]]),
        ("a,b\n\"one\r\ntwo\n\nthree\",x\n", [["one\r\ntwo\n\nthree", "x"]]),
        ("a,b\n\n1,2\n\n", [["1", "2"]]),
        ("a,b\n1\n,\n", [["1"], ["", ""]]),
        ("a,b\n5\" pipe,x", [["5\" pipe", "x"]]),
        ("a,b\n", []),
        ("\"a;b\",c\n1,2", [["1", "2"]]),
    ]

    @Test(arguments: plain) func aTableIsReadAsRFC4180Says(_ text: String, _ expected: [[String]]) async throws {
        #expect(try await rows(text).rows.map(\.values) == expected)
        // The same with every piece of reading in its own byte would be slow here; a long field crosses the pieces instead.
        let long = String(repeating: "x", count: 300_000)
        let padded = try await rows(text + (text.hasSuffix("\n") || text.hasSuffix("\r") ? "" : "\n") + "\"\(long)\"")
        #expect(padded.rows.last?.values == [long] && padded.rows.dropLast().map(\.values) == expected)
    }

    @Test func rowsKnowTheLineTheyBeginOn() async throws {
        let found = try await rows("a,b\r\n\"one\r\ntwo\",2\r\n\r\n3,4\r\n")
        #expect(found.columns == ["a", "b"] && found.rows.map(\.line) == [2, 5])
    }

    @Test(arguments: [
        ("a,b\n1,2\n\"open,3\n4,5\n", "t.csv line 3: a quotation mark opens here and is never closed."),
        (
            "a,b\n1,2\n\"x\ny\"z,3\n",
            "t.csv line 4: text follows a closing quotation mark. Quotation marks within a field are written twice."
        ),
        ("", "t.csv has no first line that names its columns."),
    ]) func aBrokenFileNamesTheLine(_ text: String, _ message: String) async throws {
        await #expect(throws: CarryError(message)) { _ = try await rows(text) }
    }

    @Test func oneBadRowDoesNotSpoilTheOthers() async throws {
        let found = try await rows(Array("a,b\n".utf8) + [0x31, 0xFF, 0x2C, 0x32, 0x0A] + Array("3,4\n5,6,7\n8,\u{0}9\n".utf8))
        #expect(
            found.rows.map(\.problem) == [
                "it is not UTF-8 text", nil, "it has 3 fields, and there are 2 columns", "it has the control sign U+0000 in it",
            ])
        #expect(found.rows[1].values == ["3", "4"])
    }

    @Test func utf16IsNamed() async throws {
        await #expect(throws: CarryError("t.csv is written in UTF-16. Save it as CSV in UTF-8.")) {
            _ = try await rows([0xFF, 0xFE, 0x61, 0])
        }
    }

    @Test func aGzipFileIsUnpackedMemberByMemberAndNeverWithoutLimit() async throws {
        let packed = try #require(Compression().deflate(Array("a,b\n1,2\n".utf8), level: 6))
        let more = try #require(Compression().deflate(Array("3,4\n".utf8), level: 6))
        #expect(try await rows(packed + more).rows.map(\.values) == [["1", "2"], ["3", "4"]])
        await #expect(throws: CarryError("t.csv is not a whole gzip file.")) { _ = try await rows(Array(packed.dropLast(9))) }
        let zeros = try #require(Compression().deflate([UInt8](repeating: 48, count: 3_000_000), level: 6))
        try await withFile("bomb.gz", zeros) { path in
            #expect(throws: CarryError("bomb.gz unpacks to more than 2 MB, which is too much for one file.")) {
                _ = try ByteSource(path, mostUnpacked: 2_000_000)
            }
        }
    }
}
