import HTML
import Language

/// One panel: what it reads, what each of its people chooses, and what it chose together and why.
enum PanelPages {
    /// A form that was refused, with everything typed.
    struct Retry: Sendable {
        var choice: PanelChoice?
        var because = ""
        var invalid: Invalid?
    }

    static func show(_ view: PanelView, for visit: Visit, retry: Retry = .init()) -> Page {
        let panel = view.panel
        return Page(
            "\(panel.name.body)", in: view.place,
            """
            <p class="eyebrow">\(say: "A panel on stories of change")</p>\
            \(view.question.map { "<p class=\"go\"><a href=\"\(Href.to($0.item))\" lang=\"\($0.text.language)\" dir=\"auto\">\($0.text.body)</a></p>" as Markup })\
            <h1 lang="\(panel.name.language)" dir="auto">\(panel.name.body)</h1>\(Records.label(panel.item))
            <p>\(say: panel.level.words) · \(say: ChangePages.standing(panel, on: visit.now.day(in: view.place.zone)))\
            \(view.domain.map { "<br>\(say: "About:") <span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span>" as Markup })</p>\
            \(if: visit[query: "kept"] != nil, "<p class=\"turn\" role=\"status\">\(say: "Your choice is kept. You can change it until all have chosen.")</p>")\
            \(numbers(view, visit))\(if: panel.chosenOn != nil, chosen(view, visit))\(PanelReadingPage.draw(view, for: visit, retry: retry))\
            \(if: view.isTeam, team(view, retry))\
            \(PathStrip.draw(Stops.around(view.trail, here: .init(look: .now, title: Phrase("This panel, \("day", panel.item.day)"), day: panel.item.day, stage: .voice))))\
            \(Records.flag(panel.item))
            """
        ).secretly
    }

    /// How many it reads, and what left it since. Counted for outsiders as everything is.
    private static func numbers(_ view: PanelView, _ visit: Visit) -> Markup {
        let (panel, count) = (view.panel, visit.reader.headcount(view.count, in: view.place.id))
        let words: Phrase =
            count == .few
            ? Phrase("It reads a few stories.")
            : Phrase.counted(view.count, one: "It reads \("n", count.said) story.", other: "It reads \("n", count.said) stories.")
        let gone = visit.reader.headcount(panel.gone, in: view.place.id)
        return """
            <p class="soft">\(say: words)\(if: !view.members.isEmpty, " \(say: "On it sit: \("names", Listed(view.members.map { Phrase("\("name", $0)") })).")")</p>\
            \(panel.goneOn.map { day in
                "<p class=\"soft\">\(say: gone == .few ? Phrase("Some of its stories were taken back, the last one on \("day", day). The numbers are without them.") : Phrase.counted(panel.gone, one: "\("n", gone.said) of its stories was taken back on \("day", day). The numbers are without it.", other: "\("n", gone.said) of its stories were taken back, the last one on \("day", day). The numbers are without them."))</p>" as Markup })\
            \(if: panel.lostChoice, "<p>\(say: "A story it had chosen is among them. Its reasons went with it.")</p>")\
            \(if: view.isTeam && panel.leftOut > 0, "<p class=\"soft\">\(say: Phrase.counted(panel.leftOut, one: "\("n", panel.leftOut) story stays out: whoever told it did not let it go to a panel like this.", other: "\("n", panel.leftOut) stories stay out: those who told them did not let them go to a panel like this."))</p>")
            """
    }

    private static func chosen(_ view: PanelView, _ visit: Visit) -> Markup {
        """
        <section aria-labelledby="chosen"><h2 id="chosen">\(say: "What it chose, and why")</h2><ul class="list">\(each: view.chosen, { one in
            """
            <li>\(one.story.map { StoryWords.title($0) } ?? "<span class=\"soft\">\(say: "A story that is not open to you")</span>")\
            \(view.panel.why(one.id).map { "<br>\(say: "Why:") <span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span>" as Markup })</li>
            """
        })</ul>\(view.panel.texts["against"].map { "<p>\(say: "What was said against it:") <span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span></p>" as Markup })\
        <p class="soft">\(say: "It is what moved those who read it, and no measure of how often it happens. The others stay, and those who told them hear this too.")</p></section>
        """
    }

