/// One value in a cell of a table, the same on both engines.
public enum Value: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes([UInt8])

    var kind: String {
        switch self {
        case .null: "null"
        case .integer: "integer"
        case .real: "real"
        case .text: "text"
        case .bytes: "bytes"
        }
    }
}

/// A Swift value that can be bound in SQL.
public protocol SQLValue: Sendable {
    /// What is stored. It must not depend on anything but the value itself.
    var sqlValue: Value { get }
}

extension Value: SQLValue {
    /// Itself.
    public var sqlValue: Value { self }
}

extension Int: SQLValue {
    /// A 64-bit integer.
    public var sqlValue: Value { .integer(Int64(self)) }
}

extension Int64: SQLValue {
    /// A 64-bit integer.
    public var sqlValue: Value { .integer(self) }
}

extension Double: SQLValue {
    /// A 64-bit float.
    public var sqlValue: Value { .real(self) }
}

extension String: SQLValue {
    /// UTF-8 text. Both engines refuse U+0000 in it.
    public var sqlValue: Value { .text(self) }
}

extension [UInt8]: SQLValue {
    /// Bytes as they are.
    public var sqlValue: Value { .bytes(self) }
}

extension Bool: SQLValue {
    /// 1 for true, 0 for false: neither engine is asked for a boolean column.
    public var sqlValue: Value { .integer(self ? 1 : 0) }
}

extension SQLValue where Self: RawRepresentable, RawValue: SQLValue {
    /// The raw value.
    public var sqlValue: Value { rawValue.sqlValue }
}
