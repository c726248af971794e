import HTML
import Language

/// What whoever holds the code sees: the words themselves once, and the talk whenever they come back.
enum SealedTalkPages {
    static func sent(_ kind: SealedTalk.Kind, code: String, due: Day) -> Page {
        shownOnce(
            Page(
                "\(say: "It is sent")", in: nil,
                """
                <h1>\(say: "It is sent")</h1><p>\(say: kind == .harm ? Phrase("Somebody reads it by \("day", due).") : Phrase("The stewards answer by \("day", due)."))</p>\
                <p>\(say: "With this code you can read the answer, write again, or erase everything. It is shown only once.")</p><pre dir="auto">\(code)</pre>\
                <p class="soft">\(say: "Type it under “I have a code”. Nobody can find it again for you.")</p>
                """))
    }

    static func show(
        _ talk: SealedTalk, _ letters: [SealedTalk.Letter], in place: Place, slip: String, draft: SealedDraft = .init(),
        invalid: Invalid? = nil
    ) -> Page {
        shownOnce(
            Page(
                "\(say: "What you wrote")", in: place,
                """
                <h1>\(say: "What you wrote")</h1><p>\(say: state(talk))</p>\(thread(letters, sender: Phrase("You")))\
                \(Form.post("/talks/reply", forgotten: true, """
                    \(Form.hidden("slip", slip))\(Form.area("text", Phrase("Write again"), value: draft.text, hint: Phrase("In any language."), problem: invalid?["text"], rows: 4))
                    <div class="row"><button>\(say: "Send")</button></div>
                    """))
                <details><summary>\(say: "Erase all of it")</summary><p>\(say: "Your words and the answers are gone at once, for everybody. The code opens nothing any more.")</p>\
                \(Form.button("/talks/erasing", Phrase("Erase all of it"), hidden: [("slip", slip)]))</details>
                """))
    }

    static func erased() -> Page {
        shownOnce(Page("\(say: "It is erased")", in: nil, "<h1>\(say: "It is erased")</h1><p>\(say: "Nothing of it is left here.")</p>"))
    }

    static func thread(_ letters: [SealedTalk.Letter], sender: Phrase) -> Markup {
        """
        <ul class="list">\(each: letters, { letter in
            "<li><b>\(say: letter.name.map { Phrase("\("name", $0)") } ?? sender)</b> <span class=\"soft\">\(say: Phrase("\("day", letter.day)"))</span><blockquote dir=\"auto\">\(letter.text)</blockquote></li>" })</ul>
        """
    }

    private static func state(_ talk: SealedTalk) -> Phrase {
        if !talk.isWaiting { return Phrase("There is an answer.") }
        if let seen = talk.seenOn { return Phrase("It was read on \("day", seen). An answer follows.") }
        return Phrase("Nobody has answered yet. It was promised by \("day", talk.due).")
    }

    private static func shownOnce(_ page: Page) -> Page {
        var page = page.secretly
        page.inAnotherLanguage = "/my-words"
        page.offersLanguages = false
        return page
    }
}
