import Language

/// The parts of the list of everything, in their order: thirty links in a row are read by nobody.
enum MoreGroup: CaseIterable, Sendable {
    case work, people, safety, running, account

    var words: Phrase {
        switch self {
        case .work: Phrase("What we do here")
        case .people: Phrase("People")
        case .safety: Phrase("Safety and trust")
        case .running: Phrase("Looking after this place")
        case .account: Phrase("I, myself")
        }
    }

    /// Where a page of a place stands; what is not named here is part of the work.
    static func of(_ path: String) -> MoreGroup {
        switch path {
        case "people", "invitations", "asked", "handing-over": .people
        case "tell", "stewards", "moderation", "who-sees-what", "about", "lock", "flags", "reports", "held-outside", "ending",
            "emergencies",
            "done":
            .safety
        case "settings", "practices", "glossary", "failed-work", "letters", "discretion", "shared": .running
        default: .work
        }
    }
}
