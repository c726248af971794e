import HTML
import Language

/// What a place uses beside the usual; off until somebody ticks it.
enum PracticePages {
    static func form(_ used: Set<Practice>, in place: Place, seen version: Int, saved: Bool = false) -> Page {
        Page(
            "\(say: "What this place uses")", in: place,
            """
            <h1>\(say: "What this place uses")</h1>\(if: saved, "<p class=\"turn\" role=\"status\">\(say: "Saved.")</p>")\
            <p>\(say: "People meet only what is ticked. What was written with it stays when it is switched off.")</p>\
            \(Form.post(place.path("practices"), """
                \(Form.hidden("_version", "\(version)"))
                \(Form.ticks("used", Phrase("We use"), chosen: Set(used.map(\.rawValue)), options: Practice.allCases.map { practice in
                    (practice.rawValue, "\(say: practice.words)<br><span class=\"soft\">\(say: practice.about)</span>")
                }))
                <div class="row"><button>\(say: "Save")</button></div>
                """))
            """)
    }

    static func raced(_ used: Set<Practice>, theirs: Set<Practice>, in place: Place, typed: [(name: String, value: String)]) -> Page {
        func words(_ used: Set<Practice>) -> Markup { "\(say: Listed(Practice.allCases.filter(used.contains).map(\.words)))" }
        return TwoTexts.page(
            [.init(Phrase("We use"), theirs: words(theirs), mine: words(used), differs: theirs != used)], in: place,
            action: place.path("practices"), back: place.path("practices"), version: place.version, typed: typed)
    }
}
