import HTML
import Language

/// Where to ask for what is not written here: the form that takes the place of a text box, and what it leads to.
enum StubPages {
    static func form(
        _ draft: StubDraft, _ question: Question, in place: Place, _ notice: PlaceNotice, for visit: Visit, invalid: Invalid? = nil
    )
        -> Page
    {
        Page(
            "\(say: "Write only who keeps it and how to ask")", in: place,
            """
            <h1>\(say: "Write only who keeps it and how to ask")</h1>\
            <p>\(say: "Do not write here what you know, nor about whom. Tell it by mouth to somebody who can keep it safe.")</p>\
            <p class="soft">\(say: "What you typed before was not sent, and is kept nowhere.")</p>\
            \(place.hasSafetyLead ? fields(draft, question, place, invalid) : nobody(notice))\
            \(place.help.draw(for: visit))<p><a href="\(Href.to(question.item))">\(say: "Back to the question")</a></p>
            """
        ).secretly
    }

    private static func nobody(_ notice: PlaceNotice) -> Markup {
        """
        <p><b>\(say: "There is no safety lead here, so nobody could read it. Keep it to yourself, or go to them in person:")</b></p>\
        \(notice.texts[.contact].map(Records.words))\(notice.texts[.safeguarding].map(Records.words))
        """
    }

    private static func fields(_ draft: StubDraft, _ question: Question, _ place: Place, _ invalid: Invalid?) -> Markup {
        Form.post(
            "/questions/\(question.id)/held-outside", forgotten: true,
            """
            \(Form.line("title", Phrase("What is it about, without names and places?"), value: draft.title, hint: Phrase("A few words, such as: the arrests in March."), problem: invalid?["title"]))
            \(Form.line("keeper", Phrase("Who keeps it?"), value: draft.keeper, hint: Phrase("A role, or a name they agreed to give."), problem: invalid?["keeper"]))
            \(Form.area("how", Phrase("How can somebody ask them?"), value: draft.how, hint: Phrase("In person, best of all. No phone number or address that must not be found."), problem: invalid?["how"], rows: 2))
            \(Form.circles("cost", Phrase("What could it cost somebody?"), value: "\(draft.sensitivity.rawValue)", options: [Sensitivity.severe, .high].map { ("\($0.rawValue)", "\(say: $0.cost)") }))
            <p class="soft">\(say: "Only the safety lead of \("team", place.team) reads it, and whoever they name. Who wrote it is kept nowhere.")</p>
            <div class="row"><button>\(say: "Keep this")</button></div>
            """)
    }

    static func kept(_ question: Question, in place: Place) -> Page {
        Page(
            "\(say: "Thank you")", in: place,
            """
            <h1>\(say: "Thank you")</h1>\
            <p>\(say: "The safety lead now knows whom to ask. You cannot find it again here, and neither can whoever has this phone next.")</p>\
            <p>\(say: "If you wrote it down anywhere else, on this phone or on paper, think about taking it away.")</p>\
            <p><a class="button quiet" href="\(place.home)">\(say: "To the first page")</a></p>
            """
        ).secretly
    }

    static func list(_ stubs: [Stub], in place: Place) -> Page {
        Page(
            "\(say: "Held outside")", in: place,
            """
            <h1>\(say: "Held outside")</h1><p class="soft">\(say: "What could cost somebody their life or freedom is not kept here. This says whom to ask.")</p>\
            \(Records.list(stubs, ordered: stubs.count > 1 ? Phrase("The newest day first.") : nil, empty: Phrase("Nothing is held outside.")) { stub in
                """
                <a href="\(address(stub, in: place))" lang="\(stub.language)" dir="auto">\(stub.title)</a>\
                <br><span class="soft">\(say: Parts(Phrase("Held outside by \("keeper", stub.keeper), ask in person"), Phrase("\("day", stub.day)")))</span>
                """
            })
            """
        ).secretly
    }

    static func show(
        _ stub: Stub, readers: [(person: ID<Person>, name: String)], question: Text?, in place: Place, for visit: Visit, typed: String = "",
        invalid: Invalid? = nil
    ) -> Page {
        let mayName = visit.reader.may(.safeguard, in: place.id)
        return Page(
            "\(say: "Held outside")", in: place,
            """
            <p class="eyebrow">\(say: "Held outside")</p><h1 lang="\(stub.language)" dir="auto">\(stub.title)</h1>\
            <p><b>\(say: "Held outside by \("keeper", stub.keeper), ask in person")</b></p><blockquote lang="\(stub.language)" dir="auto">\(stub.how)</blockquote>\
            <p class="soft">\(say: Parts(Phrase("It could cost somebody: \("cost", stub.sensitivity.cost)"), Phrase("\("day", stub.day)")))</p>\
            \(if: question != nil, "<p class=\"soft\">\(say: "It was written at this question:") <a href=\"/questions/\(stub.question)\" lang=\"\(question?.language ?? "und")\" dir=\"auto\">\(question?.body ?? "")</a></p>")\
            <p class="soft">\(say: "Do not write here what you hear. Who wrote this is kept nowhere.")</p>\
            \(if: mayName, naming(stub, readers, in: place, typed, invalid))
            """
        ).secretly
    }

    private static func naming(
        _ stub: Stub, _ readers: [(person: ID<Person>, name: String)], in place: Place, _ typed: String, _ invalid: Invalid?
    ) -> Markup {
        let path = address(stub, in: place)
        return """
            \(if: stub.seenOn == nil, Form.button(Href("\(path)/seen"), Phrase("I have read it"), quiet: false))\
            <section aria-labelledby="named"><h2 id="named">\(say: "Who else may read it")</h2>\
            \(Records.list(readers, empty: Phrase("Nobody but the safety lead.")) { reader in
                "\(reader.name) \(Form.button(Href("\(path)/readers"), Phrase("Not any more"), hidden: [("not", reader.person.description)]))"
            })\
            \(Form.post(Href("\(path)/readers"), """
                \(Form.line("name", Phrase("The name of somebody here"), value: typed, problem: invalid?["name"], autocomplete: "off"))
                <div class="row"><button class="quiet">\(say: "Let them read it")</button></div>
                """))</section>\
            <details><summary>\(say: "Take it away")</summary><p>\(say: "Then nothing here says any more whom to ask. It cannot be brought back.")</p>\
            \(Form.button(Href("\(path)/removal"), Phrase("Take it away")))</details>
            """
    }

    static func address(_ stub: Stub, in place: Place) -> Href { Href("\(place.path("held-outside"))/\(stub.id)") }
}
