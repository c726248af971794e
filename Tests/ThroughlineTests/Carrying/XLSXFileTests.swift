import Foundation
import Testing

@testable import Throughline

struct XLSXFileTests {
    private func rows(_ path: String, sheet: String? = nil) throws -> (columns: [String], rows: [TableRow]) {
        let file = try XLSXFile(path, sheet: sheet)
        var rows: [TableRow] = []
        while let row = try file.next() { rows.append(row) }
        return (file.columns, rows)
    }

    @Test func aSheetIsReadWithItsStringsNumbersAndDates() throws {
        let found = try rows(Fixtures.own("answers.xlsx"), sheet: "Answers")
        #expect(found.columns == ["said", "when", "how many", "", "rule"])
        #expect(
            found.rows == [
                TableRow(line: 2, values: ["The pump is dry & old.", "2026-03-04", "12", "", "true"]),
                TableRow(line: 4, values: ["水", "2026-03-05 12:00:00", "1.5"]),
                TableRow(line: 6, values: ["Inline", "2026-03-09", "1000", "", ""]),
            ])
    }

    @Test func theFirstSheetIsTakenAndAWrongNameSaysWhichThereAre() throws {
        #expect(try rows(Fixtures.own("answers.xlsx")).columns == ["only a note"])
        #expect(throws: CarryError("answers.xlsx has no sheet “Antworten”. It has: Notes, Answers.")) {
            try rows(Fixtures.own("answers.xlsx"), sheet: "Antworten")
        }
    }

    @Test func aDocumentTypeIsNotExpanded() throws {
        #expect(throws: CarryError("doctype.xlsx carries a document type, which .xlsx files never do. It is not read.")) {
            try rows(Fixtures.own("doctype.xlsx"))
        }
    }

    @Test func everyCutOrChangedFileIsRefusedInWords() async throws {
        let whole = [UInt8](try Data(contentsOf: URL(filePath: Fixtures.own("answers.xlsx"))))
        var read = 0
        for place in stride(from: 0, to: whole.count, by: 37) {
            var changed = whole
            changed[place] ^= 0xFF
            for bytes in [Array(whole.prefix(place)), changed] {
                try await withFile("x.xlsx", bytes) { path in
                    do {
                        _ = try rows(path)
                        read += 1
                    } catch let error as CarryError {
                        #expect(error.description.hasPrefix("x.xlsx "))
                    }
                }
            }
        }
        #expect(read > 0, "a change where nothing is read does no harm")
    }

    private static let tooFar = [
        ("<row r=\"9223372036854775807\"><c><v>1</v></c></row><row><c><v>2</v></c></row>", "the row has a number no sheet has."),
        ("<row r=\"1048577\"/>", "the row has a number no sheet has."), ("<row r=\"0\"/>", "the row has a number no sheet has."),
        ("<row r=\"-5\"/>", "the row has a number no sheet has."), ("<row r=\"x\"/>", "the row has a number no sheet has."),
        ("<row r=\"1048576\"/>\n<row/>", "the row has a number no sheet has."),
        ("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>", "the cell stands in a column no sheet has."),
        ("<row r=\"1\"><c r=\"ZZZZZZZZZZZZZZZZ1\"/></row>", "the cell stands in a column no sheet has."),
        ("<row r=\"1\"><c r=\"7\"/></row>", "the cell stands in a column no sheet has."),
        ("<row r=\"1\"><c r=\"XFD1\"/><c><v>1</v></c></row>", "the cell stands in a column no sheet has."),
    ]

    @Test(arguments: tooFar) func aPlaceNoSheetHasIsRefusedWithItsLine(_ rows: String, _ words: String) async throws {
        try await withFile("far.xlsx", Workbook.bytes(sheet: "\n\n" + rows)) { path in
            let line = rows.contains("\n") ? 4 : 3
            #expect(throws: CarryError("far.xlsx line \(line): \(words)")) { try self.rows(path) }
        }
    }

    @Test func theLastRowAndColumnOfASheetAreRead() async throws {
        let sheet = "<row r=\"1\"><c r=\"A1\"><v>7</v></c><c r=\"XFD1\"/></row><row r=\"1048576\"><c><v>8</v></c></row>"
        try await withFile("last.xlsx", Workbook.bytes(sheet: sheet)) { path in
            let found = try rows(path)
            #expect(found.columns == ["7"] && found.rows == [TableRow(line: 1_048_576, values: ["8"])])
        }
    }

    @Test func manyRowsThatEachAskForThousandsOfCellsAreTooMuch() async throws {
        let row = "<row><c r=\"BXX1\"><v>1</v></c></row>"
        try await withFile("wide.xlsx", Workbook.bytes(sheet: String(repeating: row, count: 12_000))) { path in
            #expect(throws: CarryError("wide.xlsx has more than 1000000 rows or 2000 columns. Cut it in parts.")) { try rows(path) }
        }
    }

    @Test func aPartThatSaysItUnpacksToGigabytesIsRefusedBeforeItIsUnpacked() async throws {
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: Fixtures.own("answers.xlsx"))))
        for place in bytes.indices.dropLast(46) where bytes[place..<place + 4].elementsEqual([0x50, 0x4B, 0x01, 0x02]) {
            bytes.replaceSubrange(place + 24..<place + 28, with: [0, 0, 0, 0x7F])
        }
        try await withFile("bomb.xlsx", bytes) { path in
            #expect(throws: CarryError("bomb.xlsx unpacks to more than 400 MB, which is too much for one file.")) { try rows(path) }
        }
    }
}
