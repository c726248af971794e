import HTML
import Language

/// What lies on the table when a place pauses to look at where it is: three months on one paper.
struct PausePack: Sendable {
    let place: Place
    let quarter: Quarter
    let today: Day
    /// Asked now, the nearest decision first.
    let questions: [Question]
    let learned: [Insight]
    let due: [Commitment]
    /// Decided earlier, and to be looked at by the end of these months.
    let toCheck: [Decision]
    let decided: [Decision]
}

enum PausePages {
    static func show(_ pack: PausePack) -> Page {
        let quarter = pack.quarter
        return Page(
            "\(say: "Pause and look at where we are")", in: pack.place,
            """
            <h1>\(say: "Pause and look at where we are")</h1><p>\(say: Phrase("\("from", quarter.first) to \("until", quarter.last)"))</p>
            <p class="row screen"><a class="button" href="\(pack.questions.first.map { Href("/questions/\($0.id)/capture").with(query: "form", FormID.pause.rawValue) } ?? pack.place.path("forms"))">\(say: "Write down what came of it")</a>\
            <a class="button quiet" href="\(link(pack, quarter.before))">\(say: "The three months before")</a>\
            \(if: quarter.next.first <= pack.today, "<a class=\"button quiet\" href=\"\(link(pack, quarter.next))\">\(say: "The three months after")</a>")</p>
            <p class="soft screen">\(say: "Print this page and lay it on the table. Read it in silence first.")</p>
            \(section("asked", Phrase("What we are asking"), pack.questions, Phrase("No question is open."), question))\
            \(section("learned", Phrase("What we learned in these months"), pack.learned, Phrase("Nothing was learned and shared in these months."), insight))\
            \(section("due", Phrase("Promises of these months"), pack.due, Phrase("Nothing was due in these months."), { promise($0, on: pack.today) }))\
            \(section("check", Phrase("Decisions to look at again"), pack.toCheck, Phrase("No decision waits to be looked at."), decision))\
            \(section("decided", Phrase("What was decided"), pack.decided, Phrase("Nothing was decided in these months."), decision))
            <p class="go screen"><a href="\(pack.place.path("returns"))">\(say: "Who was told, and who still waits")</a></p>
            """
        ).secretly
    }

    private static func link(_ pack: PausePack, _ quarter: Quarter) -> Href { pack.place.path("pause").with(query: "of", quarter.text) }

    private static func section<Entry>(
        _ id: String, _ title: Phrase, _ entries: [Entry], _ empty: Phrase, _ draw: @escaping (Entry) -> Markup
    ) -> Markup {
        "<section aria-labelledby=\"\(id)\"><h2 id=\"\(id)\">\(say: title)</h2>\(Records.list(entries, empty: empty, draw))</section>"
    }

    private static func question(_ question: Question) -> Markup {
        "<a href=\"\(Href.to(question.item))\" lang=\"\(question.text.language)\" dir=\"auto\">\(question.text.body)</a>"
    }

    private static func insight(_ insight: Insight) -> Markup {
        """
        <a href="\(Href.to(insight.item))" lang="\(insight.claim.language)" dir="auto">\(insight.claim.body)</a><br>\
        <span class="soft">\(say: insight.sureness.words)</span>
        """
    }

    private static func promise(_ promise: Commitment, on today: Day) -> Markup {
        let words = promise.texts["what"]
        return """
            <a href="\(Href.to(promise.item))"\(attribute: "lang", words?.language.description) dir="auto">\(words?.body ?? "…")</a><br>\
            <span class="soft">\(say: CommitmentCard.state(promise, on: today))</span>
            """
    }

    private static func decision(_ decision: Decision) -> Markup {
        let words = decision.words("what")
        return """
            <a href="\(Href.to(decision.item))"\(attribute: "lang", words?.language.description) dir="auto">\(words?.body ?? "…")</a><br>\
            <span class="soft">\(say: DecisionPages.state(decision))</span>
            """
    }
}
