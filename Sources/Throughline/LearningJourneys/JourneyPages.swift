import HTML
import Language

/// One learning journey: who carries it, the sessions with what went in and what came out, what is open, and what is still used later.
enum JourneyPages {
    /// A small form that was refused, with everything typed.
    struct Retry: Sendable {
        var because = ""
        var found = ""
        var invalid: Invalid?
    }

    static func show(_ view: JourneyView, for visit: Visit, retry: Retry = .init()) -> Page {
        let journey = view.journey
        return Page(
            "\(journey.words("issue"))", in: view.place,
            """
            <p class="eyebrow">\(say: Phrase("A learning journey: \("state", journey.state.words)"))</p>\
            <h1>\(words(journey, "issue"))</h1>\(Records.label(journey.item))<p>\(say: journey.state.asks)</p>\
            \(facts(view, visit))\(JourneyTimeline.draw(view))\(open(view))\(steps(view))\(looks(view))\
            \(if: visit.reader.may(.learn, in: view.place.id), JourneyDesk.draw(view, retry))\
            <p class="row go screen"><a href="/journeys/\(journey.id)/hand-over">\(say: "On one page, to hand over or print")</a> \
            <a href="/journeys/\(journey.id)/table">\(say: "As a table (CSV)")</a> <a href="/journeys/\(journey.id)/data">\(say: "As data (JSON)")</a></p>\
            \(PathStrip.draw(Stops.around(view.trail, here: .init(look: .now, title: Phrase("This journey, \("day", journey.item.day)"), day: journey.item.day, stage: .voice))))\
            \(Records.flag(journey.item))
            """)
    }

    static func words(_ journey: Journey, _ field: String) -> Markup {
        journey.texts[field].map { "<span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span>" } ?? "…"
    }

    /// Names are for the people of its place.
    static func facts(_ view: JourneyView, _ visit: Visit) -> Markup {
        let journey = view.journey
        let isHere = visit.reader.takesPart(in: view.place.id)
        return """
            <ul class="list"><li>\(say: Phrase("From \("from", journey.starts) to \("until", journey.ends): \("length", journey.length.words)"))\
            \(if: !journey.words("length").isEmpty, "<br><span class=\"soft\">\(words(journey, "length"))</span>")</li>\
            \(if: !view.questions.isEmpty, "<li>\(say: "It works on")<br>\(each: view.questions, { "\(JourneyTimeline.link($0))<br>" })</li>")\
            \(if: isHere, "\(each: Journey.Role.allCases, { role in "<li>\(say: role.words): \(say: Records.who(journey.name(role)))</li>" })")\
            \(if: isHere && !journey.words("experts").isEmpty, "<li>\(say: "Who knows about it"): \(words(journey, "experts"))</li>")\
            <li>\(say: "Who learns together"): <span dir="auto">\(say: Listed((journey.own + journey.outside).map { Phrase("\("name", $0)") }))</span><br>\
            <span class="soft">\(say: share(journey))</span></li>\
            \(if: !journey.functions.isEmpty, "<li>\(say: "It is there to \("what", Listed(Journey.Function.allCases.filter(journey.functions.contains).map(\.words)))")</li>")\
            \(if: !journey.forms.isEmpty, "<li>\(say: "Its form: \("what", Listed(Journey.Form.allCases.filter(journey.forms.contains).map(\.words)))")</li>")\
            \(if: journey.state.isOpen, "<li>\(say: rhythm(journey, next: view.nextCheck, on: view.today))</li>")</ul>
            """
    }

    /// Alliances beyond one's own house are the weak point of most journeys (domain 1): their share is always said.
    static func share(_ journey: Journey) -> Phrase {
        let (outside, all) = (journey.outside.count, journey.cohort)
        guard outside > 0 else { return Phrase("Nobody from outside. Most journeys find it hard to reach beyond their own house.") }
        return Phrase("From outside: \("n", outside) of \("all", all) (\("share", (200 * outside + all) / (2 * all)) %)")
    }

    static func rhythm(_ journey: Journey, next: Day?, on today: Day) -> Phrase {
        guard let next else { return Phrase("Those who carry it will talk \("rhythm", journey.rhythm.words).") }
        guard let last = journey.checkedOn else {
            return next < today
                ? Phrase("Those who carry it talk \("rhythm", journey.rhythm.words); they have not begun, and were to by \("day", next).")
                : Phrase("Those who carry it talk \("rhythm", journey.rhythm.words), the first time by \("day", next).")
        }
        return next < today
            ? Phrase(
                "Those who carry it talk \("rhythm", journey.rhythm.words); the last time was \("last", last), and \("day", next) has passed."
            )
            : Phrase(
                "Those who carry it talk \("rhythm", journey.rhythm.words); the last time was \("last", last), the next is by \("day", next)."
            )
    }

