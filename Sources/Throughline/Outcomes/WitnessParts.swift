import HTML
import Language

/// What witnesses say, on the page of a change: their text beside ours.
enum WitnessParts {
    static func said(_ view: OutcomeView, isTeam: Bool) -> Markup {
        let answered = view.witnesses.filter { $0.view != nil }
        let waiting = view.witnesses.count { $0.view == nil }
        return """
            <section aria-labelledby="witnesses"><h2 id="witnesses">\(say: "What somebody from outside says")</h2>\
            \(if: view.witnesses.isEmpty, "<p class=\"soft\">\(say: "Nobody from outside was asked yet.")</p>")\
            \(each: answered, { entry($0, view, isTeam: isTeam) })\
            \(if: waiting > 0, "<p class=\"soft\">\(say: Phrase.counted(waiting, one: "\("n", waiting) person was asked and has not answered.", other: "\("n", waiting) people were asked and have not answered."))</p>")\
            \(if: isTeam, copies(view))</section>
            """
    }

    private static func entry(_ witness: Witness, _ view: OutcomeView, isTeam: Bool) -> Markup {
        let who: Markup =
            isTeam || witness.mayName
            ? "<bdi>\(say: Records.who(witness.name))</bdi> (<bdi>\(witness.knows)</bdi>)" : "<bdi>\(witness.knows)</bdi>"
        return """
            <p>\(who): \(say: Parts("<b>\(say: witness.view?.said ?? "")</b>" as Markup, Phrase("\("day", witness.repliedOn ?? witness.askedOn)"))).\
            \(if: witness.wording < view.outcome.wording, " <span class=\"soft\">\(say: "They read other words than those above: it was changed since.")</span>")</p>\
            \(view.said[witness.id].map { Records.words($0) })
            """
    }

    /// Where mail is not set up, the team brings the link by hand.
    private static func copies(_ view: OutcomeView) -> Markup {
        guard !view.copies.isEmpty else { return "" }
        return """
            <p class="soft">\(say: "Mail is not set up here. Copy this and bring it to them yourself; the links are for them alone.")</p>\
            \(each: view.copies, { "<pre dir=\"auto\">\($0.name)\n\($0.address)</pre>" })
            """
    }

    static func ask(_ view: OutcomeView, _ draft: WitnessDraft, _ invalid: Invalid?, sendsMail: Bool) -> Markup {
        let failed = ["name", "knows", "mail", "language"].contains { invalid?[$0] != nil }
        return """
            <details\(flag: "open", failed)><summary>\(say: "Ask somebody from outside whether it is so")</summary>\
            <p class="soft">\(say: "Somebody who knows about it and does not work with you. They get a link, need no account, and their words stand beside yours.")</p>\
            \(Form.post("/outcomes/\(view.outcome.id)/witnesses", """
                \(Form.line("name", Phrase("Whom do you ask?"), value: draft.name, problem: invalid?["name"]))
                \(Form.line("knows", Phrase("How do they know about it?"), value: draft.knows, hint: Phrase("For example: a journalist in the district. It may stand here without their name."), problem: invalid?["knows"]))
                \(Form.line("mail", Phrase("Their mail address"), value: draft.mail, type: "email", hint: sendsMail ? nil : Phrase("Mail is not set up here: you get the text to copy."), problem: invalid?["mail"]))
                \(Form.choice("language", Phrase("In which language do they read?"), value: draft.language.nonEmpty ?? view.place.language.description, options: view.languages.map { ($0.description, "\($0.endonym)") }, problem: invalid?["language"]))
                <div class="row"><button class="quiet">\(say: sendsMail ? Phrase("Ask them") : Phrase("Make the link"))</button></div>
                """))</details>
            """
    }

    /// In one line, for the list.
    static func summary(_ views: [Witness.View]) -> Phrase {
        guard !views.isEmpty else { return Phrase("Nobody from outside has answered.") }
        let words = Witness.View.allCases.filter { views.contains($0) }.map(\.said)
        return Phrase("From outside: \("views", Listed(words)).")
    }
}
