import HTML
import Language

/// The readers' side of sealed talks.
enum TalkDeskPages {
    static func list(
        _ talks: [SealedTalk], _ kind: SealedTalk.Kind, days: Int?, in place: Place, today: Day, invalid: Invalid? = nil,
        typed: String? = nil
    ) -> Page {
        Page(
            "\(say: title(kind))", in: place,
            """
            <h1>\(say: title(kind))</h1>\(Records.list(talks, ordered: talks.count > 1 ? Phrase("What waits first, the nearest day first.") : nil, empty: Phrase("Nobody has written.")) { talk in
                """
                <a href="\(place.path(kind.desk))/\(talk.id)">\(say: Phrase("Written on \("day", talk.day)"))</a><br>\
                <span class="soft">\(say: talk.isWaiting ? (talk.due < today ? Phrase("Waits since longer than promised: \("day", talk.due)") : Phrase("Waits; an answer was promised by \("day", talk.due)")) : Phrase("Answered"))</span>
                """
            })\(days.map { promise($0, place, invalid, typed) })
            """
        ).secretly
    }

    private static func promise(_ days: Int, _ place: Place, _ invalid: Invalid?, _ typed: String?) -> Markup {
        """
        <details\(flag: "open", invalid != nil)><summary>\(say: "How soon you answer")</summary>\(Form.post(Href("\(place.path("letters"))/promise"), """
            \(Form.line("days", Phrase("Within how many days?"), value: typed ?? "\(days)", type: "number", problem: invalid?["days"]))
            <div class="row"><button class="quiet">\(say: "Save")</button></div>
            """))</details>
        """
    }

    static func show(
        _ talk: SealedTalk, _ letters: [SealedTalk.Letter], in place: Place, draft: SealedDraft = .init(), asked: String = "",
        answer: String = "",
        invalid: Invalid? = nil
    ) -> Page {
        let here = Href("\(place.path(talk.kind.desk))/\(talk.id)")
        return Page(
            "\(say: title(talk.kind))", in: place,
            """
            <h1>\(say: title(talk.kind))</h1>\
            <p>\(say: talk.isWaiting ? Phrase("Waits; an answer was promised by \("day", talk.due)") : Phrase("Answered"))</p>\
            \(SealedTalkPages.thread(letters, sender: Phrase("Somebody without a name")))\
            \(if: talk.isWaiting && talk.seenOn == nil, Form.button(Href("\(here)/seen"), Phrase("Say that it was read")))\
            \(Form.post(here, """
                \(Form.area("text", Phrase("Answer"), value: draft.text, hint: Phrase("Your name stands beside it. Do not ask who it is."), problem: invalid?["text"], rows: 4))
                <div class="row"><button>\(say: "Send")</button></div>
                """))\
            \(if: talk.kind == .upwards, publishing(here, asked, answer, invalid))\
            \(if: talk.kind == .harm, "<p class=\"soft\">\(say: "What is told here teaches nobody anything unless whoever told it says so later, in so many words.")</p>")
            """
        ).secretly
    }

    private static func publishing(_ here: Href, _ asked: String, _ answer: String, _ invalid: Invalid?) -> Markup {
        let isOpen = invalid?["asked"] != nil || invalid?["answer"] != nil
        return """
            <details\(flag: "open", isOpen)><summary>\(say: "Answer everybody, in general")</summary>\
            <p class="soft">\(say: "Write it so that nobody can tell who asked.")</p>\(Form.post(Href("\(here)/publishing"), """
                \(Form.line("asked", Phrase("What was raised"), value: asked, problem: invalid?["asked"]))
                \(Form.area("answer", Phrase("What you say to it"), value: answer, problem: invalid?["answer"], rows: 3))
                <div class="row"><button class="quiet">\(say: "Show it to everybody")</button></div>
                """))</details>
            """
    }

    private static func title(_ kind: SealedTalk.Kind) -> Phrase {
        kind == .harm ? Phrase("What was told about harm") : Phrase("Messages in confidence")
    }
}
