import HTML
import Language

/// *Ask who decides*: who was asked, what they said, and the mail that goes to the next one.
enum DeciderPages {
    struct View: Sendable {
        let brief: DeciderBrief
        let asked: [AskedDecider]
        let languages: [LanguageTag]
        let hasMail: Bool
        /// What a mail will say, in the language chosen so far.
        let preview: String
        /// Where mail is not set up: the text to bring to somebody who was asked.
        let copy: String?
    }

    static func show(_ view: View, _ draft: AskDeciderDraft, invalid: Invalid? = nil) -> Page {
        let question = view.brief.question
        var page = Page(
            "\(say: "Ask who decides")", in: view.brief.place,
            """
            <p class="eyebrow"><a href="\(Href.to(question.item))" lang="\(question.text.language)" dir="auto">\(question.text.body)</a></p>
            <h1>\(say: "Ask who decides")</h1>\(if: view.copy != nil, toCopy(view.copy ?? ""))\
            \(if: !view.asked.isEmpty, "<section aria-labelledby=\"asked\"><h2 id=\"asked\">\(say: "Asked so far")</h2>\(Records.list(view.asked, empty: Phrase("Nobody was asked yet."), asked))</section>")
            \(Form.post("/questions/\(question.id)/deciders", """
                \(Form.line("name", Phrase("Who decides?"), value: draft.name, problem: invalid?["name"]))
                \(Form.line("mail", Phrase("Their mail address"), value: draft.mail, type: "email", hint: view.hasMail ? nil : Phrase("Mail is not set up here: you get the text to copy."), problem: invalid?["mail"]))
                \(Form.choice("language", Phrase("In which language do they read?"), value: draft.language, options: view.languages.map { ($0.description, "\($0.endonym)") }, problem: invalid?["language"]))
                <div class="row"><button>\(say: view.hasMail ? Phrase("Send it") : Phrase("Make the text"))</button></div>
                """))
            <details><summary>\(say: "What they will read")</summary><pre dir="auto">\(view.preview)</pre></details>
            """)
        page.secret = true
        return page
    }

    private static func toCopy(_ text: String) -> Markup {
        """
        <section aria-labelledby="copy"><h2 id="copy">\(say: "The text for them")</h2>\
        <p class="soft">\(say: "Mail is not set up here. Copy this and bring it to them yourself; the links are for them alone.")</p><pre dir="auto">\(text)</pre></section>
        """
    }

    private static func asked(_ asked: AskedDecider) -> Markup {
        """
        \(say: Parts("<b dir=\"auto\">\(asked.name)</b>" as Markup, "<span class=\"soft\">\(say: Phrase("asked on \("day", asked.askedOn)"))</span>" as Markup))<br>\(say: reply(asked))\
        \(if: asked.because != nil, " <q dir=\"auto\">\(asked.because ?? "")</q>")
        """
    }

    private static func reply(_ asked: AskedDecider) -> Phrase {
        let day = asked.repliedOn ?? asked.askedOn
        switch asked.reply {
        case nil: return Phrase("No answer yet.")
        case .decided: return Phrase("Decided, \("day", day).")
        case .notYet: return Phrase("Not yet, asked again on \("day", asked.againOn ?? day).")
        case .notForMe: return Phrase("Not for them to decide; they name:")
        case .confirmed: return Phrase("Confirmed, \("day", day).")
        case .denied: return Phrase("Says that this was not decided:")
        }
    }
}
