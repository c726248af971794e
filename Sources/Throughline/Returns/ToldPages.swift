import HTML
import Language

/// What was told back: one telling with its numbers and path, and everything a place has told and still owes.
enum ToldPages {
    struct View: Sendable {
        let telling: Telling
        let question: Question
        let place: Place
        let trail: (before: [Step], after: [Step])
        let takenBack: (voices: Headcount, last: Day)?
        /// From how many people on this reader sees numbers.
        let fewest: Int
        /// What those who were told said to it.
        let reply: Text?
    }

    static func show(_ view: View, for visit: Visit) -> Page {
        let telling = view.telling
        let question = view.question
        let here = PathStrip.Stop(
            look: .now, title: telling.toldOn.map { Phrase("Told back, \("day", $0)") } ?? Phrase("Not told yet"), day: telling.toldOn,
            stage: .telling)
        return Page(
            "\(say: "What became of it")", in: view.place,
            """
            <p class="eyebrow">\(say: "What became of it")</p>
            <h1><a href="\(Href.to(question.item))" lang="\(question.text.language)" dir="auto">\(question.text.body)</a></h1>
            \(telling.text.map(Records.words) ?? "")\(Records.label(telling.item))<p class="soft">\(say: numbers(telling, from: view.fewest))</p>\(changes(view))
            \(if: telling.toldOn == nil && visit.reader.may(.tell, in: view.place.id), "<p><a class=\"button quiet\" href=\"/duties/\(telling.duty)/telling\">\(say: "Read and send")</a></p>")
            \(ReturnsPages.receipt(telling, view.reply, mayTell: visit.reader.may(.tell, in: view.place.id)))\
            \(PathStrip.draw(Stops.around(view.trail, here: here)))<p class="go"><a href="/questions/\(question.id)/trail">\(say: "The path of one question")</a></p>\(Records.foot(onward: telling.item, for: visit))
            """)
    }

    private static func numbers(_ telling: Telling, from fewest: Int) -> Phrase {
        guard let day = telling.toldOn else { return Phrase("Not told yet") }
        let reached = TellingTitles.reached(told: telling.told, people: telling.people, unreachable: telling.unreachable, from: fewest)
        return Phrase("\("day", day), in \("language", telling.language), \("way", telling.door.how). \("reached", reached)")
    }

    /// Whatever was taken back since is said here too.
    private static func changes(_ view: View) -> Markup {
        let quote: Markup = view.telling.quoteGoneOn.map { "<p>\(say: "Words quoted here were taken back on \("day", $0).")</p>" } ?? ""
        return quote + TakenBack.note(view.takenBack)
    }

    /// Everything told, the newest first, after what is still owed.
    static func list(
        _ tellings: [(telling: Telling, question: Question)], owed: [(duty: Duty, question: Question)],
        waiting: (people: Headcount, since: Day?), in place: Place, from fewest: Int, next: Href?, mayTell: Bool
    ) -> Page {
        Page(
            "\(say: "What became of it")", in: place,
            """
            <h1>\(say: "What became of it")</h1>\(if: mayTell, "<p class=\"go\"><a href=\"\(place.path("returns"))\">\(say: "Telling back: what is owed, late and delivered")</a></p>")\(still(owed, waiting, place))
            <section aria-labelledby="told"><h2 id="told">\(say: "Told back")</h2>\(Records.list(
                tellings, ordered: Phrase("The newest first."), next: next, empty: Phrase("Nothing has been told back yet.")) { entry in
                """
                <a href="\(Href.to(entry.telling.item))" lang="\(entry.question.text.language)" dir="auto">\(entry.question.text.body)</a><br>\
                <span class="soft">\(say: numbers(entry.telling, from: fewest))</span>\(entry.telling.text.map(words) ?? "")\(Records.label(entry.telling.item))
                """
            })</section>
            """)
    }

    /// As much of it as a list bears; its own page has the rest.
    private static func words(_ text: Text) -> Markup {
        let isLong = text.body.count > Quote.longest
        return "<blockquote lang=\"\(text.language)\" dir=\"auto\">\(isLong ? Quote.of(text.body) + " …" : text.body)</blockquote>"
    }

    /// By language and door for the team; for everyone else one number, so that a small one points at nobody.
    private static func still(_ owed: [(duty: Duty, question: Question)], _ waiting: (people: Headcount, since: Day?), _ place: Place)
        -> Markup
    {
        guard let since = waiting.since else { return "" }
        let words: Phrase
        switch waiting.people {
        case .nobody: return ""
        case .few: words = Waiting.few(place, since)
        case .exactly(let n), .atLeast(let n):
            words = Phrase.counted(
                n,
                one:
                    "\("n", waiting.people.said) person has not been told yet. The \("team", place.team) team promised it by \("day", since).",
                other:
                    "\("n", waiting.people.said) people have not been told yet. The \("team", place.team) team promised it by \("day", since)."
            )
        }
        return """
            <section aria-labelledby="owed"><h2 id="owed">\(say: "Waiting for an answer")</h2><p>\(say: words)</p>
            \(if: !owed.isEmpty, "<ul class=\"list\">\(each: owed, line)</ul>")</section>
            """
    }

    private static func line(_ entry: (duty: Duty, question: Question)) -> Markup {
        """
        <li><b>\(say: TellingTitles.whom(entry.duty))</b><br><span lang="\(entry.question.text.language)" dir="auto">\(entry.question.text.body)</span><br>\
        <span class="soft">\(say: TellingTitles.when(entry.duty))</span>
        <div class="row"><a class="button quiet" href="/duties/\(entry.duty.id)/telling">\(say: "Read and send")</a></div></li>
        """
    }
}

/// The one sentence that says a number changed because somebody took their words back.
enum TakenBack {
    static func note(_ gone: (voices: Headcount, last: Day)?) -> Markup {
        guard let gone else { return "" }
        let words: Phrase
        switch gone.voices {
        case .nobody: return ""
        case .few: words = few(gone.last)
        case .exactly(let n), .atLeast(let n):
            words = Phrase.counted(
                n, one: "\("n", gone.voices.said) answer was taken back on \("day", gone.last).",
                other: "\("n", gone.voices.said) answers were taken back, the last on \("day", gone.last).")
        }
        return "<p class=\"soft\">\(say: words)</p>"
    }

    /// Too few to be counted aloud.
    static func few(_ last: Day) -> Phrase { Phrase("Words were taken back here, the last on \("day", last).") }
}
