import CPostgreSQL

/// The values of one statement as libpq wants them: binary, all in one buffer.
struct PostgresParameters {
    /// Type numbers from PostgreSQL's catalogue pg_type; 0 lets the server infer the type, as for NULL.
    let types: [Oid]
    private var buffer: [UInt8] = []
    private var starts: [Int?] = []
    private var lengths: [Int32] = []

    init(_ values: [Value]) {
        types = values.map(Self.type)
        starts.reserveCapacity(values.count)
        for value in values { append(value) }
        // An empty text must not be a null pointer, which would be NULL.
        buffer.append(0)
    }

    /// Calls libpq with the arrays it takes: values, lengths, formats.
    func withPointers<T>(_ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> T) -> T {
        buffer.withUnsafeBufferPointer { buffer in
            let bytes = UnsafeRawBufferPointer(buffer).bindMemory(to: CChar.self)
            let pointers: [UnsafePointer<CChar>?] = starts.map { start in start.flatMap { bytes.baseAddress?.advanced(by: $0) } }
            let formats = [Int32](repeating: 1, count: pointers.count)
            return pointers.withUnsafeBufferPointer { pointers in
                lengths.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { body(pointers.baseAddress, lengths.baseAddress, $0.baseAddress) }
                }
            }
        }
    }

    private mutating func append(_ value: Value) {
        let start = buffer.count
        switch value {
        case .null: break
        case .integer(let number): append(bigEndian: UInt64(bitPattern: number))
        case .real(let number): append(bigEndian: number.bitPattern)
        case .text(let text): buffer.append(contentsOf: text.utf8)
        case .bytes(let bytes): buffer.append(contentsOf: bytes)
        }
        starts.append(value == .null ? nil : start)
        lengths.append(Int32(buffer.count - start))
    }

    private mutating func append(bigEndian bits: UInt64) {
        for shift in stride(from: 56, through: 0, by: -8) { buffer.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift))) }
    }

    private static func type(_ value: Value) -> Oid {
        switch value {
        case .null: 0
        case .integer: 20
        case .real: 701
        case .text: 25
        case .bytes: 17
        }
    }
}
