import HTML
import Language

/// Who may see a record that came from others. It starts no wider than the strictest of them; opening it wider is a step somebody
/// takes by hand, having read the sources, and the audit keeps it.
struct OpeningDraft: Sendable {
    var openness = ""
    var hasReadSources = false

    /// The records it came from, ticked.
    var from: Set<String> = []

    /// The safety lead alone opens wider what came from words for the safety lead.
    var maySafeguard = false

    init() {}

    init(_ fields: Fields) {
        openness = fields["openness"]
        hasReadSources = fields["has_read"] == "yes"
        from = Set(fields.all("from"))
    }

    /// What it is to be open to; nil when its sources are for named people only.
    func checked(sources: Openness?, _ invalid: inout Invalid) -> Openness? {
        guard let sources else { return nil }
        let wished = Openness(rawValue: openness) ?? sources
        if sources == .safety && wished != .safety && !maySafeguard {
            invalid.refuse("openness", Openness.safetyLeadOnly)
        } else if wished.isWider(than: sources) && !hasReadSources {
            invalid.refuse(
                "openness", Phrase("What it came from is not open to so many. Read it again, then tick below that nobody is put at risk."))
        }
        return wished
    }
}

extension Openness {
    static let safetyLeadOnly = Phrase(
        "It rests on words that are for the safety lead alone. Only the safety lead can open it to more people.")

    /// The widest openness that is no wider than any of these records; nil when one of them is for named people only.
    static func covering(_ items: [Item]) -> Openness? {
        let strictest =
            items.map { Audience.of(kind: .decision, state: "decided", sensitivity: $0.sensitivity, tlp: $0.tlp) }.max() ?? .everyone
        switch strictest {
        case .everyone: return .everyone
        case .circle: return .circle
        case .team: return .team
        case .safety: return .safety
        case .named, .nobody: return nil
        }
    }

    func isWider(than other: Openness) -> Bool {
        let order = Openness.allCases
        return (order.firstIndex(of: self) ?? 0) < (order.firstIndex(of: other) ?? 0)
    }
}

extension Sequence<Item> {
    /// The strictest marks among records, for one that came from all of them.
    var strictestMarks: (sensitivity: Sensitivity, tlp: TLP) {
        reduce((.none, .clear)) { (Swift.max($0.0, $1.sensitivity), Swift.max($0.1, $1.tlp)) }
    }
}

/// The fields that ask what a record came from and who may see it.
enum OpeningFields {
    /// So many records stand on the form by themselves, and those that are ticked.
    static let most = 4

    /// `all` leads to the same form with every record it may come from; nil where that is this page.
    static func draw(_ draft: OpeningDraft, in place: Place, sources: [(item: Item, text: Text?)], all: Href?, invalid: Invalid?) -> Markup
    {
        let shown = sources.enumerated().filter { all == nil || $0.offset < most || draft.from.contains($0.element.item.id.description) }
        let more = sources.count - shown.count
        let chosen = Openness(rawValue: draft.openness) ?? Openness.covering(sources.map(\.item)) ?? .team
        return """
            \(if: !sources.isEmpty, Form.ticks("from", Phrase("It comes from"), chosen: draft.from, options: shown.map { tick($0.element) }))\
            \(if: more > 0, "<p class=\"go\"><a href=\"\(all ?? "/")\">\(say: Phrase.counted(more, one: "\("n", more) more", other: "\("n", more) more"))</a></p>")\
            \(OpennessChoice.draw(chosen.rawValue, team: place.team, isSealed: place.isSealed, problem: invalid?["openness"]))\
            \(if: invalid?["openness"] != nil, Form.tick("has_read", Phrase("I have read what it came from, and nobody is put at risk."), on: draft.hasReadSources))
            """
    }

    /// Enough to know a record by.
    private static func beginning(_ words: String) -> String {
        guard words.count > 140 else { return words }
        let cut = words.prefix(140)
        return cut[..<(cut.lastIndex(of: " ") ?? cut.endIndex)] + " …"
    }

    private static func tick(_ source: (item: Item, text: Text?)) -> (value: String, words: Markup) {
        (source.item.id.description, source.text.map { "<span lang=\"\($0.language)\" dir=\"auto\">\(beginning($0.body))</span>" } ?? "…")
    }
}
