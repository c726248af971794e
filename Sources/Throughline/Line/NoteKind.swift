import Language

/// The word a moderator puts beside a record instead of taking it away, for what is disputed and not dangerous. It lies on the item, so
/// that it goes wherever the record goes.
enum NoteKind: String, Sendable, CaseIterable {
    case contested, unchecked, outdated
    case oneSided = "one_sided"
    case unclear, framing, machine

    var words: Phrase {
        switch self {
        case .contested: Phrase("Disputed")
        case .unchecked: Phrase("Not checked yet")
        case .outdated: Phrase("Out of date")
        case .oneSided: Phrase("One side only")
        case .unclear: Phrase("Not clear where it comes from")
        case .framing: Phrase("Said in a way that may hurt")
        case .machine: Phrase("Written by a machine")
        }
    }
}
