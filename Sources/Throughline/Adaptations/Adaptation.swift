import Language

/// A lesson used somewhere else, and changed for that place (domain 9, Adaptation): what was taken, what was changed, what happened, and
/// what they would tell the next.
struct Adaptation: Sendable {
    let item: Item
    let texts: [String: Text]
    /// The lesson at the beginning of it all.
    let root: ID<Item>
    /// What it was taken from: the lesson, or another adaptation of it.
    let origin: ID<Item>
    let result: Result?
    let core: Core?
    let stage: Stage?
    let isPlanned: Bool?
    let changes: Set<Change>
    let deciders: Set<Decider>
    let testedOn: Day?

    var id: ID<Item> { item.id }
    func words(_ field: String) -> Text? { texts[field] }

    /// Somebody has seen how it went. What was too early to say counts for nothing.
    var isTested: Bool { result.map { $0 != .early } ?? false }

    enum Result: String, Sendable, CaseIterable {
        case better, same, worse, harm, early

        var words: Phrase {
            switch self {
            case .better: Phrase("better than before")
            case .same: Phrase("the same as before")
            case .worse: Phrase("worse than before")
            case .harm: Phrase("it did harm")
            case .early: Phrase("too early to say")
            }
        }
    }

    /// Whether what matters most in the lesson was kept.
    enum Core: String, Sendable, CaseIterable {
        case yes, partly, no

        var words: Phrase {
            switch self {
            case .yes: Phrase("yes")
            case .partly: Phrase("partly")
            case .no: Phrase("no")
            }
        }
    }

    enum Stage: String, Sendable, CaseIterable {
        case before, pilot, during
        case scaleUp = "scale_up"

        var words: Phrase {
            switch self {
            case .before: Phrase("before it began")
            case .pilot: Phrase("in a first try")
            case .during: Phrase("while it ran")
            case .scaleUp: Phrase("when it became larger")
            }
        }
    }

    enum Change: String, Sendable, CaseIterable {
        case content, way, setting, who, participants, language, length, materials, measurement

        var words: Phrase {
            switch self {
            case .content: Phrase("what it is about")
            case .way: Phrase("the way of working")
            case .setting: Phrase("where it takes place")
            case .who: Phrase("who leads it")
            case .participants: Phrase("who takes part")
            case .language: Phrase("language or custom")
            case .length: Phrase("how long it takes")
            case .materials: Phrase("what is needed for it")
            case .measurement: Phrase("how one sees whether it works")
            }
        }
    }

    enum Decider: String, Sendable, CaseIterable {
        case people, practitioners, managers, funder, authors, researchers

        var words: Phrase {
            switch self {
            case .people: Phrase("the people it is for")
            case .practitioners: Phrase("those who do the work")
            case .managers: Phrase("those who lead")
            case .funder: Phrase("who pays")
            case .authors: Phrase("those who learned it")
            case .researchers: Phrase("researchers")
            }
        }
    }
}

/// What the first page sent: four fields, whose name stands there, and who may read it.
struct UsedDraft: Sendable {
    var took = ""
    var changed = ""
    var happened = ""
    var tell = ""
    var place = ""
    var naming = Naming.name.rawValue
    var called = ""
    /// The place it comes from may read it.
    var showsOrigin = true
    var opening = OpeningDraft()

    enum Naming: String, Sendable, CaseIterable { case name, other, nobody }

    static let longest = 600

    var texts: [(field: String, body: String)] { [("took", took), ("changed", changed), ("happened", happened), ("tell", tell)] }

    struct Checked: Sendable {
        let author: Author
        let openness: Openness?
        let showsOrigin: Bool
    }

    /// `isElsewhere`: it is used in another place than it comes from.
    func checked(by person: ID<Person>, sources: Openness?, isElsewhere: Bool, isSealed: Bool) throws(Invalid) -> Checked {
        var invalid = Invalid()
        if took.isEmpty { invalid.refuse("took", Phrase("Say what you took from it.")) }
        if changed.isEmpty { invalid.refuse("changed", Phrase("Say what you changed, or that you changed nothing.")) }
        for (field, value) in texts where value.count > Self.longest {
            invalid.refuse(field, Phrase("Keep this under \("n", Self.longest) characters."))
        }
        let naming = Naming(rawValue: naming) ?? .name
        if naming == .other, called.isEmpty || !called.isName {
            invalid.refuse("called", Phrase("Write the name on one line, under \("n", 120) characters."))
        }
        let openness = opening.checked(sources: sources, &invalid)
        let shows = showsOrigin && isElsewhere
        if shows, openness == nil || openness == .team || openness == .safety || isSealed {
            invalid.refuse(
                "shows",
                Phrase(
                    "What only your team reads, or a locked place, is not shown to another place. Take the tick away, or open it to more people."
                ))
        }
        guard invalid.isEmpty else { throw invalid }
        let author: Author =
            switch naming {
            case .name: .person(person)
            case .other: .pseudonym(called)
            case .nobody: .nobody
            }
        return Checked(author: author, openness: openness, showsOrigin: shows)
    }
}

extension UsedDraft {
    init(_ fields: Fields) {
        took = fields["took"]
        changed = fields["changed"]
        happened = fields["happened"]
        tell = fields["tell"]
        place = fields["place"]
        naming = fields["naming"].nonEmpty ?? Naming.name.rawValue
        called = PersonName.clean(fields["called"])
        showsOrigin = fields["shows"] == "yes"
        opening = OpeningDraft(fields)
    }
}

/// The rest, for who wants to say more; and the four fields anew.
struct MoreDraft: Sendable {
    var words: [String: String] = [:]
    var core = ""
    var stage = ""
    var planned = ""
    var changes: Set<String> = []
    var deciders: Set<String> = []

    /// Every text of an adaptation, in the order they are read.
    static let fields = ["took", "changed", "happened", "tell", "here", "why", "how", "evidence"]

    func checked() throws(Invalid) {
        var invalid = Invalid()
        if (words["took"] ?? "").isEmpty { invalid.refuse("took", Phrase("Say what you took from it.")) }
        if (words["changed"] ?? "").isEmpty { invalid.refuse("changed", Phrase("Say what you changed, or that you changed nothing.")) }
        for (field, value) in words where value.count > UsedDraft.longest {
            invalid.refuse(field, Phrase("Keep this under \("n", UsedDraft.longest) characters."))
        }
        guard invalid.isEmpty else { throw invalid }
    }
}

extension MoreDraft {
    init(_ fields: Fields) {
        for field in Self.fields { words[field] = fields[field] }
        (core, stage, planned) = (fields["core"], fields["stage"], fields["planned"])
        (changes, deciders) = (Set(fields.all("changes")), Set(fields.all("deciders")))
    }

    /// As it stands.
    init(_ adaptation: Adaptation) {
        for field in Self.fields { words[field] = adaptation.words(field)?.body ?? "" }
        (core, stage) = (adaptation.core?.rawValue ?? "", adaptation.stage?.rawValue ?? "")
        planned = adaptation.isPlanned.map { $0 ? "yes" : "no" } ?? ""
        (changes, deciders) = (Set(adaptation.changes.map(\.rawValue)), Set(adaptation.deciders.map(\.rawValue)))
    }
}
