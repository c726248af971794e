import Foundation
import Testing

@testable import Throughline

/// What tells on people is nowhere in what is kept, and what a reader of the pages sees still is.
struct CleaningTests {
    private func text(_ parts: [String: [UInt8]], _ name: String) -> String { String(decoding: parts[name] ?? [], as: UTF8.self) }

    @Test(arguments: ["w", "ns0"]) func aTextLosesChangesCommentsAndHiddenWords(_ prefix: String) async throws {
        let making = try DocumentMaking()
        let upload = try making.docx(prefix: prefix)
        #expect(try making.left(in: upload).count > 30, "the upload does tell")
        let clean = try await making.clean(upload)
        #expect(clean.kind == .docx)
        #expect(try making.left(in: clean.bytes) == [])
        let parts = try making.parts(clean.bytes)
        let body = text(parts, "word/document.xml")
        #expect(body.contains("The rain came late.") && body.contains(" We sowed twice.") && body.contains(" The map."))
        #expect(body.contains("A field"), "what a picture shows is said to who cannot see it")
        #expect(!body.contains("tbl>"), "a table whose every row was deleted")
        #expect(!body.contains("2026-01-02") && !body.contains("rsid"))
        #expect(parts["word/media/image1.jpg"]?.starts(with: [0xFF, 0xD8, 0xFF]) == true)
        #expect(
            !parts.values.contains { String(decoding: $0, as: Unicode.ASCII.self).contains("Riverbend") }, "nor does the photo in it tell")
        #expect(
            parts.keys.filter { $0.contains("docProps") || $0.contains("customXml") || $0.contains("vba") || $0.contains("comments") } == []
        )
        #expect(clean.traces.counts == [.names: 3, .changes: 4, .comments: 1, .hidden: 2, .macros: 1, .files: 1, .pictures: 1])
        #expect(Traces(written: clean.traces.written).counts == clean.traces.counts)
    }

    @Test func programsGoAndTheTextStays() async throws {
        let making = try DocumentMaking()
        let clean = try await making.clean(try making.docx(main: "application/vnd.ms-word.document.macroEnabled.main+xml"))
        #expect(clean.kind == .docx && clean.traces.counts[.macros] == 1)
        let types = text(try making.parts(clean.bytes), "[Content_Types].xml")
        #expect(!types.contains("macroEnabled") && types.contains("wordprocessingml.document.main+xml"))
    }

    @Test func aTableLosesHiddenSheetsRowsColumnsAndFormulas() async throws {
        let making = try DocumentMaking()
        let clean = try await making.clean(making.xlsx())
        #expect(clean.kind == .xlsx)
        #expect(try making.left(in: clean.bytes) == [])
        let parts = try making.parts(clean.bytes)
        #expect(text(parts, "xl/sharedStrings.xml").contains("Bags of seed"))
        #expect(text(parts, "xl/worksheets/sheet1.xml").contains("<v>42</v>") && parts["xl/worksheets/sheet2.xml"] == nil)
        #expect(text(parts, "xl/workbook.xml").contains("Harvest"))
        #expect(clean.traces.counts == [.names: 3, .comments: 1, .sheets: 1, .rows: 2, .formulas: 1])
    }

    @Test func slidesLoseNotesAndWhatIsHidden() async throws {
        let making = try DocumentMaking()
        let clean = try await making.clean(making.pptx())
        #expect(try making.left(in: clean.bytes) == [])
        #expect(text(try making.parts(clean.bytes), "ppt/slides/slide1.xml").contains("What the clubs told us"))
        #expect(clean.traces.counts == [.names: 3, .comments: 1, .slides: 1, .notes: 1, .hidden: 1])
    }

    @Test func openDocumentsAreCleanedAlike() async throws {
        let making = try DocumentMaking()
        let text = try await making.clean(try making.odt())
        #expect(text.kind == .odt && text.bytes.dropFirst(30).starts(with: Array("mimetype".utf8)), "its kind comes first, unpacked")
        #expect(try making.left(in: text.bytes) == [])
        let parts = try making.parts(text.bytes)
        #expect(self.text(parts, "content.xml").contains("The rain came late.") && self.text(parts, "content.xml").contains("The map."))
        #expect(parts["Pictures/one.jpg"].map { !String(decoding: $0, as: Unicode.ASCII.self).contains("Riverbend") } == true)
        #expect(text.traces.counts == [.names: 3, .changes: 1, .comments: 1, .hidden: 2, .macros: 2, .files: 1])

        let table = try await making.clean(try making.ods())
        #expect(try making.left(in: table.bytes) == [])
        #expect(self.text(try making.parts(table.bytes), "content.xml").contains("42"))
        #expect(table.traces.counts[.sheets] == 1 && table.traces.counts[.rows] == 2 && table.traces.counts[.formulas] == 1)

        let slides = try await making.clean(try making.odp())
        #expect(try making.left(in: slides.bytes) == [])
        #expect(self.text(try making.parts(slides.bytes), "content.xml").contains("What the clubs told us"))
        #expect(slides.traces.counts[.slides] == 1 && slides.traces.counts[.notes] == 1)
    }

    @Test func aPDFIsPrintedAnewWithItsTextAndWhatWasFilledIn() async throws {
        let making = try DocumentMaking()
        let upload = PDFMaking.telling(try making.photo())
        let clean = try await making.clean(upload)
        #expect(clean.kind == .pdf && clean.bytes.starts(with: Array("%PDF-".utf8)))
        let (file, plain) = (making.making.folder.path + "/clean.pdf", making.making.folder.path + "/plain.pdf")
        try Data(clean.bytes).write(to: URL(filePath: file))
        try MediaMaking.run(["/usr/bin/qpdf", "--qdf", "--object-streams=disable", file, plain])
        let inside = String(decoding: try Data(contentsOf: URL(filePath: plain)), as: Unicode.ASCII.self)
        #expect(DocumentMaking.marks(inside) == [])
        for word in ["Riverbend", "/Author", "/Producer", "/CreationDate", "/Metadata", "/JavaScript", "/EmbeddedFile", "/Annot", "/OCG"] {
            #expect(!inside.contains(word), "\(word)")
        }
        #expect(inside.contains("(The rain came late)") && inside.contains("Filled in"), "it can be searched and read aloud")
        #expect(clean.traces.counts == [.names: 2, .comments: 1, .hidden: 1, .macros: 1, .files: 1])
        #expect(try FileManager.default.contentsOfDirectory(atPath: making.making.folder.path + "/passing") == [])
    }

    @Test func plainTextLosesWhatSteersAScreen() async throws {
        let making = try DocumentMaking()
        let table = try await making.clean(Array("\u{FEFF}name,bags\r\nClub\u{1B}[2J,4\u{E0041}\n".utf8), named: "List.CSV")
        #expect(table.kind == .csv && String(decoding: table.bytes, as: UTF8.self) == "name,bags\nClub[2J,4\n")
        let wide: [UInt8] = [0xFF, 0xFE] + "Seit März".utf16.flatMap { unit in [UInt8(unit & 255), UInt8(unit >> 8)] }
        #expect(try await making.clean(wide, named: "a.txt").bytes == Array("Seit März".utf8))
    }

    @Test func whatCannotBeCleanedIsRefused() async throws {
        let making = try DocumentMaking()
        func refused(_ bytes: [UInt8], _ error: DocumentError, _ comment: Comment) async {
            await #expect(throws: error, comment) { try await making.clean(bytes) }
        }
        await refused(Array("<html>mk</html>".utf8), .notAccepted, "a page")
        await refused(Array("{\\rtf1 mk}".utf8), .notAccepted, "a kind we do not know")
        await refused([0, 1, 2, 3], .notAccepted, "no text")
        await refused(try making.photo(), .notAccepted, "a photo")
        await refused([0xD0, 0xCF, 0x11, 0xE0] + [UInt8](repeating: 0, count: 600), .old, "an old file")
        let sealed = "EncryptedPackage".utf16.flatMap { unit in [UInt8(unit & 255), 0] }
        await refused([0xD0, 0xCF, 0x11, 0xE0] + sealed, .locked, "with a password")
        await refused(try making.odt(encrypted: true), .locked, "with a password")
        await refused([UInt8](repeating: 65, count: DocumentCleaning.largest + 1), .tooBig, "too large")
        await refused(Array("PK\u{3}\u{4} and nothing else".utf8), .unreadable, "no whole package")
        await refused(Array("%PDF-1.7 and nothing else".utf8), .unreadable, "no whole PDF")
        await refused(PDFMaking.telling(try making.photo(), pages: PDFRebuilding.mostPages + 1), .tooManyPages, "too many pages")
        let (file, locked) = (making.making.folder.path + "/a.pdf", making.making.folder.path + "/b.pdf")
        try Data(PDFMaking.telling(try making.photo())).write(to: URL(filePath: file))
        try MediaMaking.run(["/usr/bin/qpdf", "--warning-exit-0", "--encrypt", "a", "b", "256", "--", file, locked])
        await refused([UInt8](try Data(contentsOf: URL(filePath: locked))), .locked, "with a password")
    }

    /// A few bytes that unpack to more than any report, an element in an element without end, and words that stand for more words.
    @Test func bombsDoNotGoOff() async throws {
        let making = try DocumentMaking()
        var bomb = ZipMaking()
        bomb.add("[Content_Types].xml", [UInt8](repeating: 32, count: 160_000_000))
        await #expect(throws: DocumentError.tooLarge) { try await making.clean(bomb.finished()) }
        func odt(_ content: String) -> [UInt8] {
            var zip = ZipMaking()
            zip.add("mimetype", Array(DocumentKind.odt.type.utf8), packed: false)
            zip.add("content.xml", Array(content.utf8))
            return zip.finished()
        }
        let deep = String(repeating: "<a>", count: 100_000) + String(repeating: "</a>", count: 100_000)
        await #expect(throws: DocumentError.tooLarge) { try await making.clean(odt(deep)) }
        await #expect(throws: DocumentError.tooLarge) {
            try await making.clean(odt("<a>\(String(repeating: "<b/>", count: XMLReading.mostPieces))</a>"))
        }
        let laughs = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>"
        await #expect(throws: DocumentError.unreadable) { try await making.clean(odt(laughs)) }
        let outside = "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>"
        await #expect(throws: DocumentError.unreadable) { try await making.clean(odt(outside)) }
    }
}
