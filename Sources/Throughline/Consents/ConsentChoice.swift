import HTML
import Language

/// The same sentences wherever they are asked, each a yes that is off until somebody ticks it.
enum ConsentChoice {
    /// Ticked is what its speaker ticked themselves and what still holds in the words asked now.
    static func ticks(_ asked: [Consent], yes: Set<Consent>) -> Markup {
        "\(each: asked, { Form.tick($0.field, $0.words, on: yes.contains($0)) })"
    }

    /// How long a yes holds.
    static func until(_ value: String, problem: Phrase? = nil) -> Markup {
        var options: [(value: String, words: Markup)] = [("", "\(say: "until I change my mind")"), ("year", "\(say: "for one year")")]
        if let day = Day(value) { options.append((value, "\(say: "until \("day", day)")")) }
        return Form.choice("until", Phrase("How long?"), value: value, options: options, problem: problem)
    }

    /// Everything its speaker can say about their own words, with what they said last.
    static func section(_ standing: ConsentStanding, key: [(String, String)], in place: Place, isOpen: Bool, invalid: Invalid? = nil)
        -> Markup
    {
        let fewer = OpennessChoice.upTo(standing.openness, hasSafetyLead: place.hasSafetyLead)
        return """
            <details\(flag: "open", isOpen || invalid?["until"] != nil || invalid?["openness"] != nil)><summary>\(say: "What may be done with them")</summary>\(before(standing))\(Form.post("/my-words/consent", forgotten: true, """
            \(each: key, { Form.hidden($0.0, $0.1) })\(if: fewer.count > 1 || invalid?["openness"] != nil, Form.circles("openness", Phrase("Who may see this?"), value: standing.openness.rawValue, options: fewer.map { ($0.rawValue, "\(say: OpennessChoice.words($0, team: place.team))") }, hint: Phrase("You can choose fewer people, not more. What was quoted is taken out then."), problem: invalid?["openness"]))\(ticks(standing.asked, yes: standing.yes))\(until(standing.untilValue, problem: invalid?["until"]))
            <p class="hint">\(say: "It holds at once, on every page. Without a tick, what was quoted is taken out. Your answer counts all the same.")</p>
            <div class="row"><button class="quiet">\(say: "Save")</button></div>
            """))\(if: standing.hasPhoto, Form.button("/photos", Phrase("Who can be recognised in the photo"), hidden: key))</details>
            """
    }

    /// What was said before, in the words that were asked then.
    private static func before(_ standing: ConsentStanding) -> Markup {
        let said = standing.asked.compactMap { consent in standing.states[consent].flatMap { line(consent, $0) } }
        guard !said.isEmpty else { return "" }
        return "<ul>\(each: said, { "<li>\($0)</li>" })</ul>"
    }

    private static func line(_ consent: Consent, _ state: ConsentState) -> Markup? {
        switch state {
        case .given(let said) where said.isInOlderWords:
            "\(line(said)) \(say: "We ask this in other words now. Your yes holds as it was asked, until you save.")"
        case .notAsked: nil
        case .given(let said), .declined(let said), .withdrawn(let said), .expired(let said): line(said, state)
        }
    }

    /// One answer as it was given: the sentence, the answer, the day and how long.
    static func line(_ said: Agreed, _ state: ConsentState? = nil) -> Markup {
        let answer: Phrase =
            switch state {
            case .withdrawn: Phrase("No since \("day", said.day)")
            case .expired: Phrase("Yes, until \("day", said.until ?? said.day). It is over.")
            default: said.answer ? said.until.map { Phrase("Yes, until \("day", $0)") } ?? Phrase("Yes") : Phrase("No")
            }
        return """
            \(say: said.consent.words(said.version)): <b>\(say: answer)</b> <span class="soft">\(say: "said on \("day", said.day), in \("language", said.language)")</span>
            """
    }
}

/// What one speaker is asked about their words, and where each answer stands.
struct ConsentStanding: Sendable {
    let asked: [Consent]
    let states: [Consent: ConsentState]
    let hasPhoto: Bool
    let openness: Openness

    init(_ voice: Voice, _ said: [Agreed], in place: Place, on today: Day) {
        asked = Consent.asked(of: voice, in: place, said: said)
        states = Dictionary(uniqueKeysWithValues: asked.map { one in (one, ConsentState(said.filter { $0.consent == one }, on: today)) })
        hasPhoto = voice.files.contains { $0.kind == "photo" }
        openness = voice.openness
    }

    /// What was said in the words that are asked now, and still holds.
    var yes: Set<Consent> {
        Set(asked.filter { if case .given(let said)? = states[$0] { !said.isInOlderWords } else { false } })
    }

    var untilValue: String {
        let days = asked.compactMap { if case .given(let said)? = states[$0] { said.until } else { nil } }
        return days.min()?.text ?? ""
    }
}

extension Consent {
    /// What a speaker is asked about one answer: a name, a photo and a mail address only where there is one, about panels whoever was
    /// asked when they told their story, and about a machine where one reads.
    static func asked(of voice: Voice, in place: Place, said: [Agreed]) -> [Consent] {
        allCases.filter { consent in
            switch consent {
            case .quote, .data: true
            case .name: voice.item.author != .nobody
            case .media: !voice.files.isEmpty
            case .again: voice.door == .mail
            case .panel: said.contains { $0.consent == .panel }
            case .machine: place.usesMachine || voice.permission.until[.machine] != nil
            }
        }
    }
}
