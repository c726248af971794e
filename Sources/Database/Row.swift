/// One row of a result. Columns are asked for by name; what is not as the code expects is an error, never a guess.
public struct Row: Sendable {
    private let columns: Columns
    private let values: [Value]

    init(columns: Columns, values: [Value]) {
        self.columns = columns
        self.values = values
    }

    /// The names of the columns, in the order of the statement.
    public var columnNames: [String] { columns.names }

    /// The values, in the order of the statement.
    public var allValues: [Value] { values }

    /// A value of any kind.
    public func value(_ column: StaticString) throws(RowError) -> Value {
        guard let index = columns.index(of: column) else { throw .noColumn(column.description) }
        return values[index]
    }

    /// A value of any kind, of a column whose name is only known at run time.
    public func value(named column: String) throws(RowError) -> Value {
        guard let index = columns.index(of: column) else { throw .noColumn(column) }
        return values[index]
    }

    /// Text that is there; sealed words as far as whoever reads may open them.
    public func text(_ column: StaticString) throws(RowError) -> String { SealedWords.read(try storedText(column)) }

    /// Text exactly as it is stored, sealed or not: to move it elsewhere, never to show it.
    public func storedText(_ column: StaticString) throws(RowError) -> String {
        let value = try value(column)
        guard case .text(let text) = value else { throw .wrongKind(column.description, wanted: "text", found: value.kind) }
        return text
    }

    /// Text, or nil for NULL.
    public func textOrNil(_ column: StaticString) throws(RowError) -> String? {
        try value(column) == .null ? nil : text(column)
    }

    /// An integer that is there.
    public func int(_ column: StaticString) throws(RowError) -> Int {
        let value = try value(column)
        guard case .integer(let number) = value else { throw .wrongKind(column.description, wanted: "integer", found: value.kind) }
        return Int(number)
    }

    /// An integer, or nil for NULL.
    public func intOrNil(_ column: StaticString) throws(RowError) -> Int? {
        try value(column) == .null ? nil : int(column)
    }

    /// A number that is there; an integer is taken too.
    public func real(_ column: StaticString) throws(RowError) -> Double {
        let value = try value(column)
        switch value {
        case .real(let number): return number
        case .integer(let number): return Double(number)
        default: throw .wrongKind(column.description, wanted: "real", found: value.kind)
        }
    }

    /// A number, or nil for NULL.
    public func realOrNil(_ column: StaticString) throws(RowError) -> Double? {
        try value(column) == .null ? nil : real(column)
    }

    /// Bytes that are there.
    public func bytes(_ column: StaticString) throws(RowError) -> [UInt8] {
        let value = try value(column)
        guard case .bytes(let bytes) = value else { throw .wrongKind(column.description, wanted: "bytes", found: value.kind) }
        return bytes
    }

    /// Bytes, or nil for NULL.
    public func bytesOrNil(_ column: StaticString) throws(RowError) -> [UInt8]? {
        try value(column) == .null ? nil : bytes(column)
    }

    /// Yes or no, stored as 1 or 0; another number is an error.
    public func bool(_ column: StaticString) throws(RowError) -> Bool {
        let value = try value(column)
        switch value {
        case .integer(1): return true
        case .integer(0): return false
        default: throw .wrongKind(column.description, wanted: "0 or 1", found: value.kind)
        }
    }
}

/// The column names all rows of one result share, with a table that finds a name's place without comparing it with all others.
final class Columns: Sendable {
    let names: [String]
    /// Open addressing: places in `names`, or -1; a power of two, at least twice as many as there are names.
    private let slots: [Int16]
    /// The names' bytes one after the other, and where each begins.
    private let bytes: [UInt8]
    private let starts: [Int]

    init(_ names: [String]) {
        self.names = names
        var size = 8
        while size < names.count * 2 { size *= 2 }
        var slots = [Int16](repeating: -1, count: size)
        var (bytes, starts): ([UInt8], [Int]) = ([], [0])
        for name in names {
            bytes += name.utf8
            starts.append(bytes.count)
        }
        for (place, name) in names.enumerated().reversed() {
            var slot = Array(name.utf8).withUnsafeBufferPointer { Self.hash($0) } & (size - 1)
            while slots[slot] >= 0 && names[Int(slots[slot])] != name { slot = (slot + 1) & (size - 1) }
            slots[slot] = Int16(truncatingIfNeeded: place)
        }
        (self.slots, self.bytes, self.starts) = (slots, bytes, starts)
    }

    /// The first column of that name. Names are literals, whose bytes can be looked at where they lie.
    func index(of name: StaticString) -> Int? {
        guard name.hasPointerRepresentation else { return names.firstIndex(of: name.description) }
        return index(of: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    /// The first column of a name only known at run time.
    func index(of name: String) -> Int? {
        var name = name
        return name.withUTF8 { index(of: $0) }
    }

    private func index(of name: UnsafeBufferPointer<UInt8>) -> Int? {
        var slot = Self.hash(name) & (slots.count - 1)
        while slots[slot] >= 0 {
            let place = Int(slots[slot])
            let start = starts[place]
            if starts[place + 1] - start == name.count, isSame(name, at: start) { return place }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private func isSame(_ name: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        for (offset, byte) in name.enumerated() where bytes[start + offset] != byte { return false }
        return true
    }

    /// Column names differ in length, ends and middle; that is enough for a few dozen.
    private static func hash(_ name: UnsafeBufferPointer<UInt8>) -> Int {
        guard let first = name.first, let last = name.last else { return 0 }
        return name.count &* 31 &+ Int(first) &* 7 &+ Int(last) &* 13 &+ Int(name[name.count / 2]) &* 17
    }
}

/// A row is not what the code expects. It names columns and kinds, never a value.
public enum RowError: Error, Equatable {
    case noColumn(String)
    case wrongKind(_ column: String, wanted: String, found: String)
}
