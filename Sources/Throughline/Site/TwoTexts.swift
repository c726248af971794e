import HTML
import Language

/// A lost race: somebody changed the same record in between. Both texts stand side by side, and the choice.
enum TwoTexts {
    struct Line: Sendable {
        let label: Phrase
        let theirs: Markup
        let mine: Markup
        let differs: Bool

        /// A line of plain text.
        init(_ label: Phrase, theirs: String, mine: String) {
            self.init(label, theirs: "\(theirs)", mine: "\(mine)", differs: theirs != mine)
        }

        /// A line shown in other words than those that are compared.
        init(_ label: Phrase, theirs: Markup, mine: Markup, differs: Bool) {
            (self.label, self.theirs, self.mine, self.differs) = (label, theirs, mine, differs)
        }
    }

    /// `typed` is sent again, over `version`, by whoever keeps to their own text.
    static func page(_ lines: [Line], in place: Place?, action: Href, back: Href, version: Int, typed: [(name: String, value: String)])
        -> Page
    {
        let mine = typed.filter { !$0.name.hasPrefix("_") }
        return Page(
            "\(say: "Somebody was faster")", in: place,
            """
            <h1>\(say: "Somebody was faster")</h1>\
            <p>\(say: "This was changed while you were writing. Nothing of yours is lost.")</p>\
            \(each: lines.filter(\.differs), drawn)\
            \(Form.post(action, """
                \(Form.hidden("_version", "\(version)"))\(each: mine, { Form.hidden($0.name, $0.value) })\
                <div class="row"><button>\(say: "Use my text")</button><a class="button quiet" href="\(back)">\(say: "Keep theirs")</a></div>
                """))
            """
        ).secretly
    }

    private static func drawn(_ line: Line) -> Markup {
        """
        <section><h2>\(say: line.label)</h2><p class="eyebrow">\(say: "As it stands now")</p><blockquote dir="auto">\(line.theirs)</blockquote>\
        <p class="eyebrow">\(say: "As you wrote it")</p><blockquote dir="auto">\(line.mine)</blockquote></section>
        """
    }
}
