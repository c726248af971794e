import Language

/// How strong the evidence for an insight is, as computed from its independent sources (domain 3).
enum Strength: String, Sendable, CaseIterable {
    case none
    case singleVoice = "single_voice"
    case emerging, corroborated
    case wellSupported = "well_supported"
    case contested

    /// The word with what it means, for a reader who has ten seconds.
    var words: Phrase {
        switch self {
        case .none: Phrase("No voice supports it yet.")
        case .singleVoice: Phrase("One voice. We cannot tell yet.")
        case .emerging: Phrase("A few independent voices. Possibly so.")
        case .corroborated: Phrase("Several independent sources agree. Probably so.")
        case .wellSupported: Phrase("Many independent sources of different kinds agree. Very probably so.")
        case .contested: Phrase("People disagree about this.")
        }
    }
}
