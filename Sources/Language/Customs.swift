/// How a language writes days, numbers and lists, after the Unicode Common Locale Data Repository (long dates, standard numbers,
/// standard "and" lists). A language we have no table for is written the English way until it has one.
enum Customs: Sendable {
    case english, french, spanish, russian
    /// Two sets of month names are in use: January is يناير on the Nile and in the Gulf, كانون الثاني in the Levant and Iraq.
    case arabic(levantine: Bool)

    init(for tag: LanguageTag) {
        switch tag.primary {
        case "fr": self = .french
        case "es": self = .spanish
        case "ru": self = .russian
        case "ar": self = .arabic(levantine: ["IQ", "JO", "LB", "PS", "SY"].contains(tag.region ?? ""))
        default: self = .english
        }
    }

    func day(_ day: Day, withYear: Bool) -> String {
        let (year, month, dayOfMonth) = day.civil
        let name = months[month - 1]
        switch self {
        case .english, .arabic: return "\(dayOfMonth) \(name)" + (withYear ? " \(year)" : "")
        case .french: return "\(dayOfMonth == 1 ? "1er" : String(dayOfMonth)) \(name)" + (withYear ? " \(year)" : "")
        case .spanish: return "\(dayOfMonth) de \(name)" + (withYear ? " de \(year)" : "")
        case .russian: return "\(dayOfMonth) \(name)" + (withYear ? " \(year) г." : "")
        }
    }

    func dayLong(_ day: Day, withYear: Bool) -> String {
        let date = self.day(day, withYear: withYear)
        let name = weekdays[day.weekday]
        switch self {
        case .english, .french: return "\(name) \(date)"
        case .spanish, .russian: return "\(name), \(date)"
        case .arabic: return "\(name)، \(date)"
        }
    }

    func number(_ number: Int) -> String {
        var digits = String(number.magnitude)
        if digits.utf8.count > grouping.leastDigits {
            var place = digits.utf8.count - 3
            while place > 0 {
                digits.insert(contentsOf: grouping.mark, at: digits.index(digits.startIndex, offsetBy: place))
                place -= 3
            }
        }
        guard number < 0 else { return digits }
        if case .arabic = self { return "\u{200E}-" + digits }
        return "-" + digits
    }

    func list(_ parts: [String]) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        if case .arabic = self { return parts.joined(separator: " و") }
        let first = parts.dropLast().joined(separator: ", ")
        switch self {
        case .french: return "\(first) et \(last)"
        case .spanish: return "\(first) \(Self.soundsLikeI(last) ? "e" : "y") \(last)"
        case .russian: return "\(first) и \(last)"
        case .english, .arabic: return "\(first) and \(last)"
        }
    }

    /// Spanish says "e" instead of "y" before the sound i, but not before "hie".
    private static func soundsLikeI(_ word: String) -> Bool {
        let start = word.lowercased()
        if start.hasPrefix("hie") || start.hasPrefix("hia") || start.hasPrefix("hio") { return false }
        return ["i", "í", "hi", "hí"].contains { start.hasPrefix($0) }
    }

    /// The mark between groups of three digits, and the most digits a number may have without one.
    private var grouping: (mark: String, leastDigits: Int) {
        switch self {
        case .english, .arabic: (",", 3)
        case .french: ("\u{202F}", 3)
        case .spanish: (".", 4)
        case .russian: ("\u{A0}", 3)
        }
    }

    private var months: [String] {
        switch self {
        case .english: Self.englishMonths
        case .french: Self.frenchMonths
        case .spanish: Self.spanishMonths
        case .russian: Self.russianMonths
        case .arabic(levantine: false): Self.arabicMonths
        case .arabic(levantine: true): Self.levantineMonths
        }
    }

    private var weekdays: [String] {
        switch self {
        case .english: Self.englishWeekdays
        case .french: Self.frenchWeekdays
        case .spanish: Self.spanishWeekdays
        case .russian: Self.russianWeekdays
        case .arabic: Self.arabicWeekdays
        }
    }

    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]
    private static let frenchMonths = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ]
    private static let spanishMonths = [
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ]
    /// In the genitive, as a date asks.
    private static let russianMonths = [
        "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря",
    ]
    private static let arabicMonths = [
        "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
    ]
    private static let levantineMonths = [
        "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول",
    ]
    private static let englishWeekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    private static let frenchWeekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
    private static let spanishWeekdays = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]
    private static let russianWeekdays = ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"]
    private static let arabicWeekdays = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"]
}
