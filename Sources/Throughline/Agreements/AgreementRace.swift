import HTML
import Language

/// Both sides wrote at once: both texts, and the choice.
enum AgreementRace {
    static func page(_ draft: AgreementDraft, theirs standing: AskStanding, typed: [(name: String, value: String)]) -> Page {
        let now = AgreementDraft(standing.agreement, of: standing.question)
        let parts = Agreement.Part.allCases.map { part in
            TwoTexts.Line(part.words, theirs: now.parts[part] ?? "", mine: draft.parts[part] ?? "")
        }
        let lines = (0..<AgreementDraft.lines).map { place in
            TwoTexts.Line(
                Phrase("What, number \("n", place + 1)"), theirs: [now.line(place).what, now.line(place).due].joined(separator: " "),
                mine: [draft.line(place).what, draft.line(place).due].joined(separator: " "))
        }
        return TwoTexts.page(
            parts + lines, in: standing.place, action: "/questions/\(standing.question.id)/agreement",
            back: "/questions/\(standing.question.id)/agreement", version: standing.agreement?.number ?? 0, typed: typed)
    }
}
