import Language

/// One sentence that people agree with, disagree with or pass over: the unit of an opinion survey (domain 3).
struct Statement: Sendable {
    let item: Item
    /// Its place in the survey, from 0 in Polis exports.
    let number: Int
    let text: Text?
    let agree: Int
    let disagree: Int
    let pass: Int

    var votes: Int { agree + disagree + pass }

    /// Agree, disagree and passed as they may be shown to those who see numbers from `fewest` on; nil where one is hidden.
    func published(from fewest: Int) -> [Int?] {
        guard fewest > 1 else { return [agree, disagree, pass] }
        let answers = [agree, disagree, pass].map { CountTable.Cell(people: $0, answers: $0, largest: min($0, 1), second: $0 > 1 ? 1 : 0) }
        let table = CountTable(rows: ["votes"], columns: ["agree", "disagree", "pass"], cells: [answers])
        return Array(SmallNumbers.publish(table, from: fewest, merging: false).values[0].prefix(3))
    }
}

/// What somebody said of a statement. The numbers are stored.
enum Vote: Int, Sendable, CaseIterable {
    case disagree = -1
    case pass = 0
    case agree = 1
}

/// How big a survey is; kept beside it so that no page has to count votes.
struct Poll: Sendable, Equatable {
    let statements: Int
    let votes: Int
    /// People, as far as random numbers tell them apart.
    let voters: Int

    /// Below so many people the numbers could point at somebody and are shown to nobody.
    static let fewest = Headcount.takingPart
}

/// Everything the page of a question's statements shows.
struct StatementsView: Sendable {
    let question: Question
    let place: Place
    let poll: Poll
    let statements: [Statement]
    let hasMore: Bool
    /// From how many people on this reader sees numbers of people, and how they stood to each statement.
    let fewest: Int
    var fewestVoters: Int { max(fewest, Poll.fewest) }
    var showsNumbers: Bool { poll.voters >= fewestVoters }
}
