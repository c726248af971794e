import Database
import Language

/// Words of an answer that stand in one part of a report, letter by letter.
struct ReportQuote: Sendable {
    let part: ReportPart
    let voice: ID<Item>
    /// Their speaker's name stands there too.
    let isNamed: Bool

    /// Looks for the words of a question's answers in what somebody wrote. What its readers may not be quoted is refused where it stands,
    /// but where a new edition only begins with the words of the one before.
    static func found(
        in draft: ReportDraft, about questions: [ID<Item>], for openness: Openness, refusing: Bool = true, _ tx: any Connection,
        at now: Moment
    ) throws -> [ReportQuote] {
        var (invalid, quotes): (Invalid, [ReportQuote]) = (Invalid(), [])
        let store = VoiceStore(tx)
        let whole = ReportPart.allCases.map { draft[$0] }.joined(separator: "\n")
        for question in questions {
            // Mostly nothing is quoted, and one look is enough.
            guard try !store.quoted(in: whole, on: question, at: now).isEmpty else { continue }
            for part in ReportPart.allCases where !draft[part].isEmpty {
                for quoted in try store.quoted(in: draft[part], on: question, at: now) {
                    if quoted.audience > openness.audience || !quoted.isAllowed {
                        invalid.refuse(
                            part.rawValue,
                            Phrase(
                                "Words stand here whose speaker did not allow them to be quoted to its readers. Say it in your own words."))
                    } else if quoted.isNamed {
                        invalid.refuse(
                            part.rawValue,
                            Phrase("Somebody quoted here did not allow their name to stand with it. Take the name out."))
                    }
                    quotes.append(ReportQuote(part: part, voice: quoted.id, isNamed: quoted.mentions))
                }
            }
        }
        guard invalid.isEmpty || !refusing else { throw invalid }
        return quotes
    }
}
