import Language

/// Something that changed out there: who does what differently, since when and where, why it matters, and what we and others had to do
/// with it (outcome harvesting).
struct Outcome: Sendable {
    let item: Item
    let texts: [String: Text]
    let question: ID<Item>
    let since: Day
    let isIntended: Bool
    let direction: Direction
    /// How often its words were written anew, from 1.
    let wording: Int

    var id: ID<Item> { item.id }
    func words(_ field: String) -> Text? { texts[field] }

    /// Whether it is a change for the better, for those who live with it.
    enum Direction: String, Sendable, CaseIterable {
        case positive, negative, mixed

        var words: Phrase {
            switch self {
            case .positive: Phrase("for the better")
            case .negative: Phrase("for the worse")
            case .mixed: Phrase("both at once")
            }
        }
    }
}

/// How something before a change stands to it. That two things happened together proves nothing, and is worth writing down.
struct Contribution: Sendable {
    enum How: String, Sendable, CaseIterable {
        case ledTo = "led_to"
        case helped, coincided

        var words: Phrase {
            switch self {
            case .ledTo: Phrase("It led to it.")
            case .helped: Phrase("It helped, beside other things.")
            case .coincided: Phrase("It happened at the same time; we do not know more.")
            }
        }
    }

    enum Sure: String, Sendable, CaseIterable {
        case high, medium, low

        var words: Phrase {
            switch self {
            case .high: Phrase("quite sure")
            case .medium: Phrase("fairly sure")
            case .low: Phrase("not sure")
            }
        }
    }

    let source: ID<Item>
    let outcome: ID<Item>
    let how: How
    let sure: Sure
}

/// What the form of a change sent.
struct ChangeDraft: Sendable {
    var who = ""
    var what = ""
    var since = ""
    var place = ""
    var significance = ""
    var contribution = ""
    var others = ""
    var intended = ""
    var direction = ""
    var how = Contribution.How.helped.rawValue
    var sure = Contribution.Sure.medium.rawValue
    var opening = OpeningDraft()

    struct Checked: Sendable {
        let since: Day
        let isIntended: Bool
        let direction: Outcome.Direction
        let how: Contribution.How
        let sure: Contribution.Sure
        let openness: Openness?
    }

    /// Each text with its field, as it is kept.
    var texts: [(field: String, body: String)] {
        [
            ("what", what), ("who", who), ("place", place), ("significance", significance), ("contribution", contribution),
            ("others", others),
        ]
    }

    private static func missing(_ field: String) -> Phrase {
        switch field {
        case "who": Phrase("Say who does something differently: a person in a role, a group, an office.")
        case "what": Phrase("Say in one sentence what they do differently now.")
        case "place": Phrase("Say where.")
        case "significance": Phrase("Say why it matters.")
        case "contribution": Phrase("Say what you had to do with it.")
        default: Phrase("Say who or what else helped. Nothing changes by one alone.")
        }
    }

    func checked(on today: Day, sources: Openness?) throws(Invalid) -> Checked {
        var invalid = Invalid()
        for (field, value) in texts {
            if value.isEmpty { invalid.refuse(field, Self.missing(field)) }
            let most = field == "what" || field == "who" ? 300 : field == "place" ? 120 : 1_000
            if value.count > most { invalid.refuse(field, Phrase("Keep this under \("n", most) characters.")) }
        }
        let day = Day(since).flatMap { $0 <= today && $0 > today - 36_600 ? $0 : nil }
        if day == nil { invalid.refuse("since", Phrase("Choose the day since which it is so, not later than today.")) }
        if !["yes", "no"].contains(intended) { invalid.refuse("intended", Phrase("Say whether it was intended.")) }
        let direction = Outcome.Direction(rawValue: direction)
        if direction == nil { invalid.refuse("direction", Phrase("Say for whom it is better or worse, as far as you know.")) }
        let openness = opening.checked(sources: sources, &invalid)
        guard let day, let direction, invalid.isEmpty else { throw invalid }
        return Checked(
            since: day, isIntended: intended == "yes", direction: direction, how: .init(rawValue: how) ?? .helped,
            sure: .init(rawValue: sure) ?? .low, openness: openness)
    }
}

extension ChangeDraft {
    init(_ fields: Fields) {
        who = fields["who"]
        what = fields["what"]
        since = fields["since"]
        place = fields["place"]
        significance = fields["significance"]
        contribution = fields["contribution"]
        others = fields["others"]
        intended = fields["intended"]
        direction = fields["direction"]
        how = fields["how"].nonEmpty ?? Contribution.How.helped.rawValue
        sure = fields["sure"].nonEmpty ?? Contribution.Sure.medium.rawValue
        opening = OpeningDraft(fields)
    }

    /// As it stands.
    init(_ outcome: Outcome) {
        func words(_ field: String) -> String { outcome.words(field)?.body ?? "" }
        (who, what, place) = (words("who"), words("what"), words("place"))
        (significance, contribution, others) = (words("significance"), words("contribution"), words("others"))
        (since, intended, direction) = (outcome.since.text, outcome.isIntended ? "yes" : "no", outcome.direction.rawValue)
    }
}
