import Foundation
import FoundationXML

/// One sheet of an Office Open XML workbook (ECMA-376): shared and inline strings, numbers, dates and truth values as text.
/// Formulas give the value they had when the file was saved.
final class XLSXFile: TableFile {
    /// Rows and columns taken from one sheet.
    static let mostRows = 1_000_000
    static let mostColumns = 2_000
    /// Cells of all rows together, empty ones before the last of a row included: a few bytes of a file can ask for thousands.
    static let mostCells = 20_000_000
    /// What a sheet may number (ECMA-376).
    static let rowNumbers = 1...1_048_576
    static let columnNumbers = 1...16_384

    let name: String
    private(set) var columns: [String] = []
    private var rows: [TableRow]
    private var place = 0

    /// `sheet` is a name; nil for the first one.
    init(_ path: String, sheet: String? = nil) throws(CarryError) {
        let zip = try ZipFile(path)
        name = zip.name
        let book = try WorkbookParts(zip, sheet: sheet)
        let reading = SheetReading(strings: book.strings, styles: book.styles, since1904: book.since1904)
        do {
            try Self.parse(book.sheet, with: reading, in: zip.name)
        } catch {
            // What stopped the reading is said, rather than that it stopped.
            if let problem = reading.problem { throw .broken(zip.name, line: problem.line, problem.words) }
            guard reading.isTooLarge else { throw error }
        }
        if reading.isTooLarge {
            throw CarryError("\(zip.name) has more than \(Self.mostRows) rows or \(Self.mostColumns) columns. Cut it in parts.")
        }
        rows = reading.rows
        guard let head = rows.first else { throw CarryError("\(zip.name) has no first row that names its columns.") }
        columns = head.values.map(\.settled)
        place = 1
    }

    func next() throws(CarryError) -> TableRow? {
        guard place < rows.count else { return nil }
        defer { place += 1 }
        return rows[place]
    }

    /// Office files have no document type; one that does wants to make the reader expand or fetch something.
    static func parse(_ bytes: [UInt8], with delegate: any XMLParserDelegate, in name: String) throws(CarryError) {
        guard bytes.prefix(4_000).firstRange(of: Array("<!DOCTYPE".utf8)) == nil else {
            throw CarryError("\(name) carries a document type, which .xlsx files never do. It is not read.")
        }
        let parser = XMLParser(data: Data(bytes))
        parser.shouldResolveExternalEntities = false
        parser.delegate = delegate
        guard parser.parse() else { throw CarryError("\(name) is damaged at line \(parser.lineNumber) of one of its parts.") }
    }
}

/// What a workbook says beside its cells.
private struct WorkbookParts {
    let sheet: [UInt8]
    let strings: [String]
    let styles: DateStyles
    let since1904: Bool

    init(_ zip: ZipFile, sheet wanted: String?) throws(CarryError) {
        guard let book = try zip.part("xl/workbook.xml"), let relations = try zip.part("xl/_rels/workbook.xml.rels") else {
            throw CarryError("\(zip.name) is not an .xlsx workbook.")
        }
        let sheets = Elements(["sheet", "workbookPr"])
        try XLSXFile.parse(book, with: sheets, in: zip.name)
        let targets = Elements(["Relationship"])
        try XLSXFile.parse(relations, with: targets, in: zip.name)
        let named = sheets.found.filter { $0.name == "sheet" }
        guard let chosen = wanted.map({ name in named.first { $0.attributes["name"] == name } }) ?? named.first,
            let id = chosen.attributes["r:id"],
            let target = targets.found.first(where: { $0.attributes["Id"] == id })?.attributes["Target"],
            let bytes = try zip.part(target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target)
        else {
            let names = named.compactMap { $0.attributes["name"] }.joined(separator: ", ")
            throw CarryError("\(zip.name) has no sheet “\(wanted ?? "")”. It has: \(names).")
        }
        sheet = bytes
        let flag = sheets.found.first { $0.name == "workbookPr" }?.attributes["date1904"]
        since1904 = flag == "1" || flag == "true"
        let shared = SharedStrings()
        if let part = try zip.part("xl/sharedStrings.xml") { try XLSXFile.parse(part, with: shared, in: zip.name) }
        strings = shared.strings
        let styles = DateStyles()
        if let part = try zip.part("xl/styles.xml") { try XLSXFile.parse(part, with: styles, in: zip.name) }
        self.styles = styles
    }
}

/// The elements of certain names with their attributes.
private final class Elements: NSObject, XMLParserDelegate {
    private let wanted: Set<String>
    private(set) var found: [(name: String, attributes: [String: String])] = []

    init(_ wanted: Set<String>) { self.wanted = wanted }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
    ) {
        if wanted.contains(name) { found.append((name, attributes)) }
    }
}

/// Texts that cells name by number. How a word is read aloud (`rPh`) is left out.
private final class SharedStrings: NSObject, XMLParserDelegate {
    private(set) var strings: [String] = []
    private var text = ""
    private var isText = false
    private var isAloud = false

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
    ) {
        switch name {
        case "si": text = ""
        case "rPh": isAloud = true
        case "t": isText = !isAloud
        default: break
        }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        switch name {
        case "si": strings.append(text)
        case "rPh": isAloud = false
        case "t": isText = false
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { if isText { text += string } }
}
