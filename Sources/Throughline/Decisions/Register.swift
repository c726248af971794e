import Language

/// What set a decision off.
enum DecisionTrigger: String, Sendable, CaseIterable {
    case insight, failure, context, measure, feedback, funder, other

    var words: Phrase {
        switch self {
        case .insight: Phrase("something we learned")
        case .failure: Phrase("something that did not work")
        case .context: Phrase("things around us changed")
        case .measure: Phrase("a number passed its mark")
        case .feedback: Phrase("what people told us")
        case .funder: Phrase("a funder asked for it")
        case .other: Phrase("something else")
        }
    }
}

/// How deep a decision goes: another way of doing the same (single loop), or another way of seeing it (double loop).
enum LearningLoop: String, Sendable, CaseIterable {
    case practice, assumption

    var words: Phrase {
        switch self {
        case .practice: Phrase("What we do changes.")
        case .assumption: Phrase("What we believed changes too.")
        }
    }
}
