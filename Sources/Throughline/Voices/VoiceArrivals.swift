import Database
import Language

/// A voice that comes in with many others. Nobody waits here to be told: how people heard was settled where it was first said.
struct ArrivingVoice: Sendable {
    let id: ID<Item>
    let text: String
    let language: LanguageTag
    let author: Author
    let day: Day
    var place: String?
    var organisation: String?
    var role: String?
}

extension VoiceStore {
    /// Keeps many answers to one question. `source` says where they came from.
    func addAll(_ arrivals: [ArrivingVoice], to question: Item, openness: Openness, source: String, by act: Act) throws {
        guard !arrivals.isEmpty else { return }
        let marks = openness.marks
        try LineStore(tx).addAll(
            arrivals.map { voice in
                let new = NewItem(
                    kind: .voice, space: question.space, author: voice.author, language: voice.language, sensitivity: marks.sensitivity,
                    tlp: marks.tlp, state: "ready")
                return ArrivingItem(id: voice.id, new: new, texts: [("text", voice.text)], day: voice.day)
            }, by: act)
        let lock = try WordSealing(tx).lock(on: .voice, in: question.space)
        let rows = arrivals.map { voice -> SQL in
            let place = voice.place.map { lock?.seal(words: $0) ?? $0 }
            let values: [Value] = [
                voice.id.sqlValue, question.id.sqlValue, openness.rawValue.sqlValue, 1.sqlValue, place.orNull,
                Door.none.rawValue.sqlValue, voice.language.sqlValue, voice.organisation.orNull, voice.role.orNull, source.sqlValue,
            ]
            return "\(list: values)"
        }
        try tx.run(
            """
            INSERT INTO voices (id, question_id, openness, people, place, door, told_language, organisation, role, source)
            VALUES \(rows.joined(separator: ", "))
            """)
        try LineStore(tx).linkAll(arrivals.map { ($0.id, question.id) }, .answers, by: act)
        guard openness != .safety else { return }
        try tally(Turnout(voices: arrivals.count, people: arrivals.count), on: question.id)
    }
}
