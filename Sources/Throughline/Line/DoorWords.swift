import Language

extension Door {
    /// How people hear, inside a sentence: "here, on the radio and at a meeting".
    var how: Phrase {
        switch self {
        case .here: Phrase("here")
        case .code: Phrase("here, with a code")
        case .mail: Phrase("by mail")
        case .chat: Phrase("by chat")
        case .meeting: Phrase("at a meeting")
        case .radio: Phrase("on the radio")
        case .paper: Phrase("on paper")
        case .person: Phrase("through a person they trust")
        case .none: Phrase("not at all, by their own wish")
        }
    }
}
