import Language

/// A request for people's time (domain 6): every question is one, and counts for the people it was put to, whoever asks.
struct Ask: Sendable {
    let question: ID<Item>
    let space: ID<Space>
    /// For whom it is asked; empty for the place's own team.
    let organisation: String
    let minutes: Int
    /// nil while it was not put to anybody.
    let askedOn: Day?
    let permission: Permission

    /// Whether somebody who speaks for the people was asked to let it through, although earlier ones wait.
    enum Permission: String, Sendable {
        case none, wanted, allowed, refused
    }
}

/// What the people of a place were asked in a year, as numbers, and what they still wait for.
struct AskRegister: Sendable, Equatable {
    var asks = 0
    /// Of these, by other places that ask the same people.
    var elsewhere = 0
    /// Minutes asked of each of them, all together.
    var minutes = 0
    /// What the organisation that asks now has promised and not brought back.
    var overdue = 0
    var daysOverdue = 0

    /// From so many asks in 365 days on, whoever asks is told (domain 0.5).
    static let many = 4
}

/// Why a question cannot be put to people yet.
enum AskObstacle: Sendable, Equatable {
    /// Something promised to the same people is overdue.
    case overdue
    /// For research and for other organisations, what is given and what comes back is agreed first.
    case agreement
}

/// Who asks, for how long: two fields of the asking form.
struct AskDraft: Sendable {
    var organisation = ""
    var minutes = "2"

    static let longest = 600

    func checked() throws(Invalid) -> (organisation: String, minutes: Int) {
        var invalid = Invalid()
        let wanted = Int(minutes).flatMap { (1...Self.longest).contains($0) ? $0 : nil }
        if wanted == nil { invalid.refuse("minutes", Phrase("Write how many minutes, from 1 to \("n", Self.longest).")) }
        if !organisation.isEmpty && !organisation.isName {
            invalid.refuse("for_organisation", Phrase("Write the name on one line, under \("n", 120) characters."))
        }
        guard let wanted, invalid.isEmpty else { throw invalid }
        return (organisation, wanted)
    }
}
