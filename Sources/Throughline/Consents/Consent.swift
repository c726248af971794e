import Language

/// One thing that may or may not be done with what somebody said, asked in a plain sentence and never answered beforehand (domain 14, G1).
/// Who may see it is another question (`Openness`): what is allowed here is allowed for those people and nobody else.
enum Consent: String, Sendable, CaseIterable {
    /// Their words stand in what others write.
    case quote
    /// The name they gave stands with their words.
    case name
    /// A photo is shown, or a recording played, beyond the team.
    case media
    /// Their words leave in a file for others to work with.
    case data
    /// They are written to once more, after they were told.
    case again
    /// Their story of change is read by panels further away than the people of the place.
    case panel
    /// A machine reads their words together with those of others, and picks out or drafts sentences; asked where a place uses one.
    case machine

    /// The sentences as they were asked, the first wording first. A new one is added whenever the old one would come to mean something
    /// else: an answer keeps the meaning of the words it was given to, and its speaker is asked again.
    var wordings: [Phrase] {
        switch self {
        case .quote: [Phrase("My words may be quoted, without my name"), Phrase("My words may be quoted to those who may see them")]
        case .name: [Phrase("A name to show, real or not"), Phrase("My name may stand with my words, also where they are quoted")]
        case .media: [Phrase("Those who may see my words may also see my photo or hear my recording")]
        case .data: [Phrase("My words may go into a file that is passed on to others")]
        case .again: [Phrase("You may write to me again when there is something new")]
        case .panel:
            [Phrase("Panels further away may read my story too. If one chooses it, everybody who told one hears it, without my name")]
        case .machine: [Phrase("A machine may read my words too, to help the team sort and sum up what was said")]
        }
    }

    var version: Int { wordings.count }

    /// As it is asked now.
    var words: Phrase { words(version) }

    func words(_ version: Int) -> Phrase { wordings[min(max(version, 1), wordings.count) - 1] }

    var field: String {
        switch self {
        case .quote: "quotable"
        case .name: "show_name"
        case .media: "show_media"
        case .data: "pass_on"
        case .again: "write_again"
        case .panel: "to_panels"
        case .machine: "read_by_machine"
        }
    }
}

/// An answer to one of them, as it was given; none is ever changed, the next one follows it.
struct Agreed: Sendable, Equatable {
    let consent: Consent
    let answer: Bool
    /// Which wording was asked.
    let version: Int
    /// For whom: who was allowed to see the words when it was asked.
    let audience: Openness
    /// The last day on which a yes holds; nil until its speaker says otherwise.
    let until: Day?
    let language: LanguageTag
    let day: Day

    /// A yes that has not run out.
    func holds(on today: Day) -> Bool { answer && until.map { $0 >= today } ?? true }
    var isInOlderWords: Bool { version < consent.version }
}

/// Where one consent stands.
enum ConsentState: Sendable, Equatable {
    case notAsked
    case given(Agreed)
    case declined(Agreed)
    case withdrawn(Agreed)
    case expired(Agreed)

    /// From the answers to one purpose, the oldest first.
    init(_ answers: [Agreed], on today: Day) {
        guard let last = answers.last else {
            self = .notAsked
            return
        }
        if last.answer {
            self = last.holds(on: today) ? .given(last) : .expired(last)
        } else {
            self = answers.contains(where: \.answer) ? .withdrawn(last) : .declined(last)
        }
    }
}

/// What somebody ticked, of what they were asked.
struct ConsentDraft: Sendable {
    var yes: Set<Consent> = []
    /// How long it holds: empty until they say otherwise, `year`, or the day it ended before, as it stood.
    var until = ""

    struct Checked: Sendable {
        let answers: [Consent: Bool]
        let until: Day?
    }

    func checked(asked: [Consent], on today: Day) throws(Invalid) -> Checked {
        let last: Day?
        switch until {
        case "": last = nil
        case "year": last = today + 365
        default:
            guard let day = Day(until), day >= today else { throw Invalid("until", Phrase("Choose how long it holds.")) }
            last = day
        }
        return Checked(answers: Dictionary(uniqueKeysWithValues: asked.map { ($0, yes.contains($0)) }), until: last)
    }
}

extension ConsentDraft {
    init(_ fields: Fields) {
        yes = Set(Consent.allCases.filter { fields[$0.field] == "yes" })
        until = fields["until"]
    }
}
