import Language

/// What somebody looks after in a place is handed to a colleague, who says yes or no. Until then nothing changes hands.
struct Handover: Sendable {
    let id: ID<Handover>
    let space: ID<Space>
    let from: ID<Person>
    let to: ID<Person>
    /// Who knows, and what one has to know.
    let note: String
    let offeredOn: Day
    let state: State

    enum State: String, Sendable { case offered, accepted, declined }
}

/// Everything one person looks after in one place, as far as whoever reads this may see it.
struct Holdings: Sendable {
    /// Open questions they asked, with how many people still wait to be told.
    let questions: [(question: Question, waiting: Int)]
    let promises: [Commitment]
    let experiments: [(item: Item, text: Text?)]
    let journeys: [(item: Item, text: Text?)]
    /// What they took on of that which the team owes, besides telling back.
    let duties: [(duty: Duty, item: Item, text: Text?)]

    var isEmpty: Bool { questions.isEmpty && promises.isEmpty && experiments.isEmpty && journeys.isEmpty && duties.isEmpty }
}

/// Whom it is offered to, and what they have to know.
struct HandoverDraft: Sendable {
    var to = ""
    var note = ""

    func checked(among colleagues: [ID<Person>]) throws(Invalid) -> ID<Person> {
        var invalid = Invalid()
        let person = ID<Person>(typed: to).flatMap { colleagues.contains($0) ? $0 : nil }
        if person == nil { invalid.refuse("to", Phrase("Choose who takes it over. Ask them first.")) }
        if note.isEmpty { invalid.refuse("note", Phrase("Say who knows about it, and what one has to know.")) }
        if note.count > 1_000 { invalid.refuse("note", Phrase("Keep this under \("n", 1_000) characters.")) }
        guard let person, invalid.isEmpty else { throw invalid }
        return person
    }
}
