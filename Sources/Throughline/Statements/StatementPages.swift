import HTML
import Language

/// The statements of a survey with how people stood to each: in numbers, and as a bar that says the same.
enum StatementPages {
    static func list(_ view: StatementsView) -> Page {
        let question = view.question
        let next: Href? = view.hasMore ? view.statements.last.map { "/questions/\(question.id)/statements?after=\($0.number)" } : nil
        return Page(
            "\(say: "Statements")", in: view.place,
            """
            <p class="eyebrow">\(say: "Statements")</p>
            <h1 lang="\(question.text.language)" dir="auto">\(question.text.body)</h1>
            \(about(question))
            <p class="soft">\(say: PollLine.counted(view.poll, from: view.fewest)) \(say: "In the order they were made.")</p>
            \(if: view.showsNumbers && view.fewest > 1, "<p class=\"soft\">\(say: "A dash stands where few people could be picked out.")</p>")\(if: view.poll.voters > 0 && !view.showsNumbers, "<p class=\"soft\">\(say: "How people stood to each is shown from \("n", view.fewestVoters) people on, so that nobody can be picked out.")</p>")
            \(if: view.statements.isEmpty, "<p class=\"soft\">\(say: "No statement here is open to you.")</p>", else: table(view))
            \(if: next != nil, "<p><a href=\"\(next ?? Href("/"))\">\(say: "More statements")</a></p>")
            <p><a href="\(Href.to(question.item))">\(say: "Back to the question")</a></p>
            """)
    }

    private static func about(_ question: Question) -> Markup {
        guard let about = question.texts["about"] else { return "" }
        return "<details><summary>\(say: "What this was about")</summary>\(Records.words(about))</details>"
    }

    private static func table(_ view: StatementsView) -> Markup {
        let numbers = view.showsNumbers
        return """
            <table><caption class="soft">\(say: "How people stood to each statement")</caption>
            <thead><tr><th scope="col">\(say: "Statement")</th>\(if: numbers, """
                <th scope="col">\(say: "Agree")</th><th scope="col">\(say: "Disagree")</th><th scope="col">\(say: "Passed")</th>
                """)</tr></thead>
            <tbody>\(each: view.statements, { row($0, from: numbers ? view.fewest : nil) })</tbody></table>
            """
    }

    /// `fewest` is nil where no numbers are shown. A part that is hidden is drawn together with what hides it.
    private static func row(_ statement: Statement, from fewest: Int?) -> Markup {
        let text = statement.text
        let numbers = fewest.map(statement.published)
        let hidden = statement.votes - (numbers?.compactMap(\.self).reduce(0, +) ?? 0)
        return """
            <tr><th scope="row"><span lang="\(text?.language ?? "und")" dir="auto">\(text?.body ?? "")</span>\
            \(if: numbers != nil, Charts.share((numbers ?? []).map { $0 ?? 0 }, unsaid: hidden))\(Records.foot(statement.item))</th>\
            \(each: numbers ?? [], { "<td>\(number($0))</td>" })</tr>
            """
    }

    private static func number(_ number: Int?) -> Markup {
        number.map { "\(number: $0)" } ?? "–"
    }
}
