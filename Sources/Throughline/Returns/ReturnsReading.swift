import Database
import Language

/// Reads the returns desk of a place.
struct ReturnsReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    func desk(_ slug: String) throws -> ReturnsDesk {
        let place = try PlaceStore(tx).find(slug: slug)
        try reader.require(.tell, in: place.id)
        let today = now.day(in: place.zone)
        let duties = try DutyStore(tx).all(in: place.id, kind: .tellBack)
        let questions = try QuestionStore(tx).all(duties.map(\.item), for: reader, in: language, at: now)
        let tellings = try TellingStore(tx).told(in: place.id)
        let last = Dictionary(tellings.map { ($0.duty, $0) }) { _, later in later }
        let lines = duties.compactMap { duty in
            questions[duty.item].map { ReturnsDesk.Line(question: $0, duty: duty, telling: last[duty.id]) }
        }
        var all = numbers(duties, tellings, today)
        let voices = VoiceStore(tx)
        all.medianDays = try ReturnNumbers.median(voices.daysToReturn(in: place.id))
        (all.used, all.usedAndTold) = try voices.usedAndTold(in: place.id)
        let languages = Set(duties.map(\.language)).sorted().map { language in
            (
                language: language,
                numbers: numbers(duties.filter { $0.language == language }, tellings.filter { $0.language == language }, today)
            )
        }
        return ReturnsDesk(
            place: place, prints: try PracticeStore(tx).used(in: place.id)[.reports] != nil, today: today, lines: lines, numbers: all,
            languages: languages)
    }

    /// What was told counts by the day it was promised then; what is owed, once its day is over.
    private func numbers(_ duties: [Duty], _ tellings: [Telling], _ today: Day) -> ReturnNumbers {
        let dues = Dictionary(duties.map { ($0.id, $0.due) }) { first, _ in first }
        var all = ReturnNumbers()
        for telling in tellings {
            let promised = telling.due ?? dues[telling.duty] ?? telling.toldOn ?? today
            all.add(people: telling.people, told: telling.told, on: telling.toldOn, due: promised, today: today)
        }
        for duty in duties where duty.state != "done" {
            all.add(people: duty.people, told: 0, on: nil, due: duty.state == "not_done" ? today - 1 : duty.due, today: today)
        }
        return all
    }
}
