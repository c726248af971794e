import HTML
import Language

/// The stories of a panel side by side, and beside each the box for why. Nobody sees what another chose until all have, or the day is past.
enum PanelReadingPage {
    static func draw(_ view: PanelView, for visit: Visit, retry: PanelPages.Retry) -> Markup {
        let panel = view.panel
        guard panel.isReading else { return "\(picks(view))\(stories(view))" }
        let stale: Markup = lost(retry.choice)
        if view.mayChoose { return "\(stale)\(picks(view))\(choosing(view, retry))" }
        if view.sits && !panel.isOnPaper { return "\(stale)\(reading(view, visit, retry))" }
        return """
            \(stale)<p>\(say: panel.isOnPaper ? Phrase("It meets without screens. What it chose is written down here afterwards.") : Phrase("Those who sit on it are reading. What they choose, and why, stands here afterwards; who chose what stays among them."))</p>\(stories(view))
            """
    }

    /// What somebody wrote about a story that is gone is given back to them.
    private static func lost(_ choice: PanelChoice?) -> Markup {
        guard let lost = choice?.lost, !lost.isEmpty else { return "" }
        return """
            <div class="turn" role="alert"><p>\(say: "A story was taken back while you wrote. You had written:")</p>\
            \(each: lost, { "<blockquote dir=\"auto\">\($0)</blockquote>" })</div>
            """
    }

    private static func reading(_ view: PanelView, _ visit: Visit, _ retry: PanelPages.Retry) -> Markup {
        let panel = view.panel
        var choice = retry.choice ?? PanelChoice()
        if retry.choice == nil { for pick in view.mine { choice.whys[pick.story] = pick.why } }
        return """
            <section aria-labelledby="read"><h2 id="read">\(say: "Read them, and choose")</h2>\
            <p>\(say: Phrase.counted(panel.most, one: "Choose \("n", panel.most), by writing why beside it. Nobody sees your choice until all have chosen, or until \("day", panel.until) is past.", other: "Choose up to \("n", panel.most), by writing why beside each. Nobody sees your choice until all have chosen, or until \("day", panel.until) is past."))</p>\
            <p class="soft">\(say: "\("n", view.done) of \("all", view.members.count) have chosen.")</p>\
            \(Form.post("/panels/\(panel.id)/picks", """
                \(Form.hidden("_version", "\(panel.item.version)"))\(each: Array(view.stories.enumerated()), { place, story in
                    let isOwn = story.voice.item.author.person != nil && story.voice.item.author.person == visit.reader.person
                    return beside(story, place + 1, choice, retry.invalid, isOwn: isOwn)
                })
                <div class="row"><button>\(say: "Keep my choice")</button></div>
                """))</section>
            """
    }

    private static func beside(_ story: PanelStory, _ number: Int, _ choice: PanelChoice, _ invalid: Invalid?, isOwn: Bool = false)
        -> Markup
    {
        let field = PanelChoice.field(story.id)
        let (value, problem) = (choice.whys[story.id] ?? "", invalid?[field])
        return """
            <section>\(StoryWords.whole(story, number: number))\(if: isOwn, "<p class=\"soft\">\(say: "It is your own: the others choose.")</p>", else:
                """
                <details\(flag: "open", problem != nil || !value.isEmpty)><summary>\(say: "Choose this one")</summary>\
                \(Form.area(field, Phrase("Why this one more than the others?"), value: value, problem: problem, rows: 3))</details>
                """)</section>
            """
    }

    /// Writing down what they chose together.
    private static func choosing(_ view: PanelView, _ retry: PanelPages.Retry) -> Markup {
        let (panel, choice) = (view.panel, retry.choice ?? PanelChoice())
        return """
            <section aria-labelledby="choose"><h2 id="choose">\(say: "What do you choose together?")</h2>\
            <p>\(say: Phrase.counted(panel.most, one: "Choose \("n", panel.most), by writing why this one more than the others. Everybody who told a story reads your reasons, so that nobody is named in them.", other: "Choose up to \("n", panel.most), by writing why beside each. Everybody who told a story reads your reasons, so that nobody is named in them."))</p>\
            \(Form.post("/panels/\(panel.id)/choosing", """
                \(Form.hidden("_version", "\(panel.item.version)"))\(each: Array(view.stories.enumerated()), { place, story in
                    beside(story, place + 1, choice, retry.invalid)
                })
                \(Form.area("against", Phrase("What was said against it?"), value: choice.against, hint: Phrase("Without names. It can stay empty."), problem: retry.invalid?["against"], rows: 3))
                <div class="row"><button>\(say: "Write it down")</button></div>
                """))</section>
            """
    }

    /// Among those who sit on it.
    private static func picks(_ view: PanelView) -> Markup {
        guard !view.picks.isEmpty else { return "" }
        let titles = Dictionary(view.stories.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return """
            <section aria-labelledby="picks"><h2 id="picks">\(say: "What each of you chose")</h2>\
            <p class="soft">\(say: "Only those who sit on the panel see this.")</p><ul class="list">\(each: view.picks, { pick in
                """
                <li><bdi>\(pick.name)</bdi> · \(titles[pick.story].map { StoryWords.title($0) } ?? "…")<br><span dir="auto">\(pick.why)</span></li>
                """
            })</ul></section>
            """
    }

    private static func stories(_ view: PanelView) -> Markup {
        guard !view.stories.isEmpty else { return "" }
        return """
            <details><summary>\(say: "The stories it reads, as far as they are open to you")</summary><ul class="list">\(each: view.stories, {
                "<li>\(StoryWords.title($0))</li>" })</ul></details>
            """
    }

    /// For a panel without screens: each story to be cut out, and a form to write the result on.
    static func sheets(_ view: PanelView) -> Page {
        let panel = view.panel
        var page = Page(
            "\(panel.name.body)", in: view.place,
            """
            <p class="eyebrow">\(say: "A panel on stories of change")</p><h1 lang="\(panel.name.language)" dir="auto">\(panel.name.body)</h1>\
            <p class="screen">\(say: "Print this page and cut it between the stories; the last part is for the result. Collect them again: they are for this panel.") <a href="/panels/\(panel.id)">\(say: "Back")</a></p>\
            \(view.domain.map { "<p>\(say: "About:") <span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span></p>" as Markup })\
            <p>\(say: Phrase.counted(panel.most, one: "Read all the stories. Choose \("n", panel.most), and say why this one more than the others.", other: "Read all the stories. Choose up to \("n", panel.most), and say why each more than the others."))</p>\
            \(each: Array(view.stories.enumerated()), { place, story in
                "<section>\(StoryWords.whole(story, level: 2, number: place + 1, named: false))</section>" })\
            <section class="lines"><h2>\(say: "What we chose")</h2>\(each: Array(1...max(panel.most, 1)), { _ in
                "<p>\(say: "Story, by its number")</p><hr><p>\(say: "Why this one more than the others?")</p><hr><hr><hr>" })
            <p>\(say: "What was said against it?")</p><hr><hr></section>
            """)
        page.tabs = false
        return page.secretly
    }
}
