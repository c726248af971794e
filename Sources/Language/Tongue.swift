/// How we speak to one visitor: the language, the clock, and what is said in it.
public struct Tongue: Sendable {
    /// The language of the words, for `lang` attributes.
    public let tag: LanguageTag
    /// The clock moments are told by.
    public let zone: Zone
    /// Today for this visitor, when known: days of its year are written without the year.
    public var today: Day?
    let catalogue: Catalogue?
    let customs: Customs

    /// English, in UTC, with every year written.
    public static let english = Tongue(tag: "en", zone: .utc, today: nil, catalogue: nil)

    init(tag: LanguageTag, zone: Zone, today: Day?, catalogue: Catalogue?) {
        self.tag = tag
        self.zone = zone
        self.today = today
        self.catalogue = catalogue
        customs = Customs(for: tag)
    }

    /// `ltr` or `rtl`, for `dir` attributes.
    public var direction: String { tag.isRightToLeft ? "rtl" : "ltr" }

    /// `3 December`, with the year unless it is the year of `today`.
    public func day(_ day: Day, today: Day? = nil) -> String {
        customs.day(day, withYear: day.year != (today ?? self.today)?.year)
    }

    /// `Thursday 3 December`, with the year unless it is the year of `today`.
    public func dayLong(_ day: Day, today: Day? = nil) -> String {
        customs.dayLong(day, withYear: day.year != (today ?? self.today)?.year)
    }

    /// `3 December, 14:05 (Maputo time)`, by this visitor's clock.
    public func moment(_ moment: Moment) -> String {
        let day = day(moment.day(in: zone))
        let minute = zone.minuteOfDay(at: moment)
        let time = "\(Day.padded(minute / 60, to: 2)):\(Day.padded(minute % 60, to: 2))"
        guard let city = zone.city else {
            return Phrase("\("day", day), \("time", time) (UTC)").plain(in: self)
        }
        return Phrase("\("day", day), \("time", time) (\("city", city) time)").plain(in: self)
    }

    /// The number with its thousands grouped: `12,345`.
    public func number(_ number: Int) -> String { customs.number(number) }

    /// `a, b and c`.
    public func list(_ parts: [String]) -> String { customs.list(parts.map(isolated)) }

    /// What stands between short facts side by side, with its space.
    public var comma: String { tag.isRightToLeft && !["he", "yi"].contains(tag.primary) ? "، " : ", " }

    /// What to say for a phrase, before its values are put in: the translation, or the English where there is none.
    func words(for phrase: Phrase) -> String {
        if let catalogue, let words = catalogue.words(for: phrase) { return words }
        guard let many = phrase.many, many.count != 1 else { return phrase.key }
        return many.key
    }

    /// Wraps text that runs against this language's direction in U+2068 and U+2069, so that it cannot reorder the sentence around it.
    func isolated(_ text: String) -> String {
        let against =
            tag.isRightToLeft
            ? text.utf8.contains { isASCIILetter($0) }
            : text.utf8.contains { $0 >= 0xD6 && $0 <= 0xDF || $0 == 0xE2 || $0 == 0xEF || $0 == 0xF0 } && text.mayRunRightToLeft
        return against ? "\u{2068}\(text)\u{2069}" : text
    }
}

extension String {
    /// Hebrew, Arabic and their neighbours, their presentation forms and supplementary planes, and explicit direction controls.
    fileprivate var mayRunRightToLeft: Bool {
        unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
            case 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
            default: false
            }
        }
    }
}
