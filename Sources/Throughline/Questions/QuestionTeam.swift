import HTML
import Language

/// What the team that asks sees on a question: what waits for it, and the next step on the path. Nobody else meets any of it.
enum QuestionTeam {
    static func desk(_ view: QuestionView, for visit: Visit) -> Markup {
        let space = view.place.id
        let asks = visit.reader.may(.ask, in: space)
        // Whoever only lets answers through, such as a safety lead who is a member, finds them here too.
        guard asks || (visit.reader.may(.moderate, in: space) && !view.held.isEmpty) else { return "" }
        return """
            <section aria-labelledby="team"><h2 id="team">\(say: "For the team")</h2>
            \(if: visit.reader.may(.moderate, in: space) && !view.held.isEmpty, held(view))
            <div class="row">\(steps(view, visit))</div>
            \(if: view.writtenCount > 0, "<p class=\"soft\">\(say: Phrase.counted(view.writtenCount, one: "\("n", view.writtenCount) of the answers was said aloud and written down by somebody else.", other: "\("n", view.writtenCount) of the answers were said aloud and written down by somebody else."))</p>")
            \(if: asks, missing(view.question))
            \(if: asks, more(view, visit))</section>
            """
    }

    private static func more(_ view: QuestionView, _ visit: Visit) -> Markup {
        let question = view.question
        return """
            <details><summary>\(say: "More")</summary><div class="row">\
            <a class="button quiet" href="/questions/\(question.id)/wording">\(say: "Change the question")</a>\
            <a class="button quiet" href="/questions/\(question.id)/translation">\(say: "Say it in another language")</a>\
            <a class="button quiet" href="/questions/\(question.id)/numbers">\(say: "Who answered, in numbers")</a>\
            \(if: visit.reader.may(.learn, in: view.place.id), "<a class=\"button quiet\" href=\"/questions/\(question.id)/quotes\">\(say: "What may be quoted")</a><a class=\"button quiet\" href=\"/questions/\(question.id)/correcting\">\(say: "Ask those who said it first")</a>")\
            \(if: view.collects && visit.reader.may(.learn, in: view.place.id), "<a class=\"button quiet\" href=\"/questions/\(question.id)/changes\">\(say: "Stories of change")</a>")\
            \(if: view.hasMachine, "<a class=\"button quiet\" href=\"/questions/\(question.id)/machine\">\(say: "What a machine picks out")</a>")\
            \(if: view.hasTables && visit.reader.may(.learn, in: view.place.id), "<a class=\"button quiet\" href=\"/questions/\(question.id)/workshop\">\(say: "Read together around a table")</a>")\
            \(if: view.mayReport, "<a class=\"button quiet\" href=\"/questions/\(question.id)/closing-pack\">\(say: "What became of it, on paper")</a>")\(state(view, visit))</div></details>
            """
    }

    private static func steps(_ view: QuestionView, _ visit: Visit) -> Markup {
        let id = view.question.id
        if view.question.isUnasked {
            return Form.button("/questions/\(id)/opening", Phrase("Open the question"), quiet: false, version: view.question.item.version)
        }
        return """
            \(if: visit.reader.may(.learn, in: view.place.id) && view.answers > 0, "<a class=\"button quiet\" href=\"/questions/\(id)/insights/new\">\(say: "Write what we learned")</a>")\
            \(if: visit.reader.may(.decide, in: view.place.id), "<a class=\"button quiet\" href=\"/questions/\(id)/decisions/new\">\(say: "A decision or a promise")</a>")\
            \(if: visit.reader.may(.learn, in: view.place.id) && !view.decided.isEmpty, "<a class=\"button quiet\" href=\"/questions/\(id)/outcomes/new\">\(say: "Something changed")</a>")\
            \(if: view.mayTravel, "<a class=\"button quiet\" href=\"\(view.place.path("journeys"))/new?question=\(id)\">\(say: "Begin a learning journey on it")</a>")\
            \(if: view.mayTry, "<a class=\"button quiet\" href=\"/questions/\(id)/experiments/new\">\(say: "Try something in a small way")</a>")\
            \(if: view.mayReport && view.known != nil, "<a class=\"button quiet\" href=\"/questions/\(id)/reports/new\">\(say: "Write a report")</a>")\
            \(if: visit.reader.may(.decide, in: view.place.id) && view.known != nil, "<a class=\"button quiet\" href=\"/questions/\(id)/deciders\">\(say: "Ask who decides")</a>")\
            \(if: visit.reader.may(.tell, in: view.place.id) && view.owed > 0, "<a class=\"button quiet\" href=\"/questions/\(id)/telling\">\(say: Phrase.counted(view.owed, one: "Tell \("n", view.owed) person", other: "Tell \("n", view.owed) people"))</a>")
            """
    }

    /// What would help next, asked only now and by whom it helps.
    private static func missing(_ question: Question) -> Markup {
        guard question.isOpen else { return "" }
        let words: Phrase? =
            switch question.purpose {
            case .decide where question.words("decision").isEmpty || question.decisionBy == nil:
                Phrase("People answer more when they know what will be decided, and when.")
            case .understand where question.reader.isEmpty: Phrase("People answer more when they know who reads their words.")
            default: nil
            }
        guard let words else { return "" }
        return "<p class=\"soft\">\(say: words) <a href=\"/questions/\(question.id)/wording\">\(say: "Say it")</a></p>"
    }

    private static func held(_ view: QuestionView) -> Markup {
        """
        <h3>\(say: Phrase.counted(view.heldCount, one: "\("n", view.heldCount) unnamed answer waits for you", other: "\("n", view.heldCount) unnamed answers wait for you"))</h3>
        <ul class="list">\(each: view.held, { voice in
            """
            <li>\(VoiceCard.drawForTeam(voice))\(view.written[voice.id].map(VoiceCard.written))<p class="soft">\(say: "Who may see it:") \(say: OpennessChoice.words(voice.openness, team: view.place.team))</p>\(if: voice.text?.isLocked != true, """
                <div class="row">\(Form.button("/voices/\(voice.id)/release", Phrase("Let it through"), version: voice.item.version))\
                <a class="button quiet" href="/voices/\(voice.id)/rejection">\(say: "Do not keep it")</a></div>
                """)</li>
            """
        })</ul>
        """
    }

    private static func state(_ view: QuestionView, _ visit: Visit) -> Markup {
        let question = view.question
        let version = question.item.version
        let flood: Markup = Form.button(
            "/questions/\(question.id)/flood",
            question.isFlooded ? Phrase("Take unnamed answers again") : Phrase("Stop unnamed answers for now"),
            hidden: [("flooded", question.isFlooded ? "no" : "yes")])
        switch question.item.state {
        case "open": return Form.button("/questions/\(question.id)/closing", Phrase("Close the question"), version: version) + flood
        case "closed", "told": return Form.button("/questions/\(question.id)/opening", Phrase("Ask again"), version: version)
        default: return ""
        }
    }
}
