import HTML
import Language

/// One question as it stands on the agenda: where it came from, what it is for, what answers it, how the answer is used.
enum AgendaQuestionPages {
    static func show(
        _ view: AgendaQuestionView, for visit: Visit, words: String = "", invalid: Invalid? = nil, answerReview: String = ""
    ) -> Page {
        let facet = view.facet
        let isHere = visit.reader.takesPart(in: view.place.id)
        let isTeam = visit.reader.may(.ask, in: view.place.id)
        return Page(
            "\(facet.question.text.body)", in: view.place,
            """
            <p class="eyebrow">\(say: Phrase("On the learning agenda: \("state", facet.state.words)"))</p>\
            <h1 lang="\(facet.question.text.language)" dir="auto">\(facet.question.text.body)</h1>\
            \(Records.brought(facet.question.text, from: facet.question.item.language))
            \(view.mergedInto.map { other in "<p>\(say: "It is part of this question now:") <a href=\"/questions/\(other.id)/agenda\" dir=\"auto\">\(other.question.text.body)</a></p>" as Markup })
            \(standing(view, isHere: isHere))\(AgendaWorkPages.done(view, isTeam: isTeam))\(use(view))\(AgendaSayingParts.setBy(view, visit, isHere: isHere, words, invalid))\
            \(if: isHere, AgendaSayingParts.answers(view, visit, words, invalid))
            \(if: isTeam, AgendaQuestionTeam.desk(view, visit, invalid, review: answerReview))
            <p class="go">\(if: isHere || !facet.question.isUnasked, "<a href=\"/questions/\(facet.id)\">\(say: facet.question.isUnasked ? Phrase("The question itself") : Phrase("The question, and what people said"))</a>")\
            \(if: isHere, " <a href=\"\(view.place.path("agenda"))\">\(say: "The whole agenda")</a>")</p>
            """)
    }

    private static func standing(_ view: AgendaQuestionView, isHere: Bool) -> Markup {
        let facet = view.facet
        let because = facet.question.words("agenda_priority")
        return """
            <ul class="list"><li>\(say: AgendaWords.decision(facet, on: view.today))\(if: facet.isPressing(on: view.today), " <b>\(say: "The decision is near, and nothing answers it.")</b>")</li>\
            \(facet.why.map { "<li>\(say: "Why it matters:") <span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span></li>" as Markup })\
            <li>\(say: Phrase("Kind of question: \("kind", facet.kind.words)"))</li>\
            <li>\(say: Phrase("Priority: \("n", facet.priority.words)"))\(if: facet.priority.override != nil && !because.isEmpty, "<br><span class=\"soft\" dir=\"auto\">\(because)</span>")</li>\
            \(if: isHere && !facet.ownerName.isEmpty, "<li>\(say: Phrase("Looked after by \("name", facet.ownerName), looked at again on \("day", facet.reviewOn)"))</li>")\
            <li>\(AgendaWords.answer(AgendaLine(facet: facet, lastEvidence: view.lastEvidence, answer: current(view))))</li></ul>
            """
    }

    private static func current(_ view: AgendaQuestionView) -> AgendaLine.Answer? {
        view.answers.first { $0.answer.until == nil && $0.answer.insight == view.facet.answer }?.what
    }

    private static func use(_ view: AgendaQuestionView) -> Markup {
        let use = view.facet.use
        let because = view.facet.question.words("use_not")
        let known = UsePlan.Field.allCases.filter { !use.words($0).isEmpty }
        guard !known.isEmpty || use.on != nil || use.status != .none else { return "" }
        return """
            <section aria-labelledby="use"><h2 id="use">\(say: "How the answer is used")</h2><p>\(say: use.status.words)\(if: use.status == .notUsed, ": <span dir=\"auto\">\(because)</span>")</p>
            <ul class="list">\(use.on.map { "<li>\(say: Phrase("Needed on \("day", $0)"))</li>" as Markup })\(each: known, { field in
                "<li><span class=\"soft\">\(say: field.label)</span><br><span dir=\"auto\">\(use.words(field))</span></li>"
            })</ul></section>
            """
    }
}

/// What its team does with a question on the agenda.
enum AgendaQuestionTeam {
    static func desk(_ view: AgendaQuestionView, _ visit: Visit, _ invalid: Invalid?, review: String) -> Markup {
        let facet = view.facet
        guard AgendaQuestion.State.open.contains(facet.state) else { return "" }
        let (path, version): (Href, Int) = ("/questions/\(facet.id)/agenda/step", facet.version)
        return """
            <section aria-labelledby="team"><h2 id="team">\(say: "For the team")</h2>
            \(if: invalid?["step"] != nil, "<div class=\"bad\" id=\"step\">\(Form.problemWords("step", Phrase("Adopt it"), invalid?["step"]))</div>")
            <div class="row">\(AgendaQuestion.Step.next(facet.state).map { step in
                Form.button(path, step.button, quiet: false, version: version, hidden: [("step", step.rawValue)])
            })\(if: facet.state == .answered, "\(Form.button(path, AgendaQuestion.Step.reopen.button, version: version, hidden: [("step", "reopen")]))\(Form.button(path, AgendaQuestion.Step.retire.button, version: version, hidden: [("step", "retire")]))")\
            <a class="button quiet" href="/questions/\(facet.id)/agenda/plan">\(say: "Change what it says")</a>\
            <a class="button quiet" href="/questions/\(facet.id)/agenda/priority">\(say: "Weigh it")</a>\
            <a class="button quiet" href="/questions/\(facet.id)/agenda/use">\(say: "Plan how the answer is used")</a></div>
            \(if: facet.state == .active, answer(view, path, invalid, review))
            \(if: !view.others.isEmpty, """
                <details\(flag: "open", invalid?["into"] != nil)><summary>\(say: "It is nearly the same as another")</summary>\(Form.post(path, """
                    \(Form.hidden("_version", "\(version)"))\(Form.hidden("step", "merge"))
                    \(Form.choice("into", Phrase("Which one?"), value: "", options: [("", "–")] + view.others.map { ($0.id.description, "\($0.question.text.body)") }, problem: invalid?["into"]))
                    <div class="row"><button class="quiet">\(say: "Make it part of that one")</button></div>
                    """))</details>
                """)</section>
            """
    }

    private static func answer(_ view: AgendaQuestionView, _ path: Href, _ invalid: Invalid?, _ review: String) -> Markup {
        guard !view.candidates.isEmpty else {
            return
                "<p class=\"soft\">\(say: "It is answered for now once several independent sources agree on something learned from it.")</p>"
        }
        return """
            <details\(flag: "open", invalid?["answer"] != nil || invalid?["review_on"] != nil)><summary>\(say: "It is answered for now")</summary>\(Form.post(path, """
                \(Form.hidden("_version", "\(view.facet.version)"))\(Form.hidden("step", "answer"))
                \(Form.choice("answer", Phrase("What answers it?"), value: "", options: view.candidates.map { ($0.item.id.description, "\($0.text?.body ?? "…")") }, problem: invalid?["answer"]))
                \(Form.line("review_on", Phrase("When is it looked at again?"), value: review, type: "date", problem: invalid?["review_on"]))
                <div class="row"><button class="quiet">\(say: "It is answered for now")</button></div>
                """))</details>
            """
    }
}
