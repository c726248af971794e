import HTML
import Language

/// For whoever writes down what somebody else says: what to read aloud, one box, and the words for the speaker to take along.
enum ScribePages {
    /// Once for a table: what holds for everybody who speaks there.
    static func table(_ draft: ScribeDraft, _ question: Question, in place: Place, for visit: Visit, invalid: Invalid? = nil) -> Page {
        var page = Page(
            "\(say: "Write down for somebody")", in: place,
            """
            <p class="eyebrow">\(say: "Write down for somebody")</p><h1 lang="\(question.text.language)" dir="auto">\(question.text.body)</h1>
            <p>\(say: "For people who do not write, or have no phone. They speak, you write; several can follow each other on this phone. First what holds for all of them:")</p>
            \(Form.post("/questions/\(question.id)/writing/next", forgotten: true, """
                \(spoken(draft, place, visit))
                \(Form.circles("group", Phrase("Who speaks?"), value: draft.isGroup ? "yes" : "", options: [("", "\(say: "One person at a time")"), ("yes", "\(say: "A group with one voice")")]))
                \(Form.line("place", Phrase("Which place is it about?"), value: draft.details.place, hint: Phrase("A region is enough."), problem: invalid?["place"]))
                \(scribe(draft, visit, invalid))
                <div class="row"><button>\(say: "Begin")</button></div>
                """))\(AnswerBox.danger(question, place, visit))
            """)
        page.secret = true
        return page
    }

    /// For each who speaks.
    static func form(_ draft: ScribeDraft, _ question: Question, in place: Place, for visit: Visit, invalid: Invalid? = nil) -> Page {
        var page = Page(
            "\(say: "Write down for somebody")", in: place,
            """
            <h1 lang="\(question.text.language)" dir="auto">\(question.text.body)</h1>
            \(aloud(question, in: place, in: LanguageTag(draft.spokenIn) ?? visit.language))
            \(Form.post("/questions/\(question.id)/writing", forgotten: true, """
                \(carried(draft))\(Form.area("text", Phrase("What they say, in their words"), value: draft.text, hint: Phrase("Read it back to them, and change it until they say that it is right."), problem: invalid?["text"]))
                \(if: draft.isGroup, ThanksPages.group(draft.details, invalid, isOpen: true))
                \(ThanksPages.opens(draft.details, place))\(ThanksPages.returns(draft.details, place, "und", visit, invalid))\
                \(Form.tick("no_words", Phrase("They want no words on paper"), on: draft.wantsNoWords, problem: invalid?["no_words"]))
                \(if: !draft.isGroup, Form.line("name", Phrase("A name to show, real or not"), value: draft.details.name, hint: Phrase("Leave it empty to stay without a name."), problem: invalid?["name"]))
                \(if: place.asksGuardian && !draft.isGroup, ThanksPages.guardian(draft.details, invalid))
                \(Form.tick("said_yes", Phrase("I read it aloud, and they said yes"), on: draft.saidYes, problem: invalid?["said_yes"]))
                <div class="row"><button>\(say: "Keep this answer")</button></div>
                """))
            """)
        page.secret = true
        return page
    }

    private static func carried(_ draft: ScribeDraft) -> Markup {
        """
        \(Form.hidden("spoken_in", draft.spokenIn))\(Form.hidden("place", draft.details.place))\(Form.hidden("kept", draft.kept))\
        \(Form.hidden("role", draft.role))\(Form.hidden("group", draft.isGroup ? "yes" : ""))
        """
    }

    /// Consent is said, so what it is about is read aloud, whoever can read.
    private static func aloud(_ question: Question, in place: Place, in spoken: LanguageTag) -> Markup {
        """
        <section class="turn" aria-labelledby="aloud"><h2 id="aloud" class="eyebrow">\(say: "Read this aloud first")</h2>
        <p>\(AnswerBox.why(question, in: place)) \(AnswerBox.promise(question, in: place, language: spoken == "und" ? place.language : spoken))</p>
        <p>\(say: "You need not answer. I write down what you say, without your name and mine. You choose who may see it. With words on a slip anyone can see what became of it, and take it back.")</p></section>
        """
    }

    private static func spoken(_ draft: ScribeDraft, _ place: Place, _ visit: Visit) -> Markup {
        let tags = place.languages + (place.languages.contains(visit.language) ? [] : [visit.language])
        var named: [(value: String, words: Markup)] = tags.map { ($0.description, "\($0.endonym)") }
        named.append(("und", "\(say: "Another one")"))
        return Form.choice(
            "spoken_in", Phrase("In which language do they speak?"), value: draft.spokenIn.nonEmpty ?? visit.language.description,
            options: named)
    }

    private static func scribe(_ draft: ScribeDraft, _ visit: Visit, _ invalid: Invalid?) -> Markup {
        var ways: [(value: String, words: Markup)] = [(ScribeKept.nobody.rawValue, "\(say: "Nothing")")]
        if visit.reader.person != nil {
            ways.append((ScribeKept.me.rawValue, "\(say: "My name, \("name", visit.reader.name), for the team")"))
        }
        ways.append((ScribeKept.role.rawValue, "\(say: "My role, for the team")"))
        return """
            \(Form.circles("kept", Phrase("What the team may know of you"), value: draft.kept, options: ways, hint: Phrase("What carries your name can be told to come from the same table. Where that could harm anybody, choose nothing.")))
            \(Form.line("role", Phrase("Your role"), value: draft.role, hint: Phrase("For example: a teacher of the school."), problem: invalid?["role"]))
            """
    }

    /// Once, and printable: the words and where they are good for, and never what they were said about.
    static func handed(_ over: HandedOver, address: String) -> Page {
        var page = Page(
            "\(say: "It is kept")", in: nil,
            """
            <div class="screen"><h1>\(say: "It is kept")</h1><p>\(say: "Thank them. You cannot open this answer again from here.")</p></div>
            \(if: !over.code.isEmpty, slip(over.code, address))
            \(Form.post("/questions/\(over.question)/writing/next", """
                \(carried(over.carried))
                <div class="row"><button>\(say: "The next person")</button><a class="button quiet" href="/questions/\(over.question)">\(say: "Nobody else")</a></div>
                """))
            """)
        page.tabs = false
        page.secret = true
        page.offersLanguages = false
        return page
    }

    private static func slip(_ code: String, _ address: String) -> Markup {
        let language = ReceiptCode(typed: code)?.language
        return """
            <section aria-labelledby="code"><h2 id="code" class="screen">\(say: "Their words, to take along")</h2>\
            <p class="code"\(if: language != nil, " lang=\"\(language ?? "und")\"") dir="ltr" translate="no">\(code)</p><p dir="ltr">\(address)</p>\
            <p class="soft screen">\(say: "Copy the words onto paper for them, or print this page: nothing else is on the sheet. Keep no copy: whoever has the words can read the answer and take it back. They are shown only now.")</p></section>
            """
    }
}
