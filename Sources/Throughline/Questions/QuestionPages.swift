import HTML
import Language

/// A question, what people said to it, and what became of it.
enum QuestionPages {
    static func show(_ view: QuestionView, for visit: Visit, draft: AnswerDraft = .init(), invalid: Invalid? = nil) -> Page {
        let question = view.question
        var page = Page(
            "\(question.text.body)", in: view.place,
            """
            <p class="eyebrow">\(say: state(question))</p>
            <h1 lang="\(question.text.language)" dir="auto">\(question.text.body)</h1>
            <p class="soft">\(AnswerBox.why(question, in: view.place)) \(promise(view, visit))</p>\(otherLanguages(view, visit))\(carry(view, visit))
            \(head(view))\(Corrections.beside(view.corrections, mayLook: visit.reader.may(.learn, in: view.place.id), more: moreCorrections(view)))
            \(if: question.isOpen, "<section id=\"answer\">\(AnswerBox.form(question, in: view.place, for: visit, draft: draft, invalid: invalid))\(if: view.collects, "<p class=\"go\"><a href=\"/questions/\(question.id)/capture?form=change\">\(say: "Tell a story of change")</a></p>")\(if: view.takesThings, "<p class=\"go\"><a href=\"/questions/\(question.id)/capture?form=keepsake\">\(say: "Give something that is not words")</a></p>")\(threeLines(view, visit))</section>")
            \(if: view.heldOutside > 0, "<p><a href=\"\(view.place.path("held-outside"))\">\(say: "Something about this is held outside: whom to ask")</a></p>")\(QuestionTeam.desk(view, for: visit))\(promises(view, visit))
            \(PollLine.draw(view.poll, of: question.id, from: view.fewest))\(said(view, visit))
            \(PathStrip.draw(QuestionPath.stops(view)))\(Records.label(question.item))\(if: visit.reader.person != nil, Records.foot(onward: question.item, for: visit))
            """)
        // Nothing typed here comes back to whoever has the phone next.
        page.secret = question.isOpen
        if question.isOpen { page.skip = "<a class=\"skip\" href=\"#answer\">\(say: "To the question")</a>" }
        page.feet = ["<a href=\"/questions/\(question.id)/paper\">\(say: "On paper")</a>"]
        if question.isOpen, visit.reader.takesPart(in: view.place.id) {
            page.feet.append("<a href=\"/questions/\(question.id)/writing\">\(say: "Write down for somebody")</a>")
            page.feet.append(
                "<a href=\"\(view.place.path("forms").with(query: "question", question.id.description))\">\(say: "Reviews and stories")</a>"
            )
        }
        if let agenda = view.agenda {
            page.feet.append(
                agenda == .yes
                    ? "<a href=\"/questions/\(question.id)/agenda\">\(say: "On the learning agenda")</a>"
                    : "<a href=\"/questions/\(question.id)/agenda/joining\">\(say: "Put it on the learning agenda")</a>")
        }
        if !isCarriedBy(view, visit) { page.feet.append("<a href=\"/questions/\(question.id)/chat\">\(say: "Copy for chat")</a>") }
        return page
    }

    /// Where somebody who belongs here says what they will do; the team's own way lies among its next steps.
    private static func promises(_ view: QuestionView, _ visit: Visit) -> Markup {
        let (space, question) = (view.place.id, view.question)
        guard visit.reader.may(.promise, in: space), !visit.reader.may(.decide, in: space) else { return "" }
        guard !question.isUnasked, question.item.state != "retired" else { return "" }
        return """
            <div class="row"><a class="button quiet" href="/questions/\(question.id)/commitments/new">\(say: "Promise something")</a></div>
            """
    }

    private static func moreCorrections(_ view: QuestionView) -> Href? {
        view.moreCorrections.map { Href("/questions/\(view.question.id)").with(query: "corrections", "\($0)") }
    }

    /// Whoever asks carries the question to people: the step after opening it stands right under it.
    private static func carry(_ view: QuestionView, _ visit: Visit) -> Markup {
        guard isCarriedBy(view, visit) else { return "" }
        return "<div class=\"row\"><a class=\"button quiet\" href=\"/questions/\(view.question.id)/chat\">\(say: "Copy for chat")</a></div>"
    }

    private static func isCarriedBy(_ view: QuestionView, _ visit: Visit) -> Bool {
        view.question.isOpen && visit.reader.may(.ask, in: view.place.id)
    }

    /// Where a question stands, in words.
    static func state(_ question: Question) -> Phrase {
        switch question.item.state {
        case "draft": Phrase("Not open yet")
        case "agenda": Phrase("On the learning agenda, not open for answers yet")
        case "open": Phrase("We are asking")
        case "told": Phrase("Closed, and told back")
        case "retired": Phrase("No longer asked")
        default: Phrase("Closed, not told back yet")
        }
    }

