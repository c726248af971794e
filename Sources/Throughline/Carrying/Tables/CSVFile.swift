/// Comma-separated values as RFC 4180 says, read in one pass: quoted fields over several lines, doubled quotes, CR LF or LF or CR, a byte
/// order mark. The separator is the comma, semicolon or tab the first line uses most.
final class CSVFile: TableFile {
    /// Bytes of one field, and fields of one row: beyond, something is wrong with the file's quotes.
    static let longestField = 2_000_000
    static let mostFields = 2_000

    let name: String
    private(set) var columns: [String] = []
    private let source: ByteSource
    private var piece: [UInt8] = []
    private var place = 0
    private var line = 1
    private var separator = UInt8(ascii: ",")

    init(_ path: String) throws(CarryError) {
        source = try ByteSource(path)
        name = source.name
        piece = try source.next() ?? []
        if piece.starts(with: [0xFE, 0xFF]) || piece.starts(with: [0xFF, 0xFE]) {
            throw CarryError("\(name) is written in UTF-16. Save it as CSV in UTF-8.")
        }
        if piece.starts(with: [0xEF, 0xBB, 0xBF]) { place = 3 }
        separator = Self.separator(of: piece[place...])
        guard let head = try record(), head.problem == nil else { throw CarryError("\(name) has no first line that names its columns.") }
        columns = head.values.map(\.settled)
    }

    func next() throws(CarryError) -> TableRow? {
        while let row = try record() {
            if row.values == [""] && row.problem == nil { continue }
            if row.problem == nil && row.values.count > columns.count {
                return TableRow(
                    line: row.line, values: [], problem: "it has \(row.values.count) fields, and there are \(columns.count) columns")
            }
            return row
        }
        return nil
    }

    private enum Standing { case before, plain, quoted, after }

    private func record() throws(CarryError) -> TableRow? {
        let began = line
        var quoteLine = line
        var fields: [[UInt8]] = []
        var field: [UInt8] = []
        var standing = Standing.before
        while true {
            guard let byte = try take() else {
                if standing == .quoted { throw .broken(name, line: quoteLine, "a quotation mark opens here and is never closed.") }
                if fields.isEmpty && field.isEmpty && standing == .before { return nil }
                return row(fields + [field], began)
            }
            if standing == .quoted {
                if byte == Self.quote { standing = .after } else { field.append(byte) }
                if byte == Self.lf { line += 1 }
                if byte == Self.cr, try peek() != Self.lf { line += 1 }
            } else if byte == separator {
                fields.append(field)
                field = []
                standing = .before
            } else if byte == Self.lf || byte == Self.cr {
                if byte == Self.cr, try peek() == Self.lf { place += 1 }
                line += 1
                return row(fields + [field], began)
            } else if byte == Self.quote && standing == .before {
                (standing, quoteLine) = (.quoted, line)
            } else if byte == Self.quote && standing == .after {
                field.append(byte)
                standing = .quoted
            } else if standing == .after {
                throw .broken(name, line: line, "text follows a closing quotation mark. Quotation marks within a field are written twice.")
            } else {
                field.append(byte)
                standing = .plain
            }
            if field.count > Self.longestField || fields.count > Self.mostFields {
                throw .broken(name, line: quoteLine, "the field that begins here does not end. Look for a quotation mark too many.")
            }
        }
    }

    private func row(_ fields: [[UInt8]], _ line: Int) -> TableRow {
        var values: [String] = []
        for field in fields {
            guard let text = String(validating: field, as: UTF8.self) else {
                return TableRow(line: line, values: [], problem: "it is not UTF-8 text")
            }
            if field.contains(0) { return TableRow(line: line, values: [], problem: "it has the control sign U+0000 in it") }
            values.append(text)
        }
        return TableRow(line: line, values: values)
    }

    private func take() throws(CarryError) -> UInt8? {
        guard let byte = try peek() else { return nil }
        place += 1
        return byte
    }

    private func peek() throws(CarryError) -> UInt8? {
        if place >= piece.count {
            guard let next = try source.next() else { return nil }
            (piece, place) = (next, 0)
        }
        return piece[place]
    }

    private static func separator(of start: ArraySlice<UInt8>) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in start {
            if byte == quote { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == lf || byte == cr { break }
            if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\t") { counts[byte, default: 0] += 1 }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? UInt8(ascii: ",")
    }

    private static let quote = UInt8(ascii: "\"")
    private static let lf = UInt8(ascii: "\n")
    private static let cr = UInt8(ascii: "\r")
}
