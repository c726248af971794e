import HTML
import Language

/// What the first screen shows, in its one order.
struct HomeView: Sendable {
    let place: Place
    /// The latest turn that was closed: what people said, what was decided, what happened.
    let turn: Turn?
    let asking: Question?
    let others: [Question]
    let waiting: (people: Headcount, since: Day?)
    /// Nobody but the reader, who may invite, is here yet.
    var isNew = false
    /// Texts the reader was asked to bring into another language.
    var toTranslate = 0
    /// The reader closed this place a few days ago.
    var mayReopen = false

    struct Turn: Sendable {
        let question: Question
        let learned: Text?
        let decided: Text?
        let told: Text?
    }
}

/// The first screen has one job: answer one open question in your own language, and see what became of earlier answers.
enum HomePages {
    static func show(_ view: HomeView, for visit: Visit) -> Page {
        var page = Page(
            "\(view.place.name)", in: view.place,
            "\(closed(view))\(begun(view))\(translating(view))\(turn(view, visit))\(asking(view, visit))\(others(view))\(waiting(view))"
        )
        page.secret = view.asking != nil
        if view.asking != nil { page.skip = "<a class=\"skip\" href=\"#ask\">\(say: "To the question")</a>" }
        page.titleIsPlace = true
        return page
    }

    /// Said first: nobody reads here any more what somebody would write.
    private static func closed(_ view: HomeView) -> Markup {
        guard let day = view.place.closedOn else { return "" }
        return """
            <p class="turn" role="status">\(say: "This place was closed on \("day", day). What was said and decided here stays to be read.")\(if: view.mayReopen, " <a href=\"\(view.place.path("reopening"))\">\(say: "Open it again")</a>")</p>
            """
    }

    /// The first steps of a place, for whoever began it, until a second person is here.
    private static func begun(_ view: HomeView) -> Markup {
        guard view.isNew else { return "" }
        return """
            <section class="turn" aria-labelledby="begun"><h2 id="begun">\(say: "This place is ready")</h2>\
            <p>\(say: view.others.isEmpty ? Phrase("It holds one question already, below. Next: let people in, or ask them something of your own.") : Phrase("Your question stands below. Next: let people in."))</p>\
            <div class="row"><a class="button quiet" href="\(view.place.path("invitations"))">\(say: "Invite people")</a>\
            \(if: view.others.isEmpty, "<a class=\"button quiet\" href=\"\(view.place.path("asking"))\">\(say: "Ask a question")</a>")</div></section>
            """
    }

    private static func translating(_ view: HomeView) -> Markup {
        guard view.toTranslate > 0 else { return "" }
        let n = view.toTranslate
        return """
            <p class="turn"><a href="/me/translating">\(say: Phrase.counted(n, one: "\("n", n) text waits for your translation", other: "\("n", n) texts wait for your translation"))</a></p>
            """
    }

    /// Tired people are given before they are asked.
    private static func turn(_ view: HomeView, _ visit: Visit) -> Markup {
        if let turn = view.turn, [turn.learned, turn.decided, turn.told].contains(where: { $0.map { !$0.isLocked } ?? false }) {
            return """
                <section class="turn" aria-labelledby="told"><h2 id="told" class="eyebrow">\(say: "What became of it")</h2>\
                \(line(turn.learned, Phrase("You told us:")))\(line(turn.decided, Phrase("We decided:")))\(line(turn.told, Phrase("It happened:")))\
                <p class="go"><a href="\(Href.to(turn.question.item))">\(say: "See the whole path")</a></p></section>
                """
        }
        guard let asking = view.asking else { return "" }
        return """
            <section class="turn" aria-labelledby="told"><h2 id="told" class="eyebrow">\(say: "What we promise")</h2>\
            <p>\(AnswerBox.promise(asking, in: view.place, language: visit.language))</p></section>
            """
    }

    private static func line(_ text: Text?, _ words: Phrase) -> Markup {
        guard let text, !text.isLocked else { return "" }
        return "<p>\(say: words) <span lang=\"\(text.language)\" dir=\"auto\">\(text.body)</span></p>"
    }

    private static func asking(_ view: HomeView, _ visit: Visit) -> Markup {
        guard let question = view.asking else { return nothingAsked(view, visit) }
        return """
            <section id="ask"><p class="eyebrow">\(say: "We are asking")</p>\
            <h1 lang="\(question.text.language)" dir="auto">\(question.text.body)</h1>\
            <p class="soft">\(AnswerBox.why(question, in: view.place))\(if: view.turn != nil, " \(AnswerBox.promise(question, in: view.place, language: visit.language))")</p>\
            \(AnswerBox.form(question, in: view.place, for: visit))</section>
            """
    }

    private static func nothingAsked(_ view: HomeView, _ visit: Visit) -> Markup {
        let mayAsk = visit.reader.may(.ask, in: view.place.id)
        return """
            <section><h1>\(view.place.name)</h1>\(Records.empty(
                mayAsk ? Phrase("No question is open. What would you like to know from people here?") : Phrase("No question is open just now. Come back soon."),
                do: mayAsk ? (view.place.path("asking"), Phrase("Ask the first question")) : nil))</section>
            """
    }

    private static func others(_ view: HomeView) -> Markup {
        guard !view.others.isEmpty else { return "" }
        return """
            <section><h2>\(say: "Also asked")</h2><ul class="list">\(each: view.others, { question in
                "<li><a href=\"\(Href.to(question.item))\" lang=\"\(question.text.language)\" dir=\"auto\">\(question.text.body)</a></li>"
            })</ul></section>
            """
    }

    /// No shaming of persons: how many, which team, since when.
    private static func waiting(_ view: HomeView) -> Markup {
        guard let since = view.waiting.since else { return "" }
        let words: Phrase
        switch view.waiting.people {
        case .nobody: return ""
        case .few: words = Waiting.few(view.place, since)
        case .exactly(let n), .atLeast(let n):
            words = Phrase.counted(
                n,
                one:
                    "\("n", view.waiting.people.said) person has not been told yet what became of their words. The \("team", view.place.team) team promised it by \("day", since).",
                other:
                    "\("n", view.waiting.people.said) people have not been told yet what became of their words. The \("team", view.place.team) team promised it by \("day", since)."
            )
        }
        return "<section><h2>\(say: "Waiting for an answer")</h2><p>\(say: words)</p></section>"
    }

    /// The house's own first page when it holds several places.
    static func places(_ places: [Place], for visit: Visit) -> Page {
        Page(
            "Throughline", in: nil,
            """
            <h1>\(say: "Which place are you looking for?")</h1>\(Records.list(places, empty: Phrase("Nothing is set up here yet.")) { place in
                "<a href=\"\(place.home)\">\(place.name)</a><br><span class=\"soft\">\(place.team)</span>"
            })
            """)
    }

    static func languages(_ languages: [LanguageTag], to path: Href, now: LanguageTag) -> Page {
        Page(
            "\(say: "Language")", in: nil,
            """
            <h1>\(say: "Language")</h1><p class="soft">\(say: "This changes our words. What people wrote stays in their own.")</p>
            <ul class="list">\(each: languages, { tag in
                "<li><a href=\"\(path.with(query: "lang", tag.description))\" lang=\"\(tag)\" dir=\"\(text: tag.isRightToLeft ? "rtl" : "ltr")\">\(tag.endonym)</a></li>"
            })</ul>
            """)
    }
}
