import Language

/// Some people who read stories of change side by side, choose, and say why. What they choose goes on to the next panel.
struct Panel: Sendable {
    let item: Item
    let texts: [String: Text]
    let question: ID<Item>
    /// The area its stories are about.
    let domain: Int
    let level: PanelLevel
    /// How many it chooses at most.
    let most: Int
    /// The day by which its people choose; from the next one on they see each other's choice, whoever is late.
    let until: Day
    /// They meet without screens, and the team writes their result in.
    let isOnPaper: Bool
    /// The panel whose choice it reads; nil where it reads what was told.
    let below: ID<Item>?
    /// Stories that their tellers did not let go so far.
    let leftOut: Int
    /// Stories that were taken back since, and the last day somebody did.
    let gone: Int
    let goneOn: Day?
    let chosenOn: Day?
    /// Something it had chosen is among what was taken back.
    let lostChoice: Bool

    var id: ID<Item> { item.id }
    var isReading: Bool { item.state == "reading" }
    var name: Text { texts["name"] ?? Text(body: "…", language: item.language, origin: "author") }
    func why(_ story: ID<Item>) -> Text? { texts[Self.whyField(story)] }

    static func whyField(_ story: ID<Item>) -> String { "why \(story)" }
}

/// How far from those who told the stories a panel stands; the raw values are stored.
enum PanelLevel: String, Sendable, CaseIterable {
    case community, organisation, funder

    var words: Phrase {
        switch self {
        case .community: Phrase("People of this place")
        case .organisation: Phrase("The organisation")
        case .funder: Phrase("Those who pay for the work")
        }
    }

    /// Whether a story may be read there: what only people of the place may see goes further only when whoever told it said so, and what
    /// is for the safety lead alone goes nowhere.
    func mayRead(_ openness: Openness, mayGoUp: Bool) -> Bool {
        switch openness {
        case .everyone: true
        case .circle: self == .community || mayGoUp
        case .team: mayGoUp
        case .safety: false
        }
    }
}

/// A story as a panel reads it.
struct PanelStory: Sendable {
    let voice: Voice
    let capture: Capture
    let isChosen: Bool

    var id: ID<Item> { voice.id }
    func words(_ field: String) -> Text? { capture.words(field, in: voice.text) }
    var title: String { words("about")?.body ?? "…" }
}

/// What one of a panel chose, and why.
struct PanelPick: Sendable {
    let name: String
    let person: ID<Person>
    let story: ID<Item>
    let why: String
}

/// A panel with everything its page shows to one reader.
struct PanelView: Sendable {
    let panel: Panel
    let place: Place
    let question: Question?
    let domain: Text?
    /// Those of its stories this reader may read.
    let stories: [PanelStory]
    /// How many it reads, whoever may read them.
    let count: Int
    /// What it chose, with the story where this reader may read it.
    let chosen: [(id: ID<Item>, story: PanelStory?)]
    /// Who sits on it; for themselves and the team.
    let members: [String]
    let sits: Bool
    /// How many of them have chosen.
    let done: Int
    let mine: [PanelPick]
    /// Everybody's choice, for those who sit on it, once all have chosen or the day is past.
    let picks: [PanelPick]
    /// Whoever sits on it may write down what it chose, or on paper the team.
    let mayChoose: Bool
    let isTeam: Bool
    let trail: (before: [Step], after: [Step])
}

/// A panel as it is called together.
struct PanelDraft: Sendable {
    var name = ""
    var domain = ""
    var level = PanelLevel.community.rawValue
    var from = ""
    var members = ""
    var isOnPaper = false
    var most = "1"
    var until = ""

    static let longest = 120
    static let mostChosen = 10
    static let mostDays = 183

    var named: [String] {
        members.split { $0 == "," || $0 == "،" || $0.isNewline }.map { PersonName.clean(String($0)) }.filter { !$0.isEmpty }
    }

    struct Checked: Sendable {
        let name: String
        let domain: Int
        let level: PanelLevel
        let below: ID<Item>?
        let members: [ID<Person>]
        let isOnPaper: Bool
        let most: Int
        let until: Day
    }

