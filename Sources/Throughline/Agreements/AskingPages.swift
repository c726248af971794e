import HTML
import Language

/// What comes before people are asked, and what they were asked already.
enum AskingPages {
    static func before(_ standing: AskStanding, invalid: Invalid? = nil) -> Page {
        let question = standing.question
        return Page(
            "\(say: "Before people are asked")", in: standing.place,
            """
            <p class="eyebrow">\(say: "Before people are asked")</p>
            <h1 lang="\(question.text.language)" dir="auto">\(question.text.body)</h1>
            <p class="soft">\(say: AskingWords.counted(standing.register)) <a href="\(standing.place.path("asked"))">\(say: "What people here were asked")</a></p>
            \(if: standing.obstacles.contains(.overdue), overdue(standing, invalid))
            \(if: standing.needsAgreement, agreement(standing))
            \(if: standing.obstacles.isEmpty && standing.side == .asker && question.item.state != "open", open(question))
            <p><a href="\(Href.to(question.item))">\(say: "Back to the question")</a></p>
            """
        ).secretly
    }

    private static func open(_ question: Question) -> Markup {
        Form.button("/questions/\(question.id)/opening", Phrase("Open the question"), quiet: false, version: question.item.version)
    }

    private static func overdue(_ standing: AskStanding, _ invalid: Invalid?) -> Markup {
        let (question, register) = (standing.question, standing.register)
        let days = Phrase.counted(register.daysOverdue, one: "\("n", register.daysOverdue) day", other: "\("n", register.daysOverdue) days")
        return """
            <section class="turn" aria-labelledby="overdue"><h2 id="overdue">\(say: "They still wait for something")</h2>
            <p>\(say: Phrase.counted(register.overdue, one: "\("n", register.overdue) thing promised to them is overdue by \("days", days), by those who ask now.", other: "\("n", register.overdue) things promised to them are overdue by up to \("days", days), by those who ask now."))</p>
            \(standing.side == .people ? decide(standing, invalid) : asked(standing, question))</section>
            """
    }

    /// For those who ask: keep the promise first, or have the people let it through.
    private static func asked(_ standing: AskStanding, _ question: Question) -> Markup {
        let speakers = Listed(standing.speakers.map { Phrase("\("name", $0)") })
        let words: Phrase? =
            switch standing.ask.permission {
            case .wanted: Phrase("\("names", speakers) was asked whether it may be asked all the same.")
            case .refused: Phrase("Whoever speaks for people here said: not now.")
            default: nil
            }
        return """
            \(if: words != nil, "<p>\(say: words ?? "")</p>")
            <div class="row"><a class="button" href="\(standing.place.path("week"))">\(say: "Tell them first")</a>\
            \(if: standing.ask.permission == .none && !standing.speakers.isEmpty, Form.button("/questions/\(question.id)/permission", Phrase("Ask \("names", speakers) to allow it"), hidden: [("do", "ask")]))</div>
            """
    }

    private static func decide(_ standing: AskStanding, _ invalid: Invalid?) -> Markup {
        guard standing.ask.permission == .wanted else { return "" }
        return Form.post(
            "/questions/\(standing.question.id)/permission",
            """
            <p>\(say: "You speak for people here. May they be asked all the same?")</p>
            \(Form.line("because", Phrase("Why not, if not"), value: "", problem: invalid?["because"]))
            <div class="row"><button name="do" value="allow">\(say: "Yes, ask them")</button><button class="quiet" name="do" value="refuse">\(say: "Not now")</button></div>
            """)
    }

    private static func agreement(_ standing: AskStanding) -> Markup {
        let href: Href = "/questions/\(standing.question.id)/agreement"
        return """
            <section aria-labelledby="agreed"><h2 id="agreed">\(say: "What is agreed first")</h2>
            <p>\(say: standing.agreement.map(AgreementPages.state) ?? Phrase("For research, and for other organisations, people agree first: what is asked, what is kept, what comes back."))</p>
            <div class="row"><a class="button\(if: standing.agreement?.state == .inForce, " quiet")" href="\(standing.agreement == nil ? Href("/questions/\(standing.question.id)/agreement/wording") : href)">\
            \(say: standing.agreement == nil ? Phrase("Propose an agreement") : Phrase("Read it"))</a></div></section>
            """
    }

    /// Everything people here were asked, and what waits for whoever speaks for them.
    static func register(
        _ register: AskRegister, waiting: [Question], asked: [(question: Question, ask: Ask)], in place: Place
    ) -> Page {
        Page(
            "\(say: "What people here were asked")", in: place,
            """
            <h1>\(say: "What people here were asked")</h1><p class="soft">\(say: AskingWords.counted(register))</p>
            \(if: !waiting.isEmpty, """
                <section class="turn" aria-labelledby="word"><h2 id="word">\(say: "Something waits for your word")</h2><ul class="list">\(each: waiting, {
                    "<li><a href=\"/questions/\($0.id)/before\" lang=\"\($0.text.language)\" dir=\"auto\">\($0.text.body)</a></li>" })</ul></section>
                """)
            \(Records.list(asked, ordered: Phrase("The newest first."), empty: Phrase("Nothing was asked yet.")) { entry in
                """
                <a href="\(Href.to(entry.question.item))" lang="\(entry.question.text.language)" dir="auto">\(entry.question.text.body)</a><br>\
                <span class="soft">\(say: facts(entry.question, entry.ask))</span>
                """
            })
            """)
    }

    private static func facts(_ question: Question, _ ask: Ask) -> Parts {
        Parts(
            ask.askedOn.map { Phrase("\("day", $0)") }, ask.organisation.nonEmpty.map { Phrase("for \("organisation", $0)") },
            Phrase.counted(ask.minutes, one: "\("n", ask.minutes) minute", other: "\("n", ask.minutes) minutes"),
            question.item.state == "told" ? Phrase("told back") : Phrase("they hear by \("day", question.hearBy)"))
    }
}
