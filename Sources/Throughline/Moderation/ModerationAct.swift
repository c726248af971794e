import Language

/// Something moderators did to a record, as its author, its deciders and those who object see it.
struct ModerationAct: Sendable {
    /// What was done.
    enum Deed: String, Sendable, CaseIterable {
        case leave, note, hold, hide, remove
        /// An answer the team did not let through.
        case reject

        /// What moderators choose from; what is turned away at the door is chosen there.
        static let offered: [Deed] = [.leave, .note, .hold, .hide, .remove]

        var takesOutOfSight: Bool { self != .leave && self != .note }

        var flag: FlagOutcome {
            switch self {
            case .leave: .left
            case .note: .noted
            case .hold: .held
            case .hide, .reject: .hidden
            case .remove: .removed
            }
        }
    }

    enum State: String, Sendable {
        /// A removal that waits for a second person; meanwhile the record is out of sight.
        case proposed
        case stands, lifted, replaced
    }

    let id: ID<ModerationAct>
    let item: ID<Item>
    let space: ID<Space>
    let log: ID<ModerationLog>
    let deed: Deed
    let reason: FlagReason
    let words: String
    let label: NoteKind?
    let source: String?
    let by: ID<Person>
    let second: ID<Person>?
    let day: Day
    /// The day by which a hold is decided.
    let due: Day?
    /// Where the record stood before.
    let before: String
    let state: State
    let appeal: String?
    let appealedOn: Day?
    let decidedBy: ID<Person>?
    let decidedOn: Day?
    let answer: String?

    /// Days in which whoever wrote it may object, and within which a hold is decided.
    static let appealDays = 14
    static let holdDays = 7

    var isOpenAppeal: Bool { appeal != nil && decidedOn == nil && state == .stands }
    /// Somebody who took no part has to decide.
    var waitsForSecond: Bool { state == .proposed || isOpenAppeal }
    var lastAppealDay: Day { day + Self.appealDays }

    func mayBeAppealed(on today: Day) -> Bool { state == .stands && appeal == nil && today <= lastAppealDay }

    /// Who may be the second: none of those who took part, nor whoever wrote it.
    func second(authors: Set<ID<Person>>, peopleInSpace: Int) -> SecondPerson {
        let part = isOpenAppeal ? [by, second].compactMap { $0 } : [by]
        return SecondPerson(right: .moderate, space: space, not: authors.union(part), peopleInSpace: peopleInSpace)
    }
}

/// The marker for lines of the public log.
enum ModerationLog {}

/// A line of the log everybody may read: what kind of act, never what it was about.
struct ModerationLine: Sendable {
    let deed: ModerationAct.Deed
    let reason: FlagReason
    let day: Day
    let isAppealed: Bool
    let outcome: String?
}

/// What a moderator fills in.
struct ModerationDraft: Sendable {
    var deed = ""
    var reason = ""
    var words = ""
    var label = ""
    var source = ""

    static let longest = 500

    struct Checked: Sendable {
        let deed: ModerationAct.Deed
        let reason: FlagReason
        let words: String
        let label: NoteKind?
        let source: String?
    }

    func checked(canBeHidden: Bool) throws(Invalid) -> Checked {
        var invalid = Invalid()
        let deed = ModerationAct.Deed(rawValue: deed).flatMap { ModerationAct.Deed.offered.contains($0) ? $0 : nil }
        let reason = FlagReason(rawValue: reason) ?? .other
        if deed == nil { invalid.refuse("deed", Phrase("Choose what to do.")) }
        if let deed, deed.takesOutOfSight {
            if !canBeHidden {
                invalid.refuse("deed", Phrase("A question is not hidden. Whoever asked it can say it in other words or retire it."))
            }
            if !reason.allowsHiding || deed == .remove && !reason.allowsRemoving {
                invalid.refuse(
                    "reason",
                    Phrase("What is disputed or unwelcome gets a note; only what is dangerous, hateful or false in name is taken away."))
            }
        }
        let label = NoteKind(rawValue: label)
        if deed == .note && label == nil { invalid.refuse("label", Phrase("Choose the word that stands beside it.")) }
        if words.isEmpty && deed != .leave { invalid.refuse("words", Phrase("Say why; whoever wrote it reads this.")) }
        for (field, text) in [("words", words), ("source", source)] where text.count > Self.longest {
            invalid.refuse(field, Phrase("Keep this under \("n", Self.longest) characters."))
        }
        guard let deed, invalid.isEmpty else { throw invalid }
        return Checked(
            deed: deed, reason: reason, words: words, label: deed == .note ? label : nil, source: deed == .note ? source.nonEmpty : nil)
    }
}

/// Why it should be looked at again, or why it stays or comes back.
struct AppealDraft: Sendable {
    var text = ""

    func checked() throws(Invalid) -> String {
        if text.isEmpty { throw Invalid("appeal", Phrase("Write a few words first.")) }
        if text.count > 2_000 { throw Invalid("appeal", Phrase("Keep this under \("n", 2_000) characters.")) }
        return text
    }
}
