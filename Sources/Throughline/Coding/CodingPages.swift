import HTML
import Language

/// Reading what people said and marking passages in it.
enum CodingPages {
    /// A form that came back: which voice, what was typed, and why it was not kept.
    struct Refused {
        let voice: ID<Item>
        let draft: CodingDraft
        let invalid: Invalid
    }

    /// Codes that a single key gives.
    static let keys = 9

    /// Without scripts every sentence has a box to tick and every voice its form; with them the same forms are sent by single keys.
    static func desk(_ desk: CodingDesk, refused: Refused? = nil) -> Page {
        let quick = desk.codes.tree().map(\.code).filter(\.isInUse)
        let start: Href = "/questions/\(desk.question.id)/coding"
        let here = desk.help == nil ? start : start.with(query: "help", "yes")
        var page = Page(
            "\(say: "Mark passages")", in: desk.place,
            """
            <p class="eyebrow">\(say: "Mark passages")</p><h1 lang="\(desk.question.text.language)" dir="auto">\(desk.question.text.body)</h1>\
            <p class="soft">\(say: Phrase.counted(desk.read, one: "You have read \("n", desk.read) answer.", other: "You have read \("n", desk.read) answers."))\
             <a href="\(desk.isAll ? here : here.with(query: "all", "yes"))">\(say: desk.isAll ? Phrase("Only those I have not read") : Phrase("Also those I have read, with what others marked"))</a></p>\
            <p class="soft"><a href="\(desk.place.path("codes"))">\(say: "Codebook")</a></p>\
            \(CodeOfferPages.head(desk, start))\(help(Array(quick.prefix(keys)), isDesk: !desk.voices.isEmpty))
            <datalist id="codes">\(each: quick, { "<option value=\"\($0.name)\"></option>" })</datalist>
            \(if: desk.voices.isEmpty, "<p>\(say: desk.isAll ? Phrase("Nothing was said yet that you may read.") : Phrase("You have read everything here."))</p>")\
            <div id="coding" data-codes="\(quick.prefix(keys).map(\.name).joined(separator: "\n"))" data-lost="\(say: "This was not kept. Try it once more.")">\
            \(each: desk.voices, { voice in card(voice, desk, refused: refused.flatMap { $0.voice == voice.voice.id ? $0 : nil }) })</div>
            \(desk.last.map { more(here.with(query: "before", $0.description), isAll: desk.isAll) })
            """)
        page.script = CodingScript.script
        if let first = desk.voices.first { page.skip = skip(first) }
        return page.secretly
    }

    private static func more(_ next: Href, isAll: Bool) -> Markup {
        let href = isAll ? next.with(query: "all", "yes") : next
        return "<p><a id=\"more\" class=\"button quiet\" href=\"\(href)\">\(say: "More answers")</a></p>"
    }

    private static func skip(_ first: CodedVoice) -> Markup {
        "<a class=\"skip\" href=\"#s-\(first.voice.id)\">\(say: "Skip to the first sentence")</a>"
    }

    private static func help(_ quick: [Code], isDesk: Bool) -> Markup {
        guard isDesk else { return "" }
        return """
            <details><summary>\(say: "How to mark with the keys")</summary><p class="soft">\(say: "They work while a sentence has the focus. Without them: tick sentences, write a code, press the button.")</p>\
            <table><tbody>\(each: [
                ("j k", Phrase("The next or the last sentence")), ("J K", Phrase("One more sentence, or one less")),
                ("⇧→ ⇧←", Phrase("One more word, or one less")), ("c", Phrase("Write a code, then Enter")),
                ("u", Phrase("Undo")), ("a x", Phrase("Say yes or no to the first code a machine proposed")), ("n", Phrase("Read: on to the next answer")),
            ], key)\(each: Array(quick.enumerated()), { place, code in key("\(place + 1)", Phrase("\("code", code.name)")) })</tbody></table></details>
            """
    }

    private static func key(_ key: String, _ words: Phrase) -> Markup {
        "<tr><th scope=\"row\"><kbd>\(key)</kbd></th><td>\(say: words)</td></tr>"
    }

