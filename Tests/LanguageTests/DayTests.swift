import Language
import Testing

@Suite struct DayTests {
    @Test(arguments: [
        ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-12-03", 20_790), ("0001-01-01", -719_162),
        ("9999-12-31", 2_932_896), ("1900-03-01", -25_508),
    ])
    func aDayIsReadAndWrittenTheSame(text: String, number: Int) throws {
        let day = try #require(Day(text))
        #expect(day.number == number)
        #expect(day.text == text)
    }

    @Test(arguments: [
        "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "0000-01-01", "2026-1-01", "26-01-01", "2026/01/01", "",
        "2026-12-03 ", "-026-01-01", "٢٠٢٦-١٢-٠٣", "2026-12-0x",
    ])
    func whatIsNoDayIsRefused(text: String) {
        #expect(Day(text) == nil)
    }

    @Test func everyDayOfFourCenturiesComesBack() throws {
        for number in -1_000...146_097 {
            let day = Day(number: number)
            #expect(Day(day.text) == day)
        }
    }

    @Test func daysAreCountedForwardsAndBackwards() throws {
        let day = try #require(Day("2026-12-31"))
        #expect((day + 1).text == "2027-01-01")
        #expect((day - 365).text == "2025-12-31")
        #expect((day + 40) - day == 40)
        #expect(day.weekday == 3)
    }

    @Test func noReckoningWithDaysGoesPastItsEnds() {
        let ends = [Int.min, Int.min + 1, -1, 0, 1, Int.max]
        for a in ends {
            for b in ends {
                let (day, other) = (Day(number: a), Day(number: b))
                _ = (day + b, day - b, day - other, day.text, day.weekday, day.year)
            }
            let moment = Moment(milliseconds: a)
            for name in ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"] {
                _ = Zone(name).map { ($0.day(at: moment), $0.offsetMinutes(at: moment)) }
            }
        }
    }

    @Test func daysBeyondTheCalendarBecomeItsEnds() {
        #expect(Day(number: .max).text == "9999-12-31")
        #expect(Day(number: .min).text == "0001-01-01")
        #expect((Day(number: 0) + .max).text == "9999-12-31")
        #expect((Day(number: -10) - .max).text == "0001-01-01")
    }

    @Test func aPlaceHasItsOwnDay() throws {
        let maputo = try #require(Zone("Africa/Maputo"))
        let apia = try #require(Zone("Pacific/Apia"))
        let late = Moment(milliseconds: 20_790 * 86_400_000 - 3_600_000)
        #expect(late.day(in: .utc).text == "2026-12-02")
        #expect(late.day(in: maputo).text == "2026-12-03")
        #expect(maputo.offsetMinutes(at: late) == 120)
        #expect(apia.offsetMinutes(at: late) == 780)
        #expect(Moment(milliseconds: -1).day(in: .utc).text == "1969-12-31")
    }

    @Test func summerTimeIsKnown() throws {
        let paris = try #require(Zone("Europe/Paris"))
        let summer = Moment(milliseconds: (try #require(Day("2026-07-01"))).number * 86_400_000)
        let winter = Moment(milliseconds: (try #require(Day("2026-01-01"))).number * 86_400_000)
        #expect(paris.offsetMinutes(at: summer) == 120)
        #expect(paris.offsetMinutes(at: winter) == 60)
    }

    @Test(arguments: ["", "Maputo", "Africa/Nowhere", "../../etc/passwd", "Europe/../Paris", "GMT+3", "Европа/Париж", "/Paris"])
    func whatIsNoZoneIsRefused(name: String) {
        #expect(Zone(name) == nil)
    }
}
