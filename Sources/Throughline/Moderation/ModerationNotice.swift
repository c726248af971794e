import HTML
import Language

extension ModerationAct {
    /// What became of the record, said to whoever wrote it. Rejecting, taking back and archiving have sentences of their own.
    var fate: Phrase {
        if state == .lifted {
            return deed == .note
                ? Phrase("The note beside it was taken off.")
                : Phrase("It is back where it stood. Everybody who could read it can read it again.")
        }
        switch deed {
        case .note: return Phrase("Moderators put a note beside it. It can still be read by everybody who could read it.")
        case .hold: return Phrase("It is out of sight while moderators look closer. They decide by \("day", due ?? day).")
        case .remove where state == .proposed:
            return Phrase("A moderator asks for it to be removed. A second one has to agree; until then it is out of sight.")
        case .reject: return Phrase("The team did not keep this answer. Nobody else can read it.")
        case .remove: return Phrase("Two moderators removed it. Its words are erased after \("day", lastAppealDay).")
        default: return Phrase("Moderators took it out of sight. It is kept, and nobody can read it.")
        }
    }
}

/// What moderators did, as the author of a record reads it, with the way to object. Pages of one's own words draw it.
enum ModerationNotice {
    /// `appealing`: where an objection is sent, and what names the record there.
    static func draw(
        _ deed: ModerationAct, on today: Day, appealing: (to: Href, hidden: [(String, String)])?, draft: AppealDraft = .init(),
        invalid: Invalid? = nil
    ) -> Markup {
        """
        <section class="turn"><p>\(say: deed.fate)</p>\(if: deed.deed != .reject, "<p>\(say: "Why: \("why", deed.reason.words)")\(if: deed.label != nil, " · \(say: deed.label?.words ?? "")")</p>")\
        \(if: !deed.words.isEmpty, "<blockquote dir=\"auto\">\(deed.words)</blockquote>")\
        \(if: deed.appeal != nil, "<p class=\"soft\">\(say: "You asked for a second look on \("day", deed.appealedOn ?? deed.day).")</p>")\
        \(if: deed.isOpenAppeal, "<p>\(say: "Somebody who did not decide before looks at it.")</p>")\
        \(if: deed.decidedOn != nil && deed.state == .stands, "<p>\(say: "Somebody else has looked again, and it stays so.")</p>")\
        \(deed.answer.map { "<blockquote dir=\"auto\">\($0)</blockquote>" as Markup })\
        \(if: deed.mayBeAppealed(on: today) && appealing != nil, form(deed, appealing, draft, invalid))</section>
        """
    }

    private static func form(
        _ deed: ModerationAct, _ appealing: (to: Href, hidden: [(String, String)])?, _ draft: AppealDraft, _ invalid: Invalid?
    ) -> Markup {
        guard let appealing else { return "" }
        return """
            <details\(flag: "open", invalid != nil)><summary>\(say: "I do not agree")</summary>\(Form.post(appealing.to, forgotten: true, """
                \(each: appealing.hidden, { Form.hidden($0.0, $0.1) })\
                \(Form.area("appeal", Phrase("Why should somebody else look again?"), value: draft.text, hint: Phrase("In any language, until \("day", deed.lastAppealDay)."), problem: invalid?["appeal"], rows: 3))
                <div class="row"><button class="quiet">\(say: "Ask for a second look")</button></div>
                """))</details>
            """
    }
}
