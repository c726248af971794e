import Database
import Language

/// Reads what lies on the table, for the team, with the eyes of those who sit around it: words that may be quoted, in their own language
/// and beside it in the reader's.
struct WorkshopReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    func workshop(_ id: ID<Item>) throws -> Workshop {
        let question = try QuestionStore(tx).find(id, for: reader, in: language, at: now)
        try reader.require(.learn, in: question.item.space)
        let place = try PlaceStore(tx).find(question.item.space)
        try PracticeStore(tx).require(.workshops, in: place.id)
        try WordSealing(tx).requireUnsealed(place.id)
        let eyes = Openness.circle.reader(of: place.id)
        let rows = try tx.run(
            """
            \(VoiceStore.select) WHERE v.question_id = \(id) AND i.state = 'ready' AND i.label IS NULL AND t.body IS NOT NULL
                AND \(PermissionSQL.holds(.quote, on: now.day(in: .utc))) AND \(PermissionSQL.mayBeCopied) AND \(Visibility.inSpace(place.id, for: eyes, at: now))
            ORDER BY v.id LIMIT \(Workshop.mostCards)
            """)
        let voices = try VoiceStore(tx).read(rows)
        let numbers = WorkshopCard.numbers(of: voices)
        let brought = try TextStore(tx).brought(voices.map(\.item), field: "text", into: language)
        let all = try VoiceStore(tx).list(of: id, in: place.id, for: reader, at: now, limit: voices.count + 1)
        let cards = voices.map { WorkshopCard(number: numbers[$0.id] ?? "", voice: $0, brought: brought[$0.id]) }
        return Workshop(
            question: question, place: place, cards: cards.count < Workshop.fewest ? [] : cards.sorted { $0.number < $1.number },
            without: all.count > voices.count)
    }
}
