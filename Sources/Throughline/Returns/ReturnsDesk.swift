import Language

/// What a place owes and has told, with the three numbers of domain 4.
struct ReturnsDesk: Sendable {
    /// One language of one question, through one door.
    struct Line: Sendable {
        let question: Question
        let duty: Duty
        /// What was told for it, the last time.
        let telling: Telling?
    }

    let place: Place
    /// The place makes papers for those who have no screen.
    let prints: Bool
    let today: Day
    let lines: [Line]
    let numbers: ReturnNumbers
    /// By language, the most people first.
    let languages: [(language: LanguageTag, numbers: ReturnNumbers)]

    var late: [Line] { lines.filter { $0.duty.state == "owed" && $0.duty.due < today } }
    var owed: [Line] { lines.filter { $0.duty.state == "owed" && $0.duty.due >= today } }
    /// The latest of them: the numbers above speak of all.
    var delivered: [Line] { Array(lines.filter { $0.duty.state == "done" }.reversed().prefix(30)) }
    var notDone: [Line] { lines.filter { $0.duty.state == "not_done" } }
}

/// How many people were told in time of those who were due, how long it took, and of whom something was used.
struct ReturnNumbers: Sendable, Equatable {
    /// People told by the day they were promised.
    var inTime = 0
    /// People whose day has come.
    var due = 0
    /// Days from somebody's words to their being told, the middle one; nil while nobody was.
    var medianDays: Int?
    /// Contributions something was learned from.
    var used = 0
    /// Of those, the speakers who were told a concrete use.
    var usedAndTold = 0

    /// Returns delivered by their day ÷ returns due, in whole percent; 0 when nothing was due.
    var rate: Int { due == 0 ? 0 : (200 * inTime + due) / (2 * due) }

    /// A thing that was told or should have been.
    mutating func add(people: Int, told: Int, on day: Day?, due promised: Day, today: Day) {
        guard day != nil || promised < today else { return }
        due += people
        if let day, day <= promised { inTime += told }
    }

    /// The middle one; of two the smaller.
    static func median(_ days: [Int]) -> Int? {
        let sorted = days.sorted()
        return sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2]
    }
}