    /// Promises that are not settled, and sessions nobody spoke of.
    static func open(_ view: JourneyView) -> Markup {
        let silent = view.sessions.filter { $0.activity.isForgotten(on: view.today) }
        guard !view.open.isEmpty || !silent.isEmpty else { return "" }
        return """
            <section aria-labelledby="open"><h2 id="open">\(say: "What is open")</h2><ul class="list">\(each: view.open, { promise in
                "<li><a href=\"\(Href.to(promise.item))\"><span dir=\"auto\">\(promise.words("what")?.body ?? "…")</span></a><br><span class=\"soft\">\(say: promise.due < view.today ? Phrase("It was due on \("day", promise.due)") : Phrase("Due on \("day", promise.due)"))</span></li>"
            })\(each: silent, { session in
                "<li><a href=\"\(Href.to(session.activity.item))\"><span dir=\"auto\">\(session.activity.words("purpose"))</span></a><br><span class=\"soft\">\(say: "Nobody has said how it went.")</span></li>"
            })</ul></section>
            """
    }

    private static func steps(_ view: JourneyView) -> Markup {
        let steps = view.steps
        let taken = steps.count { $0.isTaken }
        return """
            <details><summary>\(say: "Ten steps of a journey that goes well: \("n", taken) taken")</summary><ol>\(each: steps, { step in
                "<li>\(if: step.isTaken, "✓ ")\(say: step.words)\(if: !step.isTaken, " <span class=\"soft\">\(say: "still open")</span>")</li>"
            })</ol></details>
            """
    }

    /// What is still used after 3, 6 and 12 months, and what those who promised something say.
    static func looks(_ view: JourneyView) -> Markup {
        guard !view.looks.isEmpty else { return "" }
        return """
            <section aria-labelledby="looks"><h2 id="looks">\(say: "What is still used")</h2><ul class="list">\(each: view.looks, { look in
                """
                <li>\(say: after(look.months)): \(if: look.lookedOn == nil, "<span class=\"soft\">\(say: look.due < view.today ? Phrase("to be looked at since \("day", look.due)") : Phrase("to be looked at on \("day", look.due)"))</span>")\
                \(if: look.lookedOn != nil, "<br>\(words(view.journey, JourneyLook.field(look.months)))")</li>
                """
            })\(if: view.asked.asked > 0, "<li>\(say: answers(view.asked, from: view.fewest))</li>")</ul></section>
            """
    }

    static func after(_ months: Int) -> Phrase {
        Phrase.counted(months, one: "After \("n", months) month", other: "After \("n", months) months")
    }

    /// Numbers only where none of them, nor what is left of it, is too small for this reader.
    private static func answers(_ figures: FollowFigures, from fewest: Int) -> Phrase {
        let parts = [
            figures.asked, figures.answered, figures.asked - figures.answered, figures.staying, figures.answered - figures.staying,
        ]
        guard parts.allSatisfy({ $0 <= 0 || $0 >= fewest }) else {
            return Phrase("Those who promised something were asked how it goes. They are too few for numbers.")
        }
        let few: Phrase = figures.isFew ? Phrase("Few answers.") : ""
        return Phrase(
            "Those who promised something were asked \("asked", figures.asked) times how it goes, answered \("answered", figures.answered) times, and were still with it \("staying", figures.staying) times. \("few", few)"
        )
    }

    static func list(_ journeys: [Journey], in place: Place, for visit: Visit) -> Page {
        Page(
            "\(say: "Learning journeys")", in: place,
            """
            <h1>\(say: "Learning journeys")</h1><p class="soft">\(say: "Several teams learn about one thing over some months, and say what they will do differently.")</p>\
            \(if: visit.reader.may(.learn, in: place.id), "<p><a class=\"button\" href=\"\(place.path("journeys"))/new\">\(say: "Begin a journey")</a></p>")\
            \(Records.list(journeys, ordered: journeys.count > 1 ? Phrase("What goes on first, the nearest end first.") : nil, empty: Phrase("No journey so far.")) { journey in
                """
                <a href="\(Href.to(journey.item))">\(words(journey, "issue"))</a><br>\
                <span class="soft">\(say: Parts(journey.state.words, Phrase("until \("day", journey.ends)"), share(journey)))</span>
                """
            })
            """)
    }
}
