import HTML
import Language

/// The words of a place that whoever translates for it keeps the same.
enum GlossaryPages {
    static func show(_ terms: [GlossaryTerm], in place: Place, draft: GlossaryDraft = .init(), invalid: Invalid? = nil) -> Page {
        let every: [(value: String, words: Markup)] = [("", "\(say: "In every language")")]
        return Page(
            "\(say: "Words we keep the same")", in: place,
            """
            <h1>\(say: "Words we keep the same")</h1>\
            <p class="soft">\(say: "Whoever is asked to translate a text of ours sees these beside it, and nothing else of this place.")</p>\
            \(Records.list(terms, empty: Phrase("None yet. Names of places and of your own work are a good beginning.")) { term in
                """
                \(entry(term))<div class="row">\(Form.button("\(place.path("glossary"))/ending", Phrase("Take it off"), hidden: [("term", term.term), ("language", term.language?.description ?? "")]))</div>
                """
            })
            \(Form.post(place.path("glossary"), """
                \(Form.line("term", Phrase("The word"), value: draft.term, problem: invalid?["term"]))
                \(Form.choice("language", Phrase("In which language?"), value: draft.language, options: every + place.languages.map { ($0.description, "\($0.endonym)") }, problem: invalid?["language"]))
                \(Form.line("said", Phrase("Say it like this"), value: draft.said, hint: Phrase("Leave it empty where the word stays as it is."), problem: invalid?["said"]))
                <div class="row"><button>\(say: "Add it")</button></div>
                """))
            """)
    }

    static func entry(_ term: GlossaryTerm) -> Markup {
        """
        <b dir="auto">\(term.term)</b> <span class="soft">\(if: term.language != nil, "\((term.language ?? "und").endonym): ")\
        \(if: term.said != nil, "<span dir=\"auto\">\(term.said ?? "")</span>", else: "\(say: "stays as it is")")</span>
        """
    }
}
