import Database
import Language

/// An id that cannot be mistaken for another thing's id: 26 characters of Crockford's base 32 over a UUID version 7.
///
/// The time field of the UUID is cut to the UTC day, so that an id never places an unnamed answer better than within its day.
struct ID<Thing>: Hashable, Sendable, CustomStringConvertible, SQLValue {
    let description: String

    /// Takes an id as it stands in a row; use `init(typed:)` for what came from outside.
    init(_ description: String) { self.description = description }

    /// An id from an address or a form; nil when it cannot be one of ours.
    init?(typed text: String) {
        guard text.utf8.count == 26, text.utf8.allSatisfy({ crockford.contains($0) }) else { return nil }
        description = text
    }

    /// A new id for something made on `day`; `random` gives the other 74 bits.
    static func fresh(on day: Day, random: Randomness) -> Self {
        let milliseconds = UInt64(max(day.number, 0)) * 86_400_000
        let high = milliseconds << 16 | 0x7000 | random.next() & 0x0FFF
        let low = 0x8000_0000_0000_0000 | random.next() & 0x3FFF_FFFF_FFFF_FFFF
        var text: [UInt8] = []
        text.reserveCapacity(26)
        var value = UInt128(high) << 64 | UInt128(low)
        for _ in 0..<26 {
            text.append(crockford[Int(value & 31)])
            value >>= 5
        }
        return Self(String(decoding: text.reversed(), as: UTF8.self))
    }

    var sqlValue: Value { .text(description) }
}

private let crockford = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

extension Day: SQLValue {
    public var sqlValue: Value { .integer(Int64(number)) }
}

extension Moment: SQLValue {
    public var sqlValue: Value { .integer(Int64(milliseconds)) }
}

extension LanguageTag: SQLValue {
    public var sqlValue: Value { .text(description) }
}

extension Row {
    func id<T>(_ column: StaticString) throws(RowError) -> ID<T> { ID(try text(column)) }
    func idOrNil<T>(_ column: StaticString) throws(RowError) -> ID<T>? { try textOrNil(column).map { ID($0) } }
    func day(_ column: StaticString) throws(RowError) -> Day { Day(number: try int(column)) }
    func dayOrNil(_ column: StaticString) throws(RowError) -> Day? { try intOrNil(column).map { Day(number: $0) } }
    func language(_ column: StaticString) throws(RowError) -> LanguageTag { LanguageTag(try text(column)) ?? "und" }
}
