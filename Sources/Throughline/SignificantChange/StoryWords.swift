import HTML
import Language

/// A story of change as a panel, a page or a sheet of paper shows it.
enum StoryWords {
    /// Whole, under a heading of its own. On paper nobody's name goes along.
    static func whole(_ story: PanelStory, level: Int = 3, number: Int? = nil, named: Bool = true) -> Markup {
        if story.voice.text?.isLocked == true { return Records.locked }
        let (title, language) = (story.title, story.voice.text?.language ?? "und")
        let lead: Markup = number.map { "\($0). " } ?? ""
        return """
            \(if: level == 2, "<h2 lang=\"\(language)\" dir=\"auto\">\(lead)\(title)</h2>", else: "<h3 lang=\"\(language)\" dir=\"auto\">\(lead)\(title)</h3>")\
            \(part(story, "before", Phrase("How it was before")))\(part(story, "change", Phrase("What changed")))\
            \(part(story, "means", Phrase("Why it matters most to whoever told it")))\(part(story, "ours", Phrase("What our work had to do with it")))\
            <p class="soft">\(say: about(story, named))</p>
            """
    }

    private static func part(_ story: PanelStory, _ field: String, _ label: Phrase) -> Markup {
        guard let words = story.words(field) else { return "" }
        return "<p class=\"eyebrow\">\(say: label)</p>\(Records.words(words))"
    }

    private static func about(_ story: PanelStory, _ named: Bool) -> Parts {
        Parts(
            story.words("where").map { Phrase("\("name", $0.body)") }, story.capture.day("on").map { Phrase("\("day", $0)") },
            named ? story.voice.name.map { Phrase("told by \("name", $0)") } ?? Phrase("told without a name") : nil)
    }

    /// In one line, where the way to the whole stands behind it.
    static func title(_ story: PanelStory, mayFollow: Bool = true) -> Markup {
        let (language, words) = (story.voice.text?.language ?? "und", story.title)
        return mayFollow
            ? "<a href=\"/voices/\(story.id)\" lang=\"\(language)\" dir=\"auto\">\(words)</a>"
            : "<b lang=\"\(language)\" dir=\"auto\">\(words)</b>"
    }
}

/// What panels chose, told to whoever told a story: on the page of their own words, and in what the team tells back.
enum PanelWords {
    /// On the page of one's own words; stops between what one said and what was learned.
    static func stops(_ results: [PanelResult], mayFollow: Bool) -> [PathStrip.Stop] {
        results.map { result in
            let own = result.readOwn ? Phrase("Your story was among those it read.") : nil
            return .init(
                look: .done, title: Phrase("A panel chose, \("day", result.panel.chosenOn ?? result.panel.item.day)"), words: words(result),
                small: own, href: mayFollow ? .to(result.panel.item) : nil)
        }
    }

    private static func words(_ result: PanelResult) -> Markup {
        """
        <p lang="\(result.panel.name.language)" dir="auto">\(result.panel.name.body)</p>\(each: result.chosen, { one in
            """
            \(one.story.map { "<p>\(say: "Chosen:") \(StoryWords.title($0, mayFollow: false))</p>\($0.words("change").map { Records.words($0) } ?? "")" as Markup })\
            \(one.why.map { "<p>\(say: "Why:") <span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span></p>" as Markup })
            """
        })
        """
    }

    /// Lines of a telling-back. A story stands in it only where whoever told it lets it be told.
    static func lines(_ results: [PanelResult]) -> [Phrase] {
        results.flatMap { result in
            result.chosen.compactMap { one -> Phrase? in
                guard let why = one.why else { return nil }
                let panel = result.panel.name.body
                guard one.mayBeTold, let story = one.story, let change = story.words("change") else {
                    return Phrase("\("panel", panel) read your stories and chose one. Why: \("why", why.body)")
                }
                return Phrase(
                    "\("panel", panel) read your stories and chose “\("title", story.title)”: \("change", Quote.of(change.body)) Why: \("why", why.body)"
                )
            }
        }
    }
}
