import HTML
import Language

/// The desk: at most five things with the minutes they take, the rest on request.
enum WeekPages {
    static func show(_ week: Week, showsAll: Bool) -> Page {
        let more = week.place.path("week").with(query: "all", "yes")
        return Page(
            "\(say: "This week")", in: week.place,
            """
            <p class="eyebrow">\(say: "This week")</p><h1>\(say: heading(week))</h1>
            \(if: !week.things.isEmpty, "<ul class=\"list\">\(each: Array(week.things.enumerated()), { place in "<li>\(draw(place.element, isFirst: place.offset == 0))</li>" })</ul>")
            \(if: week.things.isEmpty && week.later.isEmpty, Records.empty(Phrase("Nobody is kept waiting."), do: (week.place.path("asking"), Phrase("Ask"))))
            \(if: !week.later.isEmpty && !showsAll, "<p><a href=\"\(more)\">\(say: Phrase.counted(week.later.count, one: "\("n", week.later.count) more that can wait", other: "\("n", week.later.count) more that can wait"))</a></p>")
            \(if: !week.later.isEmpty && showsAll, rest(week))
            """)
    }

    private static func rest(_ week: Week) -> Markup {
        """
        <section aria-labelledby="later"><h2 id="later">\(say: "This can wait")</h2>
        <ul class="list">\(each: week.later, { "<li>\(draw($0, isFirst: false))</li>" })</ul></section>
        """
    }

    private static func draw(_ thing: WeekThing, isFirst: Bool) -> Markup {
        """
        <b>\(say: thing.title)</b><br>\(if: thing.about != nil, "<span lang=\"\(thing.about?.language ?? "und")\" dir=\"auto\">\(thing.about?.body ?? "")</span><br>")\
        <span class="soft">\(say: thing.note) · \(say: minutes(thing.minutes))\(if: thing.isTaken, " · \(say: "Somebody of the team has taken it")")</span>
        <div class="row"><a class="button\(if: !isFirst, " quiet")" href="\(thing.href)">\(say: thing.button)</a></div>
        """
    }

    private static func heading(_ week: Week) -> Parts {
        let things: Phrase
        switch week.things.count {
        case 0: return Parts(Phrase("Nothing else waits"))
        case 1: things = Phrase("One thing")
        case 2: things = Phrase("Two things")
        case 3: things = Phrase("Three things")
        case 4: things = Phrase("Four things")
        default: things = Phrase("Five things")
        }
        return Parts(things, minutes(week.minutes))
    }

    private static func minutes(_ n: Int) -> Phrase {
        Phrase.counted(n, one: "\("n", n) minute", other: "\("n", n) minutes")
    }
}
