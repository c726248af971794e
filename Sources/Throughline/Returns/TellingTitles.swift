import Language

/// How a telling-back is named in lists, on its page and on the path.
enum TellingTitles {
    static func whom(_ duty: Duty) -> Phrase {
        Phrase.counted(
            duty.people, one: "\("n", duty.people) person, in \("language", duty.language), \("way", duty.door.how)",
            other: "\("n", duty.people) people, in \("language", duty.language), \("way", duty.door.how)")
    }

    static func tell(_ duty: Duty) -> Phrase {
        Phrase.counted(
            duty.people, one: "Tell \("n", duty.people) person, in \("language", duty.language), \("way", duty.door.how)",
            other: "Tell \("n", duty.people) people, in \("language", duty.language), \("way", duty.door.how)")
    }

    static func when(_ duty: Duty) -> Phrase {
        let minutes = Phrase.counted(duty.minutes, one: "\("n", duty.minutes) minute", other: "\("n", duty.minutes) minutes")
        return duty.wasPostponed
            ? Phrase("Promised by \("day", duty.due), postponed once. \("minutes", minutes).")
            : Phrase("Promised by \("day", duty.due). \("minutes", minutes).")
    }

    /// "To 27 of 31 people. 4 could not be reached." Each number only where it is at least `fewest`.
    static func reached(told: Int, people: Int, unreachable: Int, from fewest: Int) -> Phrase {
        let isCounted = people >= fewest && (told == 0 || told >= fewest)
        let reached =
            isCounted
            ? Phrase.counted(
                people, one: "To \("told", told) of \("people", people) person.", other: "To \("told", told) of \("people", people) people."
            )
            : told == 0 ? Phrase("To nobody.") : Phrase("To a few people.")
        guard unreachable > 0 else { return reached }
        let missed =
            isCounted && unreachable >= fewest
            ? Phrase.counted(
                unreachable, one: "\("n", unreachable) could not be reached.", other: "\("n", unreachable) could not be reached.")
            : Phrase("Some could not be reached.")
        return Phrase("\("reached", reached) \("missed", missed)")
    }
}
