import Foundation
import FoundationXML
import Language

/// Which cell styles show a number as a date.
final class DateStyles: NSObject, XMLParserDelegate {
    private var ownFormats: Set<Int> = []
    private var styles: [Bool] = []
    private var isInCells = false

    func isDate(_ style: Int) -> Bool { styles.indices.contains(style) && styles[style] }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
    ) {
        let number = attributes["numFmtId"].flatMap { Int($0) } ?? 0
        switch name {
        case "numFmt": if Self.saysDate(attributes["formatCode"] ?? "") { ownFormats.insert(number) }
        case "cellXfs": isInCells = true
        case "xf" where isInCells: styles.append(Self.builtIn.contains(number) || ownFormats.contains(number))
        default: break
        }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        if name == "cellXfs" { isInCells = false }
    }

    /// The formats every program knows by number (ECMA-376 part 1, 18.8.30), those of East Asia included.
    private static let builtIn = Set(14...22).union(27...36).union(45...47).union(50...58)

    /// A format code with a day, month, year or hour outside quotes and brackets.
    private static func saysDate(_ code: String) -> Bool {
        var (isQuoted, isBracketed, isEscaped) = (false, false, false)
        for sign in code.lowercased() {
            if isEscaped {
                isEscaped = false
                continue
            }
            switch sign {
            case "\\", "_", "*": isEscaped = true
            case "\"": isQuoted.toggle()
            case "[": isBracketed = true
            case "]": isBracketed = false
            case "d", "m", "y", "h", "s": if !isQuoted && !isBracketed { return true }
            default: break
            }
        }
        return false
    }
}

/// The cells of one sheet, row by row.
final class SheetReading: NSObject, XMLParserDelegate {
    private(set) var rows: [TableRow] = []
    private(set) var isTooLarge = false
    /// Why the sheet cannot be read on, and at which line of its part.
    private(set) var problem: (line: Int, words: String)?
    private let strings: [String]
    private let styles: DateStyles
    private let since1904: Bool
    private var values: [String] = []
    private var line = 0
    private var column = 0
    private var kind = ""
    private var isDate = false
    private var text = ""
    private var isText = false
    private var cells = 0

    init(strings: [String], styles: DateStyles, since1904: Bool) {
        (self.strings, self.styles, self.since1904) = (strings, styles, since1904)
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String]
    ) {
        switch name {
        case "row":
            guard let number = attributes["r"].map({ Int($0) }) ?? line + 1, XLSXFile.rowNumbers.contains(number) else {
                return stop(parser, "the row has a number no sheet has.")
            }
            line = number
            values = []
            column = 0
        case "c":
            guard let number = attributes["r"].map(Self.column) ?? column + 1, XLSXFile.columnNumbers.contains(number) else {
                return stop(parser, "the cell stands in a column no sheet has.")
            }
            column = number
            kind = attributes["t"] ?? "n"
            isDate = attributes["s"].flatMap { Int($0) }.map(styles.isDate) ?? false
            text = ""
        case "v", "t": isText = true
        default: break
        }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        switch name {
        case "v", "t": isText = false
        case "c": place(value)
        case "row":
            if values.contains(where: { !$0.isEmpty }) { rows.append(TableRow(line: line, values: values)) }
            cells += values.count
            if rows.count > XLSXFile.mostRows || cells > XLSXFile.mostCells { isTooLarge = true }
            if isTooLarge { parser.abortParsing() }
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { if isText { text += string } }

    private func stop(_ parser: XMLParser, _ words: String) {
        problem = problem ?? (parser.lineNumber, words)
        parser.abortParsing()
    }

    private var value: String {
        switch kind {
        case "s":
            Int(text.trimmingCharacters(in: .whitespacesAndNewlines)).flatMap { strings.indices.contains($0) ? strings[$0] : nil } ?? ""
        case "inlineStr", "str": text
        case "d": text
        case "b": text == "1" ? "true" : "false"
        case "e": ""
        default: isDate ? Self.date(text, since1904: since1904) : Self.number(text)
        }
    }

    private func place(_ value: String) {
        guard column >= 1, column <= XLSXFile.mostColumns else {
            isTooLarge = isTooLarge || !value.isEmpty
            return
        }
        while values.count < column { values.append("") }
        values[column - 1] = value
    }

    /// `28` of `AB7`; nil for what names no column.
    private static func column(_ reference: String) -> Int? {
        let letters = reference.utf8.prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        guard (1...3).contains(letters.count) else { return nil }
        return letters.reduce(0) { $0 * 26 + Int($1 - 64) }
    }

    /// Whole numbers without a point or an exponent, others as they are written.
    private static func number(_ text: String) -> String {
        guard let value = Double(text), value == value.rounded(), abs(value) < 1e15 else { return text }
        return String(Int(value))
    }

    /// Days since the last day of 1899 (or since 1904) as `2026-12-03`, with ` 14:05:00` when there is a part of a day.
    private static func date(_ text: String, since1904: Bool) -> String {
        guard let value = Double(text), value.isFinite, value >= 0, value < 3_000_000 else { return text }
        // Serial 60 is a day that never was, 29 February 1900; earlier ones are off by one.
        let start = since1904 ? -24_107 : value < 60 ? -25_568 : -25_569
        var day = Int(value.rounded(.down))
        var second = Int(((value - value.rounded(.down)) * 86_400).rounded())
        if second == 86_400 { (day, second) = (day + 1, 0) }
        let words = Day(number: start + day).text
        guard second > 0 else { return words }
        let clock = [second / 3_600, second / 60 % 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return "\(words) \(clock)"
    }
}
