import HTML
import Language

/// Before, at and after the table: the half day with its minutes, the cards to print, and the form that brings back what came of it.
enum WorkshopPages {
    static func show(_ workshop: Workshop, _ draft: WorkshopDraft = .init(), invalid: Invalid? = nil) -> Page {
        let path: Href = "/questions/\(workshop.question.id)/workshop"
        let before = zip(Workshop.steps, Workshop.steps.indices).map { step, n in
            (from: Workshop.steps.prefix(n).reduce(0) { $0 + $1.minutes }, step: step)
        }
        return Page(
            "\(say: "Read together around a table")", in: workshop.place,
            """
            <h1>\(say: "Read together around a table")</h1>\(Records.words(workshop.question.text))\(cards(workshop, path))
            <h2>\(say: "Half a day, in eight steps")</h2><ol>\(each: before, { from, step in
                "<li>\(say: step.words) <span class=\"soft\">\(say: Phrase("minute \("from", from) to \("until", from + step.minutes)"))</span></li>"
            })</ol>
            \(if: !workshop.cards.isEmpty || draft.tables.contains { !$0.isEmpty }, """
                <h2 id="back">\(say: "What the tables made of it")</h2><p>\(say: "Type it in as it lies on the tables. Each becomes a note for the team that rests on its cards.")</p>\
                \(Form.post(path, "\(each: Array(draft.tables.enumerated()), { n, table in self.table(n, table, draft, invalid) })<div class=\"row\"><button>\(say: "Keep the notes")</button></div>"))
                """)
            <p class="go"><a href="\(Href.to(workshop.question.item))">\(say: "Back to the question")</a></p>
            """
        ).secretly
    }

    private static func cards(_ workshop: Workshop, _ path: Href) -> Markup {
        guard !workshop.cards.isEmpty else {
            return "<p>\(say: Phrase("Cards need at least \("n", Workshop.fewest) answers whose speakers let them be quoted."))</p>"
        }
        let count = workshop.cards.count
        return """
            <div class="row"><a class="button" href="\(path)/cards.pdf">\(say: Phrase.counted(count, one: "\("n", count) card to print and cut", other: "\("n", count) cards to print and cut"))</a> \
            <a class="button quiet" href="\(path)/cards">\(say: "Read the cards here")</a></div>\
            \(if: workshop.without, "<p class=\"soft\">\(say: "Answers that may not be quoted, photos and recordings are on no card.")</p>")\
            <p class="soft">\(say: "Give them to people three days before, if you can. Collect them afterwards: a card that lies about is a quote that lies about.")</p>
            """
    }

    private static func table(_ n: Int, _ table: WorkshopDraft.Table, _ draft: WorkshopDraft, _ invalid: Invalid?) -> Markup {
        let isOpen = n == 0 || !table.isEmpty
        let fields: Markup = """
            \(Form.line("name_\(n)", Phrase("Name of the heap"), value: table.name, problem: invalid?["name_\(n)"]))\
            \(Form.line("cards_\(n)", Phrase("Numbers of its cards"), value: table.cards, hint: Phrase("The signs in the corner, for example: 04e1m 7grk2."), problem: invalid?["cards_\(n)"]))\
            \(Form.area("claim_\(n)", Phrase("In one sentence"), value: table.claim, problem: invalid?["claim_\(n)"]))\
            \(Form.area("disagreeing_\(n)", Phrase("Who would not agree, and why?"), value: table.disagreeing, problem: invalid?["disagreeing_\(n)"]))
            """
        return "<details\(flag: "open", isOpen)><summary>\(say: Phrase("Table \("n", n + 1)"))</summary>\(fields)</details>"
    }

    /// The cards on a screen, for whoever has no printer or reads by ear.
    static func read(_ workshop: Workshop) -> Page {
        Page(
            "\(say: "Cards")", in: workshop.place,
            """
            <h1>\(say: "Cards")</h1>\(Records.words(workshop.question.text))\(Records.list(workshop.cards, empty: Phrase("No card yet.")) { card in
                "<p class=\"eyebrow\">\(card.number)</p>\(Records.words(card.voice.text ?? workshop.question.text))\(beside(card))"
            })<p class="go"><a href="/questions/\(workshop.question.id)/workshop">\(say: "Back")</a></p>
            """
        ).secretly
    }

    private static func beside(_ card: WorkshopCard) -> Markup {
        card.brought.map { "<p class=\"soft\" lang=\"\($0.text.language)\" dir=\"auto\">\($0.text.body)</p>" } ?? ""
    }

    /// Eight to a sheet, with lines to cut along; a sheet for the wall comes first.
    static func paper(_ workshop: Workshop, in tongue: Tongue) -> [UInt8] {
        let page: Markup = """
            <!doctype html><html lang="\(tongue.tag)" dir="\(text: tongue.direction)"><head><meta charset="utf-8"><title>\(say: "Cards")</title>\
            <style>@page{size:A4;margin:8mm}html{font:12pt/1.35 "Noto Sans","Noto Sans Arabic",sans-serif;color:#000}:lang(ar){line-height:1.6}\
            .wall{break-after:page}h1{font-size:26pt;line-height:1.25}li{font-size:15pt;margin:4mm 0}\
            .card{display:inline-block;vertical-align:top;width:94mm;height:68mm;box-sizing:border-box;padding:5mm;border:.3pt dashed #777;overflow:hidden;break-inside:avoid}\
            .card b{font-size:9pt;color:#555}.card p{margin:1.5mm 0}.long{font-size:9pt}.soft{font-size:9pt;color:#333}</style></head><body>\
            <div class="wall"><h1 lang="\(workshop.question.text.language)" dir="auto">\(workshop.question.text.body)</h1>\
            <ol>\(each: Workshop.steps, { "<li>\(say: $0.words)</li>" })</ol></div>\
            \(each: workshop.cards, { card in
                let body = card.voice.text?.body ?? ""
                return "<div class=\"card\"><b>\(card.number)</b><p\(if: body.count > 260, " class=\"long\"") lang=\"\(card.voice.text?.language ?? "und")\" dir=\"auto\">\(body)</p>\(beside(card))</div>" as Markup
            })</body></html>
            """
        return page.render(in: tongue)
    }
}
