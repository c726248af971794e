import HTML
import Language

/// What was agreed with people, as both sides see it; and the form in which either says it.
enum AgreementPages {
    static func show(_ agreement: Agreement, _ standing: AskStanding, invalid: Invalid? = nil) -> Page {
        let question = standing.question
        return Page(
            "\(say: "What was agreed")", in: standing.place,
            """
            <p class="eyebrow">\(say: "What was agreed")</p>
            <h1 lang="\(question.text.language)" dir="auto">\(question.text.body)</h1>
            <p>\(say: state(agreement)) <span class="soft">\(say: "Version \("n", agreement.number), \("day", agreement.changedOn).")</span></p>
            \(answer(standing, agreement, invalid))
            \(each: Agreement.Part.allCases.filter { !question.words($0.rawValue).isEmpty }, { part in
                "<h2>\(say: part.words)</h2>\(question.texts[part.rawValue].map { "<p lang=\"\($0.language)\" dir=\"auto\">\($0.body)</p>" as Markup } ?? "")"
            })
            <h2>\(say: "How people say yes")</h2><p>\(say: agreement.consentWay.words)</p>
            <h2>\(say: "What comes back")</h2><ul class="list">\(each: agreement.returns, { line in
                """
                <li><span dir="auto">\(line.what)</span><br><span class="soft">\(say: "by \("day", line.due)")</span>\
                \(if: line.commitment != nil, " <a href=\"/commitments/\(line.commitment?.description ?? "")\">\(say: "What became of it")</a>")</li>
                """
            })</ul>
            <p><a href="\(Href.to(question.item))">\(say: "Back to the question")</a></p>
            """
        ).secretly
    }

    static func state(_ agreement: Agreement) -> Phrase {
        switch (agreement.state, agreement.side) {
        case (.inForce, _): Phrase("Agreed: this holds.")
        case (.refused, .asker): Phrase("People here said no to it.")
        case (.refused, .people): Phrase("Those who ask said no to it.")
        case (.proposed, .asker): Phrase("Proposed by those who ask; it waits for whoever speaks for people here.")
        case (.proposed, .people): Phrase("Changed by people here; it waits for those who ask.")
        }
    }

    private static func answer(_ standing: AskStanding, _ agreement: Agreement, _ invalid: Invalid?) -> Markup {
        guard let side = standing.side, agreement.state != .inForce else { return "" }
        let id = standing.question.id
        let change: Markup = "<a class=\"button quiet\" href=\"/questions/\(id)/agreement/wording\">\(say: "Change it")</a>"
        guard agreement.waits(for: side) else { return "<div class=\"row\">\(change)</div>" }
        return """
            \(Form.post("/questions/\(id)/agreement/answer", """
                \(Form.hidden("_version", "\(agreement.number)"))\(Form.line("because", Phrase("Why not, if not"), value: "", problem: invalid?["because"]))
                <div class="row"><button name="do" value="agree">\(say: "We agree")</button><button class="quiet" name="do" value="refuse">\(say: "We do not")</button>\(change)</div>
                """))
            """
    }

    static func form(_ draft: AgreementDraft, _ standing: AskStanding, seen: Int, invalid: Invalid? = nil) -> Page {
        let question = standing.question
        return Page(
            "\(say: "What is agreed first")", in: standing.place,
            """
            <h1>\(say: "What is agreed first")</h1>
            <p class="soft">\(say: "Both sides see the same words, and either may change them or say no. Nothing is asked before both agree.")</p>
            \(Form.post("/questions/\(question.id)/agreement", """
                \(Form.hidden("_version", "\(seen)"))
                \(each: Agreement.Part.allCases, { part in
                    part == .pays || part == .contact
                        ? Form.line(part.rawValue, part.words, value: draft.parts[part] ?? "", problem: invalid?[part.rawValue])
                        : Form.area(part.rawValue, part.words, value: draft.parts[part] ?? "", problem: invalid?[part.rawValue], rows: 2)
                })
                \(Form.circles("consent", Phrase("How people say yes"), value: draft.consentWay, options: Agreement.ConsentWay.allCases.map { ($0.rawValue, "\(say: $0.words)") }))
                <h2>\(say: "What comes back")</h2>
                \(each: Array(0..<AgreementDraft.lines), { place in
                    """
                    \(Form.line("what_\(place)", Phrase("What, number \("n", place + 1)"), value: draft.line(place).what, problem: invalid?["what_\(place)"]))
                    \(Form.line("due_\(place)", Phrase("By when"), value: draft.line(place).due, type: "date", problem: invalid?["due_\(place)"]))
                    """
                })
                <div class="row"><button>\(say: "Propose it")</button></div>
                """))
            """
        ).secretly
    }
}

extension AgreementDraft {
    func line(_ place: Int) -> (what: String, due: String) { place < returns.count ? returns[place] : ("", "") }

    init(_ agreement: Agreement?, of question: Question) {
        parts = Dictionary(uniqueKeysWithValues: Agreement.Part.allCases.map { ($0, question.words($0.rawValue)) })
        if question.words(Agreement.Part.complain.rawValue).isEmpty { parts[.complain] = question.words("promise_complain") }
        consentWay = agreement?.consentWay.rawValue ?? Agreement.ConsentWay.each.rawValue
        returns = agreement?.returns.map { ($0.what, $0.due.text) } ?? []
    }

    init(_ fields: Fields) {
        parts = Dictionary(uniqueKeysWithValues: Agreement.Part.allCases.map { ($0, fields[$0.rawValue]) })
        consentWay = fields["consent"]
        returns = (0..<Self.lines).map { (fields["what_\($0)"], fields["due_\($0)"]) }
    }
}
