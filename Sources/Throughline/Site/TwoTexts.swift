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

    /// `typed` is sent again by whoever keeps to their own text, over what `seen` names: the version that stands there now, mostly.
    /// Without an action there is nothing left to send it to: what was typed stands there to be read and copied.
    static func page(
        _ lines: [Line], in place: Place?, action: Href?, back: Href, seen: (name: String, value: String),
        typed: [(name: String, value: String)]
    ) -> Page {
        let mine = typed.filter { !$0.name.hasPrefix("_") }
        return Page(
            "\(say: "Somebody was faster")", in: place,
            """
            <h1>\(say: "Somebody was faster")</h1>\
            <p>\(say: "This was changed while you were writing. Nothing of yours is lost.")</p>\
            \(each: lines.filter(\.differs), drawn)\
            \(action.map { sendAgain(to: $0, back, seen, mine) } ?? "<p><a class=\"button quiet\" href=\"\(back)\">\(say: "Back")</a></p>")
            """
        ).secretly
    }

    static func page(
        _ lines: [Line], in place: Place?, action: Href?, back: Href, version: Int, typed: [(name: String, value: String)]
    ) -> Page {
        page(lines, in: place, action: action, back: back, seen: ("_version", "\(version)"), typed: typed)
    }

    private static func sendAgain(
        to action: Href, _ back: Href, _ seen: (name: String, value: String), _ mine: [(name: String, value: String)]
    ) -> Markup {
        Form.post(
            action,
            """
            \(Form.hidden(seen.name, seen.value))\(each: mine, { Form.hidden($0.name, $0.value) })
            <div class="row"><button>\(say: "Use my text")</button><a class="button quiet" href="\(back)">\(say: "Keep theirs")</a></div>
            """)
    }

    private static func drawn(_ line: Line) -> Markup {
        """
        <section><h2>\(say: line.label)</h2><p class="eyebrow">\(say: "As it stands now")</p><blockquote dir="auto">\(line.theirs)</blockquote>\
        <p class="eyebrow">\(say: "As you wrote it")</p><blockquote dir="auto">\(line.mine)</blockquote></section>
        """
    }
}
