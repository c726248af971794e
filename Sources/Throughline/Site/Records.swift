import HTML
import Language

/// Parts that records and lists share: someone's words, a list with a way on, an empty state, a fact in small print.
enum Records {
    /// Someone's words, in their language and direction.
    static func words(_ text: Text) -> Markup {
        "<blockquote lang=\"\(text.language)\" dir=\"auto\">\(text.body)</blockquote>"
    }

    /// A list with a way to older entries. The order is always said.
    static func list<Entry>(_ entries: [Entry], ordered: Phrase? = nil, next: Href? = nil, empty: Phrase, _ draw: (Entry) -> Markup)
        -> Markup
    {
        guard !entries.isEmpty else { return "<p class=\"soft\">\(say: empty)</p>" }
        return """
            \(if: ordered != nil, "<p class=\"soft\">\(say: ordered ?? "")</p>")<ul class="list">\(each: entries, { "<li>\(draw($0))</li>" })</ul>\
            \(if: next != nil, "<p><a href=\"\(next ?? Href("/"))\">\(say: "Older ones")</a></p>")
            """
    }

    /// What stands where there is nothing yet: why, and the one thing to do.
    static func empty(_ words: Phrase, do action: (href: Href, words: Phrase)? = nil) -> Markup {
        """
        <p class="soft">\(say: words)</p>\(if: action != nil,
            "<p><a class=\"button\" href=\"\(action?.href ?? Href("/"))\">\(say: action?.words ?? "")</a></p>")
        """
    }
}

/// The path of a record: a strip of dots that shows where it stands, and the plain list under it, honest gaps included.
enum PathStrip {
    /// One place on the path.
    struct Stop: Sendable {
        enum Look: String, Sendable {
            case done = ""
            case now, next, gap
        }
        let look: Look
        let title: Phrase
        var words: Markup = ""
        var small: Phrase?
        var href: Href?
    }

    static func draw(_ stops: [Stop]) -> Markup {
        """
        <section aria-labelledby="path"><h2 id="path">\(say: "The path")</h2>\(strip(stops))<ol class="path">\(each: stops, line)</ol></section>
        """
    }

    /// The list alone, for a page that is nothing but its path.
    static func list(_ stops: [Stop]) -> Markup { "<ol class=\"path\">\(each: stops, line)</ol>" }

    private static func line(_ stop: Stop) -> Markup {
        let title: Markup = "<b>\(say: stop.title)</b>"
        return """
            <li\(if: stop.look != .done, " class=\"\(stop.look.rawValue)\"")>\
            \(stop.href.map { href in "<a href=\"\(href)\">\(title)</a>" as Markup } ?? title)\(stop.words)\
            \(if: stop.small != nil, "<small>\(say: stop.small ?? "")</small>")</li>
            """
    }

    /// Hidden from screen readers: the list says the same in words.
    private static func strip(_ stops: [Stop]) -> Markup {
        guard stops.count > 1 else { return "" }
        let step = 300 / max(stops.count - 1, 1)
        return """
            <svg class="strip" viewBox="0 0 320 16" aria-hidden="true" focusable="false"><path d="M10 8H\(10 + step * (stops.count - 1))" \
            stroke="currentColor" stroke-width="2" opacity=".4"/>\(each: Array(stops.enumerated()), { place in
                let open = place.element.look == .next || place.element.look == .gap
                return "<circle cx=\"\(10 + step * place.offset)\" cy=\"8\" r=\"\(place.element.look == .now ? 6 : 4)\" stroke=\"currentColor\" stroke-width=\"2\" fill=\"\(open ? "none" : "currentColor")\"/>"
            })</svg>
            """
    }
}
