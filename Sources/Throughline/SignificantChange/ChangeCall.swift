import Language

/// One of the areas in which a question collects stories of change, such as trust or work.
struct ChangeDomain: Sendable {
    /// Counted from 1; a story keeps it.
    let number: Int
    let words: Text

    /// Nobody reads stories in more areas than this.
    static let most = 6
    static let longest = 80

    /// The field of the question its words stand in.
    static func field(_ number: Int) -> String { "domain \(number)" }
}

/// A question that collects stories of change, as its team sees it.
struct ChangeDesk: Sendable {
    let question: Question
    let place: Place
    /// The areas, with how many stories of each this reader may read.
    let domains: [(domain: ChangeDomain, stories: Int)]
    let panels: [Panel]
    /// The areas of every question that has panels here, to name them by.
    var isCollecting: Bool { !domains.isEmpty }
}

/// Everything about stories of change in one place.
struct ChangeList: Sendable {
    let place: Place
    let collecting: [Question]
    let panels: [Panel]
    /// The panels this reader sits on that wait for their choice.
    let waiting: Set<ID<Item>>
    /// Where the team may begin to collect.
    let others: [Question]
}

/// One more area.
struct DomainDraft: Sendable {
    var words = ""

    func checked(besides domains: [ChangeDomain]) throws(Invalid) -> String {
        var invalid = Invalid()
        if words.isEmpty { invalid.refuse("domain", Phrase("Say in which area, in a few words.")) }
        if words.count > ChangeDomain.longest {
            invalid.refuse("domain", Phrase("Keep this under \("n", ChangeDomain.longest) characters."))
        }
        if domains.contains(where: { $0.words.body == words }) { invalid.refuse("domain", Phrase("It stands there already.")) }
        if domains.count >= ChangeDomain.most {
            invalid.refuse("domain", Phrase("\("n", ChangeDomain.most) areas are as many as people can keep apart."))
        }
        guard invalid.isEmpty else { throw invalid }
        return words
    }
}

extension CaptureForm {
    /// What changed, told by whoever lived it, and why it matters to them (most significant change).
    static func change(in domains: [ChangeDomain]) -> CaptureForm {
        CaptureForm(
            id: .change, title: Phrase("Tell a story of change"),
            about: Phrase("What changed, how it was before, and why it matters to you."),
            steps: [
                Step(fields: [
                    CaptureField("about", .line(160), Phrase("What is it called?"), needed: Phrase("Give it a name.")),
                    CaptureField(
                        "domain", .one(domains.map { .init("\($0.number)", Phrase("\("name", $0.words.body)")) }),
                        Phrase("What did it change most?"), needed: Phrase("Choose one of these.")),
                ]),
                Step(fields: [
                    CaptureField("before", .words(2_000), Phrase("How was it before?"), hint: Phrase("It can stay empty.")),
                    CaptureField(
                        "change", .words(4_000), Phrase("What changed?"), hint: Phrase("Who was there, what they did, what came of it."),
                        needed: Phrase("Write or say something first.")),
                ]),
                Step(fields: [
                    CaptureField(
                        "means", .words(1_000), Phrase("Why does this change matter most to you?"),
                        needed: Phrase("Say why. It is what the others will weigh."))
                ]),
                Step(fields: [
                    CaptureField("on", .day, Phrase("When was it?"), hint: Phrase("It can stay empty.")),
                    CaptureField("where", .line(160), Phrase("Where?"), hint: Phrase("A region is enough.")),
                    CaptureField(
                        "ours", .words(1_000), Phrase("What did our work have to do with it?"), hint: Phrase("It can stay empty.")),
                ]),
            ], openness: .circle, asksPanels: true)
    }
}
