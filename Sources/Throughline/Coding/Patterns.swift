import Language

/// Two codes that stand in the same answers.
struct CodePair: Sendable {
    let one: String
    let other: String
    let answers: Int
}

/// What answers with a code are told apart by.
enum Spread: String, Sendable, CaseIterable {
    case question, place, language, role
}

/// How many answers with each code fall into each of a few columns.
struct CodeSpread: Sendable {
    struct Column: Sendable, Hashable {
        let key: String
        /// A text somebody wrote, in its language; nil where they said nothing.
        let words: String?
    }

    let by: Spread
    let columns: [Column]
    let rows: [(name: String, counts: [Int])]

    /// More columns than these no phone can show; the rest stand together at the end.
    static let most = 5
}
