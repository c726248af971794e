import HTML
import Language

/// When a key phrase is lost, and who holds the halves of the spare key.
enum LostPhrasePages {
    static func lost(_ view: LockView, again: Bool = false, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "I lost my key phrase")", in: view.place,
            """
            <h1>\(say: "I lost my key phrase")</h1>\
            <p>\(say: "Anybody who has the place open can give you new words. That is the shorter way.")</p>\(with(view, again, invalid))
            """
        ).secretly
    }

    private static func with(_ view: LockView, _ again: Bool, _ invalid: Invalid?) -> Markup {
        guard view.holders.count == 2 else {
            return "<p>\(say: "The spare key is not whole: somebody who held a half is gone.")</p>"
        }
        let names = Listed(view.holders.map { Phrase("\("name", $0.name)") })
        guard let mine = view.mine, !again else {
            return """
                <p>\(say: "If nobody can open it, choose a new key phrase here. Then talk to \("names", names): each gives their half of the spare key.")</p>\
                \(form(view, Phrase("A new key phrase"), Phrase("Ask them"), new: true, again: again, invalid))
                """
        }
        if mine.isReady {
            return """
                <p class="turn">\(say: "Both halves are here. Open the place with the key phrase you chose when you asked.")</p>\
                \(form(view, Phrase("The key phrase you chose"), Phrase("Open"), new: false, invalid))\(begin(view))
                """
        }
        return """
            <p class="turn">\(say: mine.half == nil ? Phrase("Asked on \("day", mine.asked). Nobody has given their half yet.") : Phrase("Asked on \("day", mine.asked). One half is here, the other is not."))</p>\
            <p>\(say: "Talk to \("names", names). They find it on the page “Locked words”, for \("n", LostPhrase.days) days.")</p>\(begin(view))
            """
    }

    /// For whoever forgot the new one, too.
    private static func begin(_ view: LockView) -> Markup {
        "<p><a href=\"\(view.place.lock("lost").with(query: "again", "yes"))\">\(say: "Begin again with another key phrase")</a></p>"
    }

    private static func form(_ view: LockView, _ label: Phrase, _ button: Phrase, new: Bool, again: Bool = false, _ invalid: Invalid?)
        -> Markup
    {
        Form.post(
            view.place.lock("lost"), forgotten: true,
            "\(if: again, Form.hidden("again", "yes"))\(LockPages.phrase("key_phrase", label, new: new, invalid))<div class=\"row\"><button>\(say: button)</button></div>"
        )
    }

    static func spare(_ view: LockView, _ draft: LockDraft, invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "The spare key")", in: view.place,
            """
            <h1>\(say: "The spare key")</h1><p>\(say: "The halves that were handed out before open nothing any more.")</p>\
            \(Form.post(view.place.lock("spare"), """
                \(LockPages.holders(draft, invalid))<div class="row"><button>\(say: "Make new halves")</button></div>
                """))
            """
        ).secretly
    }
}
