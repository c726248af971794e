/// What one may do in a space.
enum Right: String, Sendable, CaseIterable {
    /// Answers, dissents, corrections.
    case answer
    case promise
    /// Questions: asking, changing, closing, and the desk that goes with them.
    case ask
    /// What we learned: writing, sharing, checking.
    case learn
    case decide
    /// Telling people what became of their words.
    case tell
    /// Letting through or refusing what comes without a name.
    case moderate
    case invite
    /// The place itself, and who is in it.
    case settle
    /// What could cost somebody dearly: reading it, and saying that it may be shown to more people.
    case safeguard
    /// For the people of the place: whether they may be asked again, and on what terms.
    case represent
    /// Being told that somebody is being harmed: apart from everything else, and never by those who look after the place.
    case hear
    /// Being asked to bring one text into another language: that text is opened to them, and nothing else.
    case translate
}

/// What a person is in one space. One role a person and space; offices come on top of it.
enum Role: String, Sendable, CaseIterable {
    /// Somebody outside who reads what came of it: a funder, a policy reader. Never what people said.
    case reader
    case member, analyst, weaver, steward
}

/// What somebody does in a space besides their role; one person may hold several.
enum Office: String, Sendable, CaseIterable {
    /// Lets unnamed answers through.
    case moderator
    /// Reads what was given to the safety lead alone.
    case safety
    /// Speaks for the people of the place towards those who ask them; chosen by them.
    case representative
    /// The one people tell when somebody is being harmed.
    case safeguarding
    /// Brings over the texts they are asked to.
    case translator
}

/// Who may do what: the one table. What the product checks, what its pages say and `docs/rights.md` are all made from it (domain 15).
public enum Rights {
    static let rows: [(right: Right, roles: Set<Role>, offices: Set<Office>)] = [
        (.answer, [.member, .analyst, .weaver, .steward], []),
        (.promise, [.member, .analyst, .weaver, .steward], []),
        (.ask, [.analyst, .weaver, .steward], []),
        (.learn, [.analyst, .weaver, .steward], []),
        (.decide, [.analyst, .weaver, .steward], []),
        (.tell, [.analyst, .weaver, .steward], []),
        (.moderate, [.weaver, .steward], [.moderator, .safety]),
        (.invite, [.weaver, .steward], []),
        (.settle, [.steward], []),
        (.safeguard, [], [.safety]),
        (.represent, [], [.representative]),
        (.hear, [], [.safeguarding]),
        (.translate, [], [.translator]),
    ]

    fileprivate static let ofRoles = Dictionary(
        uniqueKeysWithValues: Role.allCases.map { role in (role, Set(rows.filter { $0.roles.contains(role) }.map(\.right))) })
    fileprivate static let ofOffices = Dictionary(
        uniqueKeysWithValues: Office.allCases.map { office in (office, Set(rows.filter { $0.offices.contains(office) }.map(\.right))) })

    /// The table as it stands in the documents, in Markdown.
    public static var document: String {
        let heads = Role.allCases.map(\.rawValue) + Office.allCases.map(\.rawValue)
        let rights = rows.map { row in
            let cells = Role.allCases.map { row.roles.contains($0) } + Office.allCases.map { row.offices.contains($0) }
            return "| \(row.right.rawValue) | " + cells.map { $0 ? "yes" : "–" }.joined(separator: " | ") + " |"
        }
        let levels = Audience.allCases.filter { $0 < .named }.map { audience in
            let cells = Role.allCases.map { audience <= $0.level } + Office.allCases.map { audience <= $0.level }
            return "| what is open to \(audience.said) | " + cells.map { $0 ? "reads" : "–" }.joined(separator: " | ") + " |"
        }
        let published = Role.published.map(\.rawValue).sorted().joined(separator: ", ")
        return """
            # Who may do what

            Made by `scripts/throughline rights` from `Sources/Throughline/Trust/Rights.swift`, which is also what the product asks. Rights add up:
            a role, and any offices on top of it. Nobody reviews their own, whatever they may do. A steward never hears, whatever their offices.

            | | \(heads.joined(separator: " | ")) |
            |\(String(repeating: "---|", count: heads.count + 1))
            \((rights + levels).joined(separator: "\n"))

            A reader sees what is open to the people of the place only of these kinds: \(published). What is open to people by name is read by them alone.
            Outside their own places everybody is a stranger; an item opened to another place (`shares`) is read there by the same classes.
            """
    }
}

extension Role {
    /// The widest audience class the role sees in its space, of every kind.
    var level: Audience {
        switch self {
        case .reader: .everyone
        case .member: .circle
        case .analyst, .weaver, .steward: .team
        }
    }

    var rights: Set<Right> { Rights.ofRoles[self] ?? [] }

    /// What a reader from outside sees although it is open to the people of the place only: what came of it, never what people said.
    static let published: [Kind] = [
        .question, .insight, .decision, .commitment, .outcome, .telling, .adaptation, .experiment, .panel, .report,
    ]
}

extension Office {
    var level: Audience {
        switch self {
        case .moderator: .team
        case .safety: .safety
        case .representative: .circle
        // They are told of harm, and read nothing more than before.
        case .safeguarding: .everyone
        // The text they are asked for, by its task alone.
        case .translator: .everyone
        }
    }

    var rights: Set<Right> { Rights.ofOffices[self] ?? [] }
}

extension Audience {
    fileprivate var said: String {
        switch self {
        case .everyone: "everyone"
        case .circle: "the people of the place"
        case .team: "its team"
        case .safety: "its safety lead"
        case .named: "people by name"
        case .nobody: "nobody"
        }
    }
}
