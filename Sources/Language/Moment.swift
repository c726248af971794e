/// An instant, the same for everybody everywhere. Instants outside the years 1 to 9999 become the nearest one inside.
public struct Moment: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01 00:00 UTC.
    public let milliseconds: Int

    /// The instant so many milliseconds after 1970-01-01 00:00 UTC.
    public init(milliseconds: Int) {
        self.milliseconds = min(max(milliseconds, -62_135_596_800_000), 253_402_300_799_999)
    }

    /// The calendar day people in `zone` have at this instant.
    public func day(in zone: Zone) -> Day { zone.day(at: self) }

    public static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }
}
