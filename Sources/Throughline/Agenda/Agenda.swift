import Language

/// What a place wants to learn, over what time, and who has a say in it (domain 1, LearningAgenda). A place keeps one; it is there once
/// a steward switches it on.
struct Agenda: Sendable {
    let space: ID<Space>
    let title: String
    let level: Level
    /// Who of the people it concerns, or of local partners, has a say; or why nobody of them has.
    let stakeholders: String
    let whyNot: String
    let theory: String
    let until: Day
    /// In months.
    let reviewEvery: Int
    let begunOn: Day
    let version: Int

    /// More questions at work at once than people can follow (domain 1).
    static let mostActive = 7

    enum Level: String, Sendable, CaseIterable {
        case activity, project, programme, strategy, organisation, community, partnership

        var words: Phrase {
            switch self {
            case .activity: Phrase("one activity")
            case .project: Phrase("a project")
            case .programme: Phrase("a programme")
            case .strategy: Phrase("a strategy")
            case .organisation: Phrase("an organisation")
            case .community: Phrase("a community")
            case .partnership: Phrase("a partnership")
            }
        }
    }
}

/// What the form of the agenda sent.
struct AgendaDraft: Sendable {
    var title = ""
    var level = Agenda.Level.project.rawValue
    var stakeholders = ""
    var whyNot = ""
    var theory = ""
    var until = ""
    var reviewEvery = "6"

    struct Checked: Sendable {
        let title: String
        let level: Agenda.Level
        let until: Day
        let reviewEvery: Int
    }

    static let months = [3, 6, 12]

    func checked(on today: Day, changing old: Agenda? = nil) throws(Invalid) -> Checked {
        var invalid = Invalid()
        if title.isEmpty { invalid.refuse("title", Phrase("Give it a title.")) }
        if stakeholders.isEmpty && whyNot.isEmpty {
            invalid.refuse("stakeholders", Phrase("Say who of the people it concerns has a say, or why nobody has."))
        }
        for (field, words, most) in [
            ("title", title, 120), ("stakeholders", stakeholders, 300), ("why_not", whyNot, 300), ("theory", theory, 1_000),
        ] where words.count > most {
            invalid.refuse(field, Phrase("Keep this under \("n", most) characters."))
        }
        let day = Day(until).flatMap { $0 >= today || $0 == old?.until ? $0 : nil }
        if day == nil { invalid.refuse("until", Phrase("Choose a day from \("day", today) on.")) }
        guard let day, let level = Agenda.Level(rawValue: level), let every = Int(reviewEvery), Self.months.contains(every), invalid.isEmpty
        else { throw invalid }
        return Checked(title: title, level: level, until: day, reviewEvery: every)
    }
}

extension AgendaDraft {
    init(_ fields: Fields) {
        self.init(
            title: fields["title"], level: fields["level"].nonEmpty ?? Agenda.Level.project.rawValue, stakeholders: fields["stakeholders"],
            whyNot: fields["why_not"], theory: fields["theory"], until: fields["until"],
            reviewEvery: fields["review_every"].nonEmpty ?? "6")
    }

    init(_ agenda: Agenda) {
        self.init(
            title: agenda.title, level: agenda.level.rawValue, stakeholders: agenda.stakeholders, whyNot: agenda.whyNot,
            theory: agenda.theory, until: agenda.until.text, reviewEvery: "\(agenda.reviewEvery)")
    }
}
