import HTML
import Language

/// What a decider meets behind the link in the mail: three lines, one short form, thanks. No account, no tabs, nothing kept on the phone.
enum DecidingPages {
    static func form(_ asked: AskedDecider, _ brief: DeciderBrief, token: String, _ draft: DeciderReplyDraft, invalid: Invalid? = nil)
        -> Page
    {
        let question = brief.question.text
        return page(
            title(draft.answer), brief,
            """
            \(if: asked.isConfirmation, proposal(brief), else: lines(brief))\
            <p class="soft">\(say: "The question:") <span lang="\(question.language)" dir="auto">\(question.body)</span></p>
            \(Form.post("/deciding/\(token)", """
                \(Form.hidden("answer", draft.answer.rawValue))\(fields(draft, invalid))
                <div class="row"><button>\(say: button(draft.answer))</button></div>
                """))
            <p class="soft">\(say: "Or another answer:")</p><div class="row">\(each: others(asked, draft.answer), { other(token, $0) })</div>
            """)
    }

    /// After an answer, and when a link without an answer was opened.
    static func said(_ asked: AskedDecider, _ brief: DeciderBrief, token: String) -> Page {
        let answers: [AskedDecider.Reply] =
            asked.reply?.isLast == true ? [] : asked.isConfirmation ? [.confirmed, .denied] : [.decided, .notYet, .notForMe]
        return page(
            asked.reply == nil ? Phrase("You are asked to decide") : Phrase("Thank you"), brief,
            """
            <p>\(say: thanks(asked, brief))</p>\(if: asked.reply == nil, asked.isConfirmation ? proposal(brief) : lines(brief))\
            \(if: !answers.isEmpty, "<div class=\"row\">\(each: answers, { other(token, $0) })</div>")
            <p><a href="\(Href.to(brief.question.item))">\(say: "The whole path")</a></p>
            """)
    }

    private static func page(_ title: Phrase, _ brief: DeciderBrief, _ body: Markup) -> Page {
        var page = Page("\(say: title)", in: brief.place, "<h1>\(say: title)</h1>\(body)")
        page.secret = true
        page.tabs = false
        return page
    }

    private static func title(_ answer: AskedDecider.Reply) -> Phrase {
        switch answer {
        case .decided: Phrase("You are asked to decide")
        case .notYet: Phrase("What is missing?")
        case .notForMe: Phrase("Who decides this?")
        case .confirmed: Phrase("Is this your decision?")
        case .denied: Phrase("What is not right?")
        }
    }

    private static func button(_ answer: AskedDecider.Reply) -> Phrase {
        switch answer {
        case .decided: Phrase("I decided")
        case .notYet: Phrase("Ask me again then")
        case .notForMe: Phrase("Send")
        case .confirmed: Phrase("Yes, I confirm it")
        case .denied: Phrase("Send")
        }
    }

    private static func words(_ answer: AskedDecider.Reply) -> Phrase {
        switch answer {
        case .decided: Phrase("I decided")
        case .notYet: Phrase("Not yet, because …")
        case .notForMe: Phrase("Not for me")
        case .confirmed: Phrase("Yes, this is my decision")
        case .denied: Phrase("No, this is not what I decided")
        }
    }

    private static func other(_ token: String, _ answer: AskedDecider.Reply) -> Markup {
        "<a class=\"button quiet\" href=\"\(Href("/deciding/\(token)").with(query: "answer", answer.rawValue))\">\(say: words(answer))</a>"
    }

    private static func others(_ asked: AskedDecider, _ answer: AskedDecider.Reply) -> [AskedDecider.Reply] {
        (asked.isConfirmation ? [.confirmed, .denied] : [.decided, .notYet, .notForMe]).filter { $0 != answer }
    }

    private static func fields(_ draft: DeciderReplyDraft, _ invalid: Invalid?) -> Markup {
        switch draft.answer {
        case .decided:
            """
            \(Form.area("what", Phrase("What did you decide?"), value: draft.what, hint: Phrase("In any language. Those who spoke will read it."), problem: invalid?["what"]))
            \(Form.line("starts_on", Phrase("From when does it hold?"), value: draft.startsOn, type: "date", problem: invalid?["starts_on"]))
            """
        case .notYet:
            """
            \(Form.area("because", Phrase("Not yet, because"), value: draft.because, problem: invalid?["because"]))
            \(Form.line("again_on", Phrase("Ask me again on"), value: draft.againOn, type: "date", problem: invalid?["again_on"]))
            """
        case .notForMe:
            Form.line("who", Phrase("Who then?"), value: draft.who, hint: Phrase("A name, a role or an office."), problem: invalid?["who"])
        case .confirmed: ""
        case .denied: Form.area("because", Phrase("What is not right?"), value: draft.because, problem: invalid?["because"])
        }
    }

    private static func thanks(_ asked: AskedDecider, _ brief: DeciderBrief) -> Phrase {
        let day = asked.repliedOn ?? asked.askedOn
        switch asked.reply {
        case nil: return Phrase("The \("team", brief.place.team) team asks you. One short form, no account.")
        case .decided: return Phrase("Your decision of \("day", day) stands on the path. Those who spoke will be told.")
        case .confirmed: return Phrase("You confirmed this decision on \("day", day). Those who spoke will be told.")
        case .notYet: return Phrase("We ask you again on \("day", asked.againOn ?? day).")
        case .notForMe: return Phrase("We ask the one you named.")
        case .denied: return Phrase("The team reads what you wrote. Nobody takes it for your decision.")
        }
    }

    /// The mail's three lines, for somebody who opened the link on another day.
    private static func lines(_ brief: DeciderBrief) -> Markup {
        "<section class=\"turn\">\(each: DeciderMail.known(brief), line)</section>"
    }

    private static func line(_ line: MailPage.Line) -> Markup {
        if case .say(let phrase) = line { "<p>\(say: phrase)</p>" } else { "" }
    }

    private static func proposal(_ brief: DeciderBrief) -> Markup {
        guard let decision = brief.proposal, let what = decision.words("what") else { return "" }
        return """
            <p class="soft">\(say: Phrase("\("name", decision.writer ?? brief.place.team) wrote this down for \("decider", Records.who(decision.decidedBy)):"))</p>\
            \(Records.words(what))\(if: decision.words("why") != nil, "<p><span class=\"soft\">\(say: "Why:")</span> <span dir=\"auto\">\(decision.words("why")?.body ?? "")</span></p>")
            """
    }
}
