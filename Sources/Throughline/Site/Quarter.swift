import Language

/// Three months of a year, as a form asks for them.
struct Quarter: Sendable, Hashable, Comparable {
    let year: Int
    /// 1 to 4.
    let number: Int

    init(_ day: Day) { (year, number) = (day.year, (day.month + 2) / 3) }

    /// Reads `2026-4`.
    init?(_ text: String) {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 2, (2000...9999).contains(parts[0]), (1...4).contains(parts[1]) else { return nil }
        (year, number) = (parts[0], parts[1])
    }

    private init(year: Int, number: Int) { (self.year, self.number) = (year, number) }

    var text: String { "\(year)-\(number)" }
    var first: Day { Day("\(year)-\(number == 4 ? "10" : "0\(number * 3 - 2)")-01") ?? Day(number: 0) }
    var last: Day { next.first - 1 }
    var next: Quarter { number == 4 ? Quarter(year: year + 1, number: 1) : Quarter(year: year, number: number + 1) }
    var before: Quarter { number == 1 ? Quarter(year: year - 1, number: 4) : Quarter(year: year, number: number - 1) }

    var words: Phrase {
        let year = String(year)
        return switch number {
        case 1: Phrase("January to March \("year", year)")
        case 2: Phrase("April to June \("year", year)")
        case 3: Phrase("July to September \("year", year)")
        default: Phrase("October to December \("year", year)")
        }
    }

    /// Those a form offers: this one and the three before it.
    static func offered(on today: Day) -> [Quarter] {
        var quarters = [Quarter(today)]
        while quarters.count < 4, let last = quarters.last { quarters.append(last.before) }
        return quarters
    }

    static func < (a: Quarter, b: Quarter) -> Bool { (a.year, a.number) < (b.year, b.number) }
}
