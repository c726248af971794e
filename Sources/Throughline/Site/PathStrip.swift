import HTML
import Language

/// The path of a record: a strip of dots that shows where it stands, and the plain list under it, honest gaps included.
enum PathStrip {
    /// The order the path goes, which decides between stops of one day.
    enum Stage: Int, Sendable, Comparable {
        case need, question, voice, insight, dissent, decision, commitment, outcome, telling, correction, next

        static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

        init(_ kind: Kind) {
            self =
                switch kind {
                case .question: .question
                case .voice, .statement, .panel, .journey, .activity, .partnerPlan, .planTask: .voice
                case .insight: .insight
                case .dissent: .dissent
                case .decision, .experiment: .decision
                case .commitment: .commitment
                case .outcome, .adaptation: .outcome
                case .need: .need
                case .telling, .report: .telling
                case .correction: .correction
                }
        }
    }

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
        /// The day by which it is put in order; nil while it is still to come.
        var day: Day?
        var stage = Stage.question
        /// It is not folded away, however long the path is.
        var staysOpen = false
    }

    /// Longer paths are folded: their beginning, this record and their end stay open.
    static let most = 8

    static func draw(_ stops: [Stop]) -> Markup {
        let parts = parts(of: stops)
        return """
            <section aria-labelledby="path"><h2 id="path">\(say: "The path")</h2>\(strip(parts))<ol class="path">\(each: parts, draw)</ol></section>
            """
    }

    /// The list alone, for a page that is nothing but its path.
    static func list(_ stops: [Stop]) -> Markup { "<ol class=\"path\">\(each: stops, line)</ol>" }

    /// What is drawn at one place: a stop, or several that open on request.
    enum Part: Sendable {
        case stop(Stop)
        case folded([Stop])
    }

    static func parts(of stops: [Stop]) -> [Part] {
        guard stops.count > most else { return stops.map { .stop($0) } }
        let here = stops.firstIndex { $0.look == .now } ?? 0
        var parts: [Part] = []
        var folded: [Stop] = []
        func close() {
            parts += folded.count > 2 ? [.folded(folded)] : folded.map { .stop($0) }
            folded = []
        }
        for (place, stop) in stops.enumerated() {
            guard stop.staysOpen || place < 2 || abs(place - here) <= 1 || place >= stops.count - 3 else {
                folded.append(stop)
                continue
            }
            close()
            parts.append(.stop(stop))
        }
        close()
        return parts
    }

    private static func draw(_ part: Part) -> Markup {
        switch part {
        case .stop(let stop): line(stop)
        case .folded(let stops):
            """
            <li><details><summary>\(say: Phrase.counted(stops.count, one: "\("n", stops.count) more", other: "\("n", stops.count) more"))</summary>\
            <ol class="path">\(each: stops, line)</ol></details></li>
            """
        }
    }

    private static func line(_ stop: Stop) -> Markup {
        let title: Markup = "<b>\(say: stop.title)</b>"
        return """
            <li\(if: stop.look != .done, " class=\"\(stop.look.rawValue)\"")>\
            \(stop.href.map { href in "<a href=\"\(href)\">\(title)</a>" as Markup } ?? title)\(stop.words)\
            \(if: stop.small != nil, "<small>\(say: stop.small ?? "")</small>")</li>
            """
    }

    /// Hidden from screen readers: the list says the same in words. What is folded is a smaller dot.
    private static func strip(_ parts: [Part]) -> Markup {
        guard parts.count > 1 else { return "" }
        let step = 300 / max(parts.count - 1, 1)
        return """
            <svg class="strip" viewBox="0 0 320 16" aria-hidden="true" focusable="false"><path d="M10 8H\(10 + step * (parts.count - 1))" \
            stroke="currentColor" stroke-width="2" opacity=".4"/>\(each: Array(parts.enumerated()), { place in
                let dot = dot(place.element)
                return "<circle cx=\"\(10 + step * place.offset)\" cy=\"8\" r=\"\(dot.radius)\" stroke=\"currentColor\" stroke-width=\"2\" fill=\"\(dot.isOpen ? "none" : "currentColor")\"/>"
            })</svg>
            """
    }

    private static func dot(_ part: Part) -> (radius: Int, isOpen: Bool) {
        guard case .stop(let stop) = part else { return (1, false) }
        return (stop.look == .now ? 6 : 4, stop.look == .next || stop.look == .gap)
    }
}
