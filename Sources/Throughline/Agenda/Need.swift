import Language

/// Something somebody wants to learn, and why: one row of the worksheet (domain 1, LearningNeed).
struct LearningNeed: Sendable {
    let item: Item
    let texts: [String: Text]
    let relation: Relation
    let importance: Int
    let neededBy: Day?
    let contributes: Set<Contribution>
    /// The name of whoever raised it; empty where they are gone for good.
    let author: String

    var id: ID<Item> { item.id }
    var text: Text { texts["text"] ?? Text(body: "…", language: item.language, origin: "author") }
    func words(_ field: String) -> Text? { texts[field] }
    /// Whose need it is: somebody it was written down for, or whoever raised it.
    var asker: String { texts["stakeholder"]?.body ?? author }
    /// It was raised on paper or by word of mouth, and somebody else typed it.
    var isTypedFor: Bool { texts["stakeholder"] != nil }

    /// How whoever raised it stands to the matter.
    enum Relation: String, Sendable, CaseIterable {
        case implements, decides, funds, affected, researches, other

        var words: Phrase {
            switch self {
            case .implements: Phrase("does the work")
            case .decides: Phrase("decides about it")
            case .funds: Phrase("pays for it")
            case .affected: Phrase("lives with it")
            case .researches: Phrase("studies it")
            case .other: Phrase("something else", context: "how somebody stands to a matter")
            }
        }

        /// Who set a question that came from such needs alone.
        var setBy: SetBy {
            switch self {
            case .implements: .implementer
            case .decides, .other: .partner
            case .funds: .donor
            case .affected: .affected
            case .researches: .evaluation
            }
        }
    }

    /// What they can give to learning it.
    enum Contribution: String, Sendable, CaseIterable {
        case experience, design, collecting, interpreting, using

        var words: Phrase {
            switch self {
            case .experience: Phrase("what I have lived")
            case .design: Phrase("thinking out how to ask")
            case .collecting: Phrase("asking people")
            case .interpreting: Phrase("making sense of it")
            case .using: Phrase("using what comes out")
            }
        }
    }

    /// From 1 to 5, each step in words.
    static func importance(_ n: Int) -> Phrase {
        switch n {
        case 1: Phrase("1: good to know")
        case 2: Phrase("2: a little important")
        case 3: Phrase("3: important")
        case 4: Phrase("4: very important")
        default: Phrase("5: we cannot go on without it")
        }
    }

    /// Where a need stands, in words.
    static func state(_ state: String) -> Phrase {
        switch state {
        case "raised": Phrase("waits to be looked at")
        case "grouped": Phrase("part of a question that is being worded")
        case "question": Phrase("became a question")
        case "answered": Phrase("was answered already")
        case "parked": Phrase("put aside, for a reason")
        default: Phrase("was taken back")
        }
    }
}

/// What the form of a need sent.
struct NeedDraft: Sendable {
    /// Whose need it is, where somebody types for another.
    var stakeholder = ""
    var text = ""
    var why = ""
    var relation = ""
    var importance = "3"
    var neededBy = ""
    var way = ""
    var contributes: Set<String> = []

    struct Checked: Sendable {
        let relation: LearningNeed.Relation
        let importance: Int
        let neededBy: Day?
        let contributes: [LearningNeed.Contribution]
    }

    static let longest = 300

    /// Each text with its field, as it is kept.
    var texts: [(field: String, body: String)] { [("text", text), ("why", why), ("way", way), ("stakeholder", stakeholder)] }
    /// Nothing was written into this row.
    var isEmpty: Bool { stakeholder.isEmpty && text.isEmpty && why.isEmpty }

    /// `row` tells the fields of one row of several apart.
    func checked(forAnother: Bool = false, row: String = "") throws(Invalid) -> Checked {
        var invalid = Invalid()
        if forAnother && stakeholder.isEmpty { invalid.refuse("who" + row, Phrase("Write whose need it is: a name, a group, a role.")) }
        if text.isEmpty { invalid.refuse("text" + row, Phrase("Say in one sentence what you want to learn.")) }
        if why.isEmpty { invalid.refuse("why" + row, Phrase("Say which decision or worry is behind it.")) }
        for (field, body) in [("text", text), ("why", why), ("way", way)] where body.count > Self.longest {
            invalid.refuse(field + row, Phrase("Keep this under \("n", Self.longest) characters."))
        }
        if stakeholder.count > 120 { invalid.refuse("who" + row, Phrase("Keep this under \("n", 120) characters.")) }
        let relation = LearningNeed.Relation(rawValue: relation)
        if relation == nil { invalid.refuse("relation" + row, Phrase("Choose one.")) }
        let importance = Int(importance).flatMap { (1...5).contains($0) ? $0 : nil }
        if importance == nil { invalid.refuse("importance" + row, Phrase("Choose one.")) }
        let day = Day(neededBy)
        if !neededBy.isEmpty && day == nil { invalid.refuse("needed_by" + row, Phrase("Choose a day, or leave it empty.")) }
        guard let relation, let importance, invalid.isEmpty else { throw invalid }
        return Checked(
            relation: relation, importance: importance, neededBy: day,
            contributes: LearningNeed.Contribution.allCases.filter { contributes.contains($0.rawValue) })
    }
}

extension NeedDraft {
    init(_ fields: Fields) {
        self.init(
            text: fields["text"], why: fields["why"], relation: fields["relation"], importance: fields["importance"],
            neededBy: fields["needed_by"], way: fields["way"], contributes: Set(fields.all("contributes")))
    }

    /// One row of the sheet that was typed from paper.
    init(_ fields: Fields, row: Int) {
        self.init(
            stakeholder: fields["who\(row)"], text: fields["text\(row)"], why: fields["why\(row)"], relation: fields["relation\(row)"],
            importance: fields["importance\(row)"])
    }

    /// As it stands.
    init(_ need: LearningNeed) {
        self.init(
            stakeholder: need.words("stakeholder")?.body ?? "", text: need.text.body, why: need.words("why")?.body ?? "",
            relation: need.relation.rawValue, importance: "\(need.importance)", neededBy: need.neededBy?.text ?? "",
            way: need.words("way")?.body ?? "", contributes: Set(need.contributes.map(\.rawValue)))
    }
}

/// How a need stood on a day: for two versions of the worksheet side by side.
struct NeedThen: Sendable, Equatable {
    let text: String
    let state: String
    let importance: Int
}