    private static func card(_ coded: CodedVoice, _ desk: CodingDesk, refused: Refused?) -> Markup {
        let id = coded.voice.id
        let (draft, invalid) = (refused?.draft ?? CodingDraft(), refused?.invalid)
        let ticked = Set(draft.spans)
        let lines = Array(coded.sentences.enumerated())
        let isNew = invalid?["code"] != nil && !draft.code.isEmpty && desk.codes.named(draft.code) == nil
        return """
            <section data-voice="\(id)" id="v-\(id)">\(Form.post("/voices/\(id)/codings", """
                \(Form.hidden("_version", "\(coded.version)"))\(Form.hidden("from", desk.from))\
                <fieldset\(if: invalid?["s"] != nil, " class=\"bad\"")><legend>\(say: VoiceCard.source(coded.voice))\(Form.problemWords("s-\(id)", Phrase("Mark passages"), invalid?["s"]))</legend>\
                \(each: lines, { place, span in line(place, span, coded, isTicked: ticked.contains("\(span.start)-\(span.stop)"), problem: invalid?["s"]) })</fieldset>\
                \(coded.brought.map(VoiceCard.brought))\
                <div\(if: invalid?["code"] != nil, " class=\"bad\"")><label for="code-\(id)">\(say: "Code")\(Form.problemWords("code-\(id)", Phrase("Code"), invalid?["code"]))</label>\
                <input id="code-\(id)" name="code" list="codes" autocomplete="off" dir="auto" value="\(draft.code)"\(Form.described("code-\(id)", invalid?["code"]))></div>\
                \(if: isNew, Form.tick("begin", Phrase("Begin it as a code on trial"), on: false))\
                <div class="row"><button class="quiet">\(say: "Give the code")</button></div>
                """, marks: true))
            <ul class="list">\(each: coded.codings, { mark($0, coded, desk) })</ul><p class="soft" role="status"></p>\(desk.help.map { CodeOfferPages.beside(coded, $0, from: desk.from) })\
            \(reading(coded, desk))</section>
            """
    }

    private static func line(_ place: Int, _ span: Span, _ coded: CodedVoice, isTicked: Bool, problem: Phrase?) -> Markup {
        let isFirst = place == 0
        return """
            <label class="tick"><small>\(number: place + 1)</small><input\(if: isFirst, " id=\"s-\(coded.voice.id)\"\(Form.described("s-\(coded.voice.id)", problem))") type="checkbox" name="s" value="\(span.start)-\(span.stop)"\
            \(flag: "checked", isTicked)><span data-at="\(span.start)" lang="\(coded.voice.item.language)" dir="auto">\(coded.passage[span])</span></label>
            """
    }

    /// A code on a passage, with whoever gave it; one's own can be taken off.
    private static func mark(_ coding: Coding, _ coded: CodedVoice, _ desk: CodingDesk) -> Markup {
        let isMine = coding.coder == desk.me
        return """
            <li data-id="\(coding.id)">\(mark(coding, coded.passage[coding.span]))\
            \(if: isMine, Form.button("/voices/\(coding.voice)/codings", Phrase("Take it off"), version: coded.version, hidden: [("ending", coding.id.description), ("from", desk.from)]), else: "<br><span class=\"soft\">\(say: coder(coding))</span>")</li>
            """
    }

    /// Whoever gave it; they may have left, or never have been here where it came in a file.
    static func coder(_ coding: Coding) -> Phrase {
        coding.coderName.isEmpty ? Phrase("somebody who is not here") : Phrase("\("name", coding.coderName)")
    }

    static func mark(_ coding: Coding, _ words: String) -> Markup {
        """
        <b dir="auto">\(coding.name)</b> <q dir="auto">\(words)</q>\(coding.was.map { " <span class=\"soft\">\(say: "was called \("code", $0)")</span>" as Markup })
        """
    }

    private static func reading(_ coded: CodedVoice, _ desk: CodingDesk) -> Markup {
        let action: Href = "/voices/\(coded.voice.id)/reading"
        let version = coded.version
        guard coded.isRead else {
            return Form.post(
                action,
                "\(Form.hidden("_version", "\(version)"))\(Form.hidden("from", desk.from))<button class=\"quiet\">\(say: "I have read it")</button>",
                reads: true)
        }
        return Form.button(action, Phrase("I have not read it yet"), version: version, hidden: [("undo", "yes"), ("from", desk.from)])
    }
}

extension Form {
    /// A form of the coding desk, which its script knows by a mark of its own.
    fileprivate static func post(_ action: Href, _ content: Markup, marks: Bool = false, reads: Bool = false) -> Markup {
        """
        <form method="post" action="\(action)"\(if: marks, " data-mark=\"yes\"")\(if: reads, " data-read=\"yes\"") novalidate>\
        <input type="hidden" name="_form" value="\(Page.nonceMark)">\(content)</form>
        """
    }
}
