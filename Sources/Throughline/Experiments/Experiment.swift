import Language

/// A small experiment: a bet, the smallest way to try it, and on its day what became of it, with what nobody had expected.
struct Experiment: Sendable {
    let item: Item
    let texts: [String: Text]
    let question: ID<Item>
    /// Who looks at it on its day; nil when they have left.
    let owner: ID<Person>?
    let until: Day
    let endedOn: Day?
    /// Effects nobody had expected; false where those who tried it looked and saw none. Nil before its end.
    let hadGood: Bool?
    let hadBad: Bool?

    var id: ID<Item> { item.id }
    var isRunning: Bool { item.state == "running" }
    func words(_ field: String) -> Text? { texts[field] }

    /// What is done with it: also the step of its lifecycle.
    enum Verdict: String, Sendable, CaseIterable {
        case keep, change, stop

        var words: Phrase {
            switch self {
            case .keep: Phrase("We keep doing it")
            case .change: Phrase("We go on, but do it differently")
            case .stop: Phrase("We stop")
            }
        }
    }
}

/// What the form for a new one sent.
struct ExperimentDraft: Sendable {
    var believe = ""
    var see = ""
    var smallest = ""
    var until = ""
    var opening = OpeningDraft()

    static let longest = 400
    /// A small experiment ends within half a year.
    static let mostDays = 183

    var texts: [(field: String, body: String)] { [("believe", believe), ("see", see), ("smallest", smallest)] }

    struct Checked: Sendable {
        let until: Day
        let openness: Openness?
    }

    func checked(on today: Day, sources: Openness?) throws(Invalid) -> Checked {
        var invalid = Invalid()
        if believe.isEmpty { invalid.refuse("believe", Phrase("Say what you believe.")) }
        if see.isEmpty { invalid.refuse("see", Phrase("Say what you will see if it is so. Without it, nobody can tell.")) }
        if smallest.isEmpty { invalid.refuse("smallest", Phrase("Say what is the least you can do to find out.")) }
        for (field, value) in texts where value.count > Self.longest {
            invalid.refuse(field, Phrase("Keep this under \("n", Self.longest) characters."))
        }
        let day = Day(until).flatMap { $0 > today && $0 <= today + Self.mostDays ? $0 : nil }
        if day == nil { invalid.refuse("until", Phrase("Choose a day from tomorrow on, within half a year.")) }
        let openness = opening.checked(sources: sources, &invalid)
        guard let day, invalid.isEmpty else { throw invalid }
        return Checked(until: day, openness: openness)
    }
}

extension ExperimentDraft {
    init(_ fields: Fields) {
        (believe, see, smallest, until) = (fields["believe"], fields["see"], fields["smallest"], fields["until"])
        opening = OpeningDraft(fields)
    }
}

/// What became of it: the result, and both sides of what nobody had expected.
struct EndedDraft: Sendable {
    var verdict = ""
    var happened = ""
    var good = ""
    var bad = ""
    var hasNoGood = false
    var hasNoBad = false

    func checked() throws(Invalid) -> Experiment.Verdict {
        var invalid = Invalid()
        let verdict = Experiment.Verdict(rawValue: verdict)
        if happened.isEmpty { invalid.refuse("happened", Phrase("Say what happened.")) }
        if good.isEmpty && !hasNoGood {
            invalid.refuse("good", Phrase("Say what good came that nobody had expected, or that you saw none."))
        }
        if bad.isEmpty && !hasNoBad { invalid.refuse("bad", Phrase("Say what harm came that nobody had expected, or that you saw none.")) }
        for (field, value) in [("happened", happened), ("good", good), ("bad", bad)] where value.count > ExperimentDraft.longest {
            invalid.refuse(field, Phrase("Keep this under \("n", ExperimentDraft.longest) characters."))
        }
        if verdict == nil { invalid.refuse("verdict", Phrase("Choose what you do with it.")) }
        guard let verdict, invalid.isEmpty else { throw invalid }
        return verdict
    }
}

extension EndedDraft {
    init(_ fields: Fields) {
        (verdict, happened, good, bad) = (fields["verdict"], fields["happened"], fields["good"], fields["bad"])
        (hasNoGood, hasNoBad) = (fields["no_good"] == "yes", fields["no_bad"] == "yes")
    }
}
