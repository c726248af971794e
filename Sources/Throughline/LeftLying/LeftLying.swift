import Language

/// What a place has seen and then dropped: people who were promised a word and had none, lessons nothing follows from, promises past their
/// day. Each with one next step.
struct LeftLying: Sendable {
    let place: Place
    /// Questions past the day by which people were to hear, with how many still wait and since when.
    let questions: [(question: Question, people: Int, since: Day)]
    /// Lessons that were shared a while ago and led to nothing.
    let lessons: [(item: Item, text: Text?)]
    let promises: [Commitment]
    /// Promises that were agreed with the people who are asked.
    let agreed: Set<ID<Item>>

    /// Days after which a lesson from which nothing follows is one that was dropped.
    static let patience = 60

    var isEmpty: Bool { questions.isEmpty && lessons.isEmpty && promises.isEmpty }
}

/// Another day for something that lies, and why.
struct PutOffDraft: Sendable {
    var day = ""
    var because = ""

    static let mostDays = 183

    func checked(on today: Day) throws(Invalid) -> Day {
        var invalid = Invalid()
        let day = Day(day).flatMap { $0 > today && $0 <= today + Self.mostDays ? $0 : nil }
        if day == nil { invalid.refuse("day", Phrase("Choose a day from tomorrow on, within half a year.")) }
        Self.check(because, "because", &invalid)
        guard let day, invalid.isEmpty else { throw invalid }
        return day
    }

    static func check(_ words: String, _ field: String, _ invalid: inout Invalid) {
        if words.isEmpty { invalid.refuse(field, Phrase("Say why, so that others can follow.")) }
        if words.count > 600 { invalid.refuse(field, Phrase("Keep this under \("n", 600) characters.")) }
    }
}