    private static func promise(_ view: QuestionView, _ visit: Visit) -> Markup {
        view.question.item.state == "told" || view.question.item.state == "retired"
            ? "" : AnswerBox.promise(view.question, in: view.place, language: visit.language)
    }

    private static func otherLanguages(_ view: QuestionView, _ visit: Visit) -> Markup {
        Records.brought(view.question.text, from: view.question.item.language)
    }

    /// Three lines for somebody with ten seconds: what we know, how sure, who disagrees.
    private static func head(_ view: QuestionView) -> Markup {
        guard let known = view.known, let claim = known.text else { return "" }
        let dissent = view.dissents.first
        return """
            <section class="turn" aria-labelledby="known"><h2 id="known" class="eyebrow">\(say: "What we learned")</h2>
            <p><a href="\(Href.to(known.item))"><span lang="\(claim.language)" dir="auto">\(claim.body)</span></a></p>\(Records.label(known.item))<p>\(say: known.sureness?.words ?? Strength.none.words)</p>
            <p>\(if: dissent != nil, "\(say: "Somebody sees it differently:") <span lang=\"\(dissent?.language ?? "und")\" dir=\"auto\">\(dissent?.body ?? "")</span>", else: "\(say: "Nobody has disagreed so far.")")</p></section>
            """
    }

    /// The promise in three lines: what we ask and who pays, what comes back, how to complain.
    private static func threeLines(_ view: QuestionView, _ visit: Visit) -> Markup {
        let question = view.question
        return """
            <details><summary>\(say: "What we promise")</summary><ul class="list"><li dir="auto">\(question.words("promise_ask"))</li>
            <li>\(AnswerBox.promise(question, in: view.place, language: visit.language))</li><li dir="auto">\(question.words("promise_complain"))</li>\
            \(if: !question.words("agree_who").isEmpty, "<li><a href=\"/questions/\(question.id)/agreement\">\(say: "What was agreed")</a></li>")</ul></details>
            """
    }

    private static func said(_ view: QuestionView, _ visit: Visit) -> Markup {
        let older: Href? = view.hasMore ? view.voices.last.map { "/questions/\(view.question.id)?before=\($0.id)#said" } : nil
        return """
            <section aria-labelledby="said"><h2 id="said">\(say: "What people said")</h2>
            <p class="soft">\(say: counted(view))\(if: view.voices.count > 1, " \(say: "The newest day first.")")\
            \(if: view.hidden > 0 && !view.hasMore, " \(say: "Only words their speakers have opened are shown here.")")</p>\(TakenBack.note(view.takenBack))\
            \(if: view.question.countedOn != nil, "<p><a href=\"/questions/\(view.question.id)/numbers\">\(say: "Who answered, in numbers")</a></p>")
            \(if: !view.voices.isEmpty, "<ul class=\"list\">\(each: view.voices, { "<li>\(said($0, view))\(view.brought[$0.id].map(VoiceCard.brought))\(view.written[$0.id].map(VoiceCard.written))\(if: $0.item.language != visit.language && view.brought[$0.id] == nil, Records.translations($0.item, for: visit))\(Records.label($0.item))</li>" })</ul>")\
            \(if: older != nil, "<p><a href=\"\(older ?? "/")\">\(say: "Older ones")</a></p>")</section>
            """
    }

    /// What was told in a form stands here by its name, and opens whole.
    private static func said(_ voice: Voice, _ view: QuestionView) -> Markup {
        view.captures[voice.id].map { "\(CaptureCard.line($0, voice))\(Records.flagSign(voice.item))" }
            ?? VoiceCard.draw(voice, canBeFlagged: true)
    }

    private static func counted(_ view: QuestionView) -> Phrase {
        guard view.answers > 0 else {
            if view.takenBack != nil { return Phrase("Every answer was taken back.") }
            return view.question.isOpen ? Phrase("Nobody has answered yet. The first answer is the hardest.") : Phrase("Nobody answered.")
        }
        // A group's answer counts all its people: it is people whom nobody may pick out.
        if view.headcount == .few { return Phrase("A few people answered.") }
        let answers = Headcount(view.answers, from: view.fewest)
        if view.people > view.answers {
            if answers == .few { return Phrase("A few answers, for \("people", view.headcount.said) people.") }
            return Phrase.counted(
                view.answers, one: "\("n", answers.said) answer, for \("people", view.headcount.said) people.",
                other: "\("n", answers.said) answers, for \("people", view.headcount.said) people.")
        }
        return Phrase.counted(view.answers, one: "\("n", answers.said) answer.", other: "\("n", answers.said) answers.")
    }
}
