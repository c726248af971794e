import HTML
import Language

/// Every question of a place that the reader may see, the newest first.
enum QuestionListPages {
    static func list(_ questions: [Question], in place: Place, next: Href?, for visit: Visit) -> Page {
        let mayAsk = visit.reader.may(.ask, in: place.id)
        return Page(
            "\(say: "All questions")", in: place,
            """
            <h1>\(say: "All questions")</h1>\
            \(Records.list(questions, ordered: Phrase("The newest first."), next: next, empty: Phrase("No question has been asked here yet."), entry))\
            \(if: mayAsk, "<p><a class=\"button\" href=\"\(place.path("asking"))\">\(say: "Ask")</a></p>")
            """)
    }

    private static func entry(_ question: Question) -> Markup {
        """
        <a href="\(Href.to(question.item))" lang="\(question.text.language)" dir="auto">\(question.text.body)</a> \
        <span class="soft">\(say: Parts(QuestionPages.state(question), question.isOpen ? Phrase("you will hear by \("day", question.hearBy)") : nil))</span>
        """
    }
}
