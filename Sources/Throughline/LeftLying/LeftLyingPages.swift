import HTML
import Language

/// What lies, with one next step each.
enum LeftLyingPages {
    static func list(_ all: LeftLying) -> Page {
        let place = all.place
        return Page(
            "\(say: "Seen and dropped")", in: place,
            """
            <h1>\(say: "Seen and dropped")</h1>\
            <p class="soft">\(say: "What people are still waiting for, what was learned and led to nothing, and promises past their day. Nobody is blamed: each has one next step.")</p>\
            \(if: all.isEmpty, "<p>\(say: "Nothing lies here.")</p>")\
            \(if: !all.questions.isEmpty, section("waiting", Phrase("People who were to hear by now"), all.questions.map { entry in
                """
                <a href="\(Href.to(entry.question.item))">\(words(entry.question.text))</a><br><span class="soft">\(say: Phrase.counted(entry.people, one: "\("n", entry.people) person waits since \("day", entry.since).", other: "\("n", entry.people) people wait since \("day", entry.since)."))</span>\
                <br><a href="/questions/\(entry.question.id)/telling">\(say: "Tell them now, or say why not")</a>
                """
            }))\
            \(if: !all.lessons.isEmpty, section("lessons", Phrase("Learned, and nothing followed"), all.lessons.map { entry in
                """
                <a href="\(Href.to(entry.item))">\(words(entry.text))</a><br><span class="soft">\(entry.item.day)</span><br>\
                <a href="/records/\(entry.item.id)/left-lying">\(say: "What next?")</a>
                """
            }))\
            \(if: !all.promises.isEmpty, section("promises", Phrase("Promises past their day"), all.promises.map { promise in
                """
                \(CommitmentCard.draw(promise, on: promise.due + 1))\(if: all.agreed.contains(promise.id), "<br><b>\(say: "It was agreed with the people who were asked.")</b>")<br>\
                <a href="/records/\(promise.id)/left-lying">\(say: "What next?")</a>
                """
            }))
            """
        ).secretly
    }

    private static func section(_ id: String, _ title: Phrase, _ entries: [Markup]) -> Markup {
        "<section aria-labelledby=\"\(id)\"><h2 id=\"\(id)\">\(say: title)</h2><ul class=\"list\">\(each: entries, { "<li>\($0)</li>" })</ul></section>"
    }

    private static func words(_ text: Text?) -> Markup {
        text.map { "<span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span>" } ?? "…"
    }

    static func record(_ record: LyingRecord, _ draft: PutOffDraft = .init(), dropping: String = "", invalid: Invalid? = nil) -> Page {
        let item = record.item
        return Page(
            "\(say: "What next?")", in: record.place,
            """
            <p class="eyebrow"><a href="\(record.place.path("left-lying"))">\(say: "Seen and dropped")</a></p><h1>\(say: "What next?")</h1>\
            <p><a href="\(Href.to(item))">\(words(record.text))</a></p>\
            \(record.until.map { "<p class=\"soft\">\(say: "It may lie until \("day", $0).") \(words(record.because))</p>" as Markup })\(step(record))
            <details\(flag: "open", invalid?["day"] != nil || invalid?["because"] != nil)><summary>\(say: "Later, on another day")</summary>\(Form.post("/records/\(item.id)/putting-off", """
                \(Form.line("day", Phrase("On which day do you look at it again?"), value: draft.day, type: "date", problem: invalid?["day"]))
                \(Form.area("because", Phrase("Why not now?"), value: draft.because, hint: Phrase("It stands beside it, for everybody who may read it."), problem: invalid?["because"]))
                <div class="row"><button class="quiet">\(say: "Put it off")</button></div>
                """))</details>\
            \(if: item.kind == .insight && record.question != nil, drop(record, dropping, invalid))
            """
        ).secretly
    }

    private static func step(_ record: LyingRecord) -> Markup {
        guard record.item.kind == .insight else {
            return "<p><a class=\"button\" href=\"\(Href.to(record.item))\">\(say: "Say what became of it")</a></p>"
        }
        guard let question = record.question else { return "" }
        return "<p><a class=\"button\" href=\"/questions/\(question.id)/decisions/new\">\(say: "A decision or a promise")</a></p>"
    }

    private static func drop(_ record: LyingRecord, _ typed: String, _ invalid: Invalid?) -> Markup {
        """
        <details\(flag: "open", invalid?["dropped"] != nil)><summary>\(say: "Nothing follows from it, because …")</summary>\(Form.post("/records/\(record.item.id)/dropping", """
            \(Form.area("dropped", Phrase("Why does nothing follow?"), value: typed, hint: Phrase("Those who spoke are told. It stands among the decisions as something you chose not to change."), problem: invalid?["dropped"]))
            <div class="row"><button class="quiet">\(say: "Drop it, and tell them why")</button></div>
            """))</details>
        """
    }
}
