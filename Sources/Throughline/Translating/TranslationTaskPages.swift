import HTML
import Language

/// A record's texts in other languages, as its team sees them.
struct TranslationsView: Sendable {
    let item: Item
    let place: Place
    /// Its own texts by field.
    let originals: [String: Text]
    let translations: [(field: String, text: Text, version: Int, mayCheck: Bool)]
    let tasks: [(task: TranslationTask, name: String?)]
    /// Whom the place has for it.
    let translators: [(id: ID<Person>, name: String)]
    let today: Day
}

enum TranslationTaskPages {
    static func show(_ view: TranslationsView) -> Page {
        let page: Href = "/records/\(view.item.id)/translations"
        return Page(
            "\(say: "In other languages")", in: view.place,
            """
            <h1>\(say: "In other languages")</h1>\(view.originals[view.item.kind.headline].map(Records.words))\
            \(Records.list(view.translations, empty: Phrase("In no other language yet.")) { entry in
                """
                <b>\(entry.text.language.endonym)</b>\(Records.words(entry.text))\(Records.brought(entry.text, from: view.item.language))\
                \(if: entry.mayCheck && !entry.text.isChecked, Form.button("\(page)/check", Phrase("I read both: it says the same"), version: entry.version, hidden: [("field", entry.field), ("language", entry.text.language.description)]))
                """
            })\(asked(view, page))
            <div class="row"><a class="button" href="\(page.with(query: "ask", "yes"))">\(say: "Ask somebody")</a></div><p><a href="\(Href.to(view.item))">\(say: "Back")</a></p>
            """
        ).secretly
    }

    /// On a page of its own: what stands in many languages would make the form heavy.
    static func ask(_ view: TranslationsView, draft: TranslationAskDraft, invalid: Invalid? = nil) -> Page {
        let page: Href = "/records/\(view.item.id)/translations"
        return Page(
            "\(say: "Ask somebody")", in: view.place,
            """
            <h1>\(say: "Ask somebody")</h1>\(view.originals[view.item.kind.headline].map(Records.words))\(form(view, page, draft, invalid))\
            <p><a href="\(page)">\(say: "Back")</a></p>
            """
        ).secretly
    }

    private static func asked(_ view: TranslationsView, _ page: Href) -> Markup {
        let tasks = view.tasks.filter { $0.task.state != .sent }
        guard !tasks.isEmpty else { return "" }
        return """
            <section><h2>\(say: "Asked for")</h2><ul class="list">\(each: tasks, { entry in
                """
                <li><b>\(entry.task.language.endonym)</b> <span class="soft">\(say: standing(entry.task, entry.name, on: view.today))</span>\
                <div class="row">\(Form.button("\(page)/ending", Phrase("End it"), hidden: [("task", entry.task.id.description)]))</div></li>
                """
            })</ul></section>
            """
    }

    private static func standing(_ task: TranslationTask, _ name: String?, on today: Day) -> Phrase {
        if task.state == .refused { return Phrase("It was handed back.") }
        if task.until < today { return Phrase("Nobody did it by \("day", task.until).") }
        guard let name else { return Phrase("By a link, until \("day", task.until).") }
        return Phrase("\("name", name) was asked, until \("day", task.until).")
    }

    private static func form(_ view: TranslationsView, _ page: Href, _ draft: TranslationAskDraft, _ invalid: Invalid?) -> Markup {
        let fields = TranslationTask.fields(of: view.item.kind).filter { view.originals[$0.name] != nil }
        let languages = view.place.languages.filter { $0 != view.item.language }
        let link: [(value: String, words: Markup)] = view.item.staysInItsPlace ? [] : [("", "\(say: "Somebody else, by a link")")]
        let people: [(value: String, words: Markup)] = view.translators.map { ($0.id.description, "\($0.name)") }
        guard !link.isEmpty || !view.translators.isEmpty else {
            return
                "<p class=\"soft\">\(say: "Only a translator of this place can be asked for this one, and it has none. A steward names one among the people.")</p>"
        }
        return """
            <p class="soft">\(say: "They see this text and your glossary, and neither the question nor who said it.") <a href="\(view.place.path("glossary"))">\(say: "Words we keep the same")</a></p>\
            \(Form.post(page, """
                \(if: fields.count > 1, Form.choice("field", Phrase("Which of its texts?"), value: draft.field, options: fields.map { ($0.name, "\(say: $0.words)") }, problem: invalid?["field"]), else: Form.hidden("field", fields.first?.name ?? ""))
                \(Form.choice("language", Phrase("Into which language?"), value: draft.language, options: languages.map { ($0.description, "\($0.endonym)") }, problem: invalid?["language"]))
                \(Form.choice("whom", Phrase("Whom?"), value: draft.whom, options: people + link, problem: invalid?["whom"]))
                \(Form.line("days", Phrase("For how many days?"), value: draft.days, type: "number", hint: Phrase("\("n", TranslationTask.mostDays) at most."), problem: invalid?["days"]))
                <div class="row"><button>\(say: "Ask")</button></div>
                """))
            """
    }

    /// The link, the only time it is shown.
    static func made(_ address: String, for item: Item, until: Day, in place: Place) -> Page {
        Page(
            "\(say: "A link for a translator")", in: place,
            """
            <h1>\(say: "A link for a translator")</h1>\
            <p>\(say: "It opens this text alone, until it is sent or \("day", until) is over. It is shown only now: copy it.")</p><pre dir="ltr">\(address)</pre>\
            <p><a href="/records/\(item.id)/translations">\(say: "Back")</a></p>
            """
        ).secretly
    }
}
