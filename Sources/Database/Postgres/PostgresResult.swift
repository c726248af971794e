import CPostgreSQL

/// Reads a libpq result, which comes as text.
struct PostgresResult {
    private let raw: OpaquePointer

    init(_ raw: OpaquePointer) {
        self.raw = raw
    }

    /// The rows with their values decoded by type.
    func rows() -> [Row] {
        let width = PQnfields(raw)
        let columns = Columns((0..<width).map { index in PQfname(raw, index).map { String(cString: $0) } ?? "" })
        let types = (0..<width).map { PQftype(raw, $0) }
        return (0..<PQntuples(raw)).map { row in
            Row(columns: columns, values: (0..<width).map { value(row, $0, types[Int($0)]) })
        }
    }

    /// How many rows the statement changed.
    var changed: Int {
        PQcmdTuples(raw).flatMap { Int(String(cString: $0)) } ?? 0
    }

    /// "COMMIT", or "ROLLBACK" when the server would not.
    var command: String {
        PQcmdStatus(raw).map { String(cString: $0) } ?? ""
    }

    private func value(_ row: Int32, _ column: Int32, _ type: Oid) -> Value {
        guard PQgetisnull(raw, row, column) == 0, let start = PQgetvalue(raw, row, column) else { return .null }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(raw, row, column)))
        switch type {
        case 16: return .integer(bytes.first == UInt8(ascii: "t") ? 1 : 0)
        case 20, 21, 23, 26: return Self.integer(bytes).map(Value.integer) ?? .text(String(decoding: bytes, as: UTF8.self))
        case 17: return .bytes(Self.hex(bytes))
        case 700, 701: return .real(Double(String(decoding: bytes, as: UTF8.self)) ?? .nan)
        case 1700:
            // sum() of integers is numeric here and an integer on SQLite.
            if let whole = Self.integer(bytes) { return .integer(whole) }
            return .real(Double(String(decoding: bytes, as: UTF8.self)) ?? .nan)
        default: return .text(String(decoding: bytes, as: UTF8.self))
        }
    }

    private static func integer(_ digits: UnsafeRawBufferPointer) -> Int64? {
        let isNegative = digits.first == UInt8(ascii: "-")
        var number: Int64 = 0
        for digit in digits.dropFirst(isNegative ? 1 : 0) {
            guard case UInt8(ascii: "0")...UInt8(ascii: "9") = digit else { return nil }
            let (tens, isTooMany) = number.multipliedReportingOverflow(by: 10)
            // Counting downwards reaches Int64.min, which has no positive twin.
            let (next, isTooLow) = tens.subtractingReportingOverflow(Int64(digit - UInt8(ascii: "0")))
            if isTooMany || isTooLow { return nil }
            number = next
        }
        if isNegative { return number }
        return number == .min ? nil : -number
    }

    /// bytea in its hex form: \x0a1b…
    private static func hex(_ text: UnsafeRawBufferPointer) -> [UInt8] {
        func digit(_ byte: UInt8) -> UInt8 { byte <= UInt8(ascii: "9") ? byte - UInt8(ascii: "0") : byte - UInt8(ascii: "a") + 10 }
        return stride(from: 2, to: text.count - 1, by: 2).map { digit(text[$0]) << 4 | digit(text[$0 + 1]) }
    }
}
