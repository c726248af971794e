import HTML
import Language

/// A text as whoever brings it over sees it: the words, the glossary, a box.
struct TranslatingView: Sendable {
    let task: TranslationTask
    let original: Text
    /// The version of the original it is made from.
    let seen: Int
    let terms: [GlossaryTerm]
    /// Where its forms go: the task of an account, or the link.
    let page: Href
    /// Somebody with an account came by the link.
    let mayTake: Bool
    /// It comes from a discreet place: the page tells as little as its letter.
    let isQuiet: Bool
}

enum TranslatingPages {
    /// No name of a place, no question, no thread: not in the header either.
    static func task(_ view: TranslatingView, draft: TranslatedDraft, isKept: Bool = false, invalid: Invalid? = nil) -> Page {
        let (inIt, others) = view.terms.split(by: view.original.body)
        var page = Page(
            "\(say: "A text to translate")", in: nil,
            """
            <h1>\(say: "Bring this into \("language", view.task.language)")</h1>\
            <p class="soft">\(say: "You see this text and nothing around it. Until \("day", view.task.until).")</p>\(if: isKept, "<p class=\"turn\" role=\"status\">\(say: "Kept. You can go on later.")</p>")\
            \(Records.words(view.original))\(terms(inIt, others))
            \(Form.post(view.page, forgotten: true, """
                \(Form.hidden("_version", "\(view.task.version)"))\(Form.hidden("original", "\(view.seen)"))
                \(Form.area("text", Phrase("The same in \("language", view.task.language)"), value: draft.text, problem: invalid?["text"]))
                \(Form.line("credit", Phrase("A name to show beside it, real or not"), value: draft.credit, hint: Phrase("Leave it empty, and it says: translated by a person."), problem: invalid?["credit"]))
                <div class="row"><button name="do" value="send">\(say: "Send it")</button><button class="quiet" name="do" value="keep">\(say: "Keep it for later")</button></div>
                """))
            <div class="row">\(if: view.mayTake, Form.button("\(view.page)/taking", Phrase("Take it to my account"), version: view.task.version))\(Form.button("\(view.page)/refusal", Phrase("I cannot do this"), version: view.task.version))</div>
            """)
        (page.tabs, page.isQuiet) = (false, view.isQuiet)
        return page.secretly
    }

    private static func terms(_ inIt: [GlossaryTerm], _ others: [GlossaryTerm]) -> Markup {
        """
        \(if: !inIt.isEmpty, "<section aria-labelledby=\"terms\"><h2 id=\"terms\">\(say: "Keep these words")</h2><ul class=\"list\">\(each: inIt, { "<li>\(GlossaryPages.entry($0))</li>" })</ul></section>")\
        \(if: !others.isEmpty, "<details><summary>\(say: "Other words they keep")</summary><ul class=\"list\">\(each: others, { "<li>\(GlossaryPages.entry($0))</li>" })</ul></details>")
        """
    }

    /// What waits for one translator: how long and into which language, and not yet what.
    static func list(_ tasks: [(task: TranslationTask, original: Text)]) -> Page {
        Page(
            "\(say: "Texts I am asked to translate")", in: nil,
            """
            <h1>\(say: "Texts I am asked to translate")</h1>\(Records.list(tasks, empty: Phrase("Nobody waits for you.")) { entry in
                let n = entry.original.body.count
                return """
                    <a href="/translating/\(entry.task.id)">\(say: "From \("from", entry.original.language) into \("into", entry.task.language)")</a><br>\
                    <span class="soft">\(say: Parts(Phrase.counted(n, one: "\("n", n) character", other: "\("n", n) characters"), Phrase("until \("day", entry.task.until)"), entry.task.draft.isEmpty ? nil : Phrase("begun")))</span>
                    """
            })
            """
        ).secretly
    }

    static func done(refused: Bool) -> Page {
        var page = Page(
            "\(say: "Thank you")", in: nil,
            """
            <h1>\(say: "Thank you")</h1><p>\(say: refused ? Phrase("Whoever asked is told, and asks somebody else. Nothing you wrote is kept.") : Phrase("It stands beside the original now. Whoever asked is told."))</p>\
            <p class="soft">\(say: "Nothing of this stays on the phone. Close the page when you are done.")</p>
            """)
        page.tabs = false
        return page.secretly
    }
}
