import HTML
import Language

/// One thing that waits for somebody of the team, with how long it takes and where it is done.
struct WeekThing: Sendable {
    let title: Phrase
    let note: Phrase
    /// What it is about, in somebody's own words.
    let about: Text?
    let minutes: Int
    let due: Day
    let button: Phrase
    let href: Href
    /// Somebody else has taken it.
    let isTaken: Bool
}

/// What waits in a place this week, and what can wait longer.
struct Week: Sendable {
    let place: Place
    /// At most five, the nearest date first.
    let things: [WeekThing]
    let later: [WeekThing]

    static let most = 5
    /// Days from today within which something belongs to this week's list: a week, and one to prepare it.
    static let horizon = 14

    init(_ all: [WeekThing], in place: Place, on today: Day) {
        self.place = place
        let sorted = all.sorted { ($0.due, $0.minutes) < ($1.due, $1.minutes) }
        let near = sorted.filter { !$0.isTaken && $0.due <= today + Self.horizon }
        things = Array(near.prefix(Self.most))
        later = Array(near.dropFirst(Self.most)) + sorted.filter { $0.isTaken || $0.due > today + Self.horizon }
    }

    var minutes: Int { things.reduce(0) { $0 + $1.minutes } }
}
