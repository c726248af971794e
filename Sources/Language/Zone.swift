import Foundation

/// A place's clock, by its name in the IANA time zone database.
public struct Zone: Hashable, Sendable {
    /// `Africa/Maputo`.
    public let name: String
    private let rules: TimeZone?

    /// The clock that never changes.
    public static let utc = Zone(name: "UTC", rules: nil)

    /// Nil for a name the time zone database does not have.
    public init?(_ name: String) {
        if ["UTC", "Etc/UTC", "GMT"].contains(name) {
            self = .utc
            return
        }
        let wellFormed = name.utf8.allSatisfy { isASCIILetter($0) || isASCIIDigit($0) || "/_+-".utf8.contains($0) }
        guard wellFormed, name.contains("/"), let rules = TimeZone(identifier: name) else { return nil }
        self.init(name: name, rules: rules)
    }

    private init(name: String, rules: TimeZone?) {
        self.name = name
        self.rules = rules
    }

    /// Minutes this clock is ahead of UTC at that instant; negative in the west.
    public func offsetMinutes(at moment: Moment) -> Int { offsetSeconds(at: moment) / 60 }

    /// The calendar day this clock shows at that instant.
    public func day(at moment: Moment) -> Day {
        let shown = moment.milliseconds + offsetSeconds(at: moment) * 1000
        return Day(number: (shown - ((shown % 86_400_000) + 86_400_000) % 86_400_000) / 86_400_000)
    }

    /// The first instant of a day by this clock, also where the day begins later because the clock was put forward at midnight.
    public func start(of day: Day) -> Moment {
        let midnight = day.number * 86_400_000
        let guesses = [-1, 1].map { side in
            Moment(milliseconds: midnight - offsetSeconds(at: Moment(milliseconds: midnight + side * 86_400_000)) * 1000)
        }
        return guesses.filter { self.day(at: $0) == day }.min() ?? guesses[0]
    }

    /// Minutes since midnight this clock shows at that instant.
    func minuteOfDay(at moment: Moment) -> Int {
        let shown = moment.milliseconds + offsetSeconds(at: moment) * 1000
        return ((shown % 86_400_000) + 86_400_000) % 86_400_000 / 60_000
    }

    /// `Maputo` of `Africa/Maputo`; nil for UTC, which is no city's.
    var city: String? {
        guard rules != nil, let last = name.split(separator: "/").last else { return nil }
        return String(last.map { $0 == "_" ? " " : $0 })
    }

    private func offsetSeconds(at moment: Moment) -> Int {
        rules?.secondsFromGMT(for: Date(timeIntervalSince1970: Double(moment.milliseconds) / 1000)) ?? 0
    }

    public static func == (left: Zone, right: Zone) -> Bool { left.name == right.name }
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
