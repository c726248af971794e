import HTML
import Language

/// What a place uses beside the usual; off until somebody ticks it.
enum PracticePages {
    /// `outside`: whom words would go to where a machine outside drafts; nil where the operator named none.
    static func form(_ used: Set<Practice>, in place: Place, outside: String?, seen version: Int, saved: Bool = false) -> Page {
        let offered = Practice.allCases.filter { $0.mayBeUsed(in: place, outside: outside) }
        return Page(
            "\(say: "What this place uses")", in: place,
            """
            <h1>\(say: "What this place uses")</h1>\(if: saved, "<p class=\"turn\" role=\"status\">\(say: "Saved.")</p>")\
            <p>\(say: "People meet only what is ticked. What was written with it stays when it is switched off.")</p>\
            \(Form.post(place.path("practices"), """
                \(Form.hidden("_version", "\(version)"))
                \(Form.ticks("used", Phrase("We use"), chosen: Set(used.map(\.rawValue)), options: offered.map { practice in
                    let goes: Markup = practice == .machineOutside ? " \(say: "They would go to \("address", outside ?? "").")" : ""
                    return (practice.rawValue, "\(say: practice.words)<br><span class=\"soft\">\(say: practice.about)\(goes)</span>")
                }))
                <div class="row"><button>\(say: "Save")</button></div>
                """))\(if: place.isSealed, "<p class=\"soft\">\(say: "No machine reads words that are locked.")</p>")
            """)
    }

    static func raced(_ used: Set<Practice>, theirs: Set<Practice>, in place: Place, typed: [(name: String, value: String)]) -> Page {
        func words(_ used: Set<Practice>) -> Markup { "\(say: Listed(Practice.allCases.filter(used.contains).map(\.words)))" }
        return TwoTexts.page(
            [.init(Phrase("We use"), theirs: words(theirs), mine: words(used), differs: theirs != used)], in: place,
            action: place.path("practices"), back: place.path("practices"), version: place.version, typed: typed)
    }
}
