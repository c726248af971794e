import Foundation

/// The lines of a dump: marks are JSON objects, rows are JSON arrays. Bytes are `{"bytes":"base64"}`, an infinite number `{"real":"inf"}`.
enum DumpLine {
    enum Mark: Equatable {
        case head(changes: Int)
        case table(String, columns: [String])
        case end(rows: Int)
    }

    static func head(changes: Int) -> [UInt8] { Array("{\"dump\":1,\"changes\":\(changes)}\n".utf8) }

    static func end(rows: Int) -> [UInt8] { Array("{\"rows\":\(rows)}\n".utf8) }

    static func table(_ name: String, _ columns: [TableLayout.Column]) -> [UInt8] {
        var line = Array("{\"table\":".utf8)
        append(name, to: &line)
        line.append(contentsOf: ",\"columns\":[".utf8)
        for (index, column) in columns.enumerated() {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            append("\(column.name) \(column.type)", to: &line)
        }
        line.append(contentsOf: "]}\n".utf8)
        return line
    }

    static func row(_ values: [Value]) -> [UInt8] {
        var line = [UInt8(ascii: "[")]
        for (index, value) in values.enumerated() {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            append(value, to: &line)
        }
        line.append(contentsOf: "]\n".utf8)
        return line
    }

    static func mark(_ line: [UInt8]) -> Mark? {
        struct Content: Decodable {
            var dump, changes, rows: Int?
            var table: String?
            var columns: [String]?
        }
        guard let content = try? JSONDecoder().decode(Content.self, from: Data(line)) else { return nil }
        if content.dump == 1, let changes = content.changes { return .head(changes: changes) }
        if let table = content.table, let columns = content.columns { return .table(table, columns: columns) }
        return content.rows.map { .end(rows: $0) }
    }

    /// The values of a row, or nil when the line is not one.
    static func values(_ line: [UInt8]) -> [Value]? {
        var reader = DumpReader(line)
        return reader.row()
    }

    private static func append(_ value: Value, to line: inout [UInt8]) {
        switch value {
        case .null: line.append(contentsOf: "null".utf8)
        case .integer(let number): line.append(contentsOf: String(number).utf8)
        case .real(let number) where number.isFinite: line.append(contentsOf: number.description.utf8)
        case .real(let number): line.append(contentsOf: "{\"real\":\"\(number)\"}".utf8)
        case .text(let text): append(text, to: &line)
        case .bytes(let bytes): line.append(contentsOf: "{\"bytes\":\"\(Data(bytes).base64EncodedString())\"}".utf8)
        }
    }

    private static func append(_ text: String, to line: inout [UInt8]) {
        line.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): line.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0..<0x20: line.append(contentsOf: "\\u00\([byte].hex)".utf8)
            default: line.append(byte)
            }
        }
        line.append(UInt8(ascii: "\""))
    }
}

/// Reads a row of a dump byte by byte: a general reader would not tell 1 from 1.0, nor keep large integers.
private struct DumpReader {
    private let line: [UInt8]
    private var place = 0

    init(_ line: [UInt8]) {
        self.line = line
    }

    mutating func row() -> [Value]? {
        guard take("[") else { return nil }
        if take("]") { return place == line.count ? [] : nil }
        var values: [Value] = []
        repeat {
            guard let value = value() else { return nil }
            values.append(value)
        } while take(",")
        return take("]") && place == line.count ? values : nil
    }

    private mutating func value() -> Value? {
        guard place < line.count else { return nil }
        switch line[place] {
        case UInt8(ascii: "n"): return take("null") ? .null : nil
        case UInt8(ascii: "\""): return text().map(Value.text)
        case UInt8(ascii: "{"): return special()
        default: return number()
        }
    }

    private mutating func special() -> Value? {
        if take("{\"bytes\":") {
            guard let code = text(), let data = Data(base64Encoded: code), take("}") else { return nil }
            return .bytes([UInt8](data))
        }
        guard take("{\"real\":"), let name = text(), let number = Double(name), take("}") else { return nil }
        return .real(number)
    }

    private mutating func number() -> Value? {
        let start = place
        while place < line.count, "+-.eE0123456789".utf8.contains(line[place]) { place += 1 }
        let digits = String(decoding: line[start..<place], as: UTF8.self)
        return Int64(digits).map(Value.integer) ?? Double(digits).map(Value.real)
    }

    private mutating func text() -> String? {
        guard take("\"") else { return nil }
        var bytes: [UInt8] = []
        while place < line.count {
            let byte = line[place]
            place += 1
            if byte == UInt8(ascii: "\"") { return String(validating: bytes, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                continue
            }
            guard let escaped = escaped() else { return nil }
            bytes.append(escaped)
        }
        return nil
    }

    /// Only what a dump writes: quotes, backslashes and control characters.
    private mutating func escaped() -> UInt8? {
        for plain in ["\"", "\\"] where take(plain) { return plain.utf8.first }
        guard take("u00"), place + 2 <= line.count else { return nil }
        defer { place += 2 }
        return UInt8(String(decoding: line[place..<place + 2], as: UTF8.self), radix: 16).flatMap { $0 < 0x80 ? $0 : nil }
    }

    private mutating func take(_ expected: String) -> Bool {
        guard line[place...].starts(with: expected.utf8) else { return false }
        place += expected.utf8.count
        return true
    }
}
