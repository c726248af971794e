import Language

/// How somebody showed who they are when a session began.
enum WayIn: String, Codable, Sendable {
    case phrase, link, passkey, organisation

    var words: Phrase {
        switch self {
        case .phrase: Phrase("by phrase")
        case .link: Phrase("by a link from a letter")
        case .passkey: Phrase("by passkey")
        case .organisation: Phrase("through an organisation")
        }
    }
}
