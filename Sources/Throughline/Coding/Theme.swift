import Language

/// What several codes say together. Followed through days and places it is a thread (domain 3).
struct Theme: Sendable {
    let id: ID<Theme>
    let space: ID<Space>
    let statement: String
    /// What changes along it, in somebody's words.
    let changes: String
    let codes: Set<ID<Code>>
    let version: Int
}

/// A theme as it was typed.
struct ThemeDraft: Sendable {
    var statement = ""
    var changes = ""
    var codes: Set<String> = []

    static let longest = 240
    static let longestChanges = 1_000
    /// So many themes say nothing together.
    static let most = 60

    struct Checked: Sendable {
        let codes: Set<ID<Code>>
    }

    /// `codes` are those of the place that are in use, and those the theme has already.
    func checked(among codes: [Code], isNew: Bool, standing: Int) throws(Invalid) -> Checked {
        var invalid = Invalid()
        if statement.isEmpty { invalid.refuse("statement", Phrase("Say in one sentence what these codes say together.")) }
        if statement.count > Self.longest { invalid.refuse("statement", Phrase("Keep this under \("n", Self.longest) characters.")) }
        if changes.count > Self.longestChanges {
            invalid.refuse("changes", Phrase("Keep this under \("n", Self.longestChanges) characters."))
        }
        let chosen = Set(codes.filter { self.codes.contains($0.id.description) }.map(\.id))
        if chosen.isEmpty { invalid.refuse("codes", Phrase("Choose at least one code.")) }
        if isNew && standing >= Self.most {
            invalid.refuse("statement", Phrase("There are \("n", Self.most) themes already. Bring some together first."))
        }
        guard invalid.isEmpty else { throw invalid }
        return Checked(codes: chosen)
    }
}

extension ThemeDraft {
    init(_ theme: Theme) {
        self.init(statement: theme.statement, changes: theme.changes, codes: Set(theme.codes.map(\.description)))
    }

    init(_ fields: Fields) {
        self.init(statement: fields["statement"], changes: fields["changes"], codes: Set(fields.all("codes")))
    }
}

/// One stop of a thread: words somebody said, or something that was learned from them.
struct ThreadStop: Sendable {
    let item: Item
    let day: Day
    /// Where it was said, as the speaker chose to say it.
    let place: String?
    let text: Text?
    /// The codes by which it belongs here.
    var codes: [String] = []
}

/// A theme with everything that stands along it, the oldest first.
struct ThemeThread: Sendable {
    let theme: Theme
    let stops: [ThreadStop]
    /// Older words than these are left out.
    let isCut: Bool

    static let most = 200

    /// The places along it, the one with most stops first; nil stands for words without one.
    var lanes: [String?] {
        let counts = Dictionary(grouping: stops.filter { $0.item.kind == .voice }, by: \.place).mapValues(\.count)
        return counts.sorted { ($1.value, $0.key ?? "\u{10FFFF}") < ($0.value, $1.key ?? "\u{10FFFF}") }.map(\.key)
    }
}
