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

/// Three months of a calendar, the page of the register.
struct Quarter: Sendable, Equatable {
    let year: Int
    /// From 1 to 4.
    let number: Int

    init(of day: Day) { (year, number) = (day.year, (day.month - 1) / 3 + 1) }

    /// As it stands in an address: `2026-4`.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let year = Int(parts[0]), let number = Int(parts[1]), (1900...9999).contains(year), (1...4).contains(number)
        else { return nil }
        (self.year, self.number) = (year, number)
    }

    var text: String { "\(year)-\(number)" }
    var first: Day { Day("\(year)-\(number == 4 ? "10" : "0\(number * 3 - 2)")-01") ?? Day(number: 0) }
    var last: Day { next.first - 1 }
    var before: Quarter { Quarter(of: first - 1) }
    var next: Quarter { Quarter(of: first + 100) }
}
