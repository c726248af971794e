import HTML
import Language

/// Where stories of change are collected, and the panels that read them.
enum ChangePages {
    static func list(_ list: ChangeList, for visit: Visit) -> Page {
        let place = list.place
        let (waiting, others) = (
            list.panels.filter { list.waiting.contains($0.id) }, list.panels.filter { !list.waiting.contains($0.id) }
        )
        return Page(
            "\(say: "Stories of change")", in: place,
            """
            <h1>\(say: "Stories of change")</h1><p>\(say: "People tell what changed and why it matters. Panels read the stories side by side, choose, and say why. What they choose is no average of what everybody lives: it is what moved those who read it.")</p>\
            \(if: !waiting.isEmpty, "<section aria-labelledby=\"waits\"><h2 id=\"waits\">\(say: "It waits for you")</h2>\(panels(waiting, on: visit.now.day(in: place.zone)))</section>")\
            <section aria-labelledby="told"><h2 id="told">\(say: "Told here")</h2>\
            \(Records.list(list.collecting, empty: Phrase("No open question collects stories of change just now.")) { question in
                """
                <a href="\(Href.to(question.item))" lang="\(question.text.language)" dir="auto">\(question.text.body)</a>\
                <br><a href="/questions/\(question.id)/capture?form=change">\(say: "Tell a story of change")</a>\
                \(if: visit.reader.may(.learn, in: place.id), " · <a href=\"/questions/\(question.id)/changes\">\(say: "Stories and panels")</a>")
                """
            })</section>\
            \(if: !others.isEmpty, "<section aria-labelledby=\"panels\"><h2 id=\"panels\">\(say: "Panels")</h2>\(panels(others, on: visit.now.day(in: place.zone)))</section>")\
            \(if: !list.others.isEmpty, begin(list.others))
            """
        ).secretly
    }

    private static func begin(_ questions: [Question]) -> Markup {
        """
        <details><summary>\(say: "Collect them with a question")</summary><ul class="list">\(each: questions, { question in
            "<li><a href=\"/questions/\(question.id)/changes\" lang=\"\(question.text.language)\" dir=\"auto\">\(question.text.body)</a></li>"
        })</ul></details>
        """
    }

    private static func panels(_ panels: [Panel], on today: Day) -> Markup {
        Records.list(panels, ordered: Phrase("The newest day first."), empty: Phrase("No panel so far.")) { panel in
            """
            <a href="\(Href.to(panel.item))" lang="\(panel.name.language)" dir="auto">\(panel.name.body)</a>\
            <br><span class="soft">\(say: panel.level.words) · \(say: standing(panel, on: today))</span>
            """
        }
    }

    static func standing(_ panel: Panel, on today: Day) -> Phrase {
        if let day = panel.chosenOn { return Phrase("It chose on \("day", day)") }
        if panel.isReading && panel.until < today { return Phrase("Its day was \("day", panel.until); it has not said yet what it chose") }
        return Phrase("It reads until \("day", panel.until)")
    }

    static func desk(_ desk: ChangeDesk, draft: DomainDraft = .init(), for visit: Visit, invalid: Invalid? = nil) -> Page {
        let question = desk.question
        let here: Href = "/questions/\(question.id)"
        let isMore = desk.domains.count < ChangeDomain.most && question.isOpen && visit.reader.may(.ask, in: desk.place.id)
        return Page(
            "\(say: "Stories of change")", in: desk.place,
            """
            <p class="eyebrow"><a href="\(here)" lang="\(question.text.language)" dir="auto">\(question.text.body)</a></p><h1>\(say: "Stories of change")</h1>\
            \(if: !desk.isCollecting, "<p>\(say: "Name the areas in which you look for change, such as trust, work or safety. From then on people can tell a story here, with an account or without.")</p>")\
            \(if: desk.isCollecting, areas(desk))\
            \(if: isMore, Form.post("\(here)/changes", """
                \(Form.line("domain", desk.isCollecting ? Phrase("One more area") : Phrase("The first area"), value: draft.words, hint: Phrase("Everybody reads it. It stays as it is, since stories are told in it."), problem: invalid?["domain"]))
                <div class="row"><button\(if: desk.isCollecting, " class=\"quiet\"")>\(say: "Add it")</button></div>
                """))\
            \(if: !desk.panels.isEmpty, "<section aria-labelledby=\"panels\"><h2 id=\"panels\">\(say: "Panels")</h2>\(panels(desk.panels, on: visit.now.day(in: desk.place.zone)))</section>")
            """
        ).secretly
    }

    private static func areas(_ desk: ChangeDesk) -> Markup {
        """
        <ul class="list">\(each: desk.domains, { one in
            """
            <li><span lang="\(one.domain.words.language)" dir="auto">\(one.domain.words.body)</span><br>\
            <span class="soft">\(say: one.stories == 0 ? Phrase("No story yet") : Phrase.counted(one.stories, one: "\("n", one.stories) story that you may read", other: "\("n", one.stories) stories that you may read"))</span></li>
            """
        })</ul><div class="row"><a class="button" href="/questions/\(desk.question.id)/panels/new">\(say: "Call a panel together")</a>\
        <a class="button quiet" href="\(desk.place.path("forms").with(query: "form", FormID.change.rawValue))">\(say: "Read the stories")</a></div>
        """
    }
}
