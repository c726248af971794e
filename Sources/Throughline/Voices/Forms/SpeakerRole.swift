import Language

/// What somebody is in what they tell of (domain 2); said by those who want to say it.
enum SpeakerRole: String, Sendable, CaseIterable {
    case lived, practitioner, partner, leader, official, researcher, funder, other

    /// The name it is kept under beside what was chosen in a form.
    static let field = "role"

    var words: Phrase {
        switch self {
        case .lived: Phrase("I live it")
        case .practitioner: Phrase("I work with it")
        case .partner: Phrase("I work for a partner")
        case .leader: Phrase("I speak for a community")
        case .official: Phrase("I work for the authorities")
        case .researcher: Phrase("I study it")
        case .funder: Phrase("I fund it")
        case .other: Phrase("Something else")
        }
    }

    /// So many of them, for those who look at what was told.
    func counted(_ n: Int) -> Phrase {
        switch self {
        case .lived: Phrase.counted(n, one: "\("n", n) lives it", other: "\("n", n) live it")
        case .practitioner: Phrase.counted(n, one: "\("n", n) works with it", other: "\("n", n) work with it")
        case .partner: Phrase.counted(n, one: "\("n", n) works for a partner", other: "\("n", n) work for a partner")
        case .leader: Phrase.counted(n, one: "\("n", n) speaks for a community", other: "\("n", n) speak for a community")
        case .official: Phrase.counted(n, one: "\("n", n) works for the authorities", other: "\("n", n) work for the authorities")
        case .researcher: Phrase.counted(n, one: "\("n", n) studies it", other: "\("n", n) study it")
        case .funder: Phrase.counted(n, one: "\("n", n) funds it", other: "\("n", n) fund it")
        case .other: Phrase.counted(n, one: "\("n", n) other", other: "\("n", n) others")
        }
    }
}
