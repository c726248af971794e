import HTML
import Language

/// One page for one role: what is open, who waits, who knows; given to somebody who says yes.
enum HandoverPages {
    static func show(_ view: HandoverView, _ draft: HandoverDraft = .init(), invalid: Invalid? = nil) -> Page {
        Page(
            "\(say: "Hand over")", in: view.place,
            """
            <h1>\(say: "Hand over")</h1>\(each: view.offers, { offer($0, view.place) })\
            <section aria-labelledby="mine"><h2 id="mine">\(say: "What you look after here")</h2>\
            \(if: view.mine.isEmpty, "<p class=\"soft\">\(say: "Nothing here waits for you alone.")</p>", else: list(view.mine))</section>\
            \(if: !view.mine.isEmpty && !view.colleagues.isEmpty, form(view, draft, invalid))
            """
        ).secretly
    }

    private static func form(_ view: HandoverView, _ draft: HandoverDraft, _ invalid: Invalid?) -> Markup {
        let nobody: [(value: String, words: Markup)] = [("", "–")]
        let people: [(value: String, words: Markup)] = view.colleagues.map { ($0.id.description, "\($0.name)") }
        return Form.post(
            view.place.path("handing-over"),
            """
            \(Form.choice("to", Phrase("Who takes it over?"), value: draft.to, options: nobody + people, problem: invalid?["to"]))
            \(Form.area("note", Phrase("Who knows about it, and what has one to know?"), value: draft.note, hint: Phrase("People, places, papers: whom to ask first. Only they read it."), problem: invalid?["note"]))
            <div class="row"><button\(if: view.offers.contains { !$0.isMine }, " class=\"quiet\"")>\(say: "Offer it to them")</button></div>
            """)
    }

    private static func offer(_ offer: HandoverView.Offer, _ place: Place) -> Markup {
        let handover = offer.handover
        guard !offer.isMine else {
            return """
                <p class="turn" role="status">\(say: "Offered to \("name", offer.to) on \("day", handover.offeredOn). Until they say yes, it stays yours.")</p>
                """
        }
        return """
            <section class="turn" aria-labelledby="offer"><h2 id="offer">\(say: "\("name", offer.from) wants to hand this over to you")</h2>\
            <blockquote dir="auto">\(handover.note)</blockquote>\(list(offer.holdings))
            <div class="row">\(answer(handover, place, "accept", Phrase("I take it over"), quiet: false))\(answer(handover, place, "decline", Phrase("I cannot"), quiet: true))</div></section>
            """
    }

    private static func answer(_ handover: Handover, _ place: Place, _ act: String, _ words: Phrase, quiet: Bool) -> Markup {
        Form.button("\(place.path("handing-over"))/\(handover.id)", words, quiet: quiet, hidden: [("do", act)])
    }

    private static func list(_ all: Holdings) -> Markup {
        """
        <ul class="list">\(each: all.questions, { entry in
            "<li>\(say: "A question") <a href=\"\(Href.to(entry.question.item))\">\(words(entry.question.text))</a>\(if: entry.waiting > 0, " <span class=\"soft\">\(say: Phrase.counted(entry.waiting, one: "\("n", entry.waiting) person waits to be told.", other: "\("n", entry.waiting) people wait to be told."))</span>")</li>"
        })\(each: all.promises, { promise in
            "<li>\(say: "A promise") <a href=\"\(Href.to(promise.item))\">\(words(promise.words("what")))</a> <span class=\"soft\">\(promise.due)</span></li>"
        })\(each: all.experiments, { entry in
            "<li>\(say: "A small experiment") <a href=\"\(Href.to(entry.item))\">\(words(entry.text))</a></li>"
        })\(each: all.journeys, { entry in
            "<li>\(say: "A learning journey") <a href=\"\(Href.to(entry.item))\">\(words(entry.text))</a></li>"
        })\(each: all.duties, { entry in
            "<li>\(say: "Taken on") <a href=\"\(Href.to(entry.item))\">\(words(entry.text))</a> <span class=\"soft\">\(entry.duty.due)</span></li>"
        })</ul>
        """
    }

    private static func words(_ text: Text?) -> Markup {
        text.map { "<span lang=\"\($0.language)\" dir=\"auto\">\($0.body)</span>" } ?? "…"
    }
}