    private static func team(_ view: PanelView, _ retry: Retry) -> Markup {
        let panel = view.panel
        let voices = view.chosen.map(\.id.description).joined(separator: ",")
        return """
            <section aria-labelledby="team"><h2 id="team">\(say: "For the team")</h2><div class="row">\
            \(if: panel.isReading, "<a class=\"button quiet\" href=\"/panels/\(panel.id)/sheets\">\(say: "Print the stories")</a>")\
            \(if: panel.chosenOn != nil, """
                <a class="button quiet" href="\(Href("/questions/\(panel.question)/panels/new").with(query: "from", panel.id.description))">\(say: "Pass them on to another panel")</a>\
                <a class="button quiet" href="\(Href("/questions/\(panel.question)/insights/new").with(query: "voices", voices))">\(say: "Write what we learned")</a>\
                <a class="button quiet" href="/questions/\(panel.question)/telling">\(say: "Tell those who told the stories")</a>
                """)</div>\
            <details\(flag: "open", retry.invalid?["because"] != nil)><summary>\(say: "Take it back")</summary>\(Form.post("/panels/\(panel.id)/withdrawal", """
                \(Form.hidden("_version", "\(panel.item.version)"))\(Form.area("because", Phrase("Why is it taken back?"), value: retry.because, problem: retry.invalid?["because"]))
                <div class="row"><button class="quiet">\(say: "Take it back")</button></div>
                """))</details></section>
            """
    }

    static func new(
        _ desk: ChangeDesk, _ below: [Panel], _ draft: PanelDraft, for visit: Visit, tooFew: Int? = nil, invalid: Invalid? = nil
    ) -> Page {
        let question = desk.question
        let from = below.first { $0.id.description == draft.from }
        return Page(
            "\(say: "Call a panel together")", in: desk.place,
            """
            <p class="eyebrow"><a href="/questions/\(question.id)/changes" lang="\(question.text.language)" dir="auto">\(question.text.body)</a></p>\
            <h1>\(say: "Call a panel together")</h1>\(tooFew.map { n in
                "<p class=\"turn\" role=\"alert\">\(say: n == 0 ? Phrase("There is no story that everybody on this panel may read.") : Phrase.counted(n, one: "There is only \("n", n) story that everybody on this panel may read: there would be nothing to choose.", other: "There are only \("n", n) stories that everybody on this panel may read: there would be nothing to choose."))</p>" as Markup })\
            \(Form.post("/questions/\(question.id)/panels", """
                \(Form.line("name", Phrase("What is the panel called?"), value: draft.name, hint: Phrase("For example: the elders and the youth of Vila Nova."), problem: invalid?["name"]))
                \(from.map { panel in
                    "\(Form.hidden("from", panel.id.description))<p>\(say: "It reads what this panel chose:") <b lang=\"\(panel.name.language)\" dir=\"auto\">\(panel.name.body)</b></p>" as Markup
                } ?? Form.choice("domain", Phrase("Which stories does it read?"), value: draft.domain, options: desk.domains.map { ("\($0.domain.number)", "\($0.domain.words.body)") }, problem: invalid?["domain"]))
                \(Form.circles("level", Phrase("Who are they?"), value: draft.level, options: PanelLevel.allCases.map { ($0.rawValue, "\(say: $0.words)") }, hint: Phrase("Further away than this place, a story goes only if whoever told it let it go."), problem: invalid?["level"]))
                \(Form.line("members", Phrase("Who sits on it?"), value: draft.members, hint: Phrase("Names as they stand under People, with commas between."), problem: invalid?["members"]))
                \(Form.tick("paper", Phrase("They meet without screens: we print the stories and write down what they chose"), on: draft.isOnPaper))
                \(Form.line("most", Phrase("How many may they choose?"), value: draft.most, type: "number", problem: invalid?["most"]))
                \(Form.line("until", Phrase("Until when do they choose?"), value: draft.until, type: "date", problem: invalid?["until"]))
                <div class="row"><button>\(say: "Call them together")</button></div>
                """))
            """
        ).secretly
    }
}
