import Language

/// What was agreed with people before they are asked: what is asked, what becomes of it, what comes back (domain 11, KnowledgeContract).
struct Agreement: Sendable {
    let question: ID<Item>
    let state: State
    /// Counted from 1: every proposal, change and yes is another one.
    let number: Int
    /// Who wrote it as it stands.
    let side: Side
    let consentWay: ConsentWay
    let returns: [Return]
    let changedOn: Day

    enum State: String, Sendable {
        case proposed
        case inForce = "in_force"
        case refused
    }

    /// Both see the same, and either may change it or say no.
    enum Side: String, Sendable {
        case asker, people
        var other: Side { self == .asker ? .people : .asker }
    }

    enum ConsentWay: String, Sendable, CaseIterable {
        case each, together, witnessed

        var words: Phrase {
            switch self {
            case .each: Phrase("each person says yes for themselves")
            case .together: Phrase("people say yes together, and each for themselves")
            case .witnessed: Phrase("aloud, before a witness")
            }
        }
    }

    /// Something that is brought back, by a day.
    struct Return: Sendable, Equatable {
        let what: String
        let due: Day
        var commitment: ID<Item>?
    }

    /// Its parts, each a text of the question with versions of its own.
    enum Part: String, Sendable, CaseIterable {
        case who = "agree_who"
        case pays = "agree_pays"
        case asks = "agree_asks"
        case wont = "agree_wont"
        case data = "agree_data"
        case checks = "agree_checks"
        case owns = "agree_owns"
        case gains = "agree_gains"
        case leave = "agree_leave"
        case complain = "agree_complain"
        case contact = "agree_contact"

        var isRequired: Bool { self != .wont && self != .gains }

        var words: Phrase {
            switch self {
            case .who: Phrase("Who asks, and who they are not")
            case .pays: Phrase("Who pays")
            case .asks: Phrase("What is asked: topics, people, time")
            case .wont: Phrase("What will not be asked")
            case .data: Phrase("What is kept, where, how long, and who sees it")
            case .checks: Phrase("How people check it before it is shown to others")
            case .owns: Phrase("Whose it is")
            case .gains: Phrase("What people get for it")
            case .leave: Phrase("How words are taken back")
            case .complain: Phrase("How to complain, to somebody else")
            case .contact: Phrase("Whom to speak to among the people")
            }
        }

        var missing: Phrase {
            switch self {
            case .pays: Phrase("Say who pays.")
            case .contact: Phrase("Name somebody people know.")
            default: Phrase("This has to be said before people can agree.")
            }
        }
    }

    /// Whether somebody of this side may say yes or no to it.
    func waits(for side: Side) -> Bool { state == .proposed && self.side == side.other }
}

/// An agreement as it was typed.
struct AgreementDraft: Sendable {
    var parts: [Agreement.Part: String] = [:]
    var consentWay = Agreement.ConsentWay.each.rawValue
    var returns: [(what: String, due: String)] = []

    /// Lines for what comes back on the form.
    static let lines = 3
    static let longest = 1_000

    func checked(on today: Day) throws(Invalid) -> (way: Agreement.ConsentWay, returns: [Agreement.Return]) {
        var invalid = Invalid()
        for part in Agreement.Part.allCases {
            let words = parts[part] ?? ""
            if words.isEmpty && part.isRequired { invalid.refuse(part.rawValue, part.missing) }
            if words.count > Self.longest { invalid.refuse(part.rawValue, Phrase("Keep this under \("n", Self.longest) characters.")) }
        }
        var kept: [Agreement.Return] = []
        for (place, line) in returns.enumerated() where !line.what.isEmpty || !line.due.isEmpty {
            if line.what.isEmpty { invalid.refuse("what_\(place)", Phrase("Say what comes back.")) }
            if line.what.count > 300 { invalid.refuse("what_\(place)", Phrase("Keep this under \("n", 300) characters.")) }
            guard let day = Day(line.due), day >= today, day <= today + 3_660 else {
                invalid.refuse("due_\(place)", Phrase("Choose a day from \("day", today) on."))
                continue
            }
            kept.append(.init(what: line.what, due: day))
        }
        if kept.isEmpty && invalid.isEmpty { invalid.refuse("what_0", Phrase("Say what comes back.")) }
        guard invalid.isEmpty else { throw invalid }
        return (Agreement.ConsentWay(rawValue: consentWay) ?? .each, kept)
    }
}
