/// A statement for either engine: literal text is SQL, every interpolated value is bound, never spliced.
///
///     let due: SQL = "SELECT id FROM duties WHERE due_on <= \(today) AND kind IN \(list: kinds)"
///
/// Two habits keep one text right on both engines: write `NULLS FIRST` or `NULLS LAST` when a sorted column may be null, and
/// `CAST(x AS BIGINT)` rather than `AS INTEGER`, which PostgreSQL cuts to 32 bits.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
    /// The text around the values: always one fragment more than there are values.
    private var fragments: [String]
    private(set) var values: [Value]
    /// False for texts that are unlikely to come again, so that they do not fill the statement caches.
    private(set) var isReusable = true

    /// A literal: SQL without values.
    public init(stringLiteral text: String) {
        fragments = [text]
        values = []
    }

    /// Schema text that was put together at run time. Never pass anything a person wrote.
    public init(verbatim text: String) {
        fragments = [text]
        values = []
    }

    /// A literal with bound values in it.
    public init(stringInterpolation: StringInterpolation) {
        self = stringInterpolation.sql
    }

    /// True when there is no text and no value.
    public var isEmpty: Bool { values.isEmpty && fragments.allSatisfy(\.isEmpty) }

    /// One statement after the other, numbered anew.
    public static func + (left: SQL, right: SQL) -> SQL {
        var sum = left
        sum += right
        return sum
    }

    /// Appends a statement, numbered anew.
    public static func += (left: inout SQL, right: SQL) {
        left.fragments[left.fragments.count - 1] += right.fragments[0]
        left.fragments.append(contentsOf: right.fragments.dropFirst())
        left.values.append(contentsOf: right.values)
        left.isReusable = left.isReusable && right.isReusable
    }

    /// The text with numbered placeholders: `?1` for SQLite, `$1` for PostgreSQL.
    func text(for engine: Engine) -> String {
        if values.isEmpty { return fragments[0] }
        let mark = engine == .sqlite ? "?" : "$"
        var text = fragments[0]
        text.reserveCapacity(fragments.reduce(0) { $0 + $1.utf8.count + 4 })
        for number in 1...values.count {
            text += mark
            text += String(number)
            text += fragments[number]
        }
        return text
    }

    fileprivate mutating func append(_ text: String) {
        fragments[fragments.count - 1] += text
    }

    fileprivate mutating func bind(_ value: Value) {
        values.append(value)
        fragments.append("")
    }

    /// Only the numbers 1, 2, 4, 8, … of values are used after IN, by repeating the last one: a set does not mind, and the engines
    /// meet few different texts.
    fileprivate mutating func bind(list: [Value]) {
        let last = fragments[fragments.count - 1]
        guard let repeated = list.last else { return append("(NULL)") }
        var bound = list
        if last.hasSuffix("IN ") || last.hasSuffix("in ") {
            var size = 1
            while size < list.count { size *= 2 }
            bound.append(contentsOf: repeatElement(repeated, count: size - list.count))
        } else if list.count > 16 && !last.hasSuffix("VALUES ") {
            isReusable = false
        }
        if bound.count > 1024 { isReusable = false }
        for (index, value) in bound.enumerated() {
            append(index == 0 ? "(" : ", ")
            bind(value)
        }
        append(")")
    }
}

extension SQL {
    /// What the compiler builds a literal with.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var sql: SQL = ""

        /// Room for a literal.
        public init(literalCapacity: Int, interpolationCount: Int) {}

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

        /// Binds a list in parentheses, for `IN` or `VALUES`; an empty list is `(NULL)`, which nothing is in.
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