    /// `found` are the people of the place by the names that were typed; `below` the panels that have chosen.
    func checked(among domains: [ChangeDomain], below panels: [Panel], found: [String: ID<Person>], in place: Place, on today: Day)
        throws(Invalid)
        -> Checked
    {
        var invalid = Invalid()
        if name.isEmpty { invalid.refuse("name", Phrase("Give the panel a name.")) }
        if name.count > Self.longest { invalid.refuse("name", Phrase("Keep this under \("n", Self.longest) characters.")) }
        let below = panels.first { $0.id.description == from }
        let domain = below?.domain ?? Int(domain).flatMap { n in domains.contains { $0.number == n } ? n : nil }
        if domain == nil { invalid.refuse("domain", Phrase("Choose one of these.")) }
        let level = PanelLevel(rawValue: level)
        if level == nil { invalid.refuse("level", Phrase("Choose one of these.")) }
        if place.isSealed, level != .community {
            invalid.refuse("level", Phrase("The words of this place are locked. They cannot be sent to anybody outside."))
        }
        if let missing = named.first(where: { found[$0] == nil }) {
            invalid.refuse("members", Phrase("Nobody here, or more than one, goes by “\("name", missing)”."))
        } else if !isOnPaper && Set(named.compactMap { found[$0] }).count < 2 {
            invalid.refuse("members", Phrase("One person is no panel: name two or more."))
        }
        let most = Int(most).flatMap { (1...Self.mostChosen).contains($0) ? $0 : nil }
        if most == nil { invalid.refuse("most", Phrase("Write a number from 1 to \("n", Self.mostChosen).")) }
        let day = Day(until).flatMap { $0 >= today && $0 <= today + Self.mostDays ? $0 : nil }
        if day == nil { invalid.refuse("until", Phrase("Choose a day from \("day", today) on, within half a year.")) }
        guard let domain, let level, let most, let day, invalid.isEmpty else { throw invalid }
        return Checked(
            name: name, domain: domain, level: level, below: below?.id, members: Array(Set(named.compactMap { found[$0] })),
            isOnPaper: isOnPaper, most: most, until: day)
    }
}

/// Which stories somebody, or the whole panel, chooses: those beside which they wrote why.
struct PanelChoice: Sendable {
    var whys: [ID<Item>: String] = [:]
    var against = ""
    /// Reasons for stories that were taken back while they were written.
    var lost: [String] = []

    static let longest = 1_000
    static func field(_ story: ID<Item>) -> String { "why_\(story)" }

    func checked(among stories: [ID<Item>], most: Int) throws(Invalid) -> [(story: ID<Item>, why: String)] {
        var invalid = Invalid()
        let chosen = stories.compactMap { id in whys[id].flatMap { $0.isEmpty ? nil : (story: id, why: $0) } }
        for one in chosen where one.why.count > Self.longest {
            invalid.refuse(Self.field(one.story), Phrase("Keep this under \("n", Self.longest) characters."))
        }
        if chosen.count > most, let last = chosen.last {
            invalid.refuse(
                Self.field(last.story),
                Phrase.counted(
                    most, one: "Only \("n", most) can be chosen. Empty the others.",
                    other: "Only \("n", most) can be chosen. Empty the others."))
        }
        if chosen.isEmpty, let first = stories.first {
            invalid.refuse(Self.field(first), Phrase("Choose one: write why this one more than the others."))
        }
        if against.count > 2 * Self.longest { invalid.refuse("against", Phrase("Keep this under \("n", 2 * Self.longest) characters.")) }
        if !lost.isEmpty { invalid.refuse("lost", Phrase("A story you wrote about was taken back meanwhile.")) }
        guard invalid.isEmpty else { throw invalid }
        return chosen
    }
}

/// What somebody who told a story, or reads about its question, is told of a panel.
struct PanelResult: Sendable {
    struct Chosen: Sendable {
        let id: ID<Item>
        /// nil where this reader may not read it.
        let story: PanelStory?
        let why: Text?
        /// It may be said again in what people are told.
        let mayBeTold: Bool
    }

    let panel: Panel
    let chosen: [Chosen]
    /// One's own story was among those it read.
    let readOwn: Bool
    /// How many it read.
    let count: Int
}

extension PanelDraft {
    init(_ fields: Fields) {
        (name, domain, level, from) = (fields["name"], fields["domain"], fields["level"], fields["from"])
        (members, isOnPaper, most, until) = (fields["members"], fields["paper"] == "yes", fields["most"], fields["until"])
    }
}

extension PanelChoice {
    init(_ fields: Fields, _ stories: [ID<Item>]) {
        for id in stories { whys[id] = fields[Self.field(id)] }
        against = fields["against"]
        let known = Set(stories.map(Self.field))
        lost = fields.pairs.filter { $0.name.hasPrefix("why_") && !known.contains($0.name) && !$0.value.isEmpty }.map(\.value)
    }
}
