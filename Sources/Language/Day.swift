/// A calendar day, without hours and without a zone. Days outside the years 1 to 9999 become the nearest day inside.
public struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01.
    public let number: Int

    private static let span = -719_162...2_932_896

    /// The day so many days after 1970-01-01.
    public init(number: Int) {
        self.number = min(max(number, Self.span.lowerBound), Self.span.upperBound)
    }

    /// Reads `2026-12-03`, the way a date field sends it; nil for any other form and for days no calendar has.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return nil }
        var digits: [Int] = []
        for (place, byte) in bytes.enumerated() where place != 4 && place != 7 {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            digits.append(Int(byte - UInt8(ascii: "0")))
        }
        let year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3]
        let month = digits[4] * 10 + digits[5]
        let dayOfMonth = digits[6] * 10 + digits[7]
        guard year >= 1, (1...12).contains(month), dayOfMonth >= 1 else { return nil }
        number = Self.number(year: year, month: month, dayOfMonth: dayOfMonth)
        guard self.month == month, self.dayOfMonth == dayOfMonth else { return nil }
    }

    /// Year of the Gregorian calendar.
    public var year: Int { civil.year }
    /// 1 is January.
    public var month: Int { civil.month }
    /// 1 is the first.
    public var dayOfMonth: Int { civil.dayOfMonth }
    /// The first day of its month.
    public var firstOfMonth: Day { self - (dayOfMonth - 1) }
    /// 0 is Monday.
    public var weekday: Int { (number + 719_163 + 6) % 7 }

    /// `2026-12-03`, for `datetime` attributes, date fields and files.
    public var text: String {
        let (year, month, dayOfMonth) = civil
        return "\(Self.padded(year, to: 4))-\(Self.padded(month, to: 2))-\(Self.padded(dayOfMonth, to: 2))"
    }

    public static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    /// The day so many days later.
    public static func + (day: Day, days: Int) -> Day {
        let (sum, tooFar) = day.number.addingReportingOverflow(days)
        return Day(number: tooFar ? (days > 0 ? .max : .min) : sum)
    }

    /// The day so many days earlier.
    public static func - (day: Day, days: Int) -> Day {
        let (difference, tooFar) = day.number.subtractingReportingOverflow(days)
        return Day(number: tooFar ? (days < 0 ? .max : .min) : difference)
    }

    /// How many days lie between: positive when the left day is the later one.
    public static func - (left: Day, right: Day) -> Int { left.number - right.number }

    static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    /// From days to the civil calendar and back: the formulas of Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    var civil: (year: Int, month: Int, dayOfMonth: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    private static func number(year: Int, month: Int, dayOfMonth: Int) -> Int {
        let marchYear = month <= 2 ? year - 1 : year
        let era = marchYear / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + dayOfMonth - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
