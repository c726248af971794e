import Language

/// The class of people an item is open to, kept on the item and recomputed at every change (blueprint 4, Visibility).
enum Audience: Int, Sendable, Comparable, CaseIterable {
    /// Anybody, without an account.
    case everyone = 0
    /// The members of the space, and those who spoke on the same path.
    case circle = 1
    /// The team that asks: weavers, learning officers, stewards.
    case team = 2
    /// The place's safety lead: what could cost somebody dearly.
    case safety = 3
    /// Its author and those it was opened to by name.
    case named = 4
    /// Nobody: withdrawn, erased, rejected.
    case nobody = 9

    static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

    /// The definition: the strictest of what the state allows, the sensitivity and the TLP, and before its day the team. An undeclared
    /// state is open to nobody.
    static func of(kind: Kind, state: String, sensitivity: Sensitivity, tlp: TLP, isEmbargoed: Bool = false) -> Audience {
        max(Lifecycle.of(kind).states[state] ?? .nobody, byMarks(sensitivity, tlp), isEmbargoed ? .team : .everyone)
    }

    private static func byMarks(_ sensitivity: Sensitivity, _ tlp: TLP) -> Audience {
        let bySensitivity: Audience =
            switch sensitivity {
            case .none: .everyone
            case .moderate: .circle
            case .high: .safety
            case .severe: .named
            }
        let byTLP: Audience =
            switch tlp {
            case .clear: .everyone
            case .green: .circle
            case .amber, .amberStrict: .team
            case .red: .named
            }
        return max(bySensitivity, byTLP)
    }
}

/// The one plain question a contributor is asked, *Who may see this?*; it sets sensitivity and TLP together.
enum Openness: String, Sendable, CaseIterable {
    case everyone, circle, team, safety

    var marks: (sensitivity: Sensitivity, tlp: TLP) {
        switch self {
        case .everyone: (.none, .clear)
        case .circle: (.moderate, .green)
        case .team: (.moderate, .amber)
        case .safety: (.high, .amberStrict)
        }
    }
}
