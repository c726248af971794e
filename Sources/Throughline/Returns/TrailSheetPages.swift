import HTML
import Language

/// One question from what was asked to what was told, on a sheet to print, in every language a page speaks.
struct TrailSheet: Sendable {
    let question: Question
    let place: Place
    let became: WhatBecame
    let changed: [Step]
    let answered: Headcount
    let fewest: Int
}

enum TrailSheetPages {
    static func show(_ view: TrailSheet, in language: LanguageTag) -> Page {
        let (question, became) = (view.question, view.became)
        var page = Page(
            "\(say: "The path of one question")", in: view.place,
            """
            <p class="eyebrow">\(say: "The path of one question")</p><h1 lang="\(question.text.language)" dir="auto">\(question.text.body)</h1>
            <p class="soft">\(say: Phrase("Asked, \("day", question.item.day)")). \(say: Phrase("The \("team", view.place.team) team, \("place", view.place.name)"))</p>
            <p class="soft screen">\(say: "Print this page, or choose another language first.")</p>
            <section><h2>\(say: "What people said")</h2><p>\(say: answered(view.answered))</p></section>
            <section><h2>\(say: "What we learned")</h2>\(Records.list(became.learned, empty: Phrase("Nothing has been learned yet.")) { learned in
                "\(words(learned.claim))<br><span class=\"soft\">\(say: learned.sureness.words)\(if: learned.dissents > 0, " \(say: Phrase.counted(learned.dissents, one: "\("n", learned.dissents) person sees it differently.", other: "\("n", learned.dissents) people see it differently."))")</span>"
            })</section>
            <section><h2>\(say: "Decisions and promises")</h2>\(Records.list(became.done, empty: Phrase("Nothing has been decided yet."), done))</section>
            <section><h2>\(say: "What changed")</h2>\(Records.list(view.changed, empty: Phrase("Nobody has seen a change yet.")) { step in
                "\(step.text.map(words) ?? "…")<br><span class=\"soft\">\(say: Phrase("since \("day", step.day)"))</span>"
            })</section>
            <section><h2>\(say: "What people were told")</h2>\(Records.list(became.tellings, empty: Phrase("Nothing has been told back yet."), { told($0, view) }))\
            \(each: became.notTold, { "<p>\(say: "Not done, because:") <span dir=\"auto\">\($0)</span></p>" })</section>
            """)
        page.feet = ["<a href=\"\(Href.to(question.item))\">\(say: "Back to the question")</a>"]
        return page
    }

    private static func answered(_ people: Headcount) -> Phrase {
        switch people {
        case .nobody: Phrase("Nobody answered.")
        case .few: Phrase("A few people answered")
        case .exactly(let n), .atLeast(let n):
            Phrase.counted(n, one: "\("n", people.said) person answered", other: "\("n", people.said) people answered")
        }
    }

    private static func done(_ done: WhatBecame.Done) -> Markup {
        """
        \(words(done.what))<br><span class="soft">\(say: Parts(Stops.title(of: done.item, on: done.on), "<bdi>\(say: Records.who(done.by))</bdi>" as Markup))</span>\
        \(done.happened.map { "<br>\(words($0))" as Markup })\(if: done.why != nil, "<br><span class=\"soft\">\(say: "Why:")</span> \(say: done.why ?? "")")
        """
    }

    private static func told(_ telling: Telling, _ view: TrailSheet) -> Markup {
        let reached = TellingTitles.reached(told: telling.told, people: telling.people, unreachable: telling.unreachable, from: view.fewest)
        return """
            \(say: Phrase("\("day", telling.toldOn ?? telling.item.day), in \("language", telling.language), \("way", telling.door.how). \("reached", reached)"))\
            \(telling.form.map { " \(say: $0.words)" as Markup })
            """
    }

    private static func words(_ text: Text) -> Markup { "<span lang=\"\(text.language)\" dir=\"auto\">\(text.body)</span>" }
}
