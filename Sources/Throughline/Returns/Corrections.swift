import HTML
import Language

/// What speakers put right, standing beside what was made of their words; for any page that shows the claim.
enum Corrections {
    /// Corrections on one page.
    static let page = 50

    /// `mayLook` shows the team's two buttons on those nobody has looked at yet; `more` leads to those that found no room.
    static func beside(_ corrections: [Correction], mayLook: Bool = false, more: Href? = nil) -> Markup {
        guard !corrections.isEmpty else { return "" }
        return """
            <section aria-labelledby="corrections"><h2 id="corrections">\(say: "Put right by those who said it")</h2>
            <ul class="list">\(each: corrections, { "<li>\(draw($0, mayLook))</li>" })</ul>\(more.map { "<p><a href=\"\($0)\">\(say: "More")</a></p>" as Markup })</section>
            """
    }

    /// For the speaker alone: what they put right, and what became of it.
    static func own(_ corrections: [Correction]) -> Markup {
        guard !corrections.isEmpty else { return "" }
        return """
            <section aria-labelledby="corrections"><h2 id="corrections">\(say: "What you put right")</h2>
            <ul class="list">\(each: corrections, { one in
                "<li>\(Records.words(one.text))\(became(one))\(if: one.became == nil, "<p class=\"soft\">\(say: fate(one))</p>")</li>"
            })</ul></section>
            """
    }

    private static func fate(_ correction: Correction) -> Phrase {
        if correction.isNew { return Phrase("The team has not answered yet.") }
        return correction.item.audience < .team ? Became.beside.words : Became.kept.words
    }

    private static func draw(_ correction: Correction, _ mayLook: Bool) -> Markup {
        let who = correction.name.map { Phrase("\("name", $0), one of the speakers, \("day", correction.item.day)") }
        return """
            \(Records.words(correction.text))<p class="soft">\(say: who ?? Phrase("One of the speakers, \("day", correction.item.day)"))</p>\(became(correction))\(Records.foot(correction.item))\
            \(if: mayLook && correction.isNew, looking(correction))
            """
    }

    private static func became(_ correction: Correction) -> Markup {
        guard let (how, words) = correction.became else { return "" }
        return "<p>\(say: how.words): <span lang=\"\(words.language)\" dir=\"auto\">\(words.body)</span></p>"
    }

    private static func looking(_ correction: Correction) -> Markup {
        let version = correction.item.version
        return """
            <p class="soft">\(say: "Only the team reads this so far, unless the speaker is known here.")</p>
            <div class="row">\(Form.button("/corrections/\(correction.item.id)/opening", Phrase("Let it stand beside what we wrote"), version: version))\
            \(Form.button("/corrections/\(correction.item.id)/seen", Phrase("Seen, keep it with the team"), version: version))\
            <a class="button quiet" href="/corrections/\(correction.item.id)/became">\(say: "Answer them")</a></div>
            """
    }
}
