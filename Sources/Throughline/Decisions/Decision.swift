import Language

/// What changed because of what was learned, who decided it, and what came of it.
struct Decision: Sendable {
    let item: Item
    let texts: [String: Text]
    let question: ID<Item>?
    /// Nil where somebody decided by mail and said it in words only.
    let type: DecisionType?
    let decidedBy: String
    let level: DecisionLevel?
    let decidedOn: Day
    /// From when it holds, when that is another day.
    let startsOn: Day?
    let checkOn: Day?
    let result: DecisionResult?
    /// Somebody of the team wrote it down for the one who decides.
    let isOnBehalf: Bool
    let confirmedOn: Day?
    let appliedOn: Day?
    let checkedOn: Day?
    let endedOn: Day?
    let trigger: DecisionTrigger?
    let loop: LearningLoop?
    /// Who wrote it down, when that is somebody with an account.
    let writer: String?

    var id: ID<Item> { item.id }
    var isConfirmed: Bool { item.state != "proposed" }
    func words(_ field: String) -> Text? { texts[field] }
}

/// What kind of change a decision is; keeping something deliberately is one.
enum DecisionType: String, Sendable, CaseIterable {
    case stop, start, more, less, differently, keep

    var words: Phrase {
        switch self {
        case .stop: Phrase("Stop something")
        case .start: Phrase("Start something")
        case .more: Phrase("Do more of it")
        case .less: Phrase("Do less of it")
        case .differently: Phrase("Do it differently")
        case .keep: Phrase("Keep it as it is, deliberately")
        }
    }
}

/// At which level it was decided.
enum DecisionLevel: String, Sendable, CaseIterable {
    case team, management, steering, community, funder

    var words: Phrase {
        switch self {
        case .team: Phrase("the team")
        case .management: Phrase("the management")
        case .steering: Phrase("a steering group")
        case .community: Phrase("the community")
        case .funder: Phrase("a funder")
        }
    }
}

/// Whether it worked, when it was looked at again.
enum DecisionResult: String, Sendable, CaseIterable {
    case asHoped = "as_hoped"
    case partly, no, harm
    case tooEarly = "too_early"

    var words: Phrase {
        switch self {
        case .asHoped: Phrase("It worked as hoped.")
        case .partly: Phrase("It worked partly.")
        case .no: Phrase("It did not work.")
        case .harm: Phrase("It did harm.")
        case .tooEarly: Phrase("It is too early to say.")
        }
    }
}

/// What the form for a decision sent.
struct DecisionDraft: Sendable {
    var what = ""
    var type = DecisionType.differently.rawValue
    var decidedBy = ""
    var level = DecisionLevel.team.rawValue
    var decidedOn = ""
    var why = ""
    var expected = ""
    var checkOn = ""
    var options = ""
    var trigger = ""
    var loop = ""
    var isProposed = false
    /// Somebody else decides and confirms it by a link.
    var isOnBehalf = false
    var deciderMail = ""
    var deciderLanguage = ""
    var opening = OpeningDraft()

    struct Checked: Sendable {
        let type: DecisionType
        let level: DecisionLevel
        let decidedOn: Day
        let checkOn: Day?
        var trigger: DecisionTrigger?
        var loop: LearningLoop?
        let openness: Openness?
    }

    /// `sources` is what the chosen records are open to; `needsMail` when a link has to travel by mail.
    func checked(on today: Day, sources: Openness?, needsMail: Bool) throws(Invalid) -> Checked {
        var invalid = Invalid()
        if what.isEmpty { invalid.refuse("what", Phrase("Say in one sentence what changes.")) }
        if what.count > 300 { invalid.refuse("what", Phrase("Keep this under \("n", 300) characters.")) }
        if decidedBy.isEmpty { invalid.refuse("decided_by", Phrase("Say who decides: a person, a group or a role.")) }
        if !decidedBy.isName { invalid.refuse("decided_by", Phrase("Write the name on one line, under \("n", 120) characters.")) }
        let day = Day(decidedOn).flatMap { $0 <= today && $0 > today - 3_660 ? $0 : nil }
        if day == nil { invalid.refuse("decided_on", Phrase("Choose the day it was decided, not later than today.")) }
        if why.isEmpty { invalid.refuse("why", Phrase("Say why, so that others can follow.")) }
        for (field, value) in [("why", why), ("expected", expected), ("options", options)] where value.count > 2_000 {
            invalid.refuse(field, Phrase("Keep this under \("n", 2_000) characters."))
        }
        let check = Day(checkOn)
        if !checkOn.isEmpty && check.map({ $0 < today }) ?? true {
            invalid.refuse("check_on", Phrase("Choose a day from \("day", today) on, or leave it empty."))
        }
        if isOnBehalf, needsMail || !deciderMail.isEmpty, !MailHeader.isAddress(deciderMail) {
            invalid.refuse("decider_mail", Phrase("Write a mail address like name@example.org."))
        }
        let openness = opening.checked(sources: sources, &invalid)
        guard let day, invalid.isEmpty else { throw invalid }
        return Checked(
            type: DecisionType(rawValue: type) ?? .differently, level: DecisionLevel(rawValue: level) ?? .team, decidedOn: day,
            checkOn: check,
            trigger: DecisionTrigger(rawValue: trigger) ?? (opening.from.isEmpty ? nil : .insight), loop: LearningLoop(rawValue: loop),
            openness: openness)
    }
}

extension String {
    /// A name that fits on a slip and into a mail's header: one line, no control signs, at most 120 characters.
    var isName: Bool {
        count <= 120
            && !unicodeScalars.contains { scalar in
                [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
            }
    }
}
