import Language

extension Item {
    /// What can be kept to the team until a day: what came of people's answers, never what they said.
    private static let waiting: [Kind: Right] = [.insight: .learn, .decision: .decide, .commitment: .decide, .outcome: .learn]

    /// Whoever may set the day, reads it as one of the team.
    func mayBeEmbargoed(by reader: Reader) -> Bool {
        guard let needed = Self.waiting[kind], audience <= .team else { return false }
        return reader.person != nil && reader.may(needed, in: space)
    }
}

/// The day before which nobody but the team reads something, as it was typed.
struct EmbargoDraft: Sendable {
    var day = ""

    /// A year is as far as anybody can answer for.
    static let mostDays = 366

    func checked(on today: Day) throws(Invalid) -> Day {
        guard let day = Day(day), day > today, day <= today + Self.mostDays else {
            throw Invalid("day", Phrase("Choose a day from tomorrow on, within a year."))
        }
        return day
    }
}
