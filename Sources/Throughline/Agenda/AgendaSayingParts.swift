import HTML
import Language

/// Who set a question and what they say of its wording; what answered it, and what people say of that.
enum AgendaSayingParts {
    static func setBy(_ view: AgendaQuestionView, _ visit: Visit, isHere: Bool, _ words: String, _ invalid: Invalid?) -> Markup {
        let facet = view.facet
        let me = visit.reader.person
        let mine = me.map { me in view.needs.contains { $0.item.author.person == me } } ?? false
        let current = view.wording.filter { $0.day >= facet.wordedOn }
        let mayObject = !facet.isAdopted && AgendaQuestion.State.open.contains(facet.state) && view.today <= facet.objectUntil
        return """
            <section aria-labelledby="set"><h2 id="set">\(say: Phrase("Set by \("whom", facet.setBy.words)"))</h2>
            \(if: !view.needs.isEmpty, "<ul class=\"list\">\(each: view.needs, asked)</ul>")
            \(if: !current.isEmpty, "<ul class=\"list\">\(each: current, said)</ul>")
            \(if: mine && mayObject, form(view, about: .wording, yes: Phrase("That is what I meant"), no: Phrase("That is not what I meant"), words, invalid))</section>
            """
    }

    private static func asked(_ need: LearningNeed) -> Markup {
        """
        <li><a href="/needs/\(need.id)" lang="\(need.text.language)" dir="auto">\(need.text.body)</a><br>\
        <span class="soft">\(say: Parts(Records.who(need.asker), need.relation.words, Phrase("importance \("n", need.importance) of 5")))</span></li>
        """
    }

    private static func said(_ word: AgendaWord) -> Markup {
        """
        <li>\(say: word.agrees ? Phrase("\("name", Records.who(word.name)): that is what I meant") : Phrase("\("name", Records.who(word.name)): that is not what I meant"))\
        \(if: !word.words.isEmpty, "<blockquote dir=\"auto\">\(word.words)</blockquote>")</li>
        """
    }

    static func answers(_ view: AgendaQuestionView, _ visit: Visit, _ words: String, _ invalid: Invalid?) -> Markup {
        let past = view.answers.filter { $0.answer.until != nil }
        let isOpen = [AgendaQuestion.State.active, .answered].contains(view.facet.state)
        guard isOpen || !past.isEmpty || !view.comments.isEmpty else { return "" }
        return """
            <section aria-labelledby="answers"><h2 id="answers">\(say: "What answers it")</h2>
            \(if: !past.isEmpty, "<ul class=\"list\">\(each: past, old)</ul>")
            \(if: !view.comments.isEmpty, "<ul class=\"list\">\(each: view.comments, comment)</ul>")
            \(if: isOpen, form(view, about: .answer, yes: Phrase("I see it like that too"), no: Phrase("I see it differently"), words, invalid))</section>
            """
    }

    private static func old(_ entry: (answer: AgendaAnswer, what: AgendaLine.Answer?)) -> Markup {
        let (from, until) = (entry.answer.from, entry.answer.until ?? entry.answer.from)
        return """
            <li>\(entry.what.map { AgendaWords.words($0) } ?? "…")<br><span class="soft">\(say: Phrase("Answered it from \("from", from) to \("until", until).")) \
            \(if: entry.answer.why == "contradicted", "\(say: "Then something spoke against it.")")</span></li>
            """
    }

    private static func comment(_ word: AgendaWord) -> Markup {
        """
        <li>\(say: Parts(Records.who(word.name), word.isOutside ? Phrase("not of the team") : nil, word.agrees ? Phrase("sees it like that too") : Phrase("sees it differently")))\
        \(if: !word.words.isEmpty, "<blockquote dir=\"auto\">\(word.words)</blockquote>")</li>
        """
    }

    private static func form(
        _ view: AgendaQuestionView, about: AgendaWord.About, yes: Phrase, no: Phrase, _ words: String, _ invalid: Invalid?
    ) -> Markup {
        let legend = about == .wording ? Phrase("Is it worded as you meant it?") : Phrase("What do you think of what was learned?")
        return """
            <details\(flag: "open", invalid?["words"] != nil)><summary>\(say: legend)</summary>\
            \(if: about == .wording, "<p class=\"soft\">\(say: "Until \("day", view.facet.objectUntil).")</p>")\
            \(Form.post("/questions/\(view.facet.id)/agenda/saying", """
                \(Form.hidden("about", about.rawValue))
                \(Form.area("words", Phrase("In your words"), value: words, problem: invalid?["words"]))
                <div class="row"><button class="quiet" name="agrees" value="yes">\(say: yes)</button><button class="quiet" name="agrees" value="no">\(say: no)</button></div>
                """))</details>
            """
    }
}
