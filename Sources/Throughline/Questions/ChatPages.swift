import HTML
import Language

/// A question as something to carry elsewhere: into a chat, onto paper, into another language.
enum ChatPages {
    /// Plain text and one short link, whose preview shows the space's name only.
    static func copy(_ question: Question, in place: Place, for visit: Visit, address: String) -> Page {
        let text: Markup = """
            \(question.text.body)

            \(AnswerBox.why(question, in: place)) \(AnswerBox.promise(question, in: place)) \(say: "No name needed, about two minutes:")
            \(address)
            """
        return Page(
            "\(say: "Copy for chat")", in: place,
            """
            <h1>\(say: "Copy for chat")</h1><p class="soft">\(say: "Hold the text, copy it, paste it into your group.")</p>
            <pre dir="auto">\(text)</pre><p><a href="\(Href.to(question.item))">\(say: "Back to the question")</a></p>
            """)
    }

    /// One sheet for a table: the question, the promise, room to write, and what to tear off.
    static func paper(_ question: Question, in place: Place, for visit: Visit, address: String) -> Page {
        Page(
            "\(say: "On paper")", in: place,
            """
            <p class="eyebrow">\(place.name)</p><h1 lang="\(question.text.language)" dir="auto">\(question.text.body)</h1>
            <p>\(AnswerBox.why(question, in: place)) \(AnswerBox.promise(question, in: place))</p>
            <p dir="auto">\(question.words("promise_ask"))</p><p dir="auto">\(question.words("promise_complain"))</p>
            <p>\(say: "Write here, in any language. Your name is not needed.")</p><div class="lines" aria-hidden="true">\(each: Array(0..<9), { _ in "<hr>" })</div>
            <p>\(say: "Who may read this? Circle one: only the team · people here · everyone")</p>
            <p>\(say: "How shall we tell you what came of it? Write it in your own words.")</p><div class="lines" aria-hidden="true"><hr><hr></div>
            \(if: question.isOpen, "<p class=\"screen\"><a href=\"/questions/\(question.id)/writing\">\(say: "Write down for somebody")</a></p>")
            <p>\(say: "What became of it will stand here:") <span dir="ltr">\(address)</span></p>\(QRPicture.draw(address))
            """)
    }
}

/// A question said again in another language, by a person.
enum TranslationPages {
    static func form(_ draft: TranslationDraft, _ question: Question, in place: Place, invalid: Invalid? = nil) -> Page {
        let options = place.languages.filter { $0 != question.item.language }.map { ($0.description, "\($0.endonym)" as Markup) }
        return Page(
            "\(say: "Say it in another language")", in: place,
            """
            <h1>\(say: "Say it in another language")</h1>\(Records.words(question.text))
            \(Form.post("/questions/\(question.id)/translation", """
                \(Form.hidden("_version", "\(draft.version)"))
                \(Form.choice("language", Phrase("Language"), value: draft.language, options: options, problem: invalid?["language"]))
                \(Form.area("text", Phrase("The question in that language"), value: draft.text, problem: invalid?["text"]))
                <div class="row"><button>\(say: "Save")</button></div>
                """))
            """)
    }

    /// Somebody has said it in that language already: both texts, and the choice.
    static func raced(
        _ draft: TranslationDraft, _ question: Question, theirs: (text: Text, version: Int)?, in place: Place,
        typed: [(name: String, value: String)]
    ) -> Page {
        TwoTexts.page(
            [.init(Phrase("The question in that language"), theirs: theirs?.text.body ?? "", mine: draft.text)], in: place,
            action: "/questions/\(question.id)/translation", back: .to(question.item), version: theirs?.version ?? 0, typed: typed)
    }
}
