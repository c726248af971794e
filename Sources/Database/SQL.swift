/// A statement for either engine: literal text is SQL, every interpolated value is bound, never spliced.
///
///     let due: SQL = "SELECT id FROM duties WHERE due_on <= \(today) AND kind IN \(list: kinds)"
///
/// Two habits keep one text right on both engines: write `NULLS FIRST` or `NULLS LAST` when a sorted column may be null, and
/// `CAST(x AS BIGINT)` rather than `AS INTEGER`, which PostgreSQL cuts to 32 bits.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
    /// The text as SQLite takes it: each value is a `?` outside quotes, in their order.
    private var template: String
    private(set) var values: [Value]
    /// False for texts that are unlikely to come again, so that they do not fill the statement caches.
    private(set) var isReusable = true

    /// A literal: SQL without values.
    public init(stringLiteral text: String) {
        template = text
        values = []
    }

    /// Schema text that was put together at run time. Never pass anything a person wrote.
    public init(verbatim text: String) {
        template = text
        values = []
    }

    /// A literal with bound values in it.
    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sql
    }

    /// True when there is no text and no value.
    public var isEmpty: Bool { values.isEmpty && template.isEmpty }

    /// One statement after the other.
    public static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum += right
        return sum
    }

    /// Appends a statement.
    public static func += (left: inout SQL, right: SQL) {
        left.template += right.template
        left.values.append(contentsOf: right.values)
        left.isReusable = left.isReusable && right.isReusable
    }

    /// The text with placeholders: `?` for SQLite, `$1`, `$2` and so on for PostgreSQL.
    func text(for engine: Engine) -> String {
        if engine == .sqlite || values.isEmpty { return template }
        var text: [UInt8] = []
        text.reserveCapacity(template.utf8.count + values.count * 2)
        var number = 0
        var quote: UInt8?
        for byte in template.utf8 {
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else if byte == UInt8(ascii: "?") {
                number += 1
                text.append(UInt8(ascii: "$"))
                text.append(contentsOf: String(number).utf8)
                continue
            }
            text.append(byte)
        }
        return String(decoding: text, as: UTF8.self)
    }

    fileprivate mutating func append(_ text: String) {
        template += text
    }

    fileprivate mutating func bind(_ value: Value) {
        values.append(value)
        template += "?"
    }

    /// Only the numbers 1, 2, 4, 8, … of values are used after IN, by repeating the last one: a set does not mind, and the engines
    /// meet few different texts.
    fileprivate mutating func bind(list: [Value]) {
        guard let repeated = list.last else {
            // `x NOT IN (NULL)` is not true of any x, while everything is outside an empty list; asked whether it is unknown, it is.
            return append(ends(in: "NOT IN ") || ends(in: "not in ") ? "(NULL) IS NULL" : "(NULL)")
        }
        var bound = list
        if ends(in: "IN ") || ends(in: "in ") {
            var size = 1
            while size < list.count { size *= 2 }
            bound.append(contentsOf: repeatElement(repeated, count: size - list.count))
        } else if list.count > 16 && !ends(in: "VALUES ") {
            isReusable = false
        }
        if bound.count > 1024 { isReusable = false }
        for (index, value) in bound.enumerated() {
            append(index == 0 ? "(" : ", ")
            bind(value)
        }
        append(")")
    }

    /// Compared by bytes: comparing characters costs more than the rest of putting a statement together.
    private func ends(in word: String) -> Bool { template.utf8.suffix(word.utf8.count).elementsEqual(word.utf8) }
}

extension SQL {
    /// What the compiler builds a literal with.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql = SQL(verbatim: "")

        /// Room for a literal.
        public init(literalCapacity: Int, interpolationCount: Int) {
            sql.template.reserveCapacity(literalCapacity + interpolationCount * 8)
        }

        /// Text of the statement.
        public mutating func appendLiteral(_ text: String) {
            sql.append(text)
        }

        /// Binds a value.
        public mutating func appendInterpolation(_ value: some SQLValue) {
            sql.bind(value.sqlValue)
        }

        /// Binds a value, or NULL.
        public mutating func appendInterpolation(_ value: (some SQLValue)?) {
            sql.bind(value?.sqlValue ?? .null)
        }

        /// Puts another statement, with its values, in this place.
        public mutating func appendInterpolation(_ other: SQL) {
            sql += other
        }

        /// Binds a list in parentheses, for `IN`, `NOT IN` or `VALUES`. Nothing is in an empty list, and everything is not in it; write
        /// `NOT IN`, since `NOT (x IN …)` of an empty list is neither.
        public mutating func appendInterpolation(list: [some SQLValue]) {
            sql.bind(list: list.map(\.sqlValue))
        }
    }
}

extension Sequence<SQL> {
    /// The statements with a separator between them.
    public func joined(separator: SQL) -> SQL {
        var sum: SQL = ""
        for (index, sql) in enumerated() {
            if index > 0 { sum += separator }
            sum += sql
        }
        return sum
    }
}
